// What each of several insurers of one risk bears of a loss (保险法 56).
#pragma once

#include <optional>
#include <vector>

#include "accord/settlement/explained.hpp"

namespace accord::settlement {

/// By sums insured, as the law has it where nothing else was agreed, or by what each insurer would
/// owe if it stood alone, as contracts and textbooks often have it.
enum class Contribution { sums_insured, independent_liability };

/// Together never more than the loss, nor than the value; with a value, a sum below it is subject
/// to average (55(4)) and a sum above it is void in the excess (55(3)). Rounded once, the units
/// left over to the largest remainders, the earlier insurer first. Throws Error(input,
/// "no_insurers" | "no_sum_insured" | "no_value" | "negative_amount"), Error(money,
/// "currency_mismatch").
struct DoubleInsurance {
    money::Money loss;
    std::vector<money::Money> sums_insured;
    Contribution method = Contribution::sums_insured;
    std::optional<money::Money> value{};
    money::Rounding rounding = money::Rounding::half_up;
};
/// A line for each insurer, in order.
[[nodiscard]] Explained contribution(const DoubleInsurance& input);

}  // namespace accord::settlement
