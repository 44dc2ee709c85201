// What a borrower in default owes a bank: penalty interest, compound interest, the debt after
// payments.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "accord/calendar/date.hpp"
#include "accord/calendar/day_count.hpp"
#include "accord/money/money.hpp"
#include "accord/money/rate.hpp"
#include "accord/money/rounding.hpp"
#include "accord/settlement/explained.hpp"
#include "accord/settlement/law.hpp"

namespace accord::settlement {

enum class Breach { overdue, misuse };  // paid back late; used for another purpose than agreed

/// `base` is the overdue or misused principal, or the interest unpaid.
struct PenaltyInterest {
    money::Money base;
    money::Rate contract_rate;  // per year, without a day count
    money::Rate uplift;         // a plain factor: 3/2
    Breach breach = Breach::overdue;
    calendar::Date start;
    calendar::Date end;
    std::optional<calendar::Date> made{};  // when the loan was made, which decides about the rule
    calendar::DayCount day_count = calendar::DayCount::act_360;
    money::Rounding rounding = money::Rounding::half_up;
};

/// 银发〔2003〕251号: principal × contract rate × uplift × time, rounded once.
/// Throws Error(input, "negative_amount" | "end_before_start" | "rate_unit" | "made_after_start");
/// refuses "loan_before_rule" and "penalty_uplift_outside".
[[nodiscard]] Explained loan_penalty_interest(const PenaltyInterest& input, const Law& law);

/// The same on interest unpaid, which grows on each day that the contract settles interest on
/// (结息日); the interest of each such run is rounded, as it is booked. Throws also
/// Error(input, "bad_settlement_day") unless the days ascend inside the period.
[[nodiscard]] Explained loan_compound_interest(const PenaltyInterest& input,
                                               std::span<const calendar::Date> settled,
                                               const Law& law);

struct LoanPayment {
    calendar::Date date;
    money::Money amount;
};

enum class Repricing { annually, anniversary, never };

struct OverdueLoan {
    money::Money principal;
    std::string series;
    money::Rate spread{0, 1, money::Per::year};
    money::Rate uplift{1, 1};  // one: no penalty is asked
    std::optional<calendar::Date> made{};
    Repricing repricing = Repricing::annually;
    calendar::Date start{};
    calendar::Date end{};
    std::vector<LoanPayment> payments{};
    std::optional<money::Money> costs{};
    calendar::DayCount day_count = calendar::DayCount::act_360;
    money::Rounding rounding = money::Rounding::half_up;
};

/// The debt at `end`: interest at (series on the repricing day + spread) × uplift (251号), payments
/// set off against costs, then interest, then principal (民法典 561). Interest is rounded once for
/// each period between payments. Throws also Error(input, "payment_outside_period" |
/// "not_positive" | "needs_argument").
[[nodiscard]] Explained overdue_loan_interest(const OverdueLoan& input, const Law& law);

}  // namespace accord::settlement
