// The life of terms: started by what anchors them, met, over, moved when what they rest on changes.
#pragma once

#include <optional>
#include <string_view>

#include "accord/procedure/draft.hpp"
#include "accord/procedure/term/reckoning.hpp"

namespace accord::procedure {

/// Whether the last day (or the last moment) has passed at `at`.
[[nodiscard]] bool is_over(const casefile::Reckoning& reckoning, std::string_view zone,
                           calendar::Instant at, const Law& law);
/// Whether something that happened `when` came in time; nothing when nobody knows when it happened.
[[nodiscard]] std::optional<bool> is_in_time(const casefile::Reckoning& reckoning,
                                             std::string_view zone, const casefile::When& when,
                                             const Law& law);
/// The end of the last day, or the last moment.
[[nodiscard]] calendar::Instant end_of_term(const casefile::Reckoning& reckoning,
                                            std::string_view zone, const Law& law);
/// The zone of a term's days; the definition's own where the definition no longer has the term.
[[nodiscard]] const std::string& zone_of(std::string_view term, const Law& law);

// --- what starts terms (start.cpp) ---------------------------------------------------------------

/// Terms that run from an action itself; those it interrupts run anew. A term that already runs is
/// not started again; one that a fact learned late shows to have begun earlier is moved.
void start_terms_after(Draft& draft, std::string_view action, const casefile::When& occurred);
/// Terms that run from the service of the action's paper; `sent` when it went out.
void start_terms_after_service(Draft& draft, std::string_view action, std::string_view recipient,
                               const casefile::When& served, const casefile::When& sent);
void start_terms_after_fact(Draft& draft, const casefile::Fact& fact,
                            const casefile::When& occurred);
/// For each stage that is entered.
void start_terms_after_stage(Draft& draft, std::string_view stage, const casefile::When& occurred);
void start_term(Draft& draft, const TermDefinition& term, const casefile::When& trigger,
                const casefile::When& occurred, std::string_view of = {});
/// One of a term's clocks is known to run from `trigger`, or from another than was believed.
void start_clock(Draft& draft, const TermDefinition& term, std::int64_t clock,
                 const casefile::When& trigger, std::string_view reason,
                 const casefile::When& occurred);
/// What was served came back: terms that run from that service are none; one that an earlier or
/// another service carries runs from that.
void end_terms_after_service(Draft& draft, std::string_view action, std::string_view recipient,
                             const casefile::When& occurred);
[[nodiscard]] bool is_triggered_by(const Anchor& anchor, std::string_view action);

// --- what becomes of them (life.cpp) -------------------------------------------------------------

/// Terms of the case that the action meets; lapsed ones too where it came in time after all.
void meet_terms(Draft& draft, std::string_view action, const casefile::When& occurred);
/// A new reckoning and what it means for a term that ran, was met or had lapsed.
void move_term(Draft& draft, const TermDefinition& definition, casefile::TermMoved moved,
               const casefile::When& occurred);
/// A term ran out: lapsed, then the task or the stage the definition gives its silence.
void lapse_term(Draft& draft, const TermDefinition* definition, const TermName& name,
                const casefile::Reckoning& reckoning);
/// Terms that end with the case.
void waive_open_terms(Draft& draft, std::string_view reason, const casefile::When& occurred);
/// After a term began, moved or ended: its reminders, the terms that run from its last day, and a
/// wait that stops it from the beginning.
void follow_term(Draft& draft, const TermName& name, const casefile::When& occurred);

// --- waits (waits.cpp) ---------------------------------------------------------------------------

/// How the term takes the wait; nothing where it does not know its name or is not meant.
[[nodiscard]] const WaitRule* rule_for(const TermDefinition& term, std::string_view of,
                                       const casefile::Wait& wait);
void open_wait(Draft& draft, casefile::Wait wait, const casefile::When& occurred);
void end_wait(Draft& draft, const casefile::Wait& wait, const casefile::When& occurred);
/// Stops a term that begins while somebody is waited for.
void pause_if_waiting(Draft& draft, const TermDefinition& term, std::string_view of,
                      const casefile::When& occurred);

}  // namespace accord::procedure
