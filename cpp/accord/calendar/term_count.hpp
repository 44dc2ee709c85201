// Counting alone: the last day of so many units, before exclusions and rolls.
#pragma once

#include <cstdint>

#include "accord/calendar/term_arithmetic.hpp"

namespace accord::calendar {

/// Throws Error(input, "bad_amount" | "date_out_of_range", amount).
void check_amount(std::int64_t amount);
/// Whether the rule counts so short a period in working days, whatever its unit says.
[[nodiscard]] bool is_short(const TermRule& rule) noexcept;
[[nodiscard]] bool counts_working_days(const TermRule& rule) noexcept;
/// The last day of `amount` units from the trigger day (or back from it).
[[nodiscard]] Date count(const TermRule& rule, Date trigger, std::int64_t amount, const Book& book);
/// `days` more: working days where the rule counts those.
[[nodiscard]] Date days_on(const TermRule& rule, Date from, std::int64_t days, const Book& book);
/// The raw date of a term that is `more` longer; business days go on from where they stand.
[[nodiscard]] Date longer(const TermRule& rule, const TermDue& term, std::int64_t more,
                          ExtendFrom from, const Book& book);

}  // namespace accord::calendar
