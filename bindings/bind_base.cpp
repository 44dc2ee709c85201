// Clauses and lines: where a rule comes from, and the tree that adds up to a figure.
#include "accord/base/trace.hpp"
#include "bind.hpp"
#include "views.hpp"

namespace accord::bindings {
namespace {

using base::Clause;
using base::Line;

void bind_clause(py::module_& m) {
    py::class_<Clause> type(m, "Clause", py::is_final(), "Where a rule comes from in law.");
    type.def_readonly("id", &Clause::id)
        .def_property_readonly("status",
                               [](const Clause& self) { return base::to_text(self.status); })
        .def(
            "__eq__", [](const Clause& a, const Clause& b) { return a == b; }, py::is_operator())
        .def("__hash__", [](const Clause& self) { return std::hash<std::string>{}(self.id); })
        .def("__str__", [](const Clause& self) { return self.id; })
        .def("__repr__", [](const Clause& self) {
            return "Clause(" + py::repr(py::str(self.id)).cast<std::string>() + ", '" +
                   std::string(base::to_text(self.status)) + "')";
        });
    print_as_html(type);
}

void bind_line(py::module_& m) {
    py::class_<Line> type(m, "Line", py::is_final(),
                          "One line of the tree that explains a figure.");
    type.def_readonly("label", &Line::label)
        .def_readonly("rule", &Line::rule)
        .def_readonly("source", &Line::source)
        .def_readonly("provisional", &Line::provisional)
        .def_property_readonly("clauses",
                               [](const Line& self) { return to_python(self.clauses, ' '); })
        .def_property_readonly("lines", [](const Line& self) { return to_python(self.lines, ' '); })
        .def_property_readonly("inputs",
                               [](const Line& self) {
                                   py::dict inputs;
                                   for (const auto& [name, text] : self.inputs)
                                       inputs[py::str(name)] = text;
                                   return inputs;
                               })
        .def_property_readonly(
            "count", [](const Line& self) { return self.amount.count; },
            "The amount as an integer count of its unit.")
        .def_property_readonly("unit", [](const Line& self) { return self.amount.unit; })
        .def_property_readonly("role",
                               [](const Line& self) {
                                   return self.role == base::LineRole::addend ? "addend" : "note";
                               })
        .def_property_readonly(
            "status", [](const Line& self) { return base::to_text(base::weakest_status(self)); },
            "The weakest status of any clause in the tree.")
        .def_property_readonly("json", [](const Line& self) { return base::write_trace(self); })
        .def(
            "is_provisional", [](const Line& self) { return base::is_provisional(self); },
            "Whether anything in the tree is provisional.")
        .def(
            "__eq__", [](const Line& a, const Line& b) { return a == b; }, py::is_operator())
        .def("__hash__",
             [](const Line& self) { return std::hash<std::string>{}(base::write_trace(self)); })
        .def("__repr__", [](const Line& self) {
            return "Line('" + self.label + "', " + std::to_string(self.amount.count) + " " +
                   self.amount.unit + ", " + std::to_string(self.lines.size()) + " lines)";
        });
    print_as_html(type);
}

}  // namespace

std::string repr_of(std::string_view name, const py::dict& fields) {
    std::string text(name);
    text += '(';
    bool is_first = true;
    for (const auto& [key, value] : fields) {
        if (!is_first) text += ", ";
        is_first = false;
        text += py::str(key).cast<std::string>() + "=" + py::repr(value).cast<std::string>();
    }
    return text + ")";
}

void bind_base(py::module_& m) {
    bind_clause(m);
    bind_line(m);
    m.def(
        "mask_numbers", [](const Text& text) { return base::mask_numbers(text.value); },
        py::arg("text"), "Identity, card, account and telephone numbers keep their ends only.");
}

}  // namespace accord::bindings
