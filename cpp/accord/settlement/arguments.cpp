// Named, typed values: declared, read from text, completed by default.
#include "accord/settlement/arguments.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "accord/base/check.hpp"
#include "accord/base/error.hpp"
#include "accord/calendar/day_count.hpp"

namespace accord::settlement {
namespace {

template <class T>
const T& get(const Argument& argument) {
    const T* found = std::get_if<T>(&argument);
    ACCORD_CHECK(found != nullptr);
    return *found;
}

template <class T>
std::optional<T> maybe(const Argument& argument) {
    if (std::holds_alternative<std::monostate>(argument)) return std::nullopt;
    return get<T>(argument);
}

std::int64_t read_count(const Parameter& parameter, std::string_view text) {
    std::int64_t count = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), count);
    if (fault != std::errc{} || end != text.data() + text.size()) {
        base::fail_input("bad_count", std::string{text}, parameter.name);
    }
    return count;
}

/// A day count that there is, and that no two dates alone determine (docs/decisions, 0025).
bool needs_more_than_dates(std::string_view text) {
    using enum calendar::DayCount;
    constexpr std::array more = {act_act_icma, thirty_e_360_isda, bus_252};
    return std::any_of(more.begin(), more.end(), [&](calendar::DayCount convention) {
        return calendar::to_text(convention) == text;
    });
}

std::string read_choice(const Parameter& parameter, std::string_view text) {
    const auto& choices = parameter.choices;
    if (std::find(choices.begin(), choices.end(), text) == choices.end()) {
        if (parameter.name == "day_count" && needs_more_than_dates(text)) {
            base::fail_input("day_count_needs_more", std::string{text}, parameter.name);
        }
        base::fail_input("unknown_name", std::string{text}, parameter.name);
    }
    return std::string{text};
}

bool read_flag(const Parameter& parameter, std::string_view text) {
    if (text == "true") return true;
    if (text == "false") return false;
    base::fail_input("bad_flag", std::string{text}, parameter.name);
}

Argument read_plain(const Parameter& parameter, std::string_view text) {
    switch (parameter.kind) {
        case Kind::money: return money::Money::parse(text);
        case Kind::rate: return money::Rate::parse(text);
        case Kind::date: return calendar::Date::parse(text);
        case Kind::count: return read_count(parameter, text);
        case Kind::flag: return read_flag(parameter, text);
        case Kind::choice: return read_choice(parameter, text);
        case Kind::text: return std::string{text};
        case Kind::rows: break;
    }
    base::fail_input("bad_rows", std::string{text}, parameter.name);
}

}  // namespace

Parameter required(std::string name, Kind kind) {
    return {std::move(name), kind, Presence::required, {}, {}, {}};
}

Parameter optional(std::string name, Kind kind) {
    return {std::move(name), kind, Presence::optional, {}, {}, {}};
}

Parameter defaulted(std::string name, Kind kind, std::string fallback) {
    return {std::move(name), kind, Presence::defaulted, std::move(fallback), {}, {}};
}

Parameter choice(std::string name, std::vector<std::string> choices) {
    std::string first = choices.front();
    return {std::move(name),  Kind::choice,       Presence::defaulted,
            std::move(first), std::move(choices), {}};
}

Parameter required_choice(std::string name, std::vector<std::string> choices) {
    return {std::move(name), Kind::choice, Presence::required, {}, std::move(choices), {}};
}

Parameter rows(std::string name, std::vector<Parameter> fields) {
    return {std::move(name), Kind::rows, Presence::required, {}, {}, std::move(fields)};
}

Parameter optional_rows(std::string name, std::vector<Parameter> fields) {
    return {std::move(name), Kind::rows, Presence::optional, {}, {}, std::move(fields)};
}

Parameter rounding_parameter() {
    std::vector<std::string> names;
    for (const money::Rounding rounding :
         {money::Rounding::half_up, money::Rounding::half_even, money::Rounding::half_down,
          money::Rounding::up, money::Rounding::down, money::Rounding::ceiling,
          money::Rounding::floor}) {
        names.emplace_back(money::to_text(rounding));
    }
    return choice("rounding", std::move(names));
}

const Argument& Arguments::at(std::string_view name) const {
    for (std::size_t i = 0; i < parameters_.size(); ++i) {
        if (parameters_[i].name == name) return values_[i];
    }
    ACCORD_CHECK(false);
    return values_.front();
}

bool Arguments::has(std::string_view name) const {
    return !std::holds_alternative<std::monostate>(at(name));
}

const money::Money& Arguments::money(std::string_view name) const {
    return get<money::Money>(at(name));
}

const money::Rate& Arguments::rate(std::string_view name) const {
    return get<money::Rate>(at(name));
}

calendar::Date Arguments::date(std::string_view name) const {
    return get<calendar::Date>(at(name));
}

std::int64_t Arguments::count(std::string_view name) const {
    return get<std::int64_t>(at(name));
}

bool Arguments::flag(std::string_view name) const {
    return get<bool>(at(name));
}

const std::string& Arguments::text(std::string_view name) const {
    return get<std::string>(at(name));
}

std::span<const Arguments> Arguments::rows(std::string_view name) const {
    const Argument& argument = at(name);
    if (std::holds_alternative<std::monostate>(argument)) return {};
    return get<std::vector<Arguments>>(argument);
}

money::Rounding Arguments::rounding() const {
    return money::rounding_from_text(text("rounding"));
}

std::optional<money::Money> Arguments::maybe_money(std::string_view name) const {
    return maybe<money::Money>(at(name));
}

std::optional<money::Rate> Arguments::maybe_rate(std::string_view name) const {
    return maybe<money::Rate>(at(name));
}

std::optional<calendar::Date> Arguments::maybe_date(std::string_view name) const {
    return maybe<calendar::Date>(at(name));
}

std::optional<std::int64_t> Arguments::maybe_count(std::string_view name) const {
    return maybe<std::int64_t>(at(name));
}

std::optional<std::string> Arguments::maybe_text(std::string_view name) const {
    return maybe<std::string>(at(name));
}

Argument read_argument(const Parameter& parameter, std::string_view text) {
    try {
        return read_plain(parameter, text);
    } catch (const base::Error& error) {
        if (!error.where().empty()) throw;
        throw base::Error(error.kind(), error.code(), error.subject(), parameter.name);
    }
}

Arguments complete(std::span<const Parameter> parameters, std::vector<Argument> values) {
    values.resize(parameters.size());
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        if (!std::holds_alternative<std::monostate>(values[i])) continue;
        if (parameters[i].presence == Presence::required) {
            base::fail_input("needs_argument", parameters[i].name);
        }
        if (parameters[i].presence == Presence::defaulted) {
            values[i] = read_argument(parameters[i], parameters[i].fallback);
        }
    }
    return {parameters, std::move(values)};
}

}  // namespace accord::settlement
