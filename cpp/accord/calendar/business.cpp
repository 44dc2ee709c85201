// Which days are worked: the tables of a calendar, and the answers beyond them.
#include "accord/calendar/business.hpp"

#include <algorithm>

#include "accord/base/error.hpp"

namespace accord::calendar {

namespace {

// Terms that end a few years after the last notice are common (limitation, guarantee periods).
constexpr int years_indexed_beyond = 5;

/// Of each year the notice known last, in the order in which they became known: where two notices
/// speak of the same day of December, the later one knew the earlier one.
std::vector<const YearNotice*> in_force(const std::vector<YearNotice>& years) {
    std::vector<const YearNotice*> notices;
    for (const YearNotice& notice : years) {
        const auto same =
            std::find_if(notices.begin(), notices.end(),
                         [&](const YearNotice* other) { return other->year == notice.year; });
        if (same == notices.end()) {
            notices.push_back(&notice);
        } else if ((*same)->known_on < notice.known_on) {
            *same = &notice;
        }
    }
    std::sort(notices.begin(), notices.end(), [](const YearNotice* a, const YearNotice* b) {
        return std::pair(a->known_on, a->year) < std::pair(b->known_on, b->year);
    });
    return notices;
}

std::vector<int> known_years(const std::vector<const YearNotice*>& notices) {
    std::vector<int> years;
    years.reserve(notices.size());
    for (const YearNotice* notice : notices) years.push_back(notice->year);
    std::sort(years.begin(), years.end());
    return years;
}

}  // namespace

void BusinessCalendar::index_statutory(const std::vector<const YearNotice*>& notices) {
    if (!statutory_) return;
    const std::vector<int> known = known_years(notices);
    for (int year = known.front() + 1; year <= known.back() + years_indexed_beyond; ++year) {
        if (std::binary_search(known.begin(), known.end(), year)) continue;
        for (const auto& [month, day] : statutory_->days) {
            kinds_[index_of(Date::of(year, month, day))] = DayKind::holiday;
        }
    }
}

void BusinessCalendar::index() {
    for (const int weekday : weekend_) weekend_mask_ |= 1U << static_cast<unsigned>(weekday);
    const std::vector<const YearNotice*> notices = in_force(years_);
    if (notices.empty()) {
        worked_before_ = {0};
        return;
    }
    const std::vector<int> known = known_years(notices);
    for (const int year : known) {
        const Date from = Date::of(year, 1, 1);
        const bool joins = !firm_.empty() && firm_.back().before == Date::of(year - 1, 12, 25);
        if (joins) {
            firm_.back().before = Date::of(year, 12, 25);
        } else {
            firm_.push_back({from, Date::of(year, 12, 25)});
        }
    }
    // From the December before: the first notice may reach back into it.
    first_ = Date::of(known.front(), 1, 1) - 31;
    // At most 65,535 days: check() keeps the known years within a century and a half.
    const std::int32_t count = Date::of(known.back() + years_indexed_beyond, 12, 31) - first_ + 1;
    for (std::int32_t i = 0; i < count; ++i) {
        kinds_.push_back(is_worked_weekday(first_ + i) ? DayKind::working : DayKind::weekend);
    }
    index_statutory(notices);
    for (const YearNotice* notice : notices) {
        for (const Date day : notice->days_off) kinds_[index_of(day)] = DayKind::holiday;
        for (const Date day : notice->working_days) {
            kinds_[index_of(day)] =
                is_worked_weekday(day) ? DayKind::working : DayKind::make_up_working;
        }
    }
    for (std::int32_t i = 0; i < count; ++i) {
        worked_before_.push_back(static_cast<std::uint16_t>(worked_.size()));
        if (is_working(first_ + i)) worked_.push_back(static_cast<std::uint16_t>(i));
    }
    worked_before_.push_back(static_cast<std::uint16_t>(worked_.size()));
}

bool BusinessCalendar::is_firm(Date from, Date up_to) const noexcept {
    return std::any_of(firm_.begin(), firm_.end(),
                       [&](const Span& span) { return span.from <= from && up_to < span.before; });
}

std::optional<Date> BusinessCalendar::first_provisional(Date from, Date up_to) const noexcept {
    Date day = from;
    for (const Span& span : firm_) {
        if (day >= span.from && day < span.before) day = span.before;
    }
    if (day <= up_to) return day;
    return std::nullopt;
}

DayKind BusinessCalendar::kind_unknown(Date day) const noexcept {
    if (statutory_ && !kinds_.empty() && day > first_) {
        const YearMonthDay d = day.ymd();
        const auto& days = statutory_->days;
        const bool off =
            std::find(days.begin(), days.end(), std::pair(d.month, d.day)) != days.end();
        if (off) return DayKind::holiday;
    }
    return is_worked_weekday(day) ? DayKind::working : DayKind::weekend;
}

/// Days from the Monday before 1970 up to `day` that are worked in a plain week.
std::int64_t BusinessCalendar::weekdays_before(std::int64_t day) const noexcept {
    const std::int64_t since_monday = day + 3;
    const std::int64_t weeks = since_monday / 7 - (since_monday % 7 < 0 ? 1 : 0);
    std::int64_t count = weeks * (7 - static_cast<std::int64_t>(weekend_.size()));
    for (std::int64_t weekday = 0; weekday < since_monday - weeks * 7; ++weekday) {
        count += (weekend_mask_ >> weekday & 1U) == 0 ? 1 : 0;
    }
    return count;
}

/// Working days from the first indexed day up to `day`, less than 0 before it.
std::int64_t BusinessCalendar::worked_before(Date day) const noexcept {
    const std::size_t i = index_of(day);
    if (i < worked_before_.size()) return worked_before_[i];
    const std::int64_t start = first_.days();
    if (day < first_ || kinds_.empty()) return weekdays_before(day.days()) - weekdays_before(start);
    const std::int64_t end = start + static_cast<std::int64_t>(kinds_.size());
    std::int64_t count = static_cast<std::int64_t>(worked_.size()) + weekdays_before(day.days()) -
                         weekdays_before(end);
    if (!statutory_) return count;
    const int last = std::min(day.ymd().year, last_date.ymd().year);
    for (int year = Date{static_cast<std::int32_t>(end)}.ymd().year; year <= last; ++year) {
        for (const auto& [month, day_of_month] : statutory_->days) {
            const Date off = Date::of(year, month, day_of_month);
            if (off < day && is_worked_weekday(off)) --count;
        }
    }
    return count;
}

Date BusinessCalendar::next_working(Date day) const {
    const std::size_t i = index_of(day);
    if (i < kinds_.size()) {
        const std::size_t k = worked_before_[i];
        if (k < worked_.size()) return first_ + worked_[k];
    }
    while (!is_working(day)) day = date_checked(std::int64_t{day.days()} + 1);
    return day;
}

Date BusinessCalendar::add_beyond(Date day, std::int64_t n) const {
    if (n < 1) base::fail_input("bad_amount", std::to_string(n));
    const std::int64_t start = date_checked(day.days()).days();
    const std::int64_t done = worked_before(day + 1);
    std::int64_t reach = start;
    for (std::int64_t step = 64;
         worked_before(Date{static_cast<std::int32_t>(reach)} + 1) - done < n; step *= 2) {
        if (reach == last_date.days()) {
            base::fail_input("date_out_of_range", day.text() + " " + std::to_string(n));
        }
        reach = std::min<std::int64_t>(start + step, last_date.days());
    }
    auto low = static_cast<std::int32_t>(start + 1);
    auto high = static_cast<std::int32_t>(reach);
    while (low < high) {
        const std::int32_t middle = low + (high - low) / 2;
        if (worked_before(Date{middle + 1}) - done >= n) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return Date{low};
}

std::int64_t BusinessCalendar::working_days_between(Date after, Date up_to) const {
    return worked_before(date_checked(up_to.days()) + 1) -
           worked_before(date_checked(after.days()) + 1);
}

BusinessCalendar BusinessCalendar::as_known_on(Date day) const {
    std::vector<YearNotice> known;
    std::copy_if(years_.begin(), years_.end(), std::back_inserter(known),
                 [&](const YearNotice& notice) { return notice.known_on <= day; });
    std::optional<StatutoryDays> statutory = statutory_;
    if (statutory && statutory->known_on > day) statutory.reset();
    if (known.size() == years_.size() && statutory.has_value() == statutory_.has_value())
        return *this;
    return {id_, edition_ + "@" + day.text(), std::move(known), std::move(statutory), weekend_};
}

void Book::add(BusinessCalendar calendar) {
    for (const BusinessCalendar& other : calendars_) {
        if (other.id() == calendar.id() && other.edition() == calendar.edition()) {
            base::fail_input("duplicate", calendar.id() + " " + calendar.edition());
        }
    }
    calendars_.push_back(std::move(calendar));
}

void Book::add(Zone zone) {
    for (const Zone& other : zones_) {
        if (other.name() == zone.name()) base::fail_input("duplicate", zone.name());
    }
    zones_.push_back(std::move(zone));
}

const BusinessCalendar& Book::calendar(std::string_view id) const {
    const auto found = std::find_if(calendars_.rbegin(), calendars_.rend(),
                                    [&](const BusinessCalendar& c) { return c.id() == id; });
    if (found == calendars_.rend()) base::fail_input("unknown_calendar", std::string(id));
    return *found;
}

const Zone& Book::zone(std::string_view name) const {
    const auto found = std::find_if(zones_.begin(), zones_.end(),
                                    [&](const Zone& zone) { return zone.name() == name; });
    if (found == zones_.end()) base::fail_input("unknown_zone", std::string(name));
    return *found;
}

bool Book::has_calendar(std::string_view id) const noexcept {
    return std::any_of(calendars_.begin(), calendars_.end(),
                       [&](const BusinessCalendar& c) { return c.id() == id; });
}

}  // namespace accord::calendar
