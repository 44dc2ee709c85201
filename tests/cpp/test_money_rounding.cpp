// The seven roundings as Python's decimal defines them, on ties, near ties and negatives.
#include <gtest/gtest.h>

#include <random>

#include "accord/money/rounding.hpp"
#include "throws.hpp"

namespace accord::money {
namespace {

using base::testing::code_of;

constexpr Rounding all[] = {Rounding::ceiling,   Rounding::down,      Rounding::floor,
                            Rounding::half_down, Rounding::half_even, Rounding::half_up,
                            Rounding::up};

// Columns in the order of `all`, after Python's decimal: ROUND_CEILING, ROUND_DOWN, ROUND_FLOOR,
// ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP
// (docs.python.org/3/library/decimal.html, "Rounding modes"). Values in thousandths, rounded to
// hundredths; ±0.125 and ±0.135 are exact ties between an even and an odd neighbour, ±0.005 between
// nothing and one.
TEST(MoneyRounding, SevenModesOnTiesAndNegatives) {
    struct Row {
        std::int64_t thousandths;
        std::int64_t expected[7];
    };
    constexpr Row rows[] = {
        {125, {13, 12, 12, 12, 12, 13, 13}}, {-125, {-12, -12, -13, -12, -12, -13, -13}},
        {135, {14, 13, 13, 13, 14, 14, 14}}, {-135, {-13, -13, -14, -13, -14, -14, -14}},
        {124, {13, 12, 12, 12, 12, 12, 13}}, {-124, {-12, -12, -13, -12, -12, -12, -13}},
        {126, {13, 12, 12, 13, 13, 13, 13}}, {-126, {-12, -12, -13, -13, -13, -13, -13}},
        {5, {1, 0, 0, 0, 0, 1, 1}},          {-5, {0, 0, -1, 0, 0, -1, -1}},
        {15, {2, 1, 1, 1, 2, 2, 2}},         {-15, {-1, -1, -2, -1, -2, -2, -2}},
        {1, {1, 0, 0, 0, 0, 0, 1}},          {-1, {0, 0, -1, 0, 0, 0, -1}},
        {9, {1, 0, 0, 1, 1, 1, 1}},          {-9, {0, 0, -1, -1, -1, -1, -1}},
        {120, {12, 12, 12, 12, 12, 12, 12}}, {-120, {-12, -12, -12, -12, -12, -12, -12}},
        {0, {0, 0, 0, 0, 0, 0, 0}},
    };
    for (const Row& row : rows) {
        for (std::size_t i = 0; i < std::size(all); ++i) {
            EXPECT_EQ(divide_rounded(row.thousandths, 10, all[i]), row.expected[i])
                << row.thousandths << " " << to_text(all[i]);
        }
    }
}

TEST(MoneyRounding, EachModeKeepsItsLawOnEveryWorldUpToForty) {
    for (int n = -40; n <= 40; ++n) {
        for (int d = 1; d <= 12; ++d) {
            for (const Rounding rounding : all) {
                const std::int64_t q = divide_rounded(n, d, rounding);
                const std::int64_t error = q * d - n;  // in d-ths
                ASSERT_LT(std::abs(error), d);
                switch (rounding) {
                    case Rounding::ceiling: ASSERT_GE(error, 0); break;
                    case Rounding::floor: ASSERT_LE(error, 0); break;
                    case Rounding::down: ASSERT_LE(std::abs(q * d), std::abs(n)); break;
                    case Rounding::up: ASSERT_GE(std::abs(q * d), std::abs(n)); break;
                    default:
                        ASSERT_LE(2 * std::abs(error), d);
                        if (2 * std::abs(error) != d) break;
                        if (rounding == Rounding::half_even) {
                            ASSERT_EQ(q % 2, 0);
                        } else {
                            const bool away = std::abs(q * d) > std::abs(n);
                            ASSERT_EQ(away, rounding == Rounding::half_up);
                        }
                }
            }
        }
    }
}

TEST(MoneyRounding, AThirdOfAUnitIsNoTieHoweverLargeTheNumbers) {
    const Wide largest = static_cast<Wide>((~static_cast<unsigned __int128>(0)) >> 1U);
    EXPECT_EQ(divide_rounded(largest / 2 + 1, largest, Rounding::half_even), 1);
    EXPECT_EQ(divide_rounded(largest / 2, largest, Rounding::half_up), 0);
    EXPECT_EQ(divide_rounded(largest, largest, Rounding::up), 1);
    EXPECT_EQ(divide_rounded(-largest - 1, largest, Rounding::half_up), -1);
    EXPECT_EQ(divide_rounded(-largest - 1, largest, Rounding::up), -2);
    EXPECT_EQ(divide_rounded(1, largest, Rounding::ceiling), 1);
}

TEST(MoneyRounding, WhatDoesNotFitIsAnErrorAndNotAnotherNumber) {
    const Wide max = INT64_MAX;
    const Wide min = INT64_MIN;
    EXPECT_EQ(divide_rounded(max, 1, Rounding::up), INT64_MAX);
    EXPECT_EQ(divide_rounded(min, 1, Rounding::up), INT64_MIN);
    EXPECT_EQ(divide_rounded(2 * max + 1, 2, Rounding::down), INT64_MAX);
    EXPECT_EQ(code_of([&] { return divide_rounded(2 * max + 1, 2, Rounding::half_up); }),
              "overflow");
    EXPECT_EQ(code_of([&] { return divide_rounded(2 * min - 1, 2, Rounding::floor); }), "overflow");
    EXPECT_EQ(code_of([&] { return divide_rounded(max * max, 1, Rounding::down); }), "overflow");
    EXPECT_EQ(code_of([&] { return divide_rounded(1, 0, Rounding::down); }), "check_failed");
    EXPECT_EQ(code_of([&] { return divide_rounded(1, -1, Rounding::down); }), "check_failed");
}

TEST(MoneyRounding, NamesReadBack) {
    constexpr std::string_view names[] = {"ceiling",   "down",    "floor", "half_down",
                                          "half_even", "half_up", "up"};
    for (std::size_t i = 0; i < std::size(all); ++i) {
        EXPECT_EQ(to_text(all[i]), names[i]);
        EXPECT_EQ(rounding_from_text(names[i]), all[i]);
    }
    for (const char* bad : {"", "Up", "ROUND_UP", "half", "half_up "}) {
        EXPECT_EQ(code_of([&] { return rounding_from_text(bad); }), "unknown_rounding") << bad;
    }
}

}  // namespace
}  // namespace accord::money
