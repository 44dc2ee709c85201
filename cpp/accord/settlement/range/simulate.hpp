// What an award may come to where each outcome has a range: an estimate by simulation.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "accord/money/money.hpp"
#include "accord/money/rate.hpp"
#include "accord/settlement/range/estimate.hpp"

namespace accord::settlement {

/// Anything from low to high alike, or with a peak where it is most likely.
struct AwardRange {
    money::Rate chance;
    money::Money low;
    money::Money high;
    std::optional<money::Money> likely;
};

/// The mean over `samples` draws: an outcome by its chance (the rest to one is an award of
/// nothing), then an amount in its range. Numbers are drawn by counter, so that a seed has one
/// estimate. Throws Error(input, "no_rows" | "chances_above_one" | "range_reversed" |
/// "out_of_range" | …).
[[nodiscard]] Estimate simulate_award(std::span<const AwardRange> outcomes, std::int64_t samples,
                                      std::int64_t seed);

}  // namespace accord::settlement
