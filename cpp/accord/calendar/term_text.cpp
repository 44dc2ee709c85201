// The names of a term's parameters, as definitions and stored reckonings write them.
#include <array>
#include <string>
#include <utility>

#include "accord/base/error.hpp"
#include "accord/calendar/term_arithmetic.hpp"

namespace accord::calendar {

namespace {

template <typename Value, std::size_t N>
using Names = std::array<std::pair<Value, std::string_view>, N>;

constexpr Names<Unit, 7> units = {{{Unit::hour, "hour"},
                                   {Unit::calendar_day, "calendar_day"},
                                   {Unit::business_day, "business_day"},
                                   {Unit::clear_day, "clear_day"},
                                   {Unit::week, "week"},
                                   {Unit::month, "month"},
                                   {Unit::year, "year"}}};
constexpr Names<Roll, 3> rolls = {
    {{Roll::none, "none"}, {Roll::forward, "forward"}, {Roll::backward, "backward"}}};
constexpr Names<Direction, 2> directions = {
    {{Direction::after, "after"}, {Direction::before, "before"}}};
constexpr Names<RestDays, 2> rest_days_names = {
    {{RestDays::work_calendar, "work_calendar"}, {RestDays::announced_only, "announced_only"}}};
constexpr Names<DayKind, 4> kinds = {{{DayKind::working, "working"},
                                      {DayKind::weekend, "weekend"},
                                      {DayKind::holiday, "holiday"},
                                      {DayKind::make_up_working, "make_up_working"}}};

template <typename Value, std::size_t N>
std::string_view name_of(const Names<Value, N>& names, Value value) noexcept {
    for (const auto& [known, name] : names) {
        if (known == value) return name;
    }
    return "";
}

template <typename Value, std::size_t N>
Value value_of(const Names<Value, N>& names, std::string_view text, const char* code) {
    for (const auto& [value, name] : names) {
        if (name == text) return value;
    }
    base::fail_input(code, std::string(text.substr(0, 40)));
}

}  // namespace

std::string_view to_text(Unit unit) noexcept {
    return name_of(units, unit);
}
std::string_view to_text(Direction direction) noexcept {
    return name_of(directions, direction);
}
Direction direction_from_text(std::string_view text) {
    return value_of(directions, text, "unknown_direction");
}
std::string_view to_text(Roll roll) noexcept {
    return name_of(rolls, roll);
}
std::string_view to_text(RestDays rest_days) noexcept {
    return name_of(rest_days_names, rest_days);
}
std::string_view to_text(DayKind kind) noexcept {
    return name_of(kinds, kind);
}
Unit unit_from_text(std::string_view text) {
    return value_of(units, text, "unknown_unit");
}
Roll roll_from_text(std::string_view text) {
    return value_of(rolls, text, "unknown_roll");
}

RestDays rest_days_from_text(std::string_view text) {
    return value_of(rest_days_names, text, "unknown_rest_days");
}

}  // namespace accord::calendar
