// American filing fees, which go by bands of the amount: AAA, BCDR and FINRA.
#pragma once

#include <optional>
#include <string>

#include "accord/settlement/fee/sheet.hpp"

namespace accord::settlement {

/// Initial and final fee of a commercial case. `schedule`: "commercial" (under 75,000; what lies
/// above is unverified), "commercial_older" (above 500,000 alone), "bcdr_2010". In the top band a
/// share of the excess comes on top, capped. Three arbitrators have least fees in the older table.
struct AaaFee {
    money::Money amount;
    std::string schedule;
    calendar::Date on;
    std::int64_t arbitrators = 1;
    money::Rounding rounding = money::Rounding::half_up;
};
/// Throws Error(input, "arbitrators_one_or_three" | "not_for_this_kind"); refuses an amount that
/// the table does not have (not_in_schedule).
[[nodiscard]] Explained aaa_icdr_fee(const AaaFee& input, const Law& law);

/// AAA's fees where one side is an individual: by who files and by the number of arbitrators.
[[nodiscard]] Explained aaa_individual_fee(bool business_files, std::int64_t arbitrators,
                                           calendar::Date on, const Law& law);

/// What the older table gives back of an initial fee on withdrawal, by days since filing; a part is
/// never given back.
[[nodiscard]] Explained aaa_older_refund(const money::Money& fee, std::int64_t days,
                                         calendar::Date on, const Law& law,
                                         money::Rounding rounding);

/// FINRA rules 12900 (filing), 12902 (hearing sessions), 12901 (the member's surcharge), on a
/// customer's claim without interest and expenses; no amount: a claim that is not for money.
struct FinraFees {
    std::optional<money::Money> amount;
    std::int64_t arbitrators = 1;
    std::int64_t sessions = 0;
    calendar::Date on;
    bool earlier_filing_table = false;
};
/// Throws Error(input, "zero_amount" | "negative_count" | "arbitrators_one_or_three"); refuses
/// three arbitrators where the table has none (not_in_schedule).
[[nodiscard]] Explained finra_fees(const FinraFees& input, const Law& law);

}  // namespace accord::settlement
