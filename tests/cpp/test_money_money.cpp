// Currencies, amounts and their texts, checked arithmetic, and splitting without a lost unit.
#include <gtest/gtest.h>

#include <numeric>
#include <random>
#include <set>

#include "accord/money/allocate.hpp"
#include "accord/money/money.hpp"
#include "throws.hpp"

namespace accord::money {
namespace {

using base::testing::code_of;
using base::testing::error_of;

const Currency cny = Currency::of("CNY");

// ISO 4217 list one, published 2026-01-01.
TEST(MoneyCurrency, DigitsAreThoseOfIso4217) {
    for (const char* code : {"BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF",
                             "UGX", "VND", "VUV", "XAF", "XOF", "XPF"}) {
        EXPECT_EQ(Currency::of(code).digits(), 0) << code;
        EXPECT_EQ(Currency::of(code).minor_per_major(), 1) << code;
    }
    for (const char* code : {"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"}) {
        EXPECT_EQ(Currency::of(code).digits(), 3) << code;
        EXPECT_EQ(Currency::of(code).minor_per_major(), 1000) << code;
    }
    for (const char* code :
         {"AED", "AUD", "CAD", "CHF", "CNY", "EUR", "GBP", "HKD", "HUF", "IDR",
          "INR", "MOP", "MYR", "SGD", "THB", "TWD", "USD", "XCG", "ZAR", "ZWG"}) {
        EXPECT_EQ(Currency::of(code).digits(), 2) << code;
        EXPECT_EQ(Currency::of(code).minor_per_major(), 100) << code;
    }
    EXPECT_EQ(cny.code(), "CNY");
    EXPECT_EQ(cny, Currency::of("CNY"));
    EXPECT_NE(cny, Currency::of("USD"));
}

TEST(MoneyCurrency, EveryTripleOfLettersIsKnownOrRefusedAndThereAreTheListsMany) {
    int known = 0;
    for (char a = 'A'; a <= 'Z'; ++a) {
        for (char b = 'A'; b <= 'Z'; ++b) {
            for (char c = 'A'; c <= 'Z'; ++c) {
                const std::string code{a, b, c};
                if (code_of([&] { return Currency::of(code); }).empty()) {
                    ++known;
                    EXPECT_EQ(Currency::of(code).code(), code);
                }
            }
        }
    }
    EXPECT_EQ(known,
              162);  // 165 with a minor unit, less 9 funds and units of account, plus 6 withdrawn
    using namespace std::string_view_literals;
    for (const std::string_view bad : {""sv, "cny"sv, "CN"sv, "CNYX"sv, "XAU"sv, "XXX"sv, "XTS"sv,
                                       "CLF"sv, "RMB"sv, "人民币"sv, "CN\0"sv}) {
        const base::Error error = error_of([&] { return Currency::of(bad); });
        EXPECT_EQ(error.kind(), base::ErrorKind::money);
        EXPECT_EQ(error.code(), "unknown_currency");
        EXPECT_EQ(error.subject(), bad);
    }
}

TEST(MoneyText, ReadsAndPrintsTheCurrencysDigits) {
    struct Row {
        const char* text;
        std::int64_t minor;
        const char* printed;
    };
    constexpr Row rows[] = {
        {"1234.56 CNY", 123456, "1234.56 CNY"},
        {"50000 CNY", 5000000, "50000.00 CNY"},
        {"0.5 CNY", 50, "0.50 CNY"},
        {"-0.05 CNY", -5, "-0.05 CNY"},
        {"-3 JPY", -3, "-3 JPY"},
        {"0 JPY", 0, "0 JPY"},
        {"1.234 KWD", 1234, "1.234 KWD"},
        {"-0.001 KWD", -1, "-0.001 KWD"},
        {"-0.00 CNY", 0, "0.00 CNY"},
        {"007.10 CNY", 710, "7.10 CNY"},
        {"92233720368547758.07 CNY", INT64_MAX, "92233720368547758.07 CNY"},
        {"-92233720368547758.08 CNY", INT64_MIN, "-92233720368547758.08 CNY"},
        {"9223372036854775807 JPY", INT64_MAX, "9223372036854775807 JPY"},
        {"00000000000000000000000000000000000000000000000001 JPY", 1, "1 JPY"},
    };
    for (const Row& row : rows) {
        EXPECT_EQ(Money::parse(row.text).minor(), row.minor) << row.text;
        EXPECT_EQ(Money::parse(row.text).text(), row.printed);
    }
    EXPECT_EQ(Money::of("12.5", cny), Money(1250, cny));
    EXPECT_EQ(Money(-1250, cny).decimal(), "-12.50");
}

TEST(MoneyText, EveryFaultHasItsCode) {
    using namespace std::string_view_literals;
    const std::pair<std::string_view, std::string_view> rows[] = {
        {"", "bad_money"},
        {" ", "bad_money"},
        {"CNY", "bad_money"},
        {"12", "bad_money"},
        {"12CNY", "bad_money"},
        {"12  CNY", "bad_money"},
        {" 12 CNY", "bad_money"},
        {"12 CNY ", "bad_money"},
        {"12\tCNY", "bad_money"},
        {"+12 CNY", "bad_money"},
        {"--12 CNY", "bad_money"},
        {"- 12 CNY", "bad_money"},
        {"1,234.56 CNY", "bad_money"},
        {"1'234 CNY", "bad_money"},
        {"1_234 CNY", "bad_money"},
        {"1e3 CNY", "bad_money"},
        {"0x10 CNY", "bad_money"},
        {".5 CNY", "bad_money"},
        {"5. CNY", "bad_money"},
        {"1.2.3 CNY", "bad_money"},
        {"- CNY", "bad_money"},
        {"-.5 CNY", "bad_money"},
        {". CNY", "bad_money"},
        {"１２ CNY", "bad_money"},
        {"١٢ CNY", "bad_money"},
        {"−5 CNY", "bad_money"},
        {"12\xc2\xa0"
         "CNY",
         "bad_money"},
        {"NaN CNY", "bad_money"},
        {"inf CNY", "bad_money"},
        {"1\0 CNY"sv, "bad_money"},
        {"12 CN Y", "bad_money"},
        {"CNY 12", "bad_money"},
        {"¥12 CNY", "bad_money"},
        {"12 cny", "unknown_currency"},
        {"12 XAU", "unknown_currency"},
        {"12 ABC", "unknown_currency"},
        {"1.234 CNY", "inexact"},
        {"1.0 JPY", "inexact"},
        {"1.500 CNY", "inexact"},
        {"1.2345 KWD", "inexact"},
        {"92233720368547758.08 CNY", "overflow"},
        {"-92233720368547758.09 CNY", "overflow"},
        {"9223372036854775808 JPY", "overflow"},
        {"92233720368547759 CNY", "overflow"},
        {"-99999999999999999999999999999999999999 CNY", "overflow"},
        {"999999999999999999999999999999999999 KWD", "overflow"},
        {"-999999999999999999999999999999999999 KWD", "overflow"},
    };
    for (const auto& [text, code] : rows) {
        const base::Error error = error_of([&] { return Money::parse(text); });
        EXPECT_EQ(error.code(), code) << text;
        const bool input = code == "bad_money";
        EXPECT_EQ(error.kind(), input ? base::ErrorKind::input : base::ErrorKind::money) << text;
    }
    EXPECT_EQ(error_of([] { return Money::parse("1.234 CNY"); }).subject(), "1.234 CNY");
}

TEST(MoneyText, ParsePrintIsTheIdentity) {
    std::mt19937_64 random(4217);
    for (int i = 0; i < 20000; ++i) {
        const Currency currency = Currency::of(std::array{"CNY", "JPY", "KWD"}[random() % 3]);
        const Money money(static_cast<std::int64_t>(random()) >> (random() % 64), currency);
        ASSERT_EQ(Money::parse(money.text()), money) << money.text();
        ASSERT_EQ(Money::of(money.decimal(), currency), money);
    }
}

TEST(MoneySums, StayWithinOneCurrencyAndSixtyFourBits) {
    const Money a(100, cny);
    EXPECT_EQ(a + Money(23, cny), Money(123, cny));
    EXPECT_EQ(a - Money(123, cny), Money(-23, cny));
    EXPECT_EQ(-a, Money(-100, cny));
    EXPECT_TRUE(less(Money(-1, cny), a));
    EXPECT_FALSE(less(a, a));
    const Money dollars(1, Currency::of("USD"));
    for (const base::Error& error :
         {error_of([&] { return a + dollars; }), error_of([&] { return a - dollars; }),
          error_of([&] { return less(a, dollars); })}) {
        EXPECT_EQ(error.kind(), base::ErrorKind::money);
        EXPECT_EQ(error.code(), "currency_mismatch");
        EXPECT_EQ(error.subject(), "CNY USD");
    }
    EXPECT_EQ(code_of([] { return Money(INT64_MAX, cny) + Money(1, cny); }), "overflow");
    EXPECT_EQ(code_of([] { return Money(INT64_MIN, cny) - Money(1, cny); }), "overflow");
    EXPECT_EQ(code_of([] { return -Money(INT64_MIN, cny); }), "overflow");
}

std::vector<std::int64_t> minors(std::int64_t total, std::vector<std::int64_t> weights) {
    std::vector<std::int64_t> result;
    for (const Money& share : allocate(Money(total, cny), weights)) result.push_back(share.minor());
    return result;
}

// Largest remainder (Hamilton): the seats 43, 15, 26, 16 of 100 by the first row's weights are the
// textbook's own sum done by hand.
TEST(MoneyAllocate, GoesByLargestRemainderAndTheEarlierOnATie) {
    using Shares = std::vector<std::int64_t>;
    EXPECT_EQ(minors(100, {43, 15, 26, 16}), (Shares{43, 15, 26, 16}));
    EXPECT_EQ(minors(100, {1, 1, 1}), (Shares{34, 33, 33}));
    EXPECT_EQ(minors(101, {1, 1, 1}), (Shares{34, 34, 33}));
    EXPECT_EQ(minors(-100, {1, 1, 1}), (Shares{-34, -33, -33}));
    EXPECT_EQ(minors(10, {6, 3, 1, 4}), (Shares{4, 2, 1, 3}));
    EXPECT_EQ(minors(5, {0, 1, 0}), (Shares{0, 5, 0}));
    EXPECT_EQ(minors(1, {0, 1, 1}), (Shares{0, 1, 0}));
    EXPECT_EQ(minors(0, {1, 2}), (Shares{0, 0}));
    EXPECT_EQ(minors(7, {9}), (Shares{7}));
    EXPECT_EQ(minors(INT64_MIN, {1}), (Shares{INT64_MIN}));
    EXPECT_EQ(minors(INT64_MAX, {INT64_MAX, INT64_MAX}),
              (Shares{INT64_MAX / 2 + 1, INT64_MAX / 2}));
    EXPECT_EQ(code_of([] { return minors(1, {}); }), "no_weight");
    EXPECT_EQ(code_of([] { return minors(1, {0, 0}); }), "no_weight");
    EXPECT_EQ(code_of([] { return minors(1, {2, -1}); }), "negative_weight");
}

TEST(MoneyAllocate, NoUnitIsLostAndEachShareIsWithinOneUnit) {
    std::mt19937_64 random(13);
    for (int i = 0; i < 20000; ++i) {
        const auto total = static_cast<std::int64_t>(random()) >> (random() % 64);
        std::vector<std::int64_t> weights(1 + random() % 8);
        for (std::int64_t& weight : weights)
            weight = static_cast<std::int64_t>(random() >> (1 + random() % 63));
        Wide weight_sum = 0;
        for (const std::int64_t weight : weights) weight_sum += weight;
        if (weight_sum == 0) continue;
        const std::vector<std::int64_t> shares = minors(total, weights);
        Wide sum = 0;
        for (const std::int64_t share : shares) sum += share;
        ASSERT_TRUE(sum == total);
        for (std::size_t k = 0; k < shares.size(); ++k) {
            // |share − total·w/Σw| < 1, kept in whole numbers. Σw < 2^66 and |share| < 2^63 may
            // pass 128 bits together, so the quotient is compared instead.
            const Wide exact = Wide{total} * weights[k];
            const Wide low =
                exact >= 0 ? exact / weight_sum : -((-exact + weight_sum - 1) / weight_sum);
            const Wide high = exact % weight_sum == 0 ? low : low + 1;
            ASSERT_TRUE(shares[k] == low || shares[k] == high);
        }
    }
}

}  // namespace
}  // namespace accord::money
