// The rule book and the refusal: dated law, and the lawful "no".
#include "accord/rules/refusal.hpp"
#include "accord/rules/rule_book.hpp"
#include "bind.hpp"
#include "errors.hpp"
#include "views.hpp"

namespace accord::bindings {
namespace {

using namespace py::literals;
using rules::Refusal;

py::dict details_of(const Refusal& self) {
    py::dict details;
    for (const auto& [name, text] : self.details) details[py::str(name)] = text;
    return details;
}

std::string clause_of(const Refusal& self) {
    return self.clauses.empty() ? "" : self.clauses.front().id;
}

py::object never(const Refusal& self) {
    throw AskedRefusal(self);
}

void bind_refusal(py::module_& m) {
    py::class_<Refusal> type(m, "Refusal", py::is_final(),
                             "A lawful no: falsy; asking it for a case or a value raises Refused.");
    type.def_readonly("code", &Refusal::code)
        .def_readonly("action", &Refusal::action)
        .def_property_readonly("clause", &clause_of, "The first clause, as a lawyer writes it.")
        .def_property_readonly("clauses",
                               [](const Refusal& self) { return to_python(self.clauses, ' '); })
        .def_property_readonly("missing",
                               [](const Refusal& self) { return to_python(self.missing, ' '); })
        .def_property_readonly("earliest", [](const Refusal& self) { return self.earliest; })
        .def_property_readonly("details", &details_of)
        .def_property_readonly("case", &never)
        .def_property_readonly("events", &never)
        .def_property_readonly("value", &never)
        .def(
            "words",
            [](py::object self, const Text& language) {
                return py::module_::import("accord.why")
                    .attr("refusal")(std::move(self), language.value);
            },
            "language"_a = "zh-Hans", "The refusal in words.")
        .def("__bool__", [](const Refusal&) { return false; })
        .def(
            "__eq__", [](const Refusal& a, const Refusal& b) { return a == b; }, py::is_operator())
        .def("__hash__",
             [](const Refusal& self) {
                 return std::hash<std::string>{}(self.code + '\0' + self.action);
             })
        .def("__repr__", [](const Refusal& self) {
            py::dict fields;
            fields["code"] = self.code;
            if (!self.action.empty()) fields["action"] = self.action;
            if (!self.clauses.empty()) fields["clause"] = clause_of(self);
            if (!self.missing.empty()) fields["missing"] = to_python(self.missing, ' ');
            if (self.earliest) fields["earliest"] = self.earliest->text();
            return repr_of("Refusal", fields);
        });
    print_as_html(type);
}

py::list entries_of(const rules::Book& self) {
    py::list all;
    for (const rules::Entry& entry : self.entries()) {
        py::dict one;
        one["id"] = entry.id;
        one["sort"] = entry.sort;
        one["jurisdiction"] = entry.jurisdiction;
        one["clause"] = entry.clause.id;
        one["source"] = entry.source;
        one["status"] = std::string{base::to_text(entry.clause.status)};
        one["effective_from"] = from_date(entry.effective_from);
        one["effective_to"] =
            entry.effective_to ? from_date(*entry.effective_to) : py::object(py::none());
        one["hash"] = entry.hash;
        all.append(one);
    }
    return all;
}

void bind_rule_book(py::module_& m) {
    py::class_<rules::Book> type(
        m, "RuleBook", py::is_final(),
        "Dated rates, fee scales, parameters and decision tables, each with clause and source.");
    type.def(py::init([](const std::vector<Bytes>& files) {
                 rules::Book book;
                 for (const Bytes& file : files) book.add_json(file.value);
                 return book;
             }),
             "files"_a)
        .def_property_readonly("hash", &rules::Book::hash)
        .def_property_readonly("ids",
                               [](const rules::Book& self) { return to_python(self.ids(), ' '); })
        .def_property_readonly("entries", &entries_of,
                               "Every entry as a dict: id, sort, jurisdiction, clause, source, "
                               "status, effective_from, effective_to, hash.")
        .def(
            "override",
            [](const rules::Book& self, const Bytes& file) {
                rules::Book book = self;
                book.override_json(file.value);
                return book;
            },
            "file"_a,
            "A new book in which a file's entries stand before those of the same id and day.")
        .def(
            "decide",
            [](const rules::Book& self, const Text& table, const std::vector<rules::Value>& given,
               calendar::Date on) {
                const rules::DecisionTable& found = self.table(table.value, on);
                py::list rows;
                for (const rules::TableRow* row : found.decide(given)) {
                    py::dict outputs;
                    for (const rules::TableOutput& output : found.outputs) {
                        outputs[py::str(output.name)] = found.output(*row, output.name);
                    }
                    rows.append(outputs);
                }
                return rows;
            },
            "table"_a, "given"_a, py::kw_only(), "on"_a,
            "The rows of a decision table that hold, each a dict of its outputs' texts.")
        .def(
            "rate",
            [](const rules::Book& self, const Text& series, calendar::Date on) {
                return self.series(series.value).at(on).rate;
            },
            "series"_a, py::kw_only(), "on"_a, "The published rate that holds on a day.")
        .def(
            "parameter",
            [](const rules::Book& self, const Text& id, calendar::Date on) {
                return self.parameter(id.value, on).value;
            },
            "id"_a, py::kw_only(), "on"_a, "The text of a parameter in force on a day.")
        .def("__repr__", [](const rules::Book& self) {
            return "RuleBook(" + std::to_string(self.ids().size()) + " rules, " +
                   self.hash().substr(0, 12) + ")";
        });
    print_as_html(type);
}

}  // namespace

void bind_rules(py::module_& m) {
    bind_refusal(m);
    bind_rule_book(m);
}

}  // namespace accord::bindings
