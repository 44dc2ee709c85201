// What can have become of a term: started, extended, moved, met, lapsed, withdrawn, waived.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "accord/casefile/term.hpp"

namespace accord::casefile {

struct TermStarted {
    static constexpr std::string_view kind = "term_started";
    std::int64_t amount = 0;
    std::vector<base::Clause> clauses;
    std::string nature;
    Reckoning reckoning;
    std::string term;
    std::vector<ClockMark> clocks = {};  // of a term with alternative clocks
    std::string of = {};                 // the recipient whose term it is, where each has one
    template <class Self, class Visit>
    static void fields(Self& self, Visit& visit) {
        visit.open("amount", self.amount);
        visit.open("clauses", self.clauses);
        visit.open("clocks", self.clocks);
        visit.open("nature", self.nature);
        visit.open("of", self.of);
        visit.open("reckoning", self.reckoning);
        visit.open("term", self.term);
    }
};

/// Longer by a decision within the rule: its new total length, who approved, who was told.
struct TermExtended {
    static constexpr std::string_view kind = "term_extended";
    std::int64_t amount = 0;
    std::string approved_by;
    std::vector<base::Clause> clauses;
    Reckoning reckoning;
    std::string term;
    std::vector<std::string> told;
    std::string of = {};
    bool rolled = false;  // from the rolled date
    template <class Self, class Visit>
    static void fields(Self& self, Visit& visit) {
        visit.open("amount", self.amount);
        visit.open("approved_by", self.approved_by);
        visit.open("clauses", self.clauses);
        visit.open("of", self.of);
        visit.open("reckoning", self.reckoning);
        visit.open("rolled", self.rolled);
        visit.open("term", self.term);
        visit.open("told", self.told);
    }
};

/// Reckoned anew because what it rests on was corrected or learned late, a new edition of the
/// calendar came, another clock decides, or whoever may has set it; the old one stays in the log.
struct TermMoved {
    static constexpr std::string_view kind = "term_moved";
    std::string reason;  // "learned_late" "corrected" "calendar" "clock" "interrupted" "set" …
    Reckoning reckoning;
    std::string term;
    std::int64_t amount = 0;                      // its length, where that is another now
    std::string because = {};                     // set or restored: the reason given
    std::vector<ClockMark> clocks = {};           // what its clocks run from, where known anew
    std::string of = {};                          // the recipient whose term it is
    std::optional<calendar::Date> original = {};  // where the first reckoning is another, too
    template <class Self, class Visit>
    static void fields(Self& self, Visit& visit) {
        visit.open("amount", self.amount);
        visit.open("because", self.because);
        visit.open("clocks", self.clocks);
        visit.open("of", self.of);
        visit.open("original", self.original);
        visit.open("reason", self.reason);
        visit.open("reckoning", self.reckoning);
        visit.open("term", self.term);
    }
};

/// Met by an action, or because the source of an import says so (then perhaps without a date).
struct TermMet {
    static constexpr std::string_view kind = "term_met";
    std::string by;
    bool source_says = false;
    std::string term;
    When when;
    std::string of = {};
    template <class Self, class Visit>
    static void fields(Self& self, Visit& visit) {
        visit.open("by", self.by);
        visit.open("of", self.of);
        visit.open("source_says", self.source_says);
        visit.open("term", self.term);
        visit.open("when", self.when);
    }
};

struct TermLapsed {
    static constexpr std::string_view kind = "term_lapsed";
    calendar::Date due;
    bool source_says = false;
    std::string term;
    std::string of = {};
    template <class Self, class Visit>
    static void fields(Self& self, Visit& visit) {
        visit.open("due", self.due);
        visit.open("of", self.of);
        visit.open("source_says", self.source_says);
        visit.open("term", self.term);
    }
};

/// A fact learned late showed that the term had not run out after all.
struct LapseWithdrawn {
    static constexpr std::string_view kind = "lapse_withdrawn";
    std::string reason;
    std::string term;
    std::string of = {};
    template <class Self, class Visit>
    static void fields(Self& self, Visit& visit) {
        visit.open("of", self.of);
        visit.open("reason", self.reason);
        visit.open("term", self.term);
    }
};

/// No longer runs: the case ended, or it was given up by who may.
struct TermWaived {
    static constexpr std::string_view kind = "term_waived";
    std::string reason;
    std::string term;
    std::string of = {};
    template <class Self, class Visit>
    static void fields(Self& self, Visit& visit) {
        visit.open("of", self.of);
        visit.open("reason", self.reason);
        visit.open("term", self.term);
    }
};

/// The clock stands still while a wait lasts.
struct TermPaused {
    static constexpr std::string_view kind = "term_paused";
    std::string of;
    std::string term;
    std::uint32_t wait = 0;  // the wait that stops it
    template <class Self, class Visit>
    static void fields(Self& self, Visit& visit) {
        visit.open("of", self.of);
        visit.open("term", self.term);
        visit.open("wait", self.wait);
    }
};

/// The last wait that stopped it is over: what the time waited did to it.
struct TermResumed {
    static constexpr std::string_view kind = "term_resumed";
    std::string of;
    std::string reason;  // the name of the wait
    Reckoning reckoning;
    bool restarted = false;  // counted anew from here
    std::string term;
    std::int64_t waited = 0;  // days as the term counts them; microseconds for hours
    template <class Self, class Visit>
    static void fields(Self& self, Visit& visit) {
        visit.open("of", self.of);
        visit.open("reason", self.reason);
        visit.open("reckoning", self.reckoning);
        visit.open("restarted", self.restarted);
        visit.open("term", self.term);
        visit.open("waited", self.waited);
    }
};

}  // namespace accord::casefile
