// Terms over columns of days: the same answers as `reckon`, row by row, without their steps.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "accord/calendar/term_arithmetic.hpp"

namespace accord::calendar {

/// out[i] is the `n`-th working day after from[i]. Days are numbers of days since 1970-01-01.
/// Throws as BusinessCalendar::add_working_days does, for the first row that is at fault.
void add_working_days(const BusinessCalendar& calendar, std::span<const std::int32_t> from,
                      std::int64_t n, std::span<std::int32_t> out);
/// The same with an `n` of its own in every row.
void add_working_days(const BusinessCalendar& calendar, std::span<const std::int32_t> from,
                      std::span<const std::int32_t> n, std::span<std::int32_t> out);
/// out[i]: working days in (after[i], up_to[i]].
void working_days_between(const BusinessCalendar& calendar, std::span<const std::int32_t> after,
                          std::span<const std::int32_t> up_to, std::span<std::int32_t> out);

/// A column of terms; `rule` says which of the rules a row follows. `excluded` may be empty.
struct TermColumns {
    std::span<const TermRule> rules;
    std::span<const std::uint16_t> rule;
    std::span<const std::int32_t> trigger;
    std::span<const std::int32_t> excluded;  // days that do not count, each row's in one sum
};

enum class RowState : std::uint8_t { final_day, provisional, error };

struct LastDays {
    std::vector<std::int32_t> due;
    std::vector<RowState> state;  // error: no date could be reckoned, `due` is 0
};
/// The last day of every row. Throws Error(input, "moment_needed") for a rule in hours, "bad_rule"
/// for a row that follows none.
[[nodiscard]] LastDays last_days(const TermColumns& terms, const Book& book);

}  // namespace accord::calendar
