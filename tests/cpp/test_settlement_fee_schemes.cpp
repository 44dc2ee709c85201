// Fees of American bodies and of ombudsman schemes, by name, at the ends of their bands.
#include <gtest/gtest.h>

#include "ask_rule.hpp"

namespace accord::settlement::testing {
namespace {

using Strings = std::vector<std::string>;

std::string aaa(const char* schedule, const char* amount, const char* on, Texts more = {},
                std::vector<std::string> accepted = {}) {
    more.emplace_back("schedule", schedule);
    more.emplace_back("amount", amount);
    more.emplace_back("on", on);
    return told("aaa_icdr_fee", more, std::move(accepted));
}

// The lowest band was read at a third party's page, the table above it is from memory.
TEST(SettlementFeeSchemes, AaaCommercial) {
    EXPECT_EQ(aaa("commercial", "0 USD", "2026-01-16"), "1725.00 USD");
    EXPECT_EQ(aaa("commercial", "74999.99 USD", "2026-01-16"), "1725.00 USD");
    EXPECT_EQ(aaa("commercial", "75000 USD", "2026-01-16"), "refused: unverified_rule");
    EXPECT_TRUE(
        aaa("commercial", "75000 USD", "2026-01-16", {}, {"us.aaa.commercial"}).ends_with(" USD"));
    EXPECT_EQ(aaa("commercial", "1 USD", "2026-01-16", {{"arbitrators", "3"}}),
              "error: not_for_this_kind");
    EXPECT_EQ(aaa("commercial", "1 USD", "2026-01-16", {{"arbitrators", "2"}}),
              "error: arbitrators_one_or_three");
    EXPECT_EQ(aaa("commercial", "1 CNY", "2026-01-16"), "error: currency_mismatch");
    EXPECT_EQ(aaa("commercial", "-1 USD", "2026-01-16"), "error: negative_amount");
}

// An older table, read above 500,000 alone: 25,000,000 → 11,500 + 12,500. The cap of the initial
// fee, 65,000, is reached at 560,000,000.
TEST(SettlementFeeSchemes, AaaCommercialOlder) {
    const auto older = [](const char* amount, Texts more = {}) {
        return aaa("commercial_older", amount, "2016-01-04", std::move(more));
    };
    EXPECT_EQ(older("500000 USD"), "refused: not_in_schedule");
    EXPECT_EQ(older("500000.01 USD"), "11200.00 USD");
    EXPECT_EQ(older("1000000 USD"), "11200.00 USD");
    EXPECT_EQ(older("1000000.01 USD"), "14700.00 USD");
    EXPECT_EQ(older("10000000 USD"), "14700.00 USD");
    EXPECT_EQ(older("10000000.01 USD"), "22500.00 USD");
    EXPECT_EQ(older("25000000 USD"), "24000.00 USD");
    EXPECT_EQ(older("559999900 USD"), "77499.99 USD");
    EXPECT_EQ(older("560000000 USD"), "77500.00 USD");
    EXPECT_EQ(older("900000000 USD"), "77500.00 USD");
    EXPECT_EQ(older("600000 USD", {{"arbitrators", "3"}}), "11200.00 USD");
    EXPECT_EQ(parts_of(ask("aaa_icdr_fee", {{"schedule", "commercial_older"},
                                            {"amount", "25000000 USD"},
                                            {"on", "2016-01-04"}})),
              (Strings{"initial_fee 11500.00 USD", "final_fee 12500.00 USD"}));
    EXPECT_EQ(aaa("commercial_older", "600000 USD", "2018-01-01"), "error: not_in_force");
}

// BCDR-AAA 2010: 2,000,000 → 8,200 + 3,250; an upper end is taken to belong to the lower band.
TEST(SettlementFeeSchemes, Bcdr) {
    const auto bcdr = [](const char* amount) { return aaa("bcdr_2010", amount, "2026-01-16"); };
    EXPECT_EQ(bcdr("10000 USD"), "975.00 USD");
    EXPECT_EQ(bcdr("10000.01 USD"), "1275.00 USD");
    EXPECT_EQ(bcdr("75000 USD"), "1275.00 USD");
    EXPECT_EQ(bcdr("75000.01 USD"), "2600.00 USD");
    EXPECT_EQ(bcdr("2000000 USD"), "11450.00 USD");
    EXPECT_EQ(bcdr("10000000 USD"), "14200.00 USD");
    EXPECT_EQ(bcdr("25000000 USD"), "20300.00 USD");
    EXPECT_EQ(bcdr("900000000 USD"), "71000.00 USD");
}

std::string individual(const char* filed_by, const char* arbitrators, const char* on) {
    return told("aaa_individual_fee",
                {{"filed_by", filed_by}, {"arbitrators", arbitrators}, {"on", on}});
}

// The consumer schedule of 2020: 200 and 300 (one arbitrator) or 425; a business that files pays
// 500 or 625 alone.
TEST(SettlementFeeSchemes, AaaIndividual) {
    EXPECT_EQ(individual("individual", "1", "2020-01-01"), "500.00 USD");
    EXPECT_EQ(individual("individual", "3", "2024-12-31"), "625.00 USD");
    EXPECT_EQ(individual("business", "1", "2020-01-01"), "500.00 USD");
    EXPECT_EQ(individual("business", "3", "2020-01-01"), "625.00 USD");
    EXPECT_EQ(individual("individual", "2", "2020-01-01"), "error: arbitrators_one_or_three");
    // Of 2025 the individual's fee alone was read: half a sum is no sum.
    EXPECT_EQ(individual("individual", "1", "2025-01-01"), "error: not_in_force");
    EXPECT_EQ(individual("individual", "1", "2019-12-31"), "error: not_in_force");
    EXPECT_EQ(
        parts_of(ask("aaa_individual_fee",
                     {{"filed_by", "individual"}, {"arbitrators", "3"}, {"on", "2020-01-02"}})),
        (Strings{"individual_fee 200.00 USD", "business_fee 425.00 USD"}));
}

// 5 days: all, 30: half, 60: a quarter; 500 is never given back.
TEST(SettlementFeeSchemes, AaaOlderRefund) {
    const auto refund = [](const char* fee, const char* days) {
        return told("aaa_older_refund", {{"fee", fee}, {"days", days}, {"on", "2016-01-04"}});
    };
    EXPECT_EQ(refund("5000 USD", "0"), "4500.00 USD");
    EXPECT_EQ(refund("5000 USD", "5"), "4500.00 USD");
    EXPECT_EQ(refund("5000 USD", "6"), "2500.00 USD");
    EXPECT_EQ(refund("5000 USD", "30"), "2500.00 USD");
    EXPECT_EQ(refund("5000 USD", "31"), "1250.00 USD");
    EXPECT_EQ(refund("5000 USD", "60"), "1250.00 USD");
    EXPECT_EQ(refund("5000 USD", "61"), "0.00 USD");
    EXPECT_EQ(refund("900 USD", "6"), "400.00 USD");
    EXPECT_EQ(refund("400 USD", "0"), "0.00 USD");
    EXPECT_EQ(refund("5000 USD", "-1"), "error: negative_count");
    EXPECT_EQ(refund("-1 USD", "0"), "error: negative_amount");
    EXPECT_EQ(refund("1 CNY", "0"), "error: currency_mismatch");
}

std::string finra(const char* amount, const char* arbitrators, const char* sessions,
                  Texts more = {}) {
    if (amount != nullptr) more.emplace_back("amount", amount);
    more.emplace_back("arbitrators", arbitrators);
    more.emplace_back("sessions", sessions);
    more.emplace_back("on", "2026-01-16");
    return told("finra_fees", more);
}

// Rules 12900, 12902, 12901. 250,000 with three arbitrators and four sessions: 1,425 + 4,500 +
// 1,700; bands are written "$.01 - $1,000", "$1,000.01 - $2,500".
TEST(SettlementFeeSchemes, Finra) {
    EXPECT_EQ(finra("250000 USD", "3", "4"), "7625.00 USD");
    EXPECT_EQ(finra("0.01 USD", "1", "0"), "200.00 USD");
    EXPECT_EQ(finra("1000 USD", "1", "0"), "200.00 USD");
    EXPECT_EQ(finra("1000.01 USD", "1", "0"), "225.00 USD");
    EXPECT_EQ(finra("2500 USD", "1", "1"), "275.00 USD");
    EXPECT_EQ(finra("25000 USD", "1", "1"), "1325.00 USD");
    EXPECT_EQ(finra("25000.01 USD", "3", "1"), "1950.00 USD");
    EXPECT_EQ(finra("1000000 USD", "3", "1"), "5690.00 USD");
    EXPECT_EQ(finra("1000000 USD", "3", "1", {{"schedule", "earlier"}}), "5675.00 USD");
    EXPECT_EQ(finra("20000000 USD", "3", "1"), "8200.00 USD");
    EXPECT_EQ(finra(nullptr, "3", "2"), "5900.00 USD");
    EXPECT_EQ(finra(nullptr, "1", "0", {{"schedule", "earlier"}}), "3575.00 USD");
    EXPECT_EQ(parts_of(ask("finra_fees", {{"amount", "250000 USD"},
                                          {"arbitrators", "3"},
                                          {"sessions", "4"},
                                          {"on", "2026-01-16"}})),
              (Strings{"filing_fee 1425.00 USD", "hearing_fee 4500.00 USD",
                       "member_surcharge 1700.00 USD"}));
}

TEST(SettlementFeeSchemes, FinraHasNoRowForThese) {
    EXPECT_EQ(finra("25000 USD", "3", "1"), "refused: not_in_schedule");
    EXPECT_EQ(finra("0 USD", "1", "0"), "error: zero_amount");
    EXPECT_EQ(finra("-1 USD", "1", "0"), "error: negative_amount");
    EXPECT_EQ(finra("1 CNY", "1", "0"), "error: currency_mismatch");
    EXPECT_EQ(finra("1 USD", "2", "0"), "error: arbitrators_one_or_three");
    EXPECT_EQ(finra("1 USD", "1", "-1"), "error: negative_count");
}

std::string fos(const char* payer, const char* cases, const char* reduced, const char* on,
                std::vector<std::string> accepted = {}) {
    return told("fos_case_fee",
                {{"payer", payer}, {"cases", cases}, {"reduced", reduced}, {"on", on}},
                std::move(accepted));
}

// 2025/26: 650 after 3 free cases, 475 for a represented case not upheld; a representative 250
// after 10, 175 of it credited where upheld. 10 cases → 4,550; 15 of which 3 upheld → 725.
TEST(SettlementFeeSchemes, Fos) {
    EXPECT_EQ(fos("firm", "10", "0", "2025-04-01"), "4550.00 GBP");
    EXPECT_EQ(fos("firm", "3", "0", "2025-04-01"), "0.00 GBP");
    EXPECT_EQ(fos("firm", "4", "0", "2026-03-31"), "650.00 GBP");
    EXPECT_EQ(fos("firm", "10", "7", "2026-01-16"), "3325.00 GBP");
    EXPECT_EQ(fos("firm", "10", "8", "2026-01-16"), "error: more_reduced_than_charged");
    EXPECT_EQ(fos("professional_representative", "15", "3", "2026-01-16"), "725.00 GBP");
    EXPECT_EQ(fos("professional_representative", "10", "0", "2026-01-16"), "0.00 GBP");
    EXPECT_EQ(fos("firm", "-1", "0", "2026-01-16"), "error: negative_count");
    EXPECT_EQ(fos("firm", "10", "-1", "2026-01-16"), "error: negative_count");
    EXPECT_EQ(fos("firm", "10", "0", "2025-03-31"), "error: not_in_force");
    // 680 and 260 were a proposal alone.
    EXPECT_EQ(fos("firm", "3", "0", "2026-04-01"), "refused: unverified_rule");
    EXPECT_EQ(fos("firm", "10", "0", "2026-04-01", {"gb.fos.firm.full"}), "4760.00 GBP");
    EXPECT_EQ(fos("firm", "9223372036854775807", "0", "2026-01-16"), "error: overflow");
}

std::string fdrc(const char* amount, const char* party, const char* hours,
                 const char* track = "mediation", const char* on = "2026-01-16") {
    return told(
        "fdrc_fee",
        {{"amount", amount}, {"party", party}, {"hours", hours}, {"track", track}, {"on", on}});
}

// Terms of January 2018. 150,000, 5.2 h, then documents → 7,700 and 26,500: a part of an hour is a
// full one.
TEST(SettlementFeeSchemes, Fdrc) {
    EXPECT_EQ(fdrc("150000 HKD", "claimant", "26/5", "documents"), "7700.00 HKD");
    EXPECT_EQ(fdrc("150000 HKD", "institution", "26/5", "documents"), "26500.00 HKD");
    EXPECT_EQ(fdrc("199999.99 HKD", "claimant", "4/1"), "1200.00 HKD");
    EXPECT_EQ(fdrc("200000 HKD", "claimant", "4/1"), "2200.00 HKD");
    EXPECT_EQ(fdrc("199999.99 HKD", "institution", "4/1"), "5000.00 HKD");
    EXPECT_EQ(fdrc("200000 HKD", "institution", "4/1"), "10000.00 HKD");
    EXPECT_EQ(fdrc("150000 HKD", "claimant", "0/1"), "1200.00 HKD");
    EXPECT_EQ(fdrc("150000 HKD", "claimant", "241/60"), "1950.00 HKD");
    EXPECT_EQ(fdrc("150000 HKD", "claimant", "5/1"), "1950.00 HKD");
    EXPECT_EQ(fdrc("150000 HKD", "claimant", "4/1", "hearing"), "18700.00 HKD");
    EXPECT_EQ(fdrc("150000 HKD", "institution", "4/1", "hearing"), "37500.00 HKD");
    EXPECT_EQ(fdrc("1000000 HKD", "claimant", "4/1"), "2200.00 HKD");
    EXPECT_EQ(fdrc("1000000.01 HKD", "claimant", "4/1"), "refused: above_limit");
    EXPECT_EQ(fdrc("150000 HKD", "claimant", "-1/1"), "error: negative_count");
    EXPECT_EQ(fdrc("-1 HKD", "claimant", "4/1"), "error: negative_amount");
    EXPECT_EQ(fdrc("1 CNY", "claimant", "4/1"), "error: currency_mismatch");
    EXPECT_EQ(fdrc("1 HKD", "claimant", "4/1", "mediation", "2017-12-31"), "error: not_in_force");
}

// Both sides' mediation, extended time included, is at most 20,000: below 200,000 each side has
// (20,000 − 6,000)/2 = 7,000 left for it, above that (20,000 − 12,000)/2 = 4,000.
TEST(SettlementFeeSchemes, FdrcExtendedTimeIsCapped) {
    EXPECT_EQ(fdrc("150000 HKD", "claimant", "13/1"), "7950.00 HKD");
    EXPECT_EQ(fdrc("150000 HKD", "claimant", "14/1"), "8200.00 HKD");
    EXPECT_EQ(fdrc("150000 HKD", "institution", "100/1"), "12000.00 HKD");
    EXPECT_EQ(fdrc("300000 HKD", "claimant", "6/1"), "5200.00 HKD");
    EXPECT_EQ(fdrc("300000 HKD", "claimant", "7/1"), "6200.00 HKD");
    EXPECT_EQ(fdrc("300000 HKD", "institution", "7/1"), "14000.00 HKD");
    EXPECT_EQ(parts_of(ask("fdrc_fee", {{"amount", "150000 HKD"},
                                        {"party", "claimant"},
                                        {"hours", "26/5"},
                                        {"track", "hearing"},
                                        {"on", "2026-01-16"}})),
              (Strings{"application_fee 200.00 HKD", "mediation_fee 1000.00 HKD",
                       "extended_time 1500.00 HKD", "documents_fee 5000.00 HKD",
                       "hearing_fee 12500.00 HKD"}));
}

std::string afca(const char* complaints, const char* stage, const char* on,
                 const char* gst = "false") {
    return told("afca_fee",
                {{"complaints", complaints}, {"stage", stage}, {"on", on}, {"gst", gst}});
}

// FY23 and FY24 as published (FY24 = FY23 × 1.0688 to the cent); five complaints are free.
TEST(SettlementFeeSchemes, Afca) {
    struct Stage {
        const char* stage;
        const char* fy23;
        const char* fy24;
    };
    for (const Stage& row :
         std::initializer_list<Stage>{{"registration_referral", "75.00 AUD", "80.16 AUD"},
                                      {"fast_track_case_management", "890.00 AUD", "951.23 AUD"},
                                      {"case_management", "1745.00 AUD", "1865.06 AUD"},
                                      {"fast_track_decision", "2570.00 AUD", "2746.82 AUD"},
                                      {"decision", "7570.00 AUD", "8090.82 AUD"}}) {
        EXPECT_EQ(afca("6", row.stage, "2023-06-30"), row.fy23);
        EXPECT_EQ(afca("6", row.stage, "2023-07-01"), row.fy24);
        EXPECT_EQ(afca("6", row.stage, "2024-07-01"), "error: not_in_force");
        EXPECT_EQ(afca("5", row.stage, "2023-07-01"), "0.00 AUD");
    }
    EXPECT_EQ(afca("8", "registration_referral", "2024-06-30"), "240.48 AUD");
    EXPECT_EQ(afca("8", "registration_referral", "2024-06-30", "true"), "264.53 AUD");
    EXPECT_EQ(afca("-1", "decision", "2024-06-30"), "error: negative_count");
    EXPECT_EQ(parts_of(ask("afca_fee", {{"complaints", "8"},
                                        {"stage", "registration_referral"},
                                        {"on", "2024-06-30"},
                                        {"gst", "true"}})),
              (Strings{"complaint_fees 240.48 AUD", "tax 24.05 AUD"}));
}

TEST(SettlementFeeSchemes, AfcaRegistration) {
    const auto registration = [](const char* on, const char* gst) {
        return told("afca_registration_fee", {{"on", on}, {"gst", gst}});
    };
    EXPECT_EQ(registration("2023-07-01", "false"), "375.55 AUD");
    EXPECT_EQ(registration("2024-07-01", "false"), "388.69 AUD");
    EXPECT_EQ(registration("2024-06-30", "true"), "413.11 AUD");  // 37.555 rounds up
    EXPECT_EQ(registration("2023-06-30", "false"), "error: not_in_force");
    EXPECT_EQ(registration("2025-07-01", "false"), "error: not_in_force");
}

// Mediation is free; adjudication 50, under NIMA 250; the limit rose to 150,000 on 2024-07-01.
TEST(SettlementFeeSchemes, Fidrec) {
    const auto fidrec = [](const char* amount, const char* stage, const char* scheme,
                           const char* on) {
        return told("fidrec_fee",
                    {{"amount", amount}, {"stage", stage}, {"scheme", scheme}, {"on", on}});
    };
    EXPECT_EQ(fidrec("150000 SGD", "mediation", "standard", "2024-07-01"), "0.00 SGD");
    EXPECT_EQ(fidrec("150000 SGD", "adjudication", "standard", "2024-07-01"), "50.00 SGD");
    EXPECT_EQ(fidrec("150000 SGD", "adjudication", "nima", "2024-07-01"), "250.00 SGD");
    EXPECT_EQ(fidrec("150000.01 SGD", "adjudication", "standard", "2024-07-01"),
              "refused: above_limit");
    EXPECT_EQ(fidrec("100000 SGD", "adjudication", "standard", "2024-06-30"), "50.00 SGD");
    EXPECT_EQ(fidrec("100000.01 SGD", "adjudication", "standard", "2024-06-30"),
              "refused: above_limit");
    EXPECT_EQ(fidrec("1 SGD", "mediation", "standard", "2005-08-30"), "error: not_in_force");
    EXPECT_EQ(fidrec("-1 SGD", "mediation", "standard", "2026-01-16"), "error: negative_amount");
    EXPECT_EQ(fidrec("1 CNY", "mediation", "standard", "2026-01-16"), "error: currency_mismatch");
}

}  // namespace
}  // namespace accord::settlement::testing
