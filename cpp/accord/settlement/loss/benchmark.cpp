// The benchmark's fair value beside the actual one.
#include "accord/settlement/loss/benchmark.hpp"

#include <utility>

#include "accord/base/error.hpp"
#include "accord/settlement/exact.hpp"

namespace accord::settlement {
namespace {

using money::Money;

/// One plus a growth, which loses no more than all.
Exact grown(const money::Rate& growth, const char* name) {
    const Exact factor = Exact{1, 1} + Exact{growth};
    if (growth.per() != money::Per::none || factor < Exact{}) {
        base::fail_input("rate_unit", growth.text(), name);
    }
    return factor;
}

}  // namespace

Explained benchmark_redress(const BenchmarkRedress& input, const Law& law) {
    const money::Currency currency = input.capital.currency();
    require_not_negative(input.capital, "capital");
    require_currency(input.actual_value, currency);
    require_not_negative(input.actual_value, "actual_value");
    const Exact index = grown(input.index_growth, "index_growth");
    const Exact bond = grown(input.bond_growth, "bond_growth");
    const rules::Parameter& rule = law.parameter("uk.fos.benchmark_index_share", input.on);
    const money::Rate rate = money::Rate::parse(rule.value);
    require_share(rate, "uk.fos.benchmark_index_share");
    const Exact share{rate};
    const Exact exact = Exact{input.capital} * (share * index + (Exact{1, 1} - share) * bond);
    const Money fair{exact.round(input.rounding), currency};
    const bool lost = money::less(input.actual_value, fair);
    const Money value{lost ? (fair - input.actual_value).minor() : 0, currency};

    base::Line why = line("benchmark_loss", "uk.benchmark", value);
    why.clauses = {rule.clause};
    why.source = rule.source;
    why.inputs = {{"capital", input.capital.text()},
                  {"share", rule.value},
                  {"index_growth", input.index_growth.text()},
                  {"bond_growth", input.bond_growth.text()},
                  {"exact", print(exact, currency)},
                  {"rounding", std::string{money::to_text(input.rounding)}}};
    why.lines = {line("fair_value", "uk.benchmark", fair),
                 line("actual_value", "uk.benchmark", -input.actual_value)};
    if (!lost) {  // no loss: the two values stand beside, they do not add up to nothing
        for (base::Line& part : why.lines) part.role = base::LineRole::note;
    }
    return explained(value, std::move(why));
}

}  // namespace accord::settlement
