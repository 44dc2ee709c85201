// The rules of guarantee and limitation, as data.
#include "accord/settlement/guarantee/guarantee.hpp"
#include "accord/settlement/guarantee/limitation.hpp"
#include "accord/settlement/rule.hpp"

namespace accord::settlement {
namespace {

GuaranteeMode mode_of(const std::string& text) {
    if (text == "joint") return GuaranteeMode::joint;
    return text == "general" ? GuaranteeMode::general : GuaranteeMode::not_agreed;
}

ActKind act_of(const std::string& text) {
    if (text == "demand") return ActKind::demand;
    if (text == "suit") return ActKind::suit;
    if (text == "arbitration") return ActKind::arbitration;
    return text == "enforcement" ? ActKind::enforcement : ActKind::mediation;
}

LimitationEventKind event_of(const std::string& text) {
    if (text == "interruption") return LimitationEventKind::interruption;
    return text == "suspension_start" ? LimitationEventKind::suspension_start
                                      : LimitationEventKind::suspension_end;
}

Result claim(const Arguments& given, const Law& law) {
    GuaranteeClaim input;
    input.due = given.date("due");
    input.mode = mode_of(given.text("mode"));
    input.period_months = given.maybe_count("period_months");
    input.period_until = given.maybe_date("period_until");
    input.on = given.maybe_date("on");
    input.contract_on = given.maybe_date("contract_on");
    for (const Arguments& row : given.rows("acts")) {
        input.acts.push_back(
            {row.date("date"), act_of(row.text("kind")),
             row.text("against") == "debtor" ? Against::debtor : Against::guarantor,
             row.flag("withdrawn"), row.flag("served")});
    }
    return guarantee_claim(input, law);
}

Result amount(const Arguments& given, const Law& law) {
    return guarantee_amount(
        {given.money("debt"), given.maybe_money("changed_debt"), given.flag("consent"),
         given.maybe_money("debtor_security"), given.flag("order_agreed"), given.rate("share"),
         given.date("on"), given.rounding()},
        law);
}

Result claimed_back(const Arguments& given, const Law&) {
    return recourse({given.money("paid"), given.maybe_money("interest"), given.maybe_money("costs"),
                     given.maybe_money("bound"), given.maybe_money("recovered")});
}

Result limitation_until(const Arguments& given, const Law& law) {
    Limitation input;
    input.start = given.date("start");
    input.years = given.maybe_count("years");
    input.infringed = given.maybe_date("infringed");
    for (const Arguments& row : given.rows("events")) {
        input.events.push_back({row.date("date"), event_of(row.text("kind"))});
    }
    return limitation(input, law);
}

Rule rule(std::string name, Yields yields, std::vector<Parameter> parameters,
          Result (*reckon)(const Arguments&, const Law&), bool calendars = false) {
    return {std::move(name), "guarantee", yields,   std::move(parameters), reckon, {},
            false,           nullptr,     calendars};
}

}  // namespace

std::vector<Rule> guarantee_rules() {
    return {
        rule("guarantee_claim", Yields::date,
             {required("due", Kind::date), choice("mode", {"not_agreed", "joint", "general"}),
              optional("period_months", Kind::count), optional("period_until", Kind::date),
              optional_rows("acts", {required("date", Kind::date),
                                     required_choice("kind", {"demand", "suit", "arbitration",
                                                              "enforcement", "mediation"}),
                                     choice("against", {"guarantor", "debtor"}),
                                     defaulted("withdrawn", Kind::flag, "false"),
                                     defaulted("served", Kind::flag, "false")}),
              optional("on", Kind::date), optional("contract_on", Kind::date)},
             claim, true),
        rule(
            "guarantee_amount", Yields::money,
            {required("debt", Kind::money), optional("changed_debt", Kind::money),
             defaulted("consent", Kind::flag, "false"), optional("debtor_security", Kind::money),
             defaulted("order_agreed", Kind::flag, "false"), defaulted("share", Kind::rate, "100%"),
             required("on", Kind::date), rounding_parameter()},
            amount),
        rule("recourse", Yields::money,
             {required("paid", Kind::money), optional("interest", Kind::money),
              optional("costs", Kind::money), optional("bound", Kind::money),
              optional("recovered", Kind::money)},
             claimed_back),
        rule("limitation", Yields::date,
             {required("start", Kind::date), optional("years", Kind::count),
              optional("infringed", Kind::date),
              optional_rows("events", {required("date", Kind::date),
                                       required_choice("kind", {"interruption", "suspension_start",
                                                                "suspension_end"})})},
             limitation_until, true),
    };
}

}  // namespace accord::settlement
