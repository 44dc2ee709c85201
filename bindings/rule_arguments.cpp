// A rule's arguments read by our own casters, each by the kind its parameter declares.
#include "rule_arguments.hpp"

#include <utility>

namespace accord::bindings {
namespace {

using settlement::Argument;
using settlement::Arguments;
using settlement::Kind;
using settlement::Parameter;
using settlement::Presence;

/// Whether the first field says all that a record must say.
bool takes_bare_value(const std::vector<Parameter>& fields) {
    for (std::size_t i = 1; i < fields.size(); ++i) {
        if (fields[i].presence == Presence::required) return false;
    }
    return fields.size() == 1 || fields.front().presence == Presence::required;
}

bool is_sequence(py::handle source) {
    return py::isinstance<py::tuple>(source) || py::isinstance<py::list>(source);
}

/// One record: a mapping of field names, a sequence in the fields' order, or, where the first
/// field says all that must be said, its bare value.
Arguments to_row(const Parameter& parameter, py::handle source) {
    const std::vector<Parameter>& fields = parameter.fields;
    std::vector<Argument> values(fields.size());
    if (py::isinstance<py::dict>(source)) {
        const auto given = py::reinterpret_borrow<py::dict>(source);
        std::size_t taken = 0;
        for (std::size_t i = 0; i < fields.size(); ++i) {
            const py::str name(fields[i].name);
            if (!given.contains(name)) continue;
            ++taken;
            values[i] = to_argument(fields[i], given[name]);
        }
        if (taken != given.size()) base::fail_input("unknown_argument", parameter.name, "rows");
    } else if (takes_bare_value(fields) && !is_sequence(source)) {
        values[0] = to_argument(fields[0], source);
    } else if (is_sequence(source)) {
        const auto given = py::reinterpret_borrow<py::sequence>(source);
        if (given.size() > fields.size()) base::fail_input("too_many_fields", parameter.name);
        for (std::size_t i = 0; i < given.size(); ++i) {
            values[i] = to_argument(fields[i], given[i]);
        }
    } else {
        refuse_type("a record of fields", source);
    }
    return settlement::complete(fields, std::move(values));
}

Argument to_rows(const Parameter& parameter, py::handle source) {
    if (py::isinstance<py::str>(source) || py::isinstance<py::dict>(source) ||
        !py::isinstance<py::iterable>(source)) {
        refuse_type("an iterable of rows", source);
    }
    std::vector<Arguments> rows;
    for (const py::handle row : py::reinterpret_borrow<py::iterable>(source)) {
        rows.push_back(to_row(parameter, row));
    }
    return rows;
}

const char* name_of(Kind kind) {
    switch (kind) {
        case Kind::money: return "money";
        case Kind::rate: return "rate";
        case Kind::date: return "date";
        case Kind::count: return "count";
        case Kind::flag: return "flag";
        case Kind::choice: return "choice";
        case Kind::text: return "text";
        case Kind::rows: break;
    }
    return "rows";
}

const char* name_of(settlement::Yields yields) {
    switch (yields) {
        case settlement::Yields::money: return "money";
        case settlement::Yields::date: return "date";
        case settlement::Yields::rate: return "rate";
        case settlement::Yields::count: return "count";
        case settlement::Yields::flag: return "flag";
        case settlement::Yields::text: return "text";
        case settlement::Yields::estimate: break;
    }
    return "estimate";
}

py::list describe(const std::vector<Parameter>& parameters) {
    py::list all;
    for (const Parameter& parameter : parameters) {
        py::dict one;
        one["name"] = parameter.name;
        one["kind"] = name_of(parameter.kind);
        one["required"] = parameter.presence == Presence::required;
        one["default"] = parameter.presence == Presence::defaulted
                             ? py::object(py::str(parameter.fallback))
                             : py::object(py::none());
        one["choices"] = py::tuple(py::cast(parameter.choices));
        one["fields"] = describe(parameter.fields);
        all.append(one);
    }
    return all;
}

}  // namespace

Argument to_argument(const Parameter& parameter, py::handle source) {
    if (source.is_none() && parameter.presence == Presence::optional) return std::monostate{};
    switch (parameter.kind) {
        case Kind::money: return to_money(source).value;
        case Kind::rate: return to_rate(source).value;
        case Kind::date: return to_date(source);
        case Kind::count: return to_count(source).value;
        case Kind::flag: return to_flag(source).value;
        case Kind::choice: return settlement::read_argument(parameter, to_text(source).value);
        case Kind::text: return to_text(source).value;
        case Kind::rows: break;
    }
    return to_rows(parameter, source);
}

Arguments to_arguments(const settlement::Rule& rule, const py::dict& given) {
    std::vector<Argument> values(rule.parameters.size());
    std::size_t taken = 0;
    for (std::size_t i = 0; i < rule.parameters.size(); ++i) {
        const py::str name(rule.parameters[i].name);
        if (!given.contains(name)) continue;
        ++taken;
        values[i] = to_argument(rule.parameters[i], given[name]);
    }
    if (taken != given.size()) {
        for (const auto& [name, value] : given) {
            const std::string text = to_text(name).value;
            bool known = false;
            for (const Parameter& parameter : rule.parameters) known |= parameter.name == text;
            if (!known) base::fail_input("unknown_argument", text, rule.name);
        }
    }
    return settlement::complete(rule.parameters, std::move(values));
}

py::list describe_rules() {
    py::list all;
    for (const settlement::Rule& rule : settlement::all_rules()) {
        py::dict one;
        one["name"] = rule.name;
        one["area"] = rule.area;
        one["yields"] = name_of(rule.yields);
        one["parameters"] = describe(rule.parameters);
        one["parts"] = py::tuple(py::cast(rule.parts));
        one["shares"] = rule.shares;
        one["calendars"] = rule.calendars;
        all.append(one);
    }
    return all;
}

}  // namespace accord::bindings
