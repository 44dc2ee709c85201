// Rates: their forms, exact reduction, and arithmetic that refuses to mix units or to overflow.
#include <gtest/gtest.h>

#include <random>

#include "accord/money/rate.hpp"
#include "throws.hpp"

namespace accord::money {
namespace {

using base::testing::code_of;
using base::testing::error_of;

const Currency cny = Currency::of("CNY");

TEST(MoneyRate, ReadsAndPrintsItsForms) {
    struct Row {
        const char* text;
        std::int64_t numerator;
        std::int64_t denominator;
        Per per;
        Basis basis;
        const char* printed;
    };
    constexpr Row rows[] = {
        {"20%", 1, 5, Per::none, Basis::none, "20%"},
        {"0.0175% per day", 7, 40000, Per::day, Basis::none, "0.0175% per day"},
        {"4.35% per year ACT/365", 87, 2000, Per::year, Basis::act_365, "4.35% per year ACT/365"},
        {"3.45% per year ACT/360", 69, 2000, Per::year, Basis::act_360, "3.45% per year ACT/360"},
        {"0.35% per year 30/360", 7, 2000, Per::year, Basis::thirty_360, "0.35% per year 30/360"},
        {"2% per month", 1, 50, Per::month, Basis::none, "2% per month"},
        {"8% per year", 2, 25, Per::year, Basis::none, "8% per year"},
        {"1/3", 1, 3, Per::none, Basis::none, "1/3"},
        {"2/6", 1, 3, Per::none, Basis::none, "1/3"},
        {"1/2", 1, 2, Per::none, Basis::none, "50%"},
        {"3/1", 3, 1, Per::none, Basis::none, "300%"},
        {"130%", 13, 10, Per::none, Basis::none, "130%"},
        {"0%", 0, 1, Per::none, Basis::none, "0%"},
        {"-0.50%", -1, 200, Per::none, Basis::none, "-0.5%"},
        {"-1/3 per year ACT/360", -1, 3, Per::year, Basis::act_360, "-1/3 per year ACT/360"},
        {"100.000%", 1, 1, Per::none, Basis::none, "100%"},
        {"0.000000000001%", 1, 100000000000000, Per::none, Basis::none, "0.000000000001%"},
        {"0.0000000000001%", 1, 1000000000000000, Per::none, Basis::none, "1/1000000000000000"},
        {"1/8", 1, 8, Per::none, Basis::none, "12.5%"},
        {"1/1024", 1, 1024, Per::none, Basis::none, "0.09765625%"},
    };
    for (const Row& row : rows) {
        const Rate rate = Rate::parse(row.text);
        EXPECT_EQ(rate.numerator(), row.numerator) << row.text;
        EXPECT_EQ(rate.denominator(), row.denominator) << row.text;
        EXPECT_EQ(rate.per(), row.per) << row.text;
        EXPECT_EQ(rate.basis(), row.basis) << row.text;
        EXPECT_EQ(rate.text(), row.printed);
        EXPECT_EQ(Rate::parse(rate.text()), rate);
    }
}

TEST(MoneyRate, AnyOtherFormIsRefused) {
    for (const char* bad : {"",
                            "%",
                            "20",
                            "1.5",
                            "0.2",
                            "20 %",
                            " 20%",
                            "20% ",
                            "+20%",
                            "2e1%",
                            ".5%",
                            "5.%",
                            "1,5%",
                            "20％",
                            "２０%",
                            "20%%",
                            "1/0",
                            "0/0",
                            "1/-3",
                            "1.5/2",
                            "1/2.0",
                            "1/2/3",
                            "/3",
                            "1/",
                            "1 /3",
                            "1/3%",
                            "20% a day",
                            "20% per week",
                            "20%  per day",
                            "20% per Day",
                            "20%per day",
                            "20% per day ACT/365",
                            "20% per month 30/360",
                            "20% ACT/365",
                            "20% per year act/365",
                            "20% per year ACT/364",
                            "20% per year  ACT/365",
                            "20% per year ACT/365 ",
                            "20% per day per year",
                            "1/3 ACT/360",
                            "99999999999999999999%",
                            "1/99999999999999999999",
                            "NaN%",
                            "per day",
                            "20% per year 30/360 30/360",
                            "1234567890123456789012345678901234567890%",
                            "0.00000000000000000000000000000000000000001%"}) {
        const base::Error error = error_of([&] { return Rate::parse(bad); });
        EXPECT_EQ(error.kind(), base::ErrorKind::input) << bad;
        EXPECT_EQ(error.code(), "bad_rate") << bad;
        EXPECT_EQ(error.subject(), bad);
    }
}

TEST(MoneyRate, IsReducedWithAPositiveDenominator) {
    EXPECT_EQ(Rate(-2, -6), Rate(1, 3));
    EXPECT_EQ(Rate(2, -6), Rate(-1, 3));
    EXPECT_EQ(Rate(0, -5), Rate(0, 1));
    EXPECT_EQ(Rate(INT64_MIN, 2).numerator(), INT64_MIN / 2);
    EXPECT_EQ(Rate(INT64_MIN, INT64_MIN), Rate(1, 1));
    EXPECT_NE(Rate(1, 3), Rate(1, 3, Per::year));
    EXPECT_EQ(code_of([] { return Rate(1, 0); }), "bad_rate");
    EXPECT_EQ(code_of([] { return Rate(INT64_MIN, 1); }), "bad_rate");
    EXPECT_EQ(code_of([] { return Rate(1, INT64_MIN); }), "bad_rate");
    EXPECT_EQ(code_of([] { return Rate(1, 2, Per::day, Basis::act_360); }), "bad_rate");
    EXPECT_EQ(code_of([] { return Rate(1, 2, Per::none, Basis::act_365); }), "bad_rate");
}

TEST(MoneyRate, ParsePrintIsTheIdentity) {
    std::mt19937_64 random(365);
    for (int i = 0; i < 20000; ++i) {
        const auto numerator = static_cast<std::int64_t>(random()) >> (1 + random() % 63);
        std::int64_t denominator = static_cast<std::int64_t>(random() >> (1 + random() % 62)) | 1;
        if (i % 2 == 0) {  // a denominator of twos and fives, so that many are percents
            denominator = 1;
            for (std::uint64_t n = random() % 12; n > 0; --n)
                denominator *= random() % 2 == 0 ? 2 : 5;
        }
        const auto per = static_cast<Per>(random() % 4);
        const auto basis = per == Per::year ? static_cast<Basis>(random() % 4) : Basis::none;
        const Rate rate(numerator, denominator, per, basis);
        ASSERT_EQ(Rate::parse(rate.text()), rate) << rate.text();
    }
}

// 40000.00 and 70.00 are the worked example of the wrong debit: 50000 less 20 %, and 0.35 % a year
// on 40000 for half a year (40000 × 7/2000 × 180/360 = 70).
TEST(MoneyRate, AShareOfAnAmountIsRoundedOnce) {
    EXPECT_EQ(multiply(Money::parse("50000 CNY"), Rate::parse("80%"), Rounding::half_up).text(),
              "40000.00 CNY");
    EXPECT_EQ(multiply(Money(25, cny), Rate(1, 2), Rounding::half_up).minor(), 13);
    EXPECT_EQ(multiply(Money(25, cny), Rate(1, 2), Rounding::half_even).minor(), 12);
    EXPECT_EQ(multiply(Money(-25, cny), Rate(1, 2), Rounding::half_up).minor(), -13);
    EXPECT_EQ(multiply(Money(-25, cny), Rate(1, 2), Rounding::floor).minor(), -13);
    EXPECT_EQ(
        multiply(Money(INT64_MAX, cny), Rate(INT64_MAX - 1, INT64_MAX), Rounding::down).minor(),
        INT64_MAX - 1);
    EXPECT_EQ(code_of([] { return multiply(Money(INT64_MAX, cny), Rate(2, 1), Rounding::down); }),
              "overflow");
    EXPECT_EQ(code_of([] { return multiply(Money(1, cny), Rate(1, 5, Per::day), Rounding::down); }),
              "rate_has_time");
}

TEST(MoneyRate, ArithmeticKeepsUnitsAndNeverWraps) {
    const Rate lpr = Rate::parse("3.45% per year ACT/360");
    EXPECT_EQ(scale(lpr, 4, 1).text(), "13.8% per year ACT/360");
    EXPECT_EQ(scale(lpr, 1, -2).text(), "-1.725% per year ACT/360");
    EXPECT_EQ(add(lpr, Rate::parse("0.05% per year ACT/360")).text(), "3.5% per year ACT/360");
    EXPECT_EQ(add(Rate(1, 3), Rate(1, 6)), Rate(1, 2));
    EXPECT_TRUE(less(Rate(1, 3), Rate(34, 100)));
    EXPECT_FALSE(less(Rate(1, 3), Rate(1, 3)));
    EXPECT_TRUE(less(Rate(-1, 2), Rate(-1, 3)));
    const Rate big(INT64_MAX, 1);
    const Rate fine(1, INT64_MAX);
    EXPECT_TRUE(less(fine, big));
    EXPECT_EQ(code_of([&] { return add(big, big); }), "overflow");
    EXPECT_EQ(code_of([&] { return add(fine, Rate(1, INT64_MAX - 1)); }), "overflow");
    EXPECT_EQ(code_of([&] { return scale(big, 2, 1); }), "overflow");
    EXPECT_EQ(code_of([&] { return scale(fine, INT64_MIN, 1); }), "overflow");
    EXPECT_EQ(scale(Rate(1, 2), INT64_MIN, 1).numerator(), INT64_MIN / 2);
    EXPECT_EQ(code_of([&] { return scale(big, 1, 0); }), "bad_rate");
    const Rate other = Rate::parse("3.45% per year ACT/365");
    EXPECT_EQ(code_of([&] { return add(lpr, other); }), "rate_unit_mismatch");
    EXPECT_EQ(code_of([&] { return less(lpr, Rate(1, 5)); }), "rate_unit_mismatch");
}

}  // namespace
}  // namespace accord::money
