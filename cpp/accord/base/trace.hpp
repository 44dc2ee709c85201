// Why a figure is what it is: a tree of lines whose amounts add up.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "accord/base/clause.hpp"

namespace accord::base {

/// An integer count of `unit`: minor units of a currency ("CNY"), days ("day") …
struct Amount {
    std::int64_t count = 0;
    std::string unit;
    bool operator==(const Amount&) const = default;
};

/// How a line relates to its parent's amount.
enum class LineRole {
    addend,  // the parent is the sum of its addends
    note,    // shown beside, does not add (an alternative, a bound, a step towards the amount)
};

struct Line {
    std::string label;  // a code: words are made in Python
    std::string rule;   // rule id: "cn.court_fee.property"
    std::vector<Clause> clauses;
    std::vector<std::pair<std::string, std::string>> inputs;  // name → printed value, in order
    Amount amount;
    std::string source;  // where the rate or scale was read
    LineRole role = LineRole::addend;
    bool provisional = false;  // rests on a rate or day not yet known
    std::vector<Line> lines;
    bool operator==(const Line&) const = default;
};

/// Throws an internal Error unless every line with addends equals their sum, in one unit.
void check_sums(const Line& line);
/// The weakest status of any clause in the tree; official for a tree without clauses.
[[nodiscard]] Status weakest_status(const Line& line);
[[nodiscard]] bool is_provisional(const Line& line);
/// Canonical JSON of the tree, and back (throws Error(input|store)).
[[nodiscard]] std::string write_trace(const Line& line);
[[nodiscard]] Line read_trace(std::string_view json);

}  // namespace accord::base
