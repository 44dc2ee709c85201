// Days between two dates as a basis counts them, and the year fraction as an exact rational.
#pragma once

#include <cstdint>
#include <string_view>

#include "accord/calendar/date.hpp"

namespace accord::calendar {

/// Conventions by their market names (ISDA 2006 §4.16); more come with the settlement engine.
enum class DayCount { act_360, act_365, thirty_360 };

struct YearFraction {
    std::int64_t days = 0;        // numerator
    std::int64_t per_year = 365;  // denominator
};

/// Start day counted, end day not (date difference); `from` ≤ `to`.
[[nodiscard]] YearFraction year_fraction(DayCount convention, Date from, Date to);
[[nodiscard]] std::string_view to_text(DayCount convention) noexcept;

}  // namespace accord::calendar
