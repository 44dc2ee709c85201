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
    template <class Self, class Visit>
    static void fields(Self& self, Visit& visit) {
        visit.open("amount", self.amount);
        visit.open("clauses", self.clauses);
        visit.open("nature", self.nature);
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
    template <class Self, class Visit>
    static void fields(Self& self, Visit& visit) {
        visit.open("amount", self.amount);
        visit.open("approved_by", self.approved_by);
        visit.open("clauses", self.clauses);
        visit.open("reckoning", self.reckoning);
        visit.open("term", self.term);
        visit.open("told", self.told);
    }
};

/// Reckoned anew because what it rests on was corrected or learned late; the old one stays in the
/// log.
struct TermMoved {
    static constexpr std::string_view kind = "term_moved";
    std::string reason;
    Reckoning reckoning;
    std::string term;
    template <class Self, class Visit>
    static void fields(Self& self, Visit& visit) {
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
    template <class Self, class Visit>
    static void fields(Self& self, Visit& visit) {
        visit.open("by", self.by);
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
    template <class Self, class Visit>
    static void fields(Self& self, Visit& visit) {
        visit.open("due", self.due);
        visit.open("source_says", self.source_says);
        visit.open("term", self.term);
    }
};

/// A fact learned late showed that the term had not run out after all.
struct LapseWithdrawn {
    static constexpr std::string_view kind = "lapse_withdrawn";
    std::string reason;
    std::string term;
    template <class Self, class Visit>
    static void fields(Self& self, Visit& visit) {
        visit.open("reason", self.reason);
        visit.open("term", self.term);
    }
};

/// No longer runs: the case ended, or it was given up by who may.
struct TermWaived {
    static constexpr std::string_view kind = "term_waived";
    std::string reason;
    std::string term;
    template <class Self, class Visit>
    static void fields(Self& self, Visit& visit) {
        visit.open("reason", self.reason);
        visit.open("term", self.term);
    }
};

}  // namespace accord::casefile
