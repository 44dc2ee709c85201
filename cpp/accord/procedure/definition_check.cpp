// Checks a definition as a whole: every name resolves, every stage is reached and can be left.
#include "accord/procedure/definition_check.hpp"

#include <algorithm>
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
    std::string at;

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
        if (!guard) return;
        Names names{d.facts, {}};
        for (const TermDefinition& term : d.terms) names.terms.push_back(term.id);
        const std::string where = at + "/" + std::string(member);
        const std::string_view type = check_types(*guard, names, where);
        if (type != "bool")
            base::fail_procedure("type_mismatch", std::string(type) + ",bool", where);
    }
    [[noreturn]] void fail(std::string code, const std::string& name,
                           std::string_view member) const {
        base::fail_procedure(std::move(code), name, at + "/" + std::string(member));
    }
};

void check_action(const Definition& d, std::size_t index) {
    const Action& action = d.actions[index];
    const Checker check{d, place("actions", index)};
    if (is_reserved(action.id)) check.fail("reserved_name", action.id, "id");
    for (const std::string& stage : action.from) check.stage(stage, "from");
    check.stage(action.to, action.starts ? "start" : "to");
    check.roles(action.by, "by");
    check.roles(action.serve, "serve");
    check.guard(action.guard, "guard");
    if (!action.within.empty() && d.term(action.within) == nullptr) {
        check.fail("unknown_term", action.within, "within");
    }
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

void check_term(const Definition& d, std::size_t index) {
    const TermDefinition& term = d.terms[index];
    const Checker check{d, place("terms", index)};
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

bool is_left_by(const Action& action, const Stage& stage) {
    if (action.starts || action.to.empty() || action.to == stage.id) return false;
    if (action.from.empty()) return !stage.is_final;
    return std::find(action.from.begin(), action.from.end(), stage.id) != action.from.end();
}

std::set<std::string> reached_stages(const Definition& d) {
    std::set<std::string> reached{d.opening().to};
    for (const TermDefinition& term : d.terms) {
        if (!term.on_lapse_stage.empty()) reached.insert(term.on_lapse_stage);
    }
    for (std::size_t before = 0; before != reached.size();) {
        before = reached.size();
        for (const Action& action : d.actions) {
            for (const Stage& stage : d.stages) {
                if (reached.contains(stage.id) && is_left_by(action, stage))
                    reached.insert(action.to);
            }
        }
    }
    return reached;
}

void check_stages(const Definition& d) {
    const std::set<std::string> reached = reached_stages(d);
    const bool lapse_leaves =
        std::any_of(d.terms.begin(), d.terms.end(),
                    [](const TermDefinition& term) { return !term.on_lapse_stage.empty(); });
    for (std::size_t i = 0; i < d.stages.size(); ++i) {
        const Stage& stage = d.stages[i];
        if (!reached.contains(stage.id)) {
            base::fail_procedure("unreachable_stage", stage.id, place("stages", i));
        }
        const auto leaves = [&](const Action& action) { return is_left_by(action, stage); };
        if (!stage.is_final && !lapse_leaves &&
            std::none_of(d.actions.begin(), d.actions.end(), leaves)) {
            base::fail_procedure("dead_stage", stage.id, place("stages", i));
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
    check_unique(d.terms, "terms");
    check_opening(d);
    for (std::size_t i = 0; i < d.actions.size(); ++i) check_action(d, i);
    for (std::size_t i = 0; i < d.terms.size(); ++i) check_term(d, i);
    check_stages(d);
    check_triage(d);
}

}  // namespace accord::procedure
