// What a rule is asked with: named, typed values, alike for one case and for a row of columns.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "accord/calendar/date.hpp"
#include "accord/money/money.hpp"
#include "accord/money/rate.hpp"
#include "accord/money/rounding.hpp"

namespace accord::settlement {

/// `rows` is a list of records, or of bare values where it has one field alone: payments, trades,
/// creditors. `choice` is one of named codes; `text` any other text, such as a series' id.
enum class Kind { money, rate, date, count, flag, choice, text, rows };
enum class Presence { required, optional, defaulted };

struct Parameter {
    std::string name;
    Kind kind = Kind::money;
    Presence presence = Presence::required;
    std::string fallback;              // read like a text cell, where defaulted
    std::vector<std::string> choices;  // of a choice, in order
    std::vector<Parameter> fields;     // of rows
};

[[nodiscard]] Parameter required(std::string name, Kind kind);
[[nodiscard]] Parameter optional(std::string name, Kind kind);
[[nodiscard]] Parameter defaulted(std::string name, Kind kind, std::string fallback);
/// The first choice is the default.
[[nodiscard]] Parameter choice(std::string name, std::vector<std::string> choices);
/// A choice without a default.
[[nodiscard]] Parameter required_choice(std::string name, std::vector<std::string> choices);
[[nodiscard]] Parameter rows(std::string name, std::vector<Parameter> fields);
/// Rows that may be left out, which is the empty list.
[[nodiscard]] Parameter optional_rows(std::string name, std::vector<Parameter> fields);
/// "rounding", one of money's seven names, half_up unless said.
[[nodiscard]] Parameter rounding_parameter();

class Arguments;
using Argument = std::variant<std::monostate, money::Money, money::Rate, calendar::Date,
                              std::int64_t, bool, std::string, std::vector<Arguments>>;

/// Values in the order of their parameters. A reader of a kind that a parameter does not have is an
/// internal error, for a rule reads only what it has declared.
class Arguments {
public:
    Arguments(std::span<const Parameter> parameters, std::vector<Argument> values)
        : parameters_(parameters), values_(std::move(values)) {}

    [[nodiscard]] bool has(std::string_view name) const;
    [[nodiscard]] const money::Money& money(std::string_view name) const;
    [[nodiscard]] const money::Rate& rate(std::string_view name) const;
    [[nodiscard]] calendar::Date date(std::string_view name) const;
    [[nodiscard]] std::int64_t count(std::string_view name) const;
    [[nodiscard]] bool flag(std::string_view name) const;
    [[nodiscard]] const std::string& text(std::string_view name) const;  // a choice or a text
    [[nodiscard]] std::span<const Arguments> rows(std::string_view name) const;
    [[nodiscard]] money::Rounding rounding() const;

    [[nodiscard]] std::optional<money::Money> maybe_money(std::string_view name) const;
    [[nodiscard]] std::optional<money::Rate> maybe_rate(std::string_view name) const;
    [[nodiscard]] std::optional<calendar::Date> maybe_date(std::string_view name) const;
    [[nodiscard]] std::optional<std::int64_t> maybe_count(std::string_view name) const;
    [[nodiscard]] std::optional<std::string> maybe_text(std::string_view name) const;

    [[nodiscard]] const std::vector<Argument>& values() const noexcept { return values_; }
    [[nodiscard]] std::span<const Parameter> parameters() const noexcept { return parameters_; }
    /// Another row's value in the same place: how a batch asks again without building all anew.
    void replace(std::size_t place, Argument value) { values_[place] = std::move(value); }

private:
    [[nodiscard]] const Argument& at(std::string_view name) const;

    std::span<const Parameter> parameters_;  // of a rule, which lives for ever
    std::vector<Argument> values_;
};

/// A text cell read as its parameter asks. Throws Error(input, code, text, name).
[[nodiscard]] Argument read_argument(const Parameter& parameter, std::string_view text);
/// Fills absent values by default; throws Error(input, "needs_argument", name) for one required.
[[nodiscard]] Arguments complete(std::span<const Parameter> parameters,
                                 std::vector<Argument> values);

}  // namespace accord::settlement
