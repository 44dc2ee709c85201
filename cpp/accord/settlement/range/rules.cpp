// The rules of ranges and routes, as data.
#include "accord/settlement/range/route.hpp"
#include "accord/settlement/range/simulate.hpp"
#include "accord/settlement/range/tree.hpp"
#include "accord/settlement/range/zopa.hpp"
#include "accord/settlement/rule.hpp"

namespace accord::settlement {
namespace {

Result zone(const Arguments& given, const Law&) {
    return zopa(
        {given.money("award"), given.rate("chance"), given.money("claimant_cost"),
         given.money("respondent_cost"), given.maybe_rate("respondent_chance"),
         given.text("costs_rule") == "loser_pays" ? CostsRule::loser_pays : CostsRule::each_own,
         given.rounding()});
}

Result tree(const Arguments& given, const Law&) {
    std::vector<Outcome> outcomes;
    for (const Arguments& row : given.rows("outcomes")) {
        outcomes.push_back({row.text("node"), row.maybe_text("parent"), row.maybe_rate("chance"),
                            row.maybe_money("value")});
    }
    return decision_tree(outcomes, given.rounding());
}

Result simulated(const Arguments& given, const Law&) {
    std::vector<AwardRange> outcomes;
    for (const Arguments& row : given.rows("outcomes")) {
        outcomes.push_back(
            {row.rate("chance"), row.money("low"), row.money("high"), row.maybe_money("likely")});
    }
    return simulate_award(outcomes, given.count("samples"), given.count("seed"));
}

FeeBearer bearer_of(const std::string& text) {
    if (text == "loser") return FeeBearer::loser;
    return text == "half" ? FeeBearer::half : FeeBearer::claimant;
}

Result recommended(const Arguments& given, const Law& law) {
    std::vector<RouteChoice> choices;
    for (const Arguments& row : given.rows("routes")) {
        choices.push_back({route_from_text(row.text("route")), row.rate("chance"),
                           row.money("cost"), row.count("days"), row.rate("collected"),
                           bearer_of(row.text("fee_bearer")), row.rate("award_share"),
                           row.maybe_money("fee")});
    }
    return route(given.money("amount"), given.date("on"), given.rate("discount"), choices, law);
}

std::vector<std::string> route_names() {
    return {"negotiation",
            "mediation",
            "arbitration",
            "court",
            "court_mediation",
            "payment_order",
            "administrative_complaint"};
}

std::vector<std::string> net_names() {
    std::vector<std::string> names = route_names();
    for (std::string& name : names) name.insert(0, "net_");
    return names;
}

Rule zopa_rule() {
    return {"zopa",
            "range",
            Yields::money,
            {required("award", Kind::money), required("chance", Kind::rate),
             required("claimant_cost", Kind::money), required("respondent_cost", Kind::money),
             optional("respondent_chance", Kind::rate),
             choice("costs_rule", {"each_own", "loser_pays"}), rounding_parameter()},
            zone,
            {"floor", "ceiling"},
            false,
            nullptr};
}

Rule tree_rule() {
    return {"decision_tree",
            "range",
            Yields::money,
            {rows("outcomes", {required("node", Kind::text), optional("parent", Kind::text),
                               optional("chance", Kind::rate), optional("value", Kind::money)}),
             rounding_parameter()},
            tree,
            {},
            false,
            nullptr};
}

Rule simulation_rule() {
    return {"simulate_award",
            "range",
            Yields::estimate,
            {rows("outcomes", {required("chance", Kind::rate), required("low", Kind::money),
                               required("high", Kind::money), optional("likely", Kind::money)}),
             defaulted("samples", Kind::count, "100000"), defaulted("seed", Kind::count, "1")},
            simulated,
            {},
            false,
            nullptr};
}

Rule route_rule() {
    return {"route",
            "range",
            Yields::text,
            {required("amount", Kind::money), required("on", Kind::date),
             required("discount", Kind::rate),
             rows("routes",
                  {required_choice("route", route_names()), required("chance", Kind::rate),
                   required("cost", Kind::money), required("days", Kind::count),
                   required("collected", Kind::rate),
                   required_choice("fee_bearer", {"loser", "claimant", "half"}),
                   defaulted("award_share", Kind::rate, "100%"), optional("fee", Kind::money)})},
            recommended,
            net_names(),
            false,
            nullptr};
}

}  // namespace

std::vector<Rule> range_rules() {
    return {zopa_rule(), tree_rule(), simulation_rule(), route_rule()};
}

}  // namespace accord::settlement
