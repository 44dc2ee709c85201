// The life of terms: reckoned and started, met, over, moved when what they rest on changes.
#pragma once

#include <optional>
#include <string_view>

#include "accord/procedure/draft.hpp"

namespace accord::procedure {

/// From a moment or a day; nothing when the source did not say when. Hours counted from a day of
/// which the moment is not known run from its end.
[[nodiscard]] std::optional<casefile::Reckoning> reckon_term(const TermDefinition& term,
                                                             std::int64_t amount,
                                                             const casefile::When& trigger,
                                                             const Law& law);
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

/// Terms that run from an action itself. A term that already runs is not started again; one that a
/// fact learned late shows to have begun earlier is moved.
void start_terms_after(Draft& draft, std::string_view action, const casefile::When& occurred);
void start_terms_after_service(Draft& draft, std::string_view action, std::string_view recipient,
                               const casefile::When& served);
void start_terms_after_fact(Draft& draft, const casefile::Fact& fact,
                            const casefile::When& occurred);
void start_term(Draft& draft, const TermDefinition& term, const casefile::When& trigger,
                const casefile::When& occurred);
/// Terms of the case that the action meets; lapsed ones too where it came in time after all.
void meet_terms(Draft& draft, std::string_view action, const casefile::When& occurred);
/// A new reckoning and what it means for a term that ran, was met or had lapsed.
void move_term(Draft& draft, const TermDefinition& term, casefile::Reckoning reckoning,
               std::string_view reason, const casefile::When& occurred);
[[nodiscard]] bool is_triggered_by(const TermDefinition& term, std::string_view action);

}  // namespace accord::procedure
