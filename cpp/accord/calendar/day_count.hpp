// Days between two dates as a basis counts them, and the year fraction as an exact rational.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "accord/calendar/date.hpp"

namespace accord::calendar {

class BusinessCalendar;

/// Conventions by their market names (ISDA 2006 §4.16, ICMA rule 251, the FBF master agreement for
/// AFB, Brazil's 252 business days).
enum class DayCount {
    act_360,
    act_365,
    thirty_360,         // bond basis
    act_act_isda,       // each day at the length of its own calendar year
    act_act_icma,       // needs a reference period
    act_act_afb,        // whole years back from the end, then the rest
    thirty_360_us,      // with the rule for the end of February
    thirty_e_360,       // Eurobond basis
    thirty_e_360_isda,  // needs the maturity
    thirty_365,
    act_366,
    act_365_25,
    bus_252,  // needs a calendar
};

/// What some conventions ask for beside the two dates.
struct DayCountContext {
    std::optional<Date> reference_start{};  // of ACT/ACT ICMA: a regular coupon period
    std::optional<Date> reference_end{};
    std::optional<Date> maturity{};              // of 30E/360 ISDA
    const BusinessCalendar* calendar = nullptr;  // of BUS/252
};

/// days / per_year is the fraction, exact. `days` is a count of days wherever all days weigh alike;
/// for the ACT/ACT conventions and ACT/365.25 it is the numerator alone.
struct YearFraction {
    std::int64_t days = 0;
    std::int64_t per_year = 365;
};

/// Start day counted, end day not (date difference); `from` ≤ `to`. Throws Error(input,
/// "reversed_dates" | "needs_argument" | "bad_period").
[[nodiscard]] YearFraction year_fraction(DayCount convention, Date from, Date to,
                                         const DayCountContext& context = {});
/// Whether a period split anywhere counts as its parts do together (of ICMA: under one reference).
[[nodiscard]] bool is_additive(DayCount convention) noexcept;
/// The conventions that need nothing but two dates, "ACT/365" first.
[[nodiscard]] std::span<const DayCount> plain_day_counts() noexcept;

[[nodiscard]] std::string_view to_text(DayCount convention) noexcept;
/// "ACT/365F" is ACT/365 too. Throws Error(input, "unknown_name", text, "day_count").
[[nodiscard]] DayCount day_count_from_text(std::string_view text);

}  // namespace accord::calendar
