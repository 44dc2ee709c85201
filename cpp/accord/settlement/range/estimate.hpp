// What a simulation yields: never money, so that no argument takes it for a figure.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "accord/base/trace.hpp"
#include "accord/settlement/used.hpp"

namespace accord::settlement {

/// A mean and its standard error, in minor units of `unit`; the same seed gives the same estimate.
struct Estimate {
    double value = 0;
    double error = 0;
    std::int64_t seed = 0;
    std::uint64_t samples = 0;
    std::string unit;
    base::Line why;
    std::vector<Used> used{};
    bool operator==(const Estimate&) const = default;
};

}  // namespace accord::settlement
