// The rules of indemnity, as data.
#include <iterator>
#include <utility>

#include "accord/base/error.hpp"
#include "accord/settlement/indemnity/contribution.hpp"
#include "accord/settlement/indemnity/indemnity.hpp"
#include "accord/settlement/indemnity/subrogation.hpp"
#include "accord/settlement/rule.hpp"

namespace accord::settlement {
namespace {

Deductible deductible_of(const Arguments& given) {
    Deductible deductible;
    const std::string& kind = given.text("deductible_kind");
    deductible.amount = given.maybe_money("deductible");
    if (kind == "relative_reached") deductible.kind = DeductibleKind::relative_reached;
    if (kind == "relative_exceeded") deductible.kind = DeductibleKind::relative_exceeded;
    if (kind == "absolute" && deductible.amount) deductible.kind = DeductibleKind::absolute;
    if (given.has("deductible_share")) {  // an amount beside a share is the share's minimum
        if (kind != "absolute") base::fail_input("not_for_method", kind, "deductible_share");
        deductible.kind = DeductibleKind::percentage;
        deductible.share = given.rate("deductible_share");
    }
    return deductible;
}

Indemnity input_of(const Arguments& given, bool clause_binds) {
    return {.sum_insured = given.money("sum_insured"),
            .value = given.money("value"),
            .loss = given.money("loss"),
            .deductible = deductible_of(given),
            .clause_binds = clause_binds,
            .rounding = given.rounding(),
            .valued = given.text("valued") == "agreed" ? Valued::agreed : Valued::actual,
            .average = given.flag("average"),
            .mitigation = given.maybe_money("mitigation"),
            .salvage = given.maybe_money("salvage"),
            .received = given.maybe_money("received")};
}

Result owed(const Arguments& given, const Law&) {
    return indemnity(input_of(given, given.flag("clause_binds")));
}

Result agreed(const Arguments& given, const Law&) {
    return agreed_indemnity(input_of(given, true), given.money("agreed"));
}

Result expected(const Arguments& given, const Law&) {
    return indemnity_expected(input_of(given, true), given.rate("binds_chance"));
}

Result shared(const Arguments& given, const Law&) {
    DoubleInsurance input{given.money("loss"),
                          {},
                          given.text("method") == "sums_insured"
                              ? Contribution::sums_insured
                              : Contribution::independent_liability,
                          given.maybe_money("value"),
                          given.rounding()};
    for (const Arguments& row : given.rows("insurers")) {
        input.sums_insured.push_back(row.money("sum_insured"));
    }
    return contribution(input);
}

Result subrogated(const Arguments& given, const Law&) {
    const std::string& order = given.text("order");
    Subrogation input{given.money("paid"), given.money("loss"), given.maybe_money("recovered"),
                      RecoveryOrder::insured_first, given.rounding()};
    if (order == "in_proportion") input.order = RecoveryOrder::in_proportion;
    if (order == "insurer_first") input.order = RecoveryOrder::insurer_first;
    return subrogation(input);
}

Result premium_back(const Arguments& given, const Law&) {
    return premium_refund(given.money("premium"), given.money("sum_insured"), given.money("value"),
                          given.rounding());
}

/// `first` before the loss, `last` after what every indemnity asks.
std::vector<Parameter> indemnity_parameters(std::vector<Parameter> first,
                                            std::vector<Parameter> last) {
    std::vector<Parameter> all = std::move(first);
    for (Parameter& each : std::vector<Parameter>{
             required("loss", Kind::money), required("sum_insured", Kind::money),
             required("value", Kind::money), choice("valued", {"actual", "agreed"}),
             optional("deductible", Kind::money), optional("deductible_share", Kind::rate),
             choice("deductible_kind", {"absolute", "relative_reached", "relative_exceeded"}),
             defaulted("average", Kind::flag, "true"), optional("mitigation", Kind::money),
             optional("salvage", Kind::money), optional("received", Kind::money)}) {
        all.push_back(std::move(each));
    }
    std::move(last.begin(), last.end(), std::back_inserter(all));
    all.push_back(rounding_parameter());
    return all;
}

std::vector<Rule> insurers_rules() {
    return {
        {"premium_refund",
         "indemnity",
         Yields::money,
         {required("premium", Kind::money), required("sum_insured", Kind::money),
          required("value", Kind::money), rounding_parameter()},
         premium_back,
         {},
         false,
         nullptr},
        {"contribution",
         "indemnity",
         Yields::money,
         {required("loss", Kind::money), rows("insurers", {required("sum_insured", Kind::money)}),
          choice("method", {"sums_insured", "independent_liability"}),
          optional("value", Kind::money), rounding_parameter()},
         shared,
         {},
         true,
         nullptr},
        {"subrogation",
         "indemnity",
         Yields::money,
         {required("paid", Kind::money), required("loss", Kind::money),
          optional("recovered", Kind::money),
          choice("order", {"insured_first", "in_proportion", "insurer_first"}),
          rounding_parameter()},
         subrogated,
         {"insured_keeps"},
         false,
         nullptr},
    };
}

}  // namespace

std::vector<Rule> indemnity_rules() {
    std::vector<Rule> all{
        {"indemnity",
         "indemnity",
         Yields::money,
         indemnity_parameters({}, {defaulted("clause_binds", Kind::flag, "true")}),
         owed,
         {"mitigation"},
         false,
         nullptr},
        {"agreed_indemnity",
         "indemnity",
         Yields::money,
         indemnity_parameters({required("agreed", Kind::money)}, {}),
         agreed,
         {},
         false,
         nullptr},
        {"indemnity_expected",
         "indemnity",
         Yields::money,
         indemnity_parameters({}, {required("binds_chance", Kind::rate)}),
         expected,
         {"outcome_clause_binds", "outcome_clause_not_binding"},
         false,
         nullptr},
    };
    std::vector<Rule> insurers = insurers_rules();
    std::move(insurers.begin(), insurers.end(), std::back_inserter(all));
    return all;
}

}  // namespace accord::settlement
