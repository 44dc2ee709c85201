// Claims problems, joint liability, ranks and the order of debts, against published and derived
// shares.
#include <gtest/gtest.h>

#include "accord/base/error.hpp"
#include "accord/settlement/apportion/claims.hpp"
#include "accord/settlement/apportion/liability.hpp"
#include "accord/settlement/apportion/order.hpp"
#include "accord/settlement/range/sampled.hpp"
#include "throws.hpp"

namespace accord::settlement {
namespace {

using base::testing::code_of;
using calendar::Date;
using money::Money;
using money::Rate;
using Units = std::vector<std::int64_t>;

Money cny(std::string_view amount) {
    return Money::parse(std::string{amount} + " CNY");
}

std::vector<Money> amounts(std::initializer_list<std::string_view> all) {
    std::vector<Money> made;
    for (const std::string_view each : all) made.push_back(cny(each));
    return made;
}

Explained divided(Method method, std::string_view estate,
                  std::initializer_list<std::string_view> claims) {
    std::vector<Claim> rows;
    for (const std::string_view claim : claims) rows.push_back({cny(claim)});
    return apportion(method, cny(estate), rows);
}

std::string input(const base::Line& line, std::string_view name) {
    for (const auto& [key, value] : line.inputs) {
        if (key == name) return value;
    }
    return "(none)";
}

/// The exact shares, as the lines print them.
std::vector<std::string> exact(const Explained& figure) {
    std::vector<std::string> all;
    for (const base::Line& line : figure.why.lines) all.push_back(input(line, "exact"));
    return all;
}

Units units(const Explained& figure) {
    Units all;
    for (const base::Line& line : figure.why.lines) all.push_back(line.amount.count);
    return all;
}

using Texts = std::vector<std::string>;

// O'Neill and Aumann–Maschler's table (Schecter); the contested garment; doctests of the package
// bankrupt 0.2.1.
TEST(SettlementApportionClaims, PublishedShares) {
    EXPECT_EQ(exact(divided(Method::talmud, "100", {"100", "200", "300"})),
              (Texts{"100/3 CNY", "100/3 CNY", "100/3 CNY"}));
    EXPECT_EQ(units(divided(Method::talmud, "200", {"100", "200", "300"})),
              (Units{5000, 7500, 7500}));
    EXPECT_EQ(units(divided(Method::talmud, "300", {"100", "300", "200"})),
              (Units{5000, 15000, 10000}));
    EXPECT_EQ(units(divided(Method::talmud, "1", {"1", "0.50"})), (Units{75, 25}));
    EXPECT_EQ(units(divided(Method::talmud, "300000", {"200000", "300000"})),
              (Units{10000000, 20000000}));
    EXPECT_EQ(units(divided(Method::constrained_equal_awards, "330", {"100", "300", "200"})),
              (Units{10000, 11500, 11500}));
    EXPECT_EQ(units(divided(Method::constrained_equal_awards, "520", {"100", "300", "200"})),
              (Units{10000, 22000, 20000}));
}

// Derived from the definitions by fractions: [2, 4, 7, 8] over 10, and the grid of 100/200/300.
TEST(SettlementApportionClaims, DerivedShares) {
    EXPECT_EQ(units(divided(Method::constrained_equal_losses, "10", {"2", "4", "7", "8"})),
              (Units{0, 100, 400, 500}));
    EXPECT_EQ(exact(divided(Method::constrained_equal_losses, "500", {"100", "200", "300"})),
              (Texts{"200/3 CNY", "500/3 CNY", "800/3 CNY"}));
    EXPECT_EQ(exact(divided(Method::random_arrival, "10", {"2", "4", "7", "8"})),
              (Texts{"1.00 CNY", "11/6 CNY", "10/3 CNY", "23/6 CNY"}));
    EXPECT_EQ(exact(divided(Method::random_arrival, "400", {"100", "200", "300"})),
              (Texts{"200/3 CNY", "350/3 CNY", "650/3 CNY"}));
    EXPECT_EQ(exact(divided(Method::proportional, "100", {"100", "200", "300"})),
              (Texts{"50/3 CNY", "100/3 CNY", "50.00 CNY"}));
}

TEST(SettlementApportionClaims, CentsGoToTheLargestRemaindersAndAddUp) {
    EXPECT_EQ(units(divided(Method::talmud, "100", {"100", "200", "300"})),
              (Units{3334, 3333, 3333}));
    EXPECT_EQ(units(divided(Method::proportional, "0.02", {"1", "1", "1"})), (Units{1, 1, 0}));
}

TEST(SettlementApportionClaims, Edges) {
    for (const Method method :
         {Method::proportional, Method::constrained_equal_awards, Method::constrained_equal_losses,
          Method::talmud, Method::random_arrival}) {
        EXPECT_EQ(units(divided(method, "0", {"1", "2"})), (Units{0, 0}));
        EXPECT_EQ(units(divided(method, "9", {"1", "2"})), (Units{100, 200}));
        EXPECT_EQ(units(divided(method, "3", {"1", "2"})), (Units{100, 200}));
        EXPECT_EQ(units(divided(method, "1", {"0", "0"})), (Units{0, 0}));
        EXPECT_EQ(units(divided(method, "1", {"2"})), (Units{100}));
        EXPECT_EQ(code_of([&] { return divided(method, "1", {}); }), "no_rows");
        EXPECT_EQ(code_of([&] { return divided(method, "-1", {"1"}); }), "negative_amount");
        EXPECT_EQ(code_of([&] { return divided(method, "1", {"-1"}); }), "negative_amount");
    }
    EXPECT_EQ(code_of([] {
                  return divided(Method::random_arrival, "1",
                                 {"1", "1", "1", "1", "1", "1", "1", "1", "1"});
              }),
              "too_many_claims");
    EXPECT_EQ(divided(Method::random_arrival, "3.50", {"1", "1", "1", "1", "1", "1", "1", "1"})
                  .why.lines[7]
                  .amount.count,
              43);
    const std::vector<Claim> mixed = {{Money::parse("1 USD")}};
    EXPECT_EQ(code_of([&] { return apportion(Method::talmud, cny("1"), mixed); }),
              "currency_mismatch");
}

// Weighted contested garment of the package bankrupt: each row stands for `weight` holders.
TEST(SettlementApportionClaims, RowsOfSeveralHolders) {
    const std::vector<Claim> rows = {{cny("100"), 1}, {cny("300"), 2}, {cny("200"), 1}};
    const Explained small = apportion(Method::talmud, cny("120"), rows);
    EXPECT_EQ(units(small), (Units{4000, 4000, 4000}));
    EXPECT_EQ(input(small.why.lines[1], "per_holder"), "20.00 CNY");
    const Explained more = apportion(Method::talmud, cny("200"), rows);
    EXPECT_EQ(input(more.why.lines[1], "per_holder"), "37.50 CNY");
    EXPECT_EQ(input(apportion(Method::talmud, cny("600"), rows).why.lines[1], "per_holder"),
              "225.00 CNY");
    const std::vector<Claim> none = {{cny("100"), 0}};
    EXPECT_EQ(code_of([&] { return apportion(Method::talmud, cny("1"), none); }), "not_positive");
}

// Claims may add up to more than money can be; the estate and each of them may not.
TEST(SettlementApportionInteger, ClaimsAboveTheLargestSum) {
    const Money most{INT64_MAX, cny("0").currency()};
    const std::vector<Money> claims = {most, most, cny("0.03")};
    const auto whole = [&](Method method) {
        return units(
            integer_shares(method, cny("0.07"), claims, cny("0.01"), Leftover::largest_claim));
    };
    EXPECT_EQ(whole(Method::proportional), (Units{4, 3, 0}));
    EXPECT_EQ(whole(Method::constrained_equal_losses), (Units{3, 4, 0}));  // the loss is placed
}

// Doctests of the package bankrupt 0.2.1, cea_i and cg_i: the unit left goes to the largest claim.
TEST(SettlementApportionInteger, LeftOverToTheLargestClaim) {
    const std::vector<Money> claims = amounts({"100.50", "300", "200"});
    const auto whole = [&](Method method, std::string_view estate) {
        Units all =
            units(integer_shares(method, cny(estate), claims, cny("1"), Leftover::largest_claim));
        for (std::int64_t& each : all) each /= 100;
        return all;
    };
    EXPECT_EQ(whole(Method::constrained_equal_awards, "121"), (Units{40, 41, 40}));
    EXPECT_EQ(whole(Method::talmud, "101.50"), (Units{33, 34, 34}));
    EXPECT_EQ(whole(Method::talmud, "201"), (Units{50, 76, 75}));
    EXPECT_EQ(whole(Method::talmud, "301"), (Units{50, 151, 100}));
    EXPECT_EQ(whole(Method::talmud, "500.50"), (Units{67, 266, 167}));
    EXPECT_EQ(whole(Method::talmud, "800"), (Units{100, 300, 200}));
    EXPECT_EQ(whole(Method::talmud, "0.50"), (Units{0, 0, 0}));
    EXPECT_EQ(whole(Method::talmud, "1"), (Units{0, 1, 0}));
}

TEST(SettlementApportionInteger, LeftOverToTheLargestRemainder) {
    const std::vector<Money> claims = amounts({"100", "200", "300"});
    EXPECT_EQ(units(integer_shares(Method::proportional, cny("100"), claims, cny("1"),
                                   Leftover::largest_remainder)),
              (Units{1700, 3300, 5000}));
    EXPECT_EQ(units(integer_shares(Method::proportional, cny("100"), claims, cny("50"),
                                   Leftover::largest_remainder)),
              (Units{0, 5000, 5000}));
    EXPECT_EQ(code_of([&] {
                  return integer_shares(Method::talmud, cny("1"), claims, cny("0"),
                                        Leftover::largest_claim);
              }),
              "not_positive");
}

TEST(SettlementApportionSampled, IsNearTheExactShareAndTheSameAgain) {
    const std::vector<Money> claims = amounts({"2", "4", "7", "8"});
    const Estimate first = random_arrival_sampled(cny("10"), claims, 4, 20'000, 7);
    EXPECT_NEAR(first.value, 2300.0 / 6, 4 * first.error);
    EXPECT_EQ(first, random_arrival_sampled(cny("10"), claims, 4, 20'000, 7));
    EXPECT_NE(first.value, random_arrival_sampled(cny("10"), claims, 4, 20'000, 8).value);
    EXPECT_EQ(code_of([&] { return random_arrival_sampled(cny("1"), claims, 5, 10, 1); }),
              "out_of_range");
    EXPECT_EQ(code_of([&] { return random_arrival_sampled(cny("1"), claims, 1, 1, 1); }),
              "out_of_range");
}

// 民法典 592, 1173: 250,000 × 0.7.
TEST(SettlementApportionLiability, FaultShares) {
    EXPECT_EQ(fault_shares(cny("250000"), Rate::parse("30%"), {}).value, cny("175000"));
    const std::vector<std::optional<Rate>> debtors = {Rate::parse("40%"), Rate::parse("30%")};
    EXPECT_EQ(units(fault_shares(cny("100"), Rate::parse("30%"), debtors)), (Units{4000, 3000}));
    const std::vector<std::optional<Rate>> unknown = {std::nullopt, std::nullopt, std::nullopt};
    EXPECT_EQ(units(fault_shares(cny("100"), Rate{0, 1}, unknown)), (Units{3334, 3333, 3333}));
    EXPECT_EQ(fault_shares(cny("0.01"), Rate::parse("50%"), {}).value, cny("0.01"));
    const std::vector<std::optional<Rate>> mixed = {Rate{1, 2}, std::nullopt};
    EXPECT_EQ(code_of([&] { return fault_shares(cny("1"), Rate{0, 1}, mixed); }), "weight_missing");
    const std::vector<std::optional<Rate>> zero = {Rate{0, 1}};
    EXPECT_EQ(code_of([&] { return fault_shares(cny("1"), Rate{0, 1}, zero); }), "no_weight");
    const std::vector<std::optional<Rate>> timed = {Rate::parse("1% per year")};
    EXPECT_EQ(code_of([&] { return fault_shares(cny("1"), Rate{0, 1}, timed); }), "bad_weight");
    EXPECT_EQ(code_of([&] {
                  return fault_shares(cny("1"), Rate{2, 1}, {});
              }),
              "share_out_of_range");
}

Units owed(std::string_view amount, const std::vector<JointDebtor>& debtors) {
    return units(joint_liability(cny(amount), debtors));
}

// 民法典 178, 519, derived: JS-1, JS-2 and JS-3 of the shared examples.
TEST(SettlementApportionLiability, JointDebtors) {
    const Rate five{5, 1};
    const Rate three{3, 1};
    const Rate two{2, 1};
    EXPECT_EQ(owed("900000", {{five, cny("900000")}, {three, {}}, {two, {}}}),
              (Units{0, 27000000, 18000000}));
    EXPECT_EQ(owed("900000", {{five, cny("900000")}, {three, {}}, {two, {}, true}}),
              (Units{0, 33750000, 0}));
    EXPECT_EQ(owed("100000", {{{}, cny("100000")}, {}, {}}), (Units{0, 3333334, 3333333}));
    // Whoever paid less than his share claims nothing back; a part paid counts towards the share.
    EXPECT_EQ(owed("100", {{{}, cny("40")}, {{}, cny("50")}}), (Units{0, 0}));
    EXPECT_EQ(owed("100", {{{}, cny("80")}, {{}, cny("20")}}), (Units{0, 3000}));
    // An insolvent debtor's payment counts; nobody solvent is left: nothing comes back.
    EXPECT_EQ(owed("100", {{{}, cny("90")}, {{}, cny("10"), true}}), (Units{0, 0}));
    EXPECT_EQ(owed("100", {{{}, cny("100"), true}, {{}, {}, true}}), (Units{0, 0}));
    // Shares of shares by uneven weights, far beyond 128 bits (reckoned in fractions).
    EXPECT_EQ(owed("6273279882.53", {{Rate{2029, 10000}, cny("413513110.17"), true},
                                     {Rate{252, 10000}, cny("51357961.42"), true},
                                     {Rate{6076, 10000}, cny("1238297514.71")},
                                     {Rate{9513, 10000}, cny("4570111296.23")},
                                     {Rate{1, 3}, {}},
                                     {Rate{9578, 10000}, {}, true}}),
              (Units{0, 0, 62679445432, 0, 102320165077, 0}));
    EXPECT_EQ(code_of([] { return owed("1", {{{}, cny("2")}}); }), "paid_above_amount");
    EXPECT_EQ(code_of([] { return owed("1", {}); }), "no_rows");
}

// 民诉法解释 508: 1,000,000 less 12,400 and 300,000 over 500/300/700 thousand (PAR-1); 企业破产法
// 43, 113 (WF-1).
TEST(SettlementApportionOrder, Waterfalls) {
    const std::vector<RankedClaim> creditors = {{cny("500000"), 3},
                                                {cny("300000"), 3},
                                                {cny("12400"), 1},
                                                {cny("300000"), 2},
                                                {cny("700000"), 3}};
    EXPECT_EQ(units(waterfall(cny("1000000"), creditors, Basis::participation)),
              (Units{22920000, 13752000, 1240000, 30000000, 32088000}));
    const std::vector<RankedClaim> bankrupt = {
        {cny("120000"), 1}, {cny("80000"), 2},  {cny("300000"), 3}, {cny("60000"), 4},
        {cny("140000"), 4}, {cny("600000"), 5}, {cny("300000"), 5}, {cny("100000"), 5}};
    EXPECT_EQ(units(waterfall(cny("1000000"), bankrupt, Basis::bankruptcy)),
              (Units{12000000, 8000000, 30000000, 6000000, 14000000, 18000000, 9000000, 3000000}));
    // Costs come before common-benefit debts where both are short (43(2)).
    EXPECT_EQ(units(waterfall(cny("150000"), bankrupt, Basis::bankruptcy)),
              (Units{12000000, 3000000, 0, 0, 0, 0, 0, 0}));
    const std::vector<RankedClaim> bad = {{cny("1"), 0}};
    EXPECT_EQ(code_of([&] { return waterfall(cny("1"), bad, Basis::agreed); }), "not_positive");
}

// 民法典 560, derived (ALC-1): what is not due waits, the unsecured debt comes first.
TEST(SettlementApportionOrder, OrderOfDebts) {
    const Date on = Date::of(2025, 6, 1);
    std::vector<Debt> debts = {{cny("60000"), Date::of(2025, 1, 1), cny("60000"), {}},
                               {cny("50000"), Date::of(2025, 3, 1), {}, {}},
                               {cny("70000"), Date::of(2027, 1, 1), {}, {}}};
    EXPECT_EQ(units(order_of_debts(cny("90000"), on, debts)), (Units{4000000, 5000000, 0}));
    debts[2].named = true;  // the debtor may name even what is not due
    EXPECT_EQ(units(order_of_debts(cny("90000"), on, debts)), (Units{0, 2000000, 7000000}));

    const Rate dear = Rate::parse("6% per year");
    const Rate cheap = Rate::parse("4% per year");
    const Date due = Date::of(2025, 6, 1);  // due on the day itself
    const std::vector<Debt> alike = {{cny("30"), due, {}, cheap},
                                     {cny("30"), due, {}, dear},
                                     {cny("60"), due, {}, cheap},
                                     {cny("10"), due - 1, {}, cheap}};
    EXPECT_EQ(units(order_of_debts(cny("70"), on, alike)), (Units{1000, 3000, 2000, 1000}));
}

}  // namespace
}  // namespace accord::settlement
