// Two chains side by side, their differences, and simple interest on each month's difference.
#include "accord/settlement/loan/overcharge.hpp"

#include <utility>

#include "accord/base/error.hpp"
#include "accord/settlement/exact.hpp"
#include "accord/settlement/loan/schedule.hpp"
#include "accord/settlement/loan/words.hpp"

namespace accord::settlement {
namespace {

/// The rate of one day.
Exact day_rate(const money::Rate& rate) {
    if (rate.numerator() < 0) base::fail_input("negative_rate", rate.text(), "compensatory_rate");
    if (rate.per() == money::Per::day) return Exact{rate};
    if (rate.per() == money::Per::year && rate.basis() == money::Basis::act_365) {
        return Exact{rate} * Exact{1, 365};
    }
    if (rate.per() == money::Per::year && rate.basis() == money::Basis::act_360) {
        return Exact{rate} * Exact{1, 360};
    }
    base::fail_input("rate_unit", rate.text(), "compensatory_rate");
}

struct Sides {
    Life charged;
    Life right;

    [[nodiscard]] const Month& charged_in(std::int64_t month) const {
        return charged.months[static_cast<std::size_t>(month) - 1];
    }
    [[nodiscard]] const Month& right_in(std::int64_t month) const {
        return right.months[static_cast<std::size_t>(month) - 1];
    }
    [[nodiscard]] std::int64_t overpaid(std::int64_t month) const {
        return charged_in(month).payment - right_in(month).payment;
    }
};

base::Line overpaid_line(const Overcharge& input, const Sides& sides) {
    const money::Currency currency = input.charged.principal.currency();
    std::vector<base::Line> runs;
    money::Money total{0, currency};
    for (std::int64_t first = 1; first <= input.paid_months;) {
        const std::int64_t charged = sides.charged_in(first).payment;
        const std::int64_t right = sides.right_in(first).payment;
        money::Money amount{0, currency};
        std::int64_t k = first;
        for (; k <= input.paid_months && sides.charged_in(k).payment == charged &&
               sides.right_in(k).payment == right;
             ++k) {
            amount = amount + money::Money{charged - right, currency};
        }
        base::Line run = line("overpaid_run", "loan.overcharge", amount);
        run.inputs = {{"from_month", std::to_string(first)},
                      {"to_month", std::to_string(k - 1)},
                      {"charged", money::Money{charged, currency}.text()},
                      {"right", money::Money{right, currency}.text()}};
        runs.push_back(std::move(run));
        total = total + amount;
        first = k;
    }
    base::Line result = line("overpaid_instalments", "loan.overcharge", total);
    result.lines = std::move(runs);
    return result;
}

base::Line balance_line(const Overcharge& input, const Sides& sides) {
    const money::Currency currency = input.charged.principal.currency();
    const std::int64_t principal = input.charged.principal.minor();
    const money::Money charged{sides.charged.balance_after(input.paid_months, principal), currency};
    const money::Money right{sides.right.balance_after(input.paid_months, principal), currency};
    base::Line result = line("balance_difference", "loan.overcharge", charged - right);
    result.inputs = {{"charged", charged.text()}, {"right", right.text()}};
    return result;
}

base::Line compensation_line(const Overcharge& input, const Compensation& compensation,
                             const Sides& sides) {
    const money::Currency currency = input.charged.principal.currency();
    const Exact rate = day_rate(compensation.rate);
    std::vector<Exact> parts;
    std::vector<base::Line> months;
    money::Wide unit_days = 0;  // the sum of overpayment × days, a whole number
    for (std::int64_t k = 1; k <= input.paid_months; ++k) {
        const calendar::Date due = due_date(compensation.first_due, k);
        const std::int64_t days = compensation.as_of - due;
        if (days < 0) base::fail_input("end_before_start", compensation.as_of.text(), due.text());
        const std::int64_t overpaid = sides.overpaid(k);
        unit_days += money::Wide{overpaid} * days;
        parts.push_back(Exact{money::Wide{overpaid} * days, 1} * rate);
        base::Line month = line("overpaid_month", "loan.overcharge", {0, currency});
        month.inputs = {{"month", std::to_string(k)},
                        {"due", due.text()},
                        {"days", std::to_string(days)},
                        {"overpaid", money::Money{overpaid, currency}.text()},
                        {"exact", print(parts.back(), currency)}};
        months.push_back(std::move(month));
    }
    const money::Money total{(Exact{unit_days, 1} * rate).round(input.charged.rounding), currency};
    const std::vector<std::int64_t> units = place_units(parts, total.minor());
    for (std::size_t i = 0; i < months.size(); ++i) months[i].amount.count = units[i];

    base::Line result = line("compensatory_interest", "loan.overcharge", total);
    result.inputs = {{"rate", compensation.rate.text()},
                     {"as_of", compensation.as_of.text()},
                     {"exact", print(Exact{unit_days, 1} * rate, currency)}};
    result.lines = std::move(months);
    return result;
}

}  // namespace

Explained overcharge_redress(const Overcharge& input) {
    require_month(input.paid_months, 0, input.charged.months, "paid_months");
    const money::Currency currency = input.charged.principal.currency();
    const Sides sides{life(input.charged), life(input.right)};
    std::vector<base::Line> lines{overpaid_line(input, sides), balance_line(input, sides)};
    if (input.compensation) lines.push_back(compensation_line(input, *input.compensation, sides));

    money::Money value{0, currency};
    for (const base::Line& part : lines) {
        value = value + money::Money{part.amount.count, currency};
    }
    base::Line why = line("overcharge_redress", "loan.overcharge", value);
    tell_plan(why, input.charged);
    why.inputs.emplace_back("right_monthly_rate", print(input.right.rate));
    why.inputs.emplace_back("paid_months", std::to_string(input.paid_months));
    why.lines = std::move(lines);
    return explained(value, std::move(why));
}

}  // namespace accord::settlement
