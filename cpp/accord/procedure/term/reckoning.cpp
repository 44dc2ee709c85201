// Reckons a case's terms from what the case remembers of them, and the law that is given.
#include "accord/procedure/term/reckoning.hpp"

#include <algorithm>

#include "accord/base/error.hpp"

namespace accord::procedure {
namespace {

using calendar::Date;
using calendar::Instant;
using casefile::ClockMark;
using casefile::Reckoning;
using casefile::TermChange;
using casefile::When;

bool ends_before(const Reckoning& a, const Reckoning& b) {
    if (a.due_at && b.due_at) return *a.due_at < *b.due_at;
    return a.due < b.due;
}

/// Walks the clocks as `leaves` counts them.
class Clocks {
public:
    Clocks(const std::vector<ClockMark>& marks, const Law& law) : marks_(marks), law_(law) {}

    std::optional<Decided> decide(const std::vector<Clock>& clocks, Choose choose) {
        std::optional<Decided> best;
        std::string others;
        std::size_t known = 0;
        for (const Clock& clock : clocks) {
            auto next = clock.clocks.empty() ? leaf(clock) : decide(clock.clocks, clock.choose);
            if (!next) continue;
            ++known;
            others += (others.empty() ? "" : " ") + next->reckoning.due.text();
            const bool wins = !best || (choose == Choose::earlier
                                            ? ends_before(next->reckoning, best->reckoning)
                                            : ends_before(best->reckoning, next->reckoning));
            if (wins) best = std::move(next);
        }
        if (known > 1) {
            const char* const code = choose == Choose::earlier ? "earlier" : "later";
            best->reckoning.steps.push_back({code, best->reckoning.due, others});
        }
        return best;
    }

private:
    std::optional<Decided> leaf(const Clock& clock) {
        const std::int64_t number = next_++;
        for (const ClockMark& mark : marks_) {
            if (mark.clock != number) continue;
            auto reckoning = reckon_term(clock.rule, clock.rule.amount, mark.trigger, law_);
            if (reckoning) return Decided{std::move(*reckoning), clock.rule.amount};
        }
        return std::nullopt;
    }

    const std::vector<ClockMark>& marks_;
    const Law& law_;
    std::int64_t next_ = 0;
};

Reckoning changed(const calendar::TermRule& rule, Reckoning reckoning, const TermChange& change,
                  std::int64_t& amount, const calendar::Book& book) {
    calendar::TermRule now = rule;
    now.amount = amount;
    switch (change.kind) {
        case TermChange::Kind::extended: {
            const std::int64_t more = change.amount - amount;
            amount = change.amount;
            const auto from =
                change.rolled ? calendar::ExtendFrom::rolled : calendar::ExtendFrom::unrolled;
            return casefile::reckoning_from(
                calendar::extend(now, due_of(reckoning), more, from, book));
        }
        case TermChange::Kind::waited: {
            if (rule.unit == calendar::Unit::hour) {
                return casefile::reckoning_from(calendar::lengthen_hours(
                    now, due_of(reckoning), change.amount, change.reason, book));
            }
            return casefile::reckoning_from(calendar::lengthen(now, due_of(reckoning),
                                                               {change.amount, change.reason},
                                                               calendar::NotCounted::paused, book));
        }
        case TermChange::Kind::set: break;
    }
    reckoning.steps.push_back({change.reason, change.due, reckoning.due.text()});
    reckoning.raw = reckoning.due = change.due;
    reckoning.due_at.reset();
    reckoning.provisional = false;
    return reckoning;
}

/// Unrolled extensions alone: the term is one of its whole length (DESIGN 4; calendar::extend).
bool is_plain(const casefile::Term& term) {
    return std::all_of(term.changes.begin(), term.changes.end(), [](const TermChange& change) {
        return change.kind == TermChange::Kind::extended && !change.rolled;
    });
}

}  // namespace

std::optional<Reckoning> reckon_term(const calendar::TermRule& rule, std::int64_t amount,
                                     const When& trigger, const Law& law) {
    calendar::TermRule counted = rule;
    counted.amount = amount;
    if (const auto* at = std::get_if<Instant>(&trigger)) {
        return casefile::reckoning_from(calendar::reckon(counted, *at, law.calendars));
    }
    const auto* day = std::get_if<Date>(&trigger);
    if (day == nullptr) return std::nullopt;
    if (counted.unit == calendar::Unit::hour) {
        const Instant end = law.calendars.zone(counted.zone).end_of(*day);
        return casefile::reckoning_from(calendar::reckon(counted, end, law.calendars));
    }
    return casefile::reckoning_from(calendar::reckon(counted, *day, law.calendars));
}

std::optional<Decided> reckon_clocks(const TermDefinition& term,
                                     const std::vector<ClockMark>& marks, const Law& law) {
    return Clocks(marks, law).decide(term.clocks, term.choose);
}

When trigger_of(const Reckoning& reckoning) {
    for (const casefile::ReckoningStep& step : reckoning.steps) {
        if (step.code != "trigger") continue;
        if (step.detail.size() == std::string_view("2026-03-02").size())
            return Date::parse(step.detail);
        return Instant::parse(step.detail);
    }
    return reckoning.trigger;
}

std::optional<Reckoning> reckon_first(const TermDefinition& definition, const casefile::Term& term,
                                      const When& trigger, const Law& law) {
    if (definition.clocks.empty()) return reckon_term(definition.rule, term.base, trigger, law);
    auto decided = reckon_clocks(definition, term.clocks, law);
    if (!decided) return std::nullopt;
    return std::move(decided->reckoning);
}

std::optional<Reckoning> reckon_anew(const TermDefinition& definition, const casefile::Term& term,
                                     const When& trigger, const Law& law) {
    if (definition.clocks.empty() && is_plain(term))
        return reckon_term(definition.rule, term.amount, trigger, law);
    auto reckoning = reckon_first(definition, term, trigger, law);
    if (!reckoning) return std::nullopt;
    std::int64_t amount = term.base;
    for (const TermChange& change : term.changes) {
        reckoning = changed(definition.rule, std::move(*reckoning), change, amount, law.calendars);
    }
    return reckoning;
}

std::optional<std::int64_t> balance_of(const casefile::Case& c, std::string_view term,
                                       const When& day, const calendar::TermRule& rule,
                                       const Law& law) {
    const casefile::Term* other = casefile::find_term(c, term);
    if (other == nullptr) return std::nullopt;
    const calendar::Zone& zone = law.calendars.zone(rule.zone);
    auto on = casefile::day_of(day, zone);
    if (!on) return std::nullopt;
    // While its clock stands still, nothing is used up.
    if (const auto since = casefile::day_of(other->paused_since, zone); since && *since < *on)
        on = since;
    const Date raw = other->reckoning.raw;
    if (raw <= *on) return 0;
    return calendar::days_between(rule, *on, raw, law.calendars);
}

calendar::TermDue due_of(const Reckoning& reckoning) {
    calendar::TermDue due;
    due.trigger = reckoning.trigger;
    due.raw = reckoning.raw;
    due.due = reckoning.due;
    due.due_at = reckoning.due_at;
    due.provisional = reckoning.provisional;
    due.calendar_edition = reckoning.calendar_edition;
    for (const casefile::ReckoningStep& step : reckoning.steps) {
        due.steps.push_back({step.code, step.detail, step.date});
    }
    return due;
}

bool is_before(const When& a, const When& b, const Law& law) {
    const auto* left = std::get_if<Instant>(&a);
    const auto* right = std::get_if<Instant>(&b);
    if (left != nullptr && right != nullptr) return *left < *right;
    const calendar::Zone& zone = law.calendars.zone(law.definition.zone);
    const auto left_day = casefile::day_of(a, zone);
    const auto right_day = casefile::day_of(b, zone);
    if (!left_day) return right_day.has_value();
    return right_day && *left_day < *right_day;
}

}  // namespace accord::procedure
