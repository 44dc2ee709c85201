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

/// The day or moment one of a term's alternative clocks runs from; `clock` counts the definition's
/// clocks, nested ones in their place.
struct ClockMark {
    std::int64_t clock = 0;
    When trigger;
    bool operator==(const ClockMark&) const = default;

    template <class Self, class Visit>
    static void fields(Self& self, Visit& visit) {
        visit.open("clock", self.clock);
        visit.open("trigger", self.trigger);
    }
};

/// What has changed a term's length since it began, in order: enough to reckon it anew when its
/// trigger or its calendar turns out to be another.
struct TermChange {
    enum class Kind { extended, waited, set };
    Kind kind = Kind::extended;
    std::int64_t amount = 0;  // extended: the new total; waited: days, or microseconds for hours
    bool rolled = false;      // extended from the rolled date
    std::string reason;       // waited: the wait's name; set: what the reckoning says of it
    calendar::Date due;       // set
    bool operator==(const TermChange&) const = default;
};

/// A term as the case holds it.
struct Term {
    std::string id;      // the definition's name: "answer"
    std::string of;      // the recipient whose term it is, where each has one; otherwise empty
    std::string nature;  // "procedural" "limitation" "target" "agreed" …
    std::vector<base::Clause> clauses;
    TermState state = TermState::pending;
    Reckoning reckoning;      // the latest; earlier ones stay in the log
    calendar::Date original;  // the first reckoning's last day: no extension and no wait moves it
    std::int64_t amount = 0;  // total length now, in its unit
    std::int64_t base = 0;    // length it began with
    When paused_since;        // while paused
    std::vector<TermChange> changes;
    std::vector<ClockMark> clocks;
    When met_on;
    std::string met_by;           // the action or "import"
    std::uint64_t started_n = 0;  // the event that started it
    std::uint32_t extended = 0;   // how often
    bool source_says = false;     // met or lapsed because an imported source says so
    bool operator==(const Term&) const = default;
};

}  // namespace accord::casefile
