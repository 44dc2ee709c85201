// United Kingdom: simple interest by days over 365, at fixed rates or over the base rate.
#include "accord/settlement/interest/uk.hpp"

#include <algorithm>
#include <limits>
#include <utility>
#include <vector>

#include "accord/base/error.hpp"
#include "accord/settlement/interest/period.hpp"
#include "accord/settlement/interest/rate_periods.hpp"

namespace accord::settlement {
namespace {

using calendar::Date;
using money::Money;

RatePeriod fixed_period(const rules::Parameter& rate, Date from, Date to) {
    return {from, to, money::Rate::parse(rate.value), rate.clause, rate.source};
}

/// Σ rate × days ÷ days, as a rate; nothing without days or beyond 64 bits.
std::optional<money::Rate> average_rate(std::span<const RatePeriod> periods) {
    Exact sum;
    std::int64_t days = 0;
    for (const RatePeriod& period : periods) {
        sum = sum + Exact{period.rate} * Exact{period.to - period.from, 1};
        days += period.to - period.from;
    }
    if (days == 0) return std::nullopt;
    const Exact mean = sum / Exact{days, 1};
    constexpr money::Wide most = std::numeric_limits<std::int64_t>::max();
    if (mean.numerator() > most || mean.denominator() > most) return std::nullopt;
    return money::Rate{static_cast<std::int64_t>(mean.numerator()),
                       static_cast<std::int64_t>(mean.denominator()), money::Per::year};
}

}  // namespace

Explained uk_court_interest(const Money& principal, Date start, Date end, const Law& law,
                            money::Rounding rounding) {
    require_not_negative(principal, "principal");
    require_period(start, end);
    const rules::Parameter& rate = law.parameter("uk.court.interest_rate", start);
    base::Line why = line("court_interest", "uk.court_interest", {0, principal.currency()});
    why.clauses = {rate.clause};
    why.source = rate.source;
    why.inputs = {{"principal", principal.text()}, {"start", start.text()}, {"end", end.text()}};
    const std::vector<RatePeriod> periods = {fixed_period(rate, start, end)};
    return interest_over(std::move(why), principal, periods, rounding);
}

Explained fos_interest(const FosInterest& input, const Law& law) {
    require_not_negative(input.principal, "principal");
    require_period(input.start, input.paid_by);
    const Date paid = input.paid.value_or(input.paid_by);
    require_period(input.start, paid);
    const rules::Parameter& rule = law.parameter("uk.fos.interest_rule", input.referred);
    const rules::Parameter& fixed = law.parameter("uk.fos.simple_rate", input.referred);

    base::Line why = line("award_interest", "uk.fos_interest", {0, input.principal.currency()});
    why.clauses = {rule.clause};
    why.source = rule.source;
    why.inputs = {{"principal", input.principal.text()},
                  {"referred", input.referred.text()},
                  {"start", input.start.text()},
                  {"paid_by", input.paid_by.text()},
                  {"paid", paid.text()},
                  {"interest_rule", rule.value}};
    std::vector<RatePeriod> periods;
    if (rule.value == "time_weighted") {
        const rules::RateSeries& base_rate = law.series("uk.boe.base_rate");
        const money::Rate margin = law.rate("uk.fos.margin", input.referred);
        periods =
            published_periods(law, base_rate, input.start, std::min(paid, input.paid_by), margin);
        if (const auto average = average_rate(periods)) {
            why.inputs.emplace_back("average_rate", average->text());
        }
        if (input.paid_by < paid) periods.push_back(fixed_period(fixed, input.paid_by, paid));
    } else {
        periods = {fixed_period(fixed, input.start, paid)};
    }
    return interest_over(std::move(why), input.principal, periods, input.rounding);
}

Explained uk_tax_on_interest(const Money& interest, const std::optional<Money>& refund, Date on,
                             const Law& law, money::Rounding rounding) {
    require_not_negative(interest, "interest");
    if (refund) {
        require_currency(*refund, interest.currency());
        require_not_negative(*refund, "refund");
    }
    const rules::Parameter& share = law.parameter("uk.tax.interest_share", on);
    const Money tax = money::multiply(interest, money::Rate::parse(share.value), rounding);
    const Money net = interest - tax;

    base::Line why = line("tax_on_interest", "uk.tax_on_interest", tax);
    why.clauses = {share.clause};
    why.source = share.source;
    why.inputs = {{"interest", interest.text()},
                  {"share", share.value},
                  {"rounding", std::string{money::to_text(rounding)}}};
    if (refund) why.inputs.emplace_back("refund", refund->text());
    base::Line left = line("paid_after_tax", "uk.tax_on_interest", refund ? *refund + net : net);
    left.role = base::LineRole::note;
    why.lines.push_back(std::move(left));
    return explained(tax, std::move(why));
}

}  // namespace accord::settlement
