// Folds an event into a case: total, and consulting nothing, so that old cases open for ever.
#pragma once

#include "accord/casefile/case.hpp"

namespace accord::casefile {

/// Applies `event` to `c`. Never refuses: what the log holds happened.
void evolve(Case& c, const Event& event);

}  // namespace accord::casefile
