// The opening: triage, the case's number, its first stage, and the terms that run from the filing.
#include <algorithm>

#include "accord/base/error.hpp"
#include "accord/procedure/consequences.hpp"
#include "accord/procedure/draft.hpp"
#include "accord/procedure/duties.hpp"
#include "accord/procedure/gates.hpp"
#include "accord/procedure/opening.hpp"
#include "accord/procedure/roles.hpp"
#include "accord/procedure/term/terms.hpp"

namespace accord::procedure {
namespace {

using casefile::When;

/// A case before it exists: the guard of an opening sees the filing and nothing else.
casefile::Case before_filing(const casefile::Filing& filing, const Triage& triage) {
    casefile::Case c;
    c.filing = filing;
    c.facts = filing.facts;
    std::sort(c.facts.begin(), c.facts.end(),
              [](const casefile::Fact& a, const casefile::Fact& b) { return a.name < b.name; });
    c.priority = triage.priority;
    c.routes = triage.routes;
    return c;
}

std::optional<rules::Refusal> refuse_opening(const Context& context, const Action& opening) {
    const RoleDemand demand{opening.by, opening.all_of, false, opening.clause, opening.clause};
    // Filed by the office itself, on behalf of whoever may file.
    if (!context.holders.empty()) {
        if (auto refusal = refuse_role(context, demand)) return refusal;
    }
    if (opening.guard) return refuse_guard(context, *opening.guard, opening.clause);
    return std::nullopt;
}

}  // namespace

Triage triage_of(const casefile::Filing& filing, const Definition& definition) {
    // Hit policy unique: where a row with "*" and a more exact one fit, the more exact one is
    // meant; two that are equally exact do not load.
    const TriageRow* best = nullptr;
    int best_exact = -1;
    for (const TriageRow& row : definition.triage) {
        const bool fits = (row.severity == "*" || row.severity == filing.severity) &&
                          (row.urgency == "*" || row.urgency == filing.urgency);
        const int exact = (row.severity == "*" ? 0 : 1) + (row.urgency == "*" ? 0 : 1);
        if (fits && exact > best_exact) {
            best = &row;
            best_exact = exact;
        }
    }
    if (best == nullptr) return {"unstated", {}};
    return {best->priority, best->routes};
}

When opening_moment(const casefile::Filing& filing, calendar::Instant at, const Law& law) {
    if (const auto* received = std::get_if<calendar::Instant>(&filing.received)) {
        if (*received > at) base::fail_input("received_later", received->text(), "received");
        return *received;
    }
    if (const auto* day = std::get_if<calendar::Date>(&filing.received)) {
        if (*day > local_day(at, law)) base::fail_input("received_later", day->text(), "received");
        return *day;
    }
    return at;
}

Decision from_filing(casefile::Filing filing, const std::vector<std::string>& by,
                     calendar::Instant at, const Law& law) {
    const Definition& definition = law.definition;
    const Action& opening = definition.opening();
    Triage triage = triage_of(filing, definition);
    if (!by.empty() || opening.guard) {
        Command command;
        command.action = opening.id;
        command.by = by;
        const casefile::Case before =
            opening.guard ? before_filing(filing, triage) : casefile::Case{};
        if (auto refusal = refuse_opening(context_of(before, command, at, law), opening))
            return *refusal;
    }
    const When occurred = opening_moment(filing, at, law);
    static const casefile::Case nothing{};
    Draft draft{nothing, at, law, by};
    draft.reserve(4 + definition.terms.size());
    // The facts that start a term are few; the filing itself moves into its event.
    std::vector<casefile::Fact> facts;
    for (const casefile::Fact& fact : filing.facts) {
        const auto anchors = [&](const TermDefinition& term) {
            const std::vector<const Clock*> clocks = leaves(term);
            return term.after_fact == fact.name ||
                   std::any_of(clocks.begin(), clocks.end(), [&](const Clock* clock) {
                       return clock->anchor.after_fact == fact.name;
                   });
        };
        if (std::any_of(definition.terms.begin(), definition.terms.end(), anchors))
            facts.push_back(fact);
    }
    casefile::Filed filed;
    filed.filing = std::move(filing);
    filed.priority = std::move(triage.priority);
    filed.procedure = definition.id;
    filed.procedure_version = definition.version;
    filed.routes = std::move(triage.routes);
    draft.add(occurred, std::move(filed));
    if (!definition.number_rule.empty()) {
        const int year = local_day(at, law).ymd().year;
        draft.add(at, casefile::Numbered{0, definition.number_rule, {}, year});
    }
    Course course{draft, occurred};
    course.open();
    start_terms_after(draft, opening.id, occurred);
    for (const casefile::Fact& fact : facts) start_terms_after_fact(draft, fact, occurred);
    open_tasks(draft, opening.tasks, opening.id, occurred);
    course.rest();
    close_if_ended(draft, course, occurred);
    auto broken = broken_contracts(draft, opening.id);
    if (!broken.empty()) return std::move(broken.front());
    return draft.take();
}

}  // namespace accord::procedure
