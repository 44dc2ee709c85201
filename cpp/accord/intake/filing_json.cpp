// A filing from our own JSON: every member is known, typed and bounded, or the filing is refused.
#include <algorithm>
#include <initializer_list>
#include <utility>

#include "accord/base/error.hpp"
#include "accord/base/json.hpp"
#include "accord/base/text.hpp"
#include "accord/intake/code.hpp"
#include "accord/intake/intake.hpp"

namespace accord::intake {
namespace {

constexpr std::size_t text_bytes_max = std::size_t{1} << 20;
constexpr std::size_t label_bytes_max = 4096;
constexpr std::size_t items_max = 1000;

/// Runs `read`, and names this field and place in whatever a lower layer finds wrong with its text.
template <class Read>
auto reading(std::string_view field, const std::string& place, Read read) {
    try {
        return read();
    } catch (const base::Error& error) {
        throw base::Error(base::ErrorKind::input, error.code(), std::string(field), place);
    }
}

/// An object of which every member must be known; `place` is where it stands.
class Members {
public:
    Members(const base::Json& json, std::string place,
            std::initializer_list<std::string_view> names)
        : object_(base::as_object(json, place)), place_(std::move(place)) {
        for (const auto& member : object_) {
            const std::string_view name{member.key().data(), member.key().size()};
            if (std::find(names.begin(), names.end(), name) == names.end()) {
                base::fail_input("unknown_member", std::string(name.substr(0, 200)), place_);
            }
        }
    }

    [[nodiscard]] const base::Json* find(std::string_view name) const {
        return base::find_member(object_, name);
    }
    [[nodiscard]] std::string at(std::string_view name) const {
        return place_ + "/" + std::string(name);
    }

    /// Text as it stands; empty when the member is absent.
    [[nodiscard]] std::string text(std::string_view name, std::size_t bytes_max) const {
        const base::Json* value = find(name);
        if (value == nullptr) return {};
        const std::string place = at(name);
        const auto text = reading(name, place, [&] { return base::as_text(*value, place); });
        return std::string(base::require_text(text, bytes_max, name, place));
    }

    [[nodiscard]] std::string required(std::string_view name, std::size_t bytes_max) const {
        std::string given = text(name, bytes_max);
        if (given.empty()) base::fail_input("missing_member", std::string(name), place_);
        return given;
    }

    void code(std::string_view name, std::string& into) const {
        if (find(name) == nullptr) return;
        into = text(name, label_bytes_max);
        if (!is_code(into)) base::fail_input("bad_code", std::string(name), at(name));
    }

    void code(std::string_view name, std::string& into,
              std::initializer_list<std::string_view> allowed) const {
        code(name, into);
        const bool known =
            into == "unstated" || std::find(allowed.begin(), allowed.end(), into) != allowed.end();
        if (!known) base::fail_input("unknown_name", std::string(name), at(name));
    }

    void label(std::string_view name, std::string& into) const {
        if (find(name) != nullptr) into = required(name, label_bytes_max);
    }

    [[nodiscard]] casefile::Personal personal(std::string_view name) const {
        return casefile::Personal(text(name, text_bytes_max));
    }

    /// Calls `read(element, place)` for each element of an array; nothing when it is absent.
    template <class Read>
    void each(std::string_view name, Read read) const {
        const base::Json* value = find(name);
        if (value == nullptr) return;
        const std::string place = at(name);
        const base::JsonArray& array = reading_array(*value, name, place);
        if (array.size() > items_max) base::fail_input("too_many", std::string(name), place);
        std::size_t index = 0;
        for (const base::Json& element : array)
            read(element, place + "/" + std::to_string(index++));
    }

private:
    static const base::JsonArray& reading_array(const base::Json& value, std::string_view name,
                                                const std::string& place) {
        return *reading(name, place, [&] { return &base::as_array(value, place); });
    }

    const base::JsonObject& object_;
    std::string place_;
};

std::string code_of(const base::Json& json, std::string_view name, const std::string& place) {
    const std::string code{reading(name, place, [&] { return base::as_text(json, place); })};
    if (!is_code(code)) base::fail_input("bad_code", std::string(name), place);
    return code;
}

casefile::When when_from(const std::string& text) {
    if (text.find('T') == std::string::npos) return calendar::Date::parse(text);
    return calendar::Instant::parse(text);
}

rules::TextSet set_from(const base::Json& json, std::string_view field, const std::string& place) {
    rules::TextSet set;
    for (const base::Json& item : base::as_array(json, place)) {
        set.items.emplace_back(
            base::require_text(base::as_text(item, place), label_bytes_max, field, place));
    }
    std::sort(set.items.begin(), set.items.end());
    if (std::adjacent_find(set.items.begin(), set.items.end()) != set.items.end()) {
        base::fail_input("repeated", std::string(field), place);
    }
    return set;
}

rules::Value tagged_value(const base::JsonObject& object, std::string_view field,
                          const std::string& place) {
    if (object.size() != 1) base::fail_input("wrong_type", std::string(field), place);
    const auto& member = *object.begin();
    const std::string_view tag{member.key().data(), member.key().size()};
    if (tag == "set") return set_from(member.value(), field, place);
    const std::string text{
        base::require_text(base::as_text(member.value(), place), label_bytes_max, field, place)};
    if (tag == "money") return money::Money::parse(text);
    if (tag == "rate") return money::Rate::parse(text);
    if (tag == "date") return calendar::Date::parse(text);
    if (tag == "instant") return calendar::Instant::parse(text);
    if (tag == "unknown") return rules::Unknown{text};
    base::fail_input("wrong_type", std::string(field), place);
}

rules::Value value_from(const base::Json& json, std::string_view field, const std::string& place) {
    if (json.is_bool()) return json.get_bool();
    if (json.is_object()) return tagged_value(json.get_object(), field, place);
    if (json.is_string()) {
        return std::string(
            base::require_text(base::as_text(json, place), label_bytes_max, field, place));
    }
    return base::as_integer(json, place);
}

void read_facts(const Members& members, casefile::Filing& filing) {
    const base::Json* facts = members.find("facts");
    if (facts == nullptr) return;
    const std::string place = members.at("facts");
    const base::JsonObject& object = base::as_object(*facts, place);
    if (object.size() > items_max) base::fail_input("too_many", "facts", place);
    for (const auto& member : object) {
        const std::string name{member.key().data(), member.key().size()};
        const std::string where = place + "/" + name.substr(0, 200);
        if (!is_code(name)) base::fail_input("bad_code", "facts", where);
        filing.facts.push_back(
            {name, reading(name, where, [&] { return value_from(member.value(), name, where); })});
    }
    std::sort(filing.facts.begin(), filing.facts.end(),
              [](const casefile::Fact& a, const casefile::Fact& b) { return a.name < b.name; });
}

casefile::Party party_from(const base::Json& json, const std::string& place) {
    const Members members(
        json, place,
        {"role", "kind", "name", "contact", "address", "tags", "organisation", "subject"});
    casefile::Party party;
    party.role = members.required("role", label_bytes_max);
    members.code("role", party.role);
    const std::string kind = members.required("kind", label_bytes_max);
    if (kind != "person" && kind != "organisation") {
        base::fail_input("unknown_name", "kind", members.at("kind"));
    }
    const bool person = kind == "person";
    party.kind = person ? casefile::PartyKind::person : casefile::PartyKind::organisation;
    // What would be sealed for a person must not stand open under another name, and the other way
    // round.
    for (const std::string_view other : {person ? "organisation" : "name", person ? "" : "tags"}) {
        if (members.find(other) != nullptr)
            base::fail_input("unknown_member", std::string(other), place);
    }
    if (!person) party.organisation = members.required("organisation", label_bytes_max);
    party.name = members.personal("name");
    party.contact = members.personal("contact");
    party.address = members.personal("address");
    party.tags = members.personal("tags");
    const std::string subject = members.text("subject", label_bytes_max);
    if (!subject.empty()) {
        party.subject =
            reading("subject", members.at("subject"), [&] { return base::parse_id('s', subject); });
    }
    return party;
}

casefile::Claim claim_from(const base::Json& json, const std::string& place) {
    const Members members(json, place, {"amount", "relief", "ground"});
    casefile::Claim claim;
    if (members.find("amount") != nullptr) {
        const std::string text = members.required("amount", label_bytes_max);
        claim.amount =
            reading("amount", members.at("amount"), [&] { return money::Money::parse(text); });
        if (claim.amount->minor() < 0)
            base::fail_input("negative_amount", "amount", members.at("amount"));
    }
    members.code("relief", claim.relief);
    members.code("ground", claim.ground);
    return claim;
}

casefile::Classification classification_from(const base::Json& json, const std::string& place) {
    const Members members(json, place, {"type", "subject", "nature", "content", "causes"});
    casefile::Classification classification;
    members.code("type", classification.type);
    members.code("subject", classification.subject);
    members.code("nature", classification.nature);
    members.code("content", classification.content);
    members.each("causes", [&](const base::Json& element, const std::string& where) {
        classification.causes.push_back(code_of(element, "causes", where));
    });
    return classification;
}

casefile::ExternalId external_id_from(const base::Json& json, const std::string& place) {
    const Members members(json, place, {"source", "number"});
    casefile::ExternalId id;
    id.number = members.required("number", label_bytes_max);
    id.source = members.required("source", label_bytes_max);
    members.code("source", id.source);
    return id;
}

}  // namespace

casefile::Filing filing_from_json(std::string_view json, std::string_view where) {
    const base::Json document = base::parse_json(json, where);
    const Members members(
        document, std::string(where),
        {"received", "channel", "kind", "product", "business", "cause", "branch", "severity",
         "urgency", "classification", "parties", "claims", "narrative", "facts", "external_ids"});
    casefile::Filing filing;
    if (members.find("received") != nullptr) {
        const std::string text = members.required("received", label_bytes_max);
        filing.received =
            reading("received", members.at("received"), [&] { return when_from(text); });
    }
    members.code("channel", filing.channel);
    members.code("kind", filing.kind);
    members.code("business", filing.business);
    members.code("cause", filing.cause);
    members.label("product", filing.product);
    members.label("branch", filing.branch);
    members.code("severity", filing.severity, {"low", "medium", "high"});
    members.code("urgency", filing.urgency, {"ordinary", "urgent"});
    if (const base::Json* classification = members.find("classification")) {
        filing.classification = classification_from(*classification, members.at("classification"));
    }
    if (members.find("parties") == nullptr)
        base::fail_input("missing_member", "parties", std::string(where));
    members.each("parties", [&](const base::Json& element, const std::string& place) {
        filing.parties.push_back(party_from(element, place));
    });
    if (filing.parties.empty())
        base::fail_input("missing_member", "parties", members.at("parties"));
    members.each("claims", [&](const base::Json& element, const std::string& place) {
        filing.claims.push_back(claim_from(element, place));
    });
    members.each("external_ids", [&](const base::Json& element, const std::string& place) {
        filing.external_ids.push_back(external_id_from(element, place));
    });
    filing.narrative = members.personal("narrative");
    read_facts(members, filing);
    return filing;
}

}  // namespace accord::intake
