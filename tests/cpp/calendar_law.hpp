// The shipped China calendar and a book with it, for the tests of calendars and terms.
#pragma once

#include <string>
#include <string_view>

#include "accord/calendar/business.hpp"
#include "throws.hpp"
#include "tree_file.hpp"

namespace accord::calendar {

using base::testing::code_of;

inline const BusinessCalendar& china() {
    static const BusinessCalendar calendar =
        BusinessCalendar::from_json(base::testing::tree_file("python/accord/law/calendar_cn.json"));
    return calendar;
}

/// A calendar of one notice, for tests that show their days.
inline BusinessCalendar small_calendar(int year, std::vector<Date> off,
                                       std::vector<Date> worked = {}) {
    YearNotice notice;
    notice.year = year;
    notice.known_on = Date::of(year - 1, 12, 1);
    notice.days_off = std::move(off);
    notice.working_days = std::move(worked);
    return {"CN", "small", {notice}};
}

inline Date on(std::string_view iso) {
    return Date::parse(iso);
}

inline Zone shanghai() {
    return {"Asia/Shanghai", {{0, 28'800}}};
}

/// China's calendar, Shanghai's clock since 1992.
inline const Book& china_book() {
    static const Book book = [] {
        Book b;
        b.add(china());
        b.add(shanghai());
        return b;
    }();
    return book;
}

}  // namespace accord::calendar
