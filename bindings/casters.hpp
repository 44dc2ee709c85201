// Arguments as Python gives them: strict about numbers, plain about texts, dates and moments.
//
// Each argument type is a small struct of its own, so that no number can slip into a place for
// money: pybind11's own casters would turn Decimal("2.7") into 2 and True into 1.
#pragma once

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "accord/base/error.hpp"
#include "accord/base/id.hpp"
#include "accord/base/trace.hpp"
#include "accord/calendar/instant.hpp"
#include "accord/casefile/when.hpp"
#include "accord/money/rate.hpp"
#include "accord/rules/value.hpp"

namespace accord::bindings {

namespace py = pybind11;

struct Count {  // int or __index__, never bool
    std::int64_t value;
};
struct Flag {  // bool only
    bool value;
};
struct Text {  // str only, strict UTF-8
    std::string value;
};
struct Texts {  // str or an iterable of str
    std::vector<std::string> value;
};
struct Bytes {  // bytes, or str as its UTF-8
    std::string value;
};
struct MoneyLike {  // Money, or str such as "12.50 CNY"
    money::Money value;
};
struct RateLike {  // Rate, or str such as "0.35% per year 30/360"
    money::Rate value;
};
struct InstantLike {  // Instant, aware datetime, or str with an offset
    calendar::Instant value;
};
struct FigureLike {  // Explained, Money, or str: a figure with its why where it has one
    money::Money value;
    std::optional<base::Line> why;
};
struct CaseLike {  // Case, Head, or str "c_…"
    base::Id value;
};
struct ItemLike {  // an item with an id, or its printed id of any kind
    base::Id value;
};

[[nodiscard]] Count to_count(py::handle source);
[[nodiscard]] Flag to_flag(py::handle source);
[[nodiscard]] Text to_text(py::handle source);
[[nodiscard]] Texts to_texts(py::handle source);
[[nodiscard]] Bytes to_bytes(py::handle source);
[[nodiscard]] MoneyLike to_money(py::handle source);
[[nodiscard]] RateLike to_rate(py::handle source);
[[nodiscard]] InstantLike to_instant(py::handle source);
[[nodiscard]] FigureLike to_figure(py::handle source);
[[nodiscard]] CaseLike to_case(py::handle source);
[[nodiscard]] ItemLike to_item(py::handle source);
[[nodiscard]] calendar::Date to_date(py::handle source);
[[nodiscard]] casefile::When to_when(py::handle source);
[[nodiscard]] rules::Value to_value(py::handle source);
[[nodiscard]] std::string decimal_text(py::handle source);  // Decimal or str

[[nodiscard]] py::object from_date(calendar::Date date);
[[nodiscard]] py::object from_when(const casefile::When& when);
[[nodiscard]] py::object from_value(const rules::Value& value);
[[nodiscard]] py::object aware_datetime(calendar::Instant instant);

[[noreturn]] void refuse_type(const char* wanted, py::handle source);

}  // namespace accord::bindings

namespace pybind11::detail {

/// A caster around one of the functions above; what it refuses, it says itself.
template <class T, T (*Load)(handle)>
struct AccordCaster {
    bool load(handle source, bool) {
        if (!source) return false;
        value_.emplace(Load(source));
        return true;
    }
    explicit operator T*() { return &*value_; }
    explicit operator T&() { return *value_; }
    explicit operator T&&() && { return std::move(*value_); }
    template <class U>
    using cast_op_type = movable_cast_op_type<U>;

private:
    std::optional<T> value_;
};

template <>
struct type_caster<accord::bindings::Count>
    : AccordCaster<accord::bindings::Count, accord::bindings::to_count> {
    static constexpr auto name = const_name("int");
};
template <>
struct type_caster<accord::bindings::Flag>
    : AccordCaster<accord::bindings::Flag, accord::bindings::to_flag> {
    static constexpr auto name = const_name("bool");
};
template <>
struct type_caster<accord::bindings::Text>
    : AccordCaster<accord::bindings::Text, accord::bindings::to_text> {
    static constexpr auto name = const_name("str");
};
template <>
struct type_caster<accord::bindings::Texts>
    : AccordCaster<accord::bindings::Texts, accord::bindings::to_texts> {
    static constexpr auto name = const_name("str | collections.abc.Iterable[str]");
};
template <>
struct type_caster<accord::bindings::Bytes>
    : AccordCaster<accord::bindings::Bytes, accord::bindings::to_bytes> {
    static constexpr auto name = const_name("bytes | str");
};
template <>
struct type_caster<accord::bindings::MoneyLike>
    : AccordCaster<accord::bindings::MoneyLike, accord::bindings::to_money> {
    static constexpr auto name = const_name("accord.Money | str");
};
template <>
struct type_caster<accord::bindings::RateLike>
    : AccordCaster<accord::bindings::RateLike, accord::bindings::to_rate> {
    static constexpr auto name = const_name("accord.Rate | str");
};
template <>
struct type_caster<accord::bindings::InstantLike>
    : AccordCaster<accord::bindings::InstantLike, accord::bindings::to_instant> {
    static constexpr auto name = const_name("accord.Instant | datetime.datetime | str");
};
template <>
struct type_caster<accord::bindings::FigureLike>
    : AccordCaster<accord::bindings::FigureLike, accord::bindings::to_figure> {
    static constexpr auto name = const_name("accord.Explained | accord.Money | str");
};
template <>
struct type_caster<accord::bindings::CaseLike>
    : AccordCaster<accord::bindings::CaseLike, accord::bindings::to_case> {
    static constexpr auto name = const_name("accord.Case | accord.Head | str");
};
template <>
struct type_caster<accord::bindings::ItemLike>
    : AccordCaster<accord::bindings::ItemLike, accord::bindings::to_item> {
    static constexpr auto name = const_name("accord.Evidence | accord.Agent | str");
};

/// Dates by our own caster: pybind11's chrono.h converts through local time, wrong for legal dates.
template <>
struct type_caster<accord::calendar::Date>
    : AccordCaster<accord::calendar::Date, accord::bindings::to_date> {
    static constexpr auto name = io_name("datetime.date | str", "datetime.date");
    static handle cast(accord::calendar::Date date, return_value_policy, handle) {
        return accord::bindings::from_date(date).release();
    }
};
template <>
struct type_caster<accord::casefile::When>
    : AccordCaster<accord::casefile::When, accord::bindings::to_when> {
    static constexpr auto name =
        io_name("accord.Instant | datetime.datetime | datetime.date | str | None",
                "accord.Instant | datetime.date | None");
    static handle cast(const accord::casefile::When& when, return_value_policy, handle) {
        return accord::bindings::from_when(when).release();
    }
};
template <>
struct type_caster<accord::rules::Value>
    : AccordCaster<accord::rules::Value, accord::bindings::to_value> {
    static constexpr auto name = const_name(
        "bool | int | str | accord.Money | accord.Rate | datetime.date | "
        "accord.Instant | collections.abc.Iterable[str]");
    static handle cast(const accord::rules::Value& value, return_value_policy, handle) {
        return accord::bindings::from_value(value).release();
    }
};

}  // namespace pybind11::detail
