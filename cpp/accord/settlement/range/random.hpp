// Random numbers by counter: the n-th of a seed, whoever asks first and on whatever thread.
#pragma once

#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>

#include "accord/base/error.hpp"

namespace accord::settlement {

/// SplitMix64 (Steele, Lea, Flood 2014) at place `index` of the stream of `seed`.
[[nodiscard]] constexpr std::uint64_t random_bits(std::uint64_t seed, std::uint64_t index) {
    std::uint64_t bits = seed + (index + 1) * 0x9E3779B97F4A7C15ULL;
    bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9ULL;
    bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EBULL;
    return bits ^ (bits >> 31);
}

/// From 0 up to, but not, 1, in steps of 2^-53.
[[nodiscard]] constexpr double random_unit(std::uint64_t seed, std::uint64_t index) {
    return static_cast<double>(random_bits(seed, index) >> 11) * 0x1.0p-53;
}

/// From 0 to below `bound`, bound > 0; the bias is below bound / 2^64.
[[nodiscard]] constexpr std::uint64_t random_below(std::uint64_t seed, std::uint64_t index,
                                                   std::uint64_t bound) {
    __extension__ using Product = unsigned __int128;
    return static_cast<std::uint64_t>((Product{random_bits(seed, index)} * bound) >> 64);
}

inline constexpr std::int64_t samples_max = 100'000'000;
/// Steps of a simulation, a sample going through all rows: some minutes at most.
inline constexpr std::int64_t steps_max = 10'000'000'000;

/// Throws Error(input, "out_of_range", samples) for too few, or too many for so many rows.
inline void require_samples(std::int64_t samples, std::size_t rows = 1) {
    if (samples < 2 || samples > samples_max || std::cmp_greater(rows, steps_max / samples)) {
        base::fail_input("out_of_range", std::to_string(samples), "samples");
    }
}

/// Mean and standard error of values added one by one (Welford), in the order of their samples.
class Mean {
public:
    void add(double value) {
        ++count_;
        const double before = value - mean_;
        mean_ += before / static_cast<double>(count_);
        squares_ += before * (value - mean_);
    }
    [[nodiscard]] double mean() const { return mean_; }
    [[nodiscard]] double error() const {
        const auto count = static_cast<double>(count_);
        return std::sqrt(squares_ / (count - 1) / count);
    }

private:
    std::uint64_t count_ = 0;
    double mean_ = 0;
    double squares_ = 0;
};

/// The minor unit nearest to a mean. The largest sum of money, as a double, is one more than it.
[[nodiscard]] inline std::int64_t nearest_unit(double mean) {
    return mean < 0x1.0p63 ? std::llround(mean) : std::numeric_limits<std::int64_t>::max();
}

}  // namespace accord::settlement
