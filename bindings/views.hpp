// Read-only Python classes over the engine's values, made from the list of fields each struct
// keeps.
#pragma once

#include <concepts>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>

#include "accord/base/text.hpp"
#include "accord/casefile/fields.hpp"
#include "accord/casefile/sight.hpp"
#include "accord/docket/docket.hpp"
#include "casters.hpp"

namespace accord::bindings {

/// A case as Python holds it: the engine's own immutable value, shared.
class CaseView {
public:
    CaseView() = default;
    explicit CaseView(docket::CasePtr value) : value_(std::move(value)) {}
    const casefile::Case* operator->() const noexcept { return value_.get(); }
    const casefile::Case& operator*() const noexcept { return *value_; }

private:
    docket::CasePtr value_;
};

/// One event as `docket.events()` gives it; its body becomes a dict.
struct EventView {
    casefile::Event value;
};

// --- how a field's value becomes Python
// -----------------------------------------------------------

/// The letter an identity is printed with, by the struct and field it stands in.
template <class T>
[[nodiscard]] constexpr char id_letter(std::string_view field) noexcept {
    if (field == "subject") return 's';
    if (field == "evidence" || std::is_same_v<T, casefile::Evidence>) return 'e';
    if (field == "agent" || std::is_same_v<T, casefile::Agent>) return 'a';
    return 'p';
}

/// Fields that serve the engine alone: which key seals a field, and that key under another.
[[nodiscard]] constexpr bool is_inner(std::string_view field) noexcept {
    return field == "key" || field == "wrapped_key";
}

template <class T>
[[nodiscard]] py::object to_python(const T& value, char letter) {
    if constexpr (std::is_same_v<T, base::Id>) {
        return value.empty() ? py::none() : py::object(py::str(base::print_id(letter, value)));
    } else if constexpr (std::is_enum_v<T>) {
        return py::str(std::string(casefile::name_of(value)));
    } else {
        return py::cast(value);
    }
}
template <class T>
[[nodiscard]] py::object to_python(const std::optional<T>& value, char letter) {
    return value ? to_python(*value, letter) : py::none();
}
template <class T>
[[nodiscard]] py::object to_python(const std::vector<T>& values, char letter) {
    py::tuple items(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) items[i] = to_python(values[i], letter);
    return items;
}
[[nodiscard]] inline py::object to_python(const casefile::Personal& value) {
    return value.present && value.readable ? py::object(py::str(value.value)) : py::none();
}

/// Personal text as a screen shows it.
[[nodiscard]] inline casefile::Personal masked(std::string_view field, casefile::Personal value) {
    const bool is_free = field == "narrative" || field == "contact" || field == "conditions" ||
                         field == "note" || field == "now_personal";
    value.value = is_free ? base::mask_numbers(value.value) : casefile::mask_name(value.value);
    return value;
}

// --- visitors over a struct's own list of fields
// --------------------------------------------------

/// Collects the names.
struct FieldNames {
    std::vector<std::string> names;
    template <class T>
    void open(std::string_view name, const T&) {
        if (!is_inner(name)) names.emplace_back(name);
    }
    void personal(std::string_view name, const casefile::Personal&, std::uint32_t) {
        names.emplace_back(name);
    }
};

/// Finds one field by name.
template <class Owner>
struct FieldPick {
    std::string_view wanted;
    py::object found;
    template <class T>
    void open(std::string_view name, const T& value) {
        if (name == wanted) found = to_python(value, id_letter<Owner>(name));
    }
    void personal(std::string_view name, const casefile::Personal& value, std::uint32_t) {
        if (name == wanted) found = to_python(value);
    }
};

/// Everything as a dict of plain values, personal text masked, empty fields left out.
template <class Owner>
struct FieldDict {
    py::dict out;
    template <class T>
    void open(std::string_view name, const T& value) {
        if (is_inner(name)) return;
        py::object given = plain(value, id_letter<Owner>(name));
        const bool is_empty = given.is_none() ||
                              (py::isinstance<py::str>(given) && !py::bool_(given)) ||
                              (py::isinstance<py::tuple>(given) && py::len(given) == 0);
        if (!is_empty) out[py::str(name.data(), name.size())] = std::move(given);
    }
    void personal(std::string_view name, const casefile::Personal& value, std::uint32_t) {
        if (!value.present) return;
        out[py::str(name.data(), name.size())] =
            value.readable ? to_python(masked(name, value)) : py::object(py::none());
    }

private:
    template <class T>
    static py::object plain(const T& value, char letter) {
        if constexpr (casefile::Listed<const T, FieldDict<T>>) {
            FieldDict<T> inner;
            T::fields(value, inner);
            return inner.out;
        } else {
            return to_python(value, letter);
        }
    }
    template <class T>
    static py::object plain(const std::optional<T>& value, char letter) {
        return value ? plain(*value, letter) : py::none();
    }
    template <class T>
    static py::object plain(const std::vector<T>& values, char letter) {
        py::tuple items(values.size());
        for (std::size_t i = 0; i < values.size(); ++i) items[i] = plain(values[i], letter);
        return items;
    }
};

template <class T>
[[nodiscard]] py::dict dict_of(const T& value) {
    FieldDict<T> visit;
    T::fields(value, visit);
    return visit.out;
}

/// Name(field=…, …): what is printed never holds unmasked personal text.
[[nodiscard]] std::string repr_of(std::string_view name, const py::dict& fields);

/// The whole of a value, open and sealed part: equal values have equal texts.
template <class T>
[[nodiscard]] std::string text_of(const T& value) {
    std::string text;
    std::vector<base::SealedField> sealed;
    base::JsonWriter json(text);
    casefile::FieldWriter writer(json, sealed);
    writer.object(value);
    for (const base::SealedField& field : sealed) text += field.path + '\0' + field.value;
    return text;
}
template <class T>
[[nodiscard]] std::size_t hash_of(const T& value) {
    return std::hash<std::string>{}(text_of(value));
}

/// One line of the boundary contract: HTML is made in Python.
template <class Class>
void print_as_html(Class& type) {
    type.def("_repr_html_", [](py::object self) {
        return py::module_::import("accord._html").attr("html")(std::move(self));
    });
}

/// A class whose properties are the struct's fields.
template <class T>
py::class_<T> bind_fields(py::module_& m, const char* name, const char* doc) {
    py::class_<T> type(m, name, py::is_final(), doc);
    FieldNames names;
    const T empty{};
    T::fields(empty, names);
    for (const std::string& field : names.names) {
        // "from" is a word of Python's own.
        const std::string property = field == "from" ? "from_" : field;
        type.def_property_readonly(property.c_str(), [field](const T& self) {
            FieldPick<T> pick{field, py::none()};
            T::fields(self, pick);
            return pick.found;
        });
    }
    if constexpr (std::equality_comparable<T>) {
        type.def(
            "__eq__", [](const T& a, const T& b) { return a == b; }, py::is_operator());
    } else {
        type.def(
            "__eq__", [](const T& a, const T& b) { return text_of(a) == text_of(b); },
            py::is_operator());
    }
    type.def("__hash__", [](const T& self) { return hash_of(self); });
    type.def("__repr__",
             [name = std::string(name)](const T& self) { return repr_of(name, dict_of(self)); });
    type.def(
        "_asdict", [](const T& self) { return dict_of(self); },
        "Plain values by name, personal text masked, empty fields left out.");
    print_as_html(type);
    return type;
}

}  // namespace accord::bindings
