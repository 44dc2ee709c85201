// Ranks of a waterfall and the order of 民法典 560, both as groups that are paid one after another.
#include "accord/settlement/apportion/order.hpp"

#include <algorithm>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "accord/base/error.hpp"
#include "accord/settlement/apportion/claims.hpp"
#include "accord/settlement/exact.hpp"

namespace accord::settlement {
namespace {

struct Paid {
    std::vector<std::int64_t> units;
    std::vector<Exact> exact;
};

/// Pays `estate` over `amounts`, group by group in the order of `group`; the group that runs out in
/// proportion, cents by largest remainder.
Paid pay(std::int64_t estate, const std::vector<std::int64_t>& amounts,
         const std::vector<std::size_t>& order, const std::vector<std::int64_t>& group) {
    Paid paid{std::vector<std::int64_t>(amounts.size()), std::vector<Exact>(amounts.size())};
    std::int64_t left = estate;
    for (std::size_t first = 0; first < order.size();) {
        std::size_t last = first;
        std::vector<Exact> claims;
        Exact sum;
        for (; last < order.size() && group[order[last]] == group[order[first]]; ++last) {
            claims.emplace_back(amounts[order[last]], 1);
            sum = sum + claims.back();
        }
        const Exact rest{left, 1};
        const std::int64_t out =
            sum < rest ? sum.round(money::Rounding::half_up) : left;  // a rank within the rest
        const std::vector<Exact> shares = shares_of(Method::proportional, rest, claims);
        const std::vector<std::int64_t> units = place_units(shares, out);
        for (std::size_t i = first; i < last; ++i) {
            paid.units[order[i]] = units[i - first];
            paid.exact[order[i]] = shares[i - first];
        }
        left -= out;
        first = last;
    }
    return paid;
}

std::vector<std::size_t> places(std::size_t count) {
    std::vector<std::size_t> order(count);
    std::iota(order.begin(), order.end(), std::size_t{0});
    return order;
}

std::int64_t sum_of(const std::vector<std::int64_t>& units, money::Currency currency) {
    money::Money sum{0, currency};
    for (const std::int64_t each : units) sum = sum + money::Money{each, currency};
    return sum.minor();
}

std::vector<base::Clause> clauses_of(Basis basis) {
    if (basis == Basis::bankruptcy) {
        return {{"企业破产法 43", base::Status::official},
                {"企业破产法 113", base::Status::official}};
    }
    if (basis == Basis::participation) return {{"民诉法解释 508", base::Status::official}};
    return {};
}

/// What decides the order of 民法典 560, compared from first to last.
struct DebtKey {
    std::int64_t named = 0;  // the row of a named debt, so that they follow one another
    bool not_due = false;
    std::int64_t security = 0;
    Exact burden;
    calendar::Date due;
    bool operator==(const DebtKey&) const = default;
};

bool before(const DebtKey& a, const DebtKey& b) {
    if (a.named != b.named) return a.named < b.named;
    if (a.not_due != b.not_due) return b.not_due;
    if (a.security != b.security) return a.security < b.security;
    if (a.burden != b.burden) return b.burden < a.burden;
    return a.due < b.due;
}

DebtKey key_of(const Debt& debt, std::size_t row, std::size_t rows, calendar::Date on) {
    if (debt.named) return {static_cast<std::int64_t>(row), false, 0, {}, {}};
    DebtKey key;
    key.named = static_cast<std::int64_t>(rows);
    key.not_due = on < debt.due;
    if (debt.security) key.security = debt.security->minor();
    if (debt.burden) key.burden = Exact{*debt.burden};
    key.due = debt.due;
    return key;
}

void check_debts(const money::Money& payment, std::span<const Debt> debts) {
    require_not_negative(payment, "payment");
    require_rows(debts.size(), "debts");
    for (const Debt& debt : debts) {
        require_currency(debt.amount, payment.currency());
        require_not_negative(debt.amount, "amount");
        if (debt.security) {
            require_currency(*debt.security, payment.currency());
            require_not_negative(*debt.security, "security");
        }
        if (debt.burden && debt.burden->per() != money::Per::year) {
            base::fail_input("rate_unit", debt.burden->text(), "burden");
        }
    }
}

base::Line debt_line(const Debt& debt, std::int64_t units, const Exact& exact, std::int64_t turn) {
    const money::Currency currency = debt.amount.currency();
    base::Line result = line("debt_paid", "cn.order_of_debts", {units, currency});
    result.inputs = {{"amount", debt.amount.text()},
                     {"due", debt.due.text()},
                     {"turn", std::to_string(turn)},
                     {"exact", print(exact, currency)}};
    if (debt.named) result.inputs.emplace_back("named", "yes");
    if (debt.security) result.inputs.emplace_back("security", debt.security->text());
    if (debt.burden) result.inputs.emplace_back("burden", debt.burden->text());
    return result;
}

}  // namespace

Explained waterfall(const money::Money& estate, std::span<const RankedClaim> claims, Basis basis) {
    const money::Currency currency = estate.currency();
    require_not_negative(estate, "estate");
    require_rows(claims.size(), "claims");
    std::vector<std::int64_t> amounts;
    std::vector<std::int64_t> ranks;
    for (const RankedClaim& claim : claims) {
        require_currency(claim.amount, currency);
        require_not_negative(claim.amount, "claims");
        if (claim.rank < 1) base::fail_input("not_positive", std::to_string(claim.rank), "rank");
        amounts.push_back(claim.amount.minor());
        ranks.push_back(claim.rank);
    }
    std::vector<std::size_t> order = places(claims.size());
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return ranks[a] < ranks[b]; });
    const Paid paid = pay(estate.minor(), amounts, order, ranks);
    const money::Money value{sum_of(paid.units, currency), currency};

    base::Line why = line("paid_out", "cn.waterfall", value);
    why.clauses = clauses_of(basis);
    why.inputs = {{"estate", estate.text()}, {"left", (estate - value).text()}};
    for (std::size_t i = 0; i < claims.size(); ++i) {
        base::Line one = line("claim_share", "cn.waterfall", {paid.units[i], currency});
        one.inputs = {{"claim", claims[i].amount.text()},
                      {"rank", std::to_string(claims[i].rank)},
                      {"exact", print(paid.exact[i], currency)}};
        why.lines.push_back(std::move(one));
    }
    return explained(value, std::move(why));
}

Explained order_of_debts(const money::Money& payment, calendar::Date on,
                         std::span<const Debt> debts) {
    check_debts(payment, debts);
    const money::Currency currency = payment.currency();
    std::vector<std::int64_t> amounts;
    std::vector<DebtKey> keys;
    for (std::size_t i = 0; i < debts.size(); ++i) {
        amounts.push_back(debts[i].amount.minor());
        keys.push_back(key_of(debts[i], i, debts.size(), on));
    }
    std::vector<std::size_t> order = places(debts.size());
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return before(keys[a], keys[b]); });
    std::vector<std::int64_t> turns(debts.size());
    std::int64_t turn = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        if (i == 0 || !(keys[order[i]] == keys[order[i - 1]])) ++turn;
        turns[order[i]] = turn;
    }
    const Paid paid = pay(payment.minor(), amounts, order, turns);
    const money::Money value{sum_of(paid.units, currency), currency};

    base::Line why = line("payment_applied", "cn.order_of_debts", value);
    why.clauses = {{"民法典 560", base::Status::official}};
    why.inputs = {
        {"payment", payment.text()}, {"on", on.text()}, {"left", (payment - value).text()}};
    for (std::size_t i = 0; i < debts.size(); ++i) {
        why.lines.push_back(debt_line(debts[i], paid.units[i], paid.exact[i], turns[i]));
    }
    return explained(value, std::move(why));
}

}  // namespace accord::settlement
