// Indemnity, the range around an agreed sum, and wrong debit, against published and story figures.
#include <gtest/gtest.h>

#include "accord/base/error.hpp"
#include "accord/settlement/indemnity/indemnity.hpp"
#include "accord/settlement/loss/wrong_debit.hpp"
#include "throws.hpp"

namespace accord::settlement {
namespace {

using calendar::Date;
using money::Money;
using money::Rate;

Money cny(std::string_view amount) {
    return Money::parse(std::string{amount} + " CNY");
}

Deductible absolute(std::string_view amount) {
    return {DeductibleKind::absolute, cny(amount), Rate{0, 1}};
}
Deductible percentage(std::string_view share) {
    return {DeductibleKind::percentage, std::nullopt, Rate::parse(share)};
}

Indemnity loss(std::string_view sum, std::string_view value, std::string_view amount,
               Deductible deductible = {}) {
    return {cny(sum), cny(value), cny(amount), std::move(deductible)};
}

std::string figure(const Indemnity& input) {
    return indemnity(input).value.decimal();
}

std::string input(const base::Line& line, std::string_view name) {
    for (const auto& [key, value] : line.inputs) {
        if (key == name) return value;
    }
    return "(none)";
}

std::vector<std::pair<std::string, std::int64_t>> amounts(const base::Line& line) {
    std::vector<std::pair<std::string, std::int64_t>> all;
    for (const base::Line& child : line.lines) all.emplace_back(child.label, child.amount.count);
    return all;
}

// 保险法 55: 100,000/200,000 × 10,000, 350/400 × 20,000 and 300/500 × 60,000 are published textbook
// examples; so are the absolute deductible of 500 (m.51cfp.net) and that it comes after average
// (35,000 with 1,000); 15 % with a minimum of 2,000 on 80,000 was derived by hand.
TEST(SettlementIndemnity, PublishedFigures) {
    EXPECT_EQ(figure(loss("100000", "200000", "10000")), "5000.00");
    EXPECT_EQ(figure(loss("350000", "400000", "20000")), "17500.00");
    EXPECT_EQ(figure(loss("300000", "500000", "60000")), "36000.00");
    EXPECT_EQ(figure(loss("300000", "500000", "60000", absolute("1000"))), "35000.00");
    EXPECT_EQ(figure(loss("10000", "10000", "400", absolute("500"))), "0.00");
    EXPECT_EQ(figure(loss("10000", "10000", "1100", absolute("500"))), "600.00");
    Deductible least = percentage("15%");
    least.amount = cny("2000");
    EXPECT_EQ(figure(loss("80000", "80000", "80000", least)), "68000.00");
    EXPECT_EQ(figure(loss("80000", "80000", "10000", least)), "8000.00");  // 15 % is below 2,000
    EXPECT_EQ(figure(loss("80000", "80000", "1500", least)), "0.00");
}

// The house fire: value 125,000, sum insured 100,000, loss 60,000.
TEST(SettlementIndemnity, AverageThenDeductible) {
    EXPECT_EQ(figure(loss("100000", "125000", "60000")), "48000.00");
    EXPECT_EQ(figure(loss("100000", "125000", "60000", percentage("20%"))), "38400.00");
    EXPECT_EQ(figure(loss("100000", "125000", "60000", absolute("2000"))), "46000.00");
    Indemnity not_explained = loss("100000", "125000", "60000", percentage("20%"));
    not_explained.clause_binds = false;
    EXPECT_EQ(figure(not_explained), "48000.00");  // the statutory average stays
}

TEST(SettlementIndemnity, LinesReadAsALossAdjustersAccount) {
    const Explained result = indemnity(loss("100000", "125000", "60000", percentage("20%")));
    EXPECT_EQ(amounts(result.why),
              (std::vector<std::pair<std::string, std::int64_t>>{
                  {"loss", 6000000}, {"average", -1200000}, {"deductible", -960000}}));
    EXPECT_EQ(result.why.lines[1].clauses,
              (std::vector<base::Clause>{{"保险法 55(4)", base::Status::official}}));
    EXPECT_EQ(input(result.why.lines[1], "after_average"), "48000.00 CNY");
    EXPECT_EQ(result.why.lines[2].clauses,
              (std::vector<base::Clause>{{"保险法 17(2)", base::Status::official},
                                         {"保险法解释二 9", base::Status::official}}));
}

TEST(SettlementIndemnity, AClauseWithoutEffectIsShownAndDoesNotCount) {
    Indemnity input_free = loss("100000", "125000", "60000", percentage("20%"));
    input_free.clause_binds = false;
    const Explained result = indemnity(input_free);
    ASSERT_EQ(result.why.lines.size(), 3U);
    EXPECT_EQ(result.why.lines[2].label, "deductible_without_effect");
    EXPECT_EQ(result.why.lines[2].role, base::LineRole::note);
    EXPECT_EQ(result.why.lines[2].amount.count, -960000);
    EXPECT_EQ(input(result.why.lines[2], "clause_binds"), "no");
}

// 保险法 55(3): 120,000 insured on 100,000 pays at most 100,000.
TEST(SettlementIndemnity, TheValueIsTheMeasure) {
    const Explained over = indemnity(loss("120000", "100000", "110000"));
    EXPECT_EQ(over.value.decimal(), "100000.00");
    EXPECT_EQ(amounts(over.why), (std::vector<std::pair<std::string, std::int64_t>>{
                                     {"loss", 11000000},
                                     {"loss_above_value", -1000000},
                                     {"sum_void_above_value", 2000000}}));
    EXPECT_EQ(over.why.lines[2].role, base::LineRole::note);
    EXPECT_EQ(figure(loss("0", "100000", "50000")), "0.00");
}

TEST(SettlementIndemnity, OneRoundingAtTheEnd) {
    // Average 1/3 of 100.00 is 33.33⅓; 50 % of that is 16.66⅔, where half of 33.33 would be 16.665.
    const Explained result = indemnity(loss("100", "300", "100", percentage("50%")));
    EXPECT_EQ(result.value.decimal(), "16.67");
    EXPECT_EQ(input(result.why, "exact"), "50/3 CNY");
    Indemnity down = loss("100", "300", "100", percentage("50%"));
    down.rounding = money::Rounding::down;
    EXPECT_EQ(figure(down), "16.66");
}

// The source's house fire: insured, value and loss 100,000; ended at 80,000 by the parties' will.
TEST(SettlementIndemnity, AnAgreedSumStandsBesideItsBounds) {
    const Indemnity fire = loss("100000", "100000", "100000", percentage("20%"));
    const Explained result = agreed_indemnity(fire, cny("80000"));
    EXPECT_EQ(result.value.text(), "80000.00 CNY");
    ASSERT_EQ(amounts(result.why), (std::vector<std::pair<std::string, std::int64_t>>{
                                       {"agreed_sum", 8000000},
                                       {"bound_clause_binds", 8000000},
                                       {"bound_clause_not_binding", 10000000}}));
    EXPECT_EQ(input(result.why.lines[0], "position"), "equals_lower_bound");
    EXPECT_EQ(result.why.lines[0].role, base::LineRole::addend);
    EXPECT_EQ(result.why.lines[1].role, base::LineRole::note);
    EXPECT_EQ(result.why.lines[2].role, base::LineRole::note);
    EXPECT_EQ(result.why.lines[1].lines.size(), 2U);

    const auto where = [&](std::string_view agreed) {
        return input(agreed_indemnity(fire, cny(agreed)).why.lines[0], "position");
    };
    EXPECT_EQ(where("80000.01"), "between_bounds");
    EXPECT_EQ(where("100000"), "equals_upper_bound");
    const Explained same = agreed_indemnity(loss("100", "100", "100"), cny("100"));
    EXPECT_EQ(input(same.why.lines[0], "position"), "equals_both_bounds");
    for (const char* outside : {"79999.99", "100000.01"}) {
        try {
            (void)agreed_indemnity(fire, cny(outside));
            FAIL() << outside;
        } catch (const base::Error& error) {
            EXPECT_EQ(error.code(), "agreed_outside_range");
        }
    }
    EXPECT_EQ(base::testing::code_of([&] { return agreed_indemnity(fire, cny("-0.01")); }),
              "negative_amount");
}

std::string code_of(const Indemnity& input_bad) {
    return base::testing::code_of([&] { return indemnity(input_bad); });
}

TEST(SettlementIndemnity, WrongInputsAreNamed) {
    EXPECT_EQ(code_of(loss("1", "0", "1")), "no_value");
    EXPECT_EQ(code_of(loss("-1", "1", "1")), "negative_amount");
    EXPECT_EQ(code_of(loss("1", "1", "-1")), "negative_amount");
    EXPECT_EQ(code_of(loss("1", "1", "1", absolute("-1"))), "negative_amount");
    EXPECT_EQ(code_of(loss("1", "1", "1", percentage("101%"))), "share_out_of_range");
    EXPECT_EQ(code_of(loss("1", "1", "1", percentage("-1%"))), "share_out_of_range");
    EXPECT_EQ(code_of(loss("1", "1", "1", percentage("1% per year"))), "share_out_of_range");
    EXPECT_EQ(code_of(loss("1", "1", "1", {DeductibleKind::absolute, std::nullopt, Rate{0, 1}})),
              "no_deductible_amount");
    Indemnity mixed = loss("1", "1", "1");
    mixed.value = Money::parse("1 USD");
    EXPECT_EQ(code_of(mixed), "currency_mismatch");
}

// 银行卡规定 7; 民法典 592, 1173. 50,000 with 20 % own fault at 0.35 % on 30/360 over 180 days: the
// worked example of the rules, 40,000 + 70.00.
TEST(SettlementWrongDebit, PrincipalLessOwnFaultAndItsInterest) {
    const Explained result =
        wrong_debit({cny("50000"), Rate::parse("0.35% per year 30/360"), Date::parse("2025-09-01"),
                     Date::parse("2026-03-01"), Rate::parse("20%")});
    EXPECT_EQ(result.value.text(), "40070.00 CNY");
    EXPECT_EQ(amounts(result.why), (std::vector<std::pair<std::string, std::int64_t>>{
                                       {"principal", 4000000}, {"interest", 7000}}));
    EXPECT_EQ(amounts(result.why.lines[0]), (std::vector<std::pair<std::string, std::int64_t>>{
                                                {"debited", 5000000}, {"own_fault", -1000000}}));
    EXPECT_EQ(input(result.why.lines[1], "days"), "180");
    EXPECT_EQ(base::weakest_status(result.why), base::Status::official);
}

TEST(SettlementWrongDebit, WithoutAndWithNothingButOwnFault) {
    const auto debit = [](std::string_view fault) {
        return wrong_debit({cny("100"), Rate::parse("3.65% per year ACT/365"),
                            Date::parse("2025-01-01"), Date::parse("2025-04-11"),
                            Rate::parse(fault)});
    };
    EXPECT_EQ(debit("0%").value.decimal(), "101.00");
    EXPECT_EQ(debit("0%").why.lines[0].lines.size(), 1U);
    EXPECT_EQ(debit("1/3").value.decimal(), "67.34");  // 66.67 + 0.6667
    EXPECT_EQ(debit("100%").value.decimal(), "0.00");
    EXPECT_THROW((void)debit("101%"), base::Error);
    EXPECT_THROW((void)debit("-1%"), base::Error);
    EXPECT_THROW((void)debit("1% per day"), base::Error);
}

}  // namespace
}  // namespace accord::settlement
