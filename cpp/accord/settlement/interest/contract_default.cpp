// Loss by late payment over benchmark and LPR, the presumption against penalties, the deposit.
#include "accord/settlement/interest/contract_default.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include "accord/base/error.hpp"
#include "accord/settlement/interest/simple.hpp"

namespace accord::settlement {
namespace {

using calendar::Date;

constexpr const char* rule_id = "cn.contract_default";

base::Clause official(const char* id) {
    return {id, base::Status::official};
}

/// The uplift as the factor on a rate; the law leaves its height between two bounds.
money::Rate factor_of(const ContractDefault& input, const Law& law) {
    if (input.uplift.per() != money::Per::none) {
        base::fail_input("rate_unit", input.uplift.text(), "uplift");
    }
    const rules::Parameter& low = law.parameter("cn.contract.uplift_min", input.end);
    const rules::Parameter& high = law.parameter("cn.contract.uplift_max", input.end);
    if (money::less(input.uplift, money::Rate::parse(low.value)) ||
        money::less(money::Rate::parse(high.value), input.uplift)) {
        refuse("uplift_out_of_range", low.clause,
               {{"uplift", input.uplift.text()}, {"minimum", low.value}, {"maximum", high.value}});
    }
    return money::add(money::Rate{1, 1}, input.uplift);
}

/// A stretch of the time over one series; `fixed` has the one quotation that a stretch keeps.
struct Stretch {
    SeriesInterest input;
    std::vector<SeriesSegment> segments;
    std::unique_ptr<rules::RateSeries> fixed{};
};

SeriesInterest over(const ContractDefault& input, const money::Rate& factor,
                    const rules::RateSeries& series, Date start, Date end, BothEnds both_ends) {
    SeriesInterest result{input.amount, &series, start, end, input.day_count, both_ends, factor};
    result.rounding = input.rounding;
    return result;
}

/// The days from the first LPR on, at the quotation of the default or at that of each day.
Stretch lpr_stretch(const ContractDefault& input, const money::Rate& factor, Date start,
                    const Law& law) {
    const rules::RateSeries& series = law.series("cn.lpr.1y");
    std::unique_ptr<rules::RateSeries> fixed;
    if (input.lpr == ContractDefault::Lpr::at_default) {
        fixed = std::make_unique<rules::RateSeries>(series);
        fixed->points = {series.at(start)};
        // A quotation that is known and kept stays known; one past the end of the list never was.
        if (start <= series.known_until) fixed->known_until = calendar::last_date - 1;
    }
    const SeriesInterest whole =
        over(input, factor, fixed ? *fixed : series, start, input.end, input.both_ends);
    return {whole, series_segments(whole), std::move(fixed)};
}

std::vector<Stretch> stretches_of(const ContractDefault& input, const money::Rate& factor,
                                  const Law& law) {
    const Date first_lpr = Date::parse(law.parameter("cn.contract.lpr_from", input.end).value);
    const bool ends_before =
        input.both_ends == BothEnds::yes ? input.end < first_lpr : input.end <= first_lpr;
    const bool reaches_lpr = input.defaulted >= first_lpr || !ends_before;
    std::vector<Stretch> result;
    if (input.defaulted < first_lpr) {
        const SeriesInterest before =
            over(input, factor, law.series("cn.pboc." + input.tenor), input.defaulted,
                 std::min(input.end, first_lpr), reaches_lpr ? BothEnds::no : input.both_ends);
        result.push_back({before, series_segments(before)});
    }
    if (reaches_lpr) {
        result.push_back(lpr_stretch(input, factor, std::max(input.defaulted, first_lpr), law));
    }
    return result;
}

base::Line default_line(const ContractDefault& input, const money::Money& value,
                        const Exact& exact) {
    base::Line why = line("contract_default_interest", rule_id, value);
    why.clauses = {official("买卖合同解释 18(4)")};
    why.inputs = {{"amount", input.amount.text()},
                  {"defaulted", input.defaulted.text()},
                  {"end", input.end.text()},
                  {"uplift", input.uplift.text()},
                  {"day_count", std::string{calendar::to_text(input.day_count)}},
                  {"both_ends", print(input.both_ends)},
                  {"exact", print(exact, value.currency())},
                  {"rounding", std::string{money::to_text(input.rounding)}}};
    return why;
}

money::Money share_of(const money::Money& amount, const money::Rate& share,
                      money::Rounding rounding) {
    return money::multiply(amount, share, rounding);
}

}  // namespace

Explained contract_default_interest(const ContractDefault& input, const Law& law) {
    require_not_negative(input.amount, "amount");
    require_period(input.defaulted, input.end);
    const money::Rate factor = factor_of(input, law);
    const std::vector<Stretch> stretches = stretches_of(input, factor, law);

    std::vector<Exact> parts;
    Exact exact;
    for (const Stretch& stretch : stretches) {
        for (const SeriesSegment& segment : stretch.segments) {
            // A series may be well read but for a few of its points.
            const rules::RateSeries& series = *stretch.input.series;
            law.admit(series.id, series.hash, {series.clause.id, segment.status});
            parts.push_back(segment.interest);
            exact = exact + segment.interest;
        }
    }
    const money::Money value{exact.round(input.rounding), input.amount.currency()};
    const std::vector<std::int64_t> units = place_units(parts, value.minor());

    base::Line why = default_line(input, value, exact);
    std::size_t i = 0;
    for (const Stretch& stretch : stretches) {
        for (const SeriesSegment& segment : stretch.segments) {
            why.lines.push_back(segment_line(stretch.input, segment, units[i++]));
        }
    }
    return explained(value, std::move(why));
}

Explained penalty_presumption(const money::Money& penalty, const money::Money& loss, Date on,
                              bool bad_faith, money::Rounding rounding, const Law& law) {
    require_not_negative(penalty, "penalty");
    require_currency(loss, penalty.currency());
    require_not_negative(loss, "loss");
    const rules::Parameter& excess = law.parameter("cn.contract.penalty_excess", on);
    const money::Rate factor = money::add(money::Rate{1, 1}, money::Rate::parse(excess.value));
    // Compared before it is rounded: above the largest sum of money a bound still limits nothing.
    const Exact bound = Exact{loss} * Exact{factor};
    const bool stands = bad_faith || !(bound < Exact{penalty});
    const money::Money value = stands ? penalty : share_of(loss, factor, rounding);

    base::Line why = line("penalty_presumption", "cn.contract.penalty", value);
    why.clauses = {bad_faith ? official("合同编通则解释 65(3)") : excess.clause};
    why.inputs = {{"loss", loss.text()},
                  {"excess_share", excess.value},
                  {"bound", print(bound, loss.currency())},
                  {"bad_faith", bad_faith ? "yes" : "no"},
                  {"rounding", std::string{money::to_text(rounding)}}};
    why.source = excess.source;
    why.lines = {line("penalty", "cn.contract.penalty", penalty),
                 line("presumed_excess", "cn.contract.penalty", value - penalty)};
    return explained(value, std::move(why));
}

Explained deposit(const Deposit& input, const Law& law) {
    require_not_negative(input.deposit, "deposit");
    require_share(input.unperformed, "unperformed");
    money::Money effective = input.deposit;
    base::Line penalty = line("deposit_penalty", "cn.deposit", effective);
    if (input.price) {
        require_currency(*input.price, input.deposit.currency());
        require_not_negative(*input.price, "price");
        const rules::Parameter& cap = law.parameter("cn.contract.deposit_cap", input.on);
        const money::Money limit =
            share_of(*input.price, money::Rate::parse(cap.value), input.rounding);
        if (money::less(limit, effective)) effective = limit;
        penalty.clauses = {cap.clause};
        penalty.inputs = {{"price", input.price->text()}, {"cap", cap.value}};
        penalty.source = cap.source;
    }
    const money::Money moved = share_of(effective, input.unperformed, input.rounding);
    const bool doubled = input.defaulter == Deposit::Defaulter::receiver;
    const money::Money value = doubled ? input.deposit + moved : input.deposit - moved;

    penalty.amount.count = doubled ? moved.minor() : -moved.minor();
    penalty.clauses.push_back(official("合同编通则解释 68(2)"));
    penalty.inputs.emplace_back("effective_deposit", effective.text());
    penalty.inputs.emplace_back("unperformed", input.unperformed.text());
    base::Line why = line("deposit_due_back", "cn.deposit", value);
    why.clauses = {official("民法典 587")};
    why.inputs = {{"deposit", input.deposit.text()},
                  {"defaulter", doubled ? "receiver" : "payer"},
                  {"rounding", std::string{money::to_text(input.rounding)}}};
    why.lines = {line("deposit", "cn.deposit", input.deposit), std::move(penalty)};
    return explained(value, std::move(why));
}

}  // namespace accord::settlement
