// Simple interest over runs of days that each have an annual rate of their own.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "accord/base/clause.hpp"
#include "accord/base/trace.hpp"
#include "accord/calendar/date.hpp"
#include "accord/calendar/day_count.hpp"
#include "accord/money/money.hpp"
#include "accord/money/rate.hpp"
#include "accord/money/rounding.hpp"
#include "accord/rules/rule_book.hpp"
#include "accord/settlement/exact.hpp"
#include "accord/settlement/explained.hpp"
#include "accord/settlement/law.hpp"

namespace accord::settlement {

/// Days from `from` on, `to` itself not counted, at a rate per year with the law it rests on.
struct RatePeriod {
    calendar::Date from;
    calendar::Date to;
    money::Rate rate;
    base::Clause clause;
    std::string source;
    calendar::DayCount day_count = calendar::DayCount::act_365;
    bool provisional = false;
    std::optional<rules::RatePoint> published{};  // what the rate was made from, and since when
};

/// A rate per year without a day count, not negative; throws Error(input, "rate_unit").
void require_annual(const money::Rate& rate, const char* name);
/// A rate without a unit of time; throws Error(input, "rate_unit").
void require_plain(const money::Rate& rate, const char* name);

/// principal × rate × fraction of a year.
[[nodiscard]] Exact interest_of(const money::Money& principal, const RatePeriod& period);
/// The sum over all periods, exact and rounded once; `why` comes with its label, clauses and inputs
/// and gets its amount and a line for each period, whose cents are placed by largest remainder.
[[nodiscard]] Explained interest_over(base::Line why, const money::Money& principal,
                                      std::span<const RatePeriod> periods,
                                      money::Rounding rounding);
/// A published series cut where its rate changes and where it ceases to be known. Each rate gets
/// `margin` (per year) on top. Refuses unverified points unless the series is accepted by name;
/// throws Error(input, "before_series").
[[nodiscard]] std::vector<RatePeriod> published_periods(const Law& law,
                                                        const rules::RateSeries& series,
                                                        calendar::Date start, calendar::Date end,
                                                        const money::Rate& margin);
/// The weakest of the series and of all points that hold on some day from `first` to `last`, those
/// that repeat the rate before them too. Throws Error(input, "before_series").
[[nodiscard]] base::Status status_over(const rules::RateSeries& series, calendar::Date first,
                                       calendar::Date last);
/// The point of a series on a day, refused where unverified and not accepted.
[[nodiscard]] const rules::RatePoint& point_on(const Law& law, const rules::RateSeries& series,
                                               calendar::Date day);

}  // namespace accord::settlement
