// Contribution between insurers, by sums insured or by independent liability.
#include "accord/settlement/indemnity/contribution.hpp"

#include <algorithm>
#include <utility>

#include "accord/base/error.hpp"
#include "accord/settlement/exact.hpp"

namespace accord::settlement {
namespace {

constexpr const char* rule_id = "cn.insurance.contribution";

void check(const DoubleInsurance& input) {
    require_not_negative(input.loss, "loss");
    if (input.sums_insured.empty()) base::fail_input("no_insurers");
    bool any = false;
    for (const money::Money& sum : input.sums_insured) {
        require_currency(sum, input.loss.currency());
        require_not_negative(sum, "sum_insured");
        any |= sum.minor() > 0;
    }
    if (!any) base::fail_input("no_sum_insured");
    if (!input.value) return;
    require_currency(*input.value, input.loss.currency());
    require_not_negative(*input.value, "value");
    if (input.value->minor() == 0) base::fail_input("no_value", input.value->text());
}

std::vector<Exact> valid_sums(const DoubleInsurance& input) {
    std::vector<Exact> sums;
    for (const money::Money& sum : input.sums_insured) {
        const Exact whole{sum};
        sums.push_back(input.value ? std::min(whole, Exact{*input.value}) : whole);
    }
    return sums;
}

Exact sum_of(const std::vector<Exact>& parts) {
    Exact sum;
    for (const Exact& part : parts) sum = sum + part;
    return sum;
}

std::vector<Exact> by_sums(const DoubleInsurance& input, const Exact& loss) {
    std::vector<Exact> shares = valid_sums(input);
    const Exact sum = sum_of(shares);
    Exact total = std::min(loss, sum);
    if (input.value) total = loss * std::min(Exact{1, 1}, sum / Exact{*input.value});
    for (Exact& share : shares) share = total * share / sum;
    return shares;
}

std::vector<Exact> by_independent_liability(const DoubleInsurance& input, const Exact& loss) {
    std::vector<Exact> shares = valid_sums(input);
    for (Exact& share : shares) {
        share = input.value ? loss * share / Exact{*input.value} : std::min(loss, share);
    }
    const Exact sum = sum_of(shares);
    if (loss < sum) {
        for (Exact& share : shares) share = loss * share / sum;
    }
    return shares;
}

}  // namespace

Explained contribution(const DoubleInsurance& input) {
    check(input);
    const money::Currency currency = input.loss.currency();
    const Exact whole{input.loss};
    const Exact loss = input.value ? std::min(whole, Exact{*input.value}) : whole;
    const bool by_sum = input.method == Contribution::sums_insured;
    const std::vector<Exact> shares =
        by_sum ? by_sums(input, loss) : by_independent_liability(input, loss);
    const Exact exact = sum_of(shares);
    const money::Money value{exact.round(input.rounding), currency};
    const std::vector<std::int64_t> units = place_units(shares, value.minor());

    base::Line why = line("contribution", rule_id, value);
    why.clauses = {{"保险法 56(2)", base::Status::official}};
    why.inputs = {{"loss", input.loss.text()},
                  {"method", by_sum ? "sums_insured" : "independent_liability"},
                  {"insured_bears", (input.loss - value).text()},
                  {"exact", print(exact, currency)},
                  {"rounding", std::string{money::to_text(input.rounding)}}};
    if (input.value) why.inputs.emplace_back("value", input.value->text());
    for (std::size_t i = 0; i < units.size(); ++i) {
        base::Line share = line("insurer_share", rule_id, {units[i], currency});
        share.inputs = {{"sum_insured", input.sums_insured[i].text()},
                        {"exact", print(shares[i], currency)}};
        why.lines.push_back(std::move(share));
    }
    return explained(value, std::move(why));
}

}  // namespace accord::settlement
