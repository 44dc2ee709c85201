// The table of rules, area by area, and the one place where a refusal becomes a value.
#include "accord/settlement/rule.hpp"

#include <iterator>

#include "accord/base/error.hpp"

namespace accord::settlement {

const std::vector<Rule>& all_rules() {
    static const std::vector<Rule> rules = [] {
        std::vector<Rule> all;
        for (const auto area :
             {interest_rules, interest_abroad_rules, fee_rules, loan_rules, loss_rules,
              loss_redress_rules, indemnity_rules, guarantee_rules, apportion_rules, range_rules}) {
            std::vector<Rule> some = area();
            std::move(some.begin(), some.end(), std::back_inserter(all));
        }
        return all;
    }();
    return rules;
}

const Rule& find_rule(std::string_view name) {
    for (const Rule& rule : all_rules()) {
        if (rule.name == name) return rule;
    }
    base::fail_input("unknown_rule", std::string{name});
}

Result reckon(const Rule& rule, const Arguments& arguments, const Law& law) {
    try {
        Result result = rule.reckon(arguments, law);
        std::visit(
            [&](auto& answer) {
                if constexpr (requires { answer.used; }) answer.used = law.used();
            },
            result);
        return result;
    } catch (const Refused& refused) {
        rules::Refusal refusal = refused.refusal;
        if (refusal.action.empty()) refusal.action = rule.name;
        return refusal;
    }
}

}  // namespace accord::settlement
