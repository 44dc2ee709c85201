// The rules of indemnity, as data.
#include "accord/settlement/indemnity/indemnity.hpp"
#include "accord/settlement/rule.hpp"

namespace accord::settlement {
namespace {

Indemnity input_of(const Arguments& given, bool clause_binds) {
    Indemnity input{given.money("sum_insured"),
                    given.money("value"),
                    given.money("loss"),
                    {},
                    clause_binds,
                    given.rounding()};
    if (given.has("deductible")) {
        input.deductible.kind = DeductibleKind::absolute;
        input.deductible.amount = given.money("deductible");
    }
    if (given.has("deductible_share")) {  // an amount beside a share is the share's minimum
        input.deductible.kind = DeductibleKind::percentage;
        input.deductible.share = given.rate("deductible_share");
    }
    return input;
}

Result owed(const Arguments& given, const Law&) {
    return indemnity(input_of(given, given.flag("clause_binds")));
}

Result agreed(const Arguments& given, const Law&) {
    return agreed_indemnity(input_of(given, true), given.money("agreed"));
}

}  // namespace

std::vector<Rule> indemnity_rules() {
    return {
        {"indemnity",
         "indemnity",
         Yields::money,
         {required("loss", Kind::money), required("sum_insured", Kind::money),
          required("value", Kind::money), optional("deductible", Kind::money),
          optional("deductible_share", Kind::rate), defaulted("clause_binds", Kind::flag, "true"),
          rounding_parameter()},
         owed,
         {},
         false,
         nullptr},
        {"agreed_indemnity",
         "indemnity",
         Yields::money,
         {required("agreed", Kind::money), required("loss", Kind::money),
          required("sum_insured", Kind::money), required("value", Kind::money),
          optional("deductible", Kind::money), optional("deductible_share", Kind::rate),
          rounding_parameter()},
         agreed,
         {},
         false,
         nullptr},
    };
}

}  // namespace accord::settlement
