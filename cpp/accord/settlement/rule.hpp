// A rule as data: its name, what it is asked, what it yields, and the one function that reckons it.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "accord/rules/refusal.hpp"
#include "accord/rules/value.hpp"
#include "accord/settlement/arguments.hpp"
#include "accord/settlement/columns.hpp"
#include "accord/settlement/explained.hpp"
#include "accord/settlement/law.hpp"
#include "accord/settlement/range/estimate.hpp"

namespace accord::settlement {

/// A date, rate, count, flag or code with its why; money is an Explained.
struct Answer {
    rules::Value value;
    base::Line why;
    std::vector<Used> used{};
    bool operator==(const Answer&) const = default;
};

using Result = std::variant<Explained, Answer, Estimate, rules::Refusal>;

enum class Yields { money, date, rate, count, flag, text, estimate };

/// `parts` are labels of lines right under the figure (their sum under one label) that a table of a
/// batch gives as columns of their own, "<label>_minor"; where `shares` is set the table has a list
/// column "shares_minor" of all lines right under the figure, in order.
struct Rule {
    std::string name;  // "court_fee": accord.settle.court_fee, accord.settle.batch.court_fee
    std::string area;  // "fee"
    Yields yields = Yields::money;
    std::vector<Parameter> parameters;  // the first is the subject, the rest are given by name
    Result (*reckon)(const Arguments&, const Law&) = nullptr;
    std::vector<std::string> parts;
    bool shares = false;
    MakeKernel kernel = nullptr;  // for what must be fast over columns
    bool calendars = false;       // whether it asks the law's calendars for rest days
};

/// Each area's rules, in the order of the documentation.
[[nodiscard]] std::vector<Rule> interest_rules();
[[nodiscard]] std::vector<Rule> interest_abroad_rules();
[[nodiscard]] std::vector<Rule> fee_rules();
[[nodiscard]] std::vector<Rule> loan_rules();
[[nodiscard]] std::vector<Rule> loss_rules();
[[nodiscard]] std::vector<Rule> loss_redress_rules();
[[nodiscard]] std::vector<Rule> indemnity_rules();
[[nodiscard]] std::vector<Rule> guarantee_rules();
[[nodiscard]] std::vector<Rule> apportion_rules();
[[nodiscard]] std::vector<Rule> range_rules();

/// All rules, area by area; made once.
[[nodiscard]] const std::vector<Rule>& all_rules();
/// Throws Error(input, "unknown_rule", name).
[[nodiscard]] const Rule& find_rule(std::string_view name);
/// The rule's answer; a Refused from inside becomes its Refusal.
[[nodiscard]] Result reckon(const Rule& rule, const Arguments& arguments, const Law& law);

}  // namespace accord::settlement
