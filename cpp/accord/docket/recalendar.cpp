// A calendar's new edition comes into the docket: open terms that it changes move, and who must
// hear of it is told to the caller.
#include <algorithm>
#include <set>

#include "accord/calendar/moved_terms.hpp"
#include "accord/docket/succession.hpp"

namespace accord::docket {
namespace {

using calendar::BusinessCalendar;
using calendar::Date;

/// Puts the edition into every set that knows the calendar; the first day on which it differs from
/// what any of them held.
std::optional<Date> put_edition(State& state, store::Store::Write& write,
                                const std::string& bytes) {
    const BusinessCalendar edition = BusinessCalendar::from_json(bytes);
    std::optional<Date> first;
    for (const std::shared_ptr<const LawSet>& set : newest_sets(state)) {
        if (!set->calendars.has_calendar(edition.id())) continue;
        const BusinessCalendar before = set->calendars.calendar(edition.id());
        const std::vector<Date> changed = calendar::changed_days(before, edition);
        if (succeed(state, write, set, bytes) == set || changed.empty()) continue;
        if (!first || changed.front() < *first) first = changed.front();
    }
    return first;
}

/// Cases with a term that could change: none whose last day lies before every changed day, unless
/// it was provisional and may be final now.
std::set<std::uint64_t> touched_cases(State& state, std::optional<Date> first) {
    std::set<std::uint64_t> cases;
    for (const projection::DueRow& row : state.projection->due(calendar::last_date)) {
        if (row.provisional || (first && row.due >= *first)) cases.insert(row.ordinal);
    }
    return cases;
}

void note_moved(const casefile::Case& before, const casefile::Case& after,
                const procedure::Happenings& happenings, const procedure::Law& law,
                std::vector<MovedTerm>& moved) {
    for (const procedure::Happening& happening : happenings) {
        const auto* event = std::get_if<casefile::TermMoved>(&happening.body);
        if (event == nullptr) continue;
        const casefile::Term* was = casefile::find_term(before, event->term, event->of);
        if (was == nullptr) continue;
        MovedTerm row;
        row.case_id = before.id;
        row.number = after.number;
        row.term = casefile::term_name(event->term, event->of);
        row.was = was->reckoning.due;
        row.now = event->reckoning.due;
        row.was_provisional = was->reckoning.provisional;
        row.provisional = event->reckoning.provisional;
        if (row.was != row.now) row.tell = to_tell(after, {event->term, event->of}, law);
        moved.push_back(std::move(row));
    }
}

}  // namespace

std::vector<MovedTerm> Docket::recalendar(const std::string& bytes, calendar::Instant at) {
    const std::lock_guard lock(state_->mutex);
    State& state = *state_;
    state.check_moment(at);
    WriteScope scope(state);
    const std::optional<Date> first = put_edition(state, scope.write(), bytes);
    std::vector<MovedTerm> moved;
    for (const std::uint64_t ordinal : touched_cases(state, first)) {
        OpenCase c{ordinal, *state.load(ordinal), false};
        const std::shared_ptr<const LawSet> law = state.law_now(c.value.law);
        const casefile::Case before = c.value;
        procedure::Happenings happenings = procedure::recalendar(before, at, law->law());
        if (happenings.empty()) continue;
        note_moved(before, c.value, happenings, law->law(), moved);
        (void)state.append(scope.write(), c, std::move(happenings), {{}, {}, law->id});
        state.publish(c, *law);
        state.cases.insert_or_assign(ordinal, std::make_shared<const casefile::Case>(c.value));
    }
    scope.finish();
    std::sort(moved.begin(), moved.end(), [](const MovedTerm& a, const MovedTerm& b) {
        return std::tie(a.now, a.number, a.term) < std::tie(b.now, b.number, b.term);
    });
    return moved;
}

}  // namespace accord::docket
