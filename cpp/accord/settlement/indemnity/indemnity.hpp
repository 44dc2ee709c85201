// What an insurer owes on a loss: sum insured, average, deductible, and whether the clause binds.
#pragma once

#include <optional>

#include "accord/money/rate.hpp"
#include "accord/settlement/explained.hpp"

namespace accord::settlement {

/// A relative one pays in full what is over its threshold and nothing below; whether a loss that
/// just meets it is paid depends on its wording: 达到 (reached) or 超过 (exceeded).
enum class DeductibleKind { none, absolute, relative_reached, relative_exceeded, percentage };
struct Deductible {
    DeductibleKind kind = DeductibleKind::none;
    std::optional<money::Money> amount;  // absolute or the threshold, or a percentage's minimum
    money::Rate share{0, 1};             // percentage of the loss after average
};

enum class Valued { actual, agreed };  // at the loss (55(2)), or agreed in the contract (55(1))

/// Average first when the sum insured is below the value (保险法 55), then the deductible; a clause
/// not pointed out and explained does not bind (保险法 17; 解释二 9), the statutory average stays.
struct Indemnity {
    money::Money sum_insured;
    money::Money value;
    money::Money loss;
    Deductible deductible;
    bool clause_binds = true;
    money::Rounding rounding = money::Rounding::half_up;  // no law names one: a stated policy
    Valued valued = Valued::actual;
    bool average = true;  // false: the contract agreed otherwise, a first-loss sum
    std::optional<money::Money> mitigation{};  // cost of averting or lessening the loss (57)
    std::optional<money::Money> salvage{};     // worth of the remains that the insured keeps (59)
    std::optional<money::Money> received{};    // from the third party already (60(2))
};
/// As a loss adjuster sets it out: the loss, less what exceeds the value, less average, less the
/// deductible, less the insurer's part of the remains, less what a third party gave, each a line;
/// rounded once. The cost of mitigation comes on top, up to the valid sum insured, and bears no
/// deductible. After a total loss the insurer takes the remains in the proportion insured.
/// Throws Error(input, "negative_amount" | "no_value" | "share_out_of_range" |
/// "no_deductible_amount" | "salvage_without_total_loss"),
/// Error(money, "currency_mismatch" | "overflow").
[[nodiscard]] Explained indemnity(const Indemnity& input);

/// The expected figure where it is open whether the clause binds: the chance that it does times the
/// one outcome, and the rest times the other; no outcome itself.
[[nodiscard]] Explained indemnity_expected(const Indemnity& input, const money::Rate& binds_chance);

/// The range around an agreed sum: with the clause binding, not binding, and the agreed sum between
/// them, printed beside both; the value is the agreed sum, which no formula yields (source S22).
/// The line "agreed_sum" says in "position" where it lies: "equals_lower_bound", "between_bounds",
/// "equals_upper_bound", or "equals_both_bounds" where the two are the same.
/// Throws Error(input, "agreed_outside_range") when it lies outside.
[[nodiscard]] Explained agreed_indemnity(const Indemnity& input, const money::Money& agreed);

}  // namespace accord::settlement
