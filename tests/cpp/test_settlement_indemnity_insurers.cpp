// Deductibles that are relative, what comes on top and off, and what several insurers bear.
#include <gtest/gtest.h>

#include "accord/base/error.hpp"
#include "accord/settlement/indemnity/contribution.hpp"
#include "accord/settlement/indemnity/indemnity.hpp"
#include "accord/settlement/indemnity/subrogation.hpp"
#include "throws.hpp"

namespace accord::settlement {
namespace {

using base::testing::code_of;
using money::Money;
using money::Rate;

Money cny(std::string_view amount) {
    return Money::parse(std::string{amount} + " CNY");
}

Indemnity loss(std::string_view sum, std::string_view value, std::string_view amount,
               Deductible deductible = {}) {
    return {cny(sum), cny(value), cny(amount), std::move(deductible)};
}

std::string figure(const Indemnity& input) {
    return indemnity(input).value.decimal();
}

Deductible relative(bool exceeded, std::string_view threshold) {
    return {exceeded ? DeductibleKind::relative_exceeded : DeductibleKind::relative_reached,
            cny(threshold), Rate{0, 1}};
}

// m.51cfp.net: relative 500, a loss of 400 → 0, 1,100 → 1,100, and 500 → 500 where the wording is
// 达到; where it is 超过 a loss of just 500 is not paid.
TEST(SettlementIndemnity, ARelativeDeductibleGoesByItsWording) {
    const auto paid = [](bool exceeded, std::string_view amount) {
        return figure(loss("10000", "10000", amount, relative(exceeded, "500")));
    };
    EXPECT_EQ(paid(false, "400"), "0.00");
    EXPECT_EQ(paid(false, "499.99"), "0.00");
    EXPECT_EQ(paid(false, "500"), "500.00");
    EXPECT_EQ(paid(false, "1100"), "1100.00");
    EXPECT_EQ(paid(true, "500"), "0.00");
    EXPECT_EQ(paid(true, "500.01"), "500.01");
    EXPECT_EQ(paid(true, "1100"), "1100.00");
    // The threshold meets the loss after average, exact: 1,000 × 1/2 is 500.
    EXPECT_EQ(figure(loss("5000", "10000", "1000", relative(false, "500"))), "500.00");
    EXPECT_EQ(figure(loss("5000", "10000", "999.99", relative(false, "500"))), "0.00");
    EXPECT_EQ(code_of([&] {
                  return indemnity(loss(
                      "1", "1", "1", {DeductibleKind::relative_reached, std::nullopt, Rate{0, 1}}));
              }),
              "no_deductible_amount");
}

TEST(SettlementIndemnity, AFirstLossSumBearsNoAverage) {
    Indemnity input = loss("100000", "125000", "60000");
    input.average = false;
    EXPECT_EQ(figure(input), "60000.00");
    input.loss = cny("110000");
    EXPECT_EQ(figure(input), "100000.00");
    EXPECT_EQ(indemnity(input).why.lines[1].label, "over_sum_insured");
}

// 保险法 57(2): apart from the indemnity, at most the sum insured.
TEST(SettlementIndemnity, MitigationComesOnTop) {
    Indemnity input = loss("100000", "100000", "100000",
                           {DeductibleKind::percentage, std::nullopt, Rate::parse("20%")});
    input.mitigation = cny("30000");
    EXPECT_EQ(figure(input), "110000.00");
    input.mitigation = cny("100000.01");
    EXPECT_EQ(figure(input), "180000.00");
    input.sum_insured = cny("120000");  // void above the value
    EXPECT_EQ(figure(input), "180000.00");
}

// 保险法 59: after a total loss the insurer takes the remains in the proportion insured.
TEST(SettlementIndemnity, TheRemainsGoInProportion) {
    Indemnity input = loss("80000", "100000", "100000");
    input.salvage = cny("10000");
    EXPECT_EQ(figure(input), "72000.00");  // 80,000 − 8,000
    input.salvage = cny("200000");
    EXPECT_EQ(figure(input), "0.00");
    input.loss = cny("99999.99");
    EXPECT_EQ(code_of([&] { return indemnity(input); }), "salvage_without_total_loss");
}

// 保险法 60(2): 70,000 less 20,000 received.
TEST(SettlementIndemnity, WhatAThirdPartyGaveComesOff) {
    Indemnity input = loss("70000", "70000", "70000");
    input.received = cny("20000");
    EXPECT_EQ(figure(input), "50000.00");
    input.received = cny("70000.01");
    input.mitigation = cny("100");
    EXPECT_EQ(figure(input), "100.00");  // what was received is no cost of mitigation
    input.received = cny("-1");
    EXPECT_EQ(code_of([&] { return indemnity(input); }), "negative_amount");
}

// The house fire: 80,000 if the clause binds, 100,000 if not; a chance of 0.6 that it does.
TEST(SettlementIndemnity, AnExpectedValueShowsBothOutcomes) {
    const Indemnity fire = loss("100000", "100000", "100000",
                                {DeductibleKind::percentage, std::nullopt, Rate::parse("20%")});
    const auto expected = [&](std::string_view chance) {
        return indemnity_expected(fire, Rate::parse(chance)).value.decimal();
    };
    EXPECT_EQ(expected("60%"), "88000.00");
    EXPECT_EQ(expected("0%"), "100000.00");
    EXPECT_EQ(expected("100%"), "80000.00");
    EXPECT_EQ(expected("1/3"), "93333.33");
    const Explained result = indemnity_expected(fire, Rate::parse("60%"));
    ASSERT_EQ(result.why.lines.size(), 2U);
    EXPECT_EQ(result.why.lines[0].amount.count, 4800000);
    EXPECT_EQ(result.why.lines[0].lines[0].amount.count, 8000000);
    EXPECT_EQ(result.why.lines[1].amount.count, 4000000);
    EXPECT_EQ(result.why.lines[1].lines[0].amount.count, 10000000);
    EXPECT_EQ(code_of([&] { return indemnity_expected(fire, Rate::parse("101%")); }),
              "share_out_of_range");
}

/// The shares, printed one after another.
std::string shares(std::string_view amount, const std::vector<const char*>& sums,
                   Contribution method, const char* value = nullptr) {
    DoubleInsurance input{cny(amount), {}, method};
    for (const char* sum : sums) input.sums_insured.push_back(cny(sum));
    if (value != nullptr) input.value = cny(value);
    std::string all;
    for (const base::Line& line : contribution(input).why.lines) {
        all += Money{line.amount.count, cny("0").currency()}.decimal() + " ";
    }
    return all;
}

TEST(SettlementContribution, PublishedFigures) {
    constexpr Contribution by_sums = Contribution::sums_insured;
    constexpr Contribution alone = Contribution::independent_liability;
    EXPECT_EQ(shares("90000", {"80000", "100000"}, by_sums), "40000.00 50000.00 ");
    EXPECT_EQ(shares("90000", {"80000", "100000"}, alone), "42352.94 47647.06 ");
    // CII W01 example 8.2: both subject to average, the insured bears 12,000.
    EXPECT_EQ(shares("30000", {"20000", "40000"}, alone, "100000"), "6000.00 12000.00 ");
    EXPECT_EQ(shares("30000", {"20000", "40000"}, by_sums, "100000"), "6000.00 12000.00 ");
    EXPECT_EQ(shares("30000", {"20000", "40000"}, by_sums, "60000"), "10000.00 20000.00 ");
    EXPECT_EQ(shares("120000", {"100000", "200000"}, by_sums, "200000"), "40000.00 80000.00 ");
    EXPECT_EQ(shares("70", {"70", "60"}, alone), "37.69 32.31 ");
}

TEST(SettlementContribution, NeverAboveLossSumsOrValue) {
    constexpr Contribution by_sums = Contribution::sums_insured;
    constexpr Contribution alone = Contribution::independent_liability;
    EXPECT_EQ(shares("200", {"30", "60"}, by_sums), "30.00 60.00 ");
    EXPECT_EQ(shares("200", {"30", "60"}, alone), "30.00 60.00 ");
    EXPECT_EQ(shares("200", {"150", "50"}, by_sums, "100"), "66.67 33.33 ");  // 150 is void above
    EXPECT_EQ(shares("0", {"30", "60"}, alone), "0.00 0.00 ");
    EXPECT_EQ(shares("10", {"30", "0"}, by_sums), "10.00 0.00 ");
    EXPECT_EQ(shares("100", {"1", "1", "1"}, by_sums, "1"), "0.34 0.33 0.33 ");
    DoubleInsurance input{cny("10"), {}};
    EXPECT_EQ(code_of([&] { return contribution(input); }), "no_insurers");
    input.sums_insured = {cny("0")};
    EXPECT_EQ(code_of([&] { return contribution(input); }), "no_sum_insured");
    input.sums_insured = {cny("1")};
    input.value = cny("0");
    EXPECT_EQ(code_of([&] { return contribution(input); }), "no_value");
    input.value = Money::parse("1 USD");
    EXPECT_EQ(code_of([&] { return contribution(input); }), "currency_mismatch");
}

// 保险法 60: 70,000 paid on 100,000.
TEST(SettlementSubrogation, TheInsurerGetsAtMostWhatItPaid) {
    const auto part = [](const char* recovered, RecoveryOrder order) {
        Subrogation input{cny("70000"), cny("100000")};
        if (recovered != nullptr) input.recovered = cny(recovered);
        input.order = order;
        const Explained result = subrogation(input);
        EXPECT_EQ(result.why.lines[0].label, "insured_keeps");
        return result.value.decimal() + " / " +
               Money{result.why.lines[0].amount.count, result.value.currency()}.decimal();
    };
    EXPECT_EQ(part(nullptr, RecoveryOrder::insured_first), "70000.00 / 30000.00");
    EXPECT_EQ(part("120000", RecoveryOrder::insured_first), "70000.00 / 30000.00");
    EXPECT_EQ(part("50000", RecoveryOrder::insured_first), "20000.00 / 30000.00");
    EXPECT_EQ(part("50000", RecoveryOrder::in_proportion), "35000.00 / 15000.00");
    EXPECT_EQ(part("50000", RecoveryOrder::insurer_first), "50000.00 / 0.00");
    EXPECT_EQ(part("20000", RecoveryOrder::insured_first), "0.00 / 20000.00");
    EXPECT_EQ(code_of([] { return subrogation({cny("2"), cny("1")}); }), "paid_above_loss");
    EXPECT_EQ(subrogation({cny("0"), cny("0"), {}, RecoveryOrder::in_proportion}).value.minor(), 0);
}

// 保险法 55(3): 120,000 insured on 100,000 for 600.
TEST(SettlementPremiumRefund, ThePremiumOnAVoidSumGoesBack) {
    const auto back = [](const char* premium, const char* sum, const char* value) {
        return premium_refund(cny(premium), cny(sum), cny(value)).value.decimal();
    };
    EXPECT_EQ(back("600", "120000", "100000"), "100.00");
    EXPECT_EQ(back("600", "100000", "100000"), "0.00");
    EXPECT_EQ(back("600", "90000", "100000"), "0.00");
    EXPECT_EQ(back("100", "3", "2"), "33.33");
    EXPECT_EQ(code_of([&] { return back("1", "1", "0"); }), "no_value");
    EXPECT_EQ(code_of([&] { return back("-1", "1", "1"); }), "negative_amount");
}

}  // namespace
}  // namespace accord::settlement
