// The order in which a payment is set off against costs, interest, principal and the doubled part.
#include "accord/settlement/interest/set_off.hpp"

#include <utility>

#include "accord/base/error.hpp"
#include "accord/settlement/exact.hpp"

namespace accord::settlement {
namespace {

constexpr const char* rule_id = "cn.set_off";

base::Clause official(const char* id) {
    return {id, base::Status::official};
}

void check_part(const money::Money& part, const money::Money& payment, const char* name) {
    require_currency(part, payment.currency());
    require_not_negative(part, name);
}

/// Takes what it can of `left` for one part of the debt.
money::Money take(money::Money& left, const money::Money& part) {
    const money::Money taken = money::less(left, part) ? left : part;
    left = left - taken;
    return taken;
}

base::Line noted(base::Line line) {
    line.role = base::LineRole::note;
    return line;
}

}  // namespace

Explained set_off(const money::Money& payment, const Owed& owed, SetOffOrder order) {
    require_not_negative(payment, "payment");
    check_part(owed.costs, payment, "costs");
    check_part(owed.interest, payment, "interest");
    check_part(owed.principal, payment, "principal");
    check_part(owed.doubled, payment, "doubled");
    const bool enforcement = order == SetOffOrder::enforcement;
    if (!enforcement && owed.doubled.minor() > 0) {
        base::fail_input("doubled_in_contract", owed.doubled.text(), "doubled");
    }

    money::Money left = payment;
    const money::Money costs = take(left, owed.costs);
    const money::Money interest = take(left, owed.interest);
    const money::Money principal = take(left, owed.principal);
    const money::Money doubled = take(left, owed.doubled);
    const money::Money value = (owed.costs - costs) + (owed.interest - interest) +
                               (owed.principal - principal) + (owed.doubled - doubled);

    base::Line why = line("still_owed", rule_id, value);
    why.clauses = {official("民法典 561")};
    if (enforcement) why.clauses.push_back(official("迟延履行利息解释 4"));
    why.inputs = {{"payment", payment.text()}, {"order", enforcement ? "enforcement" : "contract"}};
    why.lines = {line("costs_left", rule_id, owed.costs - costs),
                 line("interest_left", rule_id, owed.interest - interest),
                 line("principal_left", rule_id, owed.principal - principal),
                 line("doubled_left", rule_id, owed.doubled - doubled),
                 noted(line("costs_paid", rule_id, costs)),
                 noted(line("interest_paid", rule_id, interest)),
                 noted(line("principal_paid", rule_id, principal)),
                 noted(line("doubled_paid", rule_id, doubled)),
                 noted(line("surplus", rule_id, left))};
    return explained(value, std::move(why));
}

}  // namespace accord::settlement
