// The rules of loss and redress, as data.
#include "accord/settlement/loss/wrong_debit.hpp"
#include "accord/settlement/rule.hpp"

namespace accord::settlement {
namespace {

Result debit(const Arguments& given, const Law&) {
    return wrong_debit(given.money("amount"), given.rate("rate"), given.date("start"),
                       given.date("end"), given.rate("own_fault"), given.rounding());
}

}  // namespace

std::vector<Rule> loss_rules() {
    return {
        {"wrong_debit",
         "loss",
         Yields::money,
         {required("amount", Kind::money), required("rate", Kind::rate),
          required("start", Kind::date), required("end", Kind::date),
          defaulted("own_fault", Kind::rate, "0%"), rounding_parameter()},
         debit,
         {},
         false,
         nullptr},
    };
}

}  // namespace accord::settlement
