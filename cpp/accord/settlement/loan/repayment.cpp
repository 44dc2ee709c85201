// Early repayment, rescheduling, and the term that a payment needs, on chains of whole units.
#include "accord/settlement/loan/repayment.hpp"

#include <algorithm>
#include <utility>

#include "accord/base/error.hpp"
#include "accord/settlement/exact.hpp"
#include "accord/settlement/loan/words.hpp"

namespace accord::settlement {
namespace {

base::Line note(base::Line line) {
    line.role = base::LineRole::note;
    return line;
}

/// The old schedule from where it is left.
struct Left {
    Life life;
    std::int64_t balance = 0;
    std::int64_t interest = 0;  // of the months that follow
    std::int64_t level = 0;     // in force in the next month
};

Left left_after(const Plan& plan, std::int64_t after) {
    Left left{life(plan)};
    left.balance = left.life.balance_after(after, plan.principal.minor());
    for (std::size_t k = static_cast<std::size_t>(after); k < left.life.months.size(); ++k) {
        const std::int64_t interest = left.life.months[k].interest;
        if (__builtin_add_overflow(left.interest, interest, &left.interest)) {
            base::fail_money("overflow");
        }
    }
    left.level = left.life.level_at(after + 1);
    return left;
}

/// How many months a level pays a balance off in, at the rate of the next month held still.
std::int64_t months_at_level(const Plan& plan, std::int64_t balance, std::int64_t level,
                             std::int64_t after) {
    const MonthlyRate& rate = rate_in(plan, after + 1);
    std::int64_t months = 0;
    while (balance > 0 && months < plan.months - after) {
        const std::int64_t interest = plan.method == RepaymentMethod::equal_principal
                                          ? 0
                                          : month_interest(balance, rate, plan.rounding);
        balance -= std::min(std::max<std::int64_t>(level - interest, 0), balance);
        ++months;
    }
    return balance > 0 ? plan.months - after : months;
}

Life life_anew(const EarlyRepayment& input, const Left& left, std::int64_t balance) {
    const Plan& plan = input.plan;
    if (balance == 0) return {};
    if (input.keep == Keep::term) return run(plan, {balance, input.after + 1, plan.months});
    const std::int64_t months = months_at_level(plan, balance, left.level, input.after);
    return run(plan, {balance, input.after + 1, input.after + months, left.level});
}

money::Money repaid(const EarlyRepayment& input, const Left& left) {
    const money::Money balance{left.balance, input.plan.principal.currency()};
    if (!input.amount) return balance;
    require_not_negative(*input.amount, "amount");
    require_currency(*input.amount, balance.currency());
    if (money::less(balance, *input.amount)) {
        base::fail_input("amount_above_balance", input.amount->text(), balance.text());
    }
    return *input.amount;
}

money::Money break_charge(const EarlyRepayment& input, const money::Money& amount) {
    require_share(input.charge_rate, "charge_rate");
    const money::Money of_amount = money::multiply(amount, input.charge_rate, input.plan.rounding);
    if (!input.charge) return of_amount;
    require_not_negative(*input.charge, "charge");
    return of_amount + *input.charge;
}

}  // namespace

Explained early_repayment(const EarlyRepayment& input) {
    const Plan& plan = input.plan;
    const money::Currency currency = plan.principal.currency();
    require_month(input.after, 0, plan.months - 1, "after");
    const Left left = left_after(plan, input.after);
    const money::Money amount = repaid(input, left);
    const money::Money charge = break_charge(input, amount);
    const Life anew = life_anew(input, left, left.balance - amount.minor());

    const money::Money saved{left.interest - anew.interest(), currency};
    const money::Money value = saved - charge;
    base::Line why = line("early_repayment", "loan.early_repayment", value);
    tell_plan(why, plan);
    why.inputs.emplace_back("after", std::to_string(input.after));
    why.inputs.emplace_back("amount", amount.text());
    why.inputs.emplace_back("keep", input.keep == Keep::term ? "keep_term" : "keep_instalment");
    why.inputs.emplace_back("months_left", std::to_string(plan.months - input.after));
    why.inputs.emplace_back("new_months", std::to_string(anew.months.size()));
    why.lines.push_back(line("interest_saved", "loan.early_repayment", saved));
    why.lines.push_back(line("break_charge", "loan.early_repayment", -charge));
    why.lines.push_back(
        note(line("balance_before", "loan.early_repayment", {left.balance, currency})));
    const auto next = static_cast<std::size_t>(input.after);
    why.lines.push_back(note(line("old_instalment", "loan.early_repayment",
                                  {left.life.months[next].payment, currency})));
    why.lines.push_back(
        note(line("new_instalment", "loan.early_repayment",
                  {anew.months.empty() ? 0 : anew.months.front().payment, currency})));
    return explained(value, std::move(why));
}

Explained reschedule(const Reschedule& input) {
    const Plan& plan = input.plan;
    const money::Currency currency = plan.principal.currency();
    require_month(input.after, 0, plan.months - 1, "after");
    require_months(input.new_months, "new_months");
    const money::Money added = input.added.value_or(money::Money{0, currency});
    require_not_negative(added, "added");
    const Left left = left_after(plan, input.after);
    const Plan anew{money::Money{left.balance, currency} + added,
                    input.new_rate.value_or(rate_in(plan, input.after + 1)),
                    input.new_months,
                    plan.method,
                    {},
                    plan.rounding};
    const Life months = life(anew);

    const money::Money new_interest{months.interest(), currency};
    const money::Money old_interest{left.interest, currency};
    const money::Money value = new_interest - old_interest;
    base::Line why = line("reschedule", "loan.reschedule", value);
    tell_plan(why, plan);
    why.inputs.emplace_back("after", std::to_string(input.after));
    why.inputs.emplace_back("added", added.text());
    why.inputs.emplace_back("new_months", std::to_string(input.new_months));
    why.inputs.emplace_back("new_monthly_rate", print(anew.rate));
    why.lines.push_back(line("new_interest", "loan.reschedule", new_interest));
    why.lines.push_back(line("old_interest", "loan.reschedule", -old_interest));
    why.lines.push_back(note(line("balance_before", "loan.reschedule", {left.balance, currency})));
    const auto next = static_cast<std::size_t>(input.after);
    why.lines.push_back(note(
        line("old_instalment", "loan.reschedule", {left.life.months[next].payment, currency})));
    why.lines.push_back(
        note(line("new_instalment", "loan.reschedule", {months.months.front().payment, currency})));
    return explained(value, std::move(why));
}

Answer months_to_repay(const money::Money& principal, const MonthlyRate& rate,
                       const money::Money& payment, money::Rounding rounding) {
    require_not_negative(principal, "principal");
    require_not_negative(payment, "payment");
    require_currency(payment, principal.currency());
    std::int64_t balance = principal.minor();
    std::int64_t months = 0;
    while (balance > 0) {
        const std::int64_t interest = month_interest(balance, rate, rounding);
        // A payment within the interest never ends; the balance would only grow.
        if (payment.minor() <= interest || months == months_max) {
            base::fail_input("never_repaid", payment.text(),
                             money::Money{interest, principal.currency()}.text());
        }
        balance -= std::min(payment.minor() - interest, balance);
        ++months;
    }
    base::Line why;
    why.label = "months_to_repay";
    why.rule = "loan.months_to_repay";
    why.amount = {months, "month"};
    why.inputs = {{"principal", principal.text()},
                  {"monthly_rate", print(rate)},
                  {"payment", payment.text()},
                  {"rounding", std::string{money::to_text(rounding)}}};
    return {months, std::move(why)};
}

}  // namespace accord::settlement
