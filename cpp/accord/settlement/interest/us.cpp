// Federal post-judgment interest, year by year.
#include "accord/settlement/interest/us.hpp"

#include <utility>

#include "accord/base/error.hpp"
#include "accord/settlement/interest/period.hpp"
#include "accord/settlement/interest/rate_periods.hpp"

namespace accord::settlement {
namespace {

using calendar::Date;
using money::Money;

Date monday_of(Date day) {
    return day - day.weekday();
}

void require_week(const PostJudgment& input, const base::Clause& clause) {
    const Date expected = monday_of(input.judgment) - (input.on_release_day ? 14 : 7);
    if (monday_of(input.week) == expected) return;
    refuse("wrong_rate_week", clause, {{"week", input.week.text()}, {"expected", expected.text()}});
}

base::Line year_line(const PostJudgment& input, std::int64_t year_days, const Money& sum, Date from,
                     Date to) {
    const std::int64_t days = to - from;
    const Exact exact = Exact{sum} * Exact{input.rate} * Exact{days, year_days};
    const Money interest{exact.round(input.rounding), sum.currency()};
    base::Line result = line("judgment_year", "us.post_judgment", interest);
    result.inputs = {{"base", sum.text()},           {"rate", input.rate.text()},
                     {"from", from.text()},          {"to", to.text()},
                     {"days", std::to_string(days)}, {"exact", print(exact, sum.currency())}};
    return result;
}

}  // namespace

Explained us_post_judgment_interest(const PostJudgment& input, const Law& law) {
    require_not_negative(input.amount, "amount");
    require_period(input.judgment, input.paid);
    require_annual(input.rate, "rate");
    const rules::Parameter& year = law.parameter("us.post_judgment.year_days", input.judgment);
    const std::int64_t year_days = law.count(year.id, input.judgment);
    if (year_days < 1) base::fail_input("bad_count", year.value, year.id);
    require_week(input, year.clause);

    base::Line why = line("judgment_interest", "us.post_judgment", {0, input.amount.currency()});
    why.clauses = {year.clause};
    why.source = year.source;
    why.inputs = {
        {"amount", input.amount.text()}, {"rate", input.rate.text()},
        {"week", input.week.text()},     {"judgment", input.judgment.text()},
        {"paid", input.paid.text()},     {"rounding", std::string{money::to_text(input.rounding)}}};
    Money sum = input.amount;
    Money value = sum - sum;
    for (Date from = input.judgment; from < input.paid;) {
        const int years = from.ymd().year - input.judgment.ymd().year + 1;
        const bool past = from.ymd().year == 9999;  // no anniversary comes after
        Date to = past ? input.paid : calendar::add_months(input.judgment, 12 * years);
        if (input.paid < to) to = input.paid;
        why.lines.push_back(year_line(input, year_days, sum, from, to));
        value = value + Money{why.lines.back().amount.count, value.currency()};
        if (to < input.paid) sum = input.amount + value;
        from = to;
    }
    why.amount.count = value.minor();
    return explained(value, std::move(why));
}

}  // namespace accord::settlement
