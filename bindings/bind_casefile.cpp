// Filings, cases and their parts as read-only classes; events with their bodies as dicts.
#include "bind.hpp"
#include "views.hpp"

namespace accord::bindings {
namespace {

using namespace py::literals;
using casefile::Term;

/// A read-only mapping, so that nobody believes to have changed a case.
py::object read_only(const py::dict& values) {
    return py::reinterpret_steal<py::object>(PyDictProxy_New(values.ptr()));
}

void bind_parts(py::module_& m) {
    bind_fields<casefile::Classification>(m, "Classification",
                                          "The four schemes and the causes of a dispute.");
    bind_fields<casefile::ExternalId>(m, "ExternalId",
                                      "A number under which another office knows the matter.");
    bind_fields<casefile::Party>(m, "Party", "A subject's role in one case.");
    bind_fields<casefile::Claim>(m, "Claim", "What is asked for: relief, amount, ground.");
    bind_fields<casefile::Fact>(m, "Fact", "A named, typed fact.");
    bind_fields<casefile::Filing>(m, "Filing", "Facts as received, before a case exists.");
    bind_fields<casefile::Agent>(m, "Agent", "Acts for a party: scope, from, to, revoked.");
    bind_fields<casefile::Evidence>(m, "Evidence",
                                    "An item with its provenance and what was checked.");
    bind_fields<casefile::Service>(m, "Service", "Delivery of a document to one recipient.");
    auto wait = bind_fields<casefile::Wait>(m, "Wait", "Who is waited for, why and since when.");
    wait.def_property_readonly("open",
                               [](const casefile::Wait& self) { return casefile::is_open(self); })
        .def_property_readonly(
            "clock_stopped",
            [](const casefile::Wait& self) {
                return casefile::is_open(self) && !self.stops.empty();
            },
            "Whether it keeps the clock of a term standing now.");
    bind_fields<casefile::Task>(m, "Task", "Work for a person.");
    bind_fields<casefile::Offer>(m, "Offer", "A proposal with its conditions and its last day.");
    bind_fields<casefile::Agreement>(m, "Agreement", "What the parties agreed.");
    bind_fields<casefile::Issued>(m, "Issued",
                                  "A paper made from the case, and the version it was made from.");
    bind_fields<casefile::Corrected>(m, "Correction",
                                     "A typing error put right: old and new value.");
    auto figure = bind_fields<casefile::Figure>(m, "Figure", "A figure settled on, with its why.");
    py::delattr(figure, "why");
    figure.def_property_readonly("line", [](const casefile::Figure& self) { return self.why; })
        .def(
            "why",
            [](py::object self, const Text& language) -> py::object {
                py::object line = self.attr("line");
                if (line.is_none()) return py::none();
                return py::module_::import("accord.why").attr("Why")(line, language.value);
            },
            "language"_a = "zh-Hans", "The reckoning in words; None for a figure without lines.");
}

void bind_act(py::module_& m) {
    using casefile::Act;
    py::class_<Act> act(m, "Act", py::is_final(), "One act of the procedure.");
    act.def_readonly("action", &Act::action)
        .def_property_readonly("by", [](const Act& self) { return to_python(self.by, ' '); })
        .def_readonly("n", &Act::n)
        .def_property_readonly("occurred", [](const Act& self) { return self.occurred; })
        .def("__repr__", [](const Act& self) {
            return "Act('" + self.action + "', n=" + std::to_string(self.n) + ", " +
                   casefile::print(self.occurred) + ")";
        });
    using casefile::Reached;
    py::class_<Reached> reached(m, "Milestone", py::is_final(),
                                "A milestone, and when it was reached.");
    reached.def_readonly("id", &Reached::id)
        .def_readonly("n", &Reached::n)
        .def_property_readonly("occurred", [](const Reached& self) { return self.occurred; })
        .def("__repr__", [](const Reached& self) {
            return "Milestone('" + self.id + "', n=" + std::to_string(self.n) + ", " +
                   casefile::print(self.occurred) + ")";
        });
    using casefile::Irregularity;
    py::class_<Irregularity> irregularity(m, "Irregularity", py::is_final(),
                                          "An event that happened although it should not have.");
    irregularity.def_readonly("clause", &Irregularity::clause)
        .def_readonly("authorised_by", &Irregularity::authorised_by)
        .def_readonly("of", &Irregularity::of)
        .def("__repr__", [](const Irregularity& self) {
            return "Irregularity('" + self.clause + "', of=" + std::to_string(self.of) + ")";
        });
}

void bind_term(py::module_& m) {
    py::class_<Term> type(m, "Term", py::is_final(),
                          "A period with its nature, its reckoning, and its fate.");
    type.def_readonly("id", &Term::id)
        .def_readonly("of", &Term::of, "Whose term it is, where each recipient has one.")
        .def_readonly("nature", &Term::nature)
        .def_readonly("amount", &Term::amount)
        .def_readonly("extended", &Term::extended)
        .def_readonly("met_by", &Term::met_by)
        .def_readonly("source_says", &Term::source_says)
        .def_readonly("reckoning", &Term::reckoning)
        .def_property_readonly("clauses",
                               [](const Term& self) { return to_python(self.clauses, ' '); })
        .def_property_readonly("state",
                               [](const Term& self) { return casefile::name_of(self.state); })
        .def_property_readonly("trigger", [](const Term& self) { return self.reckoning.trigger; })
        .def_property_readonly(
            "raw", [](const Term& self) { return self.reckoning.raw; },
            "The last day before it rolled to a working day.")
        .def_property_readonly("due", [](const Term& self) { return self.reckoning.due; })
        .def_property_readonly(
            "original", [](const Term& self) { return self.original; },
            "The last day as first reckoned, before extensions and waits.")
        .def_property_readonly("paused_since", [](const Term& self) { return self.paused_since; })
        .def_property_readonly("due_at", [](const Term& self) { return self.reckoning.due_at; })
        .def_property_readonly("provisional",
                               [](const Term& self) { return self.reckoning.provisional; })
        .def_property_readonly("met_on", [](const Term& self) { return self.met_on; })
        .def(
            "why",
            [](py::object self, const Text& language) {
                return py::module_::import("accord.why")
                    .attr("term")(std::move(self), language.value);
            },
            "language"_a = "zh-Hans", "Trigger, count, roll and calendar in words.")
        .def(
            "__eq__", [](const Term& a, const Term& b) { return a == b; }, py::is_operator())
        .def("__hash__",
             [](const Term& self) {
                 return std::hash<std::string>{}(self.id) ^ hash_of(self.reckoning) ^
                        self.started_n;
             })
        .def("__repr__", [](const Term& self) {
            return "Term('" + casefile::term_name(self.id, self.of) +
                   "', due=" + self.reckoning.due.text() + ", '" +
                   std::string(casefile::name_of(self.state)) + "')";
        });
    print_as_html(type);
}

py::object terms_of(const CaseView& self) {
    py::dict terms;
    for (const Term& term : self->terms) {
        terms[py::str(casefile::term_name(term.id, term.of))] = term;
    }
    return read_only(terms);
}

py::object facts_of(const CaseView& self) {
    py::dict facts;
    for (const casefile::Fact& fact : self->facts)
        facts[py::str(fact.name)] = from_value(fact.value);
    return read_only(facts);
}

void bind_case_lists(py::class_<CaseView>& type) {
    const auto list = [&](const char* name, auto member) {
        type.def_property_readonly(
            name, [member](const CaseView& self) { return to_python((*self).*member, ' '); });
    };
    using casefile::Case;
    list("routes", &Case::routes);
    list("stages", &Case::stages);
    list("milestones", &Case::milestones);
    list("agents", &Case::agents);
    list("evidence", &Case::evidence);
    list("acts", &Case::acts);
    list("all_terms", &Case::terms);
    list("services", &Case::services);
    list("waits", &Case::waits);
    list("tasks", &Case::tasks);
    list("offers", &Case::offers);
    list("figures", &Case::figures);
    list("documents", &Case::documents);
    list("irregularities", &Case::irregularities);
    list("corrections", &Case::corrections);
    type.def_property_readonly(
            "parties", [](const CaseView& self) { return to_python(self->filing.parties, ' '); })
        .def_property_readonly(
            "claims", [](const CaseView& self) { return to_python(self->filing.claims, ' '); })
        .def_property_readonly(
            "terms", &terms_of,
            "The latest term of each name: 'answer', or 'answer of respondent.2'.")
        .def_property_readonly("facts", &facts_of);
}

CaseView seen(const CaseView& self, const Text& sight) {
    casefile::Sight wanted = casefile::Sight::masked;
    if (sight.value == "none") {
        wanted = casefile::Sight::none;
    } else if (sight.value != "masked") {
        base::fail_input("unknown_name", sight.value, "sight");
    }
    return CaseView(std::make_shared<const casefile::Case>(casefile::seen(*self, wanted)));
}

void bind_case(py::module_& m) {
    py::class_<CaseView> type(m, "Case", py::is_final(),
                              "One dispute and all that happened in it, at a version.");
    bind_case_lists(type);
    const auto text = [&](const char* name, auto member) {
        type.def_property_readonly(name,
                                   [member](const CaseView& self) { return (*self).*member; });
    };
    using casefile::Case;
    text("version", &Case::version);
    text("number", &Case::number);
    text("procedure", &Case::procedure);
    text("procedure_version", &Case::procedure_version);
    text("law", &Case::law);
    text("filing", &Case::filing);
    text("priority", &Case::priority);
    text("stage", &Case::stage);
    text("final", &Case::is_final);
    text("outcome", &Case::outcome);
    text("filed_on", &Case::filed_on);
    text("closed_on", &Case::closed_on);
    text("last_at", &Case::last_at);
    text("recorded_at", &Case::recorded_at);
    text("agreement", &Case::agreement);
    text("last_seq", &Case::last_seq);
    type.def_property_readonly("id",
                               [](const CaseView& self) { return base::print_id('c', self->id); })
        .def("seen", &seen, "sight"_a = "masked",
             "The same case with personal text masked, or without it.")
        .def(
            "__eq__",
            [](const CaseView& a, const CaseView& b) {
                return a->id == b->id && a->version == b->version && a->last_seq == b->last_seq;
            },
            py::is_operator())
        .def("__hash__",
             [](const CaseView& self) {
                 return std::hash<std::string>{}(base::print_id('c', self->id)) ^ self->version;
             })
        .def("__repr__", [](const CaseView& self) {
            py::dict fields;
            fields["id"] = base::print_id('c', self->id);
            if (!self->number.empty()) fields["number"] = self->number;
            fields["procedure"] = self->procedure;
            fields["stage"] = self->stage;
            if (!self->outcome.empty()) fields["outcome"] = self->outcome;
            fields["version"] = self->version;
            return repr_of("Case", fields);
        });
    print_as_html(type);
}

void bind_event(py::module_& m) {
    py::class_<EventView> type(m, "Event", py::is_final(),
                               "One thing that happened, as the journal holds it.");
    type.def_property_readonly(
            "kind", [](const EventView& self) { return casefile::kind_of(self.value.body); })
        .def_property_readonly("n", [](const EventView& self) { return self.value.envelope.n; })
        .def_property_readonly("v", [](const EventView& self) { return self.value.envelope.v; })
        .def_property_readonly("occurred",
                               [](const EventView& self) { return self.value.envelope.occurred; })
        .def_property_readonly(
            "recorded_at", [](const EventView& self) { return self.value.envelope.recorded_at; })
        .def_property_readonly("actor",
                               [](const EventView& self) { return self.value.envelope.actor; })
        .def_property_readonly(
            "by", [](const EventView& self) { return to_python(self.value.envelope.by, ' '); })
        .def_property_readonly("law", [](const EventView& self) { return self.value.envelope.law; })
        .def_property_readonly(
            "case",
            [](const EventView& self) { return to_python(self.value.envelope.case_id, 'c'); })
        .def_property_readonly(
            "body",
            [](const EventView& self) {
                return std::visit([](const auto& body) { return dict_of(body); }, self.value.body);
            },
            "Its fields by name, personal text masked.")
        .def("__repr__", [](const EventView& self) {
            return "Event(" + std::to_string(self.value.envelope.n) + ", '" +
                   std::string(casefile::kind_of(self.value.body)) + "', " +
                   casefile::print(self.value.envelope.occurred) + ")";
        });
    print_as_html(type);
}

}  // namespace

void bind_casefile(py::module_& m) {
    bind_parts(m);
    bind_act(m);
    bind_term(m);
    bind_case(m);
    bind_event(m);
}

}  // namespace accord::bindings
