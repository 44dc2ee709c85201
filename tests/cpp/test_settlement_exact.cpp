// Exact fractions: arithmetic, overflow, print, and the placing of left-over units.
#include <gtest/gtest.h>

#include <numeric>

#include "accord/base/error.hpp"
#include "accord/settlement/exact.hpp"
#include "accord/settlement/explained.hpp"

namespace accord::settlement {
namespace {

using money::Rounding;
using money::Wide;

TEST(SettlementExact, FractionsAreReduced) {
    EXPECT_EQ(Exact(6, -4), Exact(-3, 2));
    EXPECT_EQ(Exact(1, 6) + Exact(1, 3), Exact(1, 2));
    EXPECT_EQ(Exact(1, 6) - Exact(1, 3), Exact(-1, 6));
    EXPECT_EQ(Exact(2, 3) * Exact(3, 4), Exact(1, 2));
    EXPECT_EQ(Exact(2, 3) / Exact(-4, 3), Exact(-1, 2));
    EXPECT_TRUE(Exact(-1, 2) < Exact(-1, 3));
    EXPECT_FALSE(Exact(1, 2) < Exact(2, 4));
    EXPECT_THROW((void)(Exact(1, 2) / Exact(0, 1)), base::Error);
}

TEST(SettlementExact, WhatDoesNotFitIsNamed) {
    const Wide big = Wide{1} << 100;
    // Reduced crosswise, a large product that fits is not an overflow.
    EXPECT_EQ(Exact(big, 3) * Exact(9, big), Exact(3, 1));
    for (const auto& overflow : {+[](Wide b) { return Exact(b, 1) * Exact(b, 1); },
                                 +[](Wide b) { return Exact(1, b) + Exact(1, b - 1); }}) {
        try {
            (void)overflow(big);
            FAIL() << "overflow not seen";
        } catch (const base::Error& error) {
            EXPECT_EQ(error.kind(), base::ErrorKind::money);
            EXPECT_EQ(error.code(), "overflow");
        }
    }
}

TEST(SettlementExact, Print) {
    const auto cny = money::Currency::of("CNY");
    EXPECT_EQ(print(Exact(0, 1), cny), "0.00 CNY");
    EXPECT_EQ(print(Exact(89084599, 100), cny), "8908.4599 CNY");
    EXPECT_EQ(print(Exact(-1, 2), cny), "-0.005 CNY");
    EXPECT_EQ(print(Exact(1, 3), cny), "1/300 CNY");
    EXPECT_EQ(print(Exact(-7, 3), cny), "-7/300 CNY");
    EXPECT_EQ(print(Exact(1, Wide{10'000'000'000}), cny), "0.000000000001 CNY");
    EXPECT_EQ(print(Exact(1, Wide{100'000'000'000}), cny), "1/10000000000000 CNY");
    EXPECT_EQ(print(Exact(5, 1), money::Currency::of("JPY")), "5 JPY");
    EXPECT_EQ(print(Exact(5, 2), money::Currency::of("JPY")), "2.5 JPY");
}

TEST(SettlementExact, UnitsLeftOverGoToTheLargestRemainders) {
    const std::vector<Exact> parts{{11, 10}, {19, 10}, {-5, 10}, {15, 10}};  // sum 4.0
    EXPECT_EQ(place_units(parts, 4), (std::vector<std::int64_t>{1, 2, 0, 1}));
    EXPECT_EQ(place_units({}, 0), std::vector<std::int64_t>{});
    EXPECT_THROW((void)place_units(parts, 9), base::Error);
}

TEST(SettlementExact, PlacedUnitsAreWithinOneOfTheirPartUnderEveryRounding) {
    for (int seed = 0; seed < 500; ++seed) {
        std::vector<Exact> parts;
        Exact sum;
        for (int i = 0; i < 1 + seed % 7; ++i) {
            parts.push_back({(seed * 7919 + i * 104729) % 1000 - 300, 1 + (seed + 3 * i) % 17});
            sum = sum + parts.back();
        }
        for (const Rounding rounding :
             {Rounding::ceiling, Rounding::down, Rounding::floor, Rounding::half_down,
              Rounding::half_even, Rounding::half_up, Rounding::up}) {
            const std::int64_t total = sum.round(rounding);
            const std::vector<std::int64_t> units = place_units(parts, total);
            EXPECT_EQ(std::accumulate(units.begin(), units.end(), std::int64_t{0}), total);
            for (std::size_t i = 0; i < parts.size(); ++i) {
                const Exact apart = Exact{units[i], 1} - parts[i];
                EXPECT_TRUE(Exact(-1, 1) < apart && apart < Exact(1, 1)) << seed;
            }
        }
    }
}

TEST(SettlementExplained, AFigureThatItsLinesDoNotReachIsABug) {
    const money::Money value = money::Money::parse("3.00 CNY");
    base::Line why = line("interest", "interest.simple", value);
    EXPECT_EQ(explained(value, why).why, why);
    why.lines.push_back(line("segment", "interest.series", money::Money::parse("2.99 CNY")));
    EXPECT_THROW((void)explained(value, why), base::Error);
    why.lines.push_back(line("segment", "interest.series", money::Money::parse("0.01 CNY")));
    EXPECT_NO_THROW((void)explained(value, why));
    EXPECT_THROW((void)explained(money::Money::parse("3.00 USD"), why), base::Error);
    EXPECT_THROW((void)explained(money::Money::parse("3.01 CNY"), why), base::Error);
}

}  // namespace
}  // namespace accord::settlement
