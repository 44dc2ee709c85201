// The range within which a contract may raise the rate of a loan in default.
#pragma once

#include <optional>

#include "accord/calendar/date.hpp"
#include "accord/money/rate.hpp"
#include "accord/rules/rule_book.hpp"
#include "accord/settlement/interest/bank_loan.hpp"
#include "accord/settlement/law.hpp"

namespace accord::settlement {

/// The day that decides which rule holds of a loan: when it was made, or else when default began.
/// Throws Error(input, "made_after_start").
[[nodiscard]] calendar::Date loan_day(std::optional<calendar::Date> made, calendar::Date start);
/// 银发〔2003〕251号: overdue 1.3 to 1.5 times, misuse 1.5 to 2 times the contract rate, both ends
/// within. Refuses "loan_before_rule" and "penalty_uplift_outside"; answers with the upper end.
[[nodiscard]] const rules::Parameter& require_uplift(const Law& law, const money::Rate& uplift,
                                                     Breach breach, calendar::Date on);

}  // namespace accord::settlement
