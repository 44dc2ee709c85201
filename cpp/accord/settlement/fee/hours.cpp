// Hours at their rates, inside the bounds of the schedule, and the overheads on them.
#include "accord/settlement/fee/hours.hpp"

#include <string>
#include <utility>

#include "accord/base/error.hpp"

namespace accord::settlement {
namespace {

constexpr const char* rule_id = "gb.lcia_costs";

/// Each row a line; the rows together are rounded once.
Explained hours_fee(base::Line head, const std::vector<HoursAtRate>& rows,
                    const base::Clause& clause, const LciaCosts& input, Exact& exact) {
    FeeSheet sheet{rule_id, money::Currency::of("GBP"), input.rounding};
    for (const HoursAtRate& row : rows) {
        require_hours(row.hours);
        base::Line hours = line("hours", rule_id, sheet.nothing());
        hours.clauses = {clause};
        hours.inputs = {{"hours", row.hours.text()}, {"each", row.rate.text()}};
        sheet.add(std::move(hours), Exact{row.hours} * Exact{row.rate});
    }
    exact = sheet.total();
    head.clauses = {clause};
    return sheet.close(std::move(head));
}

base::Clause check_rates(const std::vector<HoursAtRate>& rows, const std::string& who,
                         calendar::Date on, const Law& law) {
    const rules::Parameter& least = law.parameter("gb.lcia." + who + "_hour_least", on);
    const rules::Parameter& most = law.parameter("gb.lcia." + who + "_hour_most", on);
    for (const HoursAtRate& row : rows) require_range(row.rate, "rate", least, most);
    return least.clause;
}

/// The secretariat has a few rates and no others.
base::Clause check_secretariat(const std::vector<HoursAtRate>& rows, calendar::Date on,
                               const Law& law) {
    const rules::DecisionTable& table = law.table("gb.lcia.secretariat_hour", on);
    for (const HoursAtRate& row : rows) {
        require_not_negative(row.rate, "rate");
        require_currency(row.rate, *table.inputs.front().currency);
        const std::vector<rules::Value> given{row.rate};
        if (table.decide(given).empty()) {
            refuse("outside_range", table.clause, {{"given", row.rate.text()}});
        }
    }
    return table.clause;
}

}  // namespace

void require_hours(const money::Rate& hours) {
    if (hours.per() != money::Per::none) base::fail_input("rate_unit", hours.text(), "hours");
    if (hours.numerator() < 0) base::fail_input("negative_count", "hours", hours.text());
}

Explained lcia_costs(const LciaCosts& input, const Law& law) {
    const rules::Parameter& registration = law.parameter("gb.lcia.registration", input.on);
    const money::Money none{0, money_of(registration).currency()};
    std::vector<Explained> fees;
    fees.push_back(flat_fee(line("registration_fee", rule_id, none), registration));

    Exact tribunal;
    Exact other;
    const base::Clause clause = check_rates(input.tribunal, "tribunal", input.on, law);
    fees.push_back(
        hours_fee(line("tribunal_fees", rule_id, none), input.tribunal, clause, input, tribunal));
    fees.push_back(hours_fee(line("secretary_fees", rule_id, none), input.secretary,
                             check_rates(input.secretary, "secretary", input.on, law), input,
                             other));
    fees.push_back(hours_fee(line("secretariat_fees", rule_id, none), input.secretariat,
                             check_secretariat(input.secretariat, input.on, law), input, other));

    const rules::Parameter& share = law.parameter("gb.lcia.overheads", input.on);
    const Exact exact = tribunal * Exact{money::Rate::parse(share.value)};
    const money::Money overheads{exact.round(input.rounding), none.currency()};
    base::Line over = line("overheads", rule_id, overheads);
    over.clauses = {share.clause};
    over.inputs = {{"share", share.value}, {"fee", print(tribunal, none.currency())}};
    over.source = share.source;
    fees.push_back(explained(overheads, std::move(over)));

    base::Line why = line("lcia_costs", rule_id, none);
    why.clauses = {registration.clause};
    why.inputs = {{"on", input.on.text()},
                  {"rounding", std::string{money::to_text(input.rounding)}}};
    why.source = registration.source;
    return sum_of(std::move(why), std::move(fees));
}

}  // namespace accord::settlement
