// What the docket's verbs give back: outcomes, lines of lists, what verification found, proofs.
#include "accord/base/file.hpp"
#include "bind.hpp"
#include "views.hpp"

namespace accord::bindings {
namespace {

using namespace py::literals;
using docket::Due;
using docket::Head;
using docket::Written;

py::object money_or_none(const std::string& text) {
    return text.empty() ? py::none() : py::cast(money::Money::parse(text));
}

void bind_outcome(py::module_& m) {
    py::class_<Written> type(m, "Outcome", py::is_final(),
                             "What a verb appended, and the case after it.");
    type.def_property_readonly("case", [](const Written& self) { return CaseView(self.value); })
        .def_property_readonly("events",
                               [](const Written& self) {
                                   py::tuple events(self.events.size());
                                   for (std::size_t i = 0; i < self.events.size(); ++i) {
                                       events[i] = EventView{self.events[i]};
                                   }
                                   return events;
                               })
        .def_readonly("replayed", &Written::replayed, "The same key and content came before.")
        .def("__bool__", [](const Written&) { return true; })
        .def("__repr__", [](const Written& self) {
            std::string kinds;
            for (const auto& event : self.events) {
                if (!kinds.empty()) kinds += ", ";
                kinds += casefile::kind_of(event.body);
            }
            return "Outcome(" + base::print_id('c', self.value->id) + ", [" + kinds + "]" +
                   (self.replayed ? ", replayed)" : ")");
        });
    print_as_html(type);
}

void bind_head(py::module_& m) {
    py::class_<Head> type(m, "Head", py::is_final(), "One line of a list of cases.");
    type.def_property_readonly("id", [](const Head& self) { return base::print_id('c', self.id); })
        .def_readonly("version", &Head::version)
        .def_readonly("last_seq", &Head::last_seq)
        .def_readonly("number", &Head::number)
        .def_readonly("procedure", &Head::procedure)
        .def_readonly("stage", &Head::stage)
        .def_readonly("outcome", &Head::outcome)
        .def_readonly("branch", &Head::branch)
        .def_readonly("business", &Head::business)
        .def_readonly("cause", &Head::cause)
        .def_readonly("channel", &Head::channel)
        .def_readonly("kind", &Head::kind)
        .def_readonly("priority", &Head::priority)
        .def_readonly("final", &Head::is_final)
        .def_property_readonly("filed", [](const Head& self) { return self.filed; })
        .def_property_readonly("closed", [](const Head& self) { return self.closed; })
        .def_property_readonly("next_due", [](const Head& self) { return self.next_due; })
        .def_readonly("next_term", &Head::next_term)
        .def_readonly("on_time", &Head::on_time)
        .def_readonly("extended", &Head::extended)
        .def_readonly("repeat", &Head::repeat)
        .def_property_readonly("claimed",
                               [](const Head& self) { return money_or_none(self.claimed); })
        .def_property_readonly("agreed",
                               [](const Head& self) { return money_or_none(self.agreed); })
        .def(
            "__eq__",
            [](const Head& a, const Head& b) { return a.id == b.id && a.last_seq == b.last_seq; },
            py::is_operator())
        .def("__hash__", [](const Head& self) { return std::hash<std::uint64_t>{}(self.last_seq); })
        .def("__repr__", [](const Head& self) {
            py::dict fields;
            fields["id"] = base::print_id('c', self.id);
            if (!self.number.empty()) fields["number"] = self.number;
            fields["procedure"] = self.procedure;
            fields["stage"] = self.stage;
            return repr_of("Head", fields);
        });
    print_as_html(type);
}

void bind_due(py::module_& m) {
    py::class_<Due> type(m, "Due", py::is_final(),
                         "A term that runs, or ran out and is not yet recorded.");
    type.def_property_readonly("case",
                               [](const Due& self) { return base::print_id('c', self.case_id); })
        .def_readonly("number", &Due::number)
        .def_readonly("term", &Due::term)
        .def_readonly("nature", &Due::nature)
        .def_readonly("state", &Due::state)
        .def_property_readonly("due", [](const Due& self) { return self.due; })
        .def_readonly("provisional", &Due::provisional)
        .def("__repr__", [](const Due& self) {
            return "Due('" + self.term + "', due=" + self.due.text() + ", '" + self.state + "', " +
                   base::print_id('c', self.case_id) + ")";
        });
    print_as_html(type);
}

void bind_open_task(py::module_& m) {
    using docket::OpenTask;
    py::class_<OpenTask>(m, "OpenTask", py::is_final(), "Work for a person that is not done yet.")
        .def_property_readonly(
            "case", [](const OpenTask& self) { return base::print_id('c', self.case_id); })
        .def_readonly("case_number", &OpenTask::case_number)
        .def_readonly("number", &OpenTask::number)
        .def_readonly("name", &OpenTask::name)
        .def_readonly("assignee", &OpenTask::assignee)
        .def_property_readonly("due", [](const OpenTask& self) { return self.due; })
        .def("__repr__", [](const OpenTask& self) {
            py::dict fields;
            fields["case"] = base::print_id('c', self.case_id);
            fields["number"] = self.number;
            fields["name"] = self.name;
            fields["assignee"] = self.assignee;
            return repr_of("OpenTask", fields);
        });
}

void bind_verification(py::module_& m) {
    using store::VerifyReport;
    py::class_<VerifyReport> type(m, "Verification", py::is_final(), "What verify() found.");
    type.def_property_readonly("ok", [](const VerifyReport& self) { return self.faults.empty(); })
        .def_readonly("events", &VerifyReport::events)
        .def_readonly("blobs", &VerifyReport::blobs)
        .def_readonly("laws", &VerifyReport::laws)
        .def_readonly("keys", &VerifyReport::keys)
        .def_property_readonly(
            "root", [](const VerifyReport& self) { return base::hex(base::view(self.root)); })
        .def_readonly("checkpoint", &VerifyReport::checkpoint)
        .def_property_readonly("faults",
                               [](const VerifyReport& self) { return to_python(self.faults, ' '); })
        .def_property_readonly("notes",
                               [](const VerifyReport& self) { return to_python(self.notes, ' '); })
        .def("__bool__", [](const VerifyReport& self) { return self.faults.empty(); })
        .def("__repr__", [](const VerifyReport& self) {
            return "Verification(" + std::to_string(self.events) + " events, " +
                   (self.faults.empty() ? std::string("ok")
                                        : std::to_string(self.faults.size()) + " faults") +
                   ")";
        });
    print_as_html(type);
}

/// Canonical JSON of a proof: what an independent program needs to check one row against the root.
std::string proof_json(const store::Proof& self) {
    std::string out;
    base::JsonWriter json(out);
    json.begin_object();
    json.name("checkpoint");
    json.text(self.checkpoint);
    json.name("index");
    json.integer(static_cast<std::int64_t>(self.index));
    json.name("origin");
    json.text(self.checkpoint.substr(0, self.checkpoint.find('\n')));
    json.name("path");
    json.begin_array();
    for (const base::Digest& digest : self.path) json.text(base::base64(base::view(digest)));
    json.end_array();
    json.name("row");
    json.text(base::base64(self.row));
    json.name("size");
    json.integer(static_cast<std::int64_t>(self.size));
    json.end_object();
    return out;
}

void bind_proof(py::module_& m) {
    using store::Proof;
    py::class_<Proof> type(m, "Proof", py::is_final(),
                           "That a row stands in the log: its path to the root.");
    type.def_readonly("index", &Proof::index)
        .def_readonly("checkpoint", &Proof::checkpoint)
        .def_readonly("size", &Proof::size)
        .def_property_readonly("root",
                               [](const Proof& self) { return base::hex(base::view(self.root)); })
        .def_property_readonly("path",
                               [](const Proof& self) {
                                   py::list path;
                                   for (const auto& digest : self.path)
                                       path.append(base::hex(base::view(digest)));
                                   return py::tuple(path);
                               })
        .def_property_readonly("row", [](const Proof& self) { return py::bytes(self.row); })
        .def("json", &proof_json)
        .def(
            "save",
            [](const Proof& self, const py::object& path) {
                const auto name =
                    py::module_::import("os").attr("fspath")(path).cast<std::string>();
                base::write_file(name, proof_json(self) + "\n");
            },
            "path"_a, "Write the proof as JSON.")
        .def("__repr__", [](const Proof& self) {
            return "Proof(index=" + std::to_string(self.index) +
                   ", size=" + std::to_string(self.size) + ")";
        });
    print_as_html(type);
}

}  // namespace

void bind_results(py::module_& m) {
    bind_outcome(m);
    bind_head(m);
    bind_due(m);
    bind_open_task(m);
    bind_verification(m);
    bind_proof(m);
}

}  // namespace accord::bindings
