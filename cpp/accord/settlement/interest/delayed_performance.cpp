// The doubled part of interest for delayed performance, stage by stage of the unpaid debt.
#include "accord/settlement/interest/delayed_performance.hpp"

#include <algorithm>
#include <utility>

#include "accord/base/error.hpp"

namespace accord::settlement {
namespace {

using calendar::Date;
using calendar::DayCount;

constexpr const char* rule_id = "cn.delayed_performance";
constexpr const char* rate_id = "cn.execution.doubled_daily_rate";

base::Clause official(const char* id) {
    return {id, base::Status::official};
}

bool is_enforceable(const std::string& instrument) {
    return instrument != "mediation_agreement" && instrument != "settlement";
}

void check_instrument(const DelayedPerformance& input) {
    if (!is_enforceable(input.instrument)) {
        refuse("not_enforceable_instrument", official("民诉法 264"),
               {{"instrument", input.instrument}});
    }
    if (!input.default_clause) return;
    if (input.instrument != "mediation_order") {
        base::fail_input("default_clause_without_mediation_order", input.instrument,
                         "default_clause");
    }
    refuse("own_default_clause", official("民事调解规定 15(2)"),
           {{"instrument", input.instrument}});
}

const rules::Parameter& rate_in_force(const DelayedPerformance& input, const Law& law) {
    if (law.book().find_parameter(rate_id, input.start) == nullptr) {
        refuse("before_interpretation", official("迟延履行利息解释 7"),
               {{"start", input.start.text()}});
    }
    return law.parameter(rate_id, input.start);
}

void check_conversion(const DelayedPerformance& input) {
    if (!input.convert_rate) return;
    if (input.debt.currency().code() == "CNY") {
        base::fail_input("convert_rate_without_foreign_debt", input.debt.text(), "convert_rate");
    }
    const money::Rate& rate = *input.convert_rate;
    if (rate.per() != money::Per::none || rate.numerator() <= 0) {
        base::fail_input("rate_unit", rate.text(), "convert_rate");
    }
}

std::vector<PartPayment> payments_in_order(const DelayedPerformance& input) {
    std::vector<PartPayment> payments = input.payments;
    money::Money sum{0, input.debt.currency()};
    for (const PartPayment& payment : payments) {
        require_currency(payment.amount, input.debt.currency());
        if (payment.amount.minor() <= 0) {
            base::fail_input("not_positive", payment.amount.text(), "amount");
        }
        if (payment.date < input.start || input.end < payment.date) {
            base::fail_input("payment_outside_period", payment.date.text(), "date");
        }
        sum = sum + payment.amount;
    }
    if (money::less(input.debt, sum)) {
        base::fail_input("payments_above_debt", sum.text(), input.debt.text());
    }
    std::stable_sort(payments.begin(), payments.end(),
                     [](const PartPayment& a, const PartPayment& b) { return a.date < b.date; });
    return payments;
}

std::vector<Suspension> days_left_out(const DelayedPerformance& input) {
    std::vector<Suspension> result;
    for (const Suspension& suspension : input.suspensions) {
        require_period(suspension.from, suspension.to);
        if (!suspension.requested_by_debtor) result.push_back(suspension);
    }
    std::sort(result.begin(), result.end(),
              [](const Suspension& a, const Suspension& b) { return a.from < b.from; });
    return result;
}

/// Days of [from, before) inside a suspension, each once; `suspensions` by their first day.
std::int64_t days_suspended(Date from, Date before, const std::vector<Suspension>& suspensions) {
    std::int64_t days = 0;
    Date reached = from;
    for (const Suspension& suspension : suspensions) {
        const Date first = std::max(reached, suspension.from);
        const Date last = std::min(before, suspension.to);
        if (last <= first) continue;
        days += last - first;
        reached = last;
    }
    return days;
}

/// A time with one unpaid debt.
struct Stage {
    DayRun run;
    money::Money debt;
    std::int64_t days = 0;
    std::int64_t suspended = 0;
};

std::vector<Stage> stages_of(const DelayedPerformance& input) {
    const std::vector<PartPayment> payments = payments_in_order(input);
    const std::vector<Suspension> suspensions = days_left_out(input);
    BothEnds both_ends = input.both_ends;
    Date stop = input.end;
    if (input.bankruptcy_accepted && *input.bankruptcy_accepted <= input.end) {
        // Interest stops at the acceptance, so that its day is never the one counted more.
        stop = std::max(input.start, *input.bankruptcy_accepted);
        both_ends = BothEnds::no;
    }
    std::vector<Date> cuts;
    for (const PartPayment& payment : payments) cuts.push_back(payment.date);

    std::vector<Stage> stages;
    for (const DayRun& run : runs(input.start, stop, both_ends, cuts)) {
        Stage stage{run, input.debt};
        for (const PartPayment& payment : payments) {
            if (payment.date <= run.from) stage.debt = stage.debt - payment.amount;
        }
        const Date before = run.last_day_too ? run.to + 1 : run.to;
        stage.suspended = days_suspended(run.from, before, suspensions);
        stage.days = (before - run.from) - stage.suspended;
        stages.push_back(stage);
    }
    return stages;
}

/// Minor units of CNY for one minor unit of the debt, exact.
Exact conversion(const DelayedPerformance& input, money::Currency to) {
    if (!input.convert_rate) return {1, 1};
    return Exact{*input.convert_rate} *
           Exact{to.minor_per_major(), input.debt.currency().minor_per_major()};
}

base::Line stage_line(const Stage& stage, const rules::Parameter& rate, const Exact& exact,
                      const money::Money& amount) {
    base::Line result = line("delay_stage", rule_id, amount);
    result.clauses = {rate.clause};
    result.inputs = {{"from", stage.run.from.text()},
                     {"to", stage.run.to.text()},
                     {"debt", stage.debt.text()},
                     {"days", std::to_string(stage.days)},
                     {"rate", rate.value},
                     {"exact", print(exact, amount.currency())}};
    if (stage.suspended > 0) {
        result.inputs.emplace_back("suspended_days", std::to_string(stage.suspended));
        result.clauses.push_back(official("迟延履行利息解释 3"));
    }
    result.source = rate.source;
    return result;
}

base::Line delayed_line(const DelayedPerformance& input, const rules::Parameter& rate,
                        const money::Money& value, const Exact& exact) {
    base::Line why = line("delayed_performance_interest", rule_id, value);
    why.clauses = {official("民诉法 264"), rate.clause};
    why.inputs = {{"debt", input.debt.text()},
                  {"instrument", input.instrument},
                  {"start", input.start.text()},
                  {"end", input.end.text()},
                  {"both_ends", print(input.both_ends)}};
    if (input.bankruptcy_accepted) {
        why.inputs.emplace_back("bankruptcy_accepted", input.bankruptcy_accepted->text());
        why.clauses.push_back(official("企业破产法 46"));
        why.clauses.push_back(official("破产法解释三 3"));
    }
    if (input.convert_rate) {
        why.inputs.emplace_back("convert_rate", input.convert_rate->text());
        why.clauses.push_back(official("迟延履行利息解释 5"));
    }
    why.inputs.emplace_back("exact", print(exact, value.currency()));
    why.inputs.emplace_back("rounding", std::string{money::to_text(input.rounding)});
    why.source = rate.source;
    return why;
}

}  // namespace

std::vector<std::string> instruments() {
    return {"judgment",
            "ruling",
            "award",
            "mediation_order",
            "payment_order",
            "notarised_instrument",
            "confirmed_agreement",
            "mediation_agreement",
            "settlement"};
}

Explained delayed_performance_interest(const DelayedPerformance& input, const Law& law) {
    require_not_negative(input.debt, "debt");
    check_instrument(input);
    require_period(input.start, input.end);
    const rules::Parameter& rate = rate_in_force(input, law);
    check_conversion(input);

    const std::vector<Stage> stages = stages_of(input);
    const money::Currency currency =
        input.convert_rate ? money::Currency::of("CNY") : input.debt.currency();
    const Exact unit = Exact{money::Rate::parse(rate.value)} * conversion(input, currency);
    std::vector<Exact> parts;
    Exact exact;
    for (const Stage& stage : stages) {
        parts.push_back(Exact{stage.debt} * unit * Exact{stage.days, 1});
        exact = exact + parts.back();
    }
    const money::Money value{exact.round(input.rounding), currency};
    const std::vector<std::int64_t> units = place_units(parts, value.minor());

    base::Line why = delayed_line(input, rate, value, exact);
    for (std::size_t i = 0; i < stages.size(); ++i) {
        why.lines.push_back(stage_line(stages[i], rate, parts[i], {units[i], currency}));
    }
    return explained(value, std::move(why));
}

Explained non_money_delay(const money::Money& loss, Date on,
                          const std::optional<money::Money>& court_amount, money::Rounding rounding,
                          const Law& law) {
    require_not_negative(loss, "loss");
    const rules::Parameter& multiple = law.parameter("cn.execution.non_money_multiple", on);
    if (court_amount) {
        require_currency(*court_amount, loss.currency());
        require_not_negative(*court_amount, "court_amount");
        if (loss.minor() != 0) base::fail_input("court_amount_with_loss", loss.text());
    } else if (loss.minor() == 0) {
        refuse("court_decides", multiple.clause);
    }
    const money::Money value =
        court_amount ? *court_amount
                     : money::multiply(loss, money::Rate::parse(multiple.value), rounding);

    base::Line why = line("non_money_delay", "cn.non_money_delay", value);
    why.clauses = {multiple.clause};
    why.inputs = {{"loss", loss.text()}};
    if (court_amount) {
        why.inputs.emplace_back("court_amount", court_amount->text());
    } else {
        why.inputs.emplace_back("multiple", multiple.value);
    }
    why.source = multiple.source;
    return explained(value, std::move(why));
}

}  // namespace accord::settlement
