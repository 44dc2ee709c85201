// Rules over columns: a frame comes in by Arrow's interface, and a table that speaks it goes out.
#include <optional>
#include <string>
#include <utility>

#include "accord/base/error.hpp"
#include "accord/settlement/batch.hpp"
#include "arrow.hpp"
#include "bind.hpp"
#include "rule_arguments.hpp"
#include "views.hpp"

namespace accord::bindings {
namespace {

using namespace py::literals;
using settlement::Batch;
using settlement::Rule;

constexpr std::int64_t threads_max = 256;

/// The cells of a batch, and what explains each of them when asked.
struct Table {
    const Rule* rule = nullptr;
    BatchColumns columns;
    std::shared_ptr<const Batch> batch;
    py::object book;                          // keeps the rule book that explanations consult
    std::optional<calendar::Book> calendars;  // as they were: such a book can be added to
    std::vector<std::string> accepted;
};

ColumnRequest request_of(const Rule& rule, const py::dict& constants,
                         const std::optional<Text>& currency, const Texts& ignored) {
    ColumnRequest request;
    request.rule = &rule;
    request.constants.resize(rule.parameters.size());
    request.ignored = ignored.value;
    if (currency) request.currency = money::Currency::of(currency->value);
    std::size_t taken = 0;
    for (std::size_t i = 0; i < rule.parameters.size(); ++i) {
        const py::str name(rule.parameters[i].name);
        if (!constants.contains(name)) continue;
        ++taken;
        request.constants[i] = to_argument(rule.parameters[i], constants[name]);
    }
    if (taken == constants.size()) return request;
    for (const auto& [key, value] : constants) {
        const std::string name = to_text(key).value;
        bool known = false;
        for (const auto& parameter : rule.parameters) known |= parameter.name == name;
        if (!known) base::fail_input("unknown_argument", name, rule.name);
    }
    return request;
}

settlement::Law law_of(const Table& table) {
    return settlement::Law{table.book.cast<const rules::Book&>(), table.accepted,
                           table.calendars ? &*table.calendars : nullptr};
}

Table reckon_table(const Text& name, const py::object& book, py::handle frame,
                   const py::dict& constants, const std::optional<Text>& currency,
                   const Count& threads, const Texts& accept, const Texts& ignored,
                   const py::object& calendars) {
    if (threads.value < 1 || threads.value > threads_max) {
        base::fail_input("bad_threads", std::to_string(threads.value), "threads");
    }
    if (!py::isinstance<rules::Book>(book)) refuse_type("a RuleBook", book);
    Table table;
    table.rule = &settlement::find_rule(name.value);
    table.book = book;
    if (!calendars.is_none()) {
        if (!py::isinstance<calendar::Book>(calendars)) refuse_type("a CalendarBook", calendars);
        table.calendars = calendars.cast<const calendar::Book&>();
    }
    table.accepted = accept.value;
    const ColumnRequest request = request_of(*table.rule, constants, currency, ignored);
    table.columns = batch_columns(request, read_frame(frame));
    const settlement::Law law = law_of(table);
    const py::gil_scoped_release others_run;
    table.batch = std::make_shared<const Batch>(settlement::reckon_batch(
        *table.rule, table.columns.pieces, law, static_cast<std::size_t>(threads.value)));
    return table;
}

/// The scalar answer of one row: the same figure with its why, the refusal, or the error raised.
py::object explain_row(const Table& self, const Count& index) {
    if (index.value < 0 || static_cast<std::size_t>(index.value) >= self.batch->rows) {
        throw py::index_error("row " + std::to_string(index.value) + " of " +
                              std::to_string(self.batch->rows));
    }
    auto row = static_cast<std::size_t>(index.value);
    std::size_t at = 0;
    while (row >= self.columns.pieces[at].rows) row -= self.columns.pieces[at++].rows;
    const settlement::Law law = law_of(self);
    settlement::Result result = settlement::reckon(
        *self.rule, settlement::row_arguments(*self.rule, self.columns.pieces[at].columns, row),
        law);
    return std::visit([](auto&& answer) { return py::cast(std::move(answer)); }, std::move(result));
}

std::size_t bytes_of(const Table& self) {
    std::size_t sum = 0;
    for (const settlement::Figures& figures : self.batch->pieces) sum += figures.bytes();
    return sum;
}

py::dict fields_of(const Table& self) {
    py::dict fields;
    fields["rule"] = self.rule->name;
    fields["rows"] = self.batch->rows;
    fields["errors"] = self.batch->errors;
    if (self.rule->yields != settlement::Yields::money) return fields;
    try {
        fields["total"] = self.batch->total().text();
    } catch (const base::Error&) {
        // A table without a total is shown without one.
    }
    return fields;
}

std::string print_table(const Table& self) {
    return "Table(" + self.rule->name + ", " + std::to_string(self.batch->rows) + " rows, " +
           std::to_string(self.batch->errors) + " errors)";
}

void bind_table(py::module_& m) {
    py::class_<Table> type(m, "Table", py::is_final(),
                           "A rule's figures over columns; any Arrow-speaking frame reads it.");
    type.def("__len__", [](const Table& self) { return self.batch->rows; })
        .def_property_readonly("rule", [](const Table& self) { return self.rule->name; })
        .def_property_readonly(
            "errors", [](const Table& self) { return self.batch->errors; },
            "How many rows are error cells.")
        .def_property_readonly("nbytes", &bytes_of, "What its cells take in memory.")
        .def_property_readonly(
            "used",
            [](const Table& self) {
                py::list all;
                for (const settlement::Used& used : self.batch->used) {
                    all.append(py::make_tuple(used.id, std::string{base::to_text(used.status)},
                                              used.hash));
                }
                return py::tuple(all);
            },
            "The entries of the rule book that its figures rest on: id, status, hash.")
        .def(
            "total", [](const Table& self) { return self.batch->total(); },
            "The sum, where every row has a figure and all are of one currency.")
        .def("row", &explain_row, "index"_a,
             "The answer of one row with its why: an error cell raises its error.")
        .def("explain", &explain_row, "index"_a, "The same as row(index).")
        .def(
            "__arrow_c_stream__",
            [](const Table& self, const py::object&) {
                return export_stream(*self.rule, self.batch);
            },
            "requested_schema"_a = py::none(), "The cells as a stream of Arrow arrays, uncopied.")
        .def("__arrow_c_schema__",
             [](const Table& self) { return export_schema(*self.rule, self.batch); })
        .def("__repr__", &print_table)
        .def("_asdict", &fields_of, "What it is, in plain values by name.");
    print_as_html(type);
}

}  // namespace

void bind_batch(py::module_& m) {
    bind_table(m);
    m.def("reckon_columns", &reckon_table, "rule"_a, "book"_a, "frame"_a, "constants"_a,
          "currency"_a, "threads"_a, "accept"_a, "ignore"_a, "calendars"_a = py::none(),
          "One rule over the rows of a frame; every row is what reckon() answers alone.");
}

}  // namespace accord::bindings
