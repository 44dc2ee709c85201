// Delayed performance, set-off, compound interest: worked figures, edges, refusals.
#include <gtest/gtest.h>

#include "accord/settlement/interest/compound.hpp"
#include "accord/settlement/interest/delayed_performance.hpp"
#include "ask_rule.hpp"
#include "throws.hpp"

namespace accord::settlement {
namespace {

using base::testing::code_of;
using calendar::Date;
using money::Money;
using money::Rate;
using testing::ask;
using testing::said;
using testing::Texts;
using testing::units_of;

Date day(std::string_view text) {
    return Date::parse(text);
}

DelayedPerformance debt(std::string_view amount, std::string_view start, std::string_view end) {
    return {Money::parse(amount), "judgment", day(start), day(end)};
}

std::string figure(const DelayedPerformance& input) {
    const Law law{testing_law::law()};
    return delayed_performance_interest(input, law).value.text();
}

std::string delayed(Texts given, std::string_view instrument = "judgment") {
    given.emplace_back("instrument", instrument);
    return said(ask("delayed_performance_interest", given));
}

// INT-CN-1, -2 (self-tests of a public legal calculator and derived), story F1 line 11,
// CASE-CN-1's doubled part over 164 days.
TEST(SettlementDelay, WorkedFigures) {
    EXPECT_EQ(figure(debt("1000000.00 CNY", "2026-01-01", "2026-04-11")), "17500.00 CNY");
    DelayedPerformance both = debt("1000000.00 CNY", "2026-01-01", "2026-04-11");
    both.both_ends = BothEnds::yes;
    EXPECT_EQ(figure(both), "17675.00 CNY");
    EXPECT_EQ(figure(debt("500000.00 CNY", "2024-10-18", "2025-03-31")), "14350.00 CNY");
    const Texts story{{"debt", "200000.00 CNY"}, {"start", "2026-04-30"}, {"end", "2026-06-09"}};
    EXPECT_EQ(delayed(story, "confirmed_agreement"), "1400.00 CNY");
    EXPECT_EQ(delayed(story, "mediation_agreement"), "refused: not_enforceable_instrument");
    EXPECT_EQ(delayed(story, "settlement"), "refused: not_enforceable_instrument");
}

// INT-CN-3: 300,000 of 1,000,000 after 61 days, the rest after 61 more.
TEST(SettlementDelay, EachPartToItsOwnDay) {
    DelayedPerformance input = debt("1000000.00 CNY", "2024-03-01", "2024-07-01");
    input.payments = {{day("2024-05-01"), Money::parse("300000.00 CNY")}};
    const Law law{testing_law::law()};
    const Explained found = delayed_performance_interest(input, law);
    EXPECT_EQ(found.value.text(), "18147.50 CNY");
    ASSERT_EQ(found.why.lines.size(), 2U);
    EXPECT_EQ(found.why.lines[0].amount.count, 1067500);
    EXPECT_EQ(found.why.lines[1].amount.count, 747250);

    input.payments = {{day("2024-07-01"), Money::parse("700000.00 CNY")},
                      {day("2024-05-01"), Money::parse("100000.00 CNY")},
                      {day("2024-05-01"), Money::parse("200000.00 CNY")}};
    EXPECT_EQ(figure(input), "18147.50 CNY");
    // Paid on the end day, that day bears nothing even where both ends count.
    input.both_ends = BothEnds::yes;
    EXPECT_EQ(figure(input), "18147.50 CNY");
    // Paid on the first day, it never stood over.
    input.payments = {{day("2024-03-01"), Money::parse("1000000.00 CNY")}};
    EXPECT_EQ(figure(input), "0.00 CNY");
}

TEST(SettlementDelay, PaymentsThatCanNotBe) {
    DelayedPerformance input = debt("1000.00 CNY", "2024-03-01", "2024-07-01");
    const auto code = [&](std::string_view date, std::string_view amount) {
        input.payments = {{day(date), Money::parse(amount)}};
        return code_of([&] { (void)figure(input); });
    };
    EXPECT_EQ(code("2024-02-29", "1.00 CNY"), "payment_outside_period");
    EXPECT_EQ(code("2024-07-02", "1.00 CNY"), "payment_outside_period");
    EXPECT_EQ(code("2024-05-01", "1000.01 CNY"), "payments_above_debt");
    EXPECT_EQ(code("2024-05-01", "0.00 CNY"), "not_positive");
    EXPECT_EQ(code("2024-05-01", "1.00 USD"), "currency_mismatch");
}

TEST(SettlementDelay, DaysOfSuspensionAreLeftOut) {
    DelayedPerformance input = debt("1000000.00 CNY", "2026-01-01", "2026-04-11");
    // 10 days, twice told, and days before the period: 90 days remain.
    input.suspensions = {{day("2026-02-01"), day("2026-02-11")},
                         {day("2026-02-05"), day("2026-02-08")},
                         {day("2025-12-01"), day("2026-01-01")}};
    EXPECT_EQ(figure(input), "15750.00 CNY");
    input.suspensions = {{day("2026-02-01"), day("2026-02-11"), true}};
    EXPECT_EQ(figure(input), "17500.00 CNY");
    input.suspensions = {{day("2026-04-11"), day("2026-04-12")}};
    input.both_ends = BothEnds::yes;
    EXPECT_EQ(figure(input), "17500.00 CNY");
}

// 企业破产法 46, 破产法解释三 3: nothing from the day of acceptance on.
TEST(SettlementDelay, BankruptcyStopsIt) {
    DelayedPerformance input = debt("1000000.00 CNY", "2026-01-01", "2026-04-11");
    input.bankruptcy_accepted = day("2026-02-10");
    EXPECT_EQ(figure(input), "7000.00 CNY");
    input.both_ends = BothEnds::yes;
    EXPECT_EQ(figure(input), "7000.00 CNY");
    input.bankruptcy_accepted = day("2025-12-31");
    EXPECT_EQ(figure(input), "0.00 CNY");
    input.bankruptcy_accepted = day("2026-04-12");
    EXPECT_EQ(figure(input), "17675.00 CNY");
}

// INT-CN-6: USD 1,050 over 60 days, or 7,455 at 7.1.
TEST(SettlementDelay, ForeignDebt) {
    DelayedPerformance input = debt("100000.00 USD", "2026-01-01", "2026-03-02");
    EXPECT_EQ(figure(input), "1050.00 USD");
    input.convert_rate = Rate::parse("71/10");
    EXPECT_EQ(figure(input), "7455.00 CNY");
    DelayedPerformance yen = debt("10000000 JPY", "2026-01-01", "2026-03-02");
    yen.convert_rate = Rate::parse("48/1000");
    EXPECT_EQ(figure(yen), "5040.00 CNY");
    DelayedPerformance at_home = debt("1.00 CNY", "2026-01-01", "2026-03-02");
    at_home.convert_rate = Rate::parse("1/1");
    EXPECT_EQ(code_of([&] { (void)figure(at_home); }), "convert_rate_without_foreign_debt");
}

TEST(SettlementDelay, OwnDefaultClauseAndTimesBefore) {
    const Texts given{{"debt", "1.00 CNY"},
                      {"start", "2026-01-01"},
                      {"end", "2026-02-01"},
                      {"default_clause", "true"}};
    EXPECT_EQ(delayed(given, "mediation_order"), "refused: own_default_clause");
    EXPECT_EQ(code_of([&] { (void)delayed(given, "award"); }),
              "default_clause_without_mediation_order");
    const auto from = [](const char* start) {
        return delayed({{"debt", "1000000.00 CNY"}, {"start", start}, {"end", "2014-08-11"}});
    };
    EXPECT_EQ(from("2014-07-31"), "refused: before_interpretation");
    EXPECT_EQ(from("2014-08-01"), "1750.00 CNY");
}

TEST(SettlementDelay, DutyOtherThanMoney) {
    const auto asked = [](Texts given) {
        given.emplace_back("on", "2026-01-01");
        return said(ask("non_money_delay", given));
    };
    EXPECT_EQ(asked({{"loss", "3000.00 CNY"}}), "6000.00 CNY");
    EXPECT_EQ(asked({{"loss", "0.00 CNY"}}), "refused: court_decides");
    EXPECT_EQ(asked({{"loss", "0.00 CNY"}, {"court_amount", "500.00 CNY"}}), "500.00 CNY");
    EXPECT_EQ(code_of([&] {
                  (void)asked({{"loss", "1.00 CNY"}, {"court_amount", "500.00 CNY"}});
              }),
              "court_amount_with_loss");
}

// INT-CN-4, INT-CN-5, story F1 line 2.
TEST(SettlementDelay, OrderOfSetOff) {
    const Result contract = ask("set_off", {{"payment", "100000.00 CNY"},
                                            {"costs", "8000.00 CNY"},
                                            {"interest", "30000.00 CNY"},
                                            {"principal", "500000.00 CNY"}});
    EXPECT_EQ(said(contract), "438000.00 CNY");
    const base::Line& lines = std::get<Explained>(contract).why;
    EXPECT_EQ(units_of(lines, "costs_paid"), 800000);
    EXPECT_EQ(units_of(lines, "interest_paid"), 3000000);
    EXPECT_EQ(units_of(lines, "principal_paid"), 6200000);
    EXPECT_EQ(units_of(lines, "principal_left"), 43800000);

    const Result enforcement = ask("set_off", {{"payment", "1005000.00 CNY"},
                                               {"principal", "1000000.00 CNY"},
                                               {"doubled", "17500.00 CNY"},
                                               {"order", "enforcement"}});
    EXPECT_EQ(said(enforcement), "12500.00 CNY");
    EXPECT_EQ(units_of(std::get<Explained>(enforcement).why, "doubled_paid"), 500000);

    EXPECT_EQ(said(ask("set_off", {{"payment", "20000.00 CNY"},
                                   {"interest", "11818.75 CNY"},
                                   {"principal", "500000.00 CNY"}})),
              "491818.75 CNY");
    const Result over = ask("set_off", {{"payment", "10.00 CNY"}, {"principal", "4.00 CNY"}});
    EXPECT_EQ(said(over), "0.00 CNY");
    EXPECT_EQ(units_of(std::get<Explained>(over).why, "surplus"), 600);
    EXPECT_EQ(code_of([] {
                  (void)ask("set_off", {{"payment", "1.00 CNY"},
                                        {"principal", "4.00 CNY"},
                                        {"doubled", "1.00 CNY"}});
              }),
              "doubled_in_contract");
}

std::string compound(Texts given) {
    return said(ask("compound_interest", given));
}

// 28 USC 1961, derived: 465 days at 5 % are one whole year and 100 days on the new balance.
TEST(SettlementCompound, PeriodsAndStub) {
    EXPECT_EQ(compound({{"principal", "100000.00 USD"},
                        {"rate", "5% per year ACT/365"},
                        {"start", "2025-01-01"},
                        {"end", "2026-04-11"}}),
              "6438.36 USD");
    // 1 % a month over a year, by hand: 1.01^12 = 1.126825030131969720661201.
    const Texts monthly{{"principal", "1000000.00 CNY"},
                        {"rate", "12% per year 30/360"},
                        {"start", "2024-01-15"},
                        {"end", "2025-01-15"},
                        {"every", "month"}};
    EXPECT_EQ(compound(monthly), "126825.03 CNY");
    // Without a whole period it is simple interest.
    EXPECT_EQ(compound({{"principal", "1000.00 CNY"},
                        {"rate", "10% per year"},
                        {"day_count", "ACT/365"},
                        {"start", "2025-01-01"},
                        {"end", "2025-12-31"}}),
              "99.73 CNY");
    EXPECT_EQ(compound({{"principal", "1000.00 CNY"},
                        {"rate", "10% per year ACT/365"},
                        {"start", "2025-01-01"},
                        {"end", "2025-01-01"}}),
              "0.00 CNY");
}

TEST(SettlementCompound, RoundedEachTimeOrOnce) {
    // 10.05 at 10 %: 1.005 → 1.01 and 11.06 × 10 % = 1.106 → 1.11; exact 2.1105 → 2.11.
    const Texts given{{"principal", "10.05 CNY"},
                      {"rate", "10% per year 30/360"},
                      {"start", "2023-01-01"},
                      {"end", "2025-01-01"}};
    EXPECT_EQ(compound(given), "2.11 CNY");
    Texts each = given;
    each.emplace_back("round_each", "true");
    EXPECT_EQ(compound(each), "2.12 CNY");
    const auto lines = std::get<Explained>(ask("compound_interest", each)).why.lines;
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_EQ(lines[0].amount.count, 101);
    EXPECT_EQ(lines[1].amount.count, 111);
}

TEST(SettlementCompound, WhatItCanNotDo) {
    const auto code = [](const char* rate, const char* end, const char* every) {
        return code_of([&] {
            (void)compound({{"principal", "1000000.00 CNY"},
                            {"rate", rate},
                            {"start", "2000-01-01"},
                            {"end", end},
                            {"every", every}});
        });
    };
    EXPECT_EQ(code("0.05% per day", "2001-01-01", "year"), "rate_unit");
    EXPECT_EQ(code("5% per year", "2001-01-01", "year"), "rate_unit");
    EXPECT_EQ(code("-5% per year ACT/365", "2001-01-01", "year"), "rate_unit");
    EXPECT_EQ(code("0.001% per year 30/360", "2300-01-01", "month"), "too_many_periods");
    EXPECT_EQ(code("100% per year 30/360", "2200-01-01", "year"), "overflow");
    // 298 years of months at a small rate: exact to the last cent.
    EXPECT_EQ(code("0.001% per year 30/360", "2199-12-31", "month"), "");
}

// A rate of its own day count, or one beside it, never two.
TEST(SettlementInterestDayCount, OfTheRateOrBesideIt) {
    const auto asked = [](const char* rate, const char* day_count) {
        return said(ask("interest", {{"principal", "1000000.00 CNY"},
                                     {"rate", rate},
                                     {"start", "2024-01-01"},
                                     {"end", "2025-01-01"},
                                     {"day_count", day_count}}));
    };
    EXPECT_EQ(asked("3.65% per year", "ACT/365"), "36600.00 CNY");  // INT-FIX-1
    EXPECT_EQ(asked("3.65% per year", "ACT/ACT ISDA"), "36500.00 CNY");
    EXPECT_EQ(asked("3.65% per year ACT/360", "ACT/360"), "37108.33 CNY");
    EXPECT_EQ(code_of([&] { (void)asked("3.65% per year ACT/360", "ACT/365"); }), "rate_unit");
    EXPECT_EQ(code_of([&] { (void)asked("0.01% per day", "ACT/365"); }), "rate_unit");
    EXPECT_EQ(code_of([&] { (void)asked("1% per month", "ACT/365"); }), "rate_unit");
}

// INT-LPR-3 to -5: both ends once over thirteen segments, never once a segment (220,045.21).
TEST(SettlementInterestDayCount, OverASeries) {
    const auto asked = [](const char* day_count, const char* both_ends) {
        return said(ask("series_interest", {{"principal", "1000000.00 CNY"},
                                            {"series", "cn.lpr.1y"},
                                            {"start", "2019-08-20"},
                                            {"end", "2025-08-20"},
                                            {"day_count", day_count},
                                            {"both_ends", both_ends}}));
    };
    EXPECT_EQ(asked("ACT/365", "false"), "218727.40 CNY");
    EXPECT_EQ(asked("ACT/360", "false"), "221765.28 CNY");
    EXPECT_EQ(asked("ACT/365", "true"), "218809.59 CNY");
}

// The list of the benchmark holds one date from memory: what rests on it is not used unawares.
TEST(SettlementInterestDayCount, APointThatIsNotVerified) {
    const Texts given{{"principal", "1000.00 CNY"},
                      {"series", "cn.pboc.gt_6m_le_1y"},
                      {"start", "1990-06-01"},
                      {"end", "1990-07-01"}};
    EXPECT_EQ(said(ask("series_interest", given)), "refused: unverified_rule");
    EXPECT_EQ(said(ask("series_interest", given, {"cn.pboc.gt_6m_le_1y"})), "8.28 CNY");
}

}  // namespace
}  // namespace accord::settlement
