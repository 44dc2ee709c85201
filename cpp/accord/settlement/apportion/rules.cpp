// The rules of apportionment, as data.
#include "accord/settlement/apportion/claims.hpp"
#include "accord/settlement/apportion/liability.hpp"
#include "accord/settlement/apportion/order.hpp"
#include "accord/settlement/range/sampled.hpp"
#include "accord/settlement/rule.hpp"

namespace accord::settlement {
namespace {

std::vector<money::Money> amounts_of(const Arguments& given) {
    std::vector<money::Money> amounts;
    for (const Arguments& row : given.rows("claims")) amounts.push_back(row.money("amount"));
    return amounts;
}

template <Method method>
Result by_method(const Arguments& given, const Law&) {
    std::vector<Claim> claims;
    for (const Arguments& row : given.rows("claims")) {
        const std::int64_t weight = method == Method::talmud ? row.count("weight") : 1;
        claims.push_back({row.money("amount"), weight});
    }
    return apportion(method, given.money("estate"), claims);
}

Result whole_units(const Arguments& given, const Law&) {
    const money::Money& estate = given.money("estate");
    const money::Money one{estate.currency().minor_per_major(), estate.currency()};
    const bool to_claims = given.text("leftover") == "largest_claim";
    return integer_shares(method_from_text(given.text("rule")), estate, amounts_of(given),
                          given.maybe_money("unit").value_or(one),
                          to_claims ? Leftover::largest_claim : Leftover::largest_remainder);
}

Result arrival_sampled(const Arguments& given, const Law&) {
    return random_arrival_sampled(given.money("estate"), amounts_of(given), given.count("claimant"),
                                  given.count("samples"), given.count("seed"));
}

Result faults(const Arguments& given, const Law&) {
    std::vector<std::optional<money::Rate>> debtors;
    for (const Arguments& row : given.rows("debtors")) debtors.push_back(row.maybe_rate("share"));
    return fault_shares(given.money("loss"), given.rate("own_share"), debtors, given.rounding());
}

Result joint(const Arguments& given, const Law&) {
    std::vector<JointDebtor> debtors;
    for (const Arguments& row : given.rows("debtors")) {
        debtors.push_back(
            {row.maybe_rate("share"), row.maybe_money("paid"), row.flag("insolvent")});
    }
    return joint_liability(given.money("amount"), debtors, given.rounding());
}

Basis basis_of(const std::string& text) {
    if (text == "bankruptcy") return Basis::bankruptcy;
    return text == "participation" ? Basis::participation : Basis::agreed;
}

Result ranks(const Arguments& given, const Law&) {
    std::vector<RankedClaim> claims;
    for (const Arguments& row : given.rows("claims")) {
        claims.push_back({row.money("amount"), row.count("rank")});
    }
    return waterfall(given.money("estate"), claims, basis_of(given.text("basis")));
}

Result debts_paid(const Arguments& given, const Law&) {
    std::vector<Debt> debts;
    for (const Arguments& row : given.rows("debts")) {
        debts.push_back({row.money("amount"), row.date("due"), row.maybe_money("security"),
                         row.maybe_rate("burden"), row.flag("named")});
    }
    return order_of_debts(given.money("payment"), given.date("on"), debts);
}

Rule shares_rule(std::string name, std::vector<Parameter> parameters,
                 Result (*reckon)(const Arguments&, const Law&)) {
    return {std::move(name), "apportion", Yields::money, std::move(parameters),
            reckon,          {},          true,          nullptr};
}

Rule method_rule(Method method, std::vector<Parameter> fields,
                 Result (*reckon)(const Arguments&, const Law&)) {
    return shares_rule(std::string{to_text(method)},
                       {required("estate", Kind::money), rows("claims", std::move(fields))},
                       reckon);
}

std::vector<Parameter> amount_alone() {
    return {required("amount", Kind::money)};
}

void add_methods(std::vector<Rule>& all) {
    all.push_back(
        method_rule(Method::proportional, amount_alone(), by_method<Method::proportional>));
    all.push_back(method_rule(Method::constrained_equal_awards, amount_alone(),
                              by_method<Method::constrained_equal_awards>));
    all.push_back(method_rule(Method::constrained_equal_losses, amount_alone(),
                              by_method<Method::constrained_equal_losses>));
    all.push_back(method_rule(
        Method::talmud, {required("amount", Kind::money), defaulted("weight", Kind::count, "1")},
        by_method<Method::talmud>));
    all.push_back(
        method_rule(Method::random_arrival, amount_alone(), by_method<Method::random_arrival>));
    all.push_back({"random_arrival_sampled",
                   "apportion",
                   Yields::estimate,
                   {required("estate", Kind::money), rows("claims", amount_alone()),
                    required("claimant", Kind::count), defaulted("samples", Kind::count, "100000"),
                    defaulted("seed", Kind::count, "1")},
                   arrival_sampled,
                   {},
                   false,
                   nullptr});
    all.push_back(shares_rule(
        "integer_shares",
        {required("estate", Kind::money), rows("claims", amount_alone()),
         choice("rule",
                {"proportional", "constrained_equal_awards", "constrained_equal_losses", "talmud"}),
         choice("leftover", {"largest_remainder", "largest_claim"}), optional("unit", Kind::money)},
        whole_units));
}

}  // namespace

std::vector<Rule> apportion_rules() {
    std::vector<Rule> all;
    all.push_back(shares_rule(
        "fault_shares",
        {required("loss", Kind::money), defaulted("own_share", Kind::rate, "0%"),
         optional_rows("debtors", {optional("share", Kind::rate)}), rounding_parameter()},
        faults));
    all.push_back(
        shares_rule("joint_liability",
                    {required("amount", Kind::money),
                     rows("debtors", {optional("share", Kind::rate), optional("paid", Kind::money),
                                      defaulted("insolvent", Kind::flag, "false")}),
                     rounding_parameter()},
                    joint));
    all.push_back(shares_rule(
        "waterfall",
        {required("estate", Kind::money),
         rows("claims", {required("amount", Kind::money), required("rank", Kind::count)}),
         choice("basis", {"bankruptcy", "participation", "agreed"})},
        ranks));
    add_methods(all);
    all.push_back(shares_rule(
        "order_of_debts",
        {required("payment", Kind::money), required("on", Kind::date),
         rows("debts", {required("amount", Kind::money), required("due", Kind::date),
                        optional("security", Kind::money), optional("burden", Kind::rate),
                        defaulted("named", Kind::flag, "false")})},
        debts_paid));
    return all;
}

}  // namespace accord::settlement
