// Credit cards: the balance day by day at a daily rate, and the charge on a minimum not paid.
#include "accord/settlement/interest/card.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "accord/base/error.hpp"
#include "accord/settlement/exact.hpp"
#include "accord/settlement/interest/rate_periods.hpp"

namespace accord::settlement {
namespace {

using calendar::Date;
using money::Money;

base::Clause notice() {
    return {"银发〔2016〕111号", base::Status::secondary};
}

void require_positive(const CardEntry& entry, money::Currency currency, const char* name) {
    require_currency(entry.amount, currency);
    if (entry.amount.minor() <= 0) base::fail_input("not_positive", entry.amount.text(), name);
}

/// Answers with the day of the first posting.
Date check_entries(const CardAccount& input) {
    if (input.rate.per() != money::Per::day || input.rate.numerator() < 0) {
        base::fail_input("rate_unit", input.rate.text(), "rate");
    }
    if (input.charges.empty()) base::fail_input("no_charges", {}, "charges");
    const money::Currency currency = input.charges.front().amount.currency();
    Date first = input.until;
    for (const CardEntry& charge : input.charges) {
        require_positive(charge, currency, "charges");
        if (input.until < charge.date) {
            base::fail_input("charge_after_end", charge.date.text(), "charges");
        }
        first = std::min(first, charge.date);
    }
    for (const CardEntry& payment : input.payments) {
        require_positive(payment, currency, "payments");
        if (payment.date < first || input.until < payment.date) {
            base::fail_input("payment_outside_period", payment.date.text(), "payments");
        }
    }
    return first;
}

void require_rule(const Law& law, const char* id, Date on) {
    if (law.book().find_parameter(id, on) != nullptr) return;
    refuse("card_before_rule", notice(), {{"on", on.text()}});
}

const rules::Parameter& check_rate(const CardAccount& input, Date first, const Law& law) {
    require_rule(law, "cn.card.rate_rule", first);
    const rules::Parameter& rule = law.parameter("cn.card.rate_rule", first);
    if (rule.value != "capped") return rule;
    const money::Rate cap = law.rate("cn.card.rate_cap", first);
    const money::Rate share = law.rate("cn.card.rate_floor_share", first);
    const money::Rate floor = money::scale(cap, share.numerator(), share.denominator());
    if (money::less(cap, input.rate) || money::less(input.rate, floor)) {
        refuse("card_rate_outside", rule.clause,
               {{"rate", input.rate.text()}, {"least", floor.text()}, {"most", cap.text()}});
    }
    return rule;
}

/// Days from `from` to `to`, both counted, with one balance.
struct BalanceRun {
    Date from;
    Date to;
    Money balance;
};

std::vector<BalanceRun> runs_of(const CardAccount& input) {
    const money::Currency currency = input.charges.front().amount.currency();
    std::map<Date, money::Wide> changes;
    for (const CardEntry& charge : input.charges) changes[charge.date] += charge.amount.minor();
    for (const CardEntry& payment : input.payments) changes[payment.date] -= payment.amount.minor();

    std::vector<BalanceRun> runs;
    money::Wide balance = 0;  // only what is owed at a day's end need fit an amount of money
    for (auto at = changes.begin(); at != changes.end(); ++at) {
        balance += at->second;
        const auto next = std::next(at);
        const Date last = next == changes.end() ? input.until : next->first - 1;
        if (balance <= 0) continue;
        const Money owed{Exact{balance, 1}.round(input.rounding), currency};
        runs.push_back({at->first, last, owed});
    }
    return runs;
}

}  // namespace

Explained card_interest(const CardAccount& input, const Law& law) {
    const Date first = check_entries(input);
    const rules::Parameter& rule = check_rate(input, first, law);
    const std::vector<BalanceRun> runs = runs_of(input);
    std::vector<Exact> parts;
    Exact exact;
    for (const BalanceRun& run : runs) {
        parts.push_back(Exact{run.balance} * Exact{input.rate} * Exact{run.to - run.from + 1, 1});
        exact = exact + parts.back();
    }
    const money::Currency currency = input.charges.front().amount.currency();
    const Money value{exact.round(input.rounding), currency};
    const std::vector<std::int64_t> units = place_units(parts, value.minor());

    base::Line why = line("card_interest", "cn.card.interest", value);
    why.clauses = {rule.clause};
    why.source = rule.source;
    why.inputs = {{"rate", input.rate.text()},
                  {"from", first.text()},
                  {"until", input.until.text()},
                  {"exact", print(exact, currency)},
                  {"rounding", std::string{money::to_text(input.rounding)}}};
    for (std::size_t i = 0; i < runs.size(); ++i) {
        base::Line part = line("balance_run", "cn.card.interest", {units[i], currency});
        part.inputs = {{"card_balance", runs[i].balance.text()},
                       {"from", runs[i].from.text()},
                       {"until", runs[i].to.text()},
                       {"days", std::to_string(runs[i].to - runs[i].from + 1)},
                       {"exact", print(parts[i], currency)}};
        why.lines.push_back(std::move(part));
    }
    return explained(value, std::move(why));
}

Explained card_late_charge(const Money& minimum, const Money& paid, Date on, const Law& law,
                           money::Rounding rounding) {
    require_not_negative(minimum, "minimum");
    require_currency(paid, minimum.currency());
    require_not_negative(paid, "paid");
    require_rule(law, "cn.card.late_charge_share", on);
    const rules::Parameter& rule = law.parameter("cn.card.late_charge_share", on);
    const Money unpaid = money::less(minimum, paid) ? minimum - minimum : minimum - paid;
    const Money value = money::multiply(unpaid, money::Rate::parse(rule.value), rounding);
    base::Line why = line("late_charge", "cn.card.late_charge", value);
    why.clauses = {rule.clause, notice()};
    why.source = rule.source;
    why.inputs = {{"minimum", minimum.text()},
                  {"paid", paid.text()},
                  {"share", rule.value},
                  {"rounding", std::string{money::to_text(rounding)}}};
    return explained(value, std::move(why));
}

}  // namespace accord::settlement
