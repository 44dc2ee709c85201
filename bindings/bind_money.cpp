// Money and rates: exact amounts that never come from a float.
#include "accord/money/allocate.hpp"
#include "bind.hpp"
#include "views.hpp"

namespace accord::bindings {
namespace {

using namespace py::literals;
using money::Money;
using money::Rate;

constexpr std::array<const char*, 4> per_names{"none", "day", "month", "year"};
constexpr std::array<const char*, 4> basis_names{"none", "ACT/360", "ACT/365", "30/360"};

/// copy, deepcopy and pickle rebuild a value from its text.
template <class T>
py::tuple from_text(py::object self) {
    const std::string text = self.cast<const T&>().text();
    return py::make_tuple(py::type::of(self), py::make_tuple(text));
}

void bind_money_class(py::module_& m) {
    py::class_<Money> type(m, "Money", py::is_final(),
                           "An amount: an integer count of a currency's minor units.");
    type.def(py::init([](const Text& text) { return Money::parse(text.value); }), "text"_a)
        .def_static(
            "of",
            [](const py::object& amount, const Text& currency) {
                return Money::of(decimal_text(amount), money::Currency::of(currency.value));
            },
            "amount"_a, "currency"_a, "From a Decimal, or its text, and a currency.")
        .def_static(
            "from_minor",
            [](Count minor, const Text& currency) {
                return Money(minor.value, money::Currency::of(currency.value));
            },
            "minor"_a, "currency"_a, "From a count of minor units and a currency.")
        .def_property_readonly("minor", &Money::minor)
        .def_property_readonly(
            "currency", [](const Money& self) { return std::string(self.currency().code()); })
        .def_property_readonly("digits", [](const Money& self) { return self.currency().digits(); })
        .def_property_readonly(
            "decimal",
            [](const Money& self) {
                return py::module_::import("decimal").attr("Decimal")(self.decimal());
            })
        .def(
            "times",
            [](const Money& self, const RateLike& share, const Text& rounding) {
                return money::multiply(self, share.value,
                                       money::rounding_from_text(rounding.value));
            },
            "share"_a, py::kw_only(), "rounding"_a,
            "A share of the amount, under a named rounding.")
        .def(
            "__add__", [](const Money& a, const Money& b) { return a + b; }, py::is_operator())
        .def(
            "__sub__", [](const Money& a, const Money& b) { return a - b; }, py::is_operator())
        .def("__neg__", [](const Money& a) { return -a; })
        .def(
            "__eq__", [](const Money& a, const Money& b) { return a == b; }, py::is_operator())
        .def(
            "__lt__", [](const Money& a, const Money& b) { return less(a, b); }, py::is_operator())
        .def(
            "__le__", [](const Money& a, const Money& b) { return !less(b, a); }, py::is_operator())
        .def(
            "__gt__", [](const Money& a, const Money& b) { return less(b, a); }, py::is_operator())
        .def(
            "__ge__", [](const Money& a, const Money& b) { return !less(a, b); }, py::is_operator())
        .def("__hash__", [](const Money& self) { return std::hash<std::string>{}(self.text()); })
        .def("__str__", &Money::text)
        .def("__repr__", [](const Money& self) { return "Money('" + self.text() + "')"; })
        .def("__reduce__", &from_text<Money>);
    print_as_html(type);
}

void bind_rate_class(py::module_& m) {
    py::class_<Rate> type(
        m, "Rate", py::is_final(),
        "An exact fraction, per unit of time and on a day-count basis where it has them.");
    type.def(py::init([](const Text& text) { return Rate::parse(text.value); }), "text"_a)
        .def_property_readonly("numerator", &Rate::numerator)
        .def_property_readonly("denominator", &Rate::denominator)
        .def_property_readonly(
            "per", [](const Rate& self) { return per_names[static_cast<std::size_t>(self.per())]; })
        .def_property_readonly(
            "basis",
            [](const Rate& self) { return basis_names[static_cast<std::size_t>(self.basis())]; })
        .def(
            "__add__", [](const Rate& a, const Rate& b) { return money::add(a, b); },
            py::is_operator())
        .def(
            "__eq__", [](const Rate& a, const Rate& b) { return a == b; }, py::is_operator())
        .def(
            "__lt__", [](const Rate& a, const Rate& b) { return less(a, b); }, py::is_operator())
        .def(
            "__le__", [](const Rate& a, const Rate& b) { return !less(b, a); }, py::is_operator())
        .def(
            "__gt__", [](const Rate& a, const Rate& b) { return less(b, a); }, py::is_operator())
        .def(
            "__ge__", [](const Rate& a, const Rate& b) { return !less(a, b); }, py::is_operator())
        .def("__hash__", [](const Rate& self) { return std::hash<std::string>{}(self.text()); })
        .def("__str__", &Rate::text)
        .def("__repr__", [](const Rate& self) { return "Rate('" + self.text() + "')"; })
        .def("__reduce__", &from_text<Rate>);
    print_as_html(type);
}

}  // namespace

void bind_money(py::module_& m) {
    bind_money_class(m);
    bind_rate_class(m);
    m.def(
        "allocate",
        [](const Money& total, const std::vector<Count>& weights) {
            std::vector<std::int64_t> counts;
            for (const Count& weight : weights) counts.push_back(weight.value);
            return money::allocate(total, counts);
        },
        "total"_a, py::kw_only(), "weights"_a,
        "Split a Money into shares that add up to it, by largest remainder.");
}

}  // namespace accord::bindings
