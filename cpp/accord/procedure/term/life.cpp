// What becomes of terms: met, lapsed, moved, waived, and what hangs on them.
#include <algorithm>

#include "accord/base/check.hpp"
#include "accord/procedure/consequences.hpp"
#include "accord/procedure/term/terms.hpp"

namespace accord::procedure {
namespace {

using calendar::Date;
using calendar::Instant;
using casefile::Reckoning;
using casefile::TermState;
using casefile::When;

constexpr std::string_view reminder = "reminder";

/// Whether an act of these concerns the term of `of`: one who acts by number meets his own alone.
bool concerns(std::string_view of, const std::vector<std::string>& by) {
    if (of.empty()) return true;
    const std::string_view role = of.substr(0, of.find('.'));
    bool others_alone = false;
    for (const std::string& holder : by) {
        const std::string_view who = std::string_view(holder).substr(0, holder.find(':'));
        if (who == of) return true;
        others_alone |= who != role && is_of_role(who, role);
    }
    return !others_alone;
}

/// The act that would have met the term, if one is on the record: when it happened.
std::optional<casefile::Act> act_in_time(const Draft& draft, const TermDefinition& term,
                                         std::string_view of, const Reckoning& reckoning) {
    for (const casefile::Act& act : draft.base().acts) {
        if (!contains(term.met_by, act.action) || !concerns(of, act.by)) continue;
        const auto in_time = is_in_time(reckoning, term.rule.zone, act.occurred, draft.law());
        if (in_time.value_or(false)) return act;
    }
    return std::nullopt;
}

void withdraw_lapse(Draft& draft, const TermName& name, std::string_view reason,
                    const When& occurred) {
    draft.add(occurred, casefile::LapseWithdrawn{std::string(reason), name.id, name.of});
}

// --- reminders -----------------------------------------------------------------------------------

/// Tasks dated so many days before the last day; those of an earlier last day are done with.
void plan_reminders(Draft& draft, const TermDefinition& definition, const TermName& name,
                    const When& occurred) {
    const casefile::Case& now = draft.now();
    const std::string about = casefile::term_name(name.id, name.of);
    std::vector<std::uint32_t> open;
    for (const casefile::Task& task : now.tasks) {
        if (task.name == reminder && task.reason == about && !task.done)
            open.push_back(task.number);
    }
    const casefile::Term* term = casefile::find_term(now, name.id, name.of);
    const std::string assignee = now.routes.empty() ? std::string() : now.routes.front();
    std::vector<casefile::Task> planned;
    if (term != nullptr && term->state == TermState::running) {
        for (const std::int64_t days : definition.reminders) {
            casefile::Task task;
            task.assignee = assignee;
            task.due = term->reckoning.due - static_cast<std::int32_t>(days);
            task.name = reminder;
            task.reason = about;
            if (*task.due >= draft.today()) planned.push_back(std::move(task));
        }
    }
    for (const std::uint32_t number : open) draft.add(occurred, casefile::TaskDone{number});
    for (casefile::Task& task : planned) {
        task.number = draft.next_task();
        draft.add(occurred, casefile::TaskOpened{std::move(task)});
    }
}

// --- terms that run from the last day of others --------------------------------------------------

/// The last of all the recipients' last days, as first reckoned or as they are now.
std::optional<Date> last_day_of(const casefile::Case& c, std::string_view id, bool original) {
    std::optional<Date> last;
    for (const casefile::Term& term : c.terms) {
        if (term.id != id || term.state == TermState::waived) continue;
        const Date due = original ? term.original : term.reckoning.due;
        if (!last || *last < due) last = due;
    }
    return last;
}

void follow_last_day(Draft& draft, const TermDefinition& term, const Anchor& anchor,
                     std::int64_t clock, const When& occurred) {
    const auto day = last_day_of(draft.now(), anchor.after_term, anchor.after_original);
    if (!day) return;
    if (clock >= 0) {
        start_clock(draft, term, clock, *day, "corrected", occurred);
        return;
    }
    const casefile::Term* known = casefile::find_term(draft.now(), term.id, {});
    if (known == nullptr) {
        start_term(draft, term, *day, occurred);
        return;
    }
    if (known->reckoning.trigger == *day) return;
    auto reckoning = reckon_anew(term, *known, *day, draft.law());
    if (!reckoning) return;
    casefile::TermMoved moved;
    moved.reason = "other_term";
    moved.reckoning = std::move(*reckoning);
    move_term(draft, term, std::move(moved), occurred);
}

void follow_terms(Draft& draft, std::string_view id, const When& occurred) {
    for (const TermDefinition& term : draft.law().definition.terms) {
        if (term.after_term == id) follow_last_day(draft, term, term, -1, occurred);
        const std::vector<const Clock*> clocks = leaves(term);
        for (std::size_t i = 0; i < clocks.size(); ++i) {
            if (clocks[i]->anchor.after_term != id) continue;
            follow_last_day(draft, term, clocks[i]->anchor, static_cast<std::int64_t>(i), occurred);
        }
    }
}

bool is_followed(const Definition& definition, std::string_view id) {
    return std::any_of(
        definition.terms.begin(), definition.terms.end(), [&](const TermDefinition& term) {
            if (term.after_term == id) return true;
            const auto clocks = leaves(term);
            return std::any_of(clocks.begin(), clocks.end(),
                               [&](const Clock* clock) { return clock->anchor.after_term == id; });
        });
}

}  // namespace

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

void follow_term(Draft& draft, const TermName& name, const When& occurred) {
    const TermDefinition* definition = draft.law().definition.term(name.id);
    if (definition == nullptr) return;
    pause_if_waiting(draft, *definition, name.of, occurred);
    if (!definition->reminders.empty()) plan_reminders(draft, *definition, name, occurred);
    if (is_followed(draft.law().definition, name.id)) follow_terms(draft, name.id, occurred);
}

void meet_terms(Draft& draft, std::string_view action, const When& occurred) {
    for (const TermName& name : draft.term_names()) {
        const TermDefinition* definition = draft.law().definition.term(name.id);
        if (definition == nullptr || !contains(definition->met_by, action)) continue;
        const casefile::Term* term = casefile::find_term(draft.base(), name.id, name.of);
        if (term == nullptr || !concerns(name.of, draft.by())) continue;
        const TermState state = draft.state_of(name.id, name.of);
        // While the clock stands still nothing comes too late.
        const auto in_time =
            state == TermState::paused
                ? std::optional(true)
                : is_in_time(term->reckoning, definition->rule.zone, occurred, draft.law());
        if (state == TermState::lapsed && in_time.value_or(false)) {
            withdraw_lapse(draft, name, "met_in_time", occurred);
        } else if (state != TermState::running && state != TermState::paused) {
            continue;
        } else if (!in_time.value_or(true)) {
            lapse_term(draft, definition, name, term->reckoning);
            continue;
        }
        draft.add(occurred,
                  casefile::TermMet{std::string(action), false, name.id, occurred, name.of});
        follow_term(draft, name, occurred);
    }
}

void move_term(Draft& draft, const TermDefinition& definition, casefile::TermMoved moved,
               const When& occurred) {
    moved.term = definition.id;
    const TermName name{definition.id, moved.of};
    const casefile::Term* term = casefile::find_term(draft.base(), name.id, name.of);
    const TermState state = draft.state_of(name.id, name.of);
    const Law& law = draft.law();
    const std::string& zone = definition.rule.zone;
    const Reckoning reckoning = moved.reckoning;
    const std::string reason = moved.reason;
    const bool over = is_over(reckoning, zone, draft.at(), law);
    draft.add(occurred, std::move(moved));
    if (state == TermState::running && over) {
        lapse_term(draft, &definition, name, reckoning);
    } else if (state == TermState::met && term != nullptr) {
        const auto in_time = is_in_time(reckoning, zone, term->met_on, law);
        if (!in_time.value_or(true)) lapse_term(draft, &definition, name, reckoning);
    } else if (state == TermState::lapsed) {
        const auto act = act_in_time(draft, definition, name.of, reckoning);
        if (!over || act) {
            withdraw_lapse(draft, name, reason, occurred);
            if (act) {
                draft.add(act->occurred,
                          casefile::TermMet{act->action, false, name.id, act->occurred, name.of});
            }
        }
    }
    follow_term(draft, name, occurred);
}

void lapse_term(Draft& draft, const TermDefinition* definition, const TermName& name,
                const Reckoning& reckoning) {
    const Instant end = end_of_term(reckoning, zone_of(name.id, draft.law()), draft.law());
    Course course{draft, end};
    draft.add(end, casefile::TermLapsed{reckoning.due, false, name.id, name.of});
    if (definition == nullptr) return;
    if (!definition->reminders.empty()) plan_reminders(draft, *definition, name, end);
    if (!definition->on_lapse_task.empty()) {
        casefile::Task task;
        task.name = definition->on_lapse_task;
        task.number = draft.next_task();
        task.reason = casefile::term_name(name.id, name.of);
        if (!draft.base().routes.empty()) task.assignee = draft.base().routes.front();
        draft.add(end, casefile::TaskOpened{std::move(task)});
    }
    course.lapse(*definition);
    course.rest();
    close_if_ended(draft, course, end);
}

void waive_open_terms(Draft& draft, std::string_view reason, const When& occurred) {
    for (const TermName& name : draft.term_names()) {
        const TermDefinition* definition = draft.law().definition.term(name.id);
        if (definition != nullptr && !definition->ends_with_case) continue;
        const TermState state = draft.state_of(name.id, name.of);
        if (state != TermState::running && state != TermState::paused) continue;
        draft.add(occurred, casefile::TermWaived{std::string(reason), name.id, name.of});
        if (definition != nullptr && !definition->reminders.empty())
            plan_reminders(draft, *definition, name, occurred);
    }
}

}  // namespace accord::procedure
