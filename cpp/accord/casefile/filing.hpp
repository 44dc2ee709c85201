// What came in: the facts of a dispute as received, before a case exists.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "accord/base/id.hpp"
#include "accord/casefile/personal.hpp"
#include "accord/casefile/when.hpp"
#include "accord/rules/value.hpp"

namespace accord::casefile {

/// The four schemes a dispute is classified by at once (source §1.1), and its causes (§1.2): codes
/// of python/accord/law/classification.json; "unstated" where the source does not say.
struct Classification {
    std::string type = "unstated";     // 服务质量 产品责任 技术故障 信息披露
    std::string subject = "unstated";  // bank, securities firm, insurer, trust company
    std::string nature = "unstated";   // contract, operation, service, claims
    std::string content = "unstated";  // amount, income distribution, fees, disclosure
    std::vector<std::string> causes;
    bool operator==(const Classification&) const = default;

    template <class Self, class Visit>
    static void fields(Self& self, Visit& visit) {
        visit.open("causes", self.causes);
        visit.open("content", self.content);
        visit.open("nature", self.nature);
        visit.open("subject", self.subject);
        visit.open("type", self.type);
    }
};

/// A number under which another office knows the same matter: {"cfpb", "1114245"}, {"12378", "…"}.
struct ExternalId {
    std::string number;
    std::string source;
    bool operator==(const ExternalId&) const = default;

    template <class Self, class Visit>
    static void fields(Self& self, Visit& visit) {
        visit.open("number", self.number);
        visit.open("source", self.source);
    }
};

enum class PartyKind { person, organisation };

/// A subject's role in one case. A person's name, contact and address are sealed under the
/// subject's key; an organisation's name is open.
struct Party {
    Personal address;
    Personal contact;
    base::Id id;
    std::uint32_t key = 0;  // key ordinal of the subject
    PartyKind kind = PartyKind::person;
    Personal name;             // a person's
    std::string organisation;  // an organisation's name, open
    std::string role;          // "claimant" "respondent" "third_party" "guarantor"
    base::Id subject;
    Personal tags;  // groups a source counts the person in: "Older American"
    bool operator==(const Party&) const = default;

    template <class Self, class Visit>
    static void fields(Self& self, Visit& visit) {
        visit.personal("address", self.address, self.key);
        visit.personal("contact", self.contact, self.key);
        visit.open("id", self.id);
        visit.open("key", self.key);
        visit.open("kind", self.kind);
        visit.personal("name", self.name, self.key);
        visit.open("organisation", self.organisation);
        visit.open("role", self.role);
        visit.open("subject", self.subject);
        visit.personal("tags", self.tags, self.key);
    }
};

/// What is asked for: kind of relief, amount where it is money, ground.
struct Claim {
    std::optional<money::Money> amount;
    std::string ground;  // a code
    std::string relief =
        "payment";  // "payment" "apology" "correction" "unfreeze" "stop_collection" …
    bool operator==(const Claim&) const = default;

    template <class Self, class Visit>
    static void fields(Self& self, Visit& visit) {
        visit.open("amount", self.amount);
        visit.open("ground", self.ground);
        visit.open("relief", self.relief);
    }
};

/// A named, typed fact. Facts are sorted by name within a case.
struct Fact {
    std::string name;
    rules::Value value;
    bool operator==(const Fact&) const = default;

    template <class Self, class Visit>
    static void fields(Self& self, Visit& visit) {
        visit.open("name", self.name);
        visit.open("value", self.value);
    }
};

/// Codes the return counts by, beside the four schemes.
struct Filing {
    std::string branch = "unstated";
    std::string business = "unstated";  // "debit_card" "loan" "property_insurance" …
    std::string cause = "unstated";     // cause of the complaint, as the return lists them
    std::string channel = "unstated";   // "telephone" "email" "online" "counter" "letter" …
    std::vector<Claim> claims;
    Classification classification;
    std::vector<ExternalId> external_ids;
    std::vector<Fact> facts;
    std::string kind;    // the kind of dispute: "wrong_debit" "house_fire" …
    Personal narrative;  // under the claimant's key
    std::vector<Party> parties;
    std::string product = "unstated";
    When received;
    std::string severity = "unstated";  // S4: "low" "medium" "high"
    std::string urgency = "unstated";   // S4: "ordinary" "urgent"
    bool operator==(const Filing&) const = default;

    /// The claimant's key, under which free text of the case is sealed; 0 without a claimant.
    [[nodiscard]] std::uint32_t owner_key() const noexcept;

    template <class Self, class Visit>
    static void fields(Self& self, Visit& visit) {
        visit.open("branch", self.branch);
        visit.open("business", self.business);
        visit.open("cause", self.cause);
        visit.open("channel", self.channel);
        visit.open("claims", self.claims);
        visit.open("classification", self.classification);
        visit.open("external_ids", self.external_ids);
        visit.open("facts", self.facts);
        visit.open("kind", self.kind);
        visit.personal("narrative", self.narrative, self.owner_key());
        visit.open("parties", self.parties);
        visit.open("product", self.product);
        visit.open("received", self.received);
        visit.open("severity", self.severity);
        visit.open("urgency", self.urgency);
    }
};

}  // namespace accord::casefile
