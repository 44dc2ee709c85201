// Look-ups in a case, and the few conclusions its parts need.
#include "accord/casefile/case.hpp"

#include <algorithm>

namespace accord::casefile {

std::uint32_t Filing::owner_key() const noexcept {
    for (const Party& party : parties) {
        if (party.role == "claimant") return party.key;
    }
    return 0;
}

Reckoning reckoning_from(const calendar::TermDue& due) {
    Reckoning r;
    r.calendar_edition = due.calendar_edition;
    r.due = due.due;
    r.due_at = due.due_at;
    r.provisional = due.provisional;
    r.raw = due.raw;
    r.trigger = due.trigger;
    r.steps.reserve(due.steps.size());
    for (const calendar::TermStep& step : due.steps)
        r.steps.push_back({step.code, step.date, step.detail});
    return r;
}

const Fact* find_fact(const Case& c, std::string_view name) noexcept {
    const auto at =
        std::lower_bound(c.facts.begin(), c.facts.end(), name,
                         [](const Fact& fact, std::string_view key) { return fact.name < key; });
    return at != c.facts.end() && at->name == name ? &*at : nullptr;
}

const Term* find_term(const Case& c, std::string_view id) noexcept {
    for (auto term = c.terms.rbegin(); term != c.terms.rend(); ++term) {
        if (term->id == id) return &*term;
    }
    return nullptr;
}

Term* find_term(Case& c, std::string_view id) noexcept {
    return const_cast<Term*>(find_term(static_cast<const Case&>(c), id));
}

const Party* find_party(const Case& c, std::string_view role) noexcept {
    for (const Party& party : c.filing.parties) {
        if (party.role == role) return &party;
    }
    return nullptr;
}

std::string_view kind_of(const Body& body) noexcept {
    return std::visit([](const auto& b) { return std::decay_t<decltype(b)>::kind; }, body);
}

}  // namespace accord::casefile
