// How each argument is read, and what is said to a wrong one.
#include "casters.hpp"

#include <datetime.h>

#include <algorithm>

#include "accord/base/check.hpp"
#include "accord/base/text.hpp"
#include "accord/settlement/explained.hpp"
#include "views.hpp"

namespace accord::bindings {
namespace {

void need_datetime() {
    if (PyDateTimeAPI == nullptr) {
        PyDateTime_IMPORT;
        if (PyDateTimeAPI == nullptr) throw py::error_already_set();
    }
}

bool is_datetime(py::handle source) {
    need_datetime();
    return PyDateTime_Check(source.ptr());
}

bool is_date(py::handle source) {
    need_datetime();
    return PyDate_Check(source.ptr()) && !PyDateTime_Check(source.ptr());
}

bool is_text(py::handle source) {
    return PyUnicode_Check(source.ptr());
}

std::string utf8(py::handle source) {
    Py_ssize_t size = 0;
    const char* data = PyUnicode_AsUTF8AndSize(source.ptr(), &size);
    if (data == nullptr) {  // a lone surrogate has no UTF-8
        PyErr_Clear();
        base::fail_input("not_utf8");
    }
    return {data, static_cast<std::size_t>(size)};
}

std::int64_t integer_attribute(py::handle source, const char* name) {
    return source.attr(name).cast<std::int64_t>();
}

calendar::Instant from_datetime(py::handle source) {
    const py::object shift = source.attr("utcoffset")();
    if (shift.is_none()) base::fail_input("naive_time", py::str(source).cast<std::string>());
    const auto days =
        calendar::Date::of(PyDateTime_GET_YEAR(source.ptr()), PyDateTime_GET_MONTH(source.ptr()),
                           PyDateTime_GET_DAY(source.ptr()))
            .days();
    const std::int64_t seconds =
        std::int64_t{days} * 86400 + PyDateTime_DATE_GET_HOUR(source.ptr()) * 3600 +
        PyDateTime_DATE_GET_MINUTE(source.ptr()) * 60 + PyDateTime_DATE_GET_SECOND(source.ptr());
    const std::int64_t shift_seconds =
        integer_attribute(shift, "days") * 86400 + integer_attribute(shift, "seconds");
    const std::int64_t micros = (seconds - shift_seconds) * 1'000'000 +
                                PyDateTime_DATE_GET_MICROSECOND(source.ptr()) -
                                integer_attribute(shift, "microseconds");
    return calendar::Instant(micros, static_cast<std::int16_t>(shift_seconds / 60));
}

rules::TextSet to_set(py::handle source) {
    rules::TextSet set{to_texts(source).value};
    std::sort(set.items.begin(), set.items.end());
    set.items.erase(std::unique(set.items.begin(), set.items.end()), set.items.end());
    return set;
}

}  // namespace

void refuse_type(const char* wanted, py::handle source) {
    throw py::type_error(std::string(wanted) + ", not '" + Py_TYPE(source.ptr())->tp_name + "'");
}

Count to_count(py::handle source) {
    if (PyBool_Check(source.ptr()) || !PyIndex_Check(source.ptr())) {
        refuse_type("a count is an int", source);
    }
    const auto index = py::reinterpret_steal<py::object>(PyNumber_Index(source.ptr()));
    if (!index) throw py::error_already_set();
    int overflow = 0;
    const long long value = PyLong_AsLongLongAndOverflow(index.ptr(), &overflow);
    if (overflow != 0) base::fail_input("integer_too_large");
    return {value};
}

Flag to_flag(py::handle source) {
    if (!PyBool_Check(source.ptr())) refuse_type("a yes or no is a bool", source);
    return {source.ptr() == Py_True};
}

/// What a person types or a form holds; files come in as bytes.
constexpr std::size_t text_bytes_max = std::size_t{1} << 20;

Text to_text(py::handle source) {
    if (!is_text(source)) refuse_type("a text is a str", source);
    std::string text = utf8(source);
    (void)base::require_text(text, text_bytes_max, "text");
    return {std::move(text)};
}

Texts to_texts(py::handle source) {
    if (is_text(source)) return {{utf8(source)}};
    Texts texts;
    if (PyBytes_Check(source.ptr()) || !py::hasattr(source, "__iter__")) {
        refuse_type("texts are a str or several of them", source);
    }
    for (const py::handle item : source) texts.value.push_back(to_text(item).value);
    return texts;
}

Bytes to_bytes(py::handle source) {
    if (is_text(source)) return {utf8(source)};
    if (!PyBytes_Check(source.ptr())) refuse_type("content is bytes or a str", source);
    return {py::reinterpret_borrow<py::bytes>(source).cast<std::string>()};
}

MoneyLike to_money(py::handle source) {
    if (is_text(source)) return {money::Money::parse(utf8(source))};
    if (!py::isinstance<money::Money>(source)) {
        refuse_type("money is a Money or a text such as '12.50 CNY'", source);
    }
    return {source.cast<const money::Money&>()};
}

RateLike to_rate(py::handle source) {
    if (is_text(source)) return {money::Rate::parse(utf8(source))};
    if (!py::isinstance<money::Rate>(source)) {
        refuse_type("a rate is a Rate or a text such as '4.35% per year ACT/365'", source);
    }
    return {source.cast<const money::Rate&>()};
}

InstantLike to_instant(py::handle source) {
    if (is_text(source)) return {calendar::Instant::parse(utf8(source))};
    if (py::isinstance<calendar::Instant>(source)) return {source.cast<const calendar::Instant&>()};
    if (!is_datetime(source))
        refuse_type("a moment is an Instant, an aware datetime or a text", source);
    return {from_datetime(source)};
}

FigureLike to_figure(py::handle source) {
    if (py::isinstance<settlement::Explained>(source)) {
        const auto& explained = source.cast<const settlement::Explained&>();
        return {explained.value, explained.why};
    }
    return {to_money(source).value, std::nullopt};
}

CaseLike to_case(py::handle source) {
    if (is_text(source)) return {base::parse_id('c', utf8(source))};
    if (py::isinstance<CaseView>(source)) return {source.cast<const CaseView&>()->id};
    if (py::isinstance<docket::Head>(source)) return {source.cast<const docket::Head&>().id};
    refuse_type("a case is a Case, a Head or its id", source);
}

ItemLike to_item(py::handle source) {
    if (py::isinstance<casefile::Evidence>(source))
        return {source.cast<const casefile::Evidence&>().id};
    if (py::isinstance<casefile::Agent>(source)) return {source.cast<const casefile::Agent&>().id};
    if (!is_text(source)) refuse_type("an item is an Evidence, an Agent or its id", source);
    const std::string text = utf8(source);
    if (text.empty()) base::fail_input("bad_id", text);
    return {base::parse_id(text.front(), text)};
}

calendar::Date to_date(py::handle source) {
    if (is_text(source)) return calendar::Date::parse(utf8(source));
    if (!is_date(source))
        refuse_type("a date is a datetime.date or a text such as '2026-03-02'", source);
    return calendar::Date::of(PyDateTime_GET_YEAR(source.ptr()), PyDateTime_GET_MONTH(source.ptr()),
                              PyDateTime_GET_DAY(source.ptr()));
}

casefile::When to_when(py::handle source) {
    if (source.is_none()) return casefile::NotKnown{};
    if (is_date(source)) return to_date(source);
    // A text with a time is a moment, one without is a day.
    if (is_text(source) && utf8(source).find('T') == std::string::npos) return to_date(source);
    return to_instant(source).value;
}

rules::Value to_value(py::handle source) {
    if (PyBool_Check(source.ptr())) return source.ptr() == Py_True;
    if (PyLong_Check(source.ptr())) return to_count(source).value;
    if (is_text(source)) return utf8(source);
    if (py::isinstance<money::Money>(source)) return source.cast<const money::Money&>();
    if (py::isinstance<settlement::Explained>(source)) {
        return source.cast<const settlement::Explained&>().value;
    }
    if (py::isinstance<money::Rate>(source)) return source.cast<const money::Rate&>();
    if (is_date(source)) return to_date(source);
    if (is_datetime(source) || py::isinstance<calendar::Instant>(source))
        return to_instant(source).value;
    if (PyAnySet_Check(source.ptr()) || PyList_Check(source.ptr()) || PyTuple_Check(source.ptr())) {
        return to_set(source);
    }
    refuse_type("a fact is a bool, int, str, Money, Rate, date, moment or a set of str", source);
}

std::string decimal_text(py::handle source) {
    if (is_text(source)) return utf8(source);
    const py::object type = py::module_::import("decimal").attr("Decimal");
    if (!py::isinstance(source, type)) refuse_type("an amount is a Decimal or its text", source);
    return py::str(source.attr("__format__")("f")).cast<std::string>();
}

py::object from_date(calendar::Date date) {
    need_datetime();
    const calendar::YearMonthDay d = date.ymd();
    PyObject* made = PyDate_FromDate(d.year, d.month, d.day);
    if (made == nullptr) throw py::error_already_set();
    return py::reinterpret_steal<py::object>(made);
}

py::object from_when(const casefile::When& when) {
    if (const auto* date = std::get_if<calendar::Date>(&when)) return from_date(*date);
    if (const auto* instant = std::get_if<calendar::Instant>(&when)) return py::cast(*instant);
    return py::none();
}

py::object from_value(const rules::Value& value) {
    return std::visit(
        [](const auto& inner) -> py::object {
            using T = std::decay_t<decltype(inner)>;
            if constexpr (std::is_same_v<T, rules::Unknown>) {
                return py::none();
            } else if constexpr (std::is_same_v<T, rules::TextSet>) {
                return py::reinterpret_steal<py::object>(
                    PyFrozenSet_New(py::cast(inner.items).ptr()));
            } else {
                return py::cast(inner);
            }
        },
        value);
}

py::object aware_datetime(calendar::Instant instant) {
    const py::module_ datetime = py::module_::import("datetime");
    const py::object delta = datetime.attr("timedelta");
    const py::object zone =
        datetime.attr("timezone")(delta(py::arg("minutes") = instant.offset_minutes()));
    const py::object epoch = datetime.attr("datetime")(
        1970, 1, 1, py::arg("tzinfo") = datetime.attr("timezone").attr("utc"));
    return (epoch + delta(py::arg("microseconds") = instant.micros())).attr("astimezone")(zone);
}

}  // namespace accord::bindings
