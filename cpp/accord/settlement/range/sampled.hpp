// Random arrival among many claimants, by seeded sampling: an estimate, never a figure.
#pragma once

#include <cstdint>
#include <span>

#include "accord/money/money.hpp"
#include "accord/settlement/range/estimate.hpp"

namespace accord::settlement {

/// The mean share of the claimant of this number (1 is the first) over `samples` orders of arrival.
/// The same seed gives the same orders on any machine. Throws Error(input, "out_of_range" |
/// "not_positive" | …).
[[nodiscard]] Estimate random_arrival_sampled(const money::Money& estate,
                                              std::span<const money::Money> claims,
                                              std::int64_t claimant, std::int64_t samples,
                                              std::int64_t seed);

}  // namespace accord::settlement
