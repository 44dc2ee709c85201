// Somebody is waited for: the clocks that stand still meanwhile, and what the wait did to them.
#include <algorithm>

#include "accord/procedure/term/terms.hpp"

namespace accord::procedure {
namespace {

using calendar::Instant;
using casefile::Reckoning;
using casefile::TermState;
using casefile::Wait;
using casefile::When;

bool stops(const Wait& wait, const std::string& name) {
    return contains(wait.stops, name);
}

/// Not while another wait still stops it.
bool is_stopped_by_other(const casefile::Case& c, const Wait& ended, const std::string& name) {
    return std::any_of(c.waits.begin(), c.waits.end(), [&](const Wait& wait) {
        return wait.number != ended.number && casefile::is_open(wait) && stops(wait, name);
    });
}

/// Of all the waits that kept the clock standing since it stopped, one that restarts it wins.
bool is_restarted(const casefile::Case& c, const TermDefinition& definition,
                  const casefile::Term& term, const std::string& name, const Law& law) {
    return std::any_of(c.waits.begin(), c.waits.end(), [&](const Wait& wait) {
        if (!stops(wait, name)) return false;
        const bool before =
            !casefile::is_open(wait) && is_before(wait.ended, term.paused_since, law);
        const WaitRule* rule = rule_for(definition, term.of, wait);
        return !before && rule != nullptr && rule->effect == WaitEffect::restart;
    });
}

std::int64_t micros_waited(const When& since, const When& until, const calendar::Zone& zone) {
    const auto moment = [&](const When& when) {
        if (const auto* at = std::get_if<Instant>(&when)) return at->micros();
        const auto* day = std::get_if<calendar::Date>(&when);
        return day == nullptr ? std::int64_t{0} : zone.end_of(*day).micros();
    };
    return std::max<std::int64_t>(0, moment(until) - moment(since));
}

struct Waited {
    Reckoning reckoning;
    std::int64_t length = 0;
};

/// The days (hours) in which the clock stood, put on where the term stands.
Waited put_on(const TermDefinition& definition, const casefile::Term& term, const When& until,
              std::string_view reason, WaitEffect effect, const Law& law) {
    calendar::TermRule rule = definition.rule;
    rule.amount = term.amount;
    const calendar::Zone& zone = law.calendars.zone(rule.zone);
    if (rule.unit == calendar::Unit::hour && term.reckoning.due_at) {
        const std::int64_t micros = micros_waited(term.paused_since, until, zone);
        if (micros == 0) return {term.reckoning, 0};
        return {casefile::reckoning_from(calendar::lengthen_hours(rule, due_of(term.reckoning),
                                                                  micros, reason, law.calendars)),
                micros};
    }
    auto since = casefile::day_of(term.paused_since, zone);
    const auto to = casefile::day_of(until, zone);
    if (!since || !to) return {term.reckoning, 0};
    since = std::max(*since, term.reckoning.trigger);
    if (*to <= *since) return {term.reckoning, 0};
    const std::int64_t days = calendar::days_between(rule, *since, *to, law.calendars);
    if (days == 0) return {term.reckoning, 0};
    const auto code = effect == WaitEffect::exclude ? calendar::NotCounted::excluded
                                                    : calendar::NotCounted::paused;
    return {casefile::reckoning_from(calendar::lengthen(
                rule, due_of(term.reckoning), {days, std::string(reason)}, code, law.calendars)),
            days};
}

void resume_term(Draft& draft, const TermName& name, const Wait& wait, const When& occurred) {
    const TermDefinition* definition = draft.law().definition.term(name.id);
    const casefile::Term* term = casefile::find_term(draft.now(), name.id, name.of);
    if (definition == nullptr || term == nullptr || term->state != TermState::paused) return;
    const std::string text = casefile::term_name(name.id, name.of);
    casefile::TermResumed resumed;
    resumed.of = name.of;
    resumed.reason = wait.name;
    resumed.term = name.id;
    if (is_restarted(draft.now(), *definition, *term, text, draft.law())) {
        auto anew = reckon_term(definition->rule, term->base, occurred, draft.law());
        if (!anew) return;
        resumed.reckoning = std::move(*anew);
        resumed.restarted = true;
    } else {
        const WaitRule* rule = rule_for(*definition, name.of, wait);
        const WaitEffect effect = rule == nullptr ? WaitEffect::pause : rule->effect;
        Waited waited = put_on(*definition, *term, occurred, wait.name, effect, draft.law());
        resumed.reckoning = std::move(waited.reckoning);
        resumed.waited = waited.length;
    }
    const Reckoning reckoning = resumed.reckoning;
    draft.add(occurred, std::move(resumed));
    if (is_over(reckoning, definition->rule.zone, draft.at(), draft.law()))
        lapse_term(draft, definition, name, reckoning);
    follow_term(draft, name, occurred);
}

void pause_term(Draft& draft, const TermDefinition& definition, const TermName& name,
                const Wait& wait, const When& occurred) {
    const TermState state = draft.state_of(name.id, name.of);
    if (state == TermState::lapsed) {
        // Learned late: the clock stood still when it seemed to run out.
        const casefile::Term* term = casefile::find_term(draft.base(), name.id, name.of);
        const auto in_time = term == nullptr ? std::nullopt
                                             : is_in_time(term->reckoning, definition.rule.zone,
                                                          occurred, draft.law());
        if (!in_time.value_or(false)) return;
        draft.add(occurred, casefile::LapseWithdrawn{"waited", name.id, name.of});
    } else if (state != TermState::running && state != TermState::paused) {
        return;
    }
    draft.add(occurred, casefile::TermPaused{name.of, name.id, wait.number});
    follow_term(draft, name, occurred);
}

}  // namespace

const WaitRule* rule_for(const TermDefinition& term, std::string_view of, const Wait& wait) {
    if (!wait.term.empty() && (wait.term != term.id || (!wait.of.empty() && wait.of != of)))
        return nullptr;
    // A stay of one stage or track binds its acts; the terms of the case go on.
    if (wait.name == "stay" && !wait.scope.empty() && wait.scope != "case") return nullptr;
    return term.wait(wait.name);
}

void open_wait(Draft& draft, Wait wait, const When& occurred) {
    wait.number = static_cast<std::uint32_t>(draft.now().waits.size() + 1);
    wait.since = occurred;
    draft.add(occurred, casefile::WaitOpened{wait});
    for (const TermName& name : draft.term_names()) {
        const TermDefinition* definition = draft.law().definition.term(name.id);
        if (definition == nullptr) continue;
        const WaitRule* rule = rule_for(*definition, name.of, wait);
        if (rule == nullptr || rule->effect == WaitEffect::none) continue;
        pause_term(draft, *definition, name, wait, occurred);
    }
}

void end_wait(Draft& draft, const Wait& wait, const When& occurred) {
    draft.add(occurred, casefile::WaitEnded{wait.name, wait.number});
    for (const TermName& name : draft.term_names()) {
        const std::string text = casefile::term_name(name.id, name.of);
        if (!stops(wait, text) || is_stopped_by_other(draft.now(), wait, text)) continue;
        resume_term(draft, name, wait, occurred);
    }
}

void pause_if_waiting(Draft& draft, const TermDefinition& term, std::string_view of,
                      const When& occurred) {
    const TermName name{term.id, std::string(of)};
    if (term.waits.empty() || draft.state_of(name.id, name.of) != TermState::running) return;
    const std::string text = casefile::term_name(name.id, name.of);
    const std::vector<Wait> waits = draft.now().waits;
    for (const Wait& wait : waits) {
        if (!casefile::is_open(wait) || stops(wait, text)) continue;
        const WaitRule* rule = rule_for(term, of, wait);
        if (rule == nullptr || rule->effect == WaitEffect::none) continue;
        draft.add(occurred, casefile::TermPaused{name.of, name.id, wait.number});
    }
}

}  // namespace accord::procedure
