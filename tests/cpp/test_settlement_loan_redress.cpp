// Loans that leave their schedule: overcharge, early repayment, rescheduling, and annual rates.
#include <gtest/gtest.h>

#include "accord/base/error.hpp"
#include "accord/settlement/loan/annual_rate.hpp"
#include "accord/settlement/loan/overcharge.hpp"
#include "accord/settlement/loan/repayment.hpp"
#include "throws.hpp"

namespace accord::settlement {
namespace {

using base::testing::code_of;
using calendar::Date;
using money::Money;
using money::Rate;

Money cny(std::string_view amount) {
    return Money::parse(std::string{amount} + " CNY");
}

Plan plan(std::string_view principal, std::string_view rate, std::int64_t months) {
    return {cny(principal), monthly_rate(Rate::parse(rate), "rate"), months};
}

std::string figure(const Explained& result) {
    return result.value.decimal();
}

std::vector<std::pair<std::string, std::int64_t>> amounts(const base::Line& line) {
    std::vector<std::pair<std::string, std::int64_t>> all;
    for (const base::Line& child : line.lines) all.emplace_back(child.label, child.amount.count);
    return all;
}

std::string input(const base::Line& line, std::string_view name) {
    for (const auto& [key, value] : line.inputs) {
        if (key == name) return value;
    }
    return "(none)";
}

Overcharge overcharge(std::int64_t paid_months) {
    return {plan("1000000", "5.4% per year", 360), plan("1000000", "4.9% per year", 360),
            paid_months};
}

// LN-16, derived from the annuity formula to the cent each month.
TEST(SettlementLoanRedress, TheWorkedOvercharge) {
    const Explained result = overcharge_redress(overcharge(24));
    EXPECT_EQ(figure(result), "9989.55");
    EXPECT_EQ(amounts(result.why),
              (std::vector<std::pair<std::string, std::int64_t>>{{"overpaid_instalments", 739296},
                                                                 {"balance_difference", 259659}}));
    ASSERT_EQ(result.why.lines[0].lines.size(), 1U);  // one run: the payments never change
    EXPECT_EQ(input(result.why.lines[0].lines[0], "charged"), "5615.31 CNY");
    EXPECT_EQ(input(result.why.lines[0].lines[0], "right"), "5307.27 CNY");
    EXPECT_EQ(input(result.why.lines[1], "charged"), "971800.54 CNY");
    EXPECT_EQ(input(result.why.lines[1], "right"), "969203.95 CNY");
}

// Two instalments of 308.04 too much, due 31 January and 28 February 2026, to 31 March: 59 and 31
// days at 3.65 % a year are 308.04 × 90 / 10,000 = 2.77236.
TEST(SettlementLoanRedress, CompensatoryInterestRunsFromEachDueDate) {
    Overcharge input_two = overcharge(2);
    input_two.compensation = {Rate::parse("3.65% per year ACT/365"), Date::parse("2026-01-31"),
                              Date::parse("2026-03-31")};
    const base::Line interest = overcharge_redress(input_two).why.lines[2];
    EXPECT_EQ(interest.amount.count, 277);
    EXPECT_EQ(input(interest, "exact"), "2.77236 CNY");
    EXPECT_EQ(input(interest.lines[1], "due"), "2026-02-28");
    EXPECT_EQ(input(interest.lines[1], "days"), "31");
    input_two.compensation->rate = Rate::parse("0.01% per day");
    EXPECT_EQ(overcharge_redress(input_two).why.lines[2].amount.count, 277);
    input_two.compensation->as_of = Date::parse("2026-02-27");
    EXPECT_EQ(code_of([&] { return overcharge_redress(input_two); }), "end_before_start");
    input_two.compensation->rate = Rate::parse("3.65% per year");
    EXPECT_EQ(code_of([&] { return overcharge_redress(input_two); }), "rate_unit");
}

TEST(SettlementLoanRedress, ChangesBelongToTheirOwnSide) {
    Overcharge both = overcharge(24);
    both.charged.changes = {{13, both.right.rate}};
    const Explained result = overcharge_redress(both);
    // Twelve months at 5.4 %, then a payment at 4.9 % on the higher balance.
    ASSERT_EQ(result.why.lines[0].lines.size(), 2U);
    EXPECT_EQ(input(result.why.lines[0].lines[1], "from_month"), "13");
    EXPECT_EQ(input(result.why.lines[0].lines[1], "right"), "5307.27 CNY");
    EXPECT_LT(result.value.minor(), 998955);
}

TEST(SettlementLoanRedress, NothingPaidPaidOffAndUndercharged) {
    EXPECT_EQ(figure(overcharge_redress(overcharge(0))), "0.00");
    const Explained whole = overcharge_redress(overcharge(360));
    EXPECT_EQ(whole.why.lines[1].amount.count, 0);  // both are paid off
    Overcharge under = overcharge(24);
    std::swap(under.charged, under.right);
    EXPECT_EQ(figure(overcharge_redress(under)), "-9989.55");
    EXPECT_EQ(code_of([] { return overcharge_redress(overcharge(361)); }), "month_out_of_range");
}

// 120,000 at 6 % over 12 months: after six, 60,897.71 is owed and 1,070.13 of interest is to come.
TEST(SettlementLoanRedress, EarlyRepaymentOfAll) {
    EarlyRepayment all{plan("120000", "6% per year", 12), 6};
    EXPECT_EQ(figure(early_repayment(all)), "1070.13");
    all.charge_rate = Rate::parse("1%");
    EXPECT_EQ(figure(early_repayment(all)), "461.15");  // less 608.98
    all.charge = cny("100");
    EXPECT_EQ(figure(early_repayment(all)), "361.15");
}

TEST(SettlementLoanRedress, EarlyRepaymentOfAPart) {
    EarlyRepayment part{plan("120000", "6% per year", 12), 6, cny("30000")};
    const Explained term = early_repayment(part);
    EXPECT_EQ(input(term.why, "new_months"), "6");
    part.keep = Keep::instalment;
    const Explained shorter = early_repayment(part);
    // 30,897.71 with its interest takes 3.02 payments of 10,327.97.
    EXPECT_EQ(input(shorter.why, "new_months"), "4");
    EXPECT_EQ(shorter.why.lines[4].label, "new_instalment");
    EXPECT_EQ(shorter.why.lines[4].amount.count, 1032797);
    EXPECT_GT(shorter.value.minor(), term.value.minor());  // the shorter loan costs less
    part.amount = cny("0");
    EXPECT_EQ(figure(early_repayment(part)), "0.00");
    part.amount = cny("60897.72");
    EXPECT_EQ(code_of([&] { return early_repayment(part); }), "amount_above_balance");
}

TEST(SettlementLoanRedress, ANewTerm) {
    Reschedule longer{plan("120000", "6% per year", 12), 6, 12};
    const Explained result = reschedule(longer);
    EXPECT_EQ(figure(result), "927.15");
    EXPECT_EQ(result.why.lines[1].amount.count, -107013);
    longer.new_months = 6;
    EXPECT_EQ(figure(reschedule(longer)), "0.00");  // the same chain
    longer.added = cny("1000");
    longer.new_rate = monthly_rate(Rate::parse("0% per year"), "new_rate");
    EXPECT_EQ(figure(reschedule(longer)), "-1070.13");
}

TEST(SettlementLoanRedress, TheTermThatAPaymentNeeds) {
    const MonthlyRate half = monthly_rate(Rate::parse("6% per year"), "rate");
    const auto months = [&](std::string_view payment) {
        return std::get<std::int64_t>(
            months_to_repay(cny("120000"), half, cny(payment), money::Rounding::half_up).value);
    };
    EXPECT_EQ(months("10327.97"), 13);  // two cents are left after twelve
    EXPECT_EQ(months("10327.99"), 12);
    EXPECT_EQ(months("120600"), 1);
    EXPECT_EQ(code_of([&] { return months("600"); }), "never_repaid");
}

Rate rate_of(const Credit& credit, Annual annual) {
    return std::get<Rate>(credit_rate(credit, annual).value);
}

// LN-13 prints 0.11069085371426892847, where an iteration stopped; (10/3.5)^(1/10) − 1 is
// 0.11069085371075280625 …
TEST(SettlementLoanRedress, TheRateOfOneFlow) {
    const Credit credit{Money::parse("3500 USD"), {0, 0, 0, 0, 0, 0, 0, 0, 0, 1000000}, 1};
    EXPECT_EQ(rate_of(credit, Annual::none), Rate(110690853710, 1000000000000));
    const Answer answer = credit_rate(credit, Annual::none);
    EXPECT_EQ(input(answer.why, "lower"), "11.069085371%");
    EXPECT_EQ(input(answer.why, "upper"), "11.0690853711%");
}

// 12,000 in twelve parts with 0.6 % of the whole each month: "7.2 %" costs 13.03 %, 13.84 % with
// interest on interest (bisection in 60 digits).
TEST(SettlementLoanRedress, AFlatFeeAsAnAnnualRate) {
    const Credit credit{cny("12000"), std::vector<std::int64_t>(12, 107200), 12};
    EXPECT_EQ(rate_of(credit, Annual::nominal),
              Rate(130342242811, 1000000000000, money::Per::year));
    EXPECT_EQ(rate_of(credit, Annual::effective), Rate(138417850663, 1000000000000));
}

TEST(SettlementLoanRedress, RatesThatAreExact) {
    EXPECT_EQ(rate_of({cny("100"), {10100}, 12}, Annual::none), Rate::parse("1%"));
    EXPECT_EQ(rate_of({cny("100"), {10100}, 12}, Annual::nominal), Rate::parse("12% per year"));
    EXPECT_EQ(rate_of({cny("100"), {10000}, 12}, Annual::effective), Rate::parse("0%"));
    const Answer exact = credit_rate({cny("100"), {10100}, 12}, Annual::none);
    EXPECT_EQ(input(exact.why, "lower"), input(exact.why, "upper"));
    // After twelve months 10 %: the month's rate is irrational, the year's is on the border.
    Credit year{cny("1000"), std::vector<std::int64_t>(12, 0), 12};
    year.payments.back() = 110000;
    EXPECT_EQ(rate_of(year, Annual::effective), Rate::parse("10%"));
    EXPECT_EQ(rate_of({cny("1"), {100000000}, 1}, Annual::none), Rate(999999, 1));
}

TEST(SettlementLoanRedress, CreditThatHasNoRate) {
    EXPECT_EQ(code_of([] {
                  return credit_rate({cny("0"), {100}, 12}, Annual::none);
              }),
              "nothing_received");
    EXPECT_EQ(code_of([] {
                  return credit_rate({cny("2"), {100}, 12}, Annual::none);
              }),
              "flows_below_amount");
    EXPECT_EQ(code_of([] {
                  return credit_rate({cny("1"), {100}, 0}, Annual::none);
              }),
              "count_out_of_range");
    EXPECT_EQ(code_of([] {
                  return credit_rate({cny("0.01"), {99999999999}, 1}, Annual::none);
              }),
              "overflow");
}

}  // namespace
}  // namespace accord::settlement
