// What lists and counts need of a case, so that nobody has to open it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "accord/casefile/case.hpp"

namespace accord::projection {

struct Head {
    base::Id id;
    std::uint64_t ordinal = 0;
    std::uint64_t version = 0;
    std::uint64_t last_seq = 0;
    std::string number, procedure, stage, outcome;
    std::string branch, business, cause, channel, kind, priority;
    bool is_final = false;
    std::optional<calendar::Date> filed, closed, next_due;
    std::string next_term;
    bool on_time = true;    // no procedural term lapsed while the case was open
    bool extended = false;  // some term was extended
    bool repeat = false;    // the claimant has complained before (fact "repeat")
    std::string claimed;    // money as text; empty when none, or in more than one currency
    std::string agreed;
};

/// A running term of a case.
struct DueRow {
    std::uint64_t ordinal = 0;
    std::string term, nature;
    calendar::Date due;
    bool provisional = false;
};

/// Work for a person that is not done yet.
struct TaskRow {
    std::uint64_t ordinal = 0;
    std::uint32_t number = 0;  // within the case
    std::string name, assignee;
    std::optional<calendar::Date> due;
};

/// Pure: what the lists show of `c`. Days are those of `zone`.
[[nodiscard]] Head head_of(const casefile::Case& c, std::uint64_t ordinal,
                           const calendar::Zone& zone);
[[nodiscard]] std::vector<DueRow> due_of(const casefile::Case& c, std::uint64_t ordinal);

}  // namespace accord::projection
