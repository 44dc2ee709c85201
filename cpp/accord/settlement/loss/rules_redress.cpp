// The rules of redress abroad, as data: PSLRA, plans of allocation, PPI, commission, benchmark.
#include "accord/settlement/loss/award_limit.hpp"
#include "accord/settlement/loss/benchmark.hpp"
#include "accord/settlement/loss/ppi.hpp"
#include "accord/settlement/loss/pslra.hpp"
#include "accord/settlement/rule.hpp"

#include "accord/base/error.hpp"

namespace accord::settlement {
namespace {

LookBack look_back_of(const Arguments& given, calendar::Date disseminated) {
    LookBack look_back{disseminated, {}, given.maybe_date("sold")};
    for (const Arguments& row : given.rows("closes")) {
        look_back.closes.push_back({row.date("date"), row.money("close")});
    }
    return look_back;
}

Result pslra(const Arguments& given, const Law& law) {
    return pslra_loss({given.money("purchase_price"), given.money("claimed"), given.count("shares"),
                       look_back_of(given, given.date("disseminated")), given.rounding()},
                      law);
}

Result plan(const Arguments& given, const Law& law) {
    PlanLoss input{given.money("purchase_price"),
                   given.count("shares"),
                   given.money("inflation_bought"),
                   given.maybe_money("inflation_sold"),
                   given.maybe_money("sale_price"),
                   std::nullopt,
                   given.rounding()};
    if (!given.rows("closes").empty()) {
        const std::optional<calendar::Date> disseminated = given.maybe_date("disseminated");
        if (!disseminated) base::fail_input("needs_argument", "disseminated");
        input.look_back = look_back_of(given, *disseminated);
    }
    return plan_of_allocation_loss(input, law);
}

Result ppi(const Arguments& given, const Law& law) {
    return ppi_redress({given.money("instalment"), given.money("instalment_without"),
                        given.count("instalments"), given.date("first"), given.date("settled"),
                        given.text("steps") == "days" ? TimeSteps::days : TimeSteps::months,
                        given.maybe_money("claim"), given.flag("taxed"), given.rounding()},
                       law);
}

Result commission(const Arguments& given, const Law& law) {
    return commission_redress(
        {given.money("premium"), given.money("commission"), given.maybe_money("profit_share"),
         given.date("on"), given.maybe_money("historic_interest"), given.maybe_date("paid"),
         given.maybe_money("claim"), given.flag("taxed"), given.rounding()},
        law);
}

Result limited(const Arguments& given, const Law& law) {
    return fos_award(given.money("award"), given.date("act"), given.date("referred"), law);
}

Result benchmark(const Arguments& given, const Law& law) {
    return benchmark_redress(
        {given.money("capital"), given.money("actual_value"), given.rate("index_growth"),
         given.rate("bond_growth"), given.date("on"), given.rounding()},
        law);
}

Rule loss_rule(std::string name, std::vector<Parameter> parameters,
               Result (*reckon)(const Arguments&, const Law&),
               std::vector<std::string> parts = {}) {
    parameters.push_back(rounding_parameter());
    return {std::move(name), "loss",           Yields::money, std::move(parameters),
            reckon,          std::move(parts), false,         nullptr};
}

std::vector<Parameter> close_fields() {
    return {required("date", Kind::date), required("close", Kind::money)};
}

}  // namespace

std::vector<Rule> loss_redress_rules() {
    return {
        loss_rule("pslra_loss",
                  {required("purchase_price", Kind::money), required("claimed", Kind::money),
                   required("shares", Kind::count), required("disseminated", Kind::date),
                   rows("closes", close_fields()), optional("sold", Kind::date)},
                  pslra),
        loss_rule(
            "plan_of_allocation_loss",
            {required("purchase_price", Kind::money), required("shares", Kind::count),
             required("inflation_bought", Kind::money), optional("inflation_sold", Kind::money),
             optional("sale_price", Kind::money), optional("disseminated", Kind::date),
             optional_rows("closes", close_fields()), optional("sold", Kind::date)},
            plan),
        loss_rule("ppi_redress",
                  {required("instalment", Kind::money), required("instalment_without", Kind::money),
                   required("instalments", Kind::count), required("first", Kind::date),
                   required("settled", Kind::date), choice("steps", {"months", "days"}),
                   optional("claim", Kind::money), defaulted("taxed", Kind::flag, "true")},
                  ppi, {"refund", "interest", "tax", "claim"}),
        loss_rule("commission_redress",
                  {required("premium", Kind::money), required("commission", Kind::money),
                   optional("profit_share", Kind::money), required("on", Kind::date),
                   optional("historic_interest", Kind::money), optional("paid", Kind::date),
                   optional("claim", Kind::money), defaulted("taxed", Kind::flag, "true")},
                  commission, {"excess", "historic_interest", "interest", "tax", "claim"}),
        Rule{"fos_award",
             "loss",
             Yields::money,
             {required("award", Kind::money), required("act", Kind::date),
              required("referred", Kind::date)},
             limited,
             {"above_limit"},
             false,
             nullptr},
        loss_rule("benchmark_redress",
                  {required("capital", Kind::money), required("actual_value", Kind::money),
                   required("index_growth", Kind::rate), required("bond_growth", Kind::rate),
                   required("on", Kind::date)},
                  benchmark),
    };
}

}  // namespace accord::settlement
