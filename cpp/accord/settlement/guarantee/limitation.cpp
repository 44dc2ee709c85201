// Limitation as its own arithmetic: one pass over the events, each a line that says what it did.
#include "accord/settlement/guarantee/limitation.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "accord/base/error.hpp"
#include "accord/settlement/explained.hpp"
#include "accord/settlement/guarantee/last_day.hpp"

namespace accord::settlement {
namespace {

using calendar::Date;

// Read in the text of the law.
const base::Clause interruption_clause{"民法典 195", base::Status::official};

base::Line step(std::string label, const base::Clause& clause, Date start, Date end) {
    base::Line result;
    result.label = std::move(label);
    result.rule = "cn.limitation";
    result.clauses = {clause};
    result.amount = {end - start, "day"};
    result.role = base::LineRole::note;
    return result;
}

/// The period as it runs through its events, each judged by the last day as it then stands.
class Course {
public:
    Course(Date start, int months, const rules::Parameter& suspension, int suspension_months,
           const LastDays& last_days)
        : start_(start),
          months_(months),
          suspension_(&suspension),
          suspension_months_(suspension_months),
          last_days_(&last_days),
          end_(last_days.of(add_months(start, months))) {}

    void take(const LimitationEvent& event) {
        switch (event.kind) {
            case LimitationEventKind::interruption: interrupt(event.date); break;
            case LimitationEventKind::suspension_start: suspend(event.date); break;
            case LimitationEventKind::suspension_end: resume(event.date); break;
        }
    }
    [[nodiscard]] const LastDay& end() const { return end_; }
    [[nodiscard]] std::optional<Date> suspended_since() const {
        return open_in_time() ? open_ : std::nullopt;
    }
    [[nodiscard]] std::vector<base::Line> steps() && { return std::move(steps_); }

private:
    [[nodiscard]] bool open_in_time() const { return open_ && *open_ <= end_.day; }

    void note(std::string label, const base::Clause& clause, Date on) {
        base::Line made = step(std::move(label), clause, start_, end_.day);
        made.inputs = {{"on", on.text()}, {"until", end_.day.text()}};
        steps_.push_back(std::move(made));
    }
    void interrupt(Date on) {
        if (end_.day < on && !open_in_time()) {
            note("interruption_too_late", interruption_clause, on);
            return;
        }
        end_ = last_days_->of(add_months(on, months_));
        note("interrupted", interruption_clause, on);
    }
    void suspend(Date on) {
        if (open_) base::fail_input("suspension_unmatched", on.text(), "events");
        open_ = on;
    }
    void resume(Date on) {
        if (!open_) base::fail_input("suspension_unmatched", on.text(), "events");
        const bool counts = open_in_time() && add_months(end_.day, -suspension_months_) < on;
        if (counts) end_ = last_days_->of(add_months(on, suspension_months_));
        note(counts ? "suspended" : "suspension_without_effect", suspension_->clause, on);
        steps_.back().inputs.emplace_back("from", open_->text());
        open_.reset();
    }

    Date start_;
    int months_;
    const rules::Parameter* suspension_;
    int suspension_months_;
    const LastDays* last_days_;
    LastDay end_;
    std::optional<Date> open_;
    std::vector<base::Line> steps_;
};

void check(const Limitation& input) {
    if (input.years && *input.years < 1) {
        base::fail_input("not_positive", std::to_string(*input.years), "years");
    }
    if (input.infringed && input.start < *input.infringed) {
        base::fail_input("end_before_start", input.start.text(), input.infringed->text());
    }
    Date last = input.start;
    for (const LimitationEvent& event : input.events) {
        if (event.date < last) base::fail_input("not_ascending", event.date.text(), "events");
        last = event.date;
    }
}

}  // namespace

int months_checked(std::int64_t months) {
    constexpr std::int64_t months_max = 12 * 9'999;
    if (months > months_max) base::fail_input("date_out_of_range", std::to_string(months));
    return static_cast<int>(months);
}

Answer limitation(const Limitation& input, const Law& law) {
    check(input);
    const rules::Parameter& period = law.parameter("cn.limitation.years", input.start);
    const rules::Parameter& suspension =
        law.parameter("cn.limitation.suspension_months", input.start);
    const rules::Parameter& ceiling = law.parameter("cn.limitation.ceiling_years", input.start);
    const std::int64_t years =
        input.years ? *input.years : law.count("cn.limitation.years", input.start);

    const LastDays last_days(law, input.start);
    Course course(
        input.start, months_checked(12 * std::min<std::int64_t>(years, 10'000)), suspension,
        months_checked(law.count("cn.limitation.suspension_months", input.start)), last_days);
    for (const LimitationEvent& event : input.events) course.take(event);
    if (const std::optional<Date> since = course.suspended_since()) {
        refuse("limitation_suspended", suspension.clause, {{"since", since->text()}});
    }
    const Date infringed = input.infringed.value_or(input.start);
    const LastDay limit = last_days.of(add_months(
        infringed, months_checked(12 * law.count("cn.limitation.ceiling_years", input.start))));
    const bool cut_short = limit.day < course.end().day;
    const LastDay last = cut_short ? limit : course.end();

    base::Line why = step("limitation_until", period.clause, input.start, last.day);
    why.role = base::LineRole::addend;
    why.source = period.source;
    why.inputs = {{"start", input.start.text()},
                  {"years", std::to_string(years)},
                  {"until", last.day.text()},
                  {"ceiling", limit.day.text()}};
    why.lines = std::move(course).steps();
    if (cut_short) {
        base::Line cut = step("ceiling_reached", ceiling.clause, input.start, limit.day);
        cut.inputs = {{"from", infringed.text()}, {"until", limit.day.text()}};
        why.lines.push_back(std::move(cut));
    }
    last_days.tell(last, why);
    return {last.day, std::move(why)};
}

}  // namespace accord::settlement
