// The schedule of a loan as lines: runs of months between changes of rate, and their months.
#include "accord/settlement/loan/schedule.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "accord/base/error.hpp"
#include "accord/settlement/loan/words.hpp"

namespace accord::settlement {
namespace {

base::Line month_line(const Plan& plan, std::int64_t k, const Month& month,
                      std::optional<calendar::Date> first_due) {
    const money::Currency currency = plan.principal.currency();
    base::Line result = line("loan_month", "loan.month", {month.interest, currency});
    result.inputs.reserve(5);
    result.inputs.emplace_back("month", std::to_string(k));
    if (first_due) result.inputs.emplace_back("due", due_date(*first_due, k).text());
    result.inputs.emplace_back("payment", money::Money{month.payment, currency}.text());
    result.inputs.emplace_back("principal", money::Money{month.principal, currency}.text());
    result.inputs.emplace_back("balance", money::Money{month.balance, currency}.text());
    return result;
}

/// The last month before the rate changes next, or the loan's last.
std::int64_t run_end(const Plan& plan, std::int64_t month) {
    for (const RateChange& change : plan.changes) {
        if (change.month > month) return std::min(change.month - 1, plan.months);
    }
    return plan.months;
}

base::Line segment_line(const Plan& plan, const Life& life, std::int64_t first, std::int64_t last,
                        std::optional<calendar::Date> first_due) {
    std::int64_t interest = 0;
    std::vector<base::Line> months;
    months.reserve(static_cast<std::size_t>(last - first + 1));
    for (std::int64_t k = first; k <= last; ++k) {
        const Month& month = life.months[static_cast<std::size_t>(k) - 1];
        interest += month.interest;  // no more than the whole loan's, which was found to fit
        months.push_back(month_line(plan, k, month, first_due));
    }
    base::Line result = line("loan_segment", "loan.segment", {interest, plan.principal.currency()});
    result.inputs = {{"from_month", std::to_string(first)},
                     {"to_month", std::to_string(last)},
                     {"monthly_rate", print(rate_in(plan, first))}};
    result.lines = std::move(months);
    return result;
}

base::Line note(base::Line line) {
    line.role = base::LineRole::note;
    return line;
}

}  // namespace

calendar::Date due_date(calendar::Date first_due, std::int64_t month) {
    return calendar::add_months(first_due, static_cast<int>(month - 1));
}

Answer instalment_date(calendar::Date start, std::int64_t months) {
    const calendar::Date due = due_date(start, months + 1);
    base::Line why;
    why.label = "instalment_date";
    why.rule = "loan.instalment_date";
    why.clauses = {{"民法典 202", base::Status::official}};
    why.amount = {due - start, "day"};
    why.inputs = {{"start", start.text()}, {"months", std::to_string(months)}, {"due", due.text()}};
    return {due, std::move(why)};
}

Explained loan_schedule(const Plan& plan, Residue residue,
                        std::optional<calendar::Date> first_due) {
    const money::Currency currency = plan.principal.currency();
    const Life months = life(plan, residue);
    const money::Money interest{months.interest(), currency};
    const money::Money paid = plan.principal + interest;

    base::Line why = line("loan_interest", "loan.schedule", interest);
    tell_plan(why, plan);
    for (std::int64_t first = 1; first <= plan.months;) {
        const std::int64_t last = run_end(plan, first);
        why.lines.push_back(segment_line(plan, months, first, last, first_due));
        first = last + 1;
    }
    why.lines.push_back(
        note(line("first_instalment", "loan.schedule", {months.months.front().payment, currency})));
    why.lines.push_back(
        note(line("last_instalment", "loan.schedule", {months.months.back().payment, currency})));
    why.lines.push_back(note(line("total_paid", "loan.schedule", paid)));
    return explained(interest, std::move(why));
}

}  // namespace accord::settlement
