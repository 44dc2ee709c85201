// Money wrongly debited: principal less own fault, and the interest lost on it.
#pragma once

#include <optional>

#include "accord/calendar/date.hpp"
#include "accord/money/rate.hpp"
#include "accord/settlement/explained.hpp"

namespace accord::settlement {

/// amount × (1 − own fault) + simple interest on that at `rate` (民法典 1172–1173; 银行卡规定 7),
/// together with what others already gave at most the whole loss, which is the debit and its
/// interest (银行卡规定 13). What is paid ex gratia stands beside and is never part of what is
/// owed. 50,000 with 20 % own fault at 0.35 % per year 30/360 over 180 days: 40,000.00 + 70.00.
struct WrongDebit {
    money::Money amount;
    money::Rate rate;
    calendar::Date start;
    calendar::Date end;
    money::Rate own_fault{0, 1};
    std::optional<money::Money> recovered{};  // from whatever source
    std::optional<money::Money> ex_gratia{};
    money::Rounding rounding = money::Rounding::half_up;
};
[[nodiscard]] Explained wrong_debit(const WrongDebit& input);

}  // namespace accord::settlement
