// Court fees that are no property fee: other kinds of case, and applications to a court.
#pragma once

#include <optional>
#include <string>

#include "accord/settlement/fee/court.hpp"

namespace accord::settlement {

/// Acceptance fee by kind of case (诉讼费用交纳办法 13(2)-(6)): "divorce", "personality",
/// "other_non_property", "intellectual_property", "labour", "administrative",
/// "administrative_special" (trademark, patent, maritime), "jurisdiction_objection" (failed).
/// Where the Measures leave a range to the provinces, the figure is the one set by the province:
/// given, or the parameter "cn.court.<kind>.<province>" of the book.
struct CourtKindFee {
    std::string kind;
    calendar::Date on;
    std::optional<money::Money> amount;        // property divided, damages, the sum in dispute
    std::optional<money::Money> province_fee;  // what the province set inside the range
    std::optional<std::string> province;
    CourtTrack track = CourtTrack::ordinary;
    money::Rounding rounding = money::Rounding::half_up;
};
/// Throws Error(input, "needs_argument" | "not_for_this_kind" | "negative_amount"); refuses a
/// figure outside its range (outside_range).
[[nodiscard]] Explained court_fee_kind(const CourtKindFee& input, const Law& law);

/// Application for enforcement (14(1)): by the amount, or without one the fee that the court set
/// inside its range. Paid after enforcement, borne by the debtor (20, 38).
[[nodiscard]] Explained enforcement_fee(const std::optional<money::Money>& amount,
                                        calendar::Date on, const Law& law,
                                        const std::optional<money::Money>& set_fee,
                                        money::Rounding rounding);
/// Application for preservation (14(2)): on the value preserved, capped; without an amount the flat
/// fee of the first slice.
[[nodiscard]] Explained preservation_fee(const std::optional<money::Money>& amount,
                                         calendar::Date on, const Law& law,
                                         money::Rounding rounding);
/// A payment order (14(3)): a third of the property fee.
[[nodiscard]] Explained payment_order_fee(const money::Money& claim, calendar::Date on,
                                          const Law& law, money::Rounding rounding);
/// Bankruptcy (14(6)): half of the property fee on the estate, capped.
[[nodiscard]] Explained bankruptcy_fee(const money::Money& estate, calendar::Date on,
                                       const Law& law, money::Rounding rounding);
/// 14(4) and 14(5): flat.
[[nodiscard]] Explained public_summons_fee(calendar::Date on, const Law& law);
[[nodiscard]] Explained set_aside_fee(calendar::Date on, const Law& law);

}  // namespace accord::settlement
