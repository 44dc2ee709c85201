// What this module was built from, so that a fault can be told from a mismatch.
#include "accord/base/versions.hpp"
#include "accord/store/versions.hpp"
#include "bind.hpp"

namespace accord::bindings {
namespace {

py::dict build_config() {
    py::dict config;
    config["version"] = ACCORD_VERSION;
    config["compiler"] = ACCORD_COMPILER;
    config["build_type"] = ACCORD_BUILD_TYPE;
    config["cxx_standard"] = static_cast<long>(__cplusplus);
    config["pybind11"] = PYBIND11_TOSTRING(PYBIND11_VERSION_MAJOR) "." PYBIND11_TOSTRING(
        PYBIND11_VERSION_MINOR) "." PYBIND11_TOSTRING(PYBIND11_VERSION_PATCH);
    config["python"] = PY_VERSION;
    for (const auto& versions : {base::library_versions(), store::library_versions()}) {
        for (const auto& [library, version] : versions) config[py::str(library)] = version;
    }
    return config;
}

}  // namespace

void bind_build(py::module_& m) {
    m.def("build_config", &build_config, "Versions and options this build was made with.");
}

}  // namespace accord::bindings
