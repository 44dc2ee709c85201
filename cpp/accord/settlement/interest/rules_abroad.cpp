// The rules of interest on mainland bank loans and cards, and of interest abroad, as data.
#include "accord/settlement/interest/bank_loan.hpp"
#include "accord/settlement/interest/card.hpp"
#include "accord/settlement/interest/hk.hpp"
#include "accord/settlement/interest/uk.hpp"
#include "accord/settlement/interest/us.hpp"
#include "accord/settlement/rule.hpp"

namespace accord::settlement {
namespace {

constexpr const char* area = "interest";

/// The day counts that a loan or card contract names; a bank's own year has 360 days unless said.
Parameter bank_day_count_parameter() {
    return choice("day_count", {"ACT/360", "ACT/365", "30/360"});
}

PenaltyInterest penalty_of(const Arguments& given, const char* base_name) {
    return {
        given.money(base_name),   given.rate("contract_rate"),
        given.rate("uplift"),     given.text("kind") == "misuse" ? Breach::misuse : Breach::overdue,
        given.date("start"),      given.date("end"),
        given.maybe_date("made"), calendar::day_count_from_text(given.text("day_count")),
        given.rounding()};
}

Result penalty(const Arguments& given, const Law& law) {
    return loan_penalty_interest(penalty_of(given, "principal"), law);
}

Result compound(const Arguments& given, const Law& law) {
    std::vector<calendar::Date> settled;
    for (const Arguments& row : given.rows("settled")) settled.push_back(row.date("date"));
    return loan_compound_interest(penalty_of(given, "unpaid_interest"), settled, law);
}

Result overdue(const Arguments& given, const Law& law) {
    OverdueLoan input{given.money("principal"), given.text("series")};
    input.spread = given.rate("spread");
    input.uplift = given.rate("uplift");
    input.made = given.maybe_date("made");
    const std::string& repriced = given.text("repriced");
    if (repriced == "anniversary") input.repricing = Repricing::anniversary;
    if (repriced == "never") input.repricing = Repricing::never;
    input.start = given.date("start");
    input.end = given.date("end");
    for (const Arguments& row : given.rows("payments")) {
        input.payments.push_back({row.date("date"), row.money("amount")});
    }
    input.costs = given.maybe_money("costs");
    input.day_count = calendar::day_count_from_text(given.text("day_count"));
    input.rounding = given.rounding();
    return overdue_loan_interest(input, law);
}

Result card(const Arguments& given, const Law& law) {
    CardAccount input{{}, {}, given.rate("rate"), given.date("until"), given.rounding()};
    for (const Arguments& row : given.rows("charges")) {
        input.charges.push_back({row.date("posted"), row.money("amount")});
    }
    for (const Arguments& row : given.rows("payments")) {
        input.payments.push_back({row.date("paid"), row.money("amount")});
    }
    return card_interest(input, law);
}

Result late_charge(const Arguments& given, const Law& law) {
    const money::Money& minimum = given.money("minimum");
    return card_late_charge(minimum, given.maybe_money("paid").value_or(minimum - minimum),
                            given.date("on"), law, given.rounding());
}

Result uk_court(const Arguments& given, const Law& law) {
    return uk_court_interest(given.money("principal"), given.date("start"), given.date("end"), law,
                             given.rounding());
}

Result fos(const Arguments& given, const Law& law) {
    return fos_interest({given.money("principal"), given.date("start"), given.date("paid_by"),
                         given.date("referred"), given.maybe_date("paid"), given.rounding()},
                        law);
}

Result uk_tax(const Arguments& given, const Law& law) {
    return uk_tax_on_interest(given.money("interest"), given.maybe_money("refund"),
                              given.date("on"), law, given.rounding());
}

Result post_judgment(const Arguments& given, const Law& law) {
    return us_post_judgment_interest(
        {given.money("amount"), given.rate("rate"), given.date("week"), given.date("judgment"),
         given.date("paid"), given.flag("on_release_day"), given.rounding()},
        law);
}

Result hk_judgment(const Arguments& given, const Law& law) {
    return hk_judgment_interest(given.money("principal"), given.date("start"), given.date("end"),
                                law, given.rounding());
}

Result hk_prejudgment(const Arguments& given, const Law& law) {
    return hk_prejudgment_interest(given.money("principal"), given.rate("prime"),
                                   given.date("start"), given.date("end"), law, given.rounding());
}

std::vector<Parameter> penalty_parameters(const char* base_name) {
    return {required(base_name, Kind::money), required("contract_rate", Kind::rate),
            required("uplift", Kind::rate),   choice("kind", {"overdue", "misuse"}),
            required("start", Kind::date),    required("end", Kind::date),
            optional("made", Kind::date),     bank_day_count_parameter()};
}

Rule money_rule(std::string name, std::vector<Parameter> parameters,
                Result (*reckon)(const Arguments&, const Law&),
                std::vector<std::string> parts = {}) {
    parameters.push_back(rounding_parameter());
    return {std::move(name),  area,  Yields::money, std::move(parameters), reckon,
            std::move(parts), false, nullptr};
}

std::vector<Rule> bank_rules() {
    std::vector<Parameter> compounded = penalty_parameters("unpaid_interest");
    compounded.push_back(optional_rows("settled", {required("date", Kind::date)}));
    return {
        money_rule("loan_penalty_interest", penalty_parameters("principal"), penalty),
        money_rule("loan_compound_interest", std::move(compounded), compound),
        money_rule(
            "overdue_loan_interest",
            {required("principal", Kind::money), required("series", Kind::text),
             required("uplift", Kind::rate), required("start", Kind::date),
             required("end", Kind::date), defaulted("spread", Kind::rate, "0% per year"),
             optional("made", Kind::date), choice("repriced", {"annually", "anniversary", "never"}),
             optional_rows("payments",
                           {required("date", Kind::date), required("amount", Kind::money)}),
             optional("costs", Kind::money), bank_day_count_parameter()},
            overdue, {"costs", "interest", "principal"}),
        money_rule(
            "card_interest",
            {rows("charges", {required("posted", Kind::date), required("amount", Kind::money)}),
             required("rate", Kind::rate), required("until", Kind::date),
             optional_rows("payments",
                           {required("paid", Kind::date), required("amount", Kind::money)})},
            card),
        money_rule("card_late_charge",
                   {required("minimum", Kind::money), optional("paid", Kind::money),
                    required("on", Kind::date)},
                   late_charge),
    };
}

}  // namespace

std::vector<Rule> interest_abroad_rules() {
    std::vector<Rule> rules = bank_rules();
    const std::vector<Parameter> between = {required("principal", Kind::money),
                                            required("start", Kind::date),
                                            required("end", Kind::date)};
    rules.push_back(money_rule("uk_court_interest", between, uk_court));
    rules.push_back(money_rule("fos_interest",
                               {required("principal", Kind::money), required("start", Kind::date),
                                required("paid_by", Kind::date), required("referred", Kind::date),
                                optional("paid", Kind::date)},
                               fos));
    rules.push_back(money_rule("uk_tax_on_interest",
                               {required("interest", Kind::money), required("on", Kind::date),
                                optional("refund", Kind::money)},
                               uk_tax, {"paid_after_tax"}));
    rules.push_back(
        money_rule("us_post_judgment_interest",
                   {required("amount", Kind::money), required("rate", Kind::rate),
                    required("week", Kind::date), required("judgment", Kind::date),
                    required("paid", Kind::date), defaulted("on_release_day", Kind::flag, "false")},
                   post_judgment));
    rules.push_back(money_rule("hk_judgment_interest", between, hk_judgment));
    rules.push_back(money_rule("hk_prejudgment_interest",
                               {required("principal", Kind::money), required("prime", Kind::rate),
                                required("start", Kind::date), required("end", Kind::date)},
                               hk_prejudgment));
    return rules;
}

}  // namespace accord::settlement
