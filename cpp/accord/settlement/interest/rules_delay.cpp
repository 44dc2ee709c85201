// The rules of delayed performance and set-off, as data.
#include <utility>

#include "accord/settlement/interest/delayed_performance.hpp"
#include "accord/settlement/interest/rule_sets.hpp"
#include "accord/settlement/interest/set_off.hpp"

namespace accord::settlement {
namespace {

Result delayed_performance(const Arguments& given, const Law& law) {
    DelayedPerformance input{given.money("debt"), given.text("instrument"), given.date("start"),
                             given.date("end")};
    for (const Arguments& row : given.rows("payments")) {
        input.payments.push_back({row.date("date"), row.money("amount")});
    }
    for (const Arguments& row : given.rows("suspensions")) {
        input.suspensions.push_back(
            {row.date("from"), row.date("to"), row.flag("requested_by_debtor")});
    }
    input.default_clause = given.flag("default_clause");
    input.bankruptcy_accepted = given.maybe_date("bankruptcy_accepted");
    input.convert_rate = given.maybe_rate("convert_rate");
    input.both_ends = both_ends_of(given.flag("both_ends"));
    input.rounding = given.rounding();
    return delayed_performance_interest(input, law);
}

Result non_money(const Arguments& given, const Law& law) {
    return non_money_delay(given.money("loss"), given.date("on"), given.maybe_money("court_amount"),
                           given.rounding(), law);
}

Result set_off_payment(const Arguments& given, const Law&) {
    const money::Money& payment = given.money("payment");
    const money::Money none{0, payment.currency()};
    const Owed owed{given.maybe_money("costs").value_or(none),
                    given.maybe_money("interest").value_or(none), given.money("principal"),
                    given.maybe_money("doubled").value_or(none)};
    return set_off(
        payment, owed,
        given.text("order") == "enforcement" ? SetOffOrder::enforcement : SetOffOrder::contract);
}

Rule delayed_performance_rule() {
    return {
        "delayed_performance_interest",
        "interest",
        Yields::money,
        {required("debt", Kind::money), required_choice("instrument", instruments()),
         required("start", Kind::date), required("end", Kind::date),
         optional_rows("payments", {required("date", Kind::date), required("amount", Kind::money)}),
         optional_rows("suspensions", {required("from", Kind::date), required("to", Kind::date),
                                       defaulted("requested_by_debtor", Kind::flag, "false")}),
         defaulted("default_clause", Kind::flag, "false"),
         optional("bankruptcy_accepted", Kind::date), optional("convert_rate", Kind::rate),
         both_ends_parameter(), rounding_parameter()},
        delayed_performance,
        {},
        false,
        nullptr};
}

}  // namespace

std::vector<Rule> mainland_delay_rules() {
    return {
        delayed_performance_rule(),
        {"non_money_delay",
         "interest",
         Yields::money,
         {required("loss", Kind::money), required("on", Kind::date),
          optional("court_amount", Kind::money), rounding_parameter()},
         non_money,
         {},
         false,
         nullptr},
        {"set_off",
         "interest",
         Yields::money,
         {required("payment", Kind::money), required("principal", Kind::money),
          optional("costs", Kind::money), optional("interest", Kind::money),
          optional("doubled", Kind::money), choice("order", {"contract", "enforcement"})},
         set_off_payment,
         {"costs_left", "interest_left", "principal_left", "doubled_left", "costs_paid",
          "interest_paid", "principal_paid", "doubled_paid", "surplus"},
         false,
         nullptr},
    };
}

}  // namespace accord::settlement
