// A calendar's law file: read, checked day by day, and written canonically for its hash.
#include <algorithm>
#include <cstdlib>

#include "accord/base/error.hpp"
#include "accord/base/hash.hpp"
#include "accord/base/json.hpp"
#include "accord/calendar/business.hpp"

namespace accord::calendar {

namespace {

using base::Json;
using base::JsonArray;
using base::JsonObject;

// From the first notice in the file; the tables then have at most 155 years.
constexpr int years_apart_most = 75;

std::string below(const std::string& where, std::string_view name) {
    return where + "/" + std::string(name);
}

std::string below(const std::string& where, std::size_t index) {
    return where + "/" + std::to_string(index);
}

std::string text_of(const JsonObject& object, std::string_view name, const std::string& where) {
    return std::string(base::as_text(base::member(object, name, where), below(where, name)));
}

Date date_of(std::string_view text, const std::string& where) {
    try {
        return Date::parse(text);
    } catch (const base::Error& error) {
        base::fail_input(error.code(), error.subject(), where);
    }
}

base::Status status_of(const JsonObject& object, std::string_view name, const std::string& where) {
    const std::string text = text_of(object, name, where);
    try {
        return base::status_from_text(text);
    } catch (const base::Error& error) {
        base::fail_input(error.code(), error.subject(), below(where, name));
    }
}

std::vector<std::string> texts_of(const JsonObject& object, std::string_view name,
                                  const std::string& where) {
    const std::string place = below(where, name);
    std::vector<std::string> texts;
    for (const Json& value : base::as_array(base::member(object, name, where), place)) {
        texts.emplace_back(base::as_text(value, below(place, texts.size())));
    }
    return texts;
}

std::vector<Date> dates_of(const JsonObject& object, std::string_view name,
                           const std::string& where) {
    std::vector<Date> dates;
    for (const std::string& text : texts_of(object, name, where)) {
        dates.push_back(date_of(text, below(below(where, name), dates.size())));
    }
    return dates;
}

YearNotice notice_of(const Json& json, const std::string& where) {
    const JsonObject& object = base::as_object(json, where);
    YearNotice notice;
    const std::int64_t year =
        base::as_integer(base::member(object, "year", where), below(where, "year"));
    if (year < 2 || year > 9000)
        base::fail_input("bad_year", std::to_string(year), below(where, "year"));
    notice.year = static_cast<int>(year);
    notice.notices = texts_of(object, "notices", where);
    notice.known_on = date_of(text_of(object, "known_on", where), below(where, "known_on"));
    notice.known_on_status = status_of(object, "known_on_status", where);
    notice.days_off = dates_of(object, "days_off", where);
    notice.working_days = dates_of(object, "working_days", where);
    if (base::find_member(object, "status") != nullptr) {
        notice.status = status_of(object, "status", where);
    }
    if (base::find_member(object, "source") != nullptr) {
        notice.source = text_of(object, "source", where);
    }
    return notice;
}

StatutoryDays statutory_of(const Json& json, const std::string& where) {
    const JsonObject& object = base::as_object(json, where);
    StatutoryDays statutory;
    statutory.clause = text_of(object, "clause", where);
    statutory.known_on = date_of(text_of(object, "known_on", where), below(where, "known_on"));
    statutory.status = status_of(object, "status", where);
    for (const std::string& text : texts_of(object, "days", where)) {
        // Of a plain year, so that 29 February is none.
        const YearMonthDay d =
            date_of("2001-" + text, below(below(where, "days"), statutory.days.size())).ymd();
        statutory.days.emplace_back(d.month, d.day);
    }
    return statutory;
}

JsonArray to_json(const std::vector<Date>& dates) {
    JsonArray array;
    for (const Date date : dates) array.emplace_back(date.text());
    return array;
}

JsonObject to_json(const YearNotice& notice) {
    JsonObject object;
    object["year"] = notice.year;
    object["notices"] = JsonArray(notice.notices.begin(), notice.notices.end());
    object["known_on"] = notice.known_on.text();
    object["known_on_status"] = base::to_text(notice.known_on_status);
    object["days_off"] = to_json(notice.days_off);
    object["working_days"] = to_json(notice.working_days);
    object["status"] = base::to_text(notice.status);
    object["source"] = notice.source;
    return object;
}

JsonObject to_json(const StatutoryDays& statutory) {
    JsonObject object;
    object["clause"] = statutory.clause;
    object["known_on"] = statutory.known_on.text();
    object["status"] = base::to_text(statutory.status);
    JsonArray days;
    for (const auto& [month, day] : statutory.days) {
        days.emplace_back(Date::of(2001, month, day).text().substr(5));
    }
    object["days"] = std::move(days);
    return object;
}

/// A day stands once in its year's notice, and in the year or in the December before it.
void check_days(const YearNotice& notice, const std::string& where) {
    const Date from = Date::of(notice.year - 1, 12, 1);
    const Date up_to = Date::of(notice.year, 12, 31);
    std::vector<Date> seen;
    for (const auto* days : {&notice.days_off, &notice.working_days}) {
        const std::string list =
            below(where, days == &notice.days_off ? "days_off" : "working_days");
        for (std::size_t i = 0; i < days->size(); ++i) {
            const Date day = (*days)[i];
            if (day < from || day > up_to)
                base::fail_input("out_of_year", day.text(), below(list, i));
            if (std::find(seen.begin(), seen.end(), day) != seen.end()) {
                base::fail_input("duplicate", day.text(), below(list, i));
            }
            seen.push_back(day);
        }
    }
}

}  // namespace

void BusinessCalendar::check() const {
    if (id_.empty()) base::fail_input("missing_member", "id", "/id");
    std::vector<int> weekend = weekend_;
    std::sort(weekend.begin(), weekend.end());
    const bool distinct = std::adjacent_find(weekend.begin(), weekend.end()) == weekend.end();
    const bool days =
        std::all_of(weekend.begin(), weekend.end(), [](int d) { return d >= 0 && d < 7; });
    if (!distinct || !days || weekend.size() > 6) base::fail_input("bad_weekend", id_, "/weekend");
    for (std::size_t i = 0; i < years_.size(); ++i) {
        const std::string where = below("/years", i);
        if (years_[i].year < 2 || years_[i].year > 9000) {
            base::fail_input("bad_year", std::to_string(years_[i].year), below(where, "year"));
        }
        if (std::abs(years_[i].year - years_.front().year) > years_apart_most) {
            base::fail_input("bad_year", std::to_string(years_[i].year), below(where, "year"));
        }
        check_days(years_[i], where);
        for (std::size_t j = 0; j < i; ++j) {
            if (years_[j].year == years_[i].year && years_[j].known_on == years_[i].known_on) {
                base::fail_input("duplicate", std::to_string(years_[i].year),
                                 below(where, "known_on"));
            }
        }
    }
}

void BusinessCalendar::seal() {
    JsonObject object;
    object["id"] = id_;
    object["edition"] = edition_;
    object["weekend"] = JsonArray(weekend_.begin(), weekend_.end());
    JsonArray years;
    for (const YearNotice& notice : years_) years.emplace_back(to_json(notice));
    object["years"] = std::move(years);
    if (statutory_) object["statutory"] = to_json(*statutory_);
    json_ = base::canonical_json(object);
    hash_ = base::hex(base::view(base::sha256(json_)));
}

BusinessCalendar::BusinessCalendar(std::string id, std::string edition,
                                   std::vector<YearNotice> years,
                                   std::optional<StatutoryDays> statutory, std::vector<int> weekend)
    : id_(std::move(id)),
      edition_(std::move(edition)),
      years_(std::move(years)),
      statutory_(std::move(statutory)),
      weekend_(std::move(weekend)) {
    check();
    index();
    seal();
}

BusinessCalendar BusinessCalendar::from_json(std::string_view json) {
    const Json value = base::parse_json(json, "calendar");
    const JsonObject& object = base::as_object(value, "");
    std::vector<YearNotice> years;
    for (const Json& year : base::as_array(base::member(object, "years", ""), "/years")) {
        years.push_back(notice_of(year, below("/years", years.size())));
    }
    std::vector<int> weekend;
    for (const Json& day : base::as_array(base::member(object, "weekend", ""), "/weekend")) {
        const std::int64_t weekday = base::as_integer(day, below("/weekend", weekend.size()));
        if (weekday < 0 || weekday > 6)
            base::fail_input("bad_weekend", std::to_string(weekday), "/weekend");
        weekend.push_back(static_cast<int>(weekday));
    }
    std::optional<StatutoryDays> statutory;
    if (const Json* days = base::find_member(object, "statutory")) {
        statutory = statutory_of(*days, "/statutory");
    }
    BusinessCalendar calendar(text_of(object, "id", ""), text_of(object, "edition", ""),
                              std::move(years), std::move(statutory), std::move(weekend));
    // The hash is of the file as given: it may say more than the engine reads (notes, holiday
    // names).
    calendar.json_ = base::canonical_json(value);
    calendar.hash_ = base::hex(base::view(base::sha256(calendar.json_)));
    return calendar;
}

}  // namespace accord::calendar
