// What happens to a court fee on the way: claims changed, fees borne, a claim read off its fee.
#pragma once

#include <optional>

#include "accord/settlement/fee/court.hpp"

namespace accord::settlement {

/// When the sum claimed was changed; `later`: lessened after the court's investigation had ended.
enum class ClaimChange { increase, decrease_before_end_of_investigation, later };
[[nodiscard]] ClaimChange claim_change_of(std::string_view text);

/// Top-up (positive) or refund (negative) when the sum claimed changes (诉讼费用交纳办法 21): the
/// fee on the new sum less the fee on the old one, each rounded by itself, for each is paid.
/// Nothing comes back later (21(2), 35). Throws Error(input, "not_an_increase" | "not_a_decrease").
[[nodiscard]] Explained court_fee_change(const money::Money& before, const money::Money& after,
                                         ClaimChange when, calendar::Date on, const Law& law,
                                         CourtTrack track, money::Rounding rounding);

/// The claim that a property fee was paid on: 13(1) read backwards, rounded to a cent. Of a flat
/// slice the greatest claim is given, and of one without an end none: refused (not_in_schedule).
/// Throws Error(input, "below_least_fee").
[[nodiscard]] Explained court_fee_claim(const money::Money& fee, calendar::Date on, const Law& law,
                                        CourtTrack track, money::Rounding rounding);

/// Costs split between the sides (29): the loser bears them; on partial success the court decides,
/// so the share is stated. Sums claimed and awarded give a share in proportion, which a court may
/// follow and no law orders.
struct CostsBySuccess {
    money::Money costs;
    calendar::Date on;
    std::optional<money::Rate> claimant_share;
    std::optional<money::Money> claimed;
    std::optional<money::Money> awarded;
    money::Rounding rounding = money::Rounding::half_up;
};
/// Throws Error(input, "needs_argument" | "not_for_this_kind" | "zero_amount" |
/// "awarded_above_claimed" | "share_out_of_range").
[[nodiscard]] Explained costs_by_success(const CostsBySuccess& input, const Law& law);

}  // namespace accord::settlement
