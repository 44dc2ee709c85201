// What may be done: definitions checked at load, options, and commands from named arguments.
#include "accord/procedure/decide.hpp"
#include "bind.hpp"
#include "commands.hpp"
#include "views.hpp"

namespace accord::bindings {
namespace {

using namespace py::literals;
using procedure::Definition;
using procedure::Option;

void bind_definition(py::module_& m) {
    py::class_<Definition> type(m, "Definition", py::is_final(),
                                "A procedure's JSON, compiled and checked.");
    type.def(py::init([](const Bytes& json) { return Definition::from_json(json.value); }),
             "json"_a)
        .def_readonly("id", &Definition::id)
        .def_readonly("version", &Definition::version)
        .def_readonly("effective", &Definition::effective)
        .def_readonly("zone", &Definition::zone)
        .def_readonly("calendar", &Definition::calendar)
        .def_readonly("hash", &Definition::hash)
        .def_readonly("json", &Definition::json)
        .def_property_readonly(
            "stages",
            [](const Definition& self) {
                py::dict stages;
                for (const auto& stage : self.stages) stages[py::str(stage.id)] = stage.is_final;
                return stages;
            },
            "Stage by stage, whether it is final.")
        .def_property_readonly("actions",
                               [](const Definition& self) {
                                   py::list ids;
                                   for (const auto& action : self.actions) ids.append(action.id);
                                   return py::tuple(ids);
                               })
        .def_property_readonly("terms",
                               [](const Definition& self) {
                                   py::list ids;
                                   for (const auto& term : self.terms) ids.append(term.id);
                                   return py::tuple(ids);
                               })
        .def(
            "__eq__", [](const Definition& a, const Definition& b) { return a.json == b.json; },
            py::is_operator())
        .def("__hash__", [](const Definition& self) { return std::hash<std::string>{}(self.hash); })
        .def("__repr__", [](const Definition& self) {
            return "Definition('" + self.id + "', '" + self.version + "', " +
                   self.hash.substr(0, 12) + ")";
        });
}

void bind_option(py::module_& m) {
    py::class_<Option> type(m, "Option", py::is_final(),
                            "An action, allowed now or with its refusal.");
    type.def_readonly("action", &Option::action)
        .def_readonly("refusal", &Option::refusal)
        .def_property_readonly("allowed",
                               [](const Option& self) { return !self.refusal.has_value(); })
        .def("__bool__", [](const Option& self) { return !self.refusal.has_value(); })
        .def("__repr__", [](const Option& self) {
            return "Option('" + self.action + "', " +
                   (self.refusal ? "refused: '" + self.refusal->code + "'"
                                 : std::string("allowed")) +
                   ")";
        });
    print_as_html(type);
}

}  // namespace

void bind_procedure(py::module_& m) {
    bind_definition(m);
    bind_option(m);
    py::class_<procedure::Command>(m, "Command", py::is_final(), "What somebody wants to do.")
        .def(py::init(&command_from), "action"_a, py::kw_only(), "by"_a, "expected"_a, "args"_a);
    m.def("action_arguments", &action_arguments,
          "Argument by argument of each standing action, what kind it takes; '*' holds for every "
          "action.");
}

}  // namespace accord::bindings
