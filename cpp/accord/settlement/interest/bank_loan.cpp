// Penalty and compound interest on bank loans, by the central bank's notice 银发〔2003〕251号.
#include "accord/settlement/interest/bank_loan.hpp"

#include <utility>

#include "accord/base/error.hpp"
#include "accord/settlement/interest/penalty_uplift.hpp"
#include "accord/settlement/interest/period.hpp"
#include "accord/settlement/interest/rate_periods.hpp"

namespace accord::settlement {
namespace {

using calendar::Date;

struct PenaltyRate {
    money::Rate rate;
    base::Clause clause;
    std::string source;
};

PenaltyRate checked_rate(const PenaltyInterest& input, const char* base_name, const Law& law) {
    require_not_negative(input.base, base_name);
    require_period(input.start, input.end);
    require_annual(input.contract_rate, "contract_rate");
    require_plain(input.uplift, "uplift");
    const Date on = loan_day(input.made, input.start);
    const rules::Parameter& rule = require_uplift(law, input.uplift, input.breach, on);
    return {money::scale(input.contract_rate, input.uplift.numerator(), input.uplift.denominator()),
            rule.clause, rule.source};
}

void add_inputs(base::Line& why, const PenaltyInterest& input, const PenaltyRate& penalty) {
    why.clauses = {penalty.clause};
    why.source = penalty.source;
    why.inputs.emplace_back("contract_rate", input.contract_rate.text());
    why.inputs.emplace_back("penalty_uplift", input.uplift.text());
    why.inputs.emplace_back("kind", input.breach == Breach::overdue ? "overdue" : "misuse");
    why.inputs.emplace_back("rate", penalty.rate.text());
    why.inputs.emplace_back("start", input.start.text());
    why.inputs.emplace_back("end", input.end.text());
}

void require_settlement_days(const PenaltyInterest& input, std::span<const Date> settled) {
    Date last = input.start;
    for (const Date day : settled) {
        if (day <= last || day >= input.end) {
            base::fail_input("bad_settlement_day", day.text(), "settled");
        }
        last = day;
    }
}

}  // namespace

Explained loan_penalty_interest(const PenaltyInterest& input, const Law& law) {
    const PenaltyRate penalty = checked_rate(input, "principal", law);
    base::Line why = line("penalty_interest", "cn.loan.penalty", {0, input.base.currency()});
    why.inputs = {{"principal", input.base.text()}};
    add_inputs(why, input, penalty);
    const std::vector<RatePeriod> periods = {
        {input.start, input.end, penalty.rate, penalty.clause, penalty.source, input.day_count}};
    return interest_over(std::move(why), input.base, periods, input.rounding);
}

Explained loan_compound_interest(const PenaltyInterest& input, std::span<const Date> settled,
                                 const Law& law) {
    const PenaltyRate penalty = checked_rate(input, "unpaid_interest", law);
    require_settlement_days(input, settled);
    std::vector<Date> ends{settled.begin(), settled.end()};
    ends.push_back(input.end);

    money::Money grown = input.base;
    base::Line why = line("penalty_compound_interest", "cn.loan.compound", {0, grown.currency()});
    why.inputs = {{"unpaid_interest", input.base.text()}};
    add_inputs(why, input, penalty);
    why.inputs.emplace_back("rounding", std::string{money::to_text(input.rounding)});
    Date from = input.start;
    for (const Date to : ends) {
        base::Line run = line("compound_run", "cn.loan.compound", {0, grown.currency()});
        run.inputs = {{"base", grown.text()}};
        const std::vector<RatePeriod> periods = {
            {from, to, penalty.rate, penalty.clause, penalty.source, input.day_count}};
        Explained part = interest_over(std::move(run), grown, periods, input.rounding);
        grown = grown + part.value;
        why.lines.push_back(std::move(part.why));
        from = to;
    }
    const money::Money value = grown - input.base;
    why.amount.count = value.minor();
    return explained(value, std::move(why));
}

}  // namespace accord::settlement
