// Finds the open terms that a new edition touches: one comparison each, a reckoning for the few.
#include "accord/calendar/moved_terms.hpp"

#include <algorithm>
#include <utility>

#include "accord/base/error.hpp"
#include "accord/calendar/term_count.hpp"

namespace accord::calendar {

namespace {

// Longer than any run of rest days: Spring Festival with its weekends has had ten.
constexpr std::int32_t roll_days_most = 62;

// Statutory days hold for years without a notice; limitation periods end in them.
constexpr int years_beyond = 25;

/// The years to compare: those that either edition knows, and some after them.
std::pair<int, int> years_of(const BusinessCalendar& before, const BusinessCalendar& now) {
    std::pair years{9999 - years_beyond, 2};
    for (const BusinessCalendar* calendar : {&before, &now}) {
        for (const YearNotice& notice : calendar->years()) {
            years.first = std::min(years.first, notice.year);
            years.second = std::max(years.second, notice.year);
        }
    }
    return {years.first - 1, std::min(years.second + years_beyond, 9999)};
}

/// How many changed days lie before a day: a prefix table over their span.
class Changes {
public:
    explicit Changes(const std::vector<Date>& days)
        : first_(days.front().days()), last_(days.back().days()) {
        before_.reserve(static_cast<std::size_t>(last_ - first_) + 2);
        std::uint32_t count = 0;
        std::size_t next = 0;
        for (std::int32_t day = first_; day <= last_; ++day) {
            before_.push_back(count);
            if (next < days.size() && days[next].days() == day) {
                ++count;
                ++next;
            }
        }
        before_.push_back(count);
    }

    [[nodiscard]] bool any(std::int32_t from, std::int32_t up_to) const noexcept {
        const auto low = static_cast<std::size_t>(std::clamp(from, first_, last_ + 1) - first_);
        const auto high =
            static_cast<std::size_t>(std::clamp(up_to, first_ - 1, last_) + 1 - first_);
        return (from <= up_to) & (before_[high] > before_[low]);
    }

private:
    std::int32_t first_;
    std::int32_t last_;
    std::vector<std::uint32_t> before_;
};

/// Which days the answer of a rule was read from, as a stretch about the row's own days.
struct Reads {
    bool from_trigger = false;  // otherwise about the last day
    std::int32_t back = -1;     // days before it; less than none: nothing was read
    std::int32_t on = 0;        // days after it
};

Reads reads_of(const TermRule& rule, std::string_view calendar) {
    if (rule.calendar != calendar || rule.unit == Unit::hour) return {};
    if (counts_working_days(rule)) return {true, 0, 0};
    if (rule.roll == Roll::forward) return {false, roll_days_most, 0};
    return rule.roll == Roll::backward ? Reads{false, 0, roll_days_most} : Reads{};
}

/// One comparison a row, without a branch that the next row would mislead.
std::vector<std::uint32_t> touched_rows(const TermColumns& terms, std::span<const std::int32_t> due,
                                        const std::vector<Reads>& reads, const Changes& changes) {
    for (const std::uint16_t rule : terms.rule) {
        if (rule >= reads.size()) base::fail_input("bad_rule", std::to_string(rule));
    }
    std::vector<std::uint32_t> rows;
    for (std::size_t row = 0; row < due.size(); ++row) {
        const Reads& read = reads[terms.rule[row]];
        const std::int32_t last = due[row];
        const std::int32_t start = read.from_trigger ? terms.trigger[row] : last;
        const std::int32_t low = std::min(start, last) - read.back;
        const std::int32_t high = std::max(start, last) + read.on;
        if (changes.any(low, high)) rows.push_back(static_cast<std::uint32_t>(row));
    }
    return rows;
}

}  // namespace

std::vector<Date> changed_days(const BusinessCalendar& before, const BusinessCalendar& now) {
    const auto [first, last] = years_of(before, now);
    std::vector<Date> changed;
    for (Date day = Date::of(first, 1, 1); day <= Date::of(last, 12, 31); day = day + 1) {
        if (before.kind(day) != now.kind(day)) changed.push_back(day);
    }
    return changed;
}

std::vector<MovedTerm> moved_terms(const TermColumns& terms, std::span<const std::int32_t> due,
                                   const BusinessCalendar& before, const BusinessCalendar& now) {
    if (before.id() != now.id()) base::fail_input("other_calendar", now.id(), before.id());
    if (terms.trigger.size() != due.size())
        base::fail_input("bad_length", std::to_string(due.size()), "due");
    const std::vector<Date> days = changed_days(before, now);
    if (days.empty()) return {};
    std::vector<Reads> reads;
    std::vector<TermRule> rules(terms.rules.begin(), terms.rules.end());
    for (TermRule& each : rules) {
        reads.push_back(reads_of(each, now.id()));
        // Rules that are asked nothing still must be ones that a column can follow.
        if (reads.back().back < 0) each = TermRule{};
        each.calendar = now.id();
    }
    const std::vector<std::uint32_t> rows = touched_rows(terms, due, reads, Changes(days));
    std::vector<std::uint16_t> rule;
    std::vector<std::int32_t> trigger;
    std::vector<std::int32_t> excluded;
    for (const std::uint32_t row : rows) {
        rule.push_back(terms.rule[row]);
        trigger.push_back(terms.trigger[row]);
        if (!terms.excluded.empty()) excluded.push_back(terms.excluded[row]);
    }
    Book book;
    book.add(now);
    const LastDays anew = last_days({rules, rule, trigger, excluded}, book);
    std::vector<MovedTerm> moved;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (anew.state[i] == RowState::error || anew.due[i] == due[rows[i]]) continue;
        moved.push_back({rows[i], Date{due[rows[i]]}, Date{anew.due[i]},
                         anew.state[i] == RowState::provisional});
    }
    return moved;
}

}  // namespace accord::calendar
