// Business-day conventions over a calendar's working days.
#include "accord/calendar/adjust.hpp"

#include <array>
#include <utility>

#include "accord/base/error.hpp"

namespace accord::calendar {
namespace {

Date following(const BusinessCalendar& calendar, Date day) {
    return calendar.next_working(day);
}

Date preceding(const BusinessCalendar& calendar, Date day) {
    while (!calendar.is_working(day)) day = date_checked(std::int64_t{day.days()} - 1);
    return day;
}

Date nearest(const BusinessCalendar& calendar, Date day) {
    for (std::int32_t apart = 0;; ++apart) {
        if (calendar.is_working(day + apart)) return day + apart;
        if (calendar.is_working(day - apart)) return day - apart;
    }
}

bool same_month(Date a, Date b) {
    return a.ymd().month == b.ymd().month;
}

Date last_of_month(Date day) {
    const YearMonthDay ymd = day.ymd();
    return Date::of(ymd.year, ymd.month, days_in_month(ymd.year, ymd.month));
}

Date modified_following(const BusinessCalendar& calendar, Date day, bool by_half_month) {
    const Date later = following(calendar, day);
    const bool crosses_half = by_half_month && day.ymd().day <= 15 && later.ymd().day > 15;
    return same_month(day, later) && !crosses_half ? later : preceding(calendar, day);
}

constexpr std::array names{
    std::pair{"unadjusted", Convention::unadjusted},
    std::pair{"following", Convention::following},
    std::pair{"modified_following", Convention::modified_following},
    std::pair{"half_month_modified_following", Convention::half_month_modified_following},
    std::pair{"preceding", Convention::preceding},
    std::pair{"modified_preceding", Convention::modified_preceding},
    std::pair{"nearest", Convention::nearest},
};

}  // namespace

Date adjust(const BusinessCalendar& calendar, Date day, Convention convention) {
    switch (convention) {
        case Convention::unadjusted: return day;
        case Convention::following: return following(calendar, day);
        case Convention::modified_following: return modified_following(calendar, day, false);
        case Convention::half_month_modified_following:
            return modified_following(calendar, day, true);
        case Convention::preceding: return preceding(calendar, day);
        case Convention::modified_preceding: {
            const Date earlier = preceding(calendar, day);
            return same_month(day, earlier) ? earlier : following(calendar, day);
        }
        case Convention::nearest: break;
    }
    return nearest(calendar, day);
}

Date advance_months(const BusinessCalendar& calendar, Date day, int months, Convention convention,
                    EndOfMonth end_of_month) {
    const Date there = add_months(day, months);
    if (end_of_month == EndOfMonth::no) return adjust(calendar, there, convention);
    if (convention == Convention::unadjusted) {
        return day == last_of_month(day) ? last_of_month(there) : there;
    }
    const bool from_the_end = !same_month(day, following(calendar, day + 1));
    return from_the_end ? preceding(calendar, last_of_month(there))
                        : adjust(calendar, there, convention);
}

Date advance_working_days(const BusinessCalendar& calendar, Date day, int n,
                          Convention convention) {
    if (n == 0) return adjust(calendar, day, convention);
    if (n > 0) return calendar.add_working_days(day, n);
    for (; n < 0; ++n) day = preceding(calendar, day - 1);
    return day;
}

Convention convention_from_text(std::string_view text) {
    for (const auto& [name, convention] : names) {
        if (text == name) return convention;
    }
    base::fail_input("unknown_name", std::string{text}, "convention");
}

}  // namespace accord::calendar
