// Reads what a definition demands beside single acts: milestones, obligations, contracts; and its
// parameters.
#include "accord/procedure/definition_parts.hpp"

namespace accord::procedure {

Milestone read_milestone(const Reader& at) {
    at.only({"id", "after", "when", "clause"});
    Milestone milestone;
    milestone.id = at.at("id").name();
    milestone.after = at.name_list("after");
    milestone.when = read_guard(at, "when");
    milestone.clause = at.clause_or_empty("clause");
    if (milestone.after.empty() && !milestone.when) at.fail("missing_member", "after");
    return milestone;
}

Obligation read_obligation(const Reader& at) {
    at.only({"id", "of", "after", "met_by", "blocks", "clause"});
    Obligation obligation;
    obligation.id = at.at("id").name();
    obligation.of = at.at("of").name();
    obligation.after = at.name_list("after");
    obligation.met_by = at.name_list("met_by");
    for (const Reader& blocked : at.at("blocks").items()) {
        const std::string text = blocked.text();
        if (!text.starts_with("stage:")) (void)blocked.name();
        obligation.blocks.push_back(text);
    }
    obligation.clause = at.clause_or_empty("clause");
    if (obligation.after.empty()) at.fail("missing_member", "after");
    return obligation;
}

Contract read_contract(const Reader& at) {
    at.only({"id", "action", "stage", "holds", "clause"});
    Contract contract;
    contract.id = at.at("id").name();
    contract.action = at.name_or_empty("action");
    contract.stage = at.name_or_empty("stage");
    const Reader holds = at.at("holds");
    contract.holds = expression_from_json(holds.json(), holds.pointer());
    contract.clause = at.clause_or_empty("clause");
    if (!contract.action.empty() && !contract.stage.empty())
        at.fail("action_or_stage", contract.id);
    return contract;
}

Parameter read_parameter(const Reader& at) {
    at.only({"id", "value", "clause"});
    Parameter parameter;
    parameter.id = at.at("id").name();
    const Reader value = at.at("value");
    if (!value.json().is_object()) (void)value.integer();
    parameter.value = base::canonical_json(value.json());
    parameter.clause = at.at("clause").clause();
    return parameter;
}

}  // namespace accord::procedure
