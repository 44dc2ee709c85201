// Interest over a series of rates, over columns: one subtraction of prefix sums a row.
#pragma once

#include "accord/settlement/columns.hpp"

namespace accord::settlement {

/// The kernel of the rule "series_interest" for day counts that add up (ACT/365, ACT/360), columns
/// of principals and days, and constants for the rest; not for rates below zero or half_even.
[[nodiscard]] std::unique_ptr<Kernel> series_kernel(std::span<const Column> columns,
                                                    const Law& law);

}  // namespace accord::settlement
