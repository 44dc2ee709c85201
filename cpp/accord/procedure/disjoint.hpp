// Whether two guards can never hold at once, as far as that is seen without solving them.
#pragma once

#include "accord/procedure/expression.hpp"

namespace accord::procedure {

/// True only when it is certain: some conjunct of one contradicts one of the other.
[[nodiscard]] bool are_disjoint(const Expression& a, const Expression& b);

}  // namespace accord::procedure
