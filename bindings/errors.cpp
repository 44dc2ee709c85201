// Translates base::Error by its kind into the classes of accord.errors, with code, subject and
// where.
#include "errors.hpp"

#include <pybind11/gil_safe_call_once.h>

#include <array>
#include <filesystem>
#include <new>

#include "accord/base/error.hpp"
#include "bind.hpp"

namespace accord::bindings {
namespace {

// In the order of base::ErrorKind; Refused stands last.
constexpr std::array<const char*, 7> class_names{"InputError", "MoneyError",  "ProcedureError",
                                                 "StoreError", "AccessError", "InternalError",
                                                 "Refused"};
using Classes = std::array<py::object, class_names.size()>;

// No static py::object: it would be destroyed after the interpreter.
const Classes& classes() {
    PYBIND11_CONSTINIT static py::gil_safe_call_once_and_store<Classes> storage;
    return storage
        .call_once_and_store_result([] {
            const py::module_ errors = py::module_::import("accord.errors");
            Classes found;
            for (std::size_t i = 0; i < found.size(); ++i) found[i] = errors.attr(class_names[i]);
            return found;
        })
        .get_stored();
}

void set_error(base::ErrorKind kind, const std::string& code, const std::string& subject,
               const std::string& where) {
    const py::object& type = classes()[static_cast<std::size_t>(kind)];
    const py::object error = type(code, subject, where);
    PyErr_SetObject(type.ptr(), error.ptr());
}

void translate(std::exception_ptr pointer) {
    if (!pointer) return;
    try {
        std::rethrow_exception(pointer);
    } catch (const base::Error& error) {
        set_error(error.kind(), error.code(), error.subject(), error.where());
    } catch (const AskedRefusal& asked) {
        const py::object& type = classes().back();
        PyErr_SetObject(type.ptr(), type(asked.refusal).ptr());
    } catch (const std::filesystem::filesystem_error& error) {
        set_error(base::ErrorKind::store, "io", error.path1().string(), error.code().message());
    } catch (const py::builtin_exception&) {
        throw;  // TypeError, StopIteration and their like are meant as they are
    } catch (const py::error_already_set&) {
        throw;
    } catch (const std::bad_alloc&) {
        throw;
    } catch (const std::exception& error) {
        set_error(base::ErrorKind::internal, "unexpected", error.what(), {});
    }
}

}  // namespace

void bind_errors(py::module_&) {
    py::register_local_exception_translator(translate);
}

}  // namespace accord::bindings
