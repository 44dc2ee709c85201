// Day-count conventions, as ISDA 2006 §4.16 words them.
#include "accord/calendar/day_count.hpp"

#include <algorithm>

#include "accord/base/error.hpp"

namespace accord::calendar {

namespace {

/// 30/360 "bond basis" (§4.16(f)): a 31st counts as a 30th; at the end only after a start on 30 or
/// 31.
std::int64_t days_thirty(Date from, Date to) {
    const YearMonthDay a = from.ymd();
    const YearMonthDay b = to.ymd();
    const int start = std::min(a.day, 30);
    const int end = start == 30 ? std::min(b.day, 30) : b.day;
    return std::int64_t{360} * (b.year - a.year) + std::int64_t{30} * (b.month - a.month) +
           (end - start);
}

}  // namespace

YearFraction year_fraction(DayCount convention, Date from, Date to) {
    if (to < from) base::fail_input("reversed_dates", from.text() + " " + to.text());
    switch (convention) {
        case DayCount::act_360: return {.days = to - from, .per_year = 360};
        case DayCount::act_365: return {.days = to - from, .per_year = 365};
        case DayCount::thirty_360: return {.days = days_thirty(from, to), .per_year = 360};
    }
    base::fail_input("unknown_day_count");
}

std::string_view to_text(DayCount convention) noexcept {
    switch (convention) {
        case DayCount::act_360: return "ACT/360";
        case DayCount::act_365: return "ACT/365";
        case DayCount::thirty_360: return "30/360";
    }
    return "";
}

}  // namespace accord::calendar
