// Money wrongly debited: principal less own fault, and the interest lost on it.
#pragma once

#include "accord/calendar/date.hpp"
#include "accord/money/rate.hpp"
#include "accord/settlement/explained.hpp"

namespace accord::settlement {

/// amount × (1 − own fault) + simple interest on that at `rate` (民法典 1172–1173; 银行卡规定 7).
/// 50,000 with 20 % own fault at 0.35 % per year 30/360 over 180 days: 40,000.00 + 70.00.
[[nodiscard]] Explained wrong_debit(const money::Money& amount, const money::Rate& rate,
                                    calendar::Date start, calendar::Date end,
                                    const money::Rate& own_fault,
                                    money::Rounding rounding = money::Rounding::half_up);

}  // namespace accord::settlement
