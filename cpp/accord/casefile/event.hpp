// An event: an envelope around one of the bodies, those of cases and the docket's own.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <variant>
#include <vector>

#include "accord/casefile/bodies.hpp"
#include "accord/casefile/term_bodies.hpp"

namespace accord::casefile {

// --- the docket's own events (no case) --------------------------------------------------------

struct LawAdded {
    static constexpr std::string_view kind = "law_added";
    std::string hash;
    std::string name;
    std::string sort;  // "definition" "calendar" "rules" "zone" "set"
    template <class Self, class Visit>
    static void fields(Self& self, Visit& visit) {
        visit.open("hash", self.hash);
        visit.open("name", self.name);
        visit.open("sort", self.sort);
    }
};

/// One import run: what the file was and what became of its rows.
struct Imported {
    static constexpr std::string_view kind = "imported";
    std::int64_t changed = 0;
    std::string digest;  // SHA-256 of the file
    std::int64_t filed = 0;
    std::int64_t known = 0;
    std::int64_t rejected = 0;
    std::int64_t rows = 0;
    std::string source;
    template <class Self, class Visit>
    static void fields(Self& self, Visit& visit) {
        visit.open("changed", self.changed);
        visit.open("digest", self.digest);
        visit.open("filed", self.filed);
        visit.open("known", self.known);
        visit.open("rejected", self.rejected);
        visit.open("rows", self.rows);
        visit.open("source", self.source);
    }
};

using Body =
    std::variant<Filed, Numbered, PartyJoined, AgentAppointed, AgentRevoked, ClaimMade,
                 EvidenceAdded, EvidenceAssessed, FactStated, Acted, StageEntered, TermStarted,
                 TermExtended, TermMoved, TermMet, TermLapsed, LapseWithdrawn, TermWaived, Served,
                 TaskOpened, TaskDone, OfferMade, OfferAnswered, FigureAssessed, Agreed,
                 DocumentIssued, IrregularityNoted, Corrected, Accessed, Closed, LawAdded, Imported,
                 TermPaused, TermResumed, ServiceReturned, WaitOpened, WaitEnded, MilestoneReached>;

struct Envelope {
    base::Id case_id;  // empty for the docket's own events
    std::uint64_t n = 0;
    std::int64_t v = 1;
    When occurred;
    calendar::Instant recorded_at;
    std::string actor;            // who opened the docket
    std::vector<std::string> by;  // whose act it is; empty: the actor's
    std::string key;              // base64 of the HMAC of the idempotency key, never its text
    std::string law;              // hash of the set: definition, rules, calendars, zones
};

struct Event {
    Envelope envelope;
    Body body;
};

[[nodiscard]] std::string_view kind_of(const Body& body) noexcept;

}  // namespace accord::casefile
