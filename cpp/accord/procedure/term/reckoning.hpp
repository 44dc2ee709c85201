// Reckons a case's terms: from one trigger, from several clocks, or anew with all that happened.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "accord/procedure/decide.hpp"

namespace accord::procedure {

/// From a moment or a day; nothing when the source did not say when. Hours counted from a day of
/// which the moment is not known run from its end.
[[nodiscard]] std::optional<casefile::Reckoning> reckon_term(const calendar::TermRule& rule,
                                                             std::int64_t amount,
                                                             const casefile::When& trigger,
                                                             const Law& law);

/// The clock that decides, with its length.
struct Decided {
    casefile::Reckoning reckoning;
    std::int64_t amount = 0;
};
/// The earlier or the later of the clocks that are known to run; nothing while none is.
[[nodiscard]] std::optional<Decided> reckon_clocks(const TermDefinition& term,
                                                   const std::vector<casefile::ClockMark>& marks,
                                                   const Law& law);

/// What a term runs from, as its first step has it.
[[nodiscard]] casefile::When trigger_of(const casefile::Reckoning& reckoning);
/// The term from `trigger` under this law, with the extensions, waits and settings it has had, in
/// their order.
[[nodiscard]] std::optional<casefile::Reckoning> reckon_anew(const TermDefinition& definition,
                                                             const casefile::Term& term,
                                                             const casefile::When& trigger,
                                                             const Law& law);
/// The same without what changed its length: the last day as first reckoned.
[[nodiscard]] std::optional<casefile::Reckoning> reckon_first(const TermDefinition& definition,
                                                              const casefile::Term& term,
                                                              const casefile::When& trigger,
                                                              const Law& law);
/// What is left of a term on a day, in days as `rule` counts them; nothing when it never ran.
[[nodiscard]] std::optional<std::int64_t> balance_of(const casefile::Case& c, std::string_view term,
                                                     const casefile::When& day,
                                                     const calendar::TermRule& rule,
                                                     const Law& law);

[[nodiscard]] calendar::TermDue due_of(const casefile::Reckoning& reckoning);
/// The later of two; what is not known is never later.
[[nodiscard]] bool is_before(const casefile::When& a, const casefile::When& b, const Law& law);

}  // namespace accord::procedure
