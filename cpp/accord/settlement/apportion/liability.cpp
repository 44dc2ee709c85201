// Shares of a loss by fault, and recourse among joint debtors with the insolvent one's part spread.
#include "accord/settlement/apportion/liability.hpp"

#include <string>
#include <utility>

#include "accord/base/error.hpp"
#include "accord/settlement/apportion/claims.hpp"
#include "accord/settlement/range/fraction.hpp"

namespace accord::settlement {
namespace {

// All read in the text of the law.
std::vector<base::Clause> fault_clauses() {
    return {{"民法典 592", base::Status::official},
            {"民法典 1173", base::Status::official},
            {"民法典 1172", base::Status::official}};
}

std::vector<base::Clause> joint_clauses() {
    return {{"民法典 178", base::Status::official}, {"民法典 519", base::Status::official}};
}

Exact sum_of(std::span<const Exact> parts) {
    Exact sum;
    for (const Exact& part : parts) sum = sum + part;
    return sum;
}

/// One debtor's place in the account among themselves, in exact minor units: of any size,
/// since shares of shares by uneven weights outgrow 128 bits.
struct Position {
    Fraction share;  // by responsibility
    Fraction bears;  // with what the insolvent can not bear
    Fraction paid;
    Fraction excess;  // paid beyond what he bears
    Fraction open;    // not yet performed
};

std::vector<Position> positions_of(const money::Money& amount,
                                   std::span<const JointDebtor> debtors) {
    std::vector<std::optional<money::Rate>> given;
    for (const JointDebtor& debtor : debtors) given.push_back(debtor.share);
    std::vector<Fraction> weights;
    Fraction all;
    for (const Exact& weight : weights_of(given, "share")) {
        weights.push_back(fraction(weight));
        all += weights.back();
    }

    std::vector<Position> positions(debtors.size());
    Fraction solvent;
    Fraction unpayable;
    for (std::size_t i = 0; i < debtors.size(); ++i) {
        Position& one = positions[i];
        one.share = fraction(amount) * weights[i] / all;
        if (debtors[i].paid) one.paid = fraction(*debtors[i].paid);
        one.bears = one.share;
        if (!debtors[i].insolvent) {
            solvent += weights[i];
        } else if (one.paid < one.share) {
            one.bears = one.paid;
            unpayable += one.share - one.paid;
        }
    }
    for (std::size_t i = 0; i < debtors.size(); ++i) {
        Position& one = positions[i];
        if (!debtors[i].insolvent && solvent > 0) {
            one.bears += unpayable * weights[i] / solvent;
        }
        if (one.bears < one.paid) one.excess = one.paid - one.bears;
        if (one.paid < one.bears) one.open = one.bears - one.paid;
    }
    return positions;
}

void check_debtors(const money::Money& amount, std::span<const JointDebtor> debtors) {
    require_not_negative(amount, "amount");
    require_rows(debtors.size(), "debtors");
    Exact paid;
    for (const JointDebtor& debtor : debtors) {
        if (!debtor.paid) continue;
        require_currency(*debtor.paid, amount.currency());
        require_not_negative(*debtor.paid, "paid");
        paid = paid + Exact{*debtor.paid};
    }
    if (Exact{amount} < paid) {
        base::fail_input("paid_above_amount", print(paid, amount.currency()), "paid");
    }
}

base::Line debtor_line(const Position& one, bool insolvent, const Fraction& exact,
                       const money::Money& owes) {
    const money::Currency currency = owes.currency();
    base::Line result = line("owes_joint_debtors", "cn.joint_liability", owes);
    result.inputs = {{"share", print(one.share, currency)},
                     {"bears", print(one.bears, currency)},
                     {"paid", print(one.paid, currency)},
                     {"exact", print(exact, currency)}};
    if (insolvent) result.inputs.emplace_back("insolvent", "yes");
    if (one.excess > 0) result.inputs.emplace_back("excess", print(one.excess, currency));
    return result;
}

}  // namespace

std::vector<Exact> weights_of(std::span<const std::optional<money::Rate>> given, const char* name) {
    std::vector<Exact> weights;
    Exact sum;
    for (const std::optional<money::Rate>& one : given) {
        if (one.has_value() != given.front().has_value()) base::fail_input("weight_missing", name);
        if (one && (one->numerator() < 0 || one->per() != money::Per::none)) {
            base::fail_input("bad_weight", one->text(), name);
        }
        weights.push_back(one ? Exact{*one} : Exact{1, 1});
        sum = sum + weights.back();
    }
    if (!(Exact{} < sum)) base::fail_input("no_weight", name);
    return weights;
}

Explained fault_shares(const money::Money& loss, const money::Rate& own_share,
                       std::span<const std::optional<money::Rate>> debtors,
                       money::Rounding rounding) {
    require_not_negative(loss, "loss");
    require_share(own_share, "own_share");
    const money::Currency currency = loss.currency();
    const Exact left = Exact{loss} * (Exact{1, 1} - Exact{own_share});
    const money::Money value{left.round(rounding), currency};

    const std::vector<Exact> weights =
        debtors.empty() ? std::vector<Exact>{Exact{1, 1}} : weights_of(debtors, "share");
    const Exact all = sum_of(weights);
    std::vector<Exact> parts;
    for (const Exact& weight : weights) parts.push_back(left * weight / all);
    const std::vector<std::int64_t> units = place_units(parts, value.minor());

    base::Line why = line("fault_shares", "cn.fault_shares", value);
    why.clauses = fault_clauses();
    why.inputs = {{"loss", loss.text()},
                  {"own_share", own_share.text()},
                  {"exact", print(left, currency)},
                  {"rounding", std::string{money::to_text(rounding)}}};
    for (std::size_t i = 0; i < parts.size(); ++i) {
        base::Line one = line("debtor_share", "cn.fault_shares", {units[i], currency});
        if (!debtors.empty() && debtors[i]) one.inputs.emplace_back("share", debtors[i]->text());
        one.inputs.emplace_back("exact", print(parts[i], currency));
        why.lines.push_back(std::move(one));
    }
    return explained(value, std::move(why));
}

Explained joint_liability(const money::Money& amount, std::span<const JointDebtor> debtors,
                          money::Rounding rounding) {
    check_debtors(amount, debtors);
    const money::Currency currency = amount.currency();
    const std::vector<Position> positions = positions_of(amount, debtors);
    Fraction excess;
    Fraction open;
    for (const Position& one : positions) {
        excess += one.excess;
        open += one.open;
    }
    // Where nobody is left to pay, nothing is claimed back, whatever was paid too much.
    const bool any = open > 0;
    std::vector<Fraction> parts;
    if (!any) excess = 0;
    for (const Position& one : positions) {
        parts.push_back(any ? Fraction{excess * one.open / open} : Fraction{});
    }
    const money::Money value{round(excess, rounding), currency};
    const std::vector<std::int64_t> units = place_units(parts, value.minor());

    base::Line why = line("joint_recourse", "cn.joint_liability", value);
    why.clauses = joint_clauses();
    why.inputs = {{"amount", amount.text()},
                  {"exact", print(excess, currency)},
                  {"rounding", std::string{money::to_text(rounding)}}};
    for (std::size_t i = 0; i < positions.size(); ++i) {
        why.lines.push_back(
            debtor_line(positions[i], debtors[i].insolvent, parts[i], {units[i], currency}));
    }
    return explained(value, std::move(why));
}

}  // namespace accord::settlement
