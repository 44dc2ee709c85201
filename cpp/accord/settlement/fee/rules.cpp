// The rules of court fees, as data, and the order of all rules of fees.
#include "accord/settlement/rule.hpp"

#include <iterator>

#include "accord/settlement/fee/court.hpp"
#include "accord/settlement/fee/court_changes.hpp"
#include "accord/settlement/fee/court_kernel.hpp"
#include "accord/settlement/fee/court_kinds.hpp"
#include "accord/settlement/fee/rules.hpp"

namespace accord::settlement {
namespace {

CourtTrack track_of(const Arguments& given) {
    return court_track_of(given.text("track"));
}

Result court_fee(const Arguments& given, const Law& law) {
    return court_fee_property(given.money("claim"), given.date("on"), law, track_of(given),
                              given.rounding());
}

Result several(const Arguments& given, const Law& law) {
    std::vector<money::Money> claims;
    for (const Arguments& row : given.rows("claims")) claims.push_back(row.money("amount"));
    return court_fee_several(claims, given.date("on"), law, track_of(given), given.rounding());
}

Result kind(const Arguments& given, const Law& law) {
    return court_fee_kind({given.text("kind"), given.date("on"), given.maybe_money("amount"),
                           given.maybe_money("province_fee"), given.maybe_text("province"),
                           track_of(given), given.rounding()},
                          law);
}

Result enforcement(const Arguments& given, const Law& law) {
    return enforcement_fee(given.maybe_money("amount"), given.date("on"), law,
                           given.maybe_money("set_fee"), given.rounding());
}

Result preservation(const Arguments& given, const Law& law) {
    return preservation_fee(given.maybe_money("amount"), given.date("on"), law, given.rounding());
}

Result payment_order(const Arguments& given, const Law& law) {
    return payment_order_fee(given.money("claim"), given.date("on"), law, given.rounding());
}

Result bankruptcy(const Arguments& given, const Law& law) {
    return bankruptcy_fee(given.money("estate"), given.date("on"), law, given.rounding());
}

Result public_summons(const Arguments& given, const Law& law) {
    return public_summons_fee(given.date("on"), law);
}

Result set_aside(const Arguments& given, const Law& law) {
    return set_aside_fee(given.date("on"), law);
}

Result appeal(const Arguments& given, const Law& law) {
    return appeal_fee(given.money("appealed"), given.date("on"), law, track_of(given),
                      given.rounding());
}

Result change(const Arguments& given, const Law& law) {
    return court_fee_change(given.money("before"), given.money("after"),
                            claim_change_of(given.text("when")), given.date("on"), law,
                            track_of(given), given.rounding());
}

Result claim_of_fee(const Arguments& given, const Law& law) {
    return court_fee_claim(given.money("fee"), given.date("on"), law, track_of(given),
                           given.rounding());
}

Result costs(const Arguments& given, const Law& law) {
    return costs_by_success(
        {given.money("costs"), given.date("on"), given.maybe_rate("claimant_share"),
         given.maybe_money("claimed"), given.maybe_money("awarded"), given.rounding()},
        law);
}

Parameter on_day() {
    return required("on", Kind::date);
}

Parameter any_track() {
    return choice("track", {"ordinary", "mediated_or_withdrawn", "simple_procedure",
                            "counterclaim_or_joined"});
}

Rule court_fee_rule() {
    Rule rule =
        fee_rule("court_fee", court_fee,
                 {required("claim", Kind::money), on_day(), any_track(), rounding_parameter()});
    rule.kernel = court_fee_kernel;
    return rule;
}

std::vector<Rule> acceptance_rules() {
    return {
        court_fee_rule(),
        fee_rule("court_fee_several", several,
                 {rows("claims", {required("amount", Kind::money)}), on_day(), any_track(),
                  rounding_parameter()}),
        fee_rule("court_fee_kind", kind,
                 {required_choice("kind", {"divorce", "personality", "other_non_property",
                                           "intellectual_property", "labour", "administrative",
                                           "administrative_special", "jurisdiction_objection"}),
                  on_day(), optional("amount", Kind::money), optional("province_fee", Kind::money),
                  optional("province", Kind::text), any_track(), rounding_parameter()}),
        fee_rule("appeal_fee", appeal,
                 {required("appealed", Kind::money), on_day(),
                  choice("track", {"ordinary", "mediated_or_withdrawn"}), rounding_parameter()}),
        fee_rule(
            "court_fee_change", change,
            {required("before", Kind::money), required("after", Kind::money),
             required_choice("when", {"increase", "decrease_before_end_of_investigation", "later"}),
             on_day(), any_track(), rounding_parameter()}),
        fee_rule("court_fee_claim", claim_of_fee,
                 {required("fee", Kind::money), on_day(), any_track(), rounding_parameter()}),
        fee_rule("costs_by_success", costs,
                 {required("costs", Kind::money), on_day(), optional("claimant_share", Kind::rate),
                  optional("claimed", Kind::money), optional("awarded", Kind::money),
                  rounding_parameter()},
                 {"borne_by_claimant", "borne_by_respondent"}),
    };
}

std::vector<Rule> application_rules() {
    return {
        fee_rule("enforcement_fee", enforcement,
                 {optional("amount", Kind::money), on_day(), optional("set_fee", Kind::money),
                  rounding_parameter()}),
        fee_rule("preservation_fee", preservation,
                 {optional("amount", Kind::money), on_day(), rounding_parameter()}),
        fee_rule("payment_order_fee", payment_order,
                 {required("claim", Kind::money), on_day(), rounding_parameter()}),
        fee_rule("bankruptcy_fee", bankruptcy,
                 {required("estate", Kind::money), on_day(), rounding_parameter()}),
        fee_rule("public_summons_fee", public_summons, {on_day()}),
        fee_rule("set_aside_fee", set_aside, {on_day()}),
    };
}

}  // namespace

Rule fee_rule(std::string name, Result (*reckon)(const Arguments&, const Law&),
              std::vector<Parameter> parameters, std::vector<std::string> parts) {
    return {std::move(name),  "fee", Yields::money, std::move(parameters), reckon,
            std::move(parts), false, nullptr};
}

std::vector<Rule> fee_rules() {
    std::vector<Rule> all;
    for (const auto some :
         {acceptance_rules, application_rules, arbitration_fee_rules, scheme_fee_rules}) {
        std::vector<Rule> rules = some();
        std::move(rules.begin(), rules.end(), std::back_inserter(all));
    }
    return all;
}

}  // namespace accord::settlement
