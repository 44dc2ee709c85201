// The native module's table of contents; each layer binds itself in its own file.
#include "bind.hpp"

PYBIND11_MODULE(_core, m, pybind11::mod_gil_not_used()) {
    using namespace accord::bindings;
    // Types name themselves after the package that users import, not after this module.
    m.attr("__module__") = "accord";
    bind_errors(m);
    bind_build(m);
    bind_base(m);
    bind_money(m);
    bind_calendar(m);
    bind_rules(m);
    bind_settlement(m);
    bind_batch(m);
    bind_casefile(m);
    bind_intake(m);
    bind_procedure(m);
    bind_rehearsal(m);
    bind_results(m);
    bind_docket(m);
    bind_terms(m);
    py::delattr(m, "__module__");
}
