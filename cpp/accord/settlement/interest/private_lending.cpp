// What a private loan bears in term and after default, each run of days within the limit.
#include <algorithm>
#include <utility>

#include "accord/base/error.hpp"
#include "accord/settlement/interest/lending_cap.hpp"
#include "accord/settlement/interest/rate_periods.hpp"

namespace accord::settlement {
namespace {

using calendar::Date;

constexpr const char* rule_id = "cn.lending.interest";

base::Clause official(const char* id) {
    return {id, base::Status::official};
}

/// A rate agreed per year or, as often, per month, as a plain rate per year.
std::optional<money::Rate> yearly(const std::optional<money::Rate>& rate,
                                  calendar::DayCount day_count, const char* name) {
    if (!rate) return std::nullopt;
    if (rate->numerator() < 0) base::fail_input("rate_unit", rate->text(), name);
    if (rate->per() == money::Per::month) {
        const money::Rate twelve = money::scale(*rate, 12, 1);
        return money::Rate{twelve.numerator(), twelve.denominator(), money::Per::year};
    }
    (void)day_count_of(*rate, day_count);
    return money::Rate{rate->numerator(), rate->denominator(), money::Per::year};
}

/// The rates that the contract and the law put in place of each other.
struct Rates {
    std::optional<money::Rate> agreed;
    std::optional<money::Rate> overdue;
    std::vector<LendingLimit> caps;
};

/// One run: what it bears and what it could bear at most.
struct LoanRun {
    DayRun run;
    bool overdue = false;
    const LendingLimit* cap = nullptr;
    money::Rate rate{0, 1, money::Per::year};
    std::vector<base::Clause> clauses{};
    std::string source{};
    bool provisional = false;
    Counted counted{};
    Exact interest{};
};

const LendingLimit* cap_on(const Rates& rates, Date day) {
    const LendingLimit* result = &rates.caps.front();
    for (const LendingLimit& cap : rates.caps) {
        if (cap.from <= day) result = &cap;
    }
    return result;
}

/// An agreed rate, or the limit where it is higher.
void apply_agreed(LoanRun& run, const money::Rate& agreed) {
    const bool above = money::less(run.cap->rate, agreed);
    run.rate = above ? run.cap->rate : agreed;
    run.provisional = above && run.cap->provisional;
}

void find_rate(LoanRun& run, const PrivateLending& input, const Rates& rates, const Law& law) {
    run.clauses = {official(run.overdue ? "民间借贷规定 28" : "民间借贷规定 24")};
    if (run.overdue && rates.overdue) return apply_agreed(run, *rates.overdue);
    if (rates.agreed) return apply_agreed(run, *rates.agreed);
    if (!run.overdue) return;
    // Neither rate was agreed: the published one of the time of default.
    const rules::RateSeries& series = law.series("cn.lpr.1y");
    const rules::RatePoint& point = point_on(law, series, *input.defaulted);
    run.rate = point.rate;
    run.clauses.push_back({series.clause.id, base::weakest(series.clause.status, point.status)});
    run.source = series.source;
    run.provisional = *input.defaulted > series.known_until;
}

std::vector<LoanRun> loan_runs(const PrivateLending& input, const money::Money& lent,
                               const Rates& rates, const Law& law) {
    std::vector<Date> cuts;
    for (const LendingLimit& cap : rates.caps) cuts.push_back(cap.from);
    if (input.defaulted) cuts.push_back(*input.defaulted);
    std::vector<LoanRun> result;
    for (const DayRun& run : runs(input.start, input.end, input.both_ends, cuts)) {
        LoanRun one;
        one.run = run;
        one.overdue = input.defaulted && *input.defaulted <= run.from;
        one.cap = cap_on(rates, run.from);
        find_rate(one, input, rates, law);
        one.counted = count(input.day_count, run);
        one.interest = Exact{lent} * Exact{one.rate} * one.counted.years;
        result.push_back(std::move(one));
    }
    return result;
}

money::Money money_lent(const PrivateLending& input) {
    if (!input.deducted) return input.principal;
    if (money::less(input.principal, *input.deducted)) {
        base::fail_input("deducted_above_principal", input.deducted->text(), "deducted");
    }
    return input.principal - *input.deducted;
}

void check_input(const PrivateLending& input) {
    require_not_negative(input.principal, "principal");
    for (const auto& [amount, name] :
         {std::pair{&input.penalty, "penalty"}, std::pair{&input.deducted, "deducted"}}) {
        if (!*amount) continue;
        require_currency(**amount, input.principal.currency());
        require_not_negative(**amount, name);
    }
    require_period(input.start, input.end);
    if (input.start < input.loan.formed) {
        base::fail_input("start_before_formed", input.start.text(), "start");
    }
}

/// How much more than its interest the overdue time could bear (29).
Exact room_for_penalty(const std::vector<LoanRun>& loan_runs, const money::Money& lent) {
    Exact room;
    for (const LoanRun& run : loan_runs) {
        if (!run.overdue) continue;
        room = room + Exact{lent} * Exact{run.cap->rate} * run.counted.years - run.interest;
    }
    return room < Exact{} ? Exact{} : room;
}

base::Line run_line(const LoanRun& run, std::int64_t units, money::Currency currency) {
    base::Line result = run.overdue ? line("overdue_interest", rule_id, {units, currency})
                                    : line("interest", rule_id, {units, currency});
    result.clauses = run.clauses;
    for (const base::Clause& clause : run.cap->clauses) {
        if (std::find(result.clauses.begin(), result.clauses.end(), clause) ==
            result.clauses.end()) {
            result.clauses.push_back(clause);
        }
    }
    result.inputs = {{"from", run.run.from.text()},
                     {"to", run.run.to.text()},
                     {"days", std::to_string(run.counted.days)},
                     {"rate", run.rate.text()},
                     {"cap", run.cap->rate.text()},
                     {"exact", print(run.interest, currency)}};
    result.source = run.source.empty() ? run.cap->source : run.source;
    result.provisional = run.provisional;
    return result;
}

base::Line penalty_line(const PrivateLending& input, const Exact& room, std::int64_t units) {
    const money::Currency currency = input.principal.currency();
    base::Line result = line("penalty_within_cap", rule_id, {units, currency});
    result.clauses = {official("民间借贷规定 29")};
    result.inputs = {{"penalty", input.penalty->text()}, {"room", print(room, currency)}};
    return result;
}

base::Line lending_line(const PrivateLending& input, const money::Money& lent,
                        const money::Money& value, const Exact& exact) {
    base::Line why = line("private_lending_interest", rule_id, value);
    why.clauses = {official("民间借贷规定 25")};
    why.inputs = {{"principal", input.principal.text()}, {"lender", input.loan.lender}};
    if (input.deducted) {
        why.clauses.push_back(official("民间借贷规定 26"));
        why.inputs.emplace_back("deducted", input.deducted->text());
        why.inputs.emplace_back("lent", lent.text());
    }
    why.inputs.emplace_back("formed", input.loan.formed.text());
    if (input.loan.sued) why.inputs.emplace_back("sued", input.loan.sued->text());
    why.inputs.emplace_back("start", input.start.text());
    why.inputs.emplace_back("end", input.end.text());
    if (input.defaulted) why.inputs.emplace_back("defaulted", input.defaulted->text());
    if (input.rate) why.inputs.emplace_back("agreed_rate", input.rate->text());
    if (input.overdue_rate) why.inputs.emplace_back("overdue_rate", input.overdue_rate->text());
    why.inputs.emplace_back("day_count", calendar::to_text(input.day_count));
    why.inputs.emplace_back("both_ends", print(input.both_ends));
    why.inputs.emplace_back("exact", print(exact, value.currency()));
    why.inputs.emplace_back("rounding", money::to_text(input.rounding));
    return why;
}

}  // namespace

Explained private_lending_interest(const PrivateLending& input, const Law& law) {
    check_input(input);
    require_private_lender(input.loan.lender);
    const money::Money lent = money_lent(input);
    const Date last =
        input.both_ends == BothEnds::yes || input.start == input.end ? input.end : input.end - 1;
    Rates rates;
    rates.caps = caps(input.loan, input.start, last, law);
    rates.agreed = yearly(input.rate, input.day_count, "rate");
    rates.overdue = yearly(input.overdue_rate, input.day_count, "overdue_rate");

    const std::vector<LoanRun> loan_runs_found = loan_runs(input, lent, rates, law);
    std::vector<Exact> parts;
    Exact exact;
    for (const LoanRun& run : loan_runs_found) parts.push_back(run.interest);
    const bool overdue = !loan_runs_found.empty() && loan_runs_found.back().overdue;
    if (input.penalty) {
        if (!overdue) base::fail_input("penalty_without_default", input.penalty->text());
        const Exact room = room_for_penalty(loan_runs_found, lent);
        parts.push_back(std::min(Exact{*input.penalty}, room));
    }
    for (const Exact& part : parts) exact = exact + part;
    const money::Money value{exact.round(input.rounding), lent.currency()};
    const std::vector<std::int64_t> units = place_units(parts, value.minor());

    base::Line why = lending_line(input, lent, value, exact);
    for (std::size_t i = 0; i < loan_runs_found.size(); ++i) {
        why.lines.push_back(run_line(loan_runs_found[i], units[i], lent.currency()));
    }
    if (input.penalty) {
        why.lines.push_back(
            penalty_line(input, room_for_penalty(loan_runs_found, lent), units.back()));
    }
    return explained(value, std::move(why));
}

}  // namespace accord::settlement
