// Simple and series interest against published figures; segments, both ends, what is provisional.
#include <gtest/gtest.h>

#include "accord/base/error.hpp"
#include "accord/settlement/interest/simple.hpp"
#include "settlement_law.hpp"
#include "throws.hpp"

namespace accord::settlement {
namespace {

using calendar::Date;
using calendar::DayCount;
using money::Money;
using money::Rate;
using testing_law::law;

Date day(std::string_view text) {
    return Date::parse(text);
}

Explained simple(std::string_view principal, std::string_view rate, std::string_view start,
                 std::string_view end, BothEnds both_ends = BothEnds::no) {
    return simple_interest(Money::parse(principal), Rate::parse(rate), day(start), day(end),
                           both_ends);
}

SeriesInterest lpr(std::string_view start, std::string_view end) {
    return {Money::parse("1000000.00 CNY"), &law().series("cn.lpr.1y"), day(start), day(end)};
}

std::string input(const base::Line& line, std::string_view name) {
    for (const auto& [key, value] : line.inputs) {
        if (key == name) return value;
    }
    return "(none)";
}

// 3 % over 100 days, doubled interest of 0.0175 % per day and its both-ends form: self-tests of a
// public legal calculator. Overdue bank interest 7.5 % / 360 over 30 days, UK 8 % over 25 days,
// 30/360 over half a year: derived by hand from the rules' worked examples.
TEST(SettlementInterest, SimpleInterest) {
    EXPECT_EQ(
        simple("1000000.00 CNY", "3% per year ACT/365", "2025-01-01", "2025-04-11").value.text(),
        "8219.18 CNY");
    EXPECT_EQ(
        simple("1000000.00 CNY", "4.5% per year ACT/365", "2026-01-01", "2026-04-11").value.text(),
        "12328.77 CNY");
    EXPECT_EQ(simple("1000000.00 CNY", "0.0175% per day", "2026-01-01", "2026-04-11").value.text(),
              "17500.00 CNY");
    EXPECT_EQ(simple("1000000.00 CNY", "0.0175% per day", "2026-01-01", "2026-04-11", BothEnds::yes)
                  .value.text(),
              "17675.00 CNY");
    EXPECT_EQ(
        simple("200000.00 CNY", "7.5% per year ACT/360", "2025-06-01", "2025-07-01").value.text(),
        "1250.00 CNY");
    EXPECT_EQ(simple("1000.00 GBP", "8% per year ACT/365", "2025-01-01", "2025-01-26").value.text(),
              "5.48 GBP");
    EXPECT_EQ(
        simple("40000.00 CNY", "0.35% per year 30/360", "2025-09-01", "2026-03-01").value.text(),
        "70.00 CNY");
    EXPECT_EQ(
        simple("200000 JPY", "4.485% per year ACT/365", "2025-01-01", "2025-04-01").value.text(),
        "2212 JPY");
    // A leap year earns 366 / 365 of the nominal rate on ACT/365.
    EXPECT_EQ(
        simple("1000000.00 CNY", "3.65% per year ACT/365", "2024-01-01", "2025-01-01").value.text(),
        "36600.00 CNY");
}

TEST(SettlementInterest, TheWhyHoldsWhatACheckerNeeds) {
    const Explained result =
        simple("1000000.00 CNY", "3% per year ACT/365", "2025-01-01", "2025-04-11");
    EXPECT_EQ(input(result.why, "days"), "100");
    EXPECT_EQ(input(result.why, "rate"), "3% per year ACT/365");
    EXPECT_EQ(input(result.why, "exact"), "600000/73 CNY");
    EXPECT_EQ(input(result.why, "rounding"), "half_up");
    EXPECT_EQ(result.why.rule, "interest.simple");
}

// 1,000,000 from 2019-08-20 to 2025-08-20 at the 1-year rate: the worked example of the rules,
// exact 15967100/73 on 365; 220,045.21 is what a day added per segment gives.
TEST(SettlementInterest, TheLoanPrimeRateInSegments) {
    SeriesInterest input_365 = lpr("2019-08-20", "2025-08-20");
    const Explained result = series_interest(input_365);
    EXPECT_EQ(result.value.text(), "218727.40 CNY");
    EXPECT_EQ(input(result.why, "exact"), "15967100/73 CNY");
    EXPECT_EQ(input(result.why, "days"), "2192");
    ASSERT_EQ(result.why.lines.size(), 13U);
    // The cents of the lines are placed, so 3,609.5890 … is 3,609.59 here and the sum is the
    // figure.
    EXPECT_EQ(result.why.lines[0].amount.count, 360959);
    EXPECT_EQ(input(result.why.lines[0], "days"), "31");
    EXPECT_EQ(input(result.why.lines[0], "rate"), "4.25% per year");
    EXPECT_EQ(input(result.why.lines[1], "from"), "2019-09-20");

    SeriesInterest input_360 = input_365;
    input_360.day_count = DayCount::act_360;
    EXPECT_EQ(series_interest(input_360).value.text(), "221765.28 CNY");

    SeriesInterest both = input_365;
    both.both_ends = BothEnds::yes;
    const Explained both_ends = series_interest(both);
    EXPECT_EQ(both_ends.value.text(), "218809.59 CNY");
    EXPECT_EQ(both_ends.why.lines.size(), 13U);
    EXPECT_EQ(input(both_ends.why, "days"), "2193");
}

TEST(SettlementInterest, MultipleAndSpread) {
    SeriesInterest half_more = lpr("2026-01-01", "2026-03-01");
    half_more.multiple = Rate::parse("3/2");
    // 1,000,000 × 4.5 % × 59 / 365.
    EXPECT_EQ(series_interest(half_more).value.text(), "7273.97 CNY");
    EXPECT_EQ(input(series_interest(half_more).why.lines[0], "rate"), "4.5% per year");

    // The spread is added before the factor: (3.10 % + 1.55 %) × 1.5 = 6.975 %, a bank's overdue
    // rate.
    SeriesInterest overdue = lpr("2025-01-01", "2025-05-03");
    overdue.principal = Money::parse("500000.00 CNY");
    overdue.day_count = DayCount::act_360;
    overdue.spread = Rate::parse("1.55% per year");
    overdue.multiple = Rate::parse("3/2");
    EXPECT_EQ(series_interest(overdue).value.text(), "11818.75 CNY");
    EXPECT_EQ(input(series_interest(overdue).why.lines[0], "rate"), "6.975% per year");
}

TEST(SettlementInterest, TheEndDayEarnsTheRateOfThatDayWhenBothEndsCount) {
    // 2025-05-20 is a publication day: as the end day, both ends counted, it earns 3.0 %, not 3.1
    // %.
    SeriesInterest input_both = lpr("2025-05-19", "2025-05-20");
    input_both.both_ends = BothEnds::yes;
    const Explained result = series_interest(input_both);
    ASSERT_EQ(result.why.lines.size(), 2U);
    EXPECT_EQ(input(result.why.lines[0], "rate"), "3.1% per year");
    EXPECT_EQ(input(result.why.lines[1], "rate"), "3% per year");
    EXPECT_EQ(input(result.why.lines[1], "days"), "1");
    EXPECT_EQ(result.value.text(), "167.12 CNY");  // (31,000 + 30,000) / 365
}

TEST(SettlementInterest, AnEmptyPeriodEarnsNothing) {
    SeriesInterest empty = lpr("2025-05-19", "2025-05-19");
    EXPECT_EQ(series_interest(empty).value.minor(), 0);
    EXPECT_TRUE(series_interest(empty).why.lines.empty());
    empty.both_ends = BothEnds::yes;
    EXPECT_EQ(series_interest(empty).value.text(), "84.93 CNY");
    EXPECT_EQ(simple("1.00 CNY", "3% per year ACT/365", "2025-01-01", "2025-01-01").value.minor(),
              0);
}

TEST(SettlementInterest, OnlyTheLinePastTheKnownSeriesIsProvisional) {
    // Known until 2026-03-19, the day before the next publication is due.
    const Explained known = series_interest(lpr("2026-03-01", "2026-03-20"));
    EXPECT_FALSE(base::is_provisional(known.why));

    const Explained beyond = series_interest(lpr("2026-03-01", "2026-03-25"));
    ASSERT_EQ(beyond.why.lines.size(), 2U);
    EXPECT_FALSE(beyond.why.lines[0].provisional);
    EXPECT_TRUE(beyond.why.lines[1].provisional);
    EXPECT_EQ(input(beyond.why.lines[1], "from"), "2026-03-20");
    EXPECT_EQ(input(beyond.why.lines[1], "days"), "5");

    SeriesInterest both = lpr("2026-03-01", "2026-03-20");
    both.both_ends = BothEnds::yes;
    EXPECT_TRUE(base::is_provisional(series_interest(both).why));
    EXPECT_EQ(series_interest(both).why.lines.size(), 2U);
}

TEST(SettlementInterest, AFigurePrintsTheWeakestStatusOfItsRates) {
    EXPECT_EQ(base::weakest_status(series_interest(lpr("2025-01-01", "2025-02-01")).why),
              base::Status::secondary);
}

std::string code_of(const SeriesInterest& input_bad) {
    return base::testing::code_of([&] { return series_interest(input_bad); });
}

TEST(SettlementInterest, WrongInputsAreNamed) {
    EXPECT_EQ(code_of(lpr("2025-01-02", "2025-01-01")), "end_before_start");
    EXPECT_EQ(code_of(lpr("2019-08-19", "2025-01-01")), "before_series");
    EXPECT_EQ(code_of(lpr("2019-08-19", "2019-08-19")), "before_series");
    SeriesInterest negative = lpr("2025-01-01", "2025-02-01");
    negative.principal = Money::parse("-0.01 CNY");
    EXPECT_EQ(code_of(negative), "negative_amount");
    SeriesInterest spread = lpr("2025-01-01", "2025-02-01");
    spread.spread = Rate::parse("1%");
    EXPECT_EQ(code_of(spread), "rate_unit");
    SeriesInterest multiple = lpr("2025-01-01", "2025-02-01");
    multiple.multiple = Rate::parse("150% per year");
    EXPECT_EQ(code_of(multiple), "rate_unit");
    EXPECT_THROW((void)simple("1.00 CNY", "3%", "2025-01-01", "2025-02-01"), base::Error);
    EXPECT_THROW((void)simple("1.00 CNY", "3% per year", "2025-01-01", "2025-02-01"), base::Error);
    EXPECT_THROW(
        (void)simple("92233720368547758.07 CNY", "100% per day", "0001-01-01", "9999-12-31"),
        base::Error);
}

}  // namespace
}  // namespace accord::settlement
