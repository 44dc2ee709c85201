// The rules of private lending and of contracts in default, as data.
#include <utility>

#include "accord/settlement/interest/contract_default.hpp"
#include "accord/settlement/interest/lending_cap.hpp"
#include "accord/settlement/interest/rule_sets.hpp"

namespace accord::settlement {
namespace {

PrivateLoan loan_of(const Arguments& given) {
    return {given.text("lender"), given.date("formed"), given.maybe_date("sued")};
}

Result cap(const Arguments& given, const Law& law) {
    const PrivateLoan loan = loan_of(given);
    const LendingLimit found = lending_cap(loan, law);
    base::Line why;
    why.label = "lending_cap";
    why.rule = "cn.lending.cap";
    why.clauses = found.clauses;
    why.inputs = {{"lender", loan.lender}, {"formed", loan.formed.text()}};
    if (loan.sued) why.inputs.emplace_back("sued", loan.sued->text());
    why.inputs.emplace_back("cap", found.rate.text());
    why.amount = {0, "rate"};
    why.source = found.source;
    why.provisional = found.provisional;
    return Answer{found.rate, std::move(why)};
}

Result lending(const Arguments& given, const Law& law) {
    PrivateLending input{given.money("principal"), loan_of(given), given.date("start"),
                         given.date("end")};
    input.loan.old_rules = given.flag("old_rules");
    input.rate = given.maybe_rate("rate");
    input.defaulted = given.maybe_date("defaulted");
    input.overdue_rate = given.maybe_rate("overdue_rate");
    input.penalty = given.maybe_money("penalty");
    input.deducted = given.maybe_money("deducted");
    input.day_count = calendar::day_count_from_text(given.text("day_count"));
    input.both_ends = both_ends_of(given.flag("both_ends"));
    input.rounding = given.rounding();
    return private_lending_interest(input, law);
}

Result rollover(const Arguments& given, const Law& law) {
    return rollover_ceiling(
        {given.money("principal"), loan_of(given), given.date("start"), given.date("end"),
         calendar::day_count_from_text(given.text("day_count")), given.rounding()},
        law);
}

Result late_price(const Arguments& given, const Law& law) {
    ContractDefault input{given.money("amount"), given.date("defaulted"), given.date("end"),
                          given.rate("uplift")};
    input.tenor = given.text("tenor");
    input.lpr = given.text("lpr") == "each_day" ? ContractDefault::Lpr::each_day
                                                : ContractDefault::Lpr::at_default;
    input.day_count = calendar::day_count_from_text(given.text("day_count"));
    input.both_ends = both_ends_of(given.flag("both_ends"));
    input.rounding = given.rounding();
    return contract_default_interest(input, law);
}

Result penalty(const Arguments& given, const Law& law) {
    return penalty_presumption(given.money("penalty"), given.money("loss"), given.date("on"),
                               given.flag("bad_faith"), given.rounding(), law);
}

Result deposit_back(const Arguments& given, const Law& law) {
    return deposit(
        {given.money("deposit"),
         given.text("defaulter") == "receiver" ? Deposit::Defaulter::receiver
                                               : Deposit::Defaulter::payer,
         given.date("on"), given.maybe_money("price"), given.rate("unperformed"), given.rounding()},
        law);
}

Rule rule(std::string name, Yields yields, std::vector<Parameter> parameters,
          Result (*reckon)(const Arguments&, const Law&)) {
    return {std::move(name), "interest", yields, std::move(parameters), reckon, {}, false, nullptr};
}

std::vector<Parameter> lending_parameters() {
    return {required("principal", Kind::money),
            required_choice("lender", lenders()),
            required("formed", Kind::date),
            required("start", Kind::date),
            required("end", Kind::date),
            optional("rate", Kind::rate),
            optional("sued", Kind::date),
            optional("defaulted", Kind::date),
            optional("overdue_rate", Kind::rate),
            optional("penalty", Kind::money),
            optional("deducted", Kind::money),
            defaulted("old_rules", Kind::flag, "true"),
            day_count_parameter(),
            both_ends_parameter(),
            rounding_parameter()};
}

}  // namespace

std::vector<Rule> mainland_lending_rules() {
    return {
        rule("lending_cap", Yields::rate,
             {required("formed", Kind::date), required_choice("lender", lenders()),
              optional("sued", Kind::date)},
             cap),
        rule("private_lending_interest", Yields::money, lending_parameters(), lending),
        rule("rollover_ceiling", Yields::money,
             {required("principal", Kind::money), required_choice("lender", lenders()),
              required("formed", Kind::date), required("start", Kind::date),
              required("end", Kind::date), optional("sued", Kind::date), day_count_parameter(),
              rounding_parameter()},
             rollover),
        rule("contract_default_interest", Yields::money,
             {required("amount", Kind::money), required("defaulted", Kind::date),
              required("end", Kind::date), required("uplift", Kind::rate),
              Parameter{"tenor",
                        Kind::choice,
                        Presence::defaulted,
                        "gt_6m_le_1y",
                        {"le_6m", "gt_6m_le_1y", "gt_1y_le_3y", "gt_3y_le_5y", "gt_5y"},
                        {}},
              choice("lpr", {"at_default", "each_day"}), day_count_parameter(),
              both_ends_parameter(), rounding_parameter()},
             late_price),
        rule("penalty_presumption", Yields::money,
             {required("penalty", Kind::money), required("loss", Kind::money),
              required("on", Kind::date), defaulted("bad_faith", Kind::flag, "false"),
              rounding_parameter()},
             penalty),
        rule("deposit", Yields::money,
             {required("deposit", Kind::money), required_choice("defaulter", {"payer", "receiver"}),
              required("on", Kind::date), optional("price", Kind::money),
              defaulted("unperformed", Kind::rate, "1/1"), rounding_parameter()},
             deposit_back),
    };
}

}  // namespace accord::settlement
