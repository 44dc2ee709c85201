// A figure with its why, and the checks that go with every explained call.
#pragma once

#include <string>
#include <vector>

#include "accord/base/trace.hpp"
#include "accord/money/money.hpp"
#include "accord/settlement/used.hpp"

namespace accord::settlement {

/// A money figure and the tree of lines that adds up to it (checked when made).
struct Explained {
    money::Money value;
    base::Line why;
    std::vector<Used> used{};  // set by `reckon`
    bool operator==(const Explained&) const = default;
};

/// Makes an Explained; throws an internal Error unless the tree's amount is the value and sums
/// hold.
[[nodiscard]] Explained explained(money::Money value, base::Line why);
/// A line of this amount; clauses, inputs and lines below it are the caller's.
[[nodiscard]] base::Line line(std::string label, std::string rule, const money::Money& amount);

}  // namespace accord::settlement
