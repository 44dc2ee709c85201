// Instalments and schedules of loans: published figures, the residue, changes of rate, edges.
#include <gtest/gtest.h>

#include "accord/base/error.hpp"
#include "accord/settlement/loan/big.hpp"
#include "accord/settlement/loan/instalment.hpp"
#include "accord/settlement/loan/schedule.hpp"
#include "throws.hpp"

namespace accord::settlement {
namespace {

using money::Money;
using money::Rate;
using money::Rounding;

Plan plan(std::string_view principal, std::string_view rate, std::int64_t months,
          RepaymentMethod method = RepaymentMethod::equal_instalment) {
    return {Money::parse(std::string{principal} + " CNY"), monthly_rate(Rate::parse(rate), "rate"),
            months, method};
}

std::string figure(const Explained& result) {
    return result.value.decimal();
}

std::string payment(const Plan& plan, std::int64_t month = 1, Portion portion = Portion::total) {
    return figure(instalment(plan, month, portion));
}

const Plan million = plan("1000000", "4.9% per year", 360);

// RULES 3.4 and LN-4 (github.com/youngzhu/CodeLab), LN-6 and LN-7 (numpy-financial's tests).
TEST(SettlementLoan, PublishedInstalments) {
    EXPECT_EQ(payment(million), "5307.27");
    EXPECT_EQ(payment(plan("600000", "5.537% per year", 240)), "4139.87");
    EXPECT_EQ(payment(plan("15000", "0% per year", 60)), "250.00");
    EXPECT_EQ(payment(plan("55000", "10% per year", 60), 1, Portion::principal), "710.25");
    EXPECT_EQ(payment(plan("120000", "0.5% per month", 12)), "10327.97");
}

// LN-3: two public repositories.
TEST(SettlementLoan, EqualPrincipalAsPublished) {
    const Plan even = plan("1000000", "4.9% per year", 360, RepaymentMethod::equal_principal);
    EXPECT_EQ(payment(even), "6861.11");
    EXPECT_EQ(payment(even, 360), "2789.12");
    EXPECT_EQ(figure(unrounded_loan_interest(even)), "737041.67");
    EXPECT_EQ(figure(loan_schedule(even, Residue::last, std::nullopt)), "737041.08");
}

// LN-2, with the note of its row: to the cent each month 984,978.39.
TEST(SettlementLoan, BalancesWithAndWithoutRounding) {
    EXPECT_EQ(figure(unrounded_loan_interest(million)), "910616.19");
    EXPECT_EQ(figure(unrounded_loan_balance(million, 12)), "984978.41");
    EXPECT_EQ(figure(loan_balance(million, 12)), "984978.39");
    EXPECT_EQ(figure(loan_balance(million, 0)), "1000000.00");
    EXPECT_EQ(figure(loan_balance(million, 360)), "0.00");
    EXPECT_EQ(figure(unrounded_loan_balance(million, 360)), "0.00");
}

// LN-9 and LN-10: numpy-financial's tests, with the sign of a payment turned around.
TEST(SettlementLoan, PresentAndFutureValue) {
    const Money none = Money::parse("0 USD");
    const MonthlyRate seven = monthly_rate(Rate::parse("7%"), "rate", Unitless::per_period);
    const MonthlyRate more = monthly_rate(Rate::parse("7.5%"), "rate", Unitless::per_period);
    EXPECT_EQ(figure(present_value({Money::parse("12000 USD"), seven, 20, none})), "127128.17");
    EXPECT_EQ(figure(future_value({Money::parse("2000 USD"), more, 20, none})), "86609.36");
    // LN-11 says 21.544944 periods to 100,000: so it lies between 21 and 22.
    EXPECT_LT(future_value({Money::parse("2000 USD"), more, 21, none}).value.minor(), 10000000);
    EXPECT_GT(future_value({Money::parse("2000 USD"), more, 22, none}).value.minor(), 10000000);
}

// LN-15 and loan_schedule_LN-15.csv: 11 × 10,327.97 and 10,327.99.
TEST(SettlementLoan, TheLastInstalmentCarriesTheResidue) {
    const Life months = life(plan("120000", "6% per year", 12));
    for (std::size_t k = 0; k < 11; ++k) EXPECT_EQ(months.months[k].payment, 1032797);
    EXPECT_EQ(months.months[11].payment, 1032799);
    EXPECT_EQ(months.months[11].balance, 0);
    EXPECT_EQ(months.interest(), 393566);
}

// The residue of 0.02 is worth 0.02 / 1.005^11 = 0.019 a year before, so the first pays 0.02 more;
// what whole cents can not place stays on the last.
TEST(SettlementLoan, TheFirstInstalmentMayCarryIt) {
    const Life months = life(plan("120000", "6% per year", 12), Residue::first);
    EXPECT_EQ(months.months.front().payment, 1032799);
    for (std::size_t k = 1; k < 11; ++k) EXPECT_EQ(months.months[k].payment, 1032797);
    EXPECT_NEAR(static_cast<double>(months.months.back().payment), 1032797, 1);
    EXPECT_EQ(months.months.back().balance, 0);

    const Plan even = plan("100", "6% per year", 7, RepaymentMethod::equal_principal);
    const Life shares = life(even, Residue::first);
    EXPECT_EQ(shares.months.front().principal, 1432);  // 100.00 − 6 × 14.28
    EXPECT_EQ(shares.months.back().principal, 1428);
}

TEST(SettlementLoan, EachMonthAnewSpreadsTheResidue) {
    const Plan even = plan("100", "0% per year", 7, RepaymentMethod::equal_principal);
    std::vector<std::int64_t> shares;
    for (const Month& month : life(even, Residue::each).months) shares.push_back(month.principal);
    EXPECT_EQ(shares, (std::vector<std::int64_t>{1429, 1429, 1428, 1429, 1428, 1429, 1428}));
}

TEST(SettlementLoan, AChangeRecomputesThePaymentFromItsMonth) {
    Plan changed = plan("120000", "6% per year", 12);
    changed.changes = {{7, monthly_rate(Rate::parse("4.8% per year"), "rate")}};
    const Life months = life(changed);
    EXPECT_EQ(months.months[5].balance, 6089771);  // as without the change
    // 60,897.71 over 6 months at 0.4 % a month.
    EXPECT_EQ(months.months[6].interest, 24359);
    EXPECT_EQ(months.months[6].payment,
              level_payment(6089771, changed.changes[0].rate, 6, Rounding::half_up));
    EXPECT_EQ(months.months[11].balance, 0);
    changed.changes[0].month = 13;  // past the end: without effect
    EXPECT_EQ(life(changed).interest(), 393566);
}

TEST(SettlementLoan, LinesAddUpMonthByMonthWithTheirDates) {
    Plan changed = plan("120000", "6% per year", 12);
    changed.changes = {{7, changed.rate}};
    const Explained result =
        loan_schedule(changed, Residue::last, calendar::Date::parse("2026-01-31"));
    ASSERT_EQ(result.why.lines.size(), 5U);
    EXPECT_EQ(result.why.lines[0].lines.size(), 6U);
    const auto& second = result.why.lines[0].lines[1].inputs;
    EXPECT_EQ(second[1].second, "2026-02-28");
    EXPECT_EQ(result.why.lines[0].lines[2].inputs[1].second, "2026-03-31");  // back to the 31st
    EXPECT_EQ(result.why.lines[4].label, "total_paid");
    EXPECT_EQ(result.why.lines[4].role, base::LineRole::note);
}

// LN-14; 民法典 202.
TEST(SettlementLoan, ADateWithoutItsDayIsTheLastOfTheMonth) {
    const auto due = [](std::string_view start, std::int64_t months) {
        return std::get<calendar::Date>(instalment_date(calendar::Date::parse(start), months).value)
            .text();
    };
    EXPECT_EQ(due("2026-01-31", 1), "2026-02-28");
    EXPECT_EQ(due("2023-11-30", 3), "2024-02-29");
    EXPECT_EQ(due("2026-12-15", 1), "2027-01-15");
}

// A level payment is certified by bounds; the exact fraction says the same, in every rounding.
TEST(SettlementLoan, BoundsAndBigIntegersAgree) {
    for (const char* rate :
         {"4.9% per year", "0.0001% per year", "36% per year", "100% per month"}) {
        const MonthlyRate monthly = monthly_rate(Rate::parse(rate), "rate");
        for (const std::int64_t months : {1, 2, 12, 360, 1200}) {
            for (const std::int64_t balance : {1LL, 99LL, 12000000LL, 900000000000000000LL}) {
                for (const Rounding rounding :
                     {Rounding::half_up, Rounding::half_even, Rounding::half_down, Rounding::up,
                      Rounding::down, Rounding::ceiling, Rounding::floor}) {
                    EXPECT_EQ(level_payment(balance, monthly, months, rounding),
                              round_big(exact_level(big(balance), monthly, months), rounding))
                        << rate << ' ' << months << ' ' << balance;
                }
            }
        }
    }
}

// One month at 1 % on 0.50: 0.505, a tie that only whole numbers can see.
TEST(SettlementLoan, TiesAreSeen) {
    const MonthlyRate one = monthly_rate(Rate::parse("1% per month"), "rate");
    EXPECT_EQ(level_payment(50, one, 1, Rounding::half_up), 51);
    EXPECT_EQ(level_payment(50, one, 1, Rounding::half_down), 50);
    EXPECT_EQ(level_payment(50, one, 1, Rounding::half_even), 50);
    EXPECT_EQ(level_payment(150, one, 1, Rounding::half_even), 152);
    EXPECT_EQ(level_payment(100, one, 1, Rounding::up), 101);  // whole: nothing to round
}

TEST(SettlementLoan, WhatRunsOutEarlyLeavesNothingToPay) {
    const Life months = life(plan("2.00", "0% per year", 360));
    EXPECT_EQ(months.months[0].payment, 1);
    EXPECT_EQ(months.months[199].balance, 0);
    EXPECT_EQ(months.months[359].payment, 0);
    EXPECT_EQ(life(plan("0", "5% per year", 12)).interest(), 0);
}

TEST(SettlementLoan, UnsoundLoansAreNamed) {
    using base::ErrorKind;
    using base::testing::code_of;
    EXPECT_EQ(code_of([] { (void)plan("1", "5%", 12); }), "rate_unit");
    EXPECT_EQ(code_of([] { (void)plan("1", "5% per year ACT/365", 12); }), "rate_unit");
    EXPECT_EQ(code_of([] { (void)plan("1", "-5% per year", 12); }), "negative_rate");
    EXPECT_EQ(code_of([] { (void)instalment(million, 361, Portion::total); }),
              "month_out_of_range");
    EXPECT_EQ(code_of([] { (void)loan_balance(million, -1); }), "month_out_of_range");
    EXPECT_EQ(code_of([] { require_months(1201, "months"); }), "months_out_of_range");
}

}  // namespace
}  // namespace accord::settlement
