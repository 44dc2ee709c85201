// What a case collects beside parties and terms: agents, evidence, service, tasks, offers, figures.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "accord/base/clause.hpp"
#include "accord/base/id.hpp"
#include "accord/base/trace.hpp"
#include "accord/casefile/personal.hpp"
#include "accord/casefile/when.hpp"
#include "accord/money/money.hpp"

namespace accord::casefile {

/// Acts for a party: 一般授权 or 特别授权, for a time, until revoked.
enum class AuthorityScope { general, special };
struct Agent {
    std::optional<calendar::Date> from;
    base::Id id;
    std::uint32_t key = 0;
    Personal name;
    std::string party;  // role of the party represented
    bool revoked = false;
    AuthorityScope scope = AuthorityScope::general;
    std::optional<calendar::Date> to;
    bool operator==(const Agent&) const = default;

    template <class Self, class Visit>
    static void fields(Self& self, Visit& visit) {
        visit.open("from", self.from);
        visit.open("id", self.id);
        visit.open("key", self.key);
        visit.personal("name", self.name, self.key);
        visit.open("party", self.party);
        visit.open("revoked", self.revoked);
        visit.open("scope", self.scope);
        visit.open("to", self.to);
    }
};

/// An item of evidence; the bytes lie in the vault, sealed under the owner's key.
struct Evidence {
    std::string address;                // of the blob; empty for an item described only
    std::string checked = "unchecked";  // S7: "matches_original" "can_not_be_checked" …
    std::string digest;                 // blob's plain_hash (HMAC under the owner's key)
    base::Id id;
    std::string item;  // what it is: "statement" "contract" …
    std::uint32_t key = 0;
    std::string kind;  // "document" "electronic" "physical" "testimony"
    std::string media_type;
    Personal name;  // file name
    std::int64_t size = 0;
    std::string source;  // role of who handed it in
    std::string wrapped_key;
    bool operator==(const Evidence&) const = default;

    template <class Self, class Visit>
    static void fields(Self& self, Visit& visit) {
        visit.open("address", self.address);
        visit.open("checked", self.checked);
        visit.open("digest", self.digest);
        visit.open("id", self.id);
        visit.open("item", self.item);
        visit.open("key", self.key);
        visit.open("kind", self.kind);
        visit.open("media_type", self.media_type);
        visit.personal("name", self.name, self.key);
        visit.open("size", self.size);
        visit.open("source", self.source);
        visit.open("wrapped_key", self.wrapped_key);
    }
};

/// Delivery of a document to one recipient.
struct Service {
    std::string action;  // the action that was to be served
    std::string document;
    std::string method;     // "electronic" "post" "in_person" …
    std::string recipient;  // role; of several who hold it "respondent.2"
    When returned;          // the parcel came back: this service is none
    When served;            // deemed date
    bool operator==(const Service&) const = default;

    template <class Self, class Visit>
    static void fields(Self& self, Visit& visit) {
        visit.open("action", self.action);
        visit.open("document", self.document);
        visit.open("method", self.method);
        visit.open("recipient", self.recipient);
        visit.open("returned", self.returned);
        visit.open("served", self.served);
    }
};

/// Somebody is waited for: an appraisal, the customer's papers, an approval; or the case is stayed.
struct Wait {
    When ended;
    std::string name;          // "appraisal" "customer_papers" "approval" "stay" …
    std::uint32_t number = 0;  // 1, 2, 3 … within the case
    std::string of;            // with `term`: whose
    std::string reason;
    std::string scope;  // of a stay: "case", or the stage it covers
    When since;
    std::vector<std::string> stops;  // the terms whose clock it stops: "answer", "answer of x"
    std::string term;                // it concerns this term alone; empty: all that know its name
    std::string waiting_for;         // a role, an office, a person's role
    bool operator==(const Wait&) const = default;

    template <class Self, class Visit>
    static void fields(Self& self, Visit& visit) {
        visit.open("ended", self.ended);
        visit.open("name", self.name);
        visit.open("number", self.number);
        visit.open("of", self.of);
        visit.open("reason", self.reason);
        visit.open("scope", self.scope);
        visit.open("since", self.since);
        visit.open("stops", self.stops);
        visit.open("term", self.term);
        visit.open("waiting_for", self.waiting_for);
    }
};
/// How a wait names a term.
[[nodiscard]] inline std::string term_name(std::string_view term, std::string_view of) {
    return of.empty() ? std::string(term) : std::string(term) + " of " + std::string(of);
}
[[nodiscard]] inline bool is_open(const Wait& wait) noexcept {
    return std::holds_alternative<NotKnown>(wait.ended) && wait.number != 0;
}

/// Work for a person.
struct Task {
    std::string assignee;
    bool done = false;
    std::optional<calendar::Date> due;
    std::string name;          // a code: "triage" "answer_overdue" …
    std::uint32_t number = 0;  // 1, 2, 3 … within the case
    std::string reason;
    std::string approver{};            // role
    std::vector<std::string> joint{};  // roles that give their opinion together
    bool operator==(const Task&) const = default;

    template <class Self, class Visit>
    static void fields(Self& self, Visit& visit) {
        visit.open("approver", self.approver);
        visit.open("assignee", self.assignee);
        visit.open("done", self.done);
        visit.open("due", self.due);
        visit.open("joint", self.joint);
        visit.open("name", self.name);
        visit.open("number", self.number);
        visit.open("reason", self.reason);
    }
};

enum class OfferState { open, accepted, rejected, lapsed };

/// A proposal with its conditions and its last day.
struct Offer {
    std::optional<money::Money> amount;
    std::vector<std::string> by;  // roles that made it
    Personal conditions;
    std::optional<calendar::Date> expires;
    std::uint32_t key = 0;
    std::uint32_t number = 0;
    OfferState state = OfferState::open;
    bool operator==(const Offer&) const = default;

    template <class Self, class Visit>
    static void fields(Self& self, Visit& visit) {
        visit.open("amount", self.amount);
        visit.open("by", self.by);
        visit.personal("conditions", self.conditions, self.key);
        visit.open("expires", self.expires);
        visit.open("key", self.key);
        visit.open("number", self.number);
        visit.open("state", self.state);
    }
};

/// A figure settled on, with the tree of lines that explains it.
struct Figure {
    std::optional<money::Money> amount;
    std::string name;  // "claim" "agreed" "court_fee" …
    std::optional<base::Line> why;
    bool operator==(const Figure&) const = default;

    template <class Self, class Visit>
    static void fields(Self& self, Visit& visit) {
        visit.open("amount", self.amount);
        visit.open("name", self.name);
        visit.open("why", self.why);
    }
};

/// What the parties agreed: 和解协议 (settlement) or 调解协议 (mediation_agreement).
struct Agreement {
    std::optional<money::Money> amount;
    std::vector<std::string> by;
    std::string kind;  // "settlement" "mediation_agreement"
    std::optional<calendar::Date> perform_by;
    std::vector<std::string> remedies;  // not money: "apology" "correct_credit_record" …
    bool operator==(const Agreement&) const = default;

    template <class Self, class Visit>
    static void fields(Self& self, Visit& visit) {
        visit.open("amount", self.amount);
        visit.open("by", self.by);
        visit.open("kind", self.kind);
        visit.open("perform_by", self.perform_by);
        visit.open("remedies", self.remedies);
    }
};

/// A paper that was made from the case: what it was based on, so that a correction can name it.
struct Issued {
    std::string digest;    // SHA-256 of the file
    std::string document;  // "decision_notice" "agreement" …
    std::string language;
    std::uint64_t version = 0;  // of the case it was made from
    bool operator==(const Issued&) const = default;

    template <class Self, class Visit>
    static void fields(Self& self, Visit& visit) {
        visit.open("digest", self.digest);
        visit.open("document", self.document);
        visit.open("language", self.language);
        visit.open("version", self.version);
    }
};

}  // namespace accord::casefile
