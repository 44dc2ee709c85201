// Fault and joint liability: who bears how much of a loss, and who pays whom back.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "accord/money/rate.hpp"
#include "accord/settlement/exact.hpp"
#include "accord/settlement/explained.hpp"

namespace accord::settlement {

/// Plain numbers that are not negative, equal ones where no row has any. Throws Error(input,
/// "weight_missing" | "bad_weight" | "no_weight").
[[nodiscard]] std::vector<Exact> weights_of(std::span<const std::optional<money::Rate>> given,
                                            const char* name);

/// loss × (1 − own share), as contributory fault lessens it (民法典 592, 1173), divided among the
/// debtors in proportion to their shares, equally where these are unknown (民法典 177, 1172).
[[nodiscard]] Explained fault_shares(const money::Money& loss, const money::Rate& own_share,
                                     std::span<const std::optional<money::Rate>> debtors,
                                     money::Rounding rounding = money::Rounding::half_up);

struct JointDebtor {
    std::optional<money::Rate> share;
    std::optional<money::Money> paid;
    bool insolvent = false;
};

/// What joint debtors owe those among them who paid more than their share, one line each (民法典
/// 178, 519): shares by responsibility, equal where unknown; what an insolvent one can not bear is
/// spread over the others in proportion; each owes within his share that is not yet performed.
/// Throws Error(input, "paid_above_amount" | "no_rows" | …).
[[nodiscard]] Explained joint_liability(const money::Money& amount,
                                        std::span<const JointDebtor> debtors,
                                        money::Rounding rounding = money::Rounding::half_up);

}  // namespace accord::settlement
