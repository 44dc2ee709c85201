// What an action's decision tables come to, stated as facts of the case.
#pragma once

#include <optional>

#include "accord/procedure/draft.hpp"

namespace accord::procedure {

/// One fact for each output of each table the action decides by. "undecided" where an input is not
/// known or no row holds: nothing of that table is stated then.
[[nodiscard]] std::optional<rules::Refusal> decide_tables(const Context& context,
                                                          const Action& action,
                                                          const casefile::When& occurred,
                                                          Draft& draft);

}  // namespace accord::procedure
