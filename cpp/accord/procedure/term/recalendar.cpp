// A late holiday: the terms of a case that end on another day under a calendar's new edition.
#include <algorithm>

#include "accord/procedure/term/terms.hpp"

namespace accord::procedure {
namespace {

using casefile::Reckoning;
using casefile::TermState;

/// What a reader of the term would see differ; the edition's own name is not such a thing.
bool says_the_same(const Reckoning& a, const Reckoning& b) {
    return a.raw == b.raw && a.due == b.due && a.due_at == b.due_at &&
           a.provisional == b.provisional;
}

void add(std::vector<std::string>& roles, const std::string& role) {
    if (!role.empty() && !contains(roles, role)) roles.push_back(role);
}

}  // namespace

Happenings recalendar(const casefile::Case& c, calendar::Instant at, const Law& law) {
    Draft draft{c, at, law, {}};
    for (const casefile::Term& term : c.terms) {
        // Met, a term is done with; lapsed, it may turn out to run on.
        if (term.state == TermState::met || term.state == TermState::waived || term.source_says)
            continue;
        if (casefile::find_term(c, term.id, term.of) != &term) continue;
        const TermDefinition* definition = law.definition.term(term.id);
        if (definition == nullptr || term.base == 0) continue;
        const casefile::When trigger = trigger_of(term.reckoning);
        auto anew = reckon_anew(*definition, term, trigger, law);
        if (!anew || says_the_same(*anew, term.reckoning)) continue;
        casefile::TermMoved moved;
        moved.of = term.of;
        moved.reason = "calendar";
        if (!term.changes.empty()) {
            const auto first = reckon_first(*definition, term, trigger, law);
            if (first && first->due != term.original) moved.original = first->due;
        }
        moved.reckoning = std::move(*anew);
        move_term(draft, *definition, std::move(moved), at);
    }
    return draft.take();
}

std::vector<std::string> to_tell(const casefile::Case& c, const TermName& term, const Law& law) {
    std::vector<std::string> roles;
    add(roles, term.of);
    if (const TermDefinition* definition = law.definition.term(term.id)) {
        if (term.of.empty()) add(roles, definition->after_service_on);
        for (const Extension& extension : definition->extensions) {
            for (const std::string& role : extension.told) add(roles, role);
        }
        for (const std::string& id : definition->met_by) {
            const Action* action = law.definition.action(id);
            if (action == nullptr) continue;
            for (const std::string& role : action->by) {
                // Of several who hold the role, the term is of one.
                if (term.of.empty() || !is_of_role(term.of, role)) add(roles, role);
            }
        }
    }
    if (!roles.empty()) return roles;
    for (const casefile::Party& party : c.filing.parties) add(roles, party.role);
    return roles;
}

}  // namespace accord::procedure
