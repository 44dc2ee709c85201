// Lays an edition out flat: counts, rolls, months and where knowledge ends, per day.
#include "accord/calendar/day_table.hpp"

#include <algorithm>
#include <utility>

namespace accord::calendar {

namespace {

// Limitation and guarantee periods end years after the last notice.
constexpr int years_beyond = 21;
constexpr std::pair<int, int> years_without_notice{1990, 2060};
// The indexes are two bytes wide, and size() must be one of them.
constexpr std::int32_t days_most = 65'000;

std::pair<int, int> years_of(const BusinessCalendar& calendar) {
    if (calendar.years().empty()) return years_without_notice;
    int first = calendar.years().front().year;
    int last = first;
    for (const YearNotice& notice : calendar.years()) {
        first = std::min(first, notice.year);
        last = std::max(last, notice.year);
    }
    return {std::max(first - 1, 2), std::min(last + years_beyond, 9998)};
}

bool rests(DayKind kind, RestDays rest) {
    return kind == DayKind::holiday ||
           (kind == DayKind::weekend && rest == RestDays::work_calendar);
}

}  // namespace

DayTable::DayTable(const BusinessCalendar& calendar) {
    const auto [from, to] = years_of(calendar);
    const Date first = Date::of(from, 1, 1);
    first_ = first.days();
    size_ = static_cast<std::uint32_t>(std::min(Date::of(to, 12, 31) - first + 1, days_most));
    worked_before_.reserve(size_ + 1);
    for (std::uint32_t i = 0; i < size_; ++i) {
        worked_before_.push_back(static_cast<std::uint16_t>(worked_.size()));
        const Date day = first + static_cast<std::int32_t>(i);
        if (calendar.is_working(day)) worked_.push_back(static_cast<std::uint16_t>(i));
    }
    worked_before_.push_back(static_cast<std::uint16_t>(worked_.size()));
    stays_ = roll_table(calendar, Roll::none, RestDays::work_calendar);
    forward_ = roll_table(calendar, Roll::forward, RestDays::work_calendar);
    backward_ = roll_table(calendar, Roll::backward, RestDays::work_calendar);
    forward_announced_ = roll_table(calendar, Roll::forward, RestDays::announced_only);
    backward_announced_ = roll_table(calendar, Roll::backward, RestDays::announced_only);
    unsure_from_.resize(size_);
    std::uint32_t next = size_;
    for (std::uint32_t i = size_; i-- > 0;) {
        if (calendar.is_provisional(first + static_cast<std::int32_t>(i))) next = i;
        unsure_from_[i] = static_cast<std::uint16_t>(next);
    }
    index_months();
}

void DayTable::index_months() {
    month_.reserve(size_);
    day_of_month_.reserve(size_);
    for (std::uint32_t i = 0; i < size_; ++i) {
        const int day = (Date{first_} + static_cast<std::int32_t>(i)).ymd().day;
        if (day == 1) month_start_.push_back(static_cast<std::uint16_t>(i));
        month_.push_back(static_cast<std::uint16_t>(month_start_.size() - 1));
        day_of_month_.push_back(static_cast<std::uint8_t>(day));
    }
    // A month cut off by the table's end is not looked up: its length would be wrong.
    const Date after = Date{first_} + static_cast<std::int32_t>(size_);
    if (after.ymd().day == 1) month_start_.push_back(static_cast<std::uint16_t>(size_));
}

std::vector<std::uint16_t> DayTable::roll_table(const BusinessCalendar& calendar, Roll roll,
                                                RestDays rest) const {
    std::vector<std::uint16_t> to(size_);
    for (std::uint32_t i = 0; i < size_; ++i) {
        std::uint32_t at = i;
        while (roll != Roll::none && at < size_ &&
               rests(calendar.kind(Date{first_} + static_cast<std::int32_t>(at)), rest)) {
            at = roll == Roll::forward ? at + 1 : (at == 0 ? size_ : at - 1);
        }
        to[i] = static_cast<std::uint16_t>(std::min(at, size_));
    }
    return to;
}

const std::vector<std::uint16_t>& DayTable::rolled(Roll roll, RestDays rest) const noexcept {
    const bool announced = rest == RestDays::announced_only;
    if (roll == Roll::forward) return announced ? forward_announced_ : forward_;
    if (roll == Roll::backward) return announced ? backward_announced_ : backward_;
    return stays_;
}

}  // namespace accord::calendar
