// Moments, business calendars and the reckoning of terms.
#include <pybind11/native_enum.h>

#include "accord/calendar/adjust.hpp"
#include "accord/calendar/day_count.hpp"
#include "bind.hpp"
#include "views.hpp"

namespace accord::bindings {
namespace {

using namespace py::literals;
using calendar::BusinessCalendar;
using calendar::Date;
using calendar::DayCount;
using calendar::Instant;

void bind_instant(py::module_& m) {
    py::class_<Instant> type(m, "Instant", py::is_final(),
                             "A moment: UTC microseconds, with the offset it was stated in.");
    type.def(py::init([](const InstantLike& moment) { return moment.value; }), "moment"_a)
        .def_property_readonly("micros", &Instant::micros)
        .def_property_readonly("offset_minutes", &Instant::offset_minutes)
        .def_property_readonly("datetime", &aware_datetime,
                               "An aware datetime in the stated offset.")
        .def(
            "__eq__", [](const Instant& a, const Instant& b) { return a == b; }, py::is_operator())
        .def(
            "__lt__", [](const Instant& a, const Instant& b) { return a < b; }, py::is_operator())
        .def(
            "__le__", [](const Instant& a, const Instant& b) { return a <= b; }, py::is_operator())
        .def(
            "__gt__", [](const Instant& a, const Instant& b) { return a > b; }, py::is_operator())
        .def(
            "__ge__", [](const Instant& a, const Instant& b) { return a >= b; }, py::is_operator())
        .def("__hash__",
             [](const Instant& self) { return std::hash<std::int64_t>{}(self.micros()); })
        .def("__str__", &Instant::text)
        .def("__repr__", [](const Instant& self) { return "Instant('" + self.text() + "')"; })
        .def("__reduce__", [](py::object self) {
            return py::make_tuple(py::type::of(self), py::make_tuple(py::str(self)));
        });
    print_as_html(type);
}

void bind_calendar_years(py::module_& m) {
    using calendar::YearNotice;
    py::class_<YearNotice> type(m, "YearNotice", py::is_final(),
                                "One year's announcement of days off.");
    type.def_readonly("year", &YearNotice::year)
        .def_property_readonly("notices",
                               [](const YearNotice& self) { return to_python(self.notices, ' '); })
        .def_property_readonly("known_on", [](const YearNotice& self) { return self.known_on; })
        .def_property_readonly(
            "known_on_status",
            [](const YearNotice& self) { return base::to_text(self.known_on_status); })
        .def_property_readonly("days_off",
                               [](const YearNotice& self) { return to_python(self.days_off, ' '); })
        .def_property_readonly(
            "working_days",
            [](const YearNotice& self) { return to_python(self.working_days, ' '); })
        .def("__repr__", [](const YearNotice& self) {
            return "YearNotice(" + std::to_string(self.year) + ")";
        });
}

/// No reckoning steps day by day through more than this many years.
constexpr std::int64_t advance_max = 120'000;

Date advance(const BusinessCalendar& self, Date day, Count amount, const Text& unit,
             const Text& convention, Flag end_of_month) {
    if (amount.value > advance_max || amount.value < -advance_max) {
        base::fail_input("date_out_of_range", std::to_string(amount.value), "amount");
    }
    const auto by = calendar::convention_from_text(convention.value);
    const int n = static_cast<int>(amount.value);
    if (unit.value == "business_day") return calendar::advance_working_days(self, day, n, by);
    if (unit.value != "month") base::fail_input("unknown_name", unit.value, "unit");
    return calendar::advance_months(
        self, day, n, by,
        end_of_month.value ? calendar::EndOfMonth::yes : calendar::EndOfMonth::no);
}

void bind_business_calendar(py::module_& m) {
    py::native_enum<calendar::DayKind>(m, "DayKind", "enum.Enum",
                                       "What sort of day a calendar says it is.")
        .value("WORKING", calendar::DayKind::working)
        .value("WEEKEND", calendar::DayKind::weekend)
        .value("HOLIDAY", calendar::DayKind::holiday)
        .value("MAKE_UP_WORKING", calendar::DayKind::make_up_working)
        .finalize();
    bind_calendar_years(m);
    py::class_<BusinessCalendar> type(m, "BusinessCalendar", py::is_final(),
                                      "An edition of a business calendar: which days are worked.");
    type.def_static(
            "from_json", [](const Bytes& json) { return BusinessCalendar::from_json(json.value); },
            "json"_a, "Read an edition from its law file.")
        .def_property_readonly("id", &BusinessCalendar::id)
        .def_property_readonly("edition", &BusinessCalendar::edition)
        .def_property_readonly("hash", &BusinessCalendar::hash)
        .def_property_readonly("json", &BusinessCalendar::json, "The edition as its law file.")
        .def_property_readonly(
            "years", [](const BusinessCalendar& self) { return to_python(self.years(), ' '); })
        .def("kind", &BusinessCalendar::kind, "day"_a)
        .def("is_working", &BusinessCalendar::is_working, "day"_a)
        .def("is_provisional", &BusinessCalendar::is_provisional, "day"_a,
             "Whether a later notice may still change the answer.")
        .def("next_working", &BusinessCalendar::next_working, "day"_a,
             "The day itself if it is worked.")
        .def(
            "add_working_days",
            [](const BusinessCalendar& self, Date day, Count n) {
                return self.add_working_days(day, n.value);
            },
            "day"_a, "n"_a, "The n-th working day after a day, which does not count.")
        .def(
            "adjust",
            [](const BusinessCalendar& self, Date day, const Text& convention) {
                return calendar::adjust(self, day,
                                        calendar::convention_from_text(convention.value));
            },
            "day"_a, py::kw_only(), "convention"_a = "following",
            "Where a day falls by a convention: unadjusted, following, modified_following, "
            "half_month_modified_following, preceding, modified_preceding, nearest.")
        .def("advance", &advance, "day"_a, py::kw_only(), "amount"_a, "unit"_a = "month",
             "convention"_a = "following", "end_of_month"_a = false,
             "The day some months or working days later or earlier, adjusted.")
        .def("working_days_between", &BusinessCalendar::working_days_between, "after"_a, "up_to"_a,
             "Working days in (after, up_to].")
        .def("as_known_on", &BusinessCalendar::as_known_on, "day"_a,
             "The same calendar as it was known on a day.")
        .def("__repr__", [](const BusinessCalendar& self) {
            return "BusinessCalendar('" + self.id() + "', '" + self.edition() + "')";
        });
    print_as_html(type);
}

calendar::Zone zone_from(const Text& name,
                         const std::vector<std::pair<Count, Count>>& transitions) {
    std::vector<calendar::Transition> points;
    for (const auto& [micros, offset] : transitions) {
        points.push_back({micros.value, static_cast<std::int32_t>(offset.value)});
    }
    return {name.value, std::move(points)};
}

calendar::TermDue reckon(const calendar::Book& self, const casefile::When& trigger,
                         const calendar::TermRule& rule,
                         const std::vector<calendar::Exclusion>& excluded) {
    if (const auto* day = std::get_if<Date>(&trigger))
        return calendar::reckon(rule, *day, self, excluded);
    if (const auto* moment = std::get_if<Instant>(&trigger)) {
        return calendar::reckon(rule, *moment, self, excluded);
    }
    throw py::type_error("a term runs from a date or a moment, not from None");
}

void bind_reckoning(py::module_& m) {
    bind_fields<casefile::ReckoningStep>(m, "TermStep", "One step of the reckoning of a term.");
    auto type = bind_fields<casefile::Reckoning>(m, "Reckoning",
                                                 "A term's last day, and how it was reached.");
    type.def(
        "why",
        [](py::object self, const Text& language) {
            return py::module_::import("accord.why")
                .attr("reckoning")(std::move(self), language.value);
        },
        "language"_a = "zh-Hans", "The reckoning in words.");
}

void bind_book(py::module_& m) {
    py::class_<calendar::Book> type(
        m, "CalendarBook", py::is_final(),
        "Calendars and zones by name: what the reckoning of terms consults.");
    type.def(py::init<>())
        .def(
            "add", [](calendar::Book& self, const BusinessCalendar& edition) { self.add(edition); },
            "calendar"_a)
        .def(
            "add_zone",
            [](calendar::Book& self, const Text& name,
               const std::vector<std::pair<Count, Count>>& changes) {
                self.add(zone_from(name, changes));
            },
            "name"_a, "transitions"_a,
            "Pairs of UTC microseconds and offset in seconds, ascending.")
        .def(
            "calendar",
            [](const calendar::Book& self, const Text& id) { return self.calendar(id.value); },
            "id"_a)
        .def(
            "reckon",
            [](const calendar::Book& self, const casefile::When& trigger, Count amount,
               const Text& unit, const Text& roll, Flag count_trigger_day,
               const std::optional<Count>& cut_off_minutes, const Text& zone,
               const Text& calendar_id, const Text& rest_days,
               const std::vector<std::pair<Count, Text>>& excluded, const Text& direction,
               Count business_up_to) {
                calendar::TermRule rule;
                rule.amount = amount.value;
                rule.unit = calendar::unit_from_text(unit.value);
                rule.roll = calendar::roll_from_text(roll.value);
                rule.day_zero = count_trigger_day.value ? calendar::DayZero::included
                                                        : calendar::DayZero::excluded;
                if (cut_off_minutes) {
                    rule.cut_off_minutes = static_cast<std::int32_t>(cut_off_minutes->value);
                }
                rule.zone = zone.value;
                rule.calendar = calendar_id.value;
                rule.rest_days = calendar::rest_days_from_text(rest_days.value);
                rule.direction = calendar::direction_from_text(direction.value);
                rule.business_up_to = business_up_to.value;
                std::vector<calendar::Exclusion> exclusions;
                for (const auto& [days, reason] : excluded)
                    exclusions.push_back({days.value, reason.value});
                return casefile::reckoning_from(reckon(self, trigger, rule, exclusions));
            },
            "trigger"_a, py::kw_only(), "amount"_a, "unit"_a = "calendar_day", "roll"_a = "none",
            "count_trigger_day"_a = false, "cut_off_minutes"_a = py::none(),
            "zone"_a = "Asia/Shanghai", "calendar"_a = "CN", "rest_days"_a = "work_calendar",
            "excluded"_a = py::tuple(), "direction"_a = "after", "business_up_to"_a = 0,
            "A term's last day from its trigger: a date, or a moment.");
}

}  // namespace

void bind_calendar(py::module_& m) {
    bind_instant(m);
    bind_business_calendar(m);
    bind_reckoning(m);
    bind_book(m);
}

}  // namespace accord::bindings
