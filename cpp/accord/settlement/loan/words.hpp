// How this area's lines state a loan: the same inputs, in the same order, in every rule.
#pragma once

#include <string>
#include <string_view>

#include "accord/base/trace.hpp"
#include "accord/settlement/loan/plan.hpp"

namespace accord::settlement {

/// No statute fixes the payment; what a line rests on is the agreement and this arithmetic.
inline constexpr std::string_view annuity_formula = "P r (1+r)^n / ((1+r)^n - 1)";

[[nodiscard]] std::string_view to_text(RepaymentMethod method) noexcept;
/// A month's rate as a percentage where it ends within twelve digits, else as a fraction.
[[nodiscard]] std::string print(const MonthlyRate& rate);
/// Principal, the month's rate, months, method, rounding; and the formula as the source.
void tell_plan(base::Line& why, const Plan& plan);

}  // namespace accord::settlement
