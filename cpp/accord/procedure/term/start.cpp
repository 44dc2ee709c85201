// What starts terms: an act, its service on one or several, a fact, a stage, another term's end.
#include <algorithm>

#include "accord/procedure/term/terms.hpp"

namespace accord::procedure {
namespace {

using calendar::Date;
using casefile::Reckoning;
using casefile::TermState;
using casefile::When;

bool applies(Draft& draft, const TermDefinition& term) {
    if (!term.when) return true;
    const rules::Value holds = evaluate(*term.when, draft.scope());
    const bool* known = std::get_if<bool>(&holds);
    return known != nullptr && *known;
}

/// Begins each term, or clock of a term, whose anchor fits.
template <class Fits, class Begin>
void for_anchors(const Definition& definition, Fits fits, Begin begin) {
    for (const TermDefinition& term : definition.terms) {
        if (term.clocks.empty()) {
            if (fits(static_cast<const Anchor&>(term))) begin(term, -1, term);
            continue;
        }
        const std::vector<const Clock*> clocks = leaves(term);
        for (std::size_t i = 0; i < clocks.size(); ++i) {
            if (fits(clocks[i]->anchor)) {
                begin(term, static_cast<std::int64_t>(i), clocks[i]->anchor);
            }
        }
    }
}

void begin_term(Draft& draft, const TermDefinition& term, std::int64_t clock, const When& trigger,
                const When& occurred, std::string_view of = {}) {
    if (clock < 0) {
        start_term(draft, term, trigger, occurred, of);
    } else {
        start_clock(draft, term, clock, trigger, "clock", occurred);
    }
}

// --- service -------------------------------------------------------------------------------------

bool is_served_by(const Anchor& anchor, std::string_view action, std::string_view recipient) {
    return !anchor.after_service_on.empty() && contains(anchor.after, action) &&
           is_of_role(recipient, anchor.after_service_on);
}

std::size_t holders_of(const casefile::Case& c, std::string_view role) {
    const auto& parties = c.filing.parties;
    return static_cast<std::size_t>(std::count_if(
        parties.begin(), parties.end(), [&](const auto& party) { return party.role == role; }));
}

std::string numbered(std::string_view role, std::size_t number) {
    return std::string(role) + "." + std::to_string(number);
}

/// Those whom a service on `recipient` reaches: a role that several hold is each of them.
std::vector<std::string> recipients(const casefile::Case& c, std::string_view recipient) {
    const std::size_t count = holders_of(c, recipient);
    if (count < 2) return {std::string(recipient)};
    std::vector<std::string> each;
    for (std::size_t i = 1; i <= count; ++i) each.push_back(numbered(recipient, i));
    return each;
}

/// When this one was last served with the action's paper; not known where it was not, or came back.
When served_on(const casefile::Case& c, const Anchor& anchor, std::string_view who) {
    When found = casefile::NotKnown{};
    for (const casefile::Service& service : c.services) {
        if (!contains(anchor.after, service.action)) continue;
        if (service.recipient != who && service.recipient != anchor.after_service_on) continue;
        if (!std::holds_alternative<casefile::NotKnown>(service.returned)) continue;
        found = service.served;
    }
    return found;
}

/// The last of all who hold the role; not known while one of them is not served.
When all_served_on(const casefile::Case& c, const Anchor& anchor, const Law& law) {
    When last = casefile::NotKnown{};
    for (const std::string& who : recipients(c, anchor.after_service_on)) {
        const When served = served_on(c, anchor, who);
        if (std::holds_alternative<casefile::NotKnown>(served)) return served;
        if (is_before(last, served, law)) last = served;
    }
    return last;
}

/// The first service of the action's paper on anybody of the role that did not come back.
When first_service(const casefile::Case& c, const Anchor& anchor, const Law& law) {
    When first = casefile::NotKnown{};
    for (const casefile::Service& service : c.services) {
        if (!is_served_by(anchor, service.action, service.recipient)) continue;
        if (!std::holds_alternative<casefile::NotKnown>(service.returned)) continue;
        const bool is_first = std::holds_alternative<casefile::NotKnown>(first) ||
                              is_before(service.served, first, law);
        if (is_first) first = service.served;
    }
    return first;
}

void end_term(Draft& draft, const TermName& name, const When& occurred) {
    const TermState state = draft.state_of(name.id, name.of);
    if (state == TermState::lapsed)
        draft.add(occurred, casefile::LapseWithdrawn{"returned", name.id, name.of});
    if (state == TermState::lapsed || state == TermState::running || state == TermState::paused)
        draft.add(occurred, casefile::TermWaived{"returned", name.id, name.of});
    follow_term(draft, name, occurred);
}

}  // namespace

bool is_triggered_by(const Anchor& anchor, std::string_view action) {
    return contains(anchor.after, action) && anchor.after_service_on.empty();
}

void start_term(Draft& draft, const TermDefinition& term, const When& trigger, const When& occurred,
                std::string_view of) {
    if (!applies(draft, term)) return;
    When begin = trigger;
    if (const auto* day = std::get_if<Date>(&trigger);
        day != nullptr && term.rule.unit == calendar::Unit::hour && *day == draft.today()) {
        begin = draft.at();
    }
    std::int64_t amount = term.rule.amount;
    std::optional<std::int64_t> balance;
    if (!term.carry_over.empty()) {
        balance = balance_of(draft.now(), term.carry_over, begin, term.rule, draft.law());
        amount = balance.value_or(amount);
    }
    auto reckoning = reckon_term(term.rule, amount, begin, draft.law());
    if (!reckoning) return;
    if (balance) {
        const std::string left = std::to_string(amount) + " " +
                                 std::string(calendar::to_text(term.rule.unit)) + " " +
                                 term.carry_over;
        reckoning->steps.insert(reckoning->steps.begin() + 1,
                                {"carried_over", reckoning->trigger, left});
    }
    const TermName name{term.id, std::string(of)};
    const TermState state = draft.state_of(name.id, name.of);
    const bool runs = state == TermState::running || state == TermState::paused;
    if (const casefile::Term* before = casefile::find_term(draft.base(), term.id, of)) {
        const Date known = before->reckoning.trigger;
        if (reckoning->trigger < known) {
            casefile::TermMoved moved;
            moved.of = of;
            moved.reason = "learned_late";
            moved.reckoning = std::move(*reckoning);
            move_term(draft, term, std::move(moved), occurred);
            return;
        }
        if (reckoning->trigger == known && before->state != TermState::waived) return;
    }
    if (runs) return;
    casefile::TermStarted started;
    started.amount = amount;
    if (!term.clause.id.empty()) started.clauses.push_back(term.clause);
    started.nature = term.nature;
    started.of = of;
    started.reckoning = std::move(*reckoning);
    started.term = term.id;
    draft.add(occurred, std::move(started));
    follow_term(draft, name, occurred);
}

void start_clock(Draft& draft, const TermDefinition& term, std::int64_t clock, const When& trigger,
                 std::string_view reason, const When& occurred) {
    if (std::holds_alternative<casefile::NotKnown>(trigger) || !applies(draft, term)) return;
    // Two clocks may come to run in one decision: what is known is read off the case after it.
    const casefile::Term* before = casefile::find_term(draft.now(), term.id, {});
    std::vector<casefile::ClockMark> marks;
    if (before != nullptr) marks = before->clocks;
    const auto same = std::find_if(marks.begin(), marks.end(),
                                   [&](const auto& mark) { return mark.clock == clock; });
    if (same == marks.end()) {
        marks.push_back({clock, trigger});
        std::sort(marks.begin(), marks.end(),
                  [](const auto& a, const auto& b) { return a.clock < b.clock; });
    } else if (reason == "corrected" || is_before(trigger, same->trigger, draft.law())) {
        same->trigger = trigger;
    } else {
        return;
    }
    auto decided = reckon_clocks(term, marks, draft.law());
    if (!decided) return;
    if (before == nullptr) {
        casefile::TermStarted started;
        started.amount = decided->amount;
        if (!term.clause.id.empty()) started.clauses.push_back(term.clause);
        started.clocks = std::move(marks);
        started.nature = term.nature;
        started.reckoning = std::move(decided->reckoning);
        started.term = term.id;
        draft.add(occurred, std::move(started));
        follow_term(draft, {term.id, {}}, occurred);
        return;
    }
    if (before->state == TermState::waived) return;
    casefile::TermMoved moved;
    moved.amount = decided->amount;
    moved.clocks = std::move(marks);
    moved.reason = reason;
    moved.reckoning = std::move(decided->reckoning);
    move_term(draft, term, std::move(moved), occurred);
}

void start_terms_after(Draft& draft, std::string_view action, const When& occurred) {
    const Definition& definition = draft.law().definition;
    for_anchors(
        definition, [&](const Anchor& anchor) { return is_triggered_by(anchor, action); },
        [&](const TermDefinition& term, std::int64_t clock, const Anchor&) {
            begin_term(draft, term, clock, occurred, occurred);
        });
    for (const TermDefinition& term : definition.terms) {
        if (!contains(term.restarts, action)) continue;
        for (const TermName& name : draft.term_names()) {
            if (name.id != term.id || draft.state_of(name.id, name.of) != TermState::running)
                continue;
            auto reckoning = reckon_term(term.rule, term.rule.amount, occurred, draft.law());
            if (!reckoning) continue;
            casefile::TermMoved moved;
            moved.of = name.of;
            moved.reason = "interrupted";
            moved.reckoning = std::move(*reckoning);
            move_term(draft, term, std::move(moved), occurred);
        }
    }
}

void start_terms_after_service(Draft& draft, std::string_view action, std::string_view recipient,
                               const When& served, const When& sent) {
    const auto begin = [&](const TermDefinition& term, std::int64_t clock, const Anchor& anchor) {
        switch (anchor.service) {
            case ServiceAnchor::any: begin_term(draft, term, clock, served, served); return;
            case ServiceAnchor::sending: begin_term(draft, term, clock, sent, sent); return;
            case ServiceAnchor::each:
                for (const std::string& who : recipients(draft.base(), recipient))
                    begin_term(draft, term, clock, served, served, who);
                return;
            case ServiceAnchor::last: {
                const When last = all_served_on(draft.now(), anchor, draft.law());
                begin_term(draft, term, clock, last, served);
                return;
            }
        }
    };
    for_anchors(
        draft.law().definition,
        [&](const Anchor& anchor) { return is_served_by(anchor, action, recipient); }, begin);
}

void start_terms_after_fact(Draft& draft, const casefile::Fact& fact, const When& occurred) {
    const auto* day = std::get_if<Date>(&fact.value);
    const auto* at = std::get_if<calendar::Instant>(&fact.value);
    if (day == nullptr && at == nullptr) return;
    const When trigger = day != nullptr ? When{*day} : When{*at};
    for_anchors(
        draft.law().definition,
        [&](const Anchor& anchor) { return anchor.after_fact == fact.name; },
        [&](const TermDefinition& term, std::int64_t clock, const Anchor&) {
            begin_term(draft, term, clock, trigger, occurred);
        });
}

void start_terms_after_stage(Draft& draft, std::string_view stage, const When& occurred) {
    for_anchors(
        draft.law().definition, [&](const Anchor& anchor) { return anchor.after_stage == stage; },
        [&](const TermDefinition& term, std::int64_t clock, const Anchor&) {
            begin_term(draft, term, clock, occurred, occurred);
        });
}

void end_terms_after_service(Draft& draft, std::string_view action, std::string_view recipient,
                             const When& occurred) {
    for (const TermDefinition& term : draft.law().definition.terms) {
        if (!is_served_by(term, action, recipient)) continue;
        if (term.service == ServiceAnchor::sending) continue;
        if (term.service == ServiceAnchor::each) {
            for (const std::string& who : recipients(draft.base(), recipient))
                end_term(draft, {term.id, who}, occurred);
            continue;
        }
        end_term(draft, {term.id, {}}, occurred);
        if (term.service != ServiceAnchor::any) continue;
        const When other = first_service(draft.now(), term, draft.law());
        start_term(draft, term, other, occurred);
    }
}

}  // namespace accord::procedure
