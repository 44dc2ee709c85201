// Starts, meets and moves terms, writing each reckoning into its event.
#include "accord/procedure/terms.hpp"

#include "accord/base/check.hpp"
#include "accord/procedure/consequences.hpp"

namespace accord::procedure {
namespace {

using calendar::Date;
using calendar::Instant;
using casefile::Reckoning;
using casefile::TermState;
using casefile::When;

/// The act that would have met the term, if one is on the record: when it happened.
std::optional<casefile::Act> act_in_time(const Draft& draft, const TermDefinition& term,
                                         const Reckoning& reckoning) {
    for (const casefile::Act& act : draft.base().acts) {
        if (!contains(term.met_by, act.action)) continue;
        const auto in_time = is_in_time(reckoning, term.rule.zone, act.occurred, draft.law());
        if (in_time.value_or(false)) return act;
    }
    return std::nullopt;
}

void withdraw_lapse(Draft& draft, const std::string& term, std::string_view reason,
                    const When& occurred) {
    draft.add(occurred, casefile::LapseWithdrawn{std::string(reason), term});
}

}  // namespace

std::optional<Reckoning> reckon_term(const TermDefinition& term, std::int64_t amount,
                                     const When& trigger, const Law& law) {
    calendar::TermRule rule = term.rule;
    rule.amount = amount;
    if (const auto* at = std::get_if<Instant>(&trigger)) {
        return casefile::reckoning_from(calendar::reckon(rule, *at, law.calendars));
    }
    const auto* day = std::get_if<Date>(&trigger);
    if (day == nullptr) return std::nullopt;
    if (rule.unit == calendar::Unit::hour) {
        const Instant end = law.calendars.zone(rule.zone).end_of(*day);
        return casefile::reckoning_from(calendar::reckon(rule, end, law.calendars));
    }
    return casefile::reckoning_from(calendar::reckon(rule, *day, law.calendars));
}

bool is_over(const Reckoning& reckoning, std::string_view zone, Instant at, const Law& law) {
    if (reckoning.due_at) return *reckoning.due_at < at;
    return reckoning.due < law.calendars.zone(zone).date_of(at);
}

std::optional<bool> is_in_time(const Reckoning& reckoning, std::string_view zone, const When& when,
                               const Law& law) {
    if (const auto* at = std::get_if<Instant>(&when)) return !is_over(reckoning, zone, *at, law);
    if (const auto* day = std::get_if<Date>(&when)) return *day <= reckoning.due;
    return std::nullopt;
}

Instant end_of_term(const Reckoning& reckoning, std::string_view zone, const Law& law) {
    if (reckoning.due_at) return *reckoning.due_at;
    return law.calendars.zone(zone).end_of(reckoning.due);
}

const std::string& zone_of(std::string_view id, const Law& law) {
    const TermDefinition* term = law.definition.term(id);
    return term == nullptr ? law.definition.zone : term->rule.zone;
}

bool is_triggered_by(const TermDefinition& term, std::string_view action) {
    return contains(term.after, action) && term.after_service_on.empty();
}

void start_term(Draft& draft, const TermDefinition& term, const When& trigger,
                const When& occurred) {
    if (term.when) {
        const Scope scope{draft.now(), draft.at(), draft.today()};
        const rules::Value holds = evaluate(*term.when, scope);
        if (const bool* known = std::get_if<bool>(&holds); known == nullptr || !*known) return;
    }
    When begin = trigger;
    if (const auto* day = std::get_if<Date>(&trigger);
        day != nullptr && term.rule.unit == calendar::Unit::hour && *day == draft.today()) {
        begin = draft.at();
    }
    auto reckoning = reckon_term(term, term.rule.amount, begin, draft.law());
    if (!reckoning) return;
    const TermState state = draft.state_of(term.id);
    const bool runs = state == TermState::running || state == TermState::paused;
    if (const casefile::Term* before = casefile::find_term(draft.base(), term.id)) {
        const Date known = before->reckoning.trigger;
        if (reckoning->trigger < known) {
            move_term(draft, term, std::move(*reckoning), "learned_late", occurred);
            return;
        }
        if (reckoning->trigger == known) return;
    }
    if (runs) return;
    casefile::TermStarted started;
    started.amount = term.rule.amount;
    if (!term.clause.id.empty()) started.clauses.push_back(term.clause);
    started.nature = term.nature;
    started.reckoning = std::move(*reckoning);
    started.term = term.id;
    draft.add(occurred, std::move(started));
}

void start_terms_after(Draft& draft, std::string_view action, const When& occurred) {
    for (const TermDefinition& term : draft.law().definition.terms) {
        if (is_triggered_by(term, action)) start_term(draft, term, occurred, occurred);
    }
}

void start_terms_after_service(Draft& draft, std::string_view action, std::string_view recipient,
                               const When& served) {
    for (const TermDefinition& term : draft.law().definition.terms) {
        if (contains(term.after, action) && term.after_service_on == recipient) {
            start_term(draft, term, served, served);
        }
    }
}

void start_terms_after_fact(Draft& draft, const casefile::Fact& fact, const When& occurred) {
    const auto* day = std::get_if<Date>(&fact.value);
    const auto* at = std::get_if<Instant>(&fact.value);
    if (day == nullptr && at == nullptr) return;
    const When trigger = day != nullptr ? When{*day} : When{*at};
    for (const TermDefinition& term : draft.law().definition.terms) {
        if (term.after_fact == fact.name) start_term(draft, term, trigger, occurred);
    }
}

void meet_terms(Draft& draft, std::string_view action, const When& occurred) {
    for (const std::string& id : draft.term_ids()) {
        const TermDefinition* definition = draft.law().definition.term(id);
        if (definition == nullptr || !contains(definition->met_by, action)) continue;
        const casefile::Term* term = casefile::find_term(draft.base(), id);
        if (term == nullptr) continue;
        const TermState state = draft.state_of(id);
        const auto in_time =
            is_in_time(term->reckoning, definition->rule.zone, occurred, draft.law());
        if (state == TermState::lapsed && in_time.value_or(false)) {
            withdraw_lapse(draft, id, "met_in_time", occurred);
        } else if (state != TermState::running && state != TermState::paused) {
            continue;
        } else if (!in_time.value_or(true)) {
            lapse_term(draft, definition, id, term->reckoning);
            continue;
        }
        draft.add(occurred, casefile::TermMet{std::string(action), false, id, occurred});
    }
}

void move_term(Draft& draft, const TermDefinition& definition, Reckoning reckoning,
               std::string_view reason, const When& occurred) {
    const casefile::Term* term = casefile::find_term(draft.base(), definition.id);
    ACCORD_CHECK(term != nullptr);
    const Law& law = draft.law();
    const std::string& zone = definition.rule.zone;
    const bool over = is_over(reckoning, zone, draft.at(), law);
    draft.add(occurred, casefile::TermMoved{std::string(reason), reckoning, definition.id});
    const TermState state = term->state;
    if (state == TermState::running && over) {
        lapse_term(draft, &definition, definition.id, reckoning);
    } else if (state == TermState::met) {
        const auto in_time = is_in_time(reckoning, zone, term->met_on, law);
        if (!in_time.value_or(true)) lapse_term(draft, &definition, definition.id, reckoning);
    } else if (state == TermState::lapsed) {
        const auto act = act_in_time(draft, definition, reckoning);
        if (over && !act) return;
        withdraw_lapse(draft, definition.id, reason, occurred);
        if (act)
            draft.add(act->occurred,
                      casefile::TermMet{act->action, false, definition.id, act->occurred});
    }
}

}  // namespace accord::procedure
