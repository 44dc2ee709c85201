// Asks a guard of one case: its value, what failed of it, and when time alone would let it hold.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accord/procedure/guard/scope.hpp"
#include "accord/procedure/guard/syntax.hpp"

namespace accord::procedure {

[[nodiscard]] rules::Value evaluate(const Expression& expression, const Scope& scope);
/// The guard is true; unknown does not hold.
[[nodiscard]] bool holds(const Expression& guard, const Scope& scope);

/// A conjunct that did not hold: false, or unknown with its reason.
struct Failed {
    const Expression* conjunct = nullptr;
    std::string unknown;  // empty: plainly false
    /// All that it lacks, each once: "evidence:contract" "evidence_kind:document" "action:hearing"
    /// "milestone:m" "stage:s" "wait:stay" where they would have to be there, and what is not
    /// known ("fact:complex", "case.amount", "claims.amount").
    std::vector<std::string> missing;
};
/// The conjuncts of a guard that do not hold now; empty when the guard holds.
[[nodiscard]] std::vector<Failed> failed_conjuncts(const Expression& guard, const Scope& scope);

/// How far ahead `holds_from` looks where the guard subtracts today from today across months, and
/// day for day is the only way.
inline constexpr int horizon_days = 36'525;
/// For a guard that does not hold: the day of the first moment from now on at which it would if
/// nothing but time changed: a later day, or today where only a later hour is wanted; nothing when
/// time alone does not change it. Exact: the guard is asked anew at each moment where one of its
/// comparisons turns (to the end of the calendar for days, 400 years for moments); for
/// `horizon_days` where a comparison neither only rises nor only falls with time.
[[nodiscard]] std::optional<calendar::Date> holds_from(const Expression& guard, const Scope& scope);
/// The refusal's word for what an unknown lacks: "fact:complex", "case.amount", "currency_differs".
[[nodiscard]] std::string missing_from(std::string_view unknown_reason);

}  // namespace accord::procedure
