// What an insurer owes on a loss: sum insured, average, deductible, and whether the clause binds.
#pragma once

#include <optional>

#include "accord/money/rate.hpp"
#include "accord/settlement/explained.hpp"

namespace accord::settlement {

enum class DeductibleKind { none, absolute, percentage };
struct Deductible {
    DeductibleKind kind = DeductibleKind::none;
    std::optional<money::Money> amount;  // absolute, or the minimum of a percentage
    money::Rate share{0, 1};             // percentage of the loss after average
};

/// Average first when the sum insured is below the value (保险法 55), then the deductible; a clause
/// not pointed out and explained does not bind (保险法 17; 解释二 9), the statutory average stays.
struct Indemnity {
    money::Money sum_insured;
    money::Money value;  // agreed, or actual at the loss
    money::Money loss;
    Deductible deductible;
    bool clause_binds = true;
    money::Rounding rounding = money::Rounding::half_up;  // no law names one: a stated policy
};
/// As a loss adjuster sets it out: the loss, less what exceeds the value, less average, less the
/// deductible, each a line; rounded once. Throws Error(input, "negative_amount" | "no_value" |
/// "share_out_of_range" | "no_deductible_amount"), Error(money, "currency_mismatch" | "overflow").
[[nodiscard]] Explained indemnity(const Indemnity& input);

/// The range around an agreed sum: with the clause binding, not binding, and the agreed sum between
/// them, printed beside both; the value is the agreed sum, which no formula yields (source S22).
/// The line "agreed_sum" says in "position" where it lies: "equals_lower_bound", "between_bounds",
/// "equals_upper_bound", or "equals_both_bounds" where the two are the same.
/// Throws Error(input, "agreed_outside_range") when it lies outside.
[[nodiscard]] Explained agreed_indemnity(const Indemnity& input, const money::Money& agreed);

}  // namespace accord::settlement
