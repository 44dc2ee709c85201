// Remembers reckonings by the day they run from.
#include "accord/procedure/caseload/clock.hpp"

#include "accord/base/error.hpp"
#include "accord/procedure/term/reckoning.hpp"

namespace accord::procedure::caseload {
namespace {

using calendar::Date;
using calendar::Instant;

constexpr std::int64_t micros_of_minute = 60'000'000;
constexpr std::int64_t micros_of_day = micros_of_minute * 24 * 60;
// What a caseload's acts lie between, most often; other days are asked of the zone.
constexpr std::int32_t first_day = 7'305;  // 1990-01-01
constexpr std::int32_t last_day = 29'219;  // 2049-12-31

}  // namespace

Days::Days(const calendar::Zone& zone) : zone_(&zone), first_(first_day) {
    starts_.reserve(last_day - first_day + 2);
    for (std::int32_t day = first_day; day <= last_day + 1; ++day)
        starts_.push_back(zone.start_of(Date{day}).micros());
}

std::int32_t Days::day_of(std::int64_t micros) const {
    if (micros < starts_.front() || micros >= starts_.back())
        return zone_->date_of(Instant{micros}).days();
    auto at = static_cast<std::size_t>((micros - starts_.front()) / micros_of_day);
    if (at >= starts_.size() - 1) at = starts_.size() - 2;
    while (starts_[at] > micros) --at;
    while (starts_[at + 1] <= micros) ++at;
    return first_ + static_cast<std::int32_t>(at);
}

LastDay TermClock::from_moment(std::int64_t micros) {
    const std::int32_t day = days_->day_of(micros);
    if (in_hours() || day < first_day || day > last_day) return reckon(Instant{micros});
    const bool has_cut_off = rule_->cut_off_minutes.has_value();
    const bool is_late = has_cut_off && days_->zone().micros_of_day(Instant{micros}) >
                                            *rule_->cut_off_minutes * micros_of_minute;
    if (known_.empty()) known_.resize(static_cast<std::size_t>(last_day - first_day + 1) * 2);
    LastDay& known = known_[static_cast<std::size_t>(day - first_day) * 2 + (is_late ? 1 : 0)];
    if (known.over_from == 0) known = reckon(Instant{micros});
    return known;
}

LastDay TermClock::from_day(std::int32_t day) const {
    return reckon(Date{day});
}

LastDay TermClock::reckon(const casefile::When& trigger) const {
    const auto found = reckon_term(*rule_, rule_->amount, trigger, *law_);
    if (!found) base::fail_input("bad_time", casefile::print(trigger), "at");
    LastDay made;
    made.due = found->due.days();
    made.trigger = found->trigger.days();
    made.over_from =
        found->due_at ? found->due_at->micros() + 1 : days_->zone().end_of(found->due).micros();
    return made;
}

}  // namespace accord::procedure::caseload
