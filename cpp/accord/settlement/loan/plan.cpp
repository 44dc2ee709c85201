// The chain of months: interest, payment, balance, each rounded as a bank books it.
#include "accord/settlement/loan/plan.hpp"

#include <algorithm>
#include <utility>

#include "accord/base/check.hpp"
#include "accord/base/error.hpp"
#include "accord/settlement/exact.hpp"

namespace accord::settlement {
namespace {

const RateChange* change_at(const Plan& plan, std::int64_t month) {
    for (const RateChange& change : plan.changes) {
        if (change.month == month) return &change;
    }
    return nullptr;
}

std::int64_t level_for(const Plan& plan, std::int64_t balance, const MonthlyRate& rate,
                       std::int64_t months) {
    if (plan.method == RepaymentMethod::equal_principal) {
        return money::divide_rounded(balance, months, plan.rounding);
    }
    return level_payment(balance, rate, months, plan.rounding);
}

Month next(const Plan& plan, std::int64_t balance, const MonthlyRate& rate, std::int64_t level,
           bool last) {
    Month month;
    month.interest = month_interest(balance, rate, plan.rounding);
    const std::int64_t share = plan.method == RepaymentMethod::equal_principal
                                   ? level
                                   : std::max<std::int64_t>(level - month.interest, 0);
    month.principal = last ? balance : std::min(share, balance);
    if (__builtin_add_overflow(month.principal, month.interest, &month.payment)) {
        base::fail_money("overflow");
    }
    month.balance = balance - month.principal;
    return month;
}

/// Each month's payment anew from what is left.
Life life_each(const Plan& plan) {
    Life life;
    std::int64_t balance = plan.principal.minor();
    for (std::int64_t k = 1; k <= plan.months; ++k) {
        const MonthlyRate& rate = rate_in(plan, k);
        const std::int64_t level = level_for(plan, balance, rate, plan.months - k + 1);
        life.levels.emplace_back(k, level);
        life.months.push_back(next(plan, balance, rate, level, k == plan.months));
        balance = life.months.back().balance;
    }
    return life;
}

/// The months after the first, run by run of one rate.
std::vector<RateRun> runs_after_first(const Plan& plan) {
    std::vector<RateRun> runs;
    for (std::int64_t k = 2; k <= plan.months; ++k) {
        const MonthlyRate& rate = rate_in(plan, k);
        if (runs.empty() || runs.back().rate != rate) runs.push_back({rate, 0});
        ++runs.back().months;
    }
    return runs;
}

/// The levels of a life, with another amount in the first month.
Life replay(const Plan& plan, const Life& before, std::int64_t first_level) {
    Life life;
    life.levels = before.levels;
    std::int64_t balance = plan.principal.minor();
    for (std::int64_t k = 1; k <= plan.months; ++k) {
        const std::int64_t level = k == 1 ? first_level : before.level_at(k);
        life.months.push_back(next(plan, balance, rate_in(plan, k), level, k == plan.months));
        balance = life.months.back().balance;
    }
    return life;
}

Life life_first(const Plan& plan) {
    Life last = life(plan, Residue::last);
    if (plan.months == 1) return last;
    const std::int64_t principal = plan.principal.minor();
    if (plan.method == RepaymentMethod::equal_principal) {
        const std::int64_t share = principal / plan.months;
        last.levels = {{1, share}};
        return replay(plan, last, principal - (plan.months - 1) * share);
    }
    const std::int64_t level = last.levels.front().second;
    const std::int64_t residue = last.months.back().payment - last.level_at(plan.months);
    return replay(plan, last, level + discounted(residue, runs_after_first(plan), plan.rounding));
}

}  // namespace

void require_months(std::int64_t months, const char* name) {
    if (months < 1 || months > months_max) {
        base::fail_input("months_out_of_range", std::to_string(months), name);
    }
}

void require_month(std::int64_t month, std::int64_t first, std::int64_t last, const char* name) {
    if (month < first || month > last) {
        base::fail_input("month_out_of_range", std::to_string(month), name);
    }
}

Plan read_terms(const Arguments& given, std::initializer_list<const char*> rates,
                std::initializer_list<const char*> months) {
    require_not_negative(given.money("principal"), "principal");
    Plan plan{given.money("principal"), monthly_rate(given.rate(*rates.begin()), *rates.begin()),
              given.count(*months.begin())};
    for (const char* rate : rates) {
        if (given.has(rate)) static_cast<void>(monthly_rate(given.rate(rate), rate));
    }
    for (const char* count : months) require_months(given.count(count), count);
    if (given.text("method") == "equal_principal") plan.method = RepaymentMethod::equal_principal;
    plan.rounding = given.rounding();
    return plan;
}

std::vector<RateChange> read_changes(const Arguments& given, const char* name) {
    std::vector<RateChange> changes;
    std::int64_t before = 1;  // the first month's rate is the loan's own
    for (const Arguments& row : given.rows(name)) {
        const std::int64_t month = row.count("month");
        if (month <= before) base::fail_input("changes_out_of_order", std::to_string(month), name);
        changes.push_back({month, monthly_rate(row.rate("rate"), name)});
        before = month;
    }
    return changes;
}

Parameter change_rows(std::string name) {
    return optional_rows(std::move(name),
                         {required("month", Kind::count), required("rate", Kind::rate)});
}

Parameter method_parameter() {
    return choice("method", {"equal_instalment", "equal_principal"});
}

std::int64_t Life::interest() const {
    std::int64_t sum = 0;
    for (const Month& month : months) {
        if (__builtin_add_overflow(sum, month.interest, &sum)) base::fail_money("overflow");
    }
    return sum;
}

std::int64_t Life::level_at(std::int64_t month) const {
    std::int64_t level = 0;
    for (const auto& [from, amount] : levels) {
        if (from > month) break;
        level = amount;
    }
    return level;
}

const MonthlyRate& rate_in(const Plan& plan, std::int64_t month) {
    const MonthlyRate* rate = &plan.rate;
    for (const RateChange& change : plan.changes) {
        if (change.month > month) break;
        rate = &change.rate;
    }
    return *rate;
}

Life run(const Plan& plan, const Run& run) {
    Life life;
    if (run.last < run.first) return life;
    life.months.reserve(static_cast<std::size_t>(run.last - run.first + 1));
    MonthlyRate rate = rate_in(plan, run.first);
    std::int64_t balance = run.balance;
    std::int64_t level =
        run.level ? *run.level : level_for(plan, balance, rate, run.last - run.first + 1);
    life.levels.emplace_back(run.first, level);
    for (std::int64_t k = run.first; k <= run.last; ++k) {
        if (const RateChange* change = k == run.first ? nullptr : change_at(plan, k)) {
            rate = change->rate;
            if (plan.method == RepaymentMethod::equal_instalment) {
                level = level_for(plan, balance, rate, run.last - k + 1);
                life.levels.emplace_back(k, level);
            }
        }
        life.months.push_back(next(plan, balance, rate, level, k == run.last));
        balance = life.months.back().balance;
    }
    return life;
}

Life life(const Plan& plan, Residue residue) {
    if (residue == Residue::each) return life_each(plan);
    if (residue == Residue::first) return life_first(plan);
    return run(plan, {plan.principal.minor(), 1, plan.months});
}

}  // namespace accord::settlement
