// The property court fee over columns: the slice that a claim ends in, one product, one division.
#pragma once

#include "accord/settlement/columns.hpp"

namespace accord::settlement {

/// The kernel of the rule "court_fee" for columns of claims and days, a constant track and any
/// rounding but half_even. Of several scales in the book it knows the latest alone.
[[nodiscard]] std::unique_ptr<Kernel> court_fee_kernel(std::span<const Column> columns,
                                                       const Law& law);

}  // namespace accord::settlement
