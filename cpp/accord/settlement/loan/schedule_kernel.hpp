// The interest of whole loans over columns of principals and terms.
#pragma once

#include "accord/settlement/columns.hpp"

namespace accord::settlement {

/// The kernel of the rule "loan_schedule" for equal instalments, the residue on the last one, half
/// up; a constant rate and changes; no due dates.
[[nodiscard]] std::unique_ptr<Kernel> loan_schedule_kernel(std::span<const Column> columns,
                                                           const Law& law);

}  // namespace accord::settlement
