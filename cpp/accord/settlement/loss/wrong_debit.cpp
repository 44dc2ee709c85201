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

/// What comes off because others gave already: the debited sum and its interest are the whole loss.
base::Line recovered_line(const WrongDebit& input, const money::Money& liability) {
    const Explained lost = simple_interest(input.amount, input.rate, input.start, input.end,
                                           BothEnds::no, input.rounding);
    const money::Money whole = input.amount + lost.value;
    const money::Money none{0, liability.currency()};
    money::Money open = whole - *input.recovered;
    if (money::less(open, none)) open = none;
    const money::Money owed = money::less(open, liability) ? open : liability;
    base::Line recovered = line("recovered", rule_id, owed - liability);
    recovered.clauses = {{"银行卡规定 13", base::Status::official}};
    recovered.inputs = {{"whole_loss", whole.text()}, {"recovered", input.recovered->text()}};
    return recovered;
}

void check_beside(const std::optional<money::Money>& amount, const char* name,
                  money::Currency currency) {
    if (!amount) return;
    require_currency(*amount, currency);
    require_not_negative(*amount, name);
}

}  // namespace

Explained wrong_debit(const WrongDebit& input) {
    require_not_negative(input.amount, "amount");
    require_share(input.own_fault, "own_fault");
    check_beside(input.recovered, "recovered", input.amount.currency());
    check_beside(input.ex_gratia, "ex_gratia", input.amount.currency());
    const Exact exact = Exact{input.amount} * (Exact{1, 1} - Exact{input.own_fault});
    const money::Money refund{exact.round(input.rounding), input.amount.currency()};
    // Two sums are owed, so each is rounded once, and the interest runs on the sum that is owed.
    Explained interest =
        simple_interest(refund, input.rate, input.start, input.end, BothEnds::no, input.rounding);
    money::Money value = refund + interest.value;

    std::vector<base::Line> lines;
    lines.push_back(principal_line(input.amount, refund, input.own_fault, input.rounding));
    lines.push_back(std::move(interest.why));
    if (input.recovered) {
        lines.push_back(recovered_line(input, value));
        value = value + money::Money{lines.back().amount.count, value.currency()};
    }
    if (input.ex_gratia) {
        base::Line beside = line("ex_gratia", rule_id, *input.ex_gratia);
        beside.role = base::LineRole::note;
        lines.push_back(std::move(beside));
    }
    base::Line why = line("wrong_debit", rule_id, value);
    why.clauses = {{"银行卡规定 7", base::Status::official}};
    why.inputs = {{"amount", input.amount.text()},
                  {"rate", input.rate.text()},
                  {"start", input.start.text()},
                  {"end", input.end.text()},
                  {"own_fault", input.own_fault.text()}};
    why.lines = std::move(lines);
    return explained(value, std::move(why));
}

}  // namespace accord::settlement
