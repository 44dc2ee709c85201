// Fees of arbitration bodies on the amount claimed, their refund, and the emergency arbitrator.
#pragma once

#include <optional>
#include <string>

#include "accord/settlement/fee/sheet.hpp"

namespace accord::settlement {

/// What a body charges on an amount: registration, acceptance, handling, administration …, each
/// rounded by itself, with its least fee and its cap (仲裁委员会仲裁收费办法 2, 5; each body's own
/// schedule in the book). SIAC's figures are maxima. ICC: the totals published at one amount; its
/// slices are unverified.
struct ArbitrationFee {
    money::Money amount;
    std::string body;  // "cietac_foreign", "bac", "hkiac" …
    calendar::Date on;
    bool simple_procedure = false;  // BAC alone: a cut between its two bounds
    money::Rate filing_tax{0, 1};   // SIAC alone: GST on the filing fee
    money::Rounding rounding = money::Rounding::half_up;
};
/// The names of the bodies, in order.
[[nodiscard]] std::vector<std::string> arbitration_bodies();
/// Throws Error(input, "unknown_name" | "not_for_this_kind" | "negative_amount"), Error(money,
/// "currency_mismatch"); refuses above what was read of a schedule (not_in_schedule).
[[nodiscard]] Explained arbitration_fee(const ArbitrationFee& input, const Law& law);

/// Acceptance fee given back on withdrawal (仲裁委员会仲裁收费办法 12): all before the tribunal is
/// formed, the share that the commission finds fit after it; nothing where the claimant stayed away
/// and is deemed to have withdrawn (11). `stage`: "before_tribunal", "after_tribunal",
/// "deemed_withdrawn". Throws Error(input, "needs_argument" | "not_for_this_kind").
[[nodiscard]] Explained arbitration_refund(const money::Money& fee, const std::string& stage,
                                           calendar::Date on, const Law& law,
                                           const std::optional<money::Rate>& share,
                                           money::Rounding rounding);

/// Application for an emergency arbitrator; where measures are counted, each further one costs
/// more, and where the arbitrator is paid apart, that fee is given. Throws Error(input,
/// "no_measures" | "needs_argument" | "not_for_this_kind"); refuses a fee below the least
/// (outside_range).
[[nodiscard]] Explained emergency_arbitrator_fee(const std::string& body, calendar::Date on,
                                                 const Law& law, std::int64_t measures,
                                                 const std::optional<money::Money>& arbitrator_fee);

}  // namespace accord::settlement
