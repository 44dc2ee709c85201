// Numbers a definition's actions, terms, duties and guards once, before any case is looked at.
#include "accord/procedure/caseload/plan.hpp"

#include <algorithm>

#include "accord/base/error.hpp"
#include "accord/procedure/draft.hpp"

namespace accord::procedure::caseload {
namespace {

using chart::Index;

std::string place(std::string_view list, std::size_t index) {
    return "/" + std::string(list) + "/" + std::to_string(index);
}

class Planner {
public:
    explicit Planner(std::shared_ptr<const Definition> definition) : d_(*definition) {
        plan_.definition = std::move(definition);
        plan_.texts = std::make_shared<guard::Dictionary>();
    }

    Plan run() {
        if (std::any_of(d_.actions.begin(), d_.actions.end(),
                        [](const Action& action) { return !action.decides.empty(); }))
            base::fail_procedure("not_in_caseload", "decides", "/tables");
        plan_.stages.resize(d_.chart.stages.size());
        for (std::uint32_t i = 0; i < d_.terms.size(); ++i) add_term(i);
        for (std::uint32_t i = 0; i < d_.actions.size(); ++i) add_action(i);
        for (std::uint32_t i = 0; i < d_.obligations.size(); ++i) add_obligation(i);
        for (std::uint32_t i = 0; i < d_.milestones.size(); ++i) add_milestone(i);
        for (std::uint32_t i = 0; i < d_.contracts.size(); ++i) add_contract(i);
        for (Index i = 0; i < plan_.stages.size(); ++i) add_stage(i);
        add_transitions();
        // Programs are all known now, and with them what they read.
        for (const auto& program : plan_.programs) {
            for (const guard::Field& field : program->fields) {
                const bool is_mark = field.kind == guard::FieldKind::done ||
                                     field.kind == guard::FieldKind::milestone;
                if (is_mark) (void)mark(field.key);
            }
        }
        plan_.filed = plan_.mark("done:filed");
        for (ActionIndex i = 0; i < d_.actions.size(); ++i)
            plan_.actions[i].mark = plan_.mark("done:" + d_.actions[i].id);
        for (MilestonePlan& milestone : plan_.milestones) bind_after(milestone);
        return std::move(plan_);
    }

private:
    std::uint32_t mark(const std::string& name) {
        const std::uint32_t known = plan_.mark(name);
        if (known != none) return known;
        plan_.marks.push_back(name);
        return static_cast<std::uint32_t>(plan_.marks.size() - 1);
    }
    std::uint32_t program(const Expression& expression, const std::string& where) {
        auto made = guard::compile(expression, &d_.facts, plan_.texts);
        if (!made->loops.empty()) base::fail_procedure("not_in_caseload", "count", where);
        plan_.programs.push_back(std::move(made));
        return static_cast<std::uint32_t>(plan_.programs.size() - 1);
    }
    std::uint32_t program(const std::optional<Expression>& when, const std::string& where) {
        return when ? program(*when, where) : none;
    }
    ActionIndex action_of(const std::string& id) const {
        const Action* found = d_.action(id);
        return found == nullptr ? none : static_cast<ActionIndex>(found - d_.actions.data());
    }

    void add_term(std::uint32_t i) {
        const TermDefinition& term = d_.terms[i];
        const std::string where = place("terms", i);
        if (!term.clocks.empty()) base::fail_procedure("not_in_caseload", "clocks", where);
        if (!term.carry_over.empty()) base::fail_procedure("not_in_caseload", "carry_over", where);
        if (!term.after_term.empty()) base::fail_procedure("not_in_caseload", "after_term", where);
        TermPlan made;
        made.when = program(term.when, where + "/when");
        made.ends_with_case = term.ends_with_case;
        made.lapsed = d_.chart.event("lapsed." + term.id);
        made.met = d_.chart.event("met." + term.id);
        if (!term.on_lapse_raise.empty()) made.raises = d_.chart.event(term.on_lapse_raise);
        made.after_fact = term.after_fact;
        plan_.terms.push_back(std::move(made));
        if (term.after_stage.empty()) return;
        plan_.stages[*d_.chart.stage(term.after_stage)].starts.push_back(i);
        plan_.stages_matter = true;
    }

    void add_action(std::uint32_t i) {
        const Action& action = d_.actions[i];
        ActionPlan made;
        made.event = d_.chart.event(action.id);
        made.repeats = action.repeats;
        if (action.starts) plan_.opening = i;
        if (!action.repeats) (void)mark("done:" + action.id);
        made.guard = program(action.guard, place("actions", i) + "/guard");
        for (const EvidenceRequirement& need : action.evidence)
            made.evidence.push_back(need.item.empty() ? "has:kind:" + need.kind
                                                      : "has:" + need.item);
        for (const Move& move : action.moves) {
            made.from_anywhere |= move.from.empty();
            made.has_whens |= move.when.has_value();
            for (const std::string& stage : move.from) made.from.push_back(*d_.chart.stage(stage));
        }
        add_terms_of(action, made);
        plan_.actions.push_back(std::move(made));
    }
    void add_terms_of(const Action& action, ActionPlan& made) {
        for (TermIndex t = 0; t < d_.terms.size(); ++t) {
            const TermDefinition& term = d_.terms[t];
            if (term.id == action.within) made.within = t;
            if (contains(term.met_by, action.id)) made.meets.push_back(t);
            if (contains(term.restarts, action.id)) made.restarts.push_back(t);
            if (contains(term.after, action.id) && term.after_service_on.empty())
                made.starts.push_back(t);
        }
        for (const std::string& recipient : action.serve) {
            for (TermIndex t = 0; t < d_.terms.size(); ++t) {
                const TermDefinition& term = d_.terms[t];
                if (!term.after_service_on.empty() && contains(term.after, action.id) &&
                    is_of_role(recipient, term.after_service_on)) {
                    made.serves.push_back(t);
                    name_recipient(t, recipient);
                }
            }
        }
    }

    /// One party is in each role, so one recipient has the term.
    void name_recipient(TermIndex t, const std::string& recipient) {
        if (d_.terms[t].service != ServiceAnchor::each) return;
        std::string& of = plan_.terms[t].of;
        if (!of.empty() && of != recipient)
            base::fail_procedure("not_in_caseload", recipient, place("terms", t));
        of = recipient;
    }

    void add_obligation(std::uint32_t i) {
        constexpr std::string_view of_stage = "stage:";
        const Obligation& obligation = d_.obligations[i];
        ObligationPlan made;
        made.mark = mark("owed:" + obligation.id);
        for (const std::string& blocked : obligation.blocks) {
            if (blocked.starts_with(of_stage)) {
                made.stages.push_back(*d_.chart.stage(blocked.substr(of_stage.size())));
                continue;
            }
            const ActionIndex action = action_of(blocked);
            if (action != none) plan_.actions[action].blocked_by.push_back(i);
        }
        for (const std::string& name : obligation.after) {
            const ActionIndex action = action_of(name);
            if (action != none) plan_.actions[action].owed.push_back(i);
        }
        for (const std::string& name : obligation.met_by) {
            const ActionIndex action = action_of(name);
            if (action == none) continue;
            plan_.actions[action].pays.push_back(i);
            made.pays.push_back(action);
        }
        plan_.obligations.push_back(std::move(made));
    }

    void add_milestone(std::uint32_t i) {
        const Milestone& milestone = d_.milestones[i];
        MilestonePlan made;
        made.mark = mark("milestone:" + milestone.id);
        for (const std::string& action : milestone.after) (void)mark("done:" + action);
        made.has_after = !milestone.after.empty();
        made.when = program(milestone.when, place("milestones", i) + "/when");
        made.reached = d_.chart.event("reached." + milestone.id);
        plan_.milestones.push_back(std::move(made));
    }
    void bind_after(MilestonePlan& milestone) const {
        const auto at = static_cast<std::size_t>(&milestone - plan_.milestones.data());
        for (const std::string& action : d_.milestones[at].after)
            milestone.after.push_back(plan_.mark("done:" + action));
    }

    void add_contract(std::uint32_t i) {
        const Contract& contract = d_.contracts[i];
        ContractPlan made;
        made.holds = program(contract.holds, place("contracts", i) + "/holds");
        made.is_general = contract.action.empty() && contract.stage.empty();
        if (!contract.action.empty()) made.action = action_of(contract.action);
        if (!contract.stage.empty()) {
            made.stage = *d_.chart.stage(contract.stage);
            plan_.stages_count = true;
        }
        plan_.contracts.push_back(made);
    }

    void add_stage(Index i) {
        const Stage& stage = d_.stages[d_.chart.stages[i].definition];
        if (stage.milestone.empty()) return;
        plan_.stages[i].milestone = mark("milestone:" + stage.milestone);
        plan_.stages[i].reached = d_.chart.event("reached." + stage.milestone);
        plan_.stages_matter = true;
    }

    void add_transitions() {
        const auto& transitions = d_.chart.transitions;
        for (std::uint32_t t = 0; t < transitions.size(); ++t) {
            const chart::Transition& transition = transitions[t];
            const std::uint32_t owner = transition.owner_index;
            std::uint32_t when = none;
            if (transition.owner == chart::Owner::action) {
                when = program(d_.actions[owner].moves[transition.move].when,
                               d_.actions[owner].moves[transition.move].where + "/when");
                if (when != none) plan_.actions[owner].whens.push_back(t);
            } else if (transition.owner == chart::Owner::reaction) {
                when = program(d_.reactions[owner].move.when,
                               d_.reactions[owner].move.where + "/when");
            }
            plan_.when.push_back(when);
        }
    }

    const Definition& d_;
    Plan plan_;
};

}  // namespace

std::uint32_t Plan::mark(std::string_view name) const noexcept {
    const auto found = std::find(marks.begin(), marks.end(), name);
    return found == marks.end() ? none : static_cast<std::uint32_t>(found - marks.begin());
}

Plan plan_of(std::shared_ptr<const Definition> definition) {
    return Planner{std::move(definition)}.run();
}

}  // namespace accord::procedure::caseload
