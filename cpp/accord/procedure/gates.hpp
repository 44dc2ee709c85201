// What stands between a command and its consequences: pure checks, each giving a refusal or
// nothing.
#pragma once

#include <optional>

#include "accord/procedure/draft.hpp"

namespace accord::procedure {

/// Earlier than the case's last act ("out_of_order"), or decided on an older version ("stale").
[[nodiscard]] std::optional<rules::Refusal> refuse_order(const Context& context);
/// Every gate of an action of the definition, in order: stage, stay, role, authority, repetition,
/// evidence, guard, within, the guards of its moves, obligations.
[[nodiscard]] std::optional<rules::Refusal> refuse_action(const Context& context,
                                                          const Action& action);
/// A guard that does not hold: the clauses of what failed, what is missing, the first day it would
/// hold.
[[nodiscard]] std::optional<rules::Refusal> refuse_guard(const Context& context,
                                                         const Expression& guard,
                                                         const base::Clause& otherwise);

}  // namespace accord::procedure
