// Folds events into a term; nothing is consulted, so a term reads for ever as it was decided.
#include "accord/casefile/term_changes.hpp"

namespace accord::casefile {

Term started(const TermStarted& e, std::uint64_t n) {
    Term term;
    term.id = e.term;
    term.of = e.of;
    term.nature = e.nature;
    term.clauses = e.clauses;
    term.state = TermState::running;
    term.reckoning = e.reckoning;
    term.original = e.reckoning.due;
    term.amount = e.amount;
    term.base = e.amount;
    term.started_n = n;
    term.clocks = e.clocks;
    return term;
}

void apply_to(Term& term, const TermExtended& e) {
    // One told too late is on record and moves nothing.
    if (e.amount != term.amount) {
        term.changes.push_back({TermChange::Kind::extended, e.amount, e.rolled, {}, {}});
    }
    term.reckoning = e.reckoning;
    term.amount = e.amount;
    ++term.extended;
}

void apply_to(Term& term, const TermMoved& e) {
    term.reckoning = e.reckoning;
    if (e.amount != 0) term.amount = e.amount;
    if (!e.clocks.empty()) term.clocks = e.clocks;
    if (e.reason == "set" || e.reason == "restored") {
        term.changes.push_back({TermChange::Kind::set, 0, false, e.reason, e.reckoning.due});
        return;
    }
    if (e.reason == "interrupted") {
        // Counted anew from the interruption: what had lengthened the old run is gone with it.
        term.changes.clear();
        term.amount = term.base;
    }
    if (e.original) {
        term.original = *e.original;
    } else if (term.changes.empty()) {
        term.original = e.reckoning.due;
    }
}

void apply_to(Term& term, const TermMet& e) {
    term.state = TermState::met;
    term.met_by = e.by;
    term.met_on = e.when;
    term.source_says = e.source_says;
}

void apply_to(Term& term, const TermLapsed& e) {
    term.state = TermState::lapsed;
    term.source_says = e.source_says;
}

void apply_to(Term& term, const LapseWithdrawn&) {
    term.state = TermState::running;
}

void apply_to(Term& term, const TermWaived&) {
    term.state = TermState::waived;
}

void apply_to(Term& term, const TermPaused&, const When& occurred) {
    if (term.state == TermState::paused) return;  // another wait stops it already
    term.state = TermState::paused;
    term.paused_since = occurred;
}

void apply_to(Term& term, const TermResumed& e) {
    term.state = TermState::running;
    term.paused_since = NotKnown{};
    term.reckoning = e.reckoning;
    if (e.restarted) {
        term.changes.clear();
        term.amount = term.base;
    } else if (e.waited != 0) {
        term.changes.push_back({TermChange::Kind::waited, e.waited, false, e.reason, {}});
    }
}

}  // namespace accord::casefile
