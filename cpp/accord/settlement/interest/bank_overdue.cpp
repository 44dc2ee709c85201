// An overdue loan walked from payment to payment: interest, set-off, what is owed in the end.
#include <algorithm>
#include <utility>

#include "accord/base/error.hpp"
#include "accord/settlement/interest/bank_loan.hpp"
#include "accord/settlement/interest/penalty_uplift.hpp"
#include "accord/settlement/interest/period.hpp"
#include "accord/settlement/interest/rate_periods.hpp"

namespace accord::settlement {
namespace {

using calendar::Date;
using money::Money;

constexpr const char* rule_id = "cn.loan.overdue";

base::Clause set_off_clause() {
    return {"民法典 561", base::Status::official};
}

/// The day on which the rate that holds on `day` was fixed.
Date fixing_day(const OverdueLoan& input, Date day) {
    if (input.repricing == Repricing::annually) {
        const Date january = Date::of(day.ymd().year, 1, 1);
        return input.made ? std::max(january, *input.made) : january;
    }
    if (input.repricing == Repricing::never) return *input.made;
    const int years = day.ymd().year - input.made->ymd().year;
    const Date anniversary = calendar::add_months(*input.made, 12 * years);
    return anniversary <= day ? anniversary : calendar::add_months(*input.made, 12 * (years - 1));
}

/// The first repricing day after `day`, or `end` where that comes first.
Date next_fixing(const OverdueLoan& input, Date day, Date end) {
    if (input.repricing == Repricing::never) return end;
    const Date before = fixing_day(input, day);
    const int years = before.ymd().year - (input.made ? input.made->ymd().year : 0);
    if (before.ymd().year == 9999) return end;
    const Date next = input.repricing == Repricing::annually
                          ? Date::of(before.ymd().year + 1, 1, 1)
                          : calendar::add_months(*input.made, 12 * (years + 1));
    return std::min(next, end);
}

money::Rate contract_rate(const OverdueLoan& input, const rules::RatePoint& point) {
    const money::Rate contract = money::add(point.rate, input.spread);
    require_annual(contract, "spread");
    return contract;
}

std::vector<RatePeriod> periods_of(const OverdueLoan& input, const rules::RateSeries& series,
                                   const Law& law, Date start, Date end) {
    std::vector<RatePeriod> periods;
    for (Date day = start; day < end;) {
        const Date fixed = fixing_day(input, day);
        const rules::RatePoint& point = point_on(law, series, fixed);
        const money::Rate contract = contract_rate(input, point);
        const Date cut = next_fixing(input, day, end);
        periods.push_back(
            {day,
             cut,
             money::scale(contract, input.uplift.numerator(), input.uplift.denominator()),
             {series.clause.id, base::weakest(series.clause.status, point.status)},
             series.source,
             input.day_count,
             fixed > series.known_until,
             point});
        day = cut;
    }
    return periods;
}

void check_payment(const OverdueLoan& input, const LoanPayment& payment) {
    require_currency(payment.amount, input.principal.currency());
    if (payment.amount.minor() <= 0) {
        base::fail_input("not_positive", payment.amount.text(), "payments");
    }
    if (payment.date < input.start || input.end < payment.date) {
        base::fail_input("payment_outside_period", payment.date.text(), "payments");
    }
}

/// Throws or refuses; answers with the rule that allows the uplift, none where none is asked.
const rules::Parameter* check_input(const OverdueLoan& input, const Law& law) {
    require_not_negative(input.principal, "principal");
    if (input.costs) {
        require_currency(*input.costs, input.principal.currency());
        require_not_negative(*input.costs, "costs");
    }
    require_period(input.start, input.end);
    if (input.spread.per() != money::Per::year || input.spread.basis() != money::Basis::none) {
        base::fail_input("rate_unit", input.spread.text(), "spread");
    }
    require_plain(input.uplift, "uplift");
    const Date on = loan_day(input.made, input.start);
    if (!input.made && input.repricing != Repricing::annually) {
        base::fail_input("needs_argument", "made");
    }
    if (input.uplift == money::Rate{1, 1}) return nullptr;
    return &require_uplift(law, input.uplift, Breach::overdue, on);
}

/// One of the three debts, with the lines that it is made of.
class Debt {
public:
    explicit Debt(base::Line line) : line_(std::move(line)) {}

    void add(base::Line part) {
        std::int64_t& count = line_.amount.count;
        if (__builtin_add_overflow(count, part.amount.count, &count)) base::fail_money("overflow");
        line_.lines.push_back(std::move(part));
    }
    /// Takes what it can of `left` and leaves the rest.
    void pay(Money& left, const LoanPayment& payment) {
        const Money paid{std::min(left.minor(), line_.amount.count), left.currency()};
        if (paid.minor() == 0) return;
        base::Line part = line("set_off", rule_id, -paid);
        part.clauses = {set_off_clause()};
        part.inputs = {{"paid_on", payment.date.text()}, {"payment", payment.amount.text()}};
        add(std::move(part));
        left = left - paid;
    }
    [[nodiscard]] Money owed(money::Currency currency) const {
        return {line_.amount.count, currency};
    }
    [[nodiscard]] base::Line take() { return std::move(line_); }

private:
    base::Line line_;
};

class Walk {
public:
    Walk(const OverdueLoan& input, const Law& law)
        : input_(input),
          law_(law),
          series_(law.series(input.series)),
          at_(input.start),
          none_(0, input.principal.currency()),
          costs_(line("costs", rule_id, none_)),
          interest_(line("interest", rule_id, none_)),
          principal_(line("principal", rule_id, none_)),
          overpaid_(none_) {
        if (input.start == input.end) {  // no day passes, the book is consulted all the same
            (void)contract_rate(input, point_on(law, series_, fixing_day(input, input.start)));
        }
        if (input.costs) costs_.add(line("costs_owed", rule_id, *input.costs));
        principal_.add(line("lent", rule_id, input.principal));
    }

    void to(Date day) {
        if (day == at_) return;
        base::Line why = line("interest_period", rule_id, none_);
        const Money owed = principal_.owed(none_.currency());
        why.inputs = {{"principal", owed.text()}, {"start", at_.text()}, {"end", day.text()}};
        const std::vector<RatePeriod> periods = periods_of(input_, series_, law_, at_, day);
        interest_.add(interest_over(std::move(why), owed, periods, input_.rounding).why);
        at_ = day;
    }
    void pay(const LoanPayment& payment) {
        to(payment.date);
        Money left = payment.amount;
        for (Debt* debt : {&costs_, &interest_, &principal_}) debt->pay(left, payment);
        overpaid_ = overpaid_ + left;
    }
    [[nodiscard]] Explained owed(const rules::Parameter* uplift_rule) {
        const money::Currency currency = none_.currency();
        const Money value =
            costs_.owed(currency) + interest_.owed(currency) + principal_.owed(currency);
        base::Line why = line("overdue_debt", rule_id, value);
        why.clauses = {set_off_clause()};
        if (uplift_rule != nullptr) why.clauses.push_back(uplift_rule->clause);
        why.inputs = {{"series", input_.series},
                      {"spread", input_.spread.text()},
                      {"penalty_uplift", input_.uplift.text()},
                      {"start", input_.start.text()},
                      {"end", input_.end.text()}};
        if (uplift_rule != nullptr) why.source = uplift_rule->source;
        if (input_.costs) why.lines.push_back(costs_.take());
        why.lines.push_back(interest_.take());
        why.lines.push_back(principal_.take());
        if (overpaid_.minor() > 0) {
            why.lines.push_back(line("overpaid", rule_id, overpaid_));
            why.lines.back().role = base::LineRole::note;
        }
        return explained(value, std::move(why));
    }

private:
    const OverdueLoan& input_;
    const Law& law_;
    const rules::RateSeries& series_;
    Date at_;
    Money none_;
    Debt costs_;
    Debt interest_;
    Debt principal_;
    Money overpaid_;
};

}  // namespace

Explained overdue_loan_interest(const OverdueLoan& input, const Law& law) {
    const rules::Parameter* uplift_rule = check_input(input, law);
    for (const LoanPayment& payment : input.payments) check_payment(input, payment);
    std::vector<LoanPayment> payments = input.payments;
    std::stable_sort(payments.begin(), payments.end(),
                     [](const LoanPayment& a, const LoanPayment& b) { return a.date < b.date; });

    Walk walk(input, law);
    for (const LoanPayment& payment : payments) walk.pay(payment);
    walk.to(input.end);
    return walk.owed(uplift_rule);
}

}  // namespace accord::settlement
