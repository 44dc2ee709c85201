// Extends a running term: the new total length counts from the trigger, not from the day of asking.
#include <algorithm>

#include "accord/base/error.hpp"
#include "accord/procedure/gates.hpp"
#include "accord/procedure/roles.hpp"
#include "accord/procedure/term/standing_terms.hpp"
#include "accord/procedure/term/terms.hpp"

namespace accord::procedure {
namespace {

using casefile::TermState;
using rules::Refusal;

const Extension* find_extension(const TermDefinition& term, std::int64_t amount) {
    const auto found = std::find_if(term.extensions.begin(), term.extensions.end(),
                                    [&](const Extension& e) { return e.amount == amount; });
    return found == term.extensions.end() ? nullptr : &*found;
}

Refusal refuse_longer(const Context& context, std::string_view code, const TermDefinition& term,
                      const base::Clause& clause) {
    Refusal refusal = refuse_term(context, code, term, clause);
    refusal.details = {{"term", term.id}, {"to", std::to_string(context.command.extend_to)}};
    return refusal;
}

/// Over, or lapsed: an extension told after the last day extends nothing. A clock that stands still
/// does not run out.
std::optional<Refusal> refuse_late(const Context& context, const TermDefinition& definition,
                                   const casefile::Term& term) {
    const bool over = term.state != TermState::paused &&
                      is_over(term.reckoning, definition.rule.zone, context.at, context.law);
    if (term.state != TermState::lapsed && !over) return std::nullopt;
    Refusal refusal = refuse("extension_late", context.command.action, definition.clause);
    refusal.details = {{"term", definition.id},
                       {"to", std::to_string(context.command.extend_to)},
                       {"due", term.reckoning.due.text()}};
    return refusal;
}

std::optional<Refusal> refuse_approval(const Context& context, const TermDefinition& term,
                                       const Extension& extension) {
    const Command& command = context.command;
    if (!extension.approved_by.empty()) {
        const auto fits = [&](const std::string& role) {
            return !command.approved_by.empty() &&
                   holds(context.law.definition, command.approved_by, role);
        };
        if (std::none_of(extension.approved_by.begin(), extension.approved_by.end(), fits)) {
            Refusal refusal = refuse_longer(context, "approval_missing", term, extension.clause);
            for (const std::string& role : extension.approved_by) {
                refusal.missing.push_back("approval:" + role);
            }
            return refusal;
        }
    }
    Refusal refusal = refuse_longer(context, "told_missing", term, extension.clause);
    for (const std::string& role : extension.told) {
        if (!contains(command.told, role)) refusal.missing.push_back("told:" + role);
    }
    if (refusal.missing.empty()) return std::nullopt;
    return refusal;
}

casefile::Reckoning extended_reckoning(const Context& context, const TermDefinition& definition,
                                       const casefile::Term& term, calendar::ExtendFrom from) {
    calendar::TermRule rule = definition.rule;
    rule.amount = term.amount;
    const std::int64_t more = context.command.extend_to - term.amount;
    return casefile::reckoning_from(
        calendar::extend(rule, due_of(term.reckoning), more, from, context.law.calendars));
}

}  // namespace

std::optional<Refusal> refuse_extension(const Context& context) {
    const TermDefinition& definition = term_meant(context);
    const casefile::Term* term = case_term_meant(context);
    if (term == nullptr) return refuse_longer(context, "not_extendable", definition, {});
    if (auto late = refuse_late(context, definition, *term);
        late && (term->state == TermState::lapsed || term->state == TermState::running)) {
        return late;
    }
    const Extension* extension = find_extension(definition, context.command.extend_to);
    const bool runs = term->state == TermState::running || term->state == TermState::paused;
    if (!runs || extension == nullptr || extension->amount <= term->amount) {
        Refusal refusal = refuse_longer(context, "not_extendable", definition, {});
        for (const Extension& known : definition.extensions) {
            if (known.amount > term->amount) {
                refusal.details.emplace_back("allowed", std::to_string(known.amount));
            }
        }
        return refusal;
    }
    const base::Clause& clause =
        extension->clause.id.empty() ? definition.clause : extension->clause;
    const RoleDemand demand{extension->by, extension->all_of, false, clause, clause};
    if (auto refusal = refuse_role(context, demand)) return refusal;
    if (auto refusal = refuse_authority(context, demand)) return refusal;
    if (extension->when) {
        if (auto refusal = refuse_guard(context, *extension->when, clause)) return refusal;
    }
    return refuse_approval(context, definition, *extension);
}

void extension_consequences(const Context& context, const casefile::When& occurred, Draft& draft) {
    const TermDefinition& definition = term_meant(context);
    const casefile::Term* term = case_term_meant(context);
    if (term == nullptr) base::fail_input("term_not_started", definition.id, "term");
    const Extension* extension = find_extension(definition, context.command.extend_to);
    const auto from = extension == nullptr ? calendar::ExtendFrom::unrolled : extension->from;
    casefile::TermExtended extended;
    extended.amount = context.command.extend_to;
    extended.approved_by = context.command.approved_by;
    if (extension != nullptr && !extension->clause.id.empty())
        extended.clauses.push_back(extension->clause);
    extended.reckoning = extended_reckoning(context, definition, *term, from);
    extended.of = term->of;
    extended.rolled = from == calendar::ExtendFrom::rolled;
    extended.term = definition.id;
    extended.told = context.command.told;
    // Recorded as a fact: told in time it undoes the lapse, told too late it moves nothing.
    const bool lapsed = term->state == TermState::lapsed;
    const auto in_time = is_in_time(term->reckoning, definition.rule.zone, occurred, context.law);
    if (lapsed && in_time.value_or(false)) {
        draft.add(occurred, casefile::LapseWithdrawn{"extended_in_time", definition.id, term->of});
    } else if (lapsed) {
        extended.amount = term->amount;
        extended.reckoning = term->reckoning;
    }
    const casefile::Reckoning reckoning = extended.reckoning;
    const TermName name{definition.id, term->of};
    draft.add(occurred, std::move(extended));
    const bool over = is_over(reckoning, definition.rule.zone, context.at, context.law);
    if (over && draft.state_of(name.id, name.of) == TermState::running)
        lapse_term(draft, &definition, name, reckoning);
    follow_term(draft, name, occurred);
}

}  // namespace accord::procedure
