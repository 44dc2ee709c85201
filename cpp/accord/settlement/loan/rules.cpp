// The rules of loans, as data: what each is asked and how its arguments become its input.
#include <utility>

#include "accord/base/error.hpp"
#include "accord/settlement/exact.hpp"
#include "accord/settlement/loan/annual_rate.hpp"
#include "accord/settlement/loan/instalment.hpp"
#include "accord/settlement/loan/overcharge.hpp"
#include "accord/settlement/loan/overcharge_kernel.hpp"
#include "accord/settlement/loan/repayment.hpp"
#include "accord/settlement/loan/schedule.hpp"
#include "accord/settlement/loan/schedule_kernel.hpp"
#include "accord/settlement/rule.hpp"

namespace accord::settlement {
namespace {

Result instalment_of(const Arguments& given, const Law&) {
    const std::string& part = given.text("part");
    const Portion portion = part == "total"       ? Portion::total
                            : part == "principal" ? Portion::principal
                                                  : Portion::interest;
    return instalment(read_terms(given, {"rate"}), given.count("month"), portion);
}

Result schedule(const Arguments& given, const Law&) {
    const std::string& residue = given.text("residue");
    const Residue where = residue == "last"    ? Residue::last
                          : residue == "first" ? Residue::first
                                               : Residue::each;
    Plan plan = read_terms(given, {"rate"});
    plan.changes = read_changes(given, "changes");
    return loan_schedule(plan, where, given.maybe_date("first_due"));
}

Result unrounded_interest(const Arguments& given, const Law&) {
    return unrounded_loan_interest(read_terms(given, {"rate"}));
}

Result balance(const Arguments& given, const Law&) {
    Plan plan = read_terms(given, {"rate"});
    const std::int64_t after = given.count("after");
    require_month(after, 0, plan.months, "after");
    plan.changes = read_changes(given, "changes");
    return given.text("mode") == "unrounded" ? unrounded_loan_balance(plan, after)
                                             : loan_balance(plan, after);
}

Result early(const Arguments& given, const Law&) {
    Plan plan = read_terms(given, {"rate"});
    require_month(given.count("after"), 0, plan.months - 1, "after");
    plan.changes = read_changes(given, "changes");
    return early_repayment({std::move(plan), given.count("after"), given.maybe_money("amount"),
                            given.text("keep") == "term" ? Keep::term : Keep::instalment,
                            given.maybe_money("charge"), given.rate("charge_rate")});
}

Result anew(const Arguments& given, const Law&) {
    Reschedule input{read_terms(given, {"rate", "new_rate"}, {"months", "new_months"}),
                     given.count("after"), given.count("new_months")};
    require_month(input.after, 0, input.plan.months - 1, "after");
    input.plan.changes = read_changes(given, "changes");
    if (given.has("new_rate")) input.new_rate = monthly_rate(given.rate("new_rate"), "new_rate");
    input.added = given.maybe_money("added");
    return reschedule(input);
}

Result term_needed(const Arguments& given, const Law&) {
    require_not_negative(given.money("principal"), "principal");
    return months_to_repay(given.money("principal"), monthly_rate(given.rate("rate"), "rate"),
                           given.money("payment"), given.rounding());
}

Result overcharge(const Arguments& given, const Law&) {
    Plan plan = read_terms(given, {"charged_rate", "right_rate"});
    require_month(given.count("paid_months"), 0, plan.months, "paid_months");
    Overcharge input{plan, plan, given.count("paid_months")};
    input.charged.changes = read_changes(given, "charged_changes");
    input.right.rate = monthly_rate(given.rate("right_rate"), "right_rate");
    input.right.changes = read_changes(given, "right_changes");
    if (given.has("compensatory_rate")) {
        for (const char* needed : {"first_due", "as_of"}) {
            if (!given.has(needed)) base::fail_input("needs_argument", needed);
        }
        input.compensation = Compensation{given.rate("compensatory_rate"), given.date("first_due"),
                                          given.date("as_of")};
    }
    return overcharge_redress(input);
}

/// Adds a payment to those of its period, which are as many as the latest asks.
void add_payment(std::vector<std::int64_t>& payments, std::int64_t period,
                 const money::Money& amount) {
    const auto count = static_cast<std::size_t>(period);
    if (payments.size() < count) payments.resize(count);
    payments[count - 1] = (money::Money{payments[count - 1], amount.currency()} + amount).minor();
}

void read_flows(const Arguments& given, Credit& credit) {
    for (const Arguments& flow : given.rows("flows")) {
        const money::Money& amount = flow.money("amount");
        require_not_negative(amount, "flows");
        require_currency(amount, credit.received.currency());
        require_month(flow.count("period"), 0, months_max, "flows");
        if (flow.count("period") == 0) {
            credit.received = credit.received - amount;
        } else {
            add_payment(credit.payments, flow.count("period"), amount);
        }
    }
}

Credit read_credit(const Arguments& given) {
    require_not_negative(given.money("amount"), "amount");
    Credit credit{given.money("amount"), {}, 1};
    if (const auto fee = given.maybe_money("fee")) {
        require_not_negative(*fee, "fee");
        credit.received = credit.received - *fee;
    }
    if (given.has("payment") == given.has("flows")) base::fail_input("flows_or_payment");
    if (given.has("flows")) {
        read_flows(given, credit);
        return credit;
    }
    if (!given.has("periods")) base::fail_input("needs_argument", "periods");
    const money::Money& payment = given.money("payment");
    require_not_negative(payment, "payment");
    require_currency(payment, credit.received.currency());
    require_months(given.count("periods"), "periods");
    credit.payments.assign(static_cast<std::size_t>(given.count("periods")), payment.minor());
    return credit;
}

Result per_period(const Arguments& given, const Law&) {
    return credit_rate(read_credit(given), Annual::none);
}

Result effective(const Arguments& given, const Law&) {
    Credit credit = read_credit(given);
    credit.per_year = given.count("per_year");
    return credit_rate(credit, Annual::effective);
}

Result nominal(const Arguments& given, const Law&) {
    Credit credit = read_credit(given);
    credit.per_year = given.count("per_year");
    return credit_rate(credit, Annual::nominal);
}

Annuity read_annuity(const Arguments& given, const char* beside) {
    const money::Money& payment = given.money("payment");
    require_not_negative(payment, "payment");
    return {payment,
            monthly_rate(given.rate("rate"), "rate", Unitless::per_period),
            given.count("months"),
            given.maybe_money(beside).value_or(money::Money{0, payment.currency()}),
            given.text("due") == "end" ? Due::end : Due::start,
            given.rounding()};
}

Result worth_now(const Arguments& given, const Law&) {
    return present_value(read_annuity(given, "final"));
}

Result worth_then(const Arguments& given, const Law&) {
    return future_value(read_annuity(given, "initial"));
}

Result due_after(const Arguments& given, const Law&) {
    require_month(given.count("months"), 0, months_max, "months");
    return instalment_date(given.date("start"), given.count("months"));
}

/// principal, rate, months and method, then what the rule asks besides, then the rounding.
std::vector<Parameter> of_plan(std::vector<Parameter> more) {
    std::vector<Parameter> all{required("principal", Kind::money), required("rate", Kind::rate),
                               required("months", Kind::count), method_parameter()};
    all.insert(all.end(), more.begin(), more.end());
    all.push_back(rounding_parameter());
    return all;
}

std::vector<Parameter> of_credit(std::vector<Parameter> more) {
    std::vector<Parameter> all{
        required("amount", Kind::money),
        optional_rows("flows", {required("period", Kind::count), required("amount", Kind::money)}),
        optional("payment", Kind::money), optional("periods", Kind::count),
        optional("fee", Kind::money)};
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

std::vector<Parameter> of_overcharge() {
    return {required("principal", Kind::money),
            required("charged_rate", Kind::rate),
            required("right_rate", Kind::rate),
            required("months", Kind::count),
            required("paid_months", Kind::count),
            method_parameter(),
            change_rows("charged_changes"),
            change_rows("right_changes"),
            optional("compensatory_rate", Kind::rate),
            optional("first_due", Kind::date),
            optional("as_of", Kind::date),
            rounding_parameter()};
}

std::vector<Parameter> of_annuity(const char* beside) {
    return {required("payment", Kind::money), required("rate", Kind::rate),
            required("months", Kind::count),  optional(beside, Kind::money),
            choice("due", {"end", "start"}),  rounding_parameter()};
}

Rule money_rule(std::string name, std::vector<Parameter> parameters,
                Result (*reckon)(const Arguments&, const Law&), std::vector<std::string> parts = {},
                MakeKernel kernel = nullptr) {
    return {std::move(name), "loan",           Yields::money, std::move(parameters),
            reckon,          std::move(parts), false,         kernel};
}

Rule rate_rule(std::string name, std::vector<Parameter> parameters,
               Result (*reckon)(const Arguments&, const Law&)) {
    return {std::move(name), "loan", Yields::rate, std::move(parameters),
            reckon,          {},     false,        nullptr};
}

}  // namespace

std::vector<Rule> loan_rules() {
    const Parameter per_year = defaulted("per_year", Kind::count, "12");
    return {
        money_rule("instalment",
                   of_plan({defaulted("month", Kind::count, "1"),
                            choice("part", {"total", "principal", "interest"})}),
                   instalment_of),
        money_rule("loan_schedule",
                   of_plan({choice("residue", {"last", "first", "each"}), change_rows("changes"),
                            optional("first_due", Kind::date)}),
                   schedule, {}, loan_schedule_kernel),
        money_rule("unrounded_loan_interest", of_plan({}), unrounded_interest),
        money_rule("loan_balance",
                   of_plan({required("after", Kind::count), choice("mode", {"cent", "unrounded"}),
                            change_rows("changes")}),
                   balance),
        money_rule("early_repayment",
                   of_plan({required("after", Kind::count), optional("amount", Kind::money),
                            choice("keep", {"term", "instalment"}), optional("charge", Kind::money),
                            defaulted("charge_rate", Kind::rate, "0%"), change_rows("changes")}),
                   early, {"interest_saved", "break_charge"}),
        money_rule("reschedule",
                   of_plan({required("after", Kind::count), required("new_months", Kind::count),
                            optional("new_rate", Kind::rate), optional("added", Kind::money),
                            change_rows("changes")}),
                   anew, {"new_interest", "old_interest"}),
        money_rule("overcharge_redress", of_overcharge(), overcharge,
                   {"overpaid_instalments", "balance_difference", "compensatory_interest"},
                   overcharge_kernel),
        rate_rule("effective_annual_rate", of_credit({per_year}), effective),
        rate_rule("nominal_annual_rate", of_credit({per_year}), nominal),
        rate_rule("internal_rate", of_credit({}), per_period),
        money_rule("present_value", of_annuity("final"), worth_now),
        money_rule("future_value", of_annuity("initial"), worth_then),
        {"months_to_repay",
         "loan",
         Yields::count,
         {required("principal", Kind::money), required("rate", Kind::rate),
          required("payment", Kind::money), rounding_parameter()},
         term_needed,
         {},
         false,
         nullptr},
        {"instalment_date",
         "loan",
         Yields::date,
         {required("start", Kind::date), required("months", Kind::count)},
         due_after,
         {},
         false,
         nullptr},
    };
}

}  // namespace accord::settlement
