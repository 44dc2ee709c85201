// Look-ups in a case, and the few conclusions its parts need.
#include "accord/casefile/case.hpp"

#include <algorithm>

namespace accord::casefile {
namespace {

/// A term may run again under the same id: the last one is meant.
auto* last_of(auto& terms, std::string_view id) noexcept {
    const auto at =
        std::find_if(terms.rbegin(), terms.rend(), [&](const Term& term) { return term.id == id; });
    return at == terms.rend() ? nullptr : &*at;
}

auto* last_of(auto& terms, std::string_view id, std::string_view of) noexcept {
    const auto at = std::find_if(terms.rbegin(), terms.rend(),
                                 [&](const Term& term) { return term.id == id && term.of == of; });
    return at == terms.rend() ? nullptr : &*at;
}

}  // namespace

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
    return last_of(c.terms, id);
}

Term* find_term(Case& c, std::string_view id) noexcept {
    return last_of(c.terms, id);
}

const Reached* find_milestone(const Case& c, std::string_view id) noexcept {
    for (const Reached& reached : c.milestones) {
        if (reached.id == id) return &reached;
    }
    return nullptr;
}

const Term* find_term(const Case& c, std::string_view id, std::string_view of) noexcept {
    return last_of(c.terms, id, of);
}

Term* find_term(Case& c, std::string_view id, std::string_view of) noexcept {
    return last_of(c.terms, id, of);
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
