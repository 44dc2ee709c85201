// Splits an amount into shares that add up to it, to the last minor unit.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "accord/money/money.hpp"

namespace accord::money {

/// Shares of `total` in proportion to `weights`, by largest remainder.
///
/// Why largest remainder: each share is within one minor unit of its exact value and the shares sum
/// to the total. Equal remainders go to the earlier weight, so the order of the parties in the case
/// file decides, and a rerun decides alike. A negative total is split as its opposite.
/// Throws Error(input, "negative_weight" | "no_weight").
[[nodiscard]] std::vector<Money> allocate(const Money& total,
                                          std::span<const std::int64_t> weights);

}  // namespace accord::money
