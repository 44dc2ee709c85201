// Decision tables as law writes them: bands of an amount, limits by one or two dates, cases by
// kind.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "accord/base/clause.hpp"
#include "accord/calendar/date.hpp"
#include "accord/rules/value.hpp"

namespace accord::rules {

/// DMN 1.3 §8.2.8. unique: rows never overlap; any: where they overlap their outputs are the same;
/// priority: the best by the listed order of the first output; first, rule_order: by row; collect:
/// all, in no order that matters (given by row).
enum class HitPolicy { unique, any, priority, first, rule_order, collect };

enum class CellKind { money, date, count, text, flag };

/// What a cell of a row asks of an input: anything, one of some values, or an interval. Ends are
/// the input's own count: minor units, days, or the number; a text or flag has values only.
struct Condition {
    bool any = false;
    std::vector<std::string> texts;    // of a text or flag input
    std::optional<std::int64_t> low;   // inclusive
    std::optional<std::int64_t> high;  // inclusive: every ordered kind is discrete
    bool operator==(const Condition&) const = default;
};

/// `values` are all that a text may be (a flag: "true", "false"); `from` and `to` bound an ordered
/// input. Outside of both a table answers with no row.
struct TableInput {
    std::string name;
    CellKind kind = CellKind::text;
    std::optional<money::Currency> currency;  // of money
    std::vector<std::string> values;
    std::optional<std::int64_t> from;
    std::optional<std::int64_t> to;
};

struct TableOutput {
    std::string name;
    std::vector<std::string> priority;  // best first; of the first output under `priority`
};

struct TableRow {
    std::vector<Condition> when;
    std::vector<std::string> then;
    std::string note;
};

struct DecisionTable {
    std::string id;
    std::string jurisdiction;
    base::Clause clause;
    std::string source;
    calendar::Date effective_from;
    std::optional<calendar::Date> effective_to;
    HitPolicy policy = HitPolicy::unique;
    std::vector<TableInput> inputs;
    std::vector<TableOutput> outputs;
    std::vector<TableRow> rows;
    bool may_have_gaps = false;
    std::string hash;

    /// The rows that hold, as the policy orders them: one at most under unique, any, priority and
    /// first. Values in the order of the inputs. Throws Error(input, "table_input", name) for a
    /// value of another kind or currency.
    [[nodiscard]] std::vector<const TableRow*> decide(std::span<const Value> given) const;
    /// The text of a named output. Throws Error(input, "no_table_output", name).
    [[nodiscard]] const std::string& output(const TableRow& row, std::string_view name) const;
};

/// One cell: "-" anything, "x", "x | y", "<= x", "< x", ">= x", "> x", "[x..y]", "(x..y]",
/// "[x..y)", "(x..y)". Throws Error(input, "bad_condition", text).
[[nodiscard]] Condition read_condition(const TableInput& input, std::string_view text);

/// Overlaps that the policy forbids, and gaps unless the table says it has them. Throws
/// Error(input, "rows_overlap" | "table_has_gap" | "table_too_large", an example, where): every
/// region between the ends that stand in the table is tried, so nothing is missed.
void check_table(const DecisionTable& table, const std::string& where);

}  // namespace accord::rules
