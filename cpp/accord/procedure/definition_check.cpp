// Checks a definition's names: each resolves, and each is defined once.
#include "accord/procedure/definition_check.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "accord/base/error.hpp"
#include "accord/procedure/standing.hpp"
#include "accord/procedure/term/check_term.hpp"

namespace accord::procedure {
namespace {

std::string place(std::string_view list, std::size_t index) {
    return "/" + std::string(list) + "/" + std::to_string(index);
}

template <class T>
void check_unique(const std::vector<T>& list, std::string_view name) {
    std::set<std::string> seen;
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (!seen.insert(list[i].id).second)
            base::fail_procedure("duplicate", list[i].id, place(name, i));
    }
}

/// Looks names up in the definition and fails with the pointer of the member that holds them.
struct Checker {
    const Definition& d;
    const Names& names;
    std::string at;

    [[nodiscard]] Checker at_place(std::string where) const { return {d, names, std::move(where)}; }

    void stage(const std::string& id, std::string_view member) const {
        if (!id.empty() && d.stage(id) == nullptr) fail("unknown_stage", id, member);
    }
    void action(const std::string& id, std::string_view member) const {
        if (d.action(id) == nullptr) fail("unknown_action", id, member);
    }
    void roles(const std::vector<std::string>& ids, std::string_view member) const {
        for (const std::string& id : ids) {
            const auto is_it = [&](const Role& role) { return role.id == id; };
            if (std::none_of(d.roles.begin(), d.roles.end(), is_it))
                fail("unknown_role", id, member);
        }
    }
    void guard(const std::optional<Expression>& guard, std::string_view member) const {
        if (guard) condition(*guard, at + "/" + std::string(member));
    }
    void condition(const Expression& condition, const std::string& where) const {
        const std::string_view type = check_types(condition, names, where);
        if (type != "bool")
            base::fail_procedure("type_mismatch", std::string(type) + ",bool", where);
    }
    void term(const std::string& id, std::string_view member) const {
        if (!id.empty() && d.term(id) == nullptr) fail("unknown_term", id, member);
    }
    void role(const std::string& id, std::string_view member) const {
        if (!id.empty()) roles({id}, member);
    }
    [[noreturn]] void fail(std::string code, const std::string& name,
                           std::string_view member) const {
        base::fail_procedure(std::move(code), name, at + "/" + std::string(member));
    }
};

// --- moves, reactions, what is raised ------------------------------------------------------------

/// The engine's own events; nobody raises them by hand.
constexpr std::array own_events{"done.", "lapsed.", "met.", "reached.", "stated."};

bool is_own_event(std::string_view name) {
    return std::any_of(own_events.begin(), own_events.end(),
                       [&](std::string_view prefix) { return name.starts_with(prefix); });
}

void check_raises(const Checker& check, const std::vector<std::string>& names,
                  std::string_view member) {
    for (const std::string& name : names) {
        if (is_own_event(name) || is_standing(name) || check.d.action(name) != nullptr)
            check.fail("reserved_name", name, member);
    }
}

void check_moves(const Checker& check, const std::vector<Move>& moves) {
    for (const Move& move : moves) {
        const Checker here = check.at_place(move.where);
        for (const std::string& stage : move.from) here.stage(stage, "from");
        for (const std::string& stage : move.to) here.stage(stage, "to");
        here.guard(move.when, "when");
    }
}

void check_tasks(const Checker& check, const std::vector<TaskRule>& tasks) {
    for (std::size_t i = 0; i < tasks.size(); ++i) {
        const std::string at = "tasks/" + std::to_string(i);
        check.role(tasks[i].assignee, at + "/assignee");
        check.role(tasks[i].approver, at + "/approver");
        check.roles(tasks[i].joint, at + "/joint");
        check.term(tasks[i].due, at + "/due");
    }
}

/// Every name that something raises.
std::set<std::string, std::less<>> raised_names(const Definition& d) {
    std::set<std::string, std::less<>> names;
    const auto add = [&](const std::vector<std::string>& list) {
        names.insert(list.begin(), list.end());
    };
    for (const Stage& stage : d.stages) {
        add(stage.raises_on_entry);
        add(stage.raises_on_exit);
    }
    for (const Action& action : d.actions) add(action.raises);
    for (const Reaction& reaction : d.reactions) add(reaction.raises);
    for (const TermDefinition& term : d.terms) {
        if (!term.on_lapse_raise.empty()) names.insert(term.on_lapse_raise);
    }
    return names;
}

bool is_milestone(const Definition& d, std::string_view id) {
    return std::any_of(d.milestones.begin(), d.milestones.end(),
                       [&](const Milestone& known) { return known.id == id; }) ||
           std::any_of(d.stages.begin(), d.stages.end(),
                       [&](const Stage& stage) { return stage.milestone == id; });
}

bool is_event(const Definition& d, const std::set<std::string, std::less<>>& raised,
              std::string_view name) {
    const auto after = [&](std::string_view prefix) {
        return name.starts_with(prefix) ? name.substr(prefix.size()) : std::string_view{};
    };
    if (const auto id = after("done."); !id.empty()) return d.stage(id) != nullptr;
    if (const auto id = after("lapsed."); !id.empty()) return d.term(id) != nullptr;
    if (const auto id = after("met."); !id.empty()) return d.term(id) != nullptr;
    if (const auto id = after("reached."); !id.empty()) return is_milestone(d, id);
    if (const auto id = after("stated."); !id.empty()) return true;
    return raised.contains(name) || d.action(name) != nullptr;
}

void check_reactions(const Checker& all) {
    const Definition& d = all.d;
    const auto raised = raised_names(d);
    for (std::size_t i = 0; i < d.reactions.size(); ++i) {
        const Reaction& reaction = d.reactions[i];
        const Checker check = all.at_place(place("reactions", i));
        if (!reaction.on.empty() && !is_event(d, raised, reaction.on))
            check.fail("unknown_event", reaction.on, "on");
        // Nothing would ever stop it.
        if (reaction.on.empty() && !reaction.move.when && reaction.move.to.empty())
            check.fail("no_rest", reaction.id, "when");
        check_moves(check, {reaction.move});
        check_raises(check, reaction.raises, "raises");
        check_tasks(check, reaction.tasks);
    }
}

void check_stage(const Checker& all, std::size_t index) {
    const Definition& d = all.d;
    const Stage& stage = d.stages[index];
    const Checker check = all.at_place(place("stages", index));
    check.stage(stage.initial, "initial");
    check_raises(check, stage.raises_on_entry, "raises_on_entry");
    check_raises(check, stage.raises_on_exit, "raises_on_exit");
}

void check_action(const Checker& all, std::size_t index) {
    const Definition& d = all.d;
    const Action& action = d.actions[index];
    const Checker check = all.at_place(place("actions", index));
    if (is_reserved(action.id)) check.fail("reserved_name", action.id, "id");
    check.stage(action.start, "start");
    check_moves(check, action.moves);
    check_raises(check, action.raises, "raises");
    check_tasks(check, action.tasks);
    for (const std::string& table : action.decides) {
        if (d.table(table) == nullptr) check.fail("unknown_table", table, "decides");
    }
    check.roles(action.by, "by");
    check.roles(action.serve, "serve");
    check.guard(action.guard, "guard");
    check.term(action.within, "within");
    if (action.all_of && action.by.size() < 2) check.fail("all_of_one", action.id, "by");
}

void check_extensions(const TermDefinition& term, const Checker& check) {
    std::int64_t before = term.rule.amount;
    for (std::size_t i = 0; i < term.extensions.size(); ++i) {
        const Extension& extension = term.extensions[i];
        const std::string at = "extensions/" + std::to_string(i);
        if (extension.amount <= before) check.fail("not_ascending", term.id, at + "/amount");
        before = extension.amount;
        check.roles(extension.by, at + "/by");
        check.roles(extension.approved_by, at + "/approved_by");
        check.roles(extension.told, at + "/told");
        check.guard(extension.when, at + "/when");
    }
}

void check_term(const Checker& all, std::size_t index) {
    const Definition& d = all.d;
    const TermDefinition& term = d.terms[index];
    const Checker check = all.at_place(place("terms", index));
    for (const std::string& action : term.met_by) check.action(action, "met_by");
    check_term_parts(d, term, check.at);
    check.guard(term.when, "when");
    check.stage(term.on_lapse_stage, "on_lapse_stage");
    check_extensions(term, check);
    // Silence has no meaning unless a clause gives it one.
    if (!term.on_lapse_stage.empty() && term.clause.id.empty()) {
        check.fail("silence_without_clause", term.id, "on_lapse_stage");
    }
}

void check_opening(const Definition& d) {
    std::size_t openings = 0;
    for (std::size_t i = 0; i < d.actions.size(); ++i) {
        if (!d.actions[i].starts) continue;
        if (++openings == 2)
            base::fail_procedure("two_openings", d.actions[i].id, place("actions", i));
    }
    if (openings == 0) base::fail_procedure("no_opening", d.id, "/actions");
}

// --- milestones, obligations, contracts ----------------------------------------------------------

void check_milestone(const Checker& all, std::size_t index) {
    const Definition& d = all.d;
    const Milestone& milestone = d.milestones[index];
    const Checker check = all.at_place(place("milestones", index));
    for (const std::string& action : milestone.after) check.action(action, "after");
    check.guard(milestone.when, "when");
}

void check_obligation(const Checker& all, std::size_t index) {
    const Definition& d = all.d;
    constexpr std::string_view stage_prefix = "stage:";
    const Obligation& obligation = d.obligations[index];
    const Checker check = all.at_place(place("obligations", index));
    check.role(obligation.of, "of");
    for (const std::string& action : obligation.after) check.action(action, "after");
    for (const std::string& action : obligation.met_by) check.action(action, "met_by");
    for (const std::string& blocked : obligation.blocks) {
        if (blocked.starts_with(stage_prefix)) {
            const std::string stage = blocked.substr(stage_prefix.size());
            if (d.stage(stage) == nullptr) check.fail("unknown_stage", stage, "blocks");
        } else {
            check.action(blocked, "blocks");
        }
    }
}

void check_contract(const Checker& all, std::size_t index) {
    const Definition& d = all.d;
    const Contract& contract = d.contracts[index];
    const Checker check = all.at_place(place("contracts", index));
    if (!contract.action.empty()) check.action(contract.action, "action");
    check.stage(contract.stage, "stage");
    check.condition(contract.holds, check.at + "/holds");
}

void check_tables(const Checker& check) {
    const Definition& d = check.d;
    for (std::size_t i = 0; i < d.tables.size(); ++i) {
        for (std::size_t k = 0; k < d.tables[i].inputs.size(); ++k) {
            const std::string where = place("tables", i) + "/inputs/" + std::to_string(k) + "/name";
            (void)check_types(d.tables[i].inputs[k], check.names, where);
        }
    }
}

/// ("high", "*") and ("*", "urgent") both claim (high, urgent): only a row of its own settles that.
void check_triage(const Definition& d) {
    std::set<std::pair<std::string, std::string>> seen;
    for (std::size_t i = 0; i < d.triage.size(); ++i) {
        const TriageRow& row = d.triage[i];
        if (!seen.insert({row.severity, row.urgency}).second) {
            base::fail_procedure("duplicate", row.severity + "," + row.urgency, place("triage", i));
        }
    }
    for (const TriageRow& by_severity : d.triage) {
        if (by_severity.severity == "*" || by_severity.urgency != "*") continue;
        for (std::size_t i = 0; i < d.triage.size(); ++i) {
            const TriageRow& row = d.triage[i];
            if (row.severity != "*" || row.urgency == "*") continue;
            if (seen.contains({by_severity.severity, row.urgency})) continue;
            base::fail_procedure("overlap", by_severity.severity + "," + row.urgency,
                                 place("triage", i));
        }
    }
}

Names names_of(const Definition& d) {
    Names names{d.facts, {}};
    for (const TermDefinition& term : d.terms) names.terms.push_back(term.id);
    auto& actions = names.actions.emplace();
    for (const Action& action : d.actions) actions.push_back(action.id);
    auto& stages = names.stages.emplace();
    for (const Stage& stage : d.stages) stages.push_back(stage.id);
    auto& milestones = names.milestones.emplace();
    for (const Milestone& milestone : d.milestones) milestones.push_back(milestone.id);
    for (const Stage& stage : d.stages) {
        if (!stage.milestone.empty()) milestones.push_back(stage.milestone);
    }
    return names;
}

/// Numbers count anew each year: without both places two cases would bear the same.
void check_number_rule(std::string_view rule) {
    if (rule.empty()) return;
    constexpr std::size_t bytes_max = 200;
    const bool is_unique =
        rule.find("{year}") != rule.npos &&
        (rule.find("{ordinal}") != rule.npos || rule.find("{ordinal:") != rule.npos);
    const bool has_control = std::any_of(rule.begin(), rule.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x20 || c == '\x7f';
    });
    if (!is_unique || has_control || rule.size() > bytes_max)
        base::fail_procedure("bad_number", std::string(rule.substr(0, bytes_max)), "/number");
}

}  // namespace

void check_definition(const Definition& d) {
    check_number_rule(d.number_rule);
    if (d.version.empty()) base::fail_procedure("missing_member", "version", "/version");
    check_unique(d.roles, "roles");
    check_unique(d.stages, "stages");
    check_unique(d.actions, "actions");
    check_unique(d.reactions, "reactions");
    check_unique(d.terms, "terms");
    check_unique(d.milestones, "milestones");
    check_unique(d.obligations, "obligations");
    check_unique(d.contracts, "contracts");
    check_unique(d.tables, "tables");
    check_opening(d);
    const Names names = names_of(d);
    const Checker all{d, names, ""};
    for (std::size_t i = 0; i < d.stages.size(); ++i) check_stage(all, i);
    for (std::size_t i = 0; i < d.actions.size(); ++i) check_action(all, i);
    check_reactions(all);
    for (std::size_t i = 0; i < d.terms.size(); ++i) check_term(all, i);
    for (std::size_t i = 0; i < d.milestones.size(); ++i) check_milestone(all, i);
    for (std::size_t i = 0; i < d.obligations.size(); ++i) check_obligation(all, i);
    for (std::size_t i = 0; i < d.contracts.size(); ++i) check_contract(all, i);
    check_tables(all);
    check_triage(d);
}

}  // namespace accord::procedure
