// Runs of days and what they are of a year: the time that every rule of interest multiplies by.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "accord/calendar/date.hpp"
#include "accord/calendar/day_count.hpp"
#include "accord/money/rate.hpp"
#include "accord/settlement/exact.hpp"

namespace accord::settlement {

enum class BothEnds { no, yes };  // whether the last day counts too (once, never per segment)

[[nodiscard]] constexpr BothEnds both_ends_of(bool flag) noexcept {
    return flag ? BothEnds::yes : BothEnds::no;
}
[[nodiscard]] std::string print(BothEnds both_ends);

/// The days [from, to), and `to` itself where `last_day_too`.
struct DayRun {
    calendar::Date from;
    calendar::Date to;
    bool last_day_too = false;
    bool operator==(const DayRun&) const = default;
};

/// A run as a day count sees it: the days that it counts and what they are of a year. The last day
/// is one more day of the convention's year, which the ACT/ACT conventions take from its own date.
struct Counted {
    std::int64_t days = 0;
    Exact years;
};
[[nodiscard]] Counted count(calendar::DayCount day_count, const DayRun& run);

/// [start, end) cut at those of `cuts` inside it; with both ends the end day belongs to the last
/// run, unless a cut falls on it: then it is a run of its own. No run is empty. Any order of cuts.
[[nodiscard]] std::vector<DayRun> runs(calendar::Date start, calendar::Date end, BothEnds both_ends,
                                       std::vector<calendar::Date> cuts);

/// Throws Error(input, "end_before_start").
void require_period(calendar::Date start, calendar::Date end);

/// The day count of a rate per year: its own, or the one given beside a rate without. Throws
/// Error(input, "rate_unit") where neither or both say it, and for a rate per anything else.
[[nodiscard]] calendar::DayCount day_count_of(const money::Rate& rate,
                                              std::optional<calendar::DayCount> given);

}  // namespace accord::settlement
