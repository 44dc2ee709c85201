// Instalments, balances and values from exact fractions, each rounded once.
#include "accord/settlement/loan/instalment.hpp"

#include <utility>

#include "accord/settlement/exact.hpp"
#include "accord/settlement/loan/big.hpp"
#include "accord/settlement/loan/words.hpp"

namespace accord::settlement {
namespace {

BigRatio times(const BigRatio& value, std::int64_t count) {
    return {value.numerator * count, value.denominator};
}

BigRatio over(const BigRatio& value, std::int64_t count) {
    return {value.numerator, value.denominator * count};
}

/// Balance and payment as they stand after some months; a change recomputes the payment.
struct Unrounded {
    BigRatio balance;
    BigRatio payment;  // under equal principal the share of principal
};

Unrounded unrounded_after(const Plan& plan, std::int64_t after) {
    const BigRatio principal = big(plan.principal.minor());
    if (plan.method == RepaymentMethod::equal_principal) {
        return {over(times(principal, plan.months - after), plan.months),
                over(principal, plan.months)};
    }
    BigRatio balance = principal;
    std::int64_t done = 0;
    MonthlyRate rate = plan.rate;
    for (const RateChange& change : plan.changes) {
        if (change.month > after) break;
        balance = balance * share_left(rate, plan.months - done, change.month - 1 - done);
        done = change.month - 1;
        rate = change.rate;
    }
    return {balance * share_left(rate, plan.months - done, after - done),
            exact_level(balance, rate, plan.months - done)};
}

std::int64_t portion_of(const Plan& plan, const Unrounded& before, Portion portion) {
    const BigRatio interest = before.balance * big(plan.rate);
    const bool level = plan.method == RepaymentMethod::equal_instalment;
    switch (portion) {
        case Portion::interest: return round_big(interest, plan.rounding);
        case Portion::total:
            return round_big(level ? before.payment : before.payment + interest, plan.rounding);
        case Portion::principal: break;
    }
    return round_big(level ? before.payment - interest : before.payment, plan.rounding);
}

/// 1 + v + … + v^(n−1) for a growth factor or its inverse, times what one period adds.
BigRatio series_of(const Annuity& annuity) {
    const BigRatio payment = big(annuity.payment.minor());
    if (annuity.rate.numerator == 0) return times(payment, annuity.months);
    const BigRatio grown = growth(annuity.rate, annuity.months);
    return payment * BigRatio{(grown.numerator - grown.denominator) * Big{annuity.rate.denominator},
                              grown.denominator * Big{annuity.rate.numerator}};
}

/// One period's growth where payments fall at its start.
BigRatio advance_of(const Annuity& annuity) {
    return annuity.due == Due::start ? growth(annuity.rate, 1) : big(std::int64_t{1});
}

void tell(base::Line& why, const Annuity& annuity) {
    why.inputs = {{"payment", annuity.payment.text()},
                  {"monthly_rate", print(annuity.rate)},
                  {"months", std::to_string(annuity.months)}};
}

void check(const Annuity& annuity, const char* beside) {
    require_not_negative(annuity.payment, "payment");
    require_months(annuity.months, "months");
    require_not_negative(annuity.beside, beside);
    require_currency(annuity.beside, annuity.payment.currency());
}

}  // namespace

Explained instalment(const Plan& plan, std::int64_t month, Portion portion) {
    require_month(month, 1, plan.months, "month");
    const money::Money value{portion_of(plan, unrounded_after(plan, month - 1), portion),
                             plan.principal.currency()};
    base::Line why = line("instalment", "loan.instalment", value);
    tell_plan(why, plan);
    why.inputs.emplace_back("month", std::to_string(month));
    return explained(value, std::move(why));
}

Explained unrounded_loan_interest(const Plan& plan) {
    const BigRatio principal = big(plan.principal.minor());
    const BigRatio exact =
        plan.method == RepaymentMethod::equal_principal
            ? over(times(principal * big(plan.rate), plan.months + 1), 2)
            : times(exact_level(principal, plan.rate, plan.months), plan.months) - principal;
    const money::Money value{round_big(exact, plan.rounding), plan.principal.currency()};
    base::Line why = line("loan_interest", "loan.unrounded_interest", value);
    tell_plan(why, plan);
    return explained(value, std::move(why));
}

Explained loan_balance(const Plan& plan, std::int64_t after) {
    require_month(after, 0, plan.months, "after");
    const money::Money value{life(plan).balance_after(after, plan.principal.minor()),
                             plan.principal.currency()};
    base::Line why = line("loan_balance", "loan.balance", value);
    tell_plan(why, plan);
    why.inputs.emplace_back("after", std::to_string(after));
    return explained(value, std::move(why));
}

Explained unrounded_loan_balance(const Plan& plan, std::int64_t after) {
    require_month(after, 0, plan.months, "after");
    const money::Money value{round_big(unrounded_after(plan, after).balance, plan.rounding),
                             plan.principal.currency()};
    base::Line why = line("loan_balance", "loan.unrounded_balance", value);
    tell_plan(why, plan);
    why.inputs.emplace_back("after", std::to_string(after));
    return explained(value, std::move(why));
}

Explained present_value(const Annuity& annuity) {
    check(annuity, "final");
    const BigRatio grown = growth(annuity.rate, annuity.months);
    const BigRatio exact =
        (series_of(annuity) * advance_of(annuity) + big(annuity.beside.minor())) *
        BigRatio{grown.denominator, grown.numerator};
    const money::Money value{round_big(exact, annuity.rounding), annuity.payment.currency()};
    base::Line why = line("present_value", "loan.present_value", value);
    tell(why, annuity);
    why.inputs.emplace_back("final", annuity.beside.text());
    return explained(value, std::move(why));
}

Explained future_value(const Annuity& annuity) {
    check(annuity, "initial");
    const BigRatio exact = series_of(annuity) * advance_of(annuity) +
                           big(annuity.beside.minor()) * growth(annuity.rate, annuity.months);
    const money::Money value{round_big(exact, annuity.rounding), annuity.payment.currency()};
    base::Line why = line("future_value", "loan.future_value", value);
    tell(why, annuity);
    why.inputs.emplace_back("initial", annuity.beside.text());
    return explained(value, std::move(why));
}

}  // namespace accord::settlement
