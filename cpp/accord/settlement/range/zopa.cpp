// Floor and ceiling of a settlement from chance and costs.
#include "accord/settlement/range/zopa.hpp"

#include <string>
#include <utility>

#include "accord/settlement/exact.hpp"

namespace accord::settlement {
namespace {

constexpr const char* rule_id = "range.zopa";

base::Line note(std::string label, const Exact& exact, const Zopa& input) {
    const money::Currency currency = input.award.currency();
    base::Line result = line(std::move(label), rule_id, {exact.round(input.rounding), currency});
    result.inputs = {{"exact", print(exact, currency)}};
    result.role = base::LineRole::note;
    return result;
}

void check(const Zopa& input) {
    require_not_negative(input.award, "award");
    require_currency(input.claimant_cost, input.award.currency());
    require_not_negative(input.claimant_cost, "claimant_cost");
    require_currency(input.respondent_cost, input.award.currency());
    require_not_negative(input.respondent_cost, "respondent_cost");
    require_share(input.chance, "chance");
    if (input.respondent_chance) require_share(*input.respondent_chance, "respondent_chance");
}

}  // namespace

Explained zopa(const Zopa& input) {
    check(input);
    const money::Currency currency = input.award.currency();
    const Exact award{input.award};
    const Exact own{input.claimant_cost};
    const Exact costs = own + Exact{input.respondent_cost};
    const Exact chance{input.chance};
    const Exact other = input.respondent_chance ? Exact{*input.respondent_chance} : chance;

    Exact floor = chance * award - own;
    Exact ceiling = other * award + Exact{input.respondent_cost};
    if (input.costs_rule == CostsRule::loser_pays) {
        floor = chance * award - (Exact{1, 1} - chance) * costs;
        ceiling = other * (award + costs);
    }
    const Exact width = ceiling - floor;
    const money::Money value{width.round(input.rounding), currency};

    base::Line why = line("zone_width", rule_id, value);
    why.inputs = {
        {"award", input.award.text()},
        {"chance", input.chance.text()},
        {"costs_rule", input.costs_rule == CostsRule::loser_pays ? "loser_pays" : "each_own"},
        {"exact", print(width, currency)},
        {"rounding", std::string{money::to_text(input.rounding)}}};
    why.lines.push_back(line("claimant_cost", rule_id, input.claimant_cost));
    why.lines.push_back(line("respondent_cost", rule_id, input.respondent_cost));
    if (input.respondent_chance) {
        why.inputs.emplace_back("respondent_chance", input.respondent_chance->text());
        why.lines.push_back(
            line("chances_apart", rule_id, value - input.claimant_cost - input.respondent_cost));
    }
    why.lines.push_back(note("floor", floor, input));
    why.lines.push_back(note("ceiling", ceiling, input));
    return explained(value, std::move(why));
}

}  // namespace accord::settlement
