// Day-count conventions, as ISDA 2006 §4.16, ICMA rule 251 and the French AFB rule word them.
#include "accord/calendar/day_count.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <string>
#include <utility>

#include "accord/base/error.hpp"
#include "accord/calendar/business.hpp"

namespace accord::calendar {

namespace {

constexpr std::array<std::pair<DayCount, std::string_view>, 13> names{{
    {DayCount::act_365, "ACT/365"},
    {DayCount::act_360, "ACT/360"},
    {DayCount::thirty_360, "30/360"},
    {DayCount::act_act_isda, "ACT/ACT ISDA"},
    {DayCount::act_act_afb, "ACT/ACT AFB"},
    {DayCount::thirty_360_us, "30/360 US"},
    {DayCount::thirty_e_360, "30E/360"},
    {DayCount::thirty_365, "30/365"},
    {DayCount::act_366, "ACT/366"},
    {DayCount::act_365_25, "ACT/365.25"},
    {DayCount::act_act_icma, "ACT/ACT ICMA"},
    {DayCount::thirty_e_360_isda, "30E/360 ISDA"},
    {DayCount::bus_252, "BUS/252"},
}};

constexpr std::array plain{DayCount::act_365,      DayCount::act_360,     DayCount::thirty_360,
                           DayCount::act_act_isda, DayCount::act_act_afb, DayCount::thirty_360_us,
                           DayCount::thirty_e_360, DayCount::thirty_365,  DayCount::act_366,
                           DayCount::act_365_25};

bool ends_february(const YearMonthDay& day) noexcept {
    return day.month == 2 && day.day == days_in_month(day.year, 2);
}

/// The days of the month that a thirty-day convention puts in place of the two dates' own.
std::pair<int, int> thirty_day_ends(DayCount convention, const YearMonthDay& a,
                                    const YearMonthDay& b, bool ends_at_maturity) {
    int start = a.day;
    int end = b.day;
    if (convention == DayCount::thirty_360_us && ends_february(a)) {
        if (ends_february(b)) end = 30;
        start = 30;
    }
    if (convention == DayCount::thirty_e_360_isda) {
        if (ends_february(a)) start = 30;
        if (ends_february(b) && !ends_at_maturity) end = 30;
    }
    start = std::min(start, 30);
    // Bond basis and its American form: a 31st at the end stays unless the start is a 30th.
    const bool end_follows_start =
        convention == DayCount::thirty_360 || convention == DayCount::thirty_360_us;
    if (!end_follows_start || start == 30) end = std::min(end, 30);
    return {start, end};
}

std::int64_t days_thirty(DayCount convention, Date from, Date to, const DayCountContext& context) {
    const bool needs_maturity = convention == DayCount::thirty_e_360_isda;
    if (needs_maturity && !context.maturity) base::fail_input("needs_argument", "maturity");
    const YearMonthDay a = from.ymd();
    const YearMonthDay b = to.ymd();
    const auto [start, end] =
        thirty_day_ends(convention, a, b, needs_maturity && to == *context.maturity);
    return std::int64_t{360} * (b.year - a.year) + std::int64_t{30} * (b.month - a.month) +
           (end - start);
}

/// Days in leap years that lie before `day`, counted from the calendar's first day.
std::int64_t leap_days_before(Date day) {
    const YearMonthDay at = day.ymd();
    const std::int64_t years = at.year - 1;
    const std::int64_t leap_years = years / 4 - years / 100 + years / 400;
    const std::int64_t in_year = is_leap(at.year) ? day - Date::of(at.year, 1, 1) : 0;
    return leap_years * 366 + in_year;
}

YearFraction actual_isda(Date from, Date to) {
    const std::int64_t leap = leap_days_before(to) - leap_days_before(from);
    const std::int64_t common = (to - from) - leap;
    return {.days = leap * 365 + common * 366, .per_year = std::int64_t{365} * 366};
}

/// A year back; 28 February goes back to the 29th of a leap year.
Date year_before(Date day) {
    const Date back = add_months(day, -12);
    const YearMonthDay at = back.ymd();
    const bool to_leap_day = at.month == 2 && at.day == 28 && is_leap(at.year);
    return to_leap_day ? back + 1 : back;
}

bool holds_leap_day(Date from, Date before) {
    for (const int year : {from.ymd().year, before.ymd().year}) {
        if (!is_leap(year)) continue;
        const Date leap_day = Date::of(year, 2, 29);
        if (from <= leap_day && leap_day < before) return true;
    }
    return false;
}

YearFraction actual_afb(Date from, Date to) {
    std::int64_t years = 0;
    Date cursor = to;
    while (cursor.ymd().year > from.ymd().year) {
        const Date earlier = year_before(cursor);
        if (earlier < from) break;
        ++years;
        cursor = earlier;
    }
    const std::int64_t per_year = holds_leap_day(from, cursor) ? 366 : 365;
    return {.days = years * per_year + (cursor - from), .per_year = per_year};
}

YearFraction sum(const YearFraction& a, std::int64_t days, std::int64_t per_year) {
    const std::int64_t shared = std::lcm(a.per_year, per_year);
    const std::int64_t total = a.days * (shared / a.per_year) + days * (shared / per_year);
    const std::int64_t divisor = std::max<std::int64_t>(std::gcd(total, shared), 1);
    return {.days = total / divisor, .per_year = shared / divisor};
}

/// Coupon periods as regular as the reference period, before and after it: each day weighs one part
/// of its own period, and a period weighs its months of the year (rule 251).
YearFraction actual_icma(Date from, Date to, const DayCountContext& context) {
    if (!context.reference_start) base::fail_input("needs_argument", "ref_start");
    if (!context.reference_end) base::fail_input("needs_argument", "ref_end");
    const Date start = *context.reference_start;
    const Date end = *context.reference_end;
    if (end <= start) base::fail_input("end_before_start", end.text(), start.text());
    const int months = static_cast<int>((std::int64_t{24} * (end - start) + 365) / 730);
    if (months == 0) base::fail_input("bad_period", start.text() + " " + end.text());

    YearFraction result{.days = 0, .per_year = 1};
    const auto add_overlap = [&](Date period_start, Date period_end) {
        const std::int64_t days = std::min(to, period_end) - std::max(from, period_start);
        if (days <= 0) return;
        result = sum(result, days * months, std::int64_t{12} * (period_end - period_start));
    };
    add_overlap(start, end);
    Date cursor = start;
    for (int k = 1; from < cursor; ++k) {
        const Date earlier = add_months(start, -k * months);
        add_overlap(earlier, cursor);
        cursor = earlier;
    }
    cursor = end;
    for (int k = 1; cursor < to; ++k) {
        const Date later = add_months(end, k * months);
        add_overlap(cursor, later);
        cursor = later;
    }
    return result;
}

YearFraction business_252(Date from, Date to, const DayCountContext& context) {
    if (context.calendar == nullptr) base::fail_input("needs_argument", "calendar");
    if (from == to) return {.days = 0, .per_year = 252};
    // The calendar counts days after one and up to another; here the first counts, the last not.
    return {.days = context.calendar->working_days_between(from - 1, to - 1), .per_year = 252};
}

}  // namespace

YearFraction year_fraction(DayCount convention, Date from, Date to,
                           const DayCountContext& context) {
    if (to < from) base::fail_input("reversed_dates", from.text() + " " + to.text());
    switch (convention) {
        case DayCount::act_360: return {.days = to - from, .per_year = 360};
        case DayCount::act_365: return {.days = to - from, .per_year = 365};
        case DayCount::act_366: return {.days = to - from, .per_year = 366};
        case DayCount::act_365_25: return {.days = std::int64_t{4} * (to - from), .per_year = 1461};
        case DayCount::act_act_isda: return actual_isda(from, to);
        case DayCount::act_act_icma: return actual_icma(from, to, context);
        case DayCount::act_act_afb: return actual_afb(from, to);
        case DayCount::thirty_360:
        case DayCount::thirty_360_us:
        case DayCount::thirty_e_360:
        case DayCount::thirty_e_360_isda:
            return {.days = days_thirty(convention, from, to, context), .per_year = 360};
        case DayCount::thirty_365:
            return {.days = days_thirty(convention, from, to, context), .per_year = 365};
        case DayCount::bus_252: return business_252(from, to, context);
    }
    base::fail_input("unknown_day_count");
}

bool is_additive(DayCount convention) noexcept {
    switch (convention) {
        case DayCount::thirty_360:
        case DayCount::thirty_360_us:
        case DayCount::thirty_e_360_isda:
        case DayCount::act_act_afb: return false;
        default: return true;
    }
}

std::span<const DayCount> plain_day_counts() noexcept {
    return plain;
}

std::string_view to_text(DayCount convention) noexcept {
    for (const auto& [known, name] : names) {
        if (known == convention) return name;
    }
    return "";
}

DayCount day_count_from_text(std::string_view text) {
    if (text == "ACT/365F") return DayCount::act_365;
    for (const auto& [known, name] : names) {
        if (name == text) return known;
    }
    base::fail_input("unknown_name", std::string{text}, "day_count");
}

}  // namespace accord::calendar
