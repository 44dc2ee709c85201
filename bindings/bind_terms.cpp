// Terms over columns: Arrow columns of days in, Arrow columns out; and what a new edition changes.
#include <cstring>

#include "accord/calendar/moved_terms.hpp"
#include "arrow.hpp"
#include "bind.hpp"

namespace accord::bindings {
namespace {

using namespace py::literals;
using calendar::BusinessCalendar;
using calendar::Date;
using Days = std::vector<std::int32_t>;

/// A column of int32 or date32 without nulls, as one run of numbers: its own memory where it is one
/// chunk, a copy where it is several.
class DayColumn {
public:
    DayColumn(py::handle column, const char* name) : frame_(read_frame(column)) {
        const std::string_view format = frame_->schema->format;
        if (format != "tdD" && format != "i") {
            throw py::type_error(std::string(name) + " is a column of date32 or int32, not of " +
                                 type_name(*frame_->schema.get()));
        }
        std::size_t rows = 0;
        for (const auto& chunk : frame_->chunks) {
            if (chunk->null_count != 0) base::fail_input("missing_value", name, name);
            rows += static_cast<std::size_t>(chunk->length);
        }
        if (frame_->chunks.size() == 1) {
            values_ = {begin(*frame_->chunks.front().get()), rows};
            return;
        }
        copy_.reserve(rows);
        for (const auto& chunk : frame_->chunks) {
            const std::int32_t* const from = begin(*chunk.get());
            copy_.insert(copy_.end(), from, from + chunk->length);
        }
        values_ = copy_;
    }
    [[nodiscard]] std::span<const std::int32_t> values() const noexcept { return values_; }

private:
    static const std::int32_t* begin(const ArrowArray& chunk) {
        return static_cast<const std::int32_t*>(chunk.buffers[1]) + chunk.offset;
    }
    std::shared_ptr<const ArrowFrame> frame_;
    Days copy_;
    std::span<const std::int32_t> values_;
};

/// What a reckoning over columns gives back: one column, exported without a copy.
struct TermDays {
    std::shared_ptr<const Days> values;
    std::shared_ptr<const std::vector<std::uint8_t>> valid;  // bits; null: all are
    std::int64_t nulls = 0;
    const char* format = "tdD";
    std::vector<std::uint8_t> provisional;
};

struct Export {
    std::shared_ptr<const Days> values;
    std::shared_ptr<const std::vector<std::uint8_t>> valid;
    const void* buffers[2];
};

py::tuple export_array(const TermDays& self) {
    auto schema = std::make_unique<ArrowSchema>();
    *schema = {};
    schema->format = self.format;
    schema->name = "";
    schema->flags = ARROW_FLAG_NULLABLE;
    schema->release = [](ArrowSchema* mine) { mine->release = nullptr; };
    auto array = std::make_unique<ArrowArray>();
    *array = {};
    auto held = std::make_unique<Export>(Export{self.values, self.valid, {nullptr, nullptr}});
    held->buffers[0] = self.valid ? self.valid->data() : nullptr;
    held->buffers[1] = self.values->data();
    array->length = static_cast<std::int64_t>(self.values->size());
    array->null_count = self.nulls;
    array->n_buffers = 2;
    array->buffers = held->buffers;
    array->private_data = held.release();
    array->release = [](ArrowArray* mine) {
        delete static_cast<Export*>(mine->private_data);
        mine->release = nullptr;
    };
    py::capsule schema_capsule(schema.release(), "arrow_schema", [](void* pointer) {
        auto* mine = static_cast<ArrowSchema*>(pointer);
        if (mine->release != nullptr) mine->release(mine);
        delete mine;
    });
    py::capsule array_capsule(array.release(), "arrow_array", [](void* pointer) {
        auto* mine = static_cast<ArrowArray*>(pointer);
        if (mine->release != nullptr) mine->release(mine);
        delete mine;
    });
    return py::make_tuple(std::move(schema_capsule), std::move(array_capsule));
}

TermDays column_of(Days values, const char* format) {
    TermDays made;
    made.values = std::make_shared<const Days>(std::move(values));
    made.format = format;
    return made;
}

TermDays add_days(const BusinessCalendar& self, py::handle from, const py::object& n) {
    const DayColumn days(from, "from_");
    Days out(days.values().size());
    if (py::isinstance<py::int_>(n)) {
        const std::int64_t count = to_count(n).value;
        const py::gil_scoped_release others_run;
        calendar::add_working_days(self, days.values(), count, out);
    } else {
        const DayColumn counts(n, "n");
        const py::gil_scoped_release others_run;
        calendar::add_working_days(self, days.values(), counts.values(), out);
    }
    return column_of(std::move(out), "tdD");
}

TermDays days_between(const BusinessCalendar& self, py::handle after, py::handle up_to) {
    const DayColumn starts(after, "after");
    const DayColumn ends(up_to, "up_to");
    Days out(starts.values().size());
    {
        const py::gil_scoped_release others_run;
        calendar::working_days_between(self, starts.values(), ends.values(), out);
    }
    return column_of(std::move(out), "i");
}

calendar::TermRule rule_of(const py::dict& given) {
    calendar::TermRule rule;
    for (const auto& [key, value] : given) {
        const std::string name = to_text(key).value;
        if (name == "amount") {
            rule.amount = to_count(value).value;
        } else if (name == "unit") {
            rule.unit = calendar::unit_from_text(to_text(value).value);
        } else if (name == "roll") {
            rule.roll = calendar::roll_from_text(to_text(value).value);
        } else if (name == "rest_days") {
            rule.rest_days = calendar::rest_days_from_text(to_text(value).value);
        } else if (name == "calendar") {
            rule.calendar = to_text(value).value;
        } else if (name == "direction") {
            rule.direction = calendar::direction_from_text(to_text(value).value);
        } else if (name == "business_up_to") {
            rule.business_up_to = to_count(value).value;
        } else if (name == "count_trigger_day") {
            rule.day_zero =
                to_flag(value).value ? calendar::DayZero::included : calendar::DayZero::excluded;
        } else {
            base::fail_input("unknown_argument", name, "rules");
        }
    }
    return rule;
}

/// A column of terms as the engine takes it.
struct Terms {
    Terms(const std::vector<py::dict>& given, py::handle rule, py::handle trigger,
          const py::object& excluded)
        : numbers(rule, "rule"), days(trigger, "trigger") {
        for (const py::dict& each : given) rules.push_back(rule_of(each));
        if (!excluded.is_none()) out.emplace(excluded, "excluded");
    }
    [[nodiscard]] calendar::TermColumns columns() {
        follows.reserve(numbers.values().size());
        for (const std::int32_t number : numbers.values()) {
            if (number < 0 || static_cast<std::size_t>(number) >= rules.size())
                base::fail_input("bad_rule", std::to_string(number), "rule");
            follows.push_back(static_cast<std::uint16_t>(number));
        }
        return {rules, follows, days.values(),
                out ? out->values() : std::span<const std::int32_t>{}};
    }

    std::vector<calendar::TermRule> rules;
    DayColumn numbers;
    DayColumn days;
    std::optional<DayColumn> out;
    std::vector<std::uint16_t> follows;
};

TermDays last_days(const calendar::Book& self, const std::vector<py::dict>& rules, py::handle rule,
                   py::handle trigger, const py::object& excluded) {
    Terms terms(rules, rule, trigger, excluded);
    const py::gil_scoped_release others_run;
    calendar::LastDays found = calendar::last_days(terms.columns(), self);
    TermDays made;
    std::vector<std::uint8_t> valid((found.due.size() + 7) / 8, 0);
    made.provisional.reserve(found.due.size());
    for (std::size_t i = 0; i < found.due.size(); ++i) {
        const bool is_error = found.state[i] == calendar::RowState::error;
        made.nulls += is_error ? 1 : 0;
        if (!is_error) valid[i / 8] = static_cast<std::uint8_t>(valid[i / 8] | (1U << (i % 8)));
        made.provisional.push_back(found.state[i] == calendar::RowState::provisional ? 1 : 0);
    }
    made.values = std::make_shared<const Days>(std::move(found.due));
    if (made.nulls > 0)
        made.valid = std::make_shared<const std::vector<std::uint8_t>>(std::move(valid));
    return made;
}

py::tuple moved_terms(const BusinessCalendar& before, const BusinessCalendar& now,
                      const std::vector<py::dict>& rules, py::handle rule, py::handle trigger,
                      py::handle due, const py::object& excluded) {
    Terms terms(rules, rule, trigger, excluded);
    const DayColumn last(due, "due");
    std::vector<calendar::MovedTerm> moved;
    {
        const py::gil_scoped_release others_run;
        moved = calendar::moved_terms(terms.columns(), last.values(), before, now);
    }
    py::tuple rows(moved.size());
    for (std::size_t i = 0; i < moved.size(); ++i) {
        rows[i] = py::make_tuple(moved[i].row, moved[i].was, moved[i].now, moved[i].provisional);
    }
    return rows;
}

}  // namespace

void bind_terms(py::module_& m) {
    py::class_<TermDays> type(m, "TermDays", py::is_final(),
                              "A column of days or counts; any Arrow-speaking library reads it.");
    type.def("__len__", [](const TermDays& self) { return self.values->size(); })
        .def_property_readonly(
            "provisional",
            [](const TermDays& self) {
                return py::bytes(reinterpret_cast<const char*>(self.provisional.data()),
                                 self.provisional.size());
            },
            "One byte a row: 1 where a later notice may still change the day.")
        .def_readonly("nulls", &TermDays::nulls, "Rows of which no day could be reckoned.")
        .def(
            "__arrow_c_array__",
            [](const TermDays& self, const py::object&) { return export_array(self); },
            "requested_schema"_a = py::none(), "The column, uncopied.")
        .def("__repr__", [](const TermDays& self) {
            return "TermDays(" + std::to_string(self.values->size()) + " rows)";
        });
    m.def("add_working_days", &add_days, "calendar"_a, "from_"_a, "n"_a,
          "The n-th working day after each day of a column; n is a number or a column.");
    m.def("working_days_between", &days_between, "calendar"_a, "after"_a, "up_to"_a,
          "Working days in (after, up_to], row by row.");
    m.def("last_days", &last_days, "book"_a, "rules"_a, "rule"_a, "trigger"_a,
          "excluded"_a = py::none(), "The last day of each row's term, by the rule it follows.");
    m.def("moved_terms", &moved_terms, "before"_a, "now"_a, "rules"_a, "rule"_a, "trigger"_a,
          "due"_a, "excluded"_a = py::none(),
          "Open terms whose last day a new edition changes: row, was, now, provisional.");
}

}  // namespace accord::bindings
