// A loan month by month: what is due when, of which principal and interest, and what is left.
#pragma once

#include <optional>

#include "accord/calendar/date.hpp"
#include "accord/settlement/explained.hpp"
#include "accord/settlement/loan/plan.hpp"
#include "accord/settlement/rule.hpp"

namespace accord::settlement {

/// The due date of an instalment, counted from the first one itself, so that a loan due on the
/// 31st comes back to it after February (民法典 202). Throws Error(input, "date_out_of_range").
[[nodiscard]] calendar::Date due_date(calendar::Date first_due, std::int64_t month);

/// The corresponding day so many months after the start, else that month's last day (民法典 202).
[[nodiscard]] Answer instalment_date(calendar::Date start, std::int64_t months);

/// The interest of the whole loan in whole units, a line for each run of months at one payment and
/// below it one for each month. Plain arithmetic of the agreement.
[[nodiscard]] Explained loan_schedule(const Plan& plan, Residue residue,
                                      std::optional<calendar::Date> first_due);

}  // namespace accord::settlement
