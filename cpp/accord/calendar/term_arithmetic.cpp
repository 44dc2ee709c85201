// Terms counted as 民法典 200–204 counts them, and as the other regimes' parameters say.
#include "accord/calendar/term_arithmetic.hpp"

#include <algorithm>

#include "accord/base/error.hpp"
#include "accord/calendar/term_count.hpp"

namespace accord::calendar {

namespace {

constexpr std::int64_t micros_per_minute = 60'000'000;
constexpr std::int64_t micros_per_hour = 60 * micros_per_minute;
// Holidays passed while counting working days are told one by one up to this length of term.
constexpr std::int32_t span_told_most = 400;

std::string counted(std::int64_t amount, Unit unit) {
    return std::to_string(amount) + " " + std::string(to_text(unit));
}

std::string kind_and_day(DayKind kind, Date day) {
    return std::string(to_text(kind)) + " " + day.text();
}

std::string clock(std::int64_t minutes) {
    const std::string hour = std::to_string(minutes / 60);
    const std::string minute = std::to_string(minutes % 60);
    return std::string(hour.size() < 2 ? 1 : 0, '0') + hour + ":" +
           std::string(2 - minute.size(), '0') + minute;
}

/// Carries a reckoning from its raw date to its last day, telling each step.
class Reckoner {
public:
    Reckoner(const TermRule& rule, const Book& book, TermDue& due)
        : rule_(rule), book_(book), due_(due) {}

    void count_from(Date trigger) {
        due_.trigger = trigger;
        const bool included = rule_.day_zero == DayZero::included;
        const std::int32_t step = counts_back() ? -1 : 1;
        const Date first = included ? trigger : trigger + step;
        tell("day_zero", included ? "included" : "excluded", first);
        if (is_short(rule_)) tell("short", std::to_string(rule_.business_up_to), first);
        due_.raw = count(rule_, trigger, rule_.amount, book_);
        if (counts_working_days(rule_) && rule_.amount > 0) consult_counted(first);
        const std::string amount = counted(rule_.amount, rule_.unit);
        if (counts_back()) {
            tell("count_back", amount, due_.raw);
        } else {
            tell("count", amount, due_.raw);
        }
        const int day = trigger.ymd().day;
        const bool by_month = rule_.unit == Unit::month || rule_.unit == Unit::year;
        if (by_month && !included && due_.raw.ymd().day != day) {
            tell("month_end", std::to_string(day), due_.raw);
        }
    }

    void exclude(const std::vector<Exclusion>& exclusions) {
        for (const Exclusion& exclusion : exclusions) {
            check_amount(exclusion.days);
            lengthen(exclusion.days);
            tell("excluded", std::to_string(exclusion.days) + " " + exclusion.reason, due_.raw);
        }
    }

    /// `days` more on the raw date: working days where the rule counts those.
    void lengthen(std::int64_t days) {
        const Date before = due_.raw;
        due_.raw = days_on(rule_, before, days, book_);
        if (counts_working_days(rule_) && days > 0) consult_counted(before + 1);
    }

    void roll() {
        due_.due = due_.raw;
        if (rule_.roll != Roll::none) {
            const bool back = rule_.roll == Roll::backward;
            DayKind kind = calendar().kind(due_.due);
            while (rests(kind)) {
                const Date passed = due_.due;
                due_.due = date_checked(std::int64_t{passed.days()} + (back ? -1 : 1));
                if (back) {
                    tell("roll_back", kind_and_day(kind, passed), due_.due);
                } else {
                    tell("roll", kind_and_day(kind, passed), due_.due);
                }
                kind = calendar().kind(due_.due);
            }
            if (kind == DayKind::make_up_working && rule_.rest_days == RestDays::work_calendar) {
                tell("roll", kind_and_day(kind, due_.due), due_.due);
            }
            consult(std::min(due_.raw, due_.due), std::max(due_.raw, due_.due), false);
        }
        due_.provisional = !unknown_.empty();
        if (due_.provisional) tell("provisional", unknown_, due_.due);
    }

    /// The days from `from` to the raw date were counted as working days.
    void consult_counted(Date from) {
        consult(std::min(from, due_.raw), std::max(from, due_.raw), true);
    }

    /// Takes up an earlier answer; where it was provisional, so is what is built on it.
    void go_on(bool builds_on_it) {
        const auto is_provisional = [](const TermStep& step) { return step.code == "provisional"; };
        const auto unknown = std::find_if(due_.steps.begin(), due_.steps.end(), is_provisional);
        if (unknown == due_.steps.end()) return;
        if (builds_on_it) unknown_ = unknown->detail;
        std::erase_if(due_.steps, is_provisional);
    }

    void tell(std::string code, std::string detail, Date date) {
        due_.steps.push_back({std::move(code), std::move(detail), date});
    }

private:
    [[nodiscard]] const BusinessCalendar& calendar() const {
        return book_.calendar(rule_.calendar);
    }

    [[nodiscard]] bool counts_back() const { return rule_.direction == Direction::before; }

    [[nodiscard]] bool rests(DayKind kind) const {
        return kind == DayKind::holiday ||
               (kind == DayKind::weekend && rule_.rest_days == RestDays::work_calendar);
    }

    /// Notes that the answer rests on these days, and which of them were exceptions.
    void consult(Date from, Date up_to, bool told) {
        const BusinessCalendar& days = calendar();
        due_.calendar_edition = days.edition();
        if (const auto unknown = days.first_provisional(from, up_to); unknown && unknown_.empty()) {
            unknown_ = rule_.calendar + " " + unknown->text();
        }
        if (!told || up_to - from > span_told_most) return;
        for (Date day = from; day <= up_to; day = day + 1) {
            const DayKind kind = days.kind(day);
            if (kind == DayKind::holiday) tell("skip", kind_and_day(kind, day), day);
            if (kind == DayKind::make_up_working) tell("worked", kind_and_day(kind, day), day);
        }
    }

    const TermRule& rule_;
    const Book& book_;
    TermDue& due_;
    std::string unknown_;  // calendar and first day that no notice covers
};

TermDue finish(const TermRule& rule, Date trigger, TermDue due, const Book& book,
               const std::vector<Exclusion>& exclusions) {
    Reckoner reckoner(rule, book, due);
    reckoner.count_from(trigger);
    reckoner.exclude(exclusions);
    reckoner.roll();
    return due;
}

Instant moved(Instant at, std::int64_t micros, const Zone& zone) {
    const Instant later{at.micros() + micros};
    const std::int32_t offset = zone.offset_seconds(later) / 60;
    return Instant{later.micros(), static_cast<std::int16_t>(offset)};
}

/// Ends an hour term whose moment is known: rolled, it runs to the same time of the day rolled to.
void close_hours(Reckoner& reckoner, TermDue& due, Instant moment, const Zone& zone) {
    due.raw = zone.date_of(moment);
    reckoner.roll();
    due.due_at = due.due == due.raw ? moment : zone.at(due.due, zone.micros_of_day(moment));
}

TermDue reckon_hours(const TermRule& rule, Instant trigger, const Book& book,
                     const std::vector<Exclusion>& exclusions) {
    const Zone& zone = book.zone(rule.zone);
    TermDue due;
    due.trigger = zone.date_of(trigger);
    Reckoner reckoner(rule, book, due);
    reckoner.tell("trigger", trigger.text(), due.trigger);
    const bool back = rule.direction == Direction::before;
    const std::int64_t length = rule.amount * micros_per_hour;
    Instant moment = moved(trigger, back ? -length : length, zone);
    if (back) {
        reckoner.tell("count_back", counted(rule.amount, rule.unit), zone.date_of(moment));
    } else {
        reckoner.tell("count", counted(rule.amount, rule.unit), zone.date_of(moment));
    }
    for (const Exclusion& exclusion : exclusions) {
        check_amount(exclusion.days);
        const Date day = date_checked(zone.date_of(moment).days() + exclusion.days);
        moment = zone.at(day, zone.micros_of_day(moment));
        reckoner.tell("excluded", std::to_string(exclusion.days) + " " + exclusion.reason, day);
    }
    close_hours(reckoner, due, moment, zone);
    return due;
}

}  // namespace

void check(const TermRule& rule) {
    check_amount(rule.amount);
    const bool included = rule.day_zero == DayZero::included;
    if (included && rule.amount == 0) base::fail_input("bad_amount", "0");
    if (included && rule.unit == Unit::clear_day) base::fail_input("clear_day_zero");
    check_amount(rule.business_up_to);
    if (rule.cut_off_minutes && (*rule.cut_off_minutes < 0 || *rule.cut_off_minutes >= 24 * 60)) {
        base::fail_input("bad_cut_off", std::to_string(*rule.cut_off_minutes));
    }
}

TermDue reckon(const TermRule& rule, Date trigger, const Book& book,
               const std::vector<Exclusion>& exclusions) {
    check(rule);
    if (rule.unit == Unit::hour) base::fail_input("moment_needed", trigger.text());
    TermDue due;
    due.steps.push_back({"trigger", trigger.text(), trigger});
    return finish(rule, trigger, std::move(due), book, exclusions);
}

TermDue reckon(const TermRule& rule, Instant trigger, const Book& book,
               const std::vector<Exclusion>& exclusions) {
    check(rule);
    if (rule.unit == Unit::hour) return reckon_hours(rule, trigger, book, exclusions);
    const Zone& zone = book.zone(rule.zone);
    Date day = zone.date_of(trigger);
    TermDue due;
    due.steps.push_back({"trigger", trigger.text(), day});
    if (rule.cut_off_minutes &&
        zone.micros_of_day(trigger) > *rule.cut_off_minutes * micros_per_minute) {
        day = date_checked(std::int64_t{day.days()} + 1);
        due.steps.push_back({"cut_off", clock(*rule.cut_off_minutes), day});
    }
    return finish(rule, day, std::move(due), book, exclusions);
}

TermDue extend(const TermRule& rule, const TermDue& term, std::int64_t more, ExtendFrom from,
               const Book& book) {
    check(rule);
    check_amount(more);
    TermDue due = term;
    Reckoner reckoner(rule, book, due);
    const bool rolled = from == ExtendFrom::rolled;
    const std::string detail = counted(more, rule.unit) + (rolled ? " rolled" : " unrolled");
    // What the old last day rested on, the new one rests on too, unless the roll is taken back.
    reckoner.go_on(rolled || counts_working_days(rule));
    if (rule.unit == Unit::hour) {
        if (!term.due_at) base::fail_input("moment_needed", term.raw.text());
        const Zone& zone = book.zone(rule.zone);
        const Date day = rolled ? term.due : term.raw;
        const Instant base =
            day == term.due ? *term.due_at : zone.at(day, zone.micros_of_day(*term.due_at));
        const Instant moment = moved(base, more * micros_per_hour, zone);
        reckoner.tell("extension", detail, zone.date_of(moment));
        close_hours(reckoner, due, moment, zone);
        return due;
    }
    due.raw = longer(rule, term, more, from, book);
    if (counts_working_days(rule) && more > 0) {
        reckoner.consult_counted((rolled ? term.due : term.raw) + 1);
    }
    reckoner.tell("extension", detail, due.raw);
    reckoner.roll();
    return due;
}

TermDue lengthen(const TermRule& rule, const TermDue& term, const Exclusion& exclusion,
                 NotCounted code, const Book& book) {
    check(rule);
    check_amount(exclusion.days);
    TermDue due = term;
    Reckoner reckoner(rule, book, due);
    reckoner.go_on(counts_working_days(rule));
    reckoner.lengthen(exclusion.days);
    const std::string detail = std::to_string(exclusion.days) + " " + exclusion.reason;
    if (code == NotCounted::paused) {
        reckoner.tell("paused", detail, due.raw);
    } else {
        reckoner.tell("excluded", detail, due.raw);
    }
    reckoner.roll();
    return due;
}

TermDue lengthen_hours(const TermRule& rule, const TermDue& term, std::int64_t micros,
                       std::string_view reason, const Book& book) {
    if (!term.due_at) base::fail_input("moment_needed", term.raw.text());
    TermDue due = term;
    const Zone& zone = book.zone(rule.zone);
    Reckoner reckoner(rule, book, due);
    reckoner.go_on(false);
    const Instant base =
        term.raw == term.due ? *term.due_at : zone.at(term.raw, zone.micros_of_day(*term.due_at));
    const Instant moment = moved(base, micros, zone);
    const std::int64_t minutes = micros / micros_per_minute;
    reckoner.tell("paused", clock(minutes) + " " + std::string(reason), zone.date_of(moment));
    close_hours(reckoner, due, moment, zone);
    return due;
}

std::int64_t days_between(const TermRule& rule, Date from, Date up_to, const Book& book) {
    if (counts_working_days(rule))
        return book.calendar(rule.calendar).working_days_between(from, up_to);
    return std::int64_t{up_to.days()} - from.days();
}

}  // namespace accord::calendar
