// Figures that explain themselves, and the table of rules that yields them.
#include "accord/base/trace_diff.hpp"
#include "accord/calendar/business.hpp"
#include "accord/calendar/day_count.hpp"
#include "accord/settlement/rule.hpp"
#include "bind.hpp"
#include "rule_arguments.hpp"
#include "views.hpp"

namespace accord::bindings {
namespace {

using namespace py::literals;
using settlement::Answer;
using settlement::Estimate;
using settlement::Explained;

/// What every figure with a why offers beside its value.
template <class Figure, class Type>
void explain(Type& type) {
    type.def_readonly("line", &Figure::why, "The tree of lines, its root being the figure.")
        .def(
            "why",
            [](py::object self, const Text& language) {
                return py::module_::import("accord.why")
                    .attr("Why")(self.attr("line"), language.value);
            },
            "language"_a = "zh-Hans", "The reckoning in words, from its lines.")
        .def_property_readonly(
            "used",
            [](const Figure& self) {
                py::list all;
                for (const settlement::Used& used : self.used) {
                    all.append(py::make_tuple(used.id, std::string{base::to_text(used.status)},
                                              used.hash));
                }
                return py::tuple(all);
            },
            "The entries of the rule book it rests on: id, status, hash.")
        .def_property_readonly(
            "provisional", [](const Figure& self) { return base::is_provisional(self.why); },
            "Whether it rests on a rate or a day that is not known yet.")
        .def(
            "__eq__", [](const Figure& a, const Figure& b) { return a == b; }, py::is_operator())
        .def("__hash__", [](const Figure& self) {
            return std::hash<std::string>{}(base::write_trace(self.why));
        });
    print_as_html(type);
}

void bind_explained(py::module_& m) {
    py::class_<Explained> type(m, "Explained", py::is_final(),
                               "A money figure and the lines that add up to it.");
    explain<Explained>(type);
    type.def_readonly("value", &Explained::value)
        .def("__str__", [](const Explained& self) { return self.value.text(); })
        .def("__repr__", [](const Explained& self) {
            return "Explained('" + self.value.text() + "', '" + self.why.label + "')";
        });
}

void bind_answer(py::module_& m) {
    py::class_<Answer> type(m, "Answer", py::is_final(),
                            "A date, rate, count, flag or code with the lines that led to it.");
    explain<Answer>(type);
    type.def_property_readonly("value", [](const Answer& self) { return from_value(self.value); })
        .def("__str__", [](const Answer& self) { return rules::print_value(self.value); })
        .def("__repr__", [](const Answer& self) {
            return "Answer('" + rules::print_value(self.value) + "', '" + self.why.label + "')";
        });
}

void bind_estimate(py::module_& m) {
    py::class_<Estimate> type(m, "Estimate", py::is_final(),
                              "The mean of a simulation with its standard error: never money.");
    explain<Estimate>(type);
    type.def_readonly("value", &Estimate::value, "The mean, in minor units.")
        .def_readonly("error", &Estimate::error, "The standard error, in minor units.")
        .def_readonly("seed", &Estimate::seed)
        .def_readonly("samples", &Estimate::samples)
        .def_readonly("unit", &Estimate::unit)
        .def("__repr__", [](const Estimate& self) {
            return "Estimate(" + std::to_string(self.value) + " ± " + std::to_string(self.error) +
                   " minor " + self.unit + ", seed " + std::to_string(self.seed) + ")";
        });
}

settlement::Result reckon_one(const settlement::Rule& rule, const settlement::Arguments& given,
                              const settlement::Law& law) {
    // Most reckonings take microseconds: letting others run meanwhile would cost more. A simulation
    // takes as long as its samples are many.
    if (rule.yields != settlement::Yields::estimate) return settlement::reckon(rule, given, law);
    const py::gil_scoped_release others_run;
    return settlement::reckon(rule, given, law);
}

py::object to_result(settlement::Result result) {
    return std::visit([](auto&& value) { return py::cast(std::move(value)); }, std::move(result));
}

void bind_rule_table(py::module_& m) {
    m.def(
        "reckon",
        [](const Text& rule, const rules::Book& book, const py::dict& arguments,
           const Texts& accept, const calendar::Book* calendars) {
            const settlement::Rule& found = settlement::find_rule(rule.value);
            const settlement::Arguments given = to_arguments(found, arguments);
            const settlement::Law law{book, accept.value, calendars};
            return to_result(reckon_one(found, given, law));
        },
        "rule"_a, "book"_a, "arguments"_a, "accept"_a, "calendars"_a = py::none(),
        "The answer of one rule: Explained, Answer, Estimate or Refusal. Without calendars a last "
        "day stays where it is counted, and is provisional.");
    m.def(
        "diff",
        [](const Explained& before, const Explained& after) {
            base::Line why = base::diff(before.why, after.why);
            const money::Money value{why.amount.count, after.value.currency()};
            return settlement::explained(value, std::move(why));
        },
        "before"_a, "after"_a, "Two figures compared line by line; the parts add up.");
    m.def("rules", &describe_rules,
          "Every rule: name, area, what it yields, its parameters with kinds and defaults.");
}

void bind_year_fraction(py::module_& m) {
    m.def(
        "year_fraction",
        [](calendar::Date start, calendar::Date end, const Text& day_count,
           std::optional<calendar::Date> ref_start, std::optional<calendar::Date> ref_end,
           std::optional<calendar::Date> maturity, const calendar::BusinessCalendar* calendar) {
            const auto fraction =
                calendar::year_fraction(calendar::day_count_from_text(day_count.value), start, end,
                                        {ref_start, ref_end, maturity, calendar});
            return std::make_pair(fraction.days, fraction.per_year);
        },
        "start"_a, "end"_a, py::kw_only(), "day_count"_a = "ACT/365", "ref_start"_a = py::none(),
        "ref_end"_a = py::none(), "maturity"_a = py::none(), "calendar"_a = py::none(),
        "Days between two dates as a basis counts them, over its days per year; their quotient is "
        "the year fraction. ACT/ACT ICMA needs a reference period, 30E/360 ISDA the maturity, "
        "BUS/252 a calendar.");
    m.def(
        "is_additive",
        [](const Text& day_count) {
            return calendar::is_additive(calendar::day_count_from_text(day_count.value));
        },
        "day_count"_a, "Whether a period split anywhere counts as its parts do together.");
}

}  // namespace

void bind_settlement(py::module_& m) {
    bind_explained(m);
    bind_answer(m);
    bind_estimate(m);
    bind_rule_table(m);
    bind_year_fraction(m);
}

}  // namespace accord::bindings
