// The roll is the calendar's own; which days rest is said by the law.
#include "accord/settlement/guarantee/last_day.hpp"

#include <string>
#include <utility>

namespace accord::settlement {
namespace {

using calendar::Date;

constexpr const char* calendar_id = "CN";
constexpr const char* entry_id = "cn.period.rest_days";

base::Line line(std::string label, std::int64_t days) {
    base::Line made;
    made.label = std::move(label);
    made.rule = entry_id;
    made.amount = {days, "day"};
    return made;
}

}  // namespace

LastDays::LastDays(const Law& law, Date on)
    : entry_(&law.parameter(entry_id, on)), book_(law.calendars()) {
    if (book_ != nullptr && book_->has_calendar(calendar_id)) days_ = &book_->calendar(calendar_id);
    roll_.roll = calendar::Roll::forward;
    roll_.calendar = calendar_id;
    roll_.rest_days = calendar::rest_days_from_text(entry_->value);
}

LastDay LastDays::of(Date counted) const {
    if (days_ == nullptr) return {counted, counted, true};
    const calendar::TermDue due = calendar::reckon(roll_, counted, *book_);
    return {counted, due.due, due.provisional};
}

void LastDays::tell(const LastDay& last, base::Line& why) const {
    why.provisional = last.provisional;
    if (days_ == nullptr) return;
    why.inputs.emplace_back("calendar", std::string{calendar_id} + " " + days_->edition());
    if (last.day == last.counted) return;
    base::Line note = line("rest_days_passed", last.day - last.counted);
    note.clauses = {entry_->clause};
    note.source = entry_->source;
    note.inputs = {{"from", last.counted.text()}, {"until", last.day.text()}};
    note.role = base::LineRole::note;
    for (Date day = last.counted; day < last.day; day = day + 1) {
        const bool announced = days_->kind(day) == calendar::DayKind::holiday;
        note.lines.push_back(line(announced ? "holiday_passed" : "weekend_passed", 1));
        note.lines.back().inputs = {{"on", day.text()}};
    }
    why.lines.push_back(std::move(note));
}

}  // namespace accord::settlement
