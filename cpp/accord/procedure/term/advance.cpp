// Silence: terms that have run out, in due order, each with what its lapse leads to.
#include <algorithm>

#include "accord/procedure/duties.hpp"
#include "accord/procedure/term/terms.hpp"

namespace accord::procedure {
namespace {

using casefile::TermState;

struct RunOut {
    const casefile::Term* term = nullptr;
    const TermDefinition* definition = nullptr;
    calendar::Instant end;
    std::size_t order = 0;  // of definition; terms no longer defined come last
};

std::vector<RunOut> run_out(const casefile::Case& c, calendar::Instant at, const Law& law) {
    std::vector<RunOut> found;
    const auto& definitions = law.definition.terms;
    for (const casefile::Term& term : c.terms) {
        if (term.state != TermState::running) continue;
        const std::string& zone = zone_of(term.id, law);
        if (!is_over(term.reckoning, zone, at, law)) continue;
        RunOut row;
        row.term = &term;
        row.definition = law.definition.term(term.id);
        row.end = end_of_term(term.reckoning, zone, law);
        row.order = row.definition == nullptr
                        ? definitions.size()
                        : static_cast<std::size_t>(row.definition - definitions.data());
        found.push_back(row);
    }
    std::stable_sort(found.begin(), found.end(), [](const RunOut& a, const RunOut& b) {
        return a.end != b.end ? a.end < b.end : a.order < b.order;
    });
    return found;
}

}  // namespace

Happenings advance(const casefile::Case& c, calendar::Instant at, const Law& law) {
    const std::vector<RunOut> due = run_out(c, at, law);
    if (due.empty()) return {};
    Draft draft{c, at, law, {}};
    for (const RunOut& row : due) {
        const TermName name{row.term->id, row.term->of};
        // A lapse before may have ended the case, and this term with it.
        if (draft.state_of(name.id, name.of) != TermState::running) continue;
        lapse_term(draft, row.definition, name, row.term->reckoning);
    }
    note_broken(draft, {}, draft.next_n() - 1, due.back().end);
    return draft.take();
}

}  // namespace accord::procedure
