// Cases rehearsed in columns: acts one at a time, or a frame of events; fields stated beforehand.
#include <algorithm>
#include <cstring>
#include <mutex>
#include <optional>

#include "accord/casefile/names.hpp"
#include "accord/procedure/caseload/caseload.hpp"
#include "arrow_cells.hpp"
#include "bind.hpp"

namespace accord::bindings {
namespace {

using namespace py::literals;
using procedure::caseload::Answer;
using procedure::caseload::Caseload;
using procedure::caseload::FieldColumn;
using procedure::guard::Type;

// --- fields --------------------------------------------------------------------------------------

/// One value into a column; its type must be that of the values before it.
class FieldWriter {
public:
    FieldWriter(const std::string& key, Caseload& load)
        : load_(load), is_case_text_(key.starts_with("case.") || key.starts_with("filing.")) {}

    void put(py::handle source) {
        if (source.is_none()) return put(Type::any, 0, false);
        const rules::Value value = to_value(source);
        if (const auto* flag = std::get_if<bool>(&value)) return put(Type::boolean, *flag ? 1 : 0);
        if (const auto* number = std::get_if<std::int64_t>(&value))
            return put(Type::integer, *number);
        if (const auto* date = std::get_if<calendar::Date>(&value))
            return put(Type::date, date->days());
        if (const auto* at = std::get_if<calendar::Instant>(&value))
            return put(Type::instant, at->micros());
        if (const auto* set = std::get_if<rules::TextSet>(&value))
            return put(Type::set, load_.plan().texts->intern_set(set->items));
        if (const auto* text = std::get_if<std::string>(&value)) {
            const bool is_stated = !is_case_text_ || (!text->empty() && *text != "unstated");
            return put(Type::text, load_.intern(*text), is_stated);
        }
        if (const auto* money = std::get_if<money::Money>(&value)) {
            put(Type::money, money->minor());
            column_.units.back() = procedure::guard::unit_of(money->currency());
            return;
        }
        refuse_type("a field is a bool, int, str, Money, date, moment or a set of str", source);
    }
    FieldColumn take() {
        if (column_.type != Type::money) column_.units.clear();
        const auto& known = column_.known;
        if (std::find(known.begin(), known.end(), 0) == known.end()) column_.known.clear();
        return std::move(column_);
    }

private:
    void put(Type type, std::int64_t value, bool is_known = true) {
        if (column_.type == Type::any) column_.type = type;
        if (type != Type::any && type != column_.type)
            throw py::type_error("the values of a field are of one type");
        column_.values.push_back(value);
        column_.known.push_back(is_known && type != Type::any ? 1 : 0);
        column_.units.push_back(0);
    }

    Caseload& load_;
    bool is_case_text_;
    FieldColumn column_;
};

FieldColumn column_of(const std::string& key, py::handle values, Caseload& load) {
    FieldWriter writer{key, load};
    if (PyList_Check(values.ptr()) || PyTuple_Check(values.ptr())) {
        for (const py::handle value : py::reinterpret_borrow<py::sequence>(values))
            writer.put(value);
    } else {
        writer.put(values);
    }
    return writer.take();
}

// --- events --------------------------------------------------------------------------------------

struct Events {
    std::vector<std::uint32_t> rows;
    std::vector<std::uint32_t> actions;
    std::vector<std::int64_t> at;
};

/// Reads one chunk's three columns.
class ChunkReader {
public:
    ChunkReader(const ArrowSchema& schema, const ArrowArray& chunk)
        : schema_(schema), chunk_(chunk) {
        if (chunk.null_count != 0) base::fail_input("null", {}, "events");
    }

    void rows(std::vector<std::uint32_t>& out) const {
        const auto [schema, column] = find("case");
        if (!is_integer(schema.format)) refuse("case", "int64", schema);
        const char format = schema.format[0];
        each(column, [&](std::int64_t at) {
            const std::int64_t row = integer_at(format, column.buffers[1], at);
            const bool fits = row >= 0 && row < std::numeric_limits<std::uint32_t>::max();
            if (!fits) base::fail_input("no_such_case", std::to_string(row), "case");
            out.push_back(static_cast<std::uint32_t>(row));
        });
    }

    void actions(const Caseload& load, std::vector<std::uint32_t>& out) const {
        const auto [schema, column] = find("action");
        if (!TextArray::takes(schema)) refuse("action", "texts", schema);
        const TextArray texts{schema, column};
        const auto& defined = load.plan().definition->actions;
        if (defined.size() < settlement::no_choice) {
            // Each text of a dictionary is looked up once.
            std::vector<std::string> names;
            for (const procedure::Action& action : defined) names.push_back(action.id);
            std::vector<std::uint8_t> places(static_cast<std::size_t>(chunk_.length));
            texts.places(names, chunk_.offset, places.size(), places.data());
            const auto unknown = std::find(places.begin(), places.end(), settlement::no_choice);
            if (unknown == places.end()) {
                out.insert(out.end(), places.begin(), places.end());
                return;
            }
        }
        for (std::int64_t row = 0; row < chunk_.length; ++row) {
            const auto text = texts.at(row + chunk_.offset);
            if (!text) base::fail_input("null", {}, "action");
            out.push_back(load.action(*text));
        }
    }

    void moments(std::vector<std::int64_t>& out) const {
        const auto [schema, column] = find("at");
        const std::string_view format = schema.format;
        const bool is_zoned = format.size() > 4 && format.starts_with("ts") && format[3] == ':';
        if (!is_zoned) refuse("at", "timestamps with a zone", schema);
        const std::int64_t up = format[2] == 's' ? 1'000'000 : format[2] == 'm' ? 1'000 : 1;
        const std::int64_t down = format[2] == 'n' ? 1'000 : 1;
        const auto* values = static_cast<const std::int64_t*>(column.buffers[1]);
        each(column, [&](std::int64_t at) {
            std::int64_t micros = 0;
            if (__builtin_mul_overflow(values[at], up, &micros))
                base::fail_input("bad_time", std::to_string(values[at]), "at");
            out.push_back(micros / down);
        });
    }

private:
    struct Found {
        const ArrowSchema& schema;
        const ArrowArray& column;
    };
    [[nodiscard]] Found find(std::string_view name) const {
        for (std::int64_t i = 0; i < schema_.n_children; ++i) {
            if (name == schema_.children[i]->name)
                return {*schema_.children[i], *chunk_.children[i]};
        }
        base::fail_input("needs_argument", std::string(name), "events");
    }
    [[noreturn]] static void refuse(const char* name, const char* wanted,
                                    const ArrowSchema& schema) {
        throw py::type_error(std::string(name) + " is a column of " + wanted + ", not of " +
                             type_name(schema));
    }
    template <class Take>
    void each(const ArrowArray& column, Take take) const {
        for (std::int64_t row = 0; row < chunk_.length; ++row) {
            const std::int64_t at = row + chunk_.offset + column.offset;
            if (column.null_count != 0 && !is_valid(column, at))
                base::fail_input("null", {}, "events");
            take(at);
        }
    }

    const ArrowSchema& schema_;
    const ArrowArray& chunk_;
};

Events read_events(const Caseload& load, py::handle frame) {
    const auto read = read_frame(frame);
    if (!read->is_struct()) throw py::type_error("events are a frame: case, action, at");
    Events events;
    std::size_t rows = 0;
    for (const auto& chunk : read->chunks) rows += static_cast<std::size_t>(chunk->length);
    events.rows.reserve(rows);
    events.actions.reserve(rows);
    events.at.reserve(rows);
    for (const auto& chunk : read->chunks) {
        const ChunkReader reader{*read->schema.get(), *chunk.get()};
        reader.rows(events.rows);
        reader.actions(load, events.actions);
        reader.moments(events.at);
    }
    return events;
}

// --- the caseload as Python holds it -------------------------------------------------------------

class Rehearsed {
public:
    Rehearsed(const Bytes& definition, const calendar::Book& calendars, Count cases,
              const py::dict& fields, const InstantLike& at, const Flag& hashed)
        : opened_(at.value) {
        if (cases.value < 1 || cases.value > max_cases)
            throw py::value_error("n is a number of cases, from 1 to 100,000,000");
        load_.emplace(std::make_shared<const procedure::Definition>(
                          procedure::Definition::from_json(definition.value)),
                      std::make_shared<const calendar::Book>(calendars),
                      static_cast<std::size_t>(cases.value));
        for (const auto& [key, values] : fields) state(to_text(key), values);
        if (hashed.value) load_->keep_log();
        {
            const py::gil_scoped_release others_run;
            load_->open(opened_.micros());
        }
        std::uint32_t index = 0;
        for (const procedure::Action& action : load_->plan().definition->actions)
            actions_[py::str(action.id)] = index++;
        for (std::size_t i = 0; i < procedure::caseload::answers_count; ++i)
            answers_.append(py::str(std::string(name_of(static_cast<Answer>(i)))));
        answers_[0] = py::bool_(true);
    }

    void state(const Text& key, py::handle values) {
        const std::scoped_lock lock(mutex_);
        load_->state(key.value, column_of(key.value, values, *load_));
    }

    py::object act(py::handle action, py::handle at, py::handle of) {
        const std::uint32_t row = row_of(of);
        PyObject* const found = PyDict_GetItemWithError(actions_.ptr(), action.ptr());
        if (found == nullptr) {
            if (PyErr_Occurred() != nullptr) throw py::error_already_set();
            base::fail_input("unknown_action", to_text(action).value, "action");
        }
        const auto index = static_cast<std::uint32_t>(PyLong_AsUnsignedLong(found));
        const std::scoped_lock lock(mutex_);
        const std::int64_t moment =
            at.is_none() ? load_->table().last_at(row) : to_instant(at).value.micros();
        const Answer answer = load_->act(index, row, moment);
        return answers_[static_cast<std::size_t>(answer)];
    }

    py::bytes run(py::handle frame, Count width) {
        const Events events = read_events(*load_, frame);
        std::vector<Answer> answers(events.rows.size());
        {
            const py::gil_scoped_release others_run;
            const std::scoped_lock lock(mutex_);
            load_->run(events.rows, events.actions, events.at, answers,
                       static_cast<std::size_t>(std::max<std::int64_t>(width.value, 1)));
        }
        static_assert(sizeof(Answer) == 1);
        return {reinterpret_cast<const char*>(answers.data()), answers.size()};
    }

    void advance(const InstantLike& at) {
        const py::gil_scoped_release others_run;
        const std::scoped_lock lock(mutex_);
        for (std::uint32_t row = 0; row < load_->size(); ++row)
            load_->advance(row, at.value.micros());
    }

    std::string stage(py::handle of) {
        const std::uint32_t row = row_of(of);
        const std::scoped_lock lock(mutex_);
        return std::string(load_->stage(row));
    }
    py::tuple stages(py::handle of) {
        const std::uint32_t row = row_of(of);
        const std::scoped_lock lock(mutex_);
        py::list names;
        for (const auto i : load_->table().leaves(row))
            names.append(load_->plan().definition->chart.names[i]);
        return py::tuple(names);
    }
    py::dict terms(py::handle of) {
        const std::uint32_t row = row_of(of);
        const std::scoped_lock lock(mutex_);
        const auto& defined = load_->plan().definition->terms;
        py::dict terms;
        for (std::uint32_t t = 0; t < defined.size(); ++t) {
            const auto& term = load_->table().term(row, t);
            if (term.order == 0) continue;
            terms[py::str(defined[t].id)] = py::make_tuple(
                std::string(casefile::name_of(term.state)), from_date(calendar::Date{term.due}));
        }
        return terms;
    }
    /// How many cases stand in each stage, in the order of the definition.
    py::dict counts() {
        const std::scoped_lock lock(mutex_);
        std::map<std::string, std::size_t, std::less<>> found;
        for (std::uint32_t row = 0; row < load_->size(); ++row)
            ++found[std::string(load_->stage(row))];
        py::dict counts;
        for (const procedure::Stage& stage : load_->plan().definition->stages) {
            const auto here = found.find(stage.id);
            if (here != found.end()) counts[py::str(stage.id)] = here->second;
        }
        return counts;
    }
    /// Event by event its canonical bytes and its leaf.
    py::list events() {
        const std::scoped_lock lock(mutex_);
        py::list events;
        const procedure::caseload::Log* const log = load_->log();
        for (std::size_t i = 0; log != nullptr && i < log->size(); ++i)
            events.append(py::make_tuple(py::bytes(log->event(i)),
                                         py::bytes(std::string(base::view(log->leaf(i))))));
        return events;
    }
    std::size_t forget() {
        const std::scoped_lock lock(mutex_);
        if (load_->log() == nullptr) return 0;
        const std::size_t count = load_->log()->size();
        load_->log()->clear();
        return count;
    }
    [[nodiscard]] std::size_t size() const noexcept { return load_->size(); }
    [[nodiscard]] static py::tuple codes() {
        py::list codes;
        for (std::size_t i = 0; i < procedure::caseload::answers_count; ++i)
            codes.append(std::string(name_of(static_cast<Answer>(i))));
        return py::tuple(codes);
    }

private:
    static constexpr std::int64_t max_cases = 100'000'000;

    [[nodiscard]] std::uint32_t row_of(py::handle of) const {
        const std::int64_t row = to_count(of).value;
        if (row < 0 || row >= static_cast<std::int64_t>(load_->size()))
            base::fail_input("no_such_case", std::to_string(row), "case");
        return static_cast<std::uint32_t>(row);
    }

    calendar::Instant opened_;
    std::optional<Caseload> load_;
    std::mutex mutex_;
    py::dict actions_;
    py::list answers_;
};

}  // namespace

void bind_rehearsal(py::module_& m) {
    py::class_<Rehearsed>(m, "Caseload", "Columns of cases under one procedure, without a record.")
        .def(py::init<const Bytes&, const calendar::Book&, Count, const py::dict&,
                      const InstantLike&, const Flag&>(),
             "definition"_a, "calendars"_a, "n"_a, "fields"_a, "at"_a, "hashed"_a)
        .def("act", &Rehearsed::act, "action"_a, "at"_a = py::none(), "case"_a = 0,
             "Does it, or says by its code why it may not be done: True, or the refusal's code.")
        .def("advance", &Rehearsed::advance, "at"_a, "Only what silence brings until then.")
        .def("stage", &Rehearsed::stage, "case"_a = 0,
             "The deepest stage that contains all that is active.")
        .def("stages", &Rehearsed::stages, "case"_a = 0, "What is active, in document order.")
        .def("terms", &Rehearsed::terms, "case"_a = 0, "Term by term its state and last day.")
        .def("counts", &Rehearsed::counts, "Stage by stage, how many cases stand there.")
        .def("events", &Rehearsed::events,
             "Of a hashed rehearsal: event by event its canonical bytes and its Merkle leaf.")
        .def("forget", &Rehearsed::forget,
             "Drops the events written so far; says how many they were.")
        .def("__len__", &Rehearsed::size)
        .def("_state", &Rehearsed::state, "key"_a, "values"_a)
        .def("_run", &Rehearsed::run, "events"_a, "width"_a)
        .def_static("_codes", &Rehearsed::codes);
}

}  // namespace accord::bindings
