// Refund, simple interest, tax off the interest, a claim off the whole: rounded one by one.
#include "accord/settlement/loss/ppi.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "accord/base/error.hpp"
#include "accord/settlement/exact.hpp"
#include "accord/settlement/interest/period.hpp"
#include "accord/settlement/interest/rate_periods.hpp"

namespace accord::settlement {
namespace {

using calendar::Date;
using money::Money;

constexpr std::int64_t instalments_most = 1200;  // a hundred years of them

/// The redress as it grows, line by line.
class Redress {
public:
    Redress(base::Line why, money::Currency currency, money::Rounding rounding)
        : why_(std::move(why)), total_(0, currency), rounding_(rounding) {}

    void add(base::Line part) {
        total_ = total_ + Money{part.amount.count, total_.currency()};
        why_.lines.push_back(std::move(part));
    }
    /// 20 % of the interest and of nothing else.
    void take_tax(const Money& interest, Date on, const Law& law) {
        const rules::Parameter& share = law.parameter("uk.tax.interest_share", on);
        const Money tax = money::multiply(interest, money::Rate::parse(share.value), rounding_);
        base::Line part = line("tax", why_.rule, -tax);
        part.clauses = {share.clause};
        part.source = share.source;
        part.inputs = {{"interest", interest.text()}, {"share", share.value}};
        add(std::move(part));
    }
    /// Never more than there is.
    void take_claim(const Money& claim) {
        const Money taken{std::min(claim.minor(), total_.minor()), claim.currency()};
        base::Line part = line("claim", why_.rule, -taken);
        part.inputs = {{"claim", claim.text()}};
        add(std::move(part));
    }
    [[nodiscard]] Explained done() {
        why_.amount.count = total_.minor();
        why_.inputs.emplace_back("rounding", std::string{money::to_text(rounding_)});
        return explained(total_, std::move(why_));
    }

private:
    base::Line why_;
    Money total_;
    money::Rounding rounding_;
};

void check_claim(const std::optional<Money>& claim, money::Currency currency) {
    if (!claim) return;
    require_currency(*claim, currency);
    require_not_negative(*claim, "claim");
}

/// The greatest number of months from `first` that do not go past `day`.
std::int64_t whole_months(Date first, Date day) {
    const calendar::YearMonthDay a = first.ymd();
    const calendar::YearMonthDay b = day.ymd();
    const int months = 12 * (b.year - a.year) + (b.month - a.month);
    return day < calendar::add_months(first, months) ? months - 1 : months;
}

Date instalment_day(const PpiRedress& input, std::int64_t index) {
    return calendar::add_months(input.first, static_cast<int>(index));
}

void check_input(const PpiRedress& input) {
    const money::Currency currency = input.instalment.currency();
    require_not_negative(input.instalment, "instalment");
    require_currency(input.instalment_without, currency);
    require_not_negative(input.instalment_without, "instalment_without");
    check_claim(input.claim, currency);
    if (money::less(input.instalment, input.instalment_without)) {
        base::fail_input("instalment_below", input.instalment.text(),
                         input.instalment_without.text());
    }
    const std::string count = std::to_string(input.instalments);
    if (input.instalments < 0) base::fail_input("negative_count", count, "instalments");
    if (input.instalments > instalments_most) {
        base::fail_input("too_many_instalments", count, std::to_string(instalments_most));
    }
    if (input.instalments > 0 && input.settled < instalment_day(input, input.instalments - 1)) {
        base::fail_input("settled_before_last", input.settled.text(), "settled");
    }
}

/// The sum over all instalments of the time since each, in years.
Exact years_of(const PpiRedress& input) {
    std::int64_t sum = 0;
    for (std::int64_t i = 0; i < input.instalments; ++i) {
        sum += input.steps == TimeSteps::months ? whole_months(input.first, input.settled) - i
                                                : input.settled - instalment_day(input, i);
    }
    return {sum, input.steps == TimeSteps::months ? 12 : 365};
}

}  // namespace

Explained ppi_redress(const PpiRedress& input, const Law& law) {
    check_input(input);
    const money::Currency currency = input.instalment.currency();
    const rules::Parameter& rate = law.parameter("uk.redress.simple_rate", input.settled);
    const Money difference = input.instalment - input.instalment_without;
    const Exact refund = Exact{difference} * Exact{input.instalments, 1};
    const Exact years = years_of(input);
    const Exact exact = Exact{difference} * Exact{money::Rate::parse(rate.value)} * years;
    const Money interest{exact.round(input.rounding), currency};

    base::Line why = line("ppi_redress", "uk.ppi", {0, currency});
    why.clauses = {rate.clause};
    why.source = rate.source;
    why.inputs = {{"instalment", input.instalment.text()},
                  {"instalment_without", input.instalment_without.text()},
                  {"instalments", std::to_string(input.instalments)},
                  {"first", input.first.text()},
                  {"settled", input.settled.text()}};
    Redress redress(std::move(why), currency, input.rounding);
    redress.add(line("refund", "uk.ppi", {refund.round(input.rounding), currency}));
    base::Line on_top = line("interest", "uk.ppi", interest);
    on_top.inputs = {{"rate", rate.value},
                     {"steps", input.steps == TimeSteps::months ? "months" : "days"},
                     {"exact", print(exact, currency)}};
    redress.add(std::move(on_top));
    if (input.taxed) redress.take_tax(interest, input.settled, law);
    if (input.claim) redress.take_claim(*input.claim);
    return redress.done();
}

Explained commission_redress(const CommissionRedress& input, const Law& law) {
    const money::Currency currency = input.premium.currency();
    require_not_negative(input.premium, "premium");
    const Money none{0, currency};
    const std::pair<const Money*, const char*> amounts[] = {
        {&input.commission, "commission"},
        {input.profit_share ? &*input.profit_share : &none, "profit_share"},
        {input.historic_interest ? &*input.historic_interest : &none, "historic_interest"}};
    for (const auto& [amount, name] : amounts) {
        require_currency(*amount, currency);
        require_not_negative(*amount, name);
    }
    check_claim(input.claim, currency);
    if (input.paid) require_period(*input.paid, input.on);

    const rules::Parameter& share = law.parameter("uk.redress.commission_share", input.on);
    const Money profit = input.profit_share.value_or(none);
    const Exact above = Exact{input.commission} + Exact{profit} -
                        Exact{input.premium} * Exact{money::Rate::parse(share.value)};
    const Money excess{above < Exact{} ? 0 : above.round(input.rounding), currency};
    const Money historic = excess.minor() > 0 ? input.historic_interest.value_or(none) : none;

    base::Line why = line("commission_redress", "uk.commission", none);
    why.clauses = {share.clause};
    why.source = share.source;
    why.inputs = {{"premium", input.premium.text()},
                  {"commission", input.commission.text()},
                  {"profit_share", profit.text()},
                  {"share", share.value},
                  {"on", input.on.text()}};
    Redress redress(std::move(why), currency, input.rounding);
    redress.add(line("excess", "uk.commission", excess));
    if (input.historic_interest) redress.add(line("historic_interest", "uk.commission", historic));
    if (input.paid) {
        const rules::Parameter& rate = law.parameter("uk.redress.simple_rate", input.on);
        const std::vector<RatePeriod> periods = {
            {*input.paid, input.on, money::Rate::parse(rate.value), rate.clause, rate.source}};
        const Money base = excess + historic;
        base::Line on_top = line("interest", "uk.commission", none);
        on_top.inputs = {{"base", base.text()}};
        Explained interest = interest_over(std::move(on_top), base, periods, input.rounding);
        redress.add(std::move(interest.why));
        if (input.taxed) redress.take_tax(interest.value, input.on, law);
    }
    if (input.claim) redress.take_claim(*input.claim);
    return redress.done();
}

}  // namespace accord::settlement
