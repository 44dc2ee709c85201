// Simple interest at a fixed rate or over a published series of rates.
#pragma once

#include <optional>
#include <vector>

#include "accord/calendar/date.hpp"
#include "accord/calendar/day_count.hpp"
#include "accord/money/rate.hpp"
#include "accord/money/rounding.hpp"
#include "accord/rules/rule_book.hpp"
#include "accord/settlement/explained.hpp"
#include "accord/settlement/interest/period.hpp"

namespace accord::settlement {

/// principal × rate × days; `rate` per day, or per year with a basis of its own or the `day_count`
/// given beside it; rounded once at the end. The start day counts and the end day does not, unless
/// both ends do.
/// Throws Error(input, "end_before_start" | "negative_amount" | "rate_unit"),
/// Error(money,"overflow").
[[nodiscard]] Explained simple_interest(const money::Money& principal, const money::Rate& rate,
                                        calendar::Date start, calendar::Date end,
                                        BothEnds both_ends = BothEnds::no,
                                        money::Rounding rounding = money::Rounding::half_up,
                                        std::optional<calendar::DayCount> day_count = {});

/// Over a series: one line per segment of constant rate, segments exact, the total rounded once;
/// the cents of the lines are placed by largest remainder so that they add up to the total. Each
/// line states its rate: (published + `spread`) × `multiple`. A new rate holds from its own
/// publication day. A day count that does not add up walks each segment by itself. Both ends add
/// one day, once, at the rate of that day. Lines past the series' `known_until` are provisional and
/// stand apart. Also throws Error(input,"before_series").
struct SeriesInterest {
    money::Money principal;
    const rules::RateSeries* series = nullptr;
    calendar::Date start;
    calendar::Date end;
    calendar::DayCount day_count = calendar::DayCount::act_365;
    BothEnds both_ends = BothEnds::no;
    money::Rate multiple{1, 1};                  // a plain factor such as 3/2
    money::Rate spread{0, 1, money::Per::year};  // added to each rate before the factor
    money::Rounding rounding = money::Rounding::half_up;
};
[[nodiscard]] Explained series_interest(const SeriesInterest& input);

/// The segments of a series' interest, exact: for rules that put them together with other time.
struct SeriesSegment {
    DayRun run;
    const rules::RatePoint* point = nullptr;
    Counted counted;
    Exact interest;  // in minor units
    bool provisional = false;
    base::Status status = base::Status::unverified;  // of all publications of its rate
};
[[nodiscard]] std::vector<SeriesSegment> series_segments(const SeriesInterest& input);
/// The line of one of them, with the units placed on it.
[[nodiscard]] base::Line segment_line(const SeriesInterest& input, const SeriesSegment& segment,
                                      std::int64_t units);

}  // namespace accord::settlement
