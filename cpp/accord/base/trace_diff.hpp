// Two reckonings compared line by line: where the difference between two figures comes from.
#pragma once

#include "accord/base/trace.hpp"

namespace accord::base {

/// A tree whose root is after − before, under the label "difference", and whose lines add up to it.
/// Lines are matched by label and rule, the first with the first; a line that stands on one side
/// alone comes whole, with the input "stands_only". Equal lines are left out, and so are notes. An
/// input that changed reads "old → new". Throws Error(money, "currency_mismatch", both units).
[[nodiscard]] Line diff(const Line& before, const Line& after);

}  // namespace accord::base
