// Reads obligations off the acts, and asks the contracts of what a draft has done.
#include "accord/procedure/duties.hpp"

#include <algorithm>

#include "accord/procedure/gates.hpp"

namespace accord::procedure {
namespace {

constexpr std::string_view stage_prefix = "stage:";

/// Owed: the last act that calls for it has no answer after it.
bool is_pending(const Obligation& obligation, const Draft& draft) {
    bool pending = false;
    const auto hear = [&](const std::string& action) {
        if (contains(obligation.met_by, action)) pending = false;
        if (contains(obligation.after, action)) pending = true;
    };
    for (const casefile::Act& act : draft.base().acts) hear(act.action);
    for (const Happening& happening : draft.happenings()) {
        if (const auto* acted = std::get_if<casefile::Acted>(&happening.body)) hear(acted->action);
    }
    return pending;
}

bool is_concerned(const Contract& contract, const Draft& draft) {
    if (contract.action.empty() && contract.stage.empty()) return true;
    return std::any_of(
        draft.happenings().begin(), draft.happenings().end(), [&](const Happening& happening) {
            if (const auto* acted = std::get_if<casefile::Acted>(&happening.body))
                return acted->action == contract.action;
            if (const auto* entered = std::get_if<casefile::StageEntered>(&happening.body))
                return entered->stage == contract.stage ||
                       contains(entered->entered, contract.stage);
            return false;
        });
}

/// What always must hold and was broken before (by a recorded fact) does not stop the case for
/// ever.
bool was_broken(const Contract& contract, const Draft& draft) {
    if (!contract.action.empty() || !contract.stage.empty() || draft.base().version == 0)
        return false;
    return !holds(contract.holds, scope_of(draft.base(), draft.at(), draft.law()));
}

}  // namespace

bool is_reached(const Draft& draft, std::string_view milestone) {
    if (casefile::find_milestone(draft.base(), milestone) != nullptr) return true;
    const Happenings& all = draft.happenings();
    return std::any_of(all.begin(), all.end(), [&](const Happening& happening) {
        const auto* reached = std::get_if<casefile::MilestoneReached>(&happening.body);
        return reached != nullptr && reached->milestone == milestone;
    });
}

bool is_done(const Draft& draft, const std::vector<std::string>& actions) {
    const auto& acts = draft.base().acts;
    const Happenings& all = draft.happenings();
    return std::any_of(acts.begin(), acts.end(),
                       [&](const casefile::Act& act) { return contains(actions, act.action); }) ||
           std::any_of(all.begin(), all.end(), [&](const Happening& happening) {
               const auto* acted = std::get_if<casefile::Acted>(&happening.body);
               return acted != nullptr && contains(actions, acted->action);
           });
}

std::optional<rules::Refusal> refuse_obligation(const Context& context, const Action& action,
                                                const Course& course) {
    const Draft before{context.c, context.at, context.law, {}};
    for (const Obligation& obligation : context.law.definition.obligations) {
        const auto is_blocked = [&](const std::string& blocked) {
            if (!blocked.starts_with(stage_prefix)) return blocked == action.id;
            const std::string_view stage = std::string_view(blocked).substr(stage_prefix.size());
            return is_in_stage(context.c.stages, context.law.definition, stage) &&
                   course.would_leave(stage);
        };
        const auto& blocks = obligation.blocks;
        // What meets it is never held back by it.
        if (contains(obligation.met_by, action.id) || !is_pending(obligation, before)) continue;
        if (std::none_of(blocks.begin(), blocks.end(), is_blocked)) continue;
        rules::Refusal refusal = refuse("obligation_pending", action.id, obligation.clause);
        refusal.details = {{"obligation", obligation.id}, {"of", obligation.of}};
        for (const std::string& way : obligation.met_by) refusal.missing.push_back("action:" + way);
        return refusal;
    }
    return std::nullopt;
}

bool is_held_back(const Draft& draft, const chart::Transition& transition) {
    const Definition& definition = draft.law().definition;
    return std::any_of(
        definition.obligations.begin(), definition.obligations.end(),
        [&](const Obligation& obligation) {
            const auto keeps = [&](const std::string& blocked) {
                if (!blocked.starts_with(stage_prefix)) return false;
                const std::string_view name = std::string_view(blocked).substr(stage_prefix.size());
                const chart::Index* stage = definition.chart.stage(name);
                return stage != nullptr && is_in_stage(draft.stages(), definition, name) &&
                       *stage >= transition.exit_first && *stage < transition.exit_end;
            };
            const auto& blocks = obligation.blocks;
            return std::any_of(blocks.begin(), blocks.end(), keeps) &&
                   is_pending(obligation, draft);
        });
}

std::vector<rules::Refusal> broken_contracts(Draft& draft, std::string_view action) {
    std::vector<rules::Refusal> broken;
    for (const Contract& contract : draft.law().definition.contracts) {
        if (!is_concerned(contract, draft) || was_broken(contract, draft)) continue;
        Command command;
        command.action = action;
        const Context context = context_of(draft.now(), command, draft.at(), draft.law());
        auto refusal = refuse_guard(context, contract.holds, contract.clause);
        if (!refusal) continue;
        refusal->code = "contract";
        refusal->details = {{"contract", contract.id}};
        broken.push_back(std::move(*refusal));
    }
    return broken;
}

void note_broken(Draft& draft, std::string_view authorised_by, std::uint64_t of,
                 const casefile::When& occurred) {
    for (const rules::Refusal& refusal : broken_contracts(draft, {})) {
        casefile::IrregularityNoted noted;
        noted.authorised_by = authorised_by;
        noted.clause =
            refusal.clauses.empty() ? refusal.details.front().second : refusal.clauses.front().id;
        noted.of = of;
        draft.add(occurred, std::move(noted));
    }
}

}  // namespace accord::procedure
