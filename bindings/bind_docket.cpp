// The docket's verbs: arguments are converted, the GIL is released, the engine works, results come
// back.
#include "bind.hpp"
#include "handle.hpp"
#include "views.hpp"

namespace accord::bindings {
namespace {

using namespace py::literals;
using docket::Docket;
using docket::Result;
using Unlocked = py::call_guard<py::gil_scoped_release>;
using Shared = std::shared_ptr<Handle>;

std::string optional_text(const std::optional<Text>& text) {
    return text ? text->value : std::string();
}

std::uint64_t natural(Count count, const char* name) {
    if (count.value < 0) base::fail_input("out_of_range", name);
    return static_cast<std::uint64_t>(count.value);
}

std::vector<std::string> contents(const std::vector<Bytes>& files) {
    std::vector<std::string> out;
    for (const Bytes& file : files) out.push_back(file.value);
    return out;
}

docket::Filter filter_of(const py::dict& given) {
    docket::Filter filter;
    const std::pair<const char*, std::optional<std::string>*> texts[] = {
        {"procedure", &filter.procedure}, {"stage", &filter.stage}, {"branch", &filter.branch},
        {"business", &filter.business},   {"cause", &filter.cause}, {"channel", &filter.channel},
        {"kind", &filter.kind},           {"party", &filter.party}};
    for (const auto& [key, value] : given) {
        const std::string name = to_text(key).value;
        if (name == "final") {
            filter.is_final = to_flag(value).value;
        } else if (name == "limit") {
            filter.limit = natural(to_count(value), "limit");
        } else {
            const auto at =
                std::ranges::find_if(texts, [&](const auto& text) { return text.first == name; });
            if (at == std::end(texts))
                throw py::type_error("cases can not be found by '" + name + "'");
            *at->second = to_text(value).value;
        }
    }
    return filter;
}

docket::Settings settings_of(const Text& actor, Flag create, Flag read_only,
                             const std::optional<Bytes>& master_key) {
    docket::Settings settings;
    settings.actor = actor.value;
    settings.create = create.value;
    settings.read_only = read_only.value;
    if (master_key) settings.master_key = master_key->value;
    return settings;
}

void bind_acting(py::class_<Handle, Shared>& type) {
    type.def(
            "add_law",
            [](Handle& self, const Bytes& definition, const std::vector<Bytes>& rules,
               const std::vector<Bytes>& calendars, const std::vector<Bytes>& zones) {
                return self.with([&](Docket& docket) {
                    return docket.add_law(
                        {definition.value, contents(rules), contents(calendars), contents(zones)});
                });
            },
            py::kw_only(), "definition"_a, "rules"_a, "calendars"_a, "zones"_a, Unlocked())
        .def(
            "file",
            [](Handle& self, const casefile::Filing& filing, const Text& law, const InstantLike& at,
               const Texts& by, const std::optional<Text>& key) {
                return self.with([&](Docket& docket) {
                    return docket.file(filing, law.value, at.value, by.value, optional_text(key));
                });
            },
            "filing"_a, py::kw_only(), "law"_a, "at"_a, "by"_a, "key"_a, Unlocked())
        .def(
            "act",
            [](Handle& self, const CaseLike& id, const procedure::Command& command,
               const InstantLike& at, const std::optional<Text>& key) {
                return self.with([&](Docket& docket) {
                    return docket.act(id.value, command, at.value, optional_text(key));
                });
            },
            "case"_a, "command"_a, py::kw_only(), "at"_a, "key"_a, Unlocked())
        .def(
            "record",
            [](Handle& self, const CaseLike& id, const procedure::Command& command,
               const casefile::When& occurred, const std::optional<Text>& irregular,
               const std::optional<Text>& authorised_by) {
                return self.with([&](Docket& docket) {
                    return docket.record(id.value, command, occurred, optional_text(irregular),
                                         optional_text(authorised_by));
                });
            },
            "case"_a, "command"_a, py::kw_only(), "occurred"_a, "irregular"_a, "authorised_by"_a,
            Unlocked());
}

void bind_recording(py::class_<Handle, Shared>& type) {
    type.def(
            "correct",
            [](Handle& self, const CaseLike& id, const Text& field, const rules::Value& value,
               const Text& reason) {
                return self.with([&](Docket& docket) {
                    return docket.correct(id.value, field.value, value, reason.value);
                });
            },
            "case"_a, "field"_a, "value"_a, py::kw_only(), "reason"_a, Unlocked())
        .def(
            "store_evidence",
            [](Handle& self, const CaseLike& id, const Bytes& content, const Text& name,
               const Text& item, const Text& kind, const Text& source, const Text& media_type) {
                casefile::Evidence about;
                about.name = casefile::Personal(name.value);
                about.item = item.value;
                about.kind = kind.value;
                about.source = source.value;
                about.media_type = media_type.value;
                return self.with([&](Docket& docket) {
                    return docket.store_evidence(id.value, content.value, std::move(about));
                });
            },
            "case"_a, "content"_a, py::kw_only(), "name"_a, "item"_a, "kind"_a, "source"_a,
            "media_type"_a, Unlocked())
        .def(
            "advance",
            [](Handle& self, const InstantLike& at) {
                return self.with([&](Docket& docket) { return docket.advance(at.value); });
            },
            py::kw_only(), "at"_a, Unlocked())
        .def(
            "recalendar",
            [](Handle& self, const Bytes& calendar, const InstantLike& at) {
                std::vector<docket::MovedTerm> moved;
                {
                    const py::gil_scoped_release unlocked;
                    moved = self.with([&](Docket& docket) {
                        return docket.recalendar(calendar.value, at.value);
                    });
                }
                py::tuple rows(moved.size());
                for (std::size_t i = 0; i < moved.size(); ++i) {
                    const docket::MovedTerm& row = moved[i];
                    rows[i] = py::make_tuple(base::print_id('c', row.case_id), row.number, row.term,
                                             row.was, row.now, row.was_provisional, row.provisional,
                                             to_python(row.tell, ' '));
                }
                return rows;
            },
            "calendar"_a, py::kw_only(), "at"_a)
        .def(
            "begin_batch",
            [](Handle& self) { self.with([](Docket& docket) { docket.begin_batch(); }); },
            Unlocked())
        .def(
            "end_batch",
            [](Handle& self) { self.with([](Docket& docket) { docket.end_batch(); }); }, Unlocked())
        .def(
            "abandon_batch",
            [](Handle& self) { self.with([](Docket& docket) { docket.abandon_batch(); }); },
            Unlocked());
}

void bind_import(py::module_& m, py::class_<Handle, Shared>& type) {
    py::class_<docket::Progress>(m, "Progress", py::is_final(), "How far an import came.")
        .def_property_readonly("rows", [](const docket::Progress& self) { return self.count.rows; })
        .def_property_readonly("filed",
                               [](const docket::Progress& self) { return self.count.filed; })
        .def_property_readonly("rejected",
                               [](const docket::Progress& self) { return self.count.rejected; })
        .def_property_readonly("known",
                               [](const docket::Progress& self) { return self.count.known; })
        .def_property_readonly("changed",
                               [](const docket::Progress& self) { return self.count.changed; })
        .def_readonly("done", &docket::Progress::done);
    py::class_<ImportHandle>(m, "ImportRun", py::is_final(),
                             "An import in progress: blocks in, cases out.")
        .def(
            "feed",
            [](ImportHandle& self, const Bytes& block) {
                return self.docket->with([&](Docket&) { return self.open().feed(block.value); });
            },
            "block"_a, Unlocked())
        .def(
            "finish",
            [](ImportHandle& self) {
                return self.docket->with([&](Docket&) { return self.open().finish(); });
            },
            Unlocked())
        .def(
            "close", [](ImportHandle& self) { self.run.reset(); }, Unlocked(),
            "Take back what is not yet durable.")
        .def_property_readonly("findings", [](const ImportHandle& self) {
            return to_python(self.open().findings(), ' ');
        });
    type.def(
        "begin_import",
        [](const Shared& self, const Text& format, const Text& law, const intake::Mapping& mapping,
           const Text& source, Count batch) {
            return std::make_unique<ImportHandle>(self, self->with([&](Docket& docket) {
                return docket.begin_import(format.value, law.value, mapping, source.value,
                                           natural(batch, "batch"));
            }));
        },
        py::kw_only(), "format"_a, "law"_a, "mapping"_a, "source"_a, "batch"_a, Unlocked());
}

void bind_reading(py::class_<Handle, Shared>& type) {
    type.def(
            "case",
            [](Handle& self, const CaseLike& id) {
                return self.with([&](Docket& docket) { return CaseView(docket.get(id.value)); });
            },
            "case"_a, Unlocked())
        .def(
            "events",
            [](Handle& self, const CaseLike& id) {
                return self.with([&](Docket& docket) {
                    std::vector<EventView> events;
                    for (auto& event : docket.events(id.value))
                        events.push_back({std::move(event)});
                    return events;
                });
            },
            "case"_a, Unlocked())
        .def(
            "find",
            [](Handle& self, const py::dict& by) {
                const docket::Filter filter = filter_of(by);
                const py::gil_scoped_release unlocked;
                return self.with([&](Docket& docket) { return docket.find(filter); });
            },
            "by"_a)
        .def(
            "count",
            [](Handle& self, const Text& by, const py::dict& among) {
                const docket::Filter filter = filter_of(among);
                const py::gil_scoped_release unlocked;
                return self.with([&](Docket& docket) { return docket.count(by.value, filter); });
            },
            "by"_a, "among"_a)
        .def(
            "reveal",
            [](Handle& self, const CaseLike& id, const Text& item, const Text& reason) {
                std::string value;
                {
                    const py::gil_scoped_release unlocked;
                    value = self.with([&](Docket& docket) {
                        return docket.reveal(id.value, item.value, reason.value);
                    });
                }
                return py::bytes(value);  // of evidence it may be any bytes
            },
            "case"_a, "item"_a, py::kw_only(), "reason"_a)
        .def(
            "definition",
            [](Handle& self, const Text& law) {
                return self.with([&](Docket& docket) { return docket.definition(law.value); });
            },
            "law"_a, Unlocked());
}

void bind_work(py::class_<Handle, Shared>& type) {
    type.def(
            "due",
            [](Handle& self, calendar::Date until, const InstantLike& at) {
                return self.with([&](Docket& docket) { return docket.due(until, at.value); });
            },
            py::kw_only(), "until"_a, "at"_a, Unlocked())
        .def(
            "tasks",
            [](Handle& self, const std::optional<Text>& assignee) {
                std::optional<std::string> name;
                if (assignee) name = assignee->value;
                return self.with([&](Docket& docket) { return docket.tasks(name); });
            },
            py::kw_only(), "assignee"_a, Unlocked())
        .def(
            "options",
            [](Handle& self, const CaseLike& id, const Texts& by, const InstantLike& at) {
                return self.with(
                    [&](Docket& docket) { return docket.options(id.value, by.value, at.value); });
            },
            "case"_a, py::kw_only(), "by"_a, "at"_a, Unlocked());
}

void bind_checking(py::class_<Handle, Shared>& type) {
    type.def(
            "verify",
            [](Handle& self, Flag deep) {
                return self.with([&](Docket& docket) { return docket.verify(deep.value); });
            },
            py::kw_only(), "deep"_a, Unlocked())
        .def(
            "proof",
            [](Handle& self, Count seq) {
                return self.with([&](Docket& docket) { return docket.proof(natural(seq, "seq")); });
            },
            "seq"_a, Unlocked())
        .def(
            "last_seq",
            [](Handle& self) {
                return self.with([](Docket& docket) { return docket.last_seq(); });
            },
            Unlocked())
        .def(
            "backup",
            [](Handle& self, const Text& target) {
                self.with([&](Docket& docket) { docket.backup(target.value); });
            },
            "target"_a, Unlocked())
        .def("close", &Handle::close, Unlocked())
        .def(
            "set_now", [](Handle& self, Count micros) { self.set_now(micros.value); }, "micros"_a);
}

}  // namespace

void bind_docket(py::module_& m) {
    py::class_<Handle, Shared> type(m, "DocketHandle", py::is_final(),
                                    "The native docket under accord.Docket.");
    type.def(py::init([](const Text& folder, const Text& actor, Flag create, Flag read_only,
                         const std::optional<Bytes>& master_key, const std::optional<Count>& now) {
                 docket::Settings settings = settings_of(actor, create, read_only, master_key);
                 const py::gil_scoped_release unlocked;
                 return std::make_shared<Handle>(folder.value, std::move(settings),
                                                 now ? now->value : 0);
             }),
             "folder"_a, py::kw_only(), "actor"_a, "create"_a, "read_only"_a, "master_key"_a,
             "now"_a);
    bind_acting(type);
    bind_recording(type);
    bind_import(m, type);
    bind_reading(type);
    bind_work(type);
    bind_checking(type);
}

}  // namespace accord::bindings
