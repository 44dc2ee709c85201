// Subrogation with the insured's own claim beside it, and the premium on a void sum.
#include "accord/settlement/indemnity/subrogation.hpp"

#include <algorithm>
#include <utility>

#include "accord/base/error.hpp"
#include "accord/settlement/exact.hpp"

namespace accord::settlement {
namespace {

constexpr const char* rule_id = "cn.insurance.subrogation";
constexpr const char* premium_rule_id = "cn.insurance.premium_refund";

const char* name_of(RecoveryOrder order) {
    switch (order) {
        case RecoveryOrder::insured_first: return "insured_first";
        case RecoveryOrder::in_proportion: return "in_proportion";
        case RecoveryOrder::insurer_first: break;
    }
    return "insurer_first";
}

Exact insurers_part(const Subrogation& input, const Exact& recovered) {
    const Exact paid{input.paid};
    const Exact uncovered = Exact{input.loss} - paid;
    switch (input.order) {
        case RecoveryOrder::insured_first:
            return std::min(paid, std::max(Exact{}, recovered - uncovered));
        case RecoveryOrder::insurer_first: return std::min(paid, recovered);
        case RecoveryOrder::in_proportion: break;
    }
    return input.loss.minor() == 0 ? Exact{} : recovered * paid / Exact{input.loss};
}

}  // namespace

Explained subrogation(const Subrogation& input) {
    const money::Currency currency = input.paid.currency();
    require_currency(input.loss, currency);
    require_not_negative(input.paid, "paid");
    require_not_negative(input.loss, "loss");
    if (money::less(input.loss, input.paid)) {
        base::fail_input("paid_above_loss", input.paid.text(), "paid");
    }
    const money::Money given = input.recovered.value_or(input.loss);
    require_currency(given, currency);
    require_not_negative(given, "recovered");
    const money::Money recovered = money::less(input.loss, given) ? input.loss : given;
    const Exact exact = insurers_part(input, Exact{recovered});
    const money::Money value{exact.round(input.rounding), currency};

    base::Line why = line("subrogation", rule_id, value);
    why.clauses = {{"保险法 60(1)", base::Status::official},
                   {"保险法 60(3)", base::Status::official}};
    why.inputs = {{"paid", input.paid.text()},
                  {"loss", input.loss.text()},
                  {"recovered", recovered.text()},
                  {"order", name_of(input.order)},
                  {"rounding", std::string{money::to_text(input.rounding)}}};
    base::Line kept = line("insured_keeps", rule_id, recovered - value);
    kept.clauses = {{"保险法 60(3)", base::Status::official}};
    kept.role = base::LineRole::note;
    why.lines.push_back(std::move(kept));
    return explained(value, std::move(why));
}

Explained premium_refund(const money::Money& premium, const money::Money& sum_insured,
                         const money::Money& value, money::Rounding rounding) {
    require_not_negative(premium, "premium");
    require_currency(sum_insured, premium.currency());
    require_currency(value, premium.currency());
    require_not_negative(sum_insured, "sum_insured");
    require_not_negative(value, "value");
    if (value.minor() == 0) base::fail_input("no_value", value.text());
    Exact exact;
    if (money::less(value, sum_insured)) {
        exact = Exact{premium} * (Exact{sum_insured} - Exact{value}) / Exact{sum_insured};
    }
    const money::Money refund{exact.round(rounding), premium.currency()};
    base::Line why = line("premium_refund", premium_rule_id, refund);
    why.clauses = {{"保险法 55(3)", base::Status::official}};
    why.inputs = {{"premium", premium.text()},
                  {"sum_insured", sum_insured.text()},
                  {"value", value.text()},
                  {"exact", print(exact, premium.currency())},
                  {"rounding", std::string{money::to_text(rounding)}}};
    return explained(refund, std::move(why));
}

}  // namespace accord::settlement
