// Penalty and compound interest of bank loans, the overdue loan of a whole story, credit cards.
#include "abroad_rules.hpp"

namespace accord::settlement {
namespace {

using namespace abroad_testing;

const Texts penalty = {{"principal", "200000 CNY"},
                       {"contract_rate", "5% per year"},
                       {"uplift", "3/2"},
                       {"start", "2025-06-01"},
                       {"end", "2025-07-01"}};

// 银发〔2003〕251号; 200,000 × 7.5 % / 360 × 30 = 1,250 (inputs read at scwest.cn/post/41354.html);
// the rate itself, 5 % × 1.5 = 7.5 %.
TEST(SettlementAbroadBank, PenaltyInterest) {
    const Explained result = figure(ask("loan_penalty_interest", penalty));
    EXPECT_EQ(result.value.text(), "1250.00 CNY");
    EXPECT_EQ(input_of(result.why, "rate"), "7.5% per year");
    EXPECT_EQ(said("loan_penalty_interest", with(penalty, "day_count", "ACT/365")), "1232.88 CNY");
    EXPECT_EQ(said("loan_penalty_interest", with(penalty, "end", "2025-06-01")), "0.00 CNY");
}

TEST(SettlementAbroadBank, TheUpliftStaysInItsRange) {
    const auto uplift = [&](const char* text, const char* kind) {
        return said("loan_penalty_interest", with(with(penalty, "uplift", text), "kind", kind));
    };
    EXPECT_EQ(uplift("130%", "overdue"), "1083.33 CNY");
    EXPECT_EQ(uplift("129.99%", "overdue"), "refused: penalty_uplift_outside");
    EXPECT_EQ(uplift("150.01%", "overdue"), "refused: penalty_uplift_outside");
    EXPECT_EQ(uplift("150%", "misuse"), "1250.00 CNY");
    EXPECT_EQ(uplift("149.99%", "misuse"), "refused: penalty_uplift_outside");
    EXPECT_EQ(uplift("2/1", "misuse"), "1666.67 CNY");
    EXPECT_EQ(uplift("200.01%", "misuse"), "refused: penalty_uplift_outside");
    EXPECT_EQ(uplift("3/2", "late"), "error: unknown_name");
    EXPECT_EQ(uplift("3/2 per year", "overdue"), "error: rate_unit");
}

TEST(SettlementAbroadBank, LoansFrom2004On) {
    EXPECT_EQ(said("loan_penalty_interest", with(penalty, "made", "2004-01-01")), "1250.00 CNY");
    EXPECT_EQ(said("loan_penalty_interest", with(penalty, "made", "2003-12-31")),
              "refused: loan_before_rule");
    EXPECT_EQ(said("loan_penalty_interest", with(penalty, "made", "2025-06-02")),
              "error: made_after_start");
    EXPECT_EQ(said("loan_penalty_interest", with(penalty, "contract_rate", "5% per year ACT/360")),
              "error: rate_unit");
    EXPECT_EQ(said("loan_penalty_interest", with(penalty, "end", "2025-05-31")),
              "error: end_before_start");
    EXPECT_EQ(said("loan_penalty_interest", with(penalty, "principal", "-0.01 CNY")),
              "error: negative_amount");
}

const Texts compound = {{"unpaid_interest", "3000 CNY"},
                        {"contract_rate", "5% per year"},
                        {"uplift", "3/2"},
                        {"start", "2025-06-01"},
                        {"end", "2025-07-01"}};

// 银发〔2003〕251号: 3,000 × 7.5 % / 360 × 30 = 18.75; how often it rolls up is the contract's.
TEST(SettlementAbroadBank, CompoundInterest) {
    EXPECT_EQ(said("loan_compound_interest", compound), "18.75 CNY");
    // 20 days 12.50; 3,012.50 over 10 days 6.276… → 6.28.
    const Explained rolled =
        figure(ask("loan_compound_interest", compound, {{"settled", {{"2025-06-21"}}}}));
    EXPECT_EQ(rolled.value.text(), "18.78 CNY");
    EXPECT_EQ(lines_of(rolled.why), (Lines{{"compound_run", 1250}, {"compound_run", 628}}));
    EXPECT_EQ(input_of(rolled.why.lines[1], "base"), "3012.50 CNY");
    for (const char* bad : {"2025-06-01", "2025-07-01", "2025-08-01"}) {
        EXPECT_EQ(said("loan_compound_interest", compound, {{"settled", {{bad}}}}),
                  "error: bad_settlement_day");
    }
    EXPECT_EQ(
        said("loan_compound_interest", compound, {{"settled", {{"2025-06-21"}, {"2025-06-21"}}}}),
        "error: bad_settlement_day");
}

const Texts loan = {{"principal", "500000 CNY"},  {"series", "cn.lpr.1y"},
                    {"spread", "1.55% per year"}, {"uplift", "3/2"},
                    {"made", "2024-03-01"},       {"start", "2025-02-28"},
                    {"end", "2026-01-16"}};
const RowTexts paid = {{"payments", {{"2025-06-30", "20000 CNY"}}}};

// A bank loan with a joint guarantor: 1-year LPR + 155 bp repriced each 1 January, × 1.5, ACT/360;
// 民法典 561 sets 20,000 off. Every figure of the story's money.
TEST(SettlementAbroadBank, AnOverdueLoanLineByLine) {
    const Explained result = figure(ask("overdue_loan_interest", loan, paid));
    EXPECT_EQ(result.value.text(), "510845.99 CNY");
    EXPECT_EQ(lines_of(result.why), (Lines{{"interest", 1902724}, {"principal", 49181875}}));
    const base::Line& interest = result.why.lines[0];
    EXPECT_EQ(
        lines_of(interest),
        (Lines{{"interest_period", 1181875}, {"set_off", -1181875}, {"interest_period", 1902724}}));
    EXPECT_EQ(input_of(interest.lines[0].lines[0], "days"), "122");
    EXPECT_EQ(input_of(interest.lines[0].lines[0], "rate"), "6.975% per year");
    EXPECT_EQ(lines_of(interest.lines[2]), (Lines{{"segment", 1762863}, {"segment", 139861}}));
    EXPECT_EQ(input_of(interest.lines[2].lines[0], "days"), "185");
    EXPECT_EQ(input_of(interest.lines[2].lines[1], "rate"), "6.825% per year");
    EXPECT_EQ(lines_of(result.why.lines[1]), (Lines{{"lent", 50000000}, {"set_off", -818125}}));
    EXPECT_FALSE(base::is_provisional(result.why));
    // The rate of 2025 does not depend on when the loan was made.
    Texts unsaid = loan;
    std::erase_if(unsaid, [](const auto& pair) { return pair.first == "made"; });
    EXPECT_EQ(said("overdue_loan_interest", unsaid, paid), "510845.99 CNY");
}

TEST(SettlementAbroadBank, TheSameLoanWithoutTheUplift) {
    const Explained result =
        figure(ask("overdue_loan_interest", with(loan, "uplift", "1/1"), paid));
    EXPECT_EQ(result.value.text(), "500462.39 CNY");
    EXPECT_EQ(lines_of(result.why), (Lines{{"interest", 1258322}, {"principal", 48787917}}));
    const base::Line& interest = result.why.lines[0];
    EXPECT_EQ(interest.lines[0].amount.count, 787917);
    EXPECT_EQ(lines_of(interest.lines[2]), (Lines{{"segment", 1165828}, {"segment", 92494}}));
    EXPECT_EQ(said("overdue_loan_interest", with(loan, "uplift", "6/5"), paid),
              "refused: penalty_uplift_outside");
}

// ACT/365 throughout: 18,760.41; 18,760.42 when each segment is rounded, which is the trap.
TEST(SettlementAbroadBank, OneRoundingBetweenTwoPayments) {
    const Explained result =
        figure(ask("overdue_loan_interest", with(loan, "day_count", "ACT/365"), paid));
    EXPECT_EQ(result.why.lines[0].amount.count, 1876041);
    EXPECT_EQ(result.why.lines[0].lines[0].amount.count, 1165685);
}

TEST(SettlementAbroadBank, CostsComeFirstAndTooMuchStandsBeside) {
    const Texts with_costs = with(loan, "costs", "1000 CNY");
    const Explained result = figure(ask("overdue_loan_interest", with_costs, paid));
    EXPECT_EQ(result.why.lines[0].label, "costs");
    EXPECT_EQ(lines_of(result.why.lines[0]), (Lines{{"costs_owed", 100000}, {"set_off", -100000}}));
    EXPECT_EQ(result.why.lines[2].amount.count, 49281875);
    // Less than the interest: nothing comes off the principal.
    const Explained little = figure(
        ask("overdue_loan_interest", loan, {{"payments", {{"2025-06-30", "11818.74 CNY"}}}}));
    EXPECT_EQ(little.why.lines[1].amount.count, 50000000);
    // 500,000 + 11,818.75 are owed on that day.
    const Explained over = figure(
        ask("overdue_loan_interest", loan, {{"payments", {{"2025-06-30", "511818.76 CNY"}}}}));
    EXPECT_EQ(over.value.text(), "0.00 CNY");
    EXPECT_EQ(over.why.lines.back().label, "overpaid");
    EXPECT_EQ(over.why.lines.back().amount.count, 1);
    EXPECT_EQ(said("overdue_loan_interest", loan,
                   {{"payments", {{"2026-01-16", "10845.99 CNY"}, {"2025-06-30", "20000 CNY"}}}}),
              "500000.00 CNY");
}

TEST(SettlementAbroadBank, RepricingDays) {
    // Never repriced: 3.45 % of the day it was made, + 1.55 %, × 1.5 = 7.5 %.
    const Explained never = figure(ask("overdue_loan_interest", with(loan, "repriced", "never")));
    ASSERT_EQ(never.why.lines[0].lines[0].lines.size(), 1U);
    EXPECT_EQ(input_of(never.why.lines[0].lines[0].lines[0], "rate"), "7.5% per year");
    // On the anniversary: until 2025-03-01 at 7.5 %, then at 3.10 % + 1.55 %.
    const Explained yearly =
        figure(ask("overdue_loan_interest", with(loan, "repriced", "anniversary")));
    const base::Line& period = yearly.why.lines[0].lines[0];
    ASSERT_EQ(period.lines.size(), 2U);
    EXPECT_EQ(input_of(period.lines[0], "to"), "2025-03-01");
    EXPECT_EQ(input_of(period.lines[1], "rate"), "6.975% per year");
    Texts unsaid = with(loan, "repriced", "never");
    std::erase_if(unsaid, [](const auto& pair) { return pair.first == "made"; });
    EXPECT_EQ(said("overdue_loan_interest", unsaid), "error: needs_argument");
}

TEST(SettlementAbroadBank, AYearWhoseRateIsNotYetFixedIsProvisional) {
    // Known until 2026-03-19: 2026's rate was fixed on 1 January, 2027's is not yet.
    const Explained in_2026 = figure(ask("overdue_loan_interest", with(loan, "end", "2027-01-01")));
    EXPECT_FALSE(base::is_provisional(in_2026.why));
    const Explained in_2027 = figure(ask("overdue_loan_interest", with(loan, "end", "2027-01-02")));
    EXPECT_TRUE(base::is_provisional(in_2027.why));
}

TEST(SettlementAbroadBank, PaymentsAreChecked) {
    const auto payment = [](const char* date, const char* amount) {
        return said("overdue_loan_interest", loan, {{"payments", {{date, amount}}}});
    };
    EXPECT_EQ(payment("2025-02-27", "1 CNY"), "error: payment_outside_period");
    EXPECT_EQ(payment("2026-01-17", "1 CNY"), "error: payment_outside_period");
    EXPECT_EQ(payment("2025-06-30", "0 CNY"), "error: not_positive");
    EXPECT_EQ(payment("2025-06-30", "1 USD"), "error: currency_mismatch");
    EXPECT_EQ(said("overdue_loan_interest", with(loan, "made", "2003-12-31")),
              "refused: loan_before_rule");
    EXPECT_EQ(said("overdue_loan_interest", with(loan, "spread", "-5% per year")),
              "error: rate_unit");
}

const Texts card = {{"rate", "0.05% per day"}, {"until", "2025-05-05"}};
const RowTexts account = {{"charges", {{"2025-03-30", "1000 CNY"}}},
                          {"payments", {{"2025-04-23", "100 CNY"}}}};

// A bank's published example (sidaben.com/5948.html): 1,000 × 0.05 % × 24 + 900 × 0.05 % × 13.
TEST(SettlementAbroadBank, FullBalanceInterestOfACard) {
    const Explained result = figure(ask("card_interest", card, account));
    EXPECT_EQ(result.value.text(), "17.85 CNY");
    EXPECT_EQ(lines_of(result.why), (Lines{{"balance_run", 1200}, {"balance_run", 585}}));
    EXPECT_EQ(input_of(result.why.lines[0], "days"), "24");
    EXPECT_EQ(input_of(result.why.lines[1], "days"), "13");
    EXPECT_EQ(said("card_interest", with(card, "until", "2025-03-30"),
                   {{"charges", {{"2025-03-30", "1000 CNY"}}}}),
              "0.50 CNY");
    // A surplus bears nothing and serves the next charge.
    EXPECT_EQ(said("card_interest", with(card, "until", "2025-04-02"),
                   {{"charges", {{"2025-04-02", "1200 CNY"}, {"2025-03-30", "1000 CNY"}}},
                    {"payments", {{"2025-03-31", "1200 CNY"}}}}),
              "1.00 CNY");
}

TEST(SettlementAbroadBank, TheCardRateIsCappedUntilTheEndOf2020) {
    const auto at = [](const char* rate, const char* posted) {
        return said("card_interest", {{"rate", rate}, {"until", "2021-02-01"}},
                    {{"charges", {{posted, "1000 CNY"}}}});
    };
    EXPECT_EQ(at("0.05% per day", "2020-12-31"), "16.50 CNY");
    EXPECT_EQ(at("0.0501% per day", "2020-12-31"), "refused: card_rate_outside");
    EXPECT_EQ(at("0.035% per day", "2020-12-31"), "11.55 CNY");
    EXPECT_EQ(at("0.0349% per day", "2020-12-31"), "refused: card_rate_outside");
    EXPECT_EQ(at("0.06% per day", "2021-01-01"), "19.20 CNY");
    EXPECT_EQ(at("0.05% per day", "2016-12-31"), "refused: card_before_rule");
    EXPECT_EQ(at("18% per year", "2021-01-01"), "error: rate_unit");
    EXPECT_EQ(at("0.05% per day", "2021-02-02"), "error: charge_after_end");
    EXPECT_EQ(said("card_interest", card, {{"charges", {}}}), "error: no_charges");
    EXPECT_EQ(
        said("card_interest", card,
             {{"charges", {{"2025-03-30", "1 CNY"}}}, {"payments", {{"2025-03-29", "1 CNY"}}}}),
        "error: payment_outside_period");
}

// 5 % of the minimum not paid: usual practice, from memory, and so refused unless accepted.
TEST(SettlementAbroadBank, TheLateChargeIsNotVerified) {
    const Texts given = {{"minimum", "100 CNY"}, {"on", "2025-04-24"}};
    const std::vector<std::string> accept = {"cn.card.late_charge_share"};
    EXPECT_EQ(said("card_late_charge", given), "refused: unverified_rule");
    EXPECT_EQ(said("card_late_charge", given, {}, accept), "5.00 CNY");
    EXPECT_EQ(said("card_late_charge", with(given, "paid", "40 CNY"), {}, accept), "3.00 CNY");
    EXPECT_EQ(said("card_late_charge", with(given, "paid", "140 CNY"), {}, accept), "0.00 CNY");
    EXPECT_EQ(said("card_late_charge", with(given, "on", "2016-12-31"), {}, accept),
              "refused: card_before_rule");
}

}  // namespace
}  // namespace accord::settlement
