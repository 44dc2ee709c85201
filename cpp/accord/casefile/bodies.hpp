// What can have happened in a case, one struct a kind: filing, parties, evidence, acts, outcome.
//
// A body lists its fields once, in ascending order of name; writing, reading, views and the test of
// the order all use that list. Kinds are only ever added; a changed meaning takes a new `v`.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "accord/casefile/filing.hpp"
#include "accord/casefile/items.hpp"

namespace accord::casefile {

/// The case begins: the facts as received, the procedure it is pinned to, and how it was triaged.
struct Filed {
    static constexpr std::string_view kind = "filed";
    Filing filing;
    std::string priority;  // S4: from the procedure's table
    std::string procedure;
    std::string procedure_version;
    std::vector<std::string> routes;  // departments

    template <class Self, class Visit>
    static void fields(Self& self, Visit& visit) {
        visit.open("filing", self.filing);
        visit.open("priority", self.priority);
        visit.open("procedure", self.procedure);
        visit.open("procedure_version", self.procedure_version);
        visit.open("routes", self.routes);
    }
};

/// The case got its number in its rule's series of the year: gap-free.
struct Numbered {
    static constexpr std::string_view kind = "numbered";
    std::int64_t ordinal = 0;
    std::string rule;
    std::string text;
    std::int64_t year = 0;

    template <class Self, class Visit>
    static void fields(Self& self, Visit& visit) {
        visit.open("ordinal", self.ordinal);
        visit.open("rule", self.rule);
        visit.open("text", self.text);
        visit.open("year", self.year);
    }
};

struct PartyJoined {
    static constexpr std::string_view kind = "party_joined";
    Party party;
    template <class Self, class Visit>
    static void fields(Self& self, Visit& visit) {
        visit.open("party", self.party);
    }
};

struct AgentAppointed {
    static constexpr std::string_view kind = "agent_appointed";
    Agent agent;
    template <class Self, class Visit>
    static void fields(Self& self, Visit& visit) {
        visit.open("agent", self.agent);
    }
};

struct AgentRevoked {
    static constexpr std::string_view kind = "agent_revoked";
    base::Id agent;
    template <class Self, class Visit>
    static void fields(Self& self, Visit& visit) {
        visit.open("agent", self.agent);
    }
};

struct ClaimMade {
    static constexpr std::string_view kind = "claim_made";
    Claim claim;
    template <class Self, class Visit>
    static void fields(Self& self, Visit& visit) {
        visit.open("claim", self.claim);
    }
};

struct EvidenceAdded {
    static constexpr std::string_view kind = "evidence_added";
    Evidence evidence;
    template <class Self, class Visit>
    static void fields(Self& self, Visit& visit) {
        visit.open("evidence", self.evidence);
    }
};

struct EvidenceAssessed {
    static constexpr std::string_view kind = "evidence_assessed";
    std::string checked;
    base::Id evidence;
    template <class Self, class Visit>
    static void fields(Self& self, Visit& visit) {
        visit.open("checked", self.checked);
        visit.open("evidence", self.evidence);
    }
};

struct FactStated {
    static constexpr std::string_view kind = "fact_stated";
    Fact fact;
    template <class Self, class Visit>
    static void fields(Self& self, Visit& visit) {
        visit.open("fact", self.fact);
    }
};

/// An action of the procedure was done. Its consequences follow as events of their own.
struct Acted {
    static constexpr std::string_view kind = "acted";
    std::string action;
    std::uint32_t key = 0;  // of the free text
    Personal note;
    template <class Self, class Visit>
    static void fields(Self& self, Visit& visit) {
        visit.open("action", self.action);
        visit.open("key", self.key);
        visit.personal("note", self.note, self.key);
    }
};

/// The case stands elsewhere. `stage` alone says it where one stage took the place of another; the
/// lists are there when more was left, entered or is active at once.
struct StageEntered {
    static constexpr std::string_view kind = "stage_entered";
    bool is_final = false;
    std::string stage;                   // the deepest that contains all active ones
    std::vector<std::string> entered{};  // in document order, ancestors too
    std::vector<std::string> left{};     // in the order they were left
    std::vector<std::string> stages{};   // active leaves, in document order; empty: `stage`
    template <class Self, class Visit>
    static void fields(Self& self, Visit& visit) {
        visit.open("entered", self.entered);
        visit.open("is_final", self.is_final);
        visit.open("left", self.left);
        visit.open("stage", self.stage);
        visit.open("stages", self.stages);
    }
};

/// A milestone of the procedure: recorded once, whatever comes after.
struct MilestoneReached {
    static constexpr std::string_view kind = "milestone_reached";
    std::vector<base::Clause> clauses;
    std::string milestone;
    template <class Self, class Visit>
    static void fields(Self& self, Visit& visit) {
        visit.open("clauses", self.clauses);
        visit.open("milestone", self.milestone);
    }
};

struct Served {
    static constexpr std::string_view kind = "served";
    Service service;
    template <class Self, class Visit>
    static void fields(Self& self, Visit& visit) {
        visit.open("service", self.service);
    }
};

/// What was served came back: that service is none.
struct ServiceReturned {
    static constexpr std::string_view kind = "service_returned";
    std::string action;
    std::string document;
    std::string recipient;
    template <class Self, class Visit>
    static void fields(Self& self, Visit& visit) {
        visit.open("action", self.action);
        visit.open("document", self.document);
        visit.open("recipient", self.recipient);
    }
};

struct WaitOpened {
    static constexpr std::string_view kind = "wait_opened";
    Wait wait;
    template <class Self, class Visit>
    static void fields(Self& self, Visit& visit) {
        visit.open("wait", self.wait);
    }
};

struct WaitEnded {
    static constexpr std::string_view kind = "wait_ended";
    std::string name;
    std::uint32_t number = 0;
    template <class Self, class Visit>
    static void fields(Self& self, Visit& visit) {
        visit.open("name", self.name);
        visit.open("number", self.number);
    }
};

struct TaskOpened {
    static constexpr std::string_view kind = "task_opened";
    Task task;
    template <class Self, class Visit>
    static void fields(Self& self, Visit& visit) {
        visit.open("task", self.task);
    }
};

struct TaskDone {
    static constexpr std::string_view kind = "task_done";
    std::uint32_t number = 0;
    template <class Self, class Visit>
    static void fields(Self& self, Visit& visit) {
        visit.open("number", self.number);
    }
};

struct OfferMade {
    static constexpr std::string_view kind = "offer_made";
    Offer offer;
    template <class Self, class Visit>
    static void fields(Self& self, Visit& visit) {
        visit.open("offer", self.offer);
    }
};

struct OfferAnswered {
    static constexpr std::string_view kind = "offer_answered";
    std::uint32_t number = 0;
    OfferState state = OfferState::accepted;
    template <class Self, class Visit>
    static void fields(Self& self, Visit& visit) {
        visit.open("number", self.number);
        visit.open("state", self.state);
    }
};

struct FigureAssessed {
    static constexpr std::string_view kind = "figure_assessed";
    Figure figure;
    template <class Self, class Visit>
    static void fields(Self& self, Visit& visit) {
        visit.open("figure", self.figure);
    }
};

struct Agreed {
    static constexpr std::string_view kind = "agreed";
    Agreement agreement;
    template <class Self, class Visit>
    static void fields(Self& self, Visit& visit) {
        visit.open("agreement", self.agreement);
    }
};

struct DocumentIssued {
    static constexpr std::string_view kind = "document_issued";
    Issued issued;
    template <class Self, class Visit>
    static void fields(Self& self, Visit& visit) {
        visit.open("issued", self.issued);
    }
};

/// The next event happened although it should not have: by which clause, and who let it be
/// recorded.
struct IrregularityNoted {
    static constexpr std::string_view kind = "irregularity_noted";
    std::string authorised_by;
    std::string clause;
    std::uint64_t of = 0;  // n of the irregular event
    template <class Self, class Visit>
    static void fields(Self& self, Visit& visit) {
        visit.open("authorised_by", self.authorised_by);
        visit.open("clause", self.clause);
        visit.open("of", self.of);
    }
};

/// A typing error put right: the view shows the new value, the log keeps both.
struct Corrected {
    static constexpr std::string_view kind = "corrected";
    std::vector<std::string> documents;  // already issued on the old value
    std::string field;  // "received" "branch" "claims.0.amount" "facts.x" "narrative" …
    std::uint32_t key = 0;
    rules::Value now;       // an open field's new value
    Personal now_personal;  // a personal field's new value
    std::string reason;
    rules::Value was;
    template <class Self, class Visit>
    static void fields(Self& self, Visit& visit) {
        visit.open("documents", self.documents);
        visit.open("field", self.field);
        visit.open("key", self.key);
        visit.open("now", self.now);
        visit.personal("now_personal", self.now_personal, self.key);
        visit.open("reason", self.reason);
        visit.open("was", self.was);
    }
};

/// Someone read a restricted item, and why.
struct Accessed {
    static constexpr std::string_view kind = "accessed";
    std::string item;
    std::string reason;
    template <class Self, class Visit>
    static void fields(Self& self, Visit& visit) {
        visit.open("item", self.item);
        visit.open("reason", self.reason);
    }
};

struct Closed {
    static constexpr std::string_view kind = "closed";
    std::string outcome;  // "decision_notice" "settlement" "mediation_agreement" "failed" …
    template <class Self, class Visit>
    static void fields(Self& self, Visit& visit) {
        visit.open("outcome", self.outcome);
    }
};

}  // namespace accord::casefile
