// How this area's lines state a loan: the same inputs, in the same order, in every rule.
#pragma once

#include <string>
#include <string_view>

#include "accord/base/trace.hpp"
#include "accord/settlement/loan/plan.hpp"

namespace accord::settlement {

[[nodiscard]] std::string_view to_text(RepaymentMethod method) noexcept;
/// A month's rate as a percentage where it ends within twelve digits, else as a fraction.
[[nodiscard]] std::string print(const MonthlyRate& rate);
/// Principal, the month's rate, months, method, rounding: no statute fixes the payment, so there is
/// no clause and no source beside them.
void tell_plan(base::Line& why, const Plan& plan);

}  // namespace accord::settlement
