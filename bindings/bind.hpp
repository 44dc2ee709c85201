// One function per layer, called by module.cpp in layer order.
#pragma once

#include <pybind11/pybind11.h>

namespace accord::bindings {

namespace py = pybind11;

void bind_errors(py::module_& m);
void bind_build(py::module_& m);
void bind_base(py::module_& m);
void bind_money(py::module_& m);
void bind_calendar(py::module_& m);
void bind_rules(py::module_& m);
void bind_settlement(py::module_& m);
void bind_batch(py::module_& m);
void bind_casefile(py::module_& m);
void bind_intake(py::module_& m);
void bind_procedure(py::module_& m);
void bind_rehearsal(py::module_& m);
void bind_results(py::module_& m);
void bind_docket(py::module_& m);
void bind_terms(py::module_& m);

}  // namespace accord::bindings
