// The one typed value of facts, guards and tables, with *unknown* as a value that says why.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "accord/calendar/date.hpp"
#include "accord/calendar/instant.hpp"
#include "accord/money/money.hpp"
#include "accord/money/rate.hpp"

namespace accord::rules {

/// Why a value is not known: "missing:case.amount", "currency_differs", "overflow".
struct Unknown {
    std::string reason;
    bool operator==(const Unknown&) const = default;
};

struct TextSet {
    std::vector<std::string> items;  // sorted, unique
    bool operator==(const TextSet&) const = default;
};

using Value = std::variant<Unknown, bool, std::int64_t, std::string, money::Money, money::Rate,
                           calendar::Date, calendar::Instant, TextSet>;

[[nodiscard]] bool is_unknown(const Value& value) noexcept;
/// "unknown" "bool" "integer" "text" "money" "rate" "date" "instant" "set".
[[nodiscard]] std::string_view type_name(const Value& value) noexcept;
/// Canonical JSON: {"money":"1.00 CNY"}, {"date":"2026-03-02"}, … ; text, integers, booleans as
/// themselves.
[[nodiscard]] std::string write_value(const Value& value);
[[nodiscard]] Value read_value(std::string_view canonical);
/// As a person reads it in a "why": "1234.56 CNY", "2026-03-02", "true".
[[nodiscard]] std::string print_value(const Value& value);

}  // namespace accord::rules
