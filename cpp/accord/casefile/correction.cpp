// Paths of correctable fields, resolved in one place for reading and for writing.
#include "accord/casefile/correction.hpp"

#include <algorithm>
#include <charconv>
#include <type_traits>

namespace accord::casefile {
namespace {

/// `Member`, as constant as the filing it is found in: a path is resolved once, to read or to
/// write.
template <class Owner, class Member>
using In = std::conditional_t<std::is_const_v<Owner>, const Member, Member>;

template <class Owner>
In<Owner, std::string>* text_field(Owner& filing, std::string_view path) {
    struct Row {
        std::string_view path;
        std::string Filing::*field;
    };
    static constexpr Row rows[] = {
        {"branch", &Filing::branch},     {"business", &Filing::business},
        {"cause", &Filing::cause},       {"channel", &Filing::channel},
        {"kind", &Filing::kind},         {"product", &Filing::product},
        {"severity", &Filing::severity}, {"urgency", &Filing::urgency},
    };
    for (const Row& row : rows) {
        if (row.path == path) return &(filing.*row.field);
    }
    return nullptr;
}

/// "claims.12.amount" with prefix "claims." and suffix ".amount" → 12.
std::optional<std::size_t> index_between(std::string_view path, std::string_view prefix,
                                         std::string_view suffix) {
    if (!path.starts_with(prefix) || !path.ends_with(suffix)) return std::nullopt;
    if (path.size() <= prefix.size() + suffix.size()) return std::nullopt;
    const std::string_view digits =
        path.substr(prefix.size(), path.size() - prefix.size() - suffix.size());
    std::size_t index = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), index);
    if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
    return index;
}

template <class Owner>
In<Owner, Claim>* claim_at(Owner& filing, std::string_view path) {
    const auto index = index_between(path, "claims.", ".amount");
    return index && *index < filing.claims.size() ? &filing.claims[*index] : nullptr;
}

template <class Owner>
In<Owner, Personal>* personal_field(Owner& filing, std::string_view path, std::uint32_t& key) {
    if (path == "narrative") {
        key = filing.owner_key();
        return &filing.narrative;
    }
    struct Row {
        std::string_view suffix;
        Personal Party::*field;
    };
    static constexpr Row rows[] = {{".name", &Party::name},
                                   {".contact", &Party::contact},
                                   {".address", &Party::address},
                                   {".tags", &Party::tags}};
    for (const Row& row : rows) {
        const auto index = index_between(path, "parties.", row.suffix);
        if (!index || *index >= filing.parties.size()) continue;
        key = filing.parties[*index].key;
        return &(filing.parties[*index].*row.field);
    }
    return nullptr;
}

void set_fact(std::vector<Fact>& facts, std::string_view name, const rules::Value& value) {
    const auto at =
        std::lower_bound(facts.begin(), facts.end(), name,
                         [](const Fact& fact, std::string_view key) { return fact.name < key; });
    if (at != facts.end() && at->name == name) {
        at->value = value;
    } else {
        facts.insert(at, Fact{std::string(name), value});
    }
}

}  // namespace

std::optional<rules::Value> correctable(const Case& c, std::string_view path) {
    const Filing& filing = c.filing;
    if (path == "received") {
        if (const auto* date = std::get_if<calendar::Date>(&filing.received)) return *date;
        if (const auto* instant = std::get_if<calendar::Instant>(&filing.received)) return *instant;
        return rules::Unknown{"missing:received"};
    }
    if (const std::string* text = text_field(filing, path)) return *text;
    if (const Claim* claim = claim_at(filing, path)) {
        if (claim->amount) return *claim->amount;
        return rules::Unknown{"missing:amount"};
    }
    if (path.starts_with("facts.")) {
        if (const Fact* fact = find_fact(c, path.substr(6))) return fact->value;
    }
    return std::nullopt;
}

const Personal* find_personal(const Case& c, std::string_view path, std::uint32_t& key) {
    return personal_field(c.filing, path, key);
}

void apply(Case& c, const Corrected& correction) {
    const std::string_view path = correction.field;
    std::uint32_t key = 0;
    if (Personal* personal = personal_field(c.filing, path, key)) {
        *personal = correction.now_personal;
        return;
    }
    if (path == "received") {
        if (const auto* date = std::get_if<calendar::Date>(&correction.now))
            c.filing.received = *date;
        if (const auto* at = std::get_if<calendar::Instant>(&correction.now))
            c.filing.received = *at;
        c.filed_on = c.filing.received;
        return;
    }
    if (std::string* text = text_field(c.filing, path)) {
        if (const auto* now = std::get_if<std::string>(&correction.now)) *text = *now;
        return;
    }
    if (Claim* claim = claim_at(c.filing, path)) {
        if (const auto* now = std::get_if<money::Money>(&correction.now)) claim->amount = *now;
        return;
    }
    // What follows from a corrected severity or urgency.
    if (path == "priority") {
        if (const auto* now = std::get_if<std::string>(&correction.now)) c.priority = *now;
        return;
    }
    if (path == "routes") {
        if (const auto* now = std::get_if<rules::TextSet>(&correction.now)) c.routes = now->items;
        return;
    }
    if (path.starts_with("facts.")) set_fact(c.facts, path.substr(6), correction.now);
}

}  // namespace accord::casefile
