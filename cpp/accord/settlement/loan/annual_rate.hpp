// What credit truly costs: the rate at which what is paid back is worth what was received.
#pragma once

#include <cstdint>
#include <vector>

#include "accord/money/money.hpp"
#include "accord/settlement/rule.hpp"

namespace accord::settlement {

enum class Annual { none, nominal, effective };  // j, periods × j, (1+j)^periods − 1

struct Credit {
    money::Money received;               // less every fee paid at the start
    std::vector<std::int64_t> payments;  // minor units; the first is due after one period
    std::int64_t per_year = 12;
};

/// The rate, rounded down to twelve decimals, with the bounds between which it lies: the signs of
/// the present value at both ends of a bracket are those of whole numbers, never of a float.
/// Throws Error(input, "nothing_received" | "flows_below_amount" | "count_out_of_range"),
/// Error(money, "overflow") above 9,000,000.
[[nodiscard]] Answer credit_rate(const Credit& credit, Annual annual);

}  // namespace accord::settlement
