// What a bank gives back on a wrong debit: the sum less the customer's own fault, and its interest.
#include "accord/settlement/loss/wrong_debit.hpp"

#include <utility>

#include "accord/settlement/exact.hpp"
#include "accord/settlement/interest/simple.hpp"

namespace accord::settlement {
namespace {

constexpr const char* rule_id = "cn.wrong_debit";

// Principal, interest and loss on a card misused, less the holder's share (银行卡规定 7); own fault
// lessens damages in contract (民法典 592) and in tort (民法典 1173). All read in the law's text.
std::vector<base::Clause> fault_clauses() {
    return {{"民法典 592", base::Status::official},
            {"民法典 1173", base::Status::official},
            {"银行卡规定 7", base::Status::official}};
}

base::Line principal_line(const money::Money& amount, const money::Money& refund,
                          const money::Rate& own_fault, money::Rounding rounding) {
    base::Line principal = line("principal", rule_id, refund);
    principal.clauses = {{"银行卡规定 7", base::Status::official}};
    principal.lines.push_back(line("debited", rule_id, amount));
    if (own_fault.numerator() == 0) return principal;

    base::Line fault = line("own_fault", rule_id, refund - amount);
    fault.clauses = fault_clauses();
    fault.inputs = {{"debited", amount.text()},
                    {"own_fault", own_fault.text()},
                    {"rounding", std::string{money::to_text(rounding)}}};
    principal.lines.push_back(std::move(fault));
    return principal;
}

}  // namespace

Explained wrong_debit(const money::Money& amount, const money::Rate& rate, calendar::Date start,
                      calendar::Date end, const money::Rate& own_fault, money::Rounding rounding) {
    require_not_negative(amount, "amount");
    require_share(own_fault, "own_fault");
    const Exact exact = Exact{amount} * (Exact{1, 1} - Exact{own_fault});
    const money::Money refund{exact.round(rounding), amount.currency()};
    // Two sums are owed, so each is rounded once, and the interest runs on the sum that is owed.
    Explained interest = simple_interest(refund, rate, start, end, BothEnds::no, rounding);
    const money::Money value = refund + interest.value;

    base::Line why = line("wrong_debit", rule_id, value);
    why.clauses = {{"银行卡规定 7", base::Status::official}};
    why.inputs = {{"amount", amount.text()},
                  {"rate", rate.text()},
                  {"start", start.text()},
                  {"end", end.text()},
                  {"own_fault", own_fault.text()}};
    why.lines.push_back(principal_line(amount, refund, own_fault, rounding));
    why.lines.push_back(std::move(interest.why));
    return explained(value, std::move(why));
}

}  // namespace accord::settlement
