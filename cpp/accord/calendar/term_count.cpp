// Units of law on the calendar: 民法典 201 and 202, clear days, and working days both ways.
#include "accord/calendar/term_count.hpp"

#include <string>

#include "accord/base/error.hpp"

namespace accord::calendar {

namespace {

// Longer than all the days there are, and far from overflow in any unit.
constexpr std::int64_t amount_most = 100'000'000;

Date months_later(Date from, std::int64_t months) {
    if (months > 120'000) base::fail_input("date_out_of_range", from.text());
    return add_months(from, static_cast<int>(months));
}

Date months_earlier(Date from, std::int64_t months) {
    if (months > 120'000) base::fail_input("date_out_of_range", from.text());
    return add_months(from, -static_cast<int>(months));
}

/// Months and years end on the corresponding day, or on the month's last (民法典 202). Where the
/// first day counts, the term ends a day before the corresponding one (as BGB § 188(2) says it).
Date corresponding_day(const TermRule& rule, Date trigger, std::int64_t months) {
    const bool back = rule.direction == Direction::before;
    const Date last = back ? months_earlier(trigger, months) : months_later(trigger, months);
    const bool has_day = last.ymd().day == trigger.ymd().day;
    if (rule.day_zero != DayZero::included || !has_day) return last;
    return back ? last + 1 : last - 1;
}

/// The n-th working day on from `day`, or back from it; `day` itself for n = 0.
Date working_days_on(const TermRule& rule, Date day, std::int64_t n, const Book& book) {
    if (n == 0) return day;
    const BusinessCalendar& calendar = book.calendar(rule.calendar);
    if (rule.direction == Direction::after) return calendar.add_working_days(day, n);
    for (; n > 0; --n) {
        do day = date_checked(std::int64_t{day.days()} - 1);
        while (!calendar.is_working(day));
    }
    return day;
}

}  // namespace

void check_amount(std::int64_t amount) {
    if (amount < 0) base::fail_input("bad_amount", std::to_string(amount));
    if (amount > amount_most) base::fail_input("date_out_of_range", std::to_string(amount));
}

bool is_short(const TermRule& rule) noexcept {
    const bool by_day = rule.unit == Unit::calendar_day || rule.unit == Unit::clear_day;
    return by_day && rule.business_up_to > 0 && rule.amount <= rule.business_up_to;
}

bool counts_working_days(const TermRule& rule) noexcept {
    return rule.unit == Unit::business_day || is_short(rule);
}

Date count(const TermRule& rule, Date trigger, std::int64_t amount, const Book& book) {
    const std::int32_t sign = rule.direction == Direction::before ? -1 : 1;
    const std::int64_t start = trigger.days();
    const std::int64_t first = rule.day_zero == DayZero::included ? 1 : 0;
    if (counts_working_days(rule)) {
        const Date before = amount == 0 ? trigger : date_checked(start - sign * first);
        const Date last = working_days_on(rule, before, amount, book);
        // Clear days leave both ends out: the act may be done on the day beyond them.
        return rule.unit == Unit::clear_day ? date_checked(std::int64_t{last.days()} + sign) : last;
    }
    switch (rule.unit) {
        case Unit::hour: base::fail_input("moment_needed", "hour");
        case Unit::calendar_day: return date_checked(start + sign * (amount - first));
        case Unit::clear_day: return date_checked(start + sign * (amount + 1));
        case Unit::week: return date_checked(start + sign * (7 * amount - first));
        case Unit::month: return corresponding_day(rule, trigger, amount);
        case Unit::year: return corresponding_day(rule, trigger, 12 * amount);
        case Unit::business_day: break;
    }
    base::fail_input("unknown_unit");
}

Date days_on(const TermRule& rule, Date from, std::int64_t days, const Book& book) {
    if (counts_working_days(rule)) return working_days_on(rule, from, days, book);
    return date_checked(std::int64_t{from.days()} +
                        (rule.direction == Direction::before ? -days : days));
}

Date longer(const TermRule& rule, const TermDue& term, std::int64_t more, ExtendFrom from,
            const Book& book) {
    const Date base = from == ExtendFrom::rolled ? term.due : term.raw;
    if (more == 0) return base;
    if (counts_working_days(rule)) return working_days_on(rule, base, more, book);
    if (from == ExtendFrom::unrolled) {
        // What exclusions and earlier extensions added to the plain count stays added.
        const std::int32_t shift = term.raw - count(rule, term.trigger, rule.amount, book);
        const Date plain = count(rule, term.trigger, rule.amount + more, book);
        return date_checked(std::int64_t{plain.days()} + shift);
    }
    switch (rule.unit) {
        case Unit::week: return date_checked(base.days() + 7 * more);
        case Unit::month: return months_later(base, more);
        case Unit::year: return months_later(base, 12 * more);
        default: return date_checked(base.days() + more);
    }
}

}  // namespace accord::calendar
