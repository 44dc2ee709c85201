// Arbitration fees by name: every body's schedule at its ends and caps, and what is refused.
#include <gtest/gtest.h>

#include "accord/settlement/fee/hours.hpp"
#include "ask_rule.hpp"

namespace accord::settlement::testing {
namespace {

using Strings = std::vector<std::string>;
using money::Money;
using money::Rate;

std::string fee(const char* body, const char* amount, const char* on, Texts more = {},
                std::vector<std::string> accepted = {}) {
    more.emplace_back("body", body);
    more.emplace_back("amount", amount);
    more.emplace_back("on", on);
    return told("arbitration_fee", more, std::move(accepted));
}

struct Row {
    const char* amount;
    const char* fee;
};

void expect_fees(const char* body, const char* on, std::initializer_list<Row> rows) {
    for (const Row& row : rows) {
        EXPECT_EQ(fee(body, row.amount, on), row.fee) << body << " " << row.amount;
    }
}

// 贸仲 2015, schedule I, after the web-site code of an arbitration centre: registration 10,000 and
// the slices, 10,000 to 15,000,000.
TEST(SettlementFeeArbitration, CietacForeignRelated) {
    expect_fees("cietac_foreign", "2020-01-02",
                {{"0 CNY", "20000.00 CNY"},
                 {"250000 CNY", "20000.00 CNY"},
                 {"250000.12 CNY", "20000.00 CNY"},
                 {"250000.13 CNY", "20000.01 CNY"},
                 {"500000 CNY", "30000.00 CNY"},
                 {"1000000 CNY", "50000.00 CNY"},
                 {"1000000.01 CNY", "50000.00 CNY"},
                 {"1000001 CNY", "50000.04 CNY"},
                 {"3000000 CNY", "110000.00 CNY"},
                 {"20000000 CNY", "335000.00 CNY"},
                 {"300000000 CNY", "1845000.00 CNY"},
                 {"3167777775 CNY", "15009999.99 CNY"},
                 {"3167777780 CNY", "15010000.00 CNY"},
                 {"4000000000 CNY", "15010000.00 CNY"}});
    EXPECT_EQ(fee("cietac_foreign", "1 CNY", "2014-12-31"), "error: not_in_force");
    EXPECT_EQ(fee("cietac_foreign", "1 CNY", "2015-01-01"), "20000.00 CNY");
    EXPECT_EQ(fee("cietac_foreign", "1 CNY", "2023-12-31"), "20000.00 CNY");
    // The annex of the 2024 rules was not found, and the older one is not taken in its place.
    EXPECT_EQ(fee("cietac_foreign", "1 CNY", "2024-01-01"), "error: not_in_force");
}

// Schedule II: acceptance + handling, each rounded by itself.
TEST(SettlementFeeArbitration, CietacDomestic) {
    expect_fees("cietac_domestic", "2020-01-02",
                {{"800 CNY", "6100.00 CNY"},
                 {"1000 CNY", "6100.00 CNY"},
                 {"1000.10 CNY", "6100.01 CNY"},
                 {"30000 CNY", "7550.00 CNY"},
                 {"300000 CNY", "17550.00 CNY"},
                 {"1000000 CNY", "38050.00 CNY"},
                 {"8000000 CNY", "103550.00 CNY"}});
    const Result both =
        ask("arbitration_fee",
            {{"body", "cietac_domestic"}, {"amount", "300000.25 CNY"}, {"on", "2020-01-02"}});
    // Half a cent twice: 9,550.005 and 8,000.005.
    EXPECT_EQ(parts_of(both), (Strings{"acceptance_fee 9550.01 CNY", "handling_fee 8000.01 CNY"}));
}

// Two programs' codes contradict each other: no figure unless every entry is accepted by name.
TEST(SettlementFeeArbitration, CietacFinancialIsRefusedUnlessAccepted) {
    const std::vector<std::string> all{"cn.cietac.financial.registration", "cn.cietac.financial",
                                       "cn.cietac.financial.least"};
    EXPECT_EQ(fee("cietac_financial", "1 CNY", "2020-01-02"), "refused: unverified_rule");
    for (std::size_t left_out = 0; left_out < all.size(); ++left_out) {
        std::vector<std::string> some = all;
        some.erase(some.begin() + static_cast<std::ptrdiff_t>(left_out));
        EXPECT_EQ(fee("cietac_financial", "1 CNY", "2020-01-02", {}, some),
                  "refused: unverified_rule");
    }
    EXPECT_TRUE(fee("cietac_financial", "1 CNY", "2020-01-02", {}, all).ends_with(" CNY"));
    const Result accepted =
        ask("arbitration_fee",
            {{"body", "cietac_financial"}, {"amount", "1 CNY"}, {"on", "2020-01-02"}}, all);
    EXPECT_EQ(base::weakest_status(std::get<Explained>(accepted).why), base::Status::unverified);
}

// 贸仲 2005, domestic handling, read up to 20,000,000.
TEST(SettlementFeeArbitration, CietacHandlingOf2005EndsWhereItWasRead) {
    expect_fees("cietac_handling_2005", "2010-01-04",
                {{"50000 CNY", "1250.00 CNY"},
                 {"200000 CNY", "5000.00 CNY"},
                 {"10000000 CNY", "58000.00 CNY"},
                 {"20000000 CNY", "88000.00 CNY"},
                 {"20000000.01 CNY", "refused: not_in_schedule"}});
    EXPECT_EQ(fee("cietac_handling_2005", "1 CNY", "2015-01-01"), "error: not_in_force");
}

// 京价(收)字〔2002〕255号. The simple procedure cuts by half what lies above the fee at 500,000.
TEST(SettlementFeeArbitration, Beijing) {
    expect_fees("bac", "2016-01-04",
                {{"1000 CNY", "5100.00 CNY"},
                 {"300000 CNY", "16550.00 CNY"},
                 {"750000 CNY", "29550.00 CNY"},
                 {"2000000 CNY", "41550.00 CNY"}});
    const auto simple = [](const char* amount) {
        return fee("bac", amount, "2016-01-04", {{"procedure", "simple"}});
    };
    EXPECT_EQ(simple("300000 CNY"), "16550.00 CNY");
    EXPECT_EQ(simple("500000 CNY"), "24550.00 CNY");
    EXPECT_EQ(simple("500002 CNY"), "24550.02 CNY");
    EXPECT_EQ(simple("750000 CNY"), "27050.00 CNY");
    EXPECT_EQ(simple("1000000 CNY"), "29550.00 CNY");
    EXPECT_EQ(simple("1000000.01 CNY"), "34550.00 CNY");
    EXPECT_EQ(fee("bac", "1 CNY", "2019-09-01"), "error: not_in_force");
    EXPECT_EQ(fee("cmac", "1 CNY", "2016-01-04", {{"procedure", "simple"}}),
              "error: not_for_this_kind");
    const Result cut = ask(
        "arbitration_fee",
        {{"body", "bac"}, {"amount", "750000 CNY"}, {"on", "2016-01-04"}, {"procedure", "simple"}});
    EXPECT_EQ(parts_of(cut), (Strings{"acceptance_fee 14800.00 CNY", "handling_fee 12250.00 CNY"}));
}

// SHIAC 2015 and SCIA 2021 differ in the last slice alone: 0.5% and 0.65% above 50,000,000.
TEST(SettlementFeeArbitration, ShanghaiAndShenzhen) {
    expect_fees("shiac", "2020-01-02",
                {{"0 CNY", "20000.00 CNY"},
                 {"200000 CNY", "20000.00 CNY"},
                 {"285714 CNY", "20000.00 CNY"},
                 {"285715 CNY", "20000.03 CNY"},
                 {"1000000 CNY", "45000.00 CNY"},
                 {"5000000 CNY", "145000.00 CNY"},
                 {"10000000 CNY", "220000.00 CNY"},
                 {"50000000 CNY", "620000.00 CNY"},
                 {"60000000 CNY", "670000.00 CNY"}});
    expect_fees("scia", "2026-01-16",
                {{"200000 CNY", "20000.00 CNY"},
                 {"1000000 CNY", "45000.00 CNY"},
                 {"50000000 CNY", "620000.00 CNY"},
                 {"60000000 CNY", "685000.00 CNY"}});
    EXPECT_EQ(fee("shiac", "1 CNY", "2024-01-01"), "error: not_in_force");
    EXPECT_EQ(fee("scia", "1 CNY", "2021-09-13"), "error: not_in_force");
    EXPECT_EQ(fee("scia", "1 CNY", "2021-09-14"), "20000.00 CNY");
    // The older commission's table ends the day before.
    EXPECT_EQ(fee("shenzhen", "1000000 CNY", "2021-09-13"), "28350.00 CNY");
    EXPECT_EQ(fee("shenzhen", "1000000 CNY", "2021-09-14"), "error: not_in_force");
    EXPECT_EQ(fee("shiac", "1000000 CNY", "2020-01-02", {}), "45000.00 CNY");
    const Result parts =
        ask("arbitration_fee", {{"body", "shiac"}, {"amount", "100 CNY"}, {"on", "2020-01-02"}});
    EXPECT_EQ(parts_of(parts),
              (Strings{"registration_fee 10000.00 CNY", "amount_fee 10000.00 CNY"}));
}

// CMAC's and Shenyang's own tables; Shenyang's handling goes by bands, upper ends inclusive.
TEST(SettlementFeeArbitration, MaritimeAndShenyang) {
    expect_fees("cmac", "2026-01-16",
                {{"1000000 CNY", "38050.00 CNY"}, {"2000000 CNY", "47050.00 CNY"}});
    expect_fees("shenyang", "2026-01-16",
                {{"0 CNY", "3100.00 CNY"},
                 {"200000 CNY", "10550.00 CNY"},
                 {"200000.01 CNY", "12550.00 CNY"},
                 {"500000 CNY", "18550.00 CNY"},
                 {"500000.01 CNY", "20550.00 CNY"},
                 {"1000000.01 CNY", "26550.00 CNY"},
                 {"5000000 CNY", "45750.00 CNY"},
                 {"5000000.01 CNY", "47750.00 CNY"},
                 {"100000000 CNY", "503750.00 CNY"}});
}

// 仲裁委员会仲裁收费办法, annex: the low and the high end of what a commission may set.
TEST(SettlementFeeArbitration, TheRangeOfTheStateCouncil) {
    expect_fees("state_council_least", "2026-01-16",
                {{"1000 CNY", "40.00 CNY"},
                 {"1000.12 CNY", "40.00 CNY"},
                 {"1000.13 CNY", "40.01 CNY"},
                 {"50000 CNY", "2000.00 CNY"},
                 {"1000000 CNY", "11000.00 CNY"},
                 {"2000000 CNY", "13500.00 CNY"}});
    expect_fees("state_council_most", "2026-01-16",
                {{"1000 CNY", "100.00 CNY"},
                 {"1000.10 CNY", "100.01 CNY"},
                 {"50000 CNY", "2550.00 CNY"},
                 {"1000000 CNY", "18550.00 CNY"},
                 {"2000000 CNY", "23550.00 CNY"}});
    EXPECT_EQ(fee("state_council_most", "1 CNY", "1995-08-31"), "error: not_in_force");
    EXPECT_EQ(fee("state_council_most", "1 CNY", "1995-09-01"), "100.00 CNY");
}

// HKIAC: registration 8,000 and the administration fees of 2013 and of 2024; none was read between.
TEST(SettlementFeeArbitration, HongKong) {
    expect_fees("hkiac", "2026-01-16",
                {{"400000 HKD", "27800.00 HKD"},
                 {"400000.38 HKD", "27800.00 HKD"},
                 {"400000.39 HKD", "27800.01 HKD"},
                 {"1000000 HKD", "35000.00 HKD"},
                 {"5000000 HKD", "70450.00 HKD"},
                 {"50000000 HKD", "167000.00 HKD"},
                 {"400000000 HKD", "408000.00 HKD"},
                 {"900000000 HKD", "408000.00 HKD"}});
    EXPECT_EQ(fee("hkiac", "1000000 HKD", "2016-01-04"), "27400.00 HKD");
    EXPECT_EQ(fee("hkiac", "1000000 HKD", "2018-10-31"), "27400.00 HKD");
    EXPECT_EQ(fee("hkiac", "1000000 HKD", "2018-11-01"), "error: not_in_force");
    EXPECT_EQ(fee("hkiac", "1000000 HKD", "2024-05-31"), "error: not_in_force");
    EXPECT_EQ(fee("hkiac_arbitrator", "1000000 HKD", "2026-01-16"), "refused: unverified_rule");
    EXPECT_EQ(fee("hkiac", "1 CNY", "2026-01-16"), "error: currency_mismatch");
}

// SIAC's maxima of 2016. GST on the filing fee: 2,140 at 7%, 2,160 at 8% in the schedule itself.
TEST(SettlementFeeArbitration, Singapore) {
    expect_fees("siac", "2020-01-02",
                {{"40000 SGD", "5800.00 SGD"},
                 {"50000 SGD", "5800.00 SGD"},
                 {"50000.23 SGD", "5800.01 SGD"},
                 {"750000 SGD", "14200.00 SGD"},
                 {"3000000 SGD", "26400.00 SGD"},
                 {"60000000 SGD", "82800.00 SGD"},
                 {"100000000 SGD", "97000.00 SGD"},
                 {"200000000 SGD", "97000.00 SGD"}});
    EXPECT_EQ(fee("siac", "750000 SGD", "2020-01-02", {{"filing_tax", "7%"}}), "14340.00 SGD");
    EXPECT_EQ(fee("siac", "750000 SGD", "2020-01-02", {{"filing_tax", "8%"}}), "14360.00 SGD");
    EXPECT_EQ(fee("siac", "1 SGD", "2020-01-02", {{"filing_tax", "-1%"}}),
              "error: share_out_of_range");
    EXPECT_EQ(fee("hkiac", "1 HKD", "2026-01-16", {{"filing_tax", "7%"}}),
              "error: not_for_this_kind");
    // Of 2025 the filing fee alone was read.
    EXPECT_EQ(fee("siac", "1 SGD", "2025-01-01"), "error: not_in_force");
    // Of the arbitrator's table the first two rows.
    expect_fees("siac_arbitrator", "2020-01-02",
                {{"50000 SGD", "6250.00 SGD"},
                 {"100000 SGD", "13150.00 SGD"},
                 {"100000.01 SGD", "refused: not_in_schedule"}});
}

// ICC published totals at 1,000,000; at any other amount the slices are from memory.
TEST(SettlementFeeArbitration, Icc) {
    EXPECT_EQ(fee("icc_administration", "1000000 USD", "2011-12-31"), "error: not_in_force");
    EXPECT_EQ(fee("icc_administration", "1000000 USD", "2016-12-31"), "21715.00 USD");
    EXPECT_EQ(fee("icc_administration", "1000000 USD", "2017-01-01"), "23335.00 USD");
    EXPECT_EQ(fee("icc_arbitrator_least", "1000000 USD", "2020-01-02"), "14627.00 USD");
    EXPECT_EQ(fee("icc_arbitrator_most", "1000000 USD", "2020-01-02"), "64130.00 USD");
    for (const char* body : {"icc_administration", "icc_arbitrator_least", "icc_arbitrator_most"}) {
        EXPECT_EQ(fee(body, "999999.99 USD", "2020-01-02"), "refused: unverified_rule") << body;
        EXPECT_EQ(fee(body, "1000000.01 USD", "2020-01-02"), "refused: unverified_rule") << body;
        EXPECT_EQ(fee(body, "1000000 CNY", "2020-01-02"), "error: currency_mismatch") << body;
    }
    const std::string accepted = fee("icc_arbitrator_least", "999999.99 USD", "2020-01-02", {},
                                     {"int.icc.arbitrator_least"});
    EXPECT_TRUE(accepted.ends_with(" USD"));
}

TEST(SettlementFeeArbitration, WhatIsNoAmountOrNoBodyIsAnError) {
    EXPECT_EQ(fee("bac", "-0.01 CNY", "2016-01-04"), "error: negative_amount");
    EXPECT_EQ(fee("bac", "1 HKD", "2016-01-04"), "error: currency_mismatch");
    EXPECT_EQ(fee("bach", "1 CNY", "2016-01-04").substr(0, 6), "error:");
}

std::string refund(const char* stage, const char* share = nullptr) {
    Texts given{{"fee", "1000 CNY"}, {"stage", stage}, {"on", "2026-01-16"}};
    if (share != nullptr) given.emplace_back("share", share);
    return told("arbitration_refund", given);
}

// 仲裁委员会仲裁收费办法 12, 11.
TEST(SettlementFeeArbitration, Refund) {
    EXPECT_EQ(refund("before_tribunal"), "1000.00 CNY");
    EXPECT_EQ(refund("after_tribunal", "1/3"), "333.33 CNY");
    EXPECT_EQ(refund("after_tribunal", "0%"), "0.00 CNY");
    EXPECT_EQ(refund("after_tribunal", "100%"), "1000.00 CNY");
    EXPECT_EQ(refund("deemed_withdrawn"), "0.00 CNY");
    EXPECT_EQ(refund("after_tribunal"), "error: needs_argument");
    EXPECT_EQ(refund("after_tribunal", "100.01%"), "error: share_out_of_range");
    EXPECT_EQ(refund("before_tribunal", "1/2"), "error: not_for_this_kind");
    EXPECT_EQ(refund("deemed_withdrawn", "1/2"), "error: not_for_this_kind");
}

std::string emergency(const char* body, const char* on, Texts more = {}) {
    more.emplace_back("body", body);
    more.emplace_back("on", on);
    return told("emergency_arbitrator_fee", more);
}

// A journal's comparison of the bodies' rules; BAC and LCIA after law firms' notes.
TEST(SettlementFeeArbitration, EmergencyArbitrator) {
    EXPECT_EQ(emergency("hkiac", "2026-01-16"), "250000.00 HKD");
    EXPECT_EQ(emergency("icc", "2026-01-16"), "40000.00 USD");
    EXPECT_EQ(emergency("siac", "2026-01-16"), "5000.00 SGD");
    EXPECT_EQ(emergency("cietac", "2026-01-16"), "30000.00 CNY");
    EXPECT_EQ(emergency("lcia", "2026-01-16"), "35000.00 GBP");
    EXPECT_EQ(emergency("lcia", "2023-11-30"), "31000.00 GBP");
    EXPECT_EQ(emergency("lcia", "2020-09-30"), "error: not_in_force");
    EXPECT_EQ(emergency("scia", "2026-01-16"), "10000.00 CNY");
    EXPECT_EQ(emergency("scia", "2026-01-16", {{"measures", "3"}}), "14000.00 CNY");
    EXPECT_EQ(emergency("scia", "2026-01-16", {{"measures", "0"}}), "error: no_measures");
    EXPECT_EQ(emergency("icc", "2026-01-16", {{"measures", "2"}}), "error: not_for_this_kind");
    EXPECT_EQ(emergency("bac", "2026-01-16", {{"arbitrator_fee", "20000 CNY"}, {"measures", "2"}}),
              "32000.00 CNY");
    EXPECT_EQ(emergency("bac", "2026-01-16", {{"arbitrator_fee", "19999.99 CNY"}}),
              "refused: outside_range");
    EXPECT_EQ(emergency("bac", "2026-01-16", {{"arbitrator_fee", "-1 CNY"}}),
              "error: negative_amount");
    EXPECT_EQ(emergency("bac", "2026-01-16", {{"arbitrator_fee", "20000 USD"}}),
              "error: currency_mismatch");
    EXPECT_EQ(emergency("bac", "2026-01-16"), "error: needs_argument");
    EXPECT_EQ(emergency("scia", "2026-01-16", {{"arbitrator_fee", "20000 CNY"}}),
              "error: not_for_this_kind");
    EXPECT_EQ(parts_of(ask("emergency_arbitrator_fee", {{"body", "bac"},
                                                        {"on", "2026-01-16"},
                                                        {"measures", "3"},
                                                        {"arbitrator_fee", "30000 CNY"}})),
              (Strings{"application_fee 10000.00 CNY", "further_measures 4000.00 CNY",
                       "arbitrator_fee 30000.00 CNY"}));
}

LciaCosts example_of_hours() {
    return {calendar::Date::parse("2026-01-16"),
            {{Rate::parse("120/1"), Money::parse("500 GBP")}},
            {},
            {{Rate::parse("20/1"), Money::parse("285 GBP")}}};
}

// LCIA 2023: 120 h at 500, 20 h at 285 → 1,950 + 60,000 + 5,700 + 5% of 60,000.
TEST(SettlementFeeArbitration, LciaCosts) {
    const Law law{testing_law::law()};
    const Explained costs = lcia_costs(example_of_hours(), law);
    EXPECT_EQ(costs.value.text(), "70650.00 GBP");
    EXPECT_EQ(parts_of(costs), (Strings{"registration_fee 1950.00 GBP",
                                        "tribunal_fees 60000.00 GBP", "secretary_fees 0.00 GBP",
                                        "secretariat_fees 5700.00 GBP", "overheads 3000.00 GBP"}));
    LciaCosts thirds = example_of_hours();
    // Three times 1/3 h at 250.01: 83.336667 each, 250.01 together; the overheads are 5% of that.
    thirds.tribunal.assign(3, {Rate::parse("1/3"), Money::parse("250.01 GBP")});
    thirds.secretariat.clear();
    EXPECT_EQ(parts_of(lcia_costs(thirds, law))[1], "tribunal_fees 250.01 GBP");
    EXPECT_EQ(parts_of(lcia_costs(thirds, law))[4], "overheads 12.50 GBP");
}

TEST(SettlementFeeArbitration, LciaRatesStayInsideTheSchedule) {
    const Law law{testing_law::law()};
    const auto tribunal = [&](const char* hours, const char* rate) -> std::string {
        LciaCosts input = example_of_hours();
        input.tribunal = {{Rate::parse(hours), Money::parse(rate)}};
        try {
            return lcia_costs(input, law).value.text();
        } catch (const Refused& no) {
            return no.refusal.code;
        } catch (const base::Error& error) {
            return error.code();
        }
    };
    EXPECT_EQ(tribunal("0/1", "250 GBP"), "7650.00 GBP");
    EXPECT_EQ(tribunal("1/1", "650 GBP"), "8332.50 GBP");
    EXPECT_EQ(tribunal("1/1", "249.99 GBP"), "outside_range");
    EXPECT_EQ(tribunal("1/1", "650.01 GBP"), "outside_range");
    EXPECT_EQ(tribunal("1/1", "500 USD"), "currency_mismatch");
    EXPECT_EQ(tribunal("1/1", "-500 GBP"), "negative_amount");
    EXPECT_EQ(tribunal("-1/1", "500 GBP"), "negative_count");
    LciaCosts input = example_of_hours();
    input.secretariat = {{Rate::parse("1/1"), Money::parse("286 GBP")}};
    EXPECT_THROW((void)lcia_costs(input, law), Refused);
    input = example_of_hours();
    input.secretary = {{Rate::parse("1/1"), Money::parse("99.99 GBP")}};
    EXPECT_THROW((void)lcia_costs(input, law), Refused);
    input = example_of_hours();
    input.on = calendar::Date::parse("2023-11-30");
    EXPECT_THROW((void)lcia_costs(input, law), base::Error);
}

}  // namespace
}  // namespace accord::settlement::testing
