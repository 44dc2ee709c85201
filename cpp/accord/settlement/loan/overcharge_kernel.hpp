// Redress for overcharged loans over columns: both chains of every loan, several loans at once.
#pragma once

#include "accord/settlement/columns.hpp"

namespace accord::settlement {

/// The kernel of the rule "overcharge_redress" for equal instalments and half up; rates, changes,
/// compensatory rate and day of redress constant; principals, terms, months paid and first due
/// dates in columns.
[[nodiscard]] std::unique_ptr<Kernel> overcharge_kernel(std::span<const Column> columns,
                                                        const Law& law);

}  // namespace accord::settlement
