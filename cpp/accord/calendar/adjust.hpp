// Business-day conventions: where a payment day falls that is no working day, by market names.
#pragma once

#include <string_view>

#include "accord/calendar/business.hpp"

namespace accord::calendar {

/// ISDA 2006 §4.12 and market usage. modified_*: not into another month; half_month_*: nor from the
/// first half of a month into the second; nearest: of two equally near days the later.
enum class Convention {
    unadjusted,
    following,
    modified_following,
    half_month_modified_following,
    preceding,
    modified_preceding,
    nearest,
};

[[nodiscard]] Date adjust(const BusinessCalendar& calendar, Date day, Convention convention);

enum class EndOfMonth { no, yes };
/// The day `months` later (or earlier), adjusted. EndOfMonth::yes: from the last working day of a
/// month to the last of the other; under `unadjusted` from the last day to the last day.
[[nodiscard]] Date advance_months(const BusinessCalendar& calendar, Date day, int months,
                                  Convention convention, EndOfMonth end_of_month);
/// The n-th working day after `day`, before it for n < 0; n = 0 adjusts.
[[nodiscard]] Date advance_working_days(const BusinessCalendar& calendar, Date day, int n,
                                        Convention convention);

/// Throws Error(input, "unknown_name", text, "convention").
[[nodiscard]] Convention convention_from_text(std::string_view text);

}  // namespace accord::calendar
