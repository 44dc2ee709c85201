// Private lending and contracts in default: worked figures, keys of the limit, edges, refusals.
#include <gtest/gtest.h>

#include "ask_rule.hpp"
#include "throws.hpp"

namespace accord::settlement {
namespace {

using base::testing::code_of;
using testing::ask;
using testing::said;
using testing::Texts;
using testing::units_of;

const std::vector<std::string> old_line{"cn.lending.old_cap"};

Texts with(Texts given, const Texts& more) {
    given.insert(given.end(), more.begin(), more.end());
    return given;
}

std::string cap(const char* formed, const Texts& more = {}, const char* lender = "natural_person") {
    return said(ask("lending_cap", with({{"formed", formed}, {"lender", lender}}, more), old_line));
}

// INT-LPR-6 and -7; a limit is keyed by formation, and before 2020-08-20 by the suit.
TEST(SettlementLending, TheLimitAndItsKey) {
    EXPECT_EQ(cap("2020-08-20"), "15.4% per year");
    EXPECT_EQ(cap("2024-10-20"), "13.4% per year");
    EXPECT_EQ(cap("2024-11-01"), "12.4% per year");
    EXPECT_EQ(cap("2020-08-19", {{"sued", "2022-08-22"}}), "14.6% per year");
    EXPECT_EQ(cap("2019-01-01", {{"sued", "2020-08-19"}}), "24% per year");
    EXPECT_EQ(cap("2015-08-31", {{"sued", "2020-08-19"}}), "refused: before_interpretation");
    EXPECT_EQ(code_of([] { (void)cap("2020-08-19"); }), "needs_argument");
    EXPECT_EQ(code_of([] {
                  (void)cap("2020-08-19", {{"sued", "2020-08-18"}});
              }),
              "end_before_start");
    EXPECT_EQ(
        said(ask("lending_cap",
                 {{"formed", "2019-01-01"}, {"lender", "natural_person"}, {"sued", "2020-08-19"}})),
        "refused: unverified_rule");
    const Result late = ask("lending_cap", {{"formed", "2026-04-01"}, {"lender", "company"}});
    EXPECT_TRUE(base::is_provisional(std::get<Answer>(late).why));
    // The limit is no surer than the published rate that it multiplies.
    EXPECT_EQ(base::weakest_status(std::get<Answer>(late).why), base::Status::secondary);
}

TEST(SettlementLending, LendersOutsideTheRules) {
    EXPECT_EQ(cap("2024-11-01", {}, "company"), "12.4% per year");
    EXPECT_EQ(cap("2024-11-01", {}, "licensed"), "refused: licensed_lender");
    for (const char* lender : {"small_loan", "guarantee", "regional_equity", "pawn", "leasing",
                               "factoring", "local_asset_manager"}) {
        EXPECT_EQ(cap("2024-11-01", {}, lender), "refused: local_financial_organisation") << lender;
    }
}

Texts loan(const Texts& more) {
    return with({{"principal", "100000.00 CNY"},
                 {"lender", "natural_person"},
                 {"formed", "2024-11-01"},
                 {"start", "2024-11-01"},
                 {"end", "2025-11-01"}},
                more);
}

std::string lending(const Texts& given) {
    return said(ask("private_lending_interest", given, old_line));
}

// The transition of 31: 597 days at 24 % and 285 at 15.4 %.
TEST(SettlementLending, SplitWhereTheRulesChanged) {
    const Texts given{{"principal", "500000.00 CNY"}, {"lender", "natural_person"},
                      {"formed", "2019-01-01"},       {"start", "2019-01-01"},
                      {"end", "2021-06-01"},          {"rate", "24% per year"},
                      {"sued", "2021-06-01"}};
    EXPECT_EQ(lending(given), "256397.26 CNY");
    EXPECT_EQ(said(ask("private_lending_interest", given)), "refused: unverified_rule");
    // Nobody asks for the rules of before: 882 days at 15.4 %.
    EXPECT_EQ(lending(with(given, {{"old_rules", "false"}})), "186065.75 CNY");
}

TEST(SettlementLending, InTermAndOverdue) {
    EXPECT_EQ(lending(loan({})), "0.00 CNY");  // 24: none agreed
    EXPECT_EQ(lending(loan({{"rate", "12.4% per year"}})), "12400.00 CNY");
    EXPECT_EQ(lending(loan({{"rate", "12.4000001% per year"}})), "12400.00 CNY");
    EXPECT_EQ(lending(loan({{"rate", "36% per year"}})), "12400.00 CNY");
    EXPECT_EQ(lending(loan({{"rate", "1% per month"}})), "12000.00 CNY");
    EXPECT_EQ(lending(loan({{"rate", "2% per month"}})), "12400.00 CNY");
    // 28: 73 days in term, 292 overdue (a fifth and four fifths of the year).
    const auto overdue = [](const Texts& more) {
        return lending(loan(with({{"defaulted", "2025-01-13"}}, more)));
    };
    EXPECT_EQ(overdue({{"rate", "5% per year"}, {"overdue_rate", "10% per year"}}), "9000.00 CNY");
    EXPECT_EQ(overdue({{"rate", "5% per year"}}), "5000.00 CNY");
    EXPECT_EQ(overdue({{"overdue_rate", "20% per year"}}), "9920.00 CNY");
    EXPECT_EQ(overdue({}), "2480.00 CNY");  // 3.1 %, the quotation of the day of default
}

// 29: interest and all other overdue items together stay within the limit; 26: what was lent.
TEST(SettlementLending, PenaltyAndMoneyTakenOffInAdvance) {
    const auto overdue = [](const Texts& more) {
        return ask(
            "private_lending_interest",
            loan(with({{"defaulted", "2024-11-01"}, {"overdue_rate", "10% per year"}}, more)));
    };
    EXPECT_EQ(said(overdue({{"penalty", "2400.00 CNY"}})), "12400.00 CNY");
    EXPECT_EQ(said(overdue({{"penalty", "2399.99 CNY"}})), "12399.99 CNY");
    const Result above = overdue({{"penalty", "5000.00 CNY"}});
    EXPECT_EQ(said(above), "12400.00 CNY");
    EXPECT_EQ(units_of(std::get<Explained>(above).why, "penalty_within_cap"), 240000);
    EXPECT_EQ(said(overdue({{"deducted", "10000.00 CNY"}})), "9000.00 CNY");
    EXPECT_EQ(code_of([&] {
                  (void)overdue({{"deducted", "100000.01 CNY"}});
              }),
              "deducted_above_principal");
    EXPECT_EQ(code_of([] {
                  (void)lending(loan({{"penalty", "1.00 CNY"}}));
              }),
              "penalty_without_default");
    EXPECT_EQ(code_of([] {
                  (void)lending(loan({{"penalty", "1.00 CNY"}, {"defaulted", "2025-11-01"}}));
              }),
              "penalty_without_default");
}

TEST(SettlementLending, BothEndsOnceAndOnTheRulesOfItsDay) {
    const Texts both{{"both_ends", "true"}, {"rate", "3.65% per year"}};
    EXPECT_EQ(lending(loan(both)), "3660.00 CNY");
    const Result split =
        ask("private_lending_interest",
            loan(with(both, {{"defaulted", "2025-11-01"}, {"overdue_rate", "7.3% per year"}})));
    EXPECT_EQ(said(split), "3670.00 CNY");
    EXPECT_EQ(units_of(std::get<Explained>(split).why, "overdue_interest"), 2000);
    EXPECT_EQ(code_of([] {
                  (void)lending(with(loan({}), {{"rate", "5% per year ACT/360"}}));
              }),
              "rate_unit");
}

// INT-LPR-9 (27): 300,000 over three years at 15.4 %.
TEST(SettlementLending, CeilingOverRollovers) {
    const Texts given{{"principal", "300000.00 CNY"}, {"lender", "natural_person"},
                      {"formed", "2020-09-01"},       {"start", "2020-09-01"},
                      {"end", "2023-09-01"},          {"day_count", "30/360"}};
    const Result found = ask("rollover_ceiling", given);
    EXPECT_EQ(said(found), "438600.00 CNY");
    EXPECT_EQ(units_of(std::get<Explained>(found).why, "interest_at_cap"), 13860000);
}

Texts price(const char* defaulted, const char* end, const Texts& more = {}) {
    return with(
        {{"amount", "200000.00 CNY"}, {"defaulted", defaulted}, {"end", end}, {"uplift", "30%"}},
        more);
}

std::string late(const Texts& given) {
    return said(ask("contract_default_interest", given));
}

// 买卖合同解释 18(4): 4.485 % over 90 days (2.4 of the rules); the benchmark of 4.35 % × 1.3 to
// 2019-08-19 and 4.25 % × 1.3 from 2019-08-20, ten days of each.
TEST(SettlementContractDefault, LatePayment) {
    EXPECT_EQ(late(price("2024-01-02", "2024-04-01")), "2211.78 CNY");
    EXPECT_EQ(late(price("2019-08-10", "2019-08-20")), "309.86 CNY");
    EXPECT_EQ(late(price("2019-08-20", "2019-08-30")), "302.74 CNY");
    const Result across = ask("contract_default_interest", price("2019-08-10", "2019-08-30"));
    EXPECT_EQ(said(across), "612.60 CNY");
    EXPECT_EQ(std::get<Explained>(across).why.lines.size(), 2U);
    EXPECT_EQ(late(price("2019-08-10", "2019-08-20", {{"tenor", "gt_5y"}})), "349.04 CNY");
    EXPECT_EQ(late(price("2019-08-20", "2019-08-20")), "0.00 CNY");
    // With both ends the twentieth is a day of the new rate.
    EXPECT_EQ(late(price("2019-08-10", "2019-08-20", {{"both_ends", "true"}})), "340.14 CNY");
}

TEST(SettlementContractDefault, TheQuotationOfTheDefaultOrOfEachDay) {
    // 3.45 % to 2024-07-21, 3.35 % from 2024-07-22: 10 days of each.
    EXPECT_EQ(late(price("2024-07-12", "2024-08-01")), "491.51 CNY");
    EXPECT_EQ(late(price("2024-07-12", "2024-08-01", {{"lpr", "each_day"}})), "484.38 CNY");
    const auto provisional = [](const char* defaulted, const char* lpr) {
        const Result found =
            ask("contract_default_interest", price(defaulted, "2026-06-01", {{"lpr", lpr}}));
        return base::is_provisional(std::get<Explained>(found).why);
    };
    EXPECT_FALSE(provisional("2026-03-01", "at_default"));
    EXPECT_TRUE(provisional("2026-03-01", "each_day"));
    EXPECT_TRUE(provisional("2026-04-01", "at_default"));
}

TEST(SettlementContractDefault, BoundsOfTheUplift) {
    const auto uplift = [](const char* share) {
        return late({{"amount", "200000.00 CNY"},
                     {"defaulted", "2024-01-02"},
                     {"end", "2024-04-01"},
                     {"uplift", share}});
    };
    EXPECT_EQ(uplift("50%"), "2552.05 CNY");
    EXPECT_EQ(uplift("29.99%"), "refused: uplift_out_of_range");
    EXPECT_EQ(uplift("50.01%"), "refused: uplift_out_of_range");
    EXPECT_EQ(code_of([&] { (void)uplift("30% per year"); }), "rate_unit");
}

// 合同编通则解释 65: a loss of 100,000 bears a penalty of 130,000.
TEST(SettlementContractDefault, PenaltyAboveTheLoss) {
    const auto presumed = [](const char* penalty, const char* bad_faith) {
        return said(ask("penalty_presumption", {{"penalty", penalty},
                                                {"loss", "100000.00 CNY"},
                                                {"on", "2026-01-16"},
                                                {"bad_faith", bad_faith}}));
    };
    EXPECT_EQ(presumed("130000.00 CNY", "false"), "130000.00 CNY");
    EXPECT_EQ(presumed("130000.01 CNY", "false"), "130000.00 CNY");
    EXPECT_EQ(presumed("200000.00 CNY", "true"), "200000.00 CNY");

    // 130 % of the largest sum is no sum of money, and limits no penalty.
    const auto of_the_largest = said(
        ask("penalty_presumption",
            {{"penalty", "0.01 CNY"}, {"loss", "92233720368547758.07 CNY"}, {"on", "2026-01-16"}}));
    EXPECT_EQ(of_the_largest, "0.01 CNY");
}

// DEP-1 (合同编通则解释 68): the penal part of 100,000 with 40 % unperformed is 40,000.
TEST(SettlementContractDefault, DepositLostDoubledAndInPart) {
    const auto back = [](const char* defaulter, const Texts& more) {
        return said(
            ask("deposit",
                with({{"deposit", "100000.00 CNY"}, {"defaulter", defaulter}, {"on", "2026-01-16"}},
                     more)));
    };
    EXPECT_EQ(back("receiver", {{"unperformed", "40%"}}), "140000.00 CNY");
    EXPECT_EQ(back("receiver", {}), "200000.00 CNY");
    EXPECT_EQ(back("payer", {}), "0.00 CNY");
    EXPECT_EQ(back("payer", {{"price", "400000.00 CNY"}}), "20000.00 CNY");
    EXPECT_EQ(back("receiver", {{"price", "400000.00 CNY"}}), "180000.00 CNY");
    EXPECT_EQ(back("receiver", {{"price", "500000.00 CNY"}}), "200000.00 CNY");
    EXPECT_EQ(code_of([&] {
                  (void)back("payer", {{"unperformed", "101%"}});
              }),
              "share_out_of_range");
}

// CASE-CN-1: general interest over 455 days and the claim at filing; the fees stand with the fees.
TEST(SettlementCaseCn1, InterestOfTheWholeCase) {
    const auto general = [](const char* end) {
        return said(ask("interest", {{"principal", "500000.00 CNY"},
                                     {"rate", "6% per year ACT/365"},
                                     {"start", "2024-01-01"},
                                     {"end", end}}));
    };
    EXPECT_EQ(general("2025-03-31"), "37397.26 CNY");
    EXPECT_EQ(general("2024-06-01"), "12493.15 CNY");
    EXPECT_EQ(said(ask("delayed_performance_interest", {{"debt", "500000.00 CNY"},
                                                        {"instrument", "judgment"},
                                                        {"start", "2024-10-18"},
                                                        {"end", "2025-03-31"}})),
              "14350.00 CNY");
}

}  // namespace
}  // namespace accord::settlement
