// What an unsuitable investment would have become by a benchmark, less what it is.
#pragma once

#include "accord/calendar/date.hpp"
#include "accord/money/money.hpp"
#include "accord/money/rate.hpp"
#include "accord/money/rounding.hpp"
#include "accord/settlement/explained.hpp"
#include "accord/settlement/law.hpp"

namespace accord::settlement {

struct BenchmarkRedress {
    money::Money capital;
    money::Money actual_value;
    money::Rate index_growth;  // over the whole time, a plain share
    money::Rate bond_growth;
    calendar::Date on;
    money::Rounding rounding = money::Rounding::half_up;
};

/// The ombudsman's benchmark: a share of the capital grows with an index, the rest with fixed-rate
/// bonds; the value so found is rounded once, and the loss is never below zero. Throws
/// Error(input, "negative_amount" | "rate_unit").
[[nodiscard]] Explained benchmark_redress(const BenchmarkRedress& input, const Law& law);

}  // namespace accord::settlement
