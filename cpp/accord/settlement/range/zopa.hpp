// The zone of possible agreement: from what a claimant can expect to what a respondent risks.
#pragma once

#include <optional>

#include "accord/money/rate.hpp"
#include "accord/settlement/explained.hpp"

namespace accord::settlement {

enum class CostsRule { each_own, loser_pays };

struct Zopa {
    money::Money award;
    money::Rate chance;
    money::Money claimant_cost;  // still to be spent
    money::Money respondent_cost;
    std::optional<money::Rate>
        respondent_chance;  // the claimant's chance as the respondent sees it
    CostsRule costs_rule = CostsRule::each_own;
    money::Rounding rounding = money::Rounding::half_up;
};

/// The zone's width; its floor and ceiling are notes under it. Each bears his own costs: chance ×
/// award less the claimant's, plus the respondent's. The loser pays: the claimant risks both sides'
/// costs where he loses, the respondent both where he does. Negative: there is no zone.
/// Arithmetic of expectation, of no law.
[[nodiscard]] Explained zopa(const Zopa& input);

}  // namespace accord::settlement
