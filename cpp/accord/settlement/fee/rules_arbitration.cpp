// The rules of arbitration fees, as data.
#include "accord/settlement/fee/arbitration.hpp"
#include "accord/settlement/fee/bands.hpp"
#include "accord/settlement/fee/hours.hpp"
#include "accord/settlement/fee/rules.hpp"

namespace accord::settlement {
namespace {

Result arbitration(const Arguments& given, const Law& law) {
    return arbitration_fee(
        {given.money("amount"), given.text("body"), given.date("on"),
         given.text("procedure") == "simple", given.rate("filing_tax"), given.rounding()},
        law);
}

Result refund(const Arguments& given, const Law& law) {
    return arbitration_refund(given.money("fee"), given.text("stage"), given.date("on"), law,
                              given.maybe_rate("share"), given.rounding());
}

Result emergency(const Arguments& given, const Law& law) {
    return emergency_arbitrator_fee(given.text("body"), given.date("on"), law,
                                    given.count("measures"), given.maybe_money("arbitrator_fee"));
}

std::vector<HoursAtRate> hours_of(const Arguments& given, std::string_view name) {
    std::vector<HoursAtRate> rows;
    for (const Arguments& row : given.rows(name)) {
        rows.push_back({row.rate("hours"), row.money("rate")});
    }
    return rows;
}

Result lcia(const Arguments& given, const Law& law) {
    return lcia_costs({given.date("on"), hours_of(given, "tribunal"), hours_of(given, "secretary"),
                       hours_of(given, "secretariat"), given.rounding()},
                      law);
}

Result aaa(const Arguments& given, const Law& law) {
    return aaa_icdr_fee({given.money("amount"), given.text("schedule"), given.date("on"),
                         given.count("arbitrators"), given.rounding()},
                        law);
}

Result aaa_individual(const Arguments& given, const Law& law) {
    return aaa_individual_fee(given.text("filed_by") == "business", given.count("arbitrators"),
                              given.date("on"), law);
}

Result aaa_refund(const Arguments& given, const Law& law) {
    return aaa_older_refund(given.money("fee"), given.count("days"), given.date("on"), law,
                            given.rounding());
}

Result finra(const Arguments& given, const Law& law) {
    return finra_fees(
        {given.maybe_money("amount"), given.count("arbitrators"), given.count("sessions"),
         given.date("on"), given.text("schedule") == "earlier"},
        law);
}

Parameter on_day() {
    return required("on", Kind::date);
}

std::vector<Parameter> hours_fields() {
    return {required("hours", Kind::rate), required("rate", Kind::money)};
}

}  // namespace

std::vector<Rule> arbitration_fee_rules() {
    return {
        fee_rule("arbitration_fee", arbitration,
                 {required("amount", Kind::money), required_choice("body", arbitration_bodies()),
                  on_day(), choice("procedure", {"ordinary", "simple"}),
                  defaulted("filing_tax", Kind::rate, "0%"), rounding_parameter()},
                 {"registration_fee", "filing_fee", "amount_fee", "acceptance_fee", "handling_fee",
                  "administration_fee", "arbitrator_fee"}),
        fee_rule(
            "arbitration_refund", refund,
            {required("fee", Kind::money),
             required_choice("stage", {"before_tribunal", "after_tribunal", "deemed_withdrawn"}),
             on_day(), optional("share", Kind::rate), rounding_parameter()}),
        fee_rule(
            "emergency_arbitrator_fee", emergency,
            {required_choice("body", {"hkiac", "icc", "siac", "cietac", "scia", "bac", "lcia"}),
             on_day(), defaulted("measures", Kind::count, "1"),
             optional("arbitrator_fee", Kind::money)},
            {"application_fee", "further_measures", "arbitrator_fee"}),
        fee_rule(
            "lcia_costs", lcia,
            {rows("tribunal", hours_fields()), on_day(), optional_rows("secretary", hours_fields()),
             optional_rows("secretariat", hours_fields()), rounding_parameter()},
            {"registration_fee", "tribunal_fees", "secretary_fees", "secretariat_fees",
             "overheads"}),
        fee_rule("aaa_icdr_fee", aaa,
                 {required("amount", Kind::money),
                  required_choice("schedule", {"commercial", "commercial_older", "bcdr_2010"}),
                  on_day(), defaulted("arbitrators", Kind::count, "1"), rounding_parameter()},
                 {"initial_fee", "final_fee"}),
        fee_rule("aaa_individual_fee", aaa_individual,
                 {required_choice("filed_by", {"individual", "business"}), on_day(),
                  defaulted("arbitrators", Kind::count, "1")},
                 {"individual_fee", "business_fee"}),
        fee_rule("aaa_older_refund", aaa_refund,
                 {required("fee", Kind::money), required("days", Kind::count), on_day(),
                  rounding_parameter()}),
        fee_rule("finra_fees", finra,
                 {optional("amount", Kind::money), required("arbitrators", Kind::count),
                  required("sessions", Kind::count), on_day(),
                  choice("schedule", {"current", "earlier"})},
                 {"filing_fee", "hearing_fee", "member_surcharge"}),
    };
}

}  // namespace accord::settlement
