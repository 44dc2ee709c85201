// A calendar's new edition against the terms that run: which of them end on another day now.
#pragma once

#include <cstddef>
#include <vector>

#include "accord/calendar/term_columns.hpp"

namespace accord::calendar {

/// The days on which two editions of a calendar differ, ascending: worked in one and not in the
/// other, or announced off in one and a plain weekend in the other.
[[nodiscard]] std::vector<Date> changed_days(const BusinessCalendar& before,
                                             const BusinessCalendar& now);

struct MovedTerm {
    std::size_t row = 0;
    Date was;
    Date now;
    bool provisional = false;
};
/// Of the terms that run, with the last day each has (`due`), those whose last day the new edition
/// changes, in the order of rows. A term is reckoned anew only where a changed day lies among the
/// days its answer was read from: from its trigger on (working days) or about its last day (a
/// roll).
[[nodiscard]] std::vector<MovedTerm> moved_terms(const TermColumns& terms,
                                                 std::span<const std::int32_t> due,
                                                 const BusinessCalendar& before,
                                                 const BusinessCalendar& now);

}  // namespace accord::calendar
