// The gates in their order; the first that does not open answers.
#include "accord/procedure/gates.hpp"

#include <algorithm>

#include "accord/procedure/consequences.hpp"
#include "accord/procedure/course.hpp"
#include "accord/procedure/decided.hpp"
#include "accord/procedure/duties.hpp"
#include "accord/procedure/roles.hpp"
#include "accord/procedure/term/terms.hpp"

namespace accord::procedure {
namespace {

using rules::Refusal;

template <class T>
void add_once(std::vector<T>& list, const T& item) {
    if (std::find(list.begin(), list.end(), item) == list.end()) list.push_back(item);
}

/// After the end only what names the final stage may still be done (a confirmation, a review).
bool is_active(const Context& context, const Move& move) {
    if (move.from.empty()) return !context.c.is_final;
    return std::any_of(move.from.begin(), move.from.end(), [&](const std::string& stage) {
        return is_in_stage(context.c.stages, context.law.definition, stage);
    });
}

std::optional<Refusal> refuse_stage(const Context& context, const Action& action) {
    const bool is_open = std::any_of(action.moves.begin(), action.moves.end(),
                                     [&](const Move& move) { return is_active(context, move); });
    if (is_open) return std::nullopt;
    Refusal refusal = refuse("wrong_stage", action.id, action.clause);
    refusal.details = {{"stage", context.c.stage}};
    for (const Move& move : action.moves) {
        for (const std::string& stage : move.from) add_once(refusal.missing, "stage:" + stage);
    }
    return refusal;
}

/// A stay of the case binds every act; one of a stage or track those that move within it.
bool binds(const casefile::Wait& wait, const Context& context, const Action& action) {
    if (wait.name != "stay" || !casefile::is_open(wait)) return false;
    if (wait.scope.empty() || wait.scope == "case") return true;
    const auto& chart = context.law.definition.chart;
    return std::any_of(action.moves.begin(), action.moves.end(), [&](const Move& move) {
        return is_active(context, move) &&
               std::any_of(move.from.begin(), move.from.end(), [&](const std::string& stage) {
                   return chart.is_within(stage, wait.scope);
               });
    });
}

std::optional<Refusal> refuse_stayed(const Context& context, const Action& action) {
    if (action.stay_safe) return std::nullopt;
    for (const casefile::Wait& wait : context.c.waits) {
        if (!binds(wait, context, action)) continue;
        Refusal refusal = refuse("stayed", action.id, action.clause);
        refusal.details = {{"since", casefile::print(wait.since)},
                           {"scope", wait.scope.empty() ? "case" : wait.scope}};
        return refusal;
    }
    return std::nullopt;
}

std::optional<Refusal> refuse_again(const Context& context, const Action& action) {
    if (action.repeats) return std::nullopt;
    const auto& acts = context.c.acts;
    const bool is_done = std::any_of(acts.begin(), acts.end(), [&](const casefile::Act& act) {
        return act.action == action.id;
    });
    if (!is_done) return std::nullopt;
    return refuse("already_done", action.id, action.clause);
}

/// Every move that could be made from here is held by its own guard: what failed of each.
Refusal refuse_every_move(const Context& context, const Action& action) {
    Refusal refusal = refuse("guard", action.id);
    for (const Move& move : action.moves) {
        if (!move.when || !is_active(context, move)) continue;
        const base::Clause& clause = move.clause.id.empty() ? action.clause : move.clause;
        const auto one = refuse_guard(context, *move.when, clause);
        if (!one) continue;
        for (const base::Clause& failed : one->clauses) add_once(refusal.clauses, failed);
        for (const std::string& missing : one->missing) add_once(refusal.missing, missing);
        const bool is_sooner =
            one->earliest && (!refusal.earliest || *one->earliest < *refusal.earliest);
        if (is_sooner) refusal.earliest = one->earliest;
    }
    return refusal;
}

/// What only shows once the act's own facts are in: the guards of its moves, and obligations.
std::optional<Refusal> refuse_moves(const Context& context, const Action& action) {
    const Definition& definition = context.law.definition;
    const bool is_guarded = std::any_of(action.moves.begin(), action.moves.end(),
                                        [](const Move& move) { return move.when.has_value(); });
    if (!is_guarded && definition.obligations.empty() && action.decides.empty())
        return std::nullopt;
    Draft probe{context.c, context.at, context.law, context.holders};
    add_act(context, action, context.at, probe);
    if (auto refusal = decide_tables(context, action, context.at, probe)) return refusal;
    Course course{probe, context.at};
    course.choose(action);
    if (is_guarded && !course.has_chosen()) {
        const Context after{probe.now(),   context.command, context.at,
                            context.today, context.law,     context.holders};
        return refuse_every_move(after, action);
    }
    return refuse_obligation(context, action, course);
}

bool is_in_file(const Context& context, const EvidenceRequirement& requirement) {
    const auto fits = [&](const casefile::Evidence& item) {
        return requirement.item.empty() ? item.kind == requirement.kind
                                        : item.item == requirement.item;
    };
    if (context.command.evidence && fits(*context.command.evidence)) return true;
    return std::any_of(context.c.evidence.begin(), context.c.evidence.end(), fits);
}

std::optional<Refusal> refuse_evidence(const Context& context, const Action& action) {
    Refusal refusal = refuse("evidence_missing", action.id);
    for (const EvidenceRequirement& requirement : action.evidence) {
        if (is_in_file(context, requirement)) continue;
        refusal.missing.push_back(requirement.item.empty() ? "evidence_kind:" + requirement.kind
                                                           : "evidence:" + requirement.item);
        const base::Clause& clause =
            requirement.clause.id.empty() ? action.clause : requirement.clause;
        if (!clause.id.empty()) add_once(refusal.clauses, clause);
    }
    if (refusal.missing.empty()) return std::nullopt;
    return refusal;
}

/// Of several recipients' terms the one of him who acts.
const casefile::Term* term_of_holder(const Context& context, std::string_view id) {
    for (const std::string& holder : context.holders) {
        const std::string_view who = std::string_view(holder).substr(0, holder.find(':'));
        if (const casefile::Term* own = casefile::find_term(context.c, id, who)) return own;
    }
    return casefile::find_term(context.c, id);
}

std::optional<Refusal> refuse_within(const Context& context, const Action& action) {
    if (action.within.empty()) return std::nullopt;
    const casefile::Term* term = term_of_holder(context, action.within);
    if (term == nullptr) return std::nullopt;
    const std::string& zone = zone_of(action.within, context.law);
    const bool runs = term->state == casefile::TermState::running;
    const bool lapsed = term->state == casefile::TermState::lapsed;
    if (!lapsed && !(runs && is_over(term->reckoning, zone, context.at, context.law)))
        return std::nullopt;
    const TermDefinition* definition = context.law.definition.term(action.within);
    const bool has_clause = definition != nullptr && !definition->clause.id.empty();
    Refusal refusal =
        refuse("term_lapsed", action.id, has_clause ? definition->clause : action.clause);
    refusal.details = {{"term", action.within}, {"due", term->reckoning.due.text()}};
    return refusal;
}

}  // namespace

std::optional<Refusal> refuse_order(const Context& context) {
    if (context.at < context.c.last_at) {
        Refusal refusal = refuse("out_of_order", context.command.action);
        refusal.details = {{"last", context.c.last_at.text()}};
        return refusal;
    }
    const auto& expected = context.command.expected_version;
    if (expected && *expected != context.c.version) {
        Refusal refusal = refuse("stale", context.command.action);
        refusal.details = {{"expected", std::to_string(*expected)},
                           {"version", std::to_string(context.c.version)}};
        return refusal;
    }
    return std::nullopt;
}

std::optional<Refusal> refuse_guard(const Context& context, const Expression& guard,
                                    const base::Clause& otherwise) {
    const Scope scope = scope_of(context.c, context.at, context.law);
    const std::vector<Failed> failed = failed_conjuncts(guard, scope);
    if (failed.empty()) return std::nullopt;
    Refusal refusal = refuse("guard", context.command.action);
    for (const Failed& conjunct : failed) {
        const base::Clause& own = conjunct.conjunct->clause;
        const base::Clause& clause = own.id.empty() ? otherwise : own;
        if (!clause.id.empty()) add_once(refusal.clauses, clause);
        if (conjunct.unknown.empty()) continue;
        add_once(refusal.missing, missing_from(conjunct.unknown));
    }
    refusal.earliest = holds_from(guard, scope);
    return refusal;
}

std::optional<Refusal> refuse_action(const Context& context, const Action& action) {
    const RoleDemand demand{action.by, action.all_of, action.special_authority, action.clause,
                            action.authority_clause};
    if (auto refusal = refuse_stage(context, action)) return refusal;
    if (auto refusal = refuse_stayed(context, action)) return refusal;
    if (auto refusal = refuse_role(context, demand)) return refusal;
    if (auto refusal = refuse_authority(context, demand)) return refusal;
    if (auto refusal = refuse_again(context, action)) return refusal;
    if (auto refusal = refuse_evidence(context, action)) return refusal;
    if (action.guard) {
        if (auto refusal = refuse_guard(context, *action.guard, action.clause)) return refusal;
    }
    if (auto refusal = refuse_within(context, action)) return refusal;
    return refuse_moves(context, action);
}

}  // namespace accord::procedure
