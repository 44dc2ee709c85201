// Interest in the United Kingdom: the county court's, the ombudsman's, and the tax taken from it.
#pragma once

#include <optional>

#include "accord/calendar/date.hpp"
#include "accord/money/money.hpp"
#include "accord/money/rounding.hpp"
#include "accord/settlement/explained.hpp"
#include "accord/settlement/law.hpp"

namespace accord::settlement {

/// County Courts Act 1984 s 69: simple, days over 365, rounded once.
/// Throws Error(input, "negative_amount" | "end_before_start").
[[nodiscard]] Explained uk_court_interest(const money::Money& principal, calendar::Date start,
                                          calendar::Date end, const Law& law,
                                          money::Rounding rounding);

struct FosInterest {
    money::Money principal;
    calendar::Date start;     // of the deprivation
    calendar::Date paid_by;   // the term for payment
    calendar::Date referred;  // which decides about the rule
    std::optional<calendar::Date> paid{};
    money::Rounding rounding = money::Rounding::half_up;
};

/// Interest on an ombudsman's award: 8 % simple for referrals to the end of 2025; from 2026 on the
/// time-weighted base rate plus a point up to the term for payment and 8 % after it. Days over 365,
/// rounded once. Throws Error(input, "negative_amount" | "end_before_start" | "before_series").
[[nodiscard]] Explained fos_interest(const FosInterest& input, const Law& law);

/// Income tax taken from interest alone, never from the refund, which stands beside as what is
/// paid.
[[nodiscard]] Explained uk_tax_on_interest(const money::Money& interest,
                                           const std::optional<money::Money>& refund,
                                           calendar::Date on, const Law& law,
                                           money::Rounding rounding);

}  // namespace accord::settlement
