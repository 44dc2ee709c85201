// Cells read, rows tried, gaps and overlaps found by trying every region once.
#include "accord/rules/decision_table.hpp"

#include <algorithm>
#include <charconv>
#include <set>
#include <utility>

#include "accord/base/error.hpp"

namespace accord::rules {
namespace {

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

[[noreturn]] void refuse_cell(std::string_view text) {
    base::fail_input("bad_condition", std::string{text});
}

std::int64_t read_end(const TableInput& input, std::string_view text) {
    text = trimmed(text);
    if (input.kind == CellKind::money) {
        const money::Money money = money::Money::parse(text);
        if (input.currency && money.currency() != *input.currency) refuse_cell(text);
        return money.minor();
    }
    if (input.kind == CellKind::date) return calendar::Date::parse(text).days();
    std::int64_t count = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), count);
    if (fault != std::errc{} || end != text.data() + text.size()) refuse_cell(text);
    return count;
}

bool is_ordered(CellKind kind) {
    return kind == CellKind::money || kind == CellKind::date || kind == CellKind::count;
}

Condition read_texts(const TableInput& input, std::string_view text) {
    Condition condition;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t bar = std::min(text.find('|', at), text.size());
        const std::string one{trimmed(text.substr(at, bar - at))};
        const auto& values = input.values;
        if (std::find(values.begin(), values.end(), one) == values.end()) refuse_cell(one);
        condition.texts.push_back(one);
        at = bar + 1;
    }
    return condition;
}

Condition read_interval(const TableInput& input, std::string_view text) {
    const bool open_low = text.front() == '(';
    const bool open_high = text.back() == ')';
    const std::size_t dots = text.find("..");
    if (dots == std::string_view::npos || (!open_high && text.back() != ']')) refuse_cell(text);
    Condition condition;
    condition.low = read_end(input, text.substr(1, dots - 1)) + (open_low ? 1 : 0);
    condition.high =
        read_end(input, text.substr(dots + 2, text.size() - dots - 3)) - (open_high ? 1 : 0);
    if (*condition.low > *condition.high) refuse_cell(text);
    return condition;
}

/// What an ordered input's value counts; nothing for a value of another kind.
std::optional<std::int64_t> count_of(const TableInput& input, const Value& value) {
    if (input.kind == CellKind::money) {
        const auto* money = std::get_if<money::Money>(&value);
        if (money == nullptr || (input.currency && money->currency() != *input.currency)) {
            return std::nullopt;
        }
        return money->minor();
    }
    if (input.kind == CellKind::date) {
        const auto* date = std::get_if<calendar::Date>(&value);
        return date == nullptr ? std::nullopt : std::optional<std::int64_t>{date->days()};
    }
    const auto* count = std::get_if<std::int64_t>(&value);
    return count == nullptr ? std::nullopt : std::optional{*count};
}

/// A value as the table compares it: a count, or a text.
struct Point {
    std::int64_t count = 0;
    std::string text;
};

Point point_of(const TableInput& input, const Value& value) {
    if (is_ordered(input.kind)) {
        if (const auto count = count_of(input, value)) return {*count, {}};
    } else if (const auto* text = std::get_if<std::string>(&value)) {
        if (input.kind == CellKind::text) return {0, *text};
    } else if (const auto* flag = std::get_if<bool>(&value)) {
        if (input.kind == CellKind::flag) return {0, *flag ? "true" : "false"};
    }
    base::fail_input("table_input", print_value(value), input.name);
}

bool holds(const TableInput& input, const Condition& condition, const Point& point) {
    if (is_ordered(input.kind)) {
        if (input.from && point.count < *input.from) return false;
        if (input.to && point.count > *input.to) return false;
        if (condition.any) return true;
        return (!condition.low || point.count >= *condition.low) &&
               (!condition.high || point.count <= *condition.high);
    }
    if (condition.any) return true;
    const auto& texts = condition.texts;
    return std::find(texts.begin(), texts.end(), point.text) != texts.end();
}

std::vector<const TableRow*> rows_at(const DecisionTable& table, std::span<const Point> points) {
    std::vector<const TableRow*> found;
    for (const TableRow& row : table.rows) {
        bool all = true;
        for (std::size_t i = 0; all && i < points.size(); ++i) {
            all = holds(table.inputs[i], row.when[i], points[i]);
        }
        if (all) found.push_back(&row);
    }
    return found;
}

const TableRow* best_of(const DecisionTable& table, std::span<const TableRow* const> rows) {
    const auto& order = table.outputs.front().priority;
    const auto rank = [&](const TableRow* row) {
        return std::find(order.begin(), order.end(), row->then.front()) - order.begin();
    };
    return *std::min_element(rows.begin(), rows.end(), [&](const TableRow* a, const TableRow* b) {
        return rank(a) < rank(b);
    });
}

/// One point of each region that the ends in the table cut an input into.
std::vector<Point> points_of(const DecisionTable& table, std::size_t input_at) {
    const TableInput& input = table.inputs[input_at];
    std::vector<Point> points;
    if (!is_ordered(input.kind)) {
        for (const std::string& value : input.values) points.push_back({0, value});
        return points;
    }
    std::set<std::int64_t> counts;
    const auto around = [&](std::int64_t end) {
        for (const std::int64_t count : {end - 1, end, end + 1}) {
            if (input.from && count < *input.from) continue;
            if (input.to && count > *input.to) continue;
            counts.insert(count);
        }
    };
    if (input.from) around(*input.from);
    if (input.to) around(*input.to);
    for (const TableRow& row : table.rows) {
        if (row.when[input_at].low) around(*row.when[input_at].low);
        if (row.when[input_at].high) around(*row.when[input_at].high);
    }
    if (counts.empty()) counts.insert(input.from.value_or(0));
    for (const std::int64_t count : counts) points.push_back({count, {}});
    return points;
}

std::string print_point(const TableInput& input, const Point& point) {
    if (input.kind == CellKind::money && input.currency) {
        return money::Money{point.count, *input.currency}.text();
    }
    if (input.kind == CellKind::date) {
        return calendar::Date{static_cast<std::int32_t>(point.count)}.text();
    }
    return is_ordered(input.kind) ? std::to_string(point.count) : point.text;
}

std::string print_points(const DecisionTable& table, std::span<const Point> points) {
    std::string text;
    for (std::size_t i = 0; i < points.size(); ++i) {
        text += (i == 0 ? "" : ", ") + table.inputs[i].name + " " +
                print_point(table.inputs[i], points[i]);
    }
    return text;
}

void check_region(const DecisionTable& table, std::span<const Point> points,
                  const std::string& where) {
    const std::vector<const TableRow*> rows = rows_at(table, points);
    if (rows.empty()) {
        if (table.may_have_gaps) return;
        base::fail_input("table_has_gap", print_points(table, points), where);
    }
    const bool differ = std::any_of(rows.begin(), rows.end(), [&](const TableRow* row) {
        return row->then != rows.front()->then;
    });
    if ((table.policy == HitPolicy::unique && rows.size() > 1) ||
        (table.policy == HitPolicy::any && differ)) {
        base::fail_input("rows_overlap", print_points(table, points), where);
    }
}

constexpr std::size_t regions_max = 200'000;

}  // namespace

std::vector<const TableRow*> DecisionTable::decide(std::span<const Value> given) const {
    if (given.size() != inputs.size()) base::fail_input("table_input", id);
    std::vector<Point> points;
    for (std::size_t i = 0; i < inputs.size(); ++i) points.push_back(point_of(inputs[i], given[i]));
    std::vector<const TableRow*> rows = rows_at(*this, points);
    if (rows.size() < 2 || policy == HitPolicy::rule_order || policy == HitPolicy::collect) {
        return rows;
    }
    return {policy == HitPolicy::priority ? best_of(*this, rows) : rows.front()};
}

const std::string& DecisionTable::output(const TableRow& row, std::string_view name) const {
    for (std::size_t i = 0; i < outputs.size(); ++i) {
        if (outputs[i].name == name) return row.then[i];
    }
    base::fail_input("no_table_output", std::string{name}, id);
}

Condition read_condition(const TableInput& input, std::string_view text) {
    text = trimmed(text);
    Condition condition;
    if (text == "-") {
        condition.any = true;
        return condition;
    }
    if (text.empty()) refuse_cell(text);
    if (!is_ordered(input.kind)) return read_texts(input, text);
    if (text.front() == '[' || text.front() == '(') return read_interval(input, text);
    if (text.starts_with("<=")) {
        condition.high = read_end(input, text.substr(2));
    } else if (text.starts_with(">=")) {
        condition.low = read_end(input, text.substr(2));
    } else if (text.starts_with("<")) {
        condition.high = read_end(input, text.substr(1)) - 1;
    } else if (text.starts_with(">")) {
        condition.low = read_end(input, text.substr(1)) + 1;
    } else {
        condition.low = read_end(input, text);
        condition.high = condition.low;
    }
    return condition;
}

void check_table(const DecisionTable& table, const std::string& where) {
    std::vector<std::vector<Point>> choices;
    std::size_t regions = 1;
    for (std::size_t i = 0; i < table.inputs.size(); ++i) {
        choices.push_back(points_of(table, i));
        regions *= std::max<std::size_t>(choices.back().size(), 1);
        if (regions > regions_max) base::fail_input("table_too_large", table.id, where);
    }
    std::vector<std::size_t> at(choices.size(), 0);
    for (std::size_t region = 0; region < regions; ++region) {
        std::vector<Point> points;
        for (std::size_t i = 0; i < at.size(); ++i) points.push_back(choices[i][at[i]]);
        check_region(table, points, where);
        for (std::size_t i = 0; i < at.size() && ++at[i] == choices[i].size(); ++i) at[i] = 0;
    }
}

}  // namespace accord::rules
