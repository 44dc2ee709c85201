// The gates in their order; the first that does not open answers.
#include "accord/procedure/gates.hpp"

#include <algorithm>

#include "accord/procedure/roles.hpp"
#include "accord/procedure/term/terms.hpp"

namespace accord::procedure {
namespace {

using rules::Refusal;

std::optional<Refusal> refuse_stage(const Context& context, const Action& action) {
    const casefile::Case& c = context.c;
    // After the end only what names the final stage may still be done (a confirmation, a review).
    const bool named = contains(action.from, c.stage);
    if (!action.starts && (named || (action.from.empty() && !c.is_final))) return std::nullopt;
    Refusal refusal = refuse("wrong_stage", action.id, action.clause);
    refusal.details = {{"stage", c.stage}};
    for (const std::string& stage : action.from) refusal.missing.push_back("stage:" + stage);
    return refusal;
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
        const auto& clauses = refusal.clauses;
        const bool named = std::find(clauses.begin(), clauses.end(), clause) != clauses.end();
        if (!clause.id.empty() && !named) refusal.clauses.push_back(clause);
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
    const Scope scope{context.c, context.at, context.today};
    const std::vector<Failed> failed = failed_conjuncts(guard, scope);
    if (failed.empty()) return std::nullopt;
    Refusal refusal = refuse("guard", context.command.action);
    for (const Failed& conjunct : failed) {
        const base::Clause& own = conjunct.conjunct->clause;
        const base::Clause& clause = own.id.empty() ? otherwise : own;
        const auto& clauses = refusal.clauses;
        const bool named = std::find(clauses.begin(), clauses.end(), clause) != clauses.end();
        if (!clause.id.empty() && !named) refusal.clauses.push_back(clause);
        if (conjunct.unknown.empty()) continue;
        std::string missing = missing_from(conjunct.unknown);
        if (!contains(refusal.missing, missing)) refusal.missing.push_back(std::move(missing));
    }
    refusal.earliest = holds_from(guard, scope);
    return refusal;
}

std::optional<Refusal> refuse_action(const Context& context, const Action& action) {
    const RoleDemand demand{action.by, action.all_of, action.special_authority, action.clause,
                            action.authority_clause};
    if (auto refusal = refuse_stage(context, action)) return refusal;
    if (auto refusal = refuse_role(context, demand)) return refusal;
    if (auto refusal = refuse_authority(context, demand)) return refusal;
    if (auto refusal = refuse_evidence(context, action)) return refusal;
    if (action.guard) {
        if (auto refusal = refuse_guard(context, *action.guard, action.clause)) return refusal;
    }
    return refuse_within(context, action);
}

}  // namespace accord::procedure
