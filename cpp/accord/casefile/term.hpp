// A term of a case: a period with its nature, its reckoning, and what became of it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "accord/base/clause.hpp"
#include "accord/calendar/term_arithmetic.hpp"
#include "accord/casefile/when.hpp"

namespace accord::casefile {

enum class TermState { pending, running, paused, met, lapsed, waived };

/// One step of the reckoning, as stored (calendar::TermStep).
struct ReckoningStep {
    std::string code;
    calendar::Date date;
    std::string detail;
    bool operator==(const ReckoningStep&) const = default;

    template <class Self, class Visit>
    static void fields(Self& self, Visit& visit) {
        visit.open("code", self.code);
        visit.open("date", self.date);
        visit.open("detail", self.detail);
    }
};

/// The conclusion of `decide` about a due date, written into the event so that it never changes
/// later.
struct Reckoning {
    std::string calendar_edition;
    calendar::Date due;
    std::optional<calendar::Instant> due_at;
    bool provisional = false;
    calendar::Date raw;
    std::vector<ReckoningStep> steps;
    calendar::Date trigger;
    bool operator==(const Reckoning&) const = default;

    template <class Self, class Visit>
    static void fields(Self& self, Visit& visit) {
        visit.open("calendar_edition", self.calendar_edition);
        visit.open("due", self.due);
        visit.open("due_at", self.due_at);
        visit.open("provisional", self.provisional);
        visit.open("raw", self.raw);
        visit.open("steps", self.steps);
        visit.open("trigger", self.trigger);
    }
};

[[nodiscard]] Reckoning reckoning_from(const calendar::TermDue& due);

/// A term as the case holds it.
struct Term {
    std::string id;      // the definition's name: "answer"
    std::string nature;  // "procedural" "limitation" "target" "agreed" …
    std::vector<base::Clause> clauses;
    TermState state = TermState::pending;
    Reckoning reckoning;      // the latest; earlier ones stay in the log
    std::int64_t amount = 0;  // total length now, in its unit
    When met_on;
    std::string met_by;           // the action or "import"
    std::uint64_t started_n = 0;  // the event that started it
    std::uint32_t extended = 0;   // how often
    bool source_says = false;     // met or lapsed because an imported source says so
    bool operator==(const Term&) const = default;
};

}  // namespace accord::casefile
