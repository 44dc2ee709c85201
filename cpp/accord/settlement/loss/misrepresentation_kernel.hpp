// Investors' losses over lists of trades: running costs in 128 bits, exact or within a bound.
#pragma once

#include "accord/settlement/columns.hpp"

namespace accord::settlement {

/// The kernel of the rule "misrepresentation_loss" for the up case, the moving weighted average,
/// earlier shares sold first, none held before, no ex-rights, commission or duty; half up; a column
/// of trades and constants for the rest.
[[nodiscard]] std::unique_ptr<Kernel> misrepresentation_kernel(std::span<const Column> columns,
                                                               const Law& law);

}  // namespace accord::settlement
