// A case as a value at a version: what folding its events gives, and nothing else.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "accord/casefile/event.hpp"

namespace accord::casefile {

/// One act of the procedure, as later rules look back at it.
struct Act {
    std::string action;
    std::vector<std::string> by;
    std::uint64_t n = 0;
    When occurred;
};

/// A milestone reached, and when.
struct Reached {
    std::string id;
    std::uint64_t n = 0;
    When occurred;
};

/// A remark on the record that a reader must see: an irregular event, a correction.
struct Irregularity {
    std::string clause;
    std::string authorised_by;
    std::uint64_t of = 0;
};

struct Case {
    base::Id id;
    std::uint64_t version = 0;  // n of the last event
    std::string number;
    std::string procedure;
    std::string procedure_version;
    std::string law;  // the law set it is pinned to
    Filing filing;    // as received, corrections applied
    std::string priority;
    std::vector<std::string> routes;
    std::string stage;                // the deepest that contains all of `stages`
    std::vector<std::string> stages;  // active leaves, in document order
    bool is_final = false;
    std::string outcome;  // empty while open
    When filed_on;        // when it was filed (occurred of the first event)
    When closed_on;
    calendar::Instant last_at;  // the latest decided moment: earlier acts are out of order
    calendar::Instant recorded_at;
    std::vector<Agent> agents;
    std::vector<Evidence> evidence;
    std::vector<Fact> facts;  // sorted by name
    std::vector<Act> acts;
    std::vector<Reached> milestones;
    std::vector<Term> terms;  // in order of start; an id can stand more than once
    std::vector<Service> services;
    std::vector<Wait> waits;  // open and ended ones, by number
    std::vector<Task> tasks;
    std::vector<Offer> offers;
    std::vector<Figure> figures;
    std::optional<Agreement> agreement;
    std::vector<Issued> documents;
    std::vector<Irregularity> irregularities;
    std::vector<Corrected> corrections;
    std::uint64_t last_seq = 0;  // set by who loads it; not part of the fold
};

[[nodiscard]] const Fact* find_fact(const Case& c, std::string_view name) noexcept;
[[nodiscard]] const Term* find_term(const Case& c,
                                    std::string_view id) noexcept;  // the latest of that id
[[nodiscard]] Term* find_term(Case& c, std::string_view id) noexcept;
[[nodiscard]] const Reached* find_milestone(const Case& c, std::string_view id) noexcept;
/// The latest of that id and recipient.
[[nodiscard]] const Term* find_term(const Case& c, std::string_view id,
                                    std::string_view of) noexcept;
[[nodiscard]] Term* find_term(Case& c, std::string_view id, std::string_view of) noexcept;
[[nodiscard]] const Party* find_party(const Case& c, std::string_view role) noexcept;

}  // namespace accord::casefile
