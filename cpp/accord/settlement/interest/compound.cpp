// Compound interest, its powers in big integers so that the one rounding is of the exact figure.
#include "accord/settlement/interest/compound.hpp"

#include <boost/multiprecision/cpp_int.hpp>
#include <utility>
#include <vector>

#include "accord/base/error.hpp"

namespace accord::settlement {
namespace {

using Big = boost::multiprecision::cpp_int;
using calendar::Date;

constexpr const char* rule_id = "interest.compound";
constexpr std::size_t periods_max = 2400;  // two centuries by the month

/// A balance in minor units, exact; never reduced, for the divisors of all periods are alike.
struct Balance {
    Big numerator;
    Big denominator = 1;
};

Big big(money::Wide value) {
    const bool negative = value < 0;
    const auto magnitude =
        negative ? -static_cast<unsigned __int128>(value) : static_cast<unsigned __int128>(value);
    const Big result = (Big{static_cast<std::uint64_t>(magnitude >> 64)} << 64) +
                       static_cast<std::uint64_t>(magnitude);
    return negative ? Big{-result} : result;
}

std::int64_t narrow(const Big& value) {
    if (value > INT64_MAX) base::fail_money("overflow");
    return static_cast<std::int64_t>(value);
}

/// What the balance has grown by over `start`, which is whole. Of the rest beside the whole part
/// only its side of one half matters: a quarter, two or three of them show it to `divide_rounded`.
std::int64_t rounded_growth(const Balance& balance, std::int64_t start, money::Rounding rounding) {
    const Big growth = balance.numerator - start * balance.denominator;
    const Big whole = growth / balance.denominator;
    const Big rest = growth % balance.denominator;
    int quarters = 0;
    if (rest != 0) {
        const Big twice = 2 * rest;
        quarters = twice < balance.denominator ? 1 : (twice == balance.denominator ? 2 : 3);
    }
    return money::divide_rounded(money::Wide{narrow(whole)} * 4 + quarters, 4, rounding);
}

money::Money sum(const money::Money& principal, std::int64_t grown) {
    return principal + money::Money{grown, principal.currency()};
}

std::vector<DayRun> periods_of(const CompoundInterest& input) {
    std::vector<DayRun> result;
    Date from = input.start;
    while (from < input.end) {
        const std::size_t k = result.size() + 1;
        // Beyond the calendar's last year no period can end.
        const auto first = input.start.ymd();
        const int months = static_cast<int>(k) * input.months;
        if (first.year + (static_cast<int>(first.month) - 1 + months) / 12 >
            calendar::last_date.ymd().year)
            break;
        const Date to = calendar::add_months(input.start, months);
        if (to > input.end) break;
        if (k > periods_max) base::fail_input("too_many_periods", std::to_string(periods_max));
        result.push_back({from, to, false});
        from = to;
    }
    const bool last_day_too = input.both_ends == BothEnds::yes;
    if (from < input.end || last_day_too) result.push_back({from, input.end, last_day_too});
    return result;
}

const char* every(int months) {
    switch (months) {
        case 1: return "month";
        case 3: return "quarter";
        case 6: return "half_year";
        default: return "year";
    }
}

base::Line period_line(const DayRun& run, std::int64_t days, const money::Money& earned,
                       const money::Money& balance) {
    base::Line result = line("compound_period", rule_id, earned);
    result.inputs = {{"from", run.from.text()},
                     {"to", run.to.text()},
                     {"days", std::to_string(days)},
                     {"balance_before", balance.text()}};
    return result;
}

}  // namespace

Explained compound_interest(const CompoundInterest& input) {
    require_not_negative(input.principal, "principal");
    require_period(input.start, input.end);
    const calendar::DayCount day_count = day_count_of(input.rate, input.day_count);
    if (input.rate.numerator() < 0) base::fail_input("rate_unit", input.rate.text(), "rate");

    const money::Currency currency = input.principal.currency();
    Balance balance{input.principal.minor(), 1};
    std::int64_t grown = 0;  // as rounded so far
    std::vector<base::Line> lines;
    for (const DayRun& run : periods_of(input)) {
        const Counted counted = count(day_count, run);
        const Exact factor = Exact{1, 1} + Exact{input.rate} * counted.years;
        balance.numerator *= big(factor.numerator());
        balance.denominator *= big(factor.denominator());
        const money::Money before = sum(input.principal, grown);
        // A whole balance stands on what was rounded before; an exact one on the principal.
        const std::int64_t start = input.round_each ? before.minor() : input.principal.minor();
        const std::int64_t growth = rounded_growth(balance, start, input.rounding);
        const money::Money after =
            money::Money{input.round_each ? grown : 0, currency} + money::Money{growth, currency};
        lines.push_back(
            period_line(run, counted.days, after - money::Money{grown, currency}, before));
        grown = after.minor();
        // What is owed with its interest is an amount too, in either way of rounding.
        const std::int64_t owed = sum(input.principal, grown).minor();
        if (input.round_each) balance = {owed, 1};
    }
    const money::Money value{grown, currency};

    base::Line why = line("compound_interest", rule_id, value);
    why.inputs = {{"principal", input.principal.text()},
                  {"rate", input.rate.text()},
                  {"start", input.start.text()},
                  {"end", input.end.text()},
                  {"every", every(input.months)},
                  {"day_count", std::string{calendar::to_text(day_count)}},
                  {"both_ends", print(input.both_ends)},
                  {"round_each", input.round_each ? "yes" : "no"},
                  {"rounding", std::string{money::to_text(input.rounding)}}};
    why.lines = std::move(lines);
    return explained(value, std::move(why));
}

}  // namespace accord::settlement
