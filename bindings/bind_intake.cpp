// Filings from JSON, and the faults found in what came in.
#include "accord/intake/intake.hpp"
#include "bind.hpp"
#include "views.hpp"

namespace accord::bindings {
namespace {

using namespace py::literals;
using casefile::Filing;
using intake::Finding;

/// The class is bound with the casefile; how a filing is read belongs to this layer.
void bind_filing_json(py::module_& m) {
    auto type = py::reinterpret_borrow<py::class_<Filing>>(m.attr("Filing"));
    type.def_static(
            "read",
            [](const py::object& path) {
                return py::module_::import("accord.filing").attr("read")(path);
            },
            "path"_a, "A filing from a JSON file; InputError names file, field and rule.")
        .def_static(
            "of",
            [](const py::object& fields) {
                return py::module_::import("accord.filing").attr("of")(fields);
            },
            "fields"_a, "A filing from a dict; money, dates and moments may be values or texts.")
        .def_static(
            "from_json",
            [](const Bytes& json, const Text& where) {
                return intake::filing_from_json(json.value, where.value);
            },
            "json"_a, "where"_a = "filing")
        .def(
            "json", [](const Filing& self) { return intake::filing_to_json(self); },
            "Canonical JSON, with the personal text this reader may see.");
}

void bind_finding(py::module_& m) {
    py::class_<Finding> type(m, "Finding", py::is_final(),
                             "A fault in what came in, with its place.");
    type.def_property_readonly("severity",
                               [](const Finding& self) {
                                   return self.severity == intake::Severity::rejected ? "rejected"
                                                                                      : "warning";
                               })
        .def_readonly("rule", &Finding::rule)
        .def_readonly("field", &Finding::field)
        .def_readonly("record", &Finding::record)
        .def_readonly("line", &Finding::line)
        .def_readonly("found", &Finding::found)
        .def(
            "words",
            [](py::object self, const Text& language) {
                return py::module_::import("accord.why")
                    .attr("finding")(std::move(self), language.value);
            },
            "language"_a = "zh-Hans", "The finding in words.")
        .def("__repr__", [](const Finding& self) {
            py::dict fields;
            fields["rule"] = self.rule;
            fields["field"] = self.field;
            fields["record"] = self.record;
            fields["line"] = self.line;
            fields["found"] = self.found;
            return repr_of("Finding", fields);
        });
    print_as_html(type);
}

}  // namespace

void bind_intake(py::module_& m) {
    bind_filing_json(m);
    bind_finding(m);
    py::class_<intake::Mapping>(m, "Mapping", py::is_final(), "Codes for a source's own words.")
        .def(py::init([](const Bytes& json) { return intake::Mapping::from_json(json.value); }),
             "json"_a)
        .def(py::init<>())
        .def("__len__", [](const intake::Mapping& self) { return self.codes.size(); });
}

}  // namespace accord::bindings
