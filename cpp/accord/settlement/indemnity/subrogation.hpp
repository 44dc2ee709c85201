// What goes to the insurer of a recovery from a third party, and premium due back on a void sum.
#pragma once

#include <optional>

#include "accord/settlement/explained.hpp"

namespace accord::settlement {

/// Who is served first where the third party cannot pay the whole loss. The insurer's claim does
/// not lessen the insured's for what was not indemnified (保险法 60(3)), read as the insured first:
/// a stated choice, since the text gives no order.
enum class RecoveryOrder { insured_first, in_proportion, insurer_first };

/// The insurer's part of what is recovered, at most what it paid (60(1)). Throws Error(input,
/// "paid_above_loss" | "negative_amount"), Error(money, "currency_mismatch").
struct Subrogation {
    money::Money paid;
    money::Money loss;
    std::optional<money::Money> recovered{};  // none: the whole loss can be had
    RecoveryOrder order = RecoveryOrder::insured_first;
    money::Rounding rounding = money::Rounding::half_up;
};
[[nodiscard]] Explained subrogation(const Subrogation& input);

/// The sum insured above the value is void and the premium on it goes back (55(3)): in proportion,
/// an assumption, for the law says "corresponding". Throws Error(input, "no_value" |
/// "negative_amount"), Error(money, "currency_mismatch").
[[nodiscard]] Explained premium_refund(const money::Money& premium, const money::Money& sum_insured,
                                       const money::Money& value,
                                       money::Rounding rounding = money::Rounding::half_up);

}  // namespace accord::settlement
