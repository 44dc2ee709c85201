// Interest in the courts of Hong Kong, before and after judgment.
#pragma once

#include "accord/calendar/date.hpp"
#include "accord/money/money.hpp"
#include "accord/money/rate.hpp"
#include "accord/money/rounding.hpp"
#include "accord/settlement/explained.hpp"
#include "accord/settlement/law.hpp"

namespace accord::settlement {

/// Simple at the judgment rate (High Court Ordinance s 49), days over 365, rounded once; days past
/// the last rate known are provisional. Throws Error(input, "negative_amount" | "end_before_start"
/// | "before_series").
[[nodiscard]] Explained hk_judgment_interest(const money::Money& principal, calendar::Date start,
                                             calendar::Date end, const Law& law,
                                             money::Rounding rounding);

/// Simple at prime plus the usual margin (s 48, a discretion), days over 365, rounded once.
/// Throws Error(input, "negative_amount" | "end_before_start" | "rate_unit").
[[nodiscard]] Explained hk_prejudgment_interest(const money::Money& principal,
                                                const money::Rate& prime, calendar::Date start,
                                                calendar::Date end, const Law& law,
                                                money::Rounding rounding);

}  // namespace accord::settlement
