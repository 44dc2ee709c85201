// A decision tree's expected value, exactly, with what each branch adds to it.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "accord/money/rate.hpp"
#include "accord/settlement/explained.hpp"

namespace accord::settlement {

struct Outcome {
    std::string node;
    std::optional<std::string> parent;  // none for the root alone
    std::optional<money::Rate> chance;  // given its parent; one child of each may take the rest
    std::optional<money::Money> value;  // got (or, below zero, spent) when the node is reached
};

inline constexpr std::size_t tree_depth_max = 64;
/// Outcomes of a tree: the fraction that their chances add up to grows with each of them.
inline constexpr std::size_t tree_outcomes_max = 10'000;

/// Σ (chance of reaching a node) × (its value), rounded once. Where the chances of a node's
/// children do not fill up to one, the rest is worth nothing. Throws Error(input, "no_rows" |
/// "too_many" | "one_root" | "duplicate" | "unknown_parent" | "tree_cycle" | "too_deep" |
/// "chance_missing" | "chances_above_one" | "needs_argument" | "share_out_of_range").
[[nodiscard]] Explained decision_tree(std::span<const Outcome> outcomes,
                                      money::Rounding rounding = money::Rounding::half_up);

}  // namespace accord::settlement
