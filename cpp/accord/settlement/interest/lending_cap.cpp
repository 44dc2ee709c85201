// The limit of private lending by lender and date, and the ceiling over roll-overs.
#include "accord/settlement/interest/lending_cap.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "accord/base/error.hpp"
#include "accord/settlement/interest/rate_periods.hpp"

namespace accord::settlement {
namespace {

using calendar::Date;

constexpr const char* multiple_id = "cn.lending.cap_multiple";
constexpr const char* old_id = "cn.lending.old_cap";
constexpr std::array private_lenders{"natural_person", "company"};
constexpr std::array local_organisations{"small_loan", "guarantee", "regional_equity",    "pawn",
                                         "leasing",    "factoring", "local_asset_manager"};

base::Clause official(const char* id) {
    return {id, base::Status::official};
}

LendingLimit new_cap(Date day, Date from, const Law& law) {
    const rules::Parameter& multiple = law.parameter(multiple_id, day);
    const rules::RateSeries& series = law.series("cn.lpr.1y");
    const money::Rate times = money::Rate::parse(multiple.value);
    const rules::RatePoint& point = point_on(law, series, day);
    return {
        from,
        money::scale(point.rate, times.numerator(), times.denominator()),
        {multiple.clause, {series.clause.id, base::weakest(series.clause.status, point.status)}},
        multiple.source,
        day > series.known_until};
}

LendingLimit old_cap(const PrivateLoan& loan, Date from, const Law& law) {
    if (law.book().find_parameter(old_id, loan.formed) == nullptr) {
        refuse("before_interpretation", official("民间借贷规定 31"),
               {{"formed", loan.formed.text()}});
    }
    const rules::Parameter& line_before = law.parameter(old_id, loan.formed);
    return {from, money::Rate::parse(line_before.value), {line_before.clause}, line_before.source};
}

/// The day from which the limit of today holds, if the loan is older than it.
std::optional<Date> transition(const PrivateLoan& loan, const Law& law) {
    if (law.book().find_parameter(multiple_id, loan.formed) != nullptr) return std::nullopt;
    if (!loan.sued) base::fail_input("needs_argument", "sued");
    require_period(loan.formed, *loan.sued);
    const rules::Parameter* multiple = law.book().find_parameter(multiple_id, *loan.sued);
    return multiple == nullptr ? calendar::last_date : multiple->effective_from;
}

}  // namespace

std::vector<std::string> lenders() {
    std::vector<std::string> all(private_lenders.begin(), private_lenders.end());
    all.emplace_back("licensed");
    all.insert(all.end(), local_organisations.begin(), local_organisations.end());
    return all;
}

void require_private_lender(const std::string& lender) {
    if (lender == "licensed") {
        refuse("licensed_lender", official("民间借贷规定 1(2)"), {{"lender", lender}});
    }
    for (const char* organisation : local_organisations) {
        if (lender == organisation) {
            refuse("local_financial_organisation", official("法释〔2020〕27号 1"),
                   {{"lender", lender}});
        }
    }
}

std::vector<LendingLimit> caps(const PrivateLoan& loan, Date start, Date last, const Law& law) {
    require_private_lender(loan.lender);
    const std::optional<Date> changed = transition(loan, law);
    if (!changed) return {new_cap(loan.formed, start, law)};
    if (*changed == calendar::last_date) return {old_cap(loan, start, law)};
    if (*changed <= start || !loan.old_rules) return {new_cap(*loan.sued, start, law)};
    if (last < *changed) return {old_cap(loan, start, law)};
    return {old_cap(loan, start, law), new_cap(*loan.sued, *changed, law)};
}

LendingLimit lending_cap(const PrivateLoan& loan, const Law& law) {
    return caps(loan, calendar::last_date, calendar::last_date, law).front();
}

Explained rollover_ceiling(const Rollover& input, const Law& law) {
    require_not_negative(input.principal, "principal");
    require_period(input.start, input.end);
    if (input.start < input.loan.formed) {
        base::fail_input("start_before_formed", input.start.text(), "start");
    }
    const std::vector<LendingLimit> limits =
        caps(input.loan, input.start, std::max(input.start, input.end - 1), law);
    std::vector<Date> cuts;
    for (const LendingLimit& cap : limits) cuts.push_back(cap.from);

    const money::Currency currency = input.principal.currency();
    base::Line why = line("rollover_ceiling", "cn.lending.rollover", input.principal);
    why.lines = {line("principal", "cn.lending.rollover", input.principal)};
    std::vector<Exact> parts;
    Exact exact;
    for (const DayRun& run : runs(input.start, input.end, BothEnds::no, cuts)) {
        const LendingLimit& cap =
            limits.size() > 1 && limits.back().from <= run.from ? limits.back() : limits.front();
        const Counted counted = count(input.day_count, run);
        parts.push_back(Exact{input.principal} * Exact{cap.rate} * counted.years);
        exact = exact + parts.back();
        base::Line part = line("interest_at_cap", "cn.lending.rollover", {0, currency});
        part.clauses = cap.clauses;
        part.inputs = {{"from", run.from.text()},
                       {"to", run.to.text()},
                       {"days", std::to_string(counted.days)},
                       {"cap", cap.rate.text()},
                       {"exact", print(parts.back(), currency)}};
        part.source = cap.source;
        part.provisional = cap.provisional;
        why.lines.push_back(std::move(part));
    }
    // The ceiling is rounded, not the interest in it: of a half the even unit may differ.
    const money::Money value{(Exact{input.principal} + exact).round(input.rounding), currency};
    const money::Money interest = value - input.principal;
    const std::vector<std::int64_t> units = place_units(parts, interest.minor());
    for (std::size_t i = 0; i < units.size(); ++i) why.lines[i + 1].amount.count = units[i];
    why.amount.count = value.minor();
    why.clauses = {official("民间借贷规定 27(2)")};
    why.inputs = {{"principal", input.principal.text()},
                  {"formed", input.loan.formed.text()},
                  {"start", input.start.text()},
                  {"end", input.end.text()},
                  {"day_count", std::string{calendar::to_text(input.day_count)}},
                  {"rounding", std::string{money::to_text(input.rounding)}}};
    return explained(value, std::move(why));
}

}  // namespace accord::settlement
