// Every clause that a figure names stands in the table of clauses, with the same status.
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "accord/base/json.hpp"
#include "accord/settlement/fee/court.hpp"
#include "accord/settlement/indemnity/indemnity.hpp"
#include "accord/settlement/interest/simple.hpp"
#include "accord/settlement/loss/wrong_debit.hpp"
#include "ask_rule.hpp"

namespace accord::settlement {
namespace {

using calendar::Date;
using money::Money;
using money::Rate;
using testing::ask;
using testing::Texts;
using testing_law::law;

std::map<std::string, base::Status> clause_table() {
    const base::Json root = base::parse_json(testing_law::law_text("clauses_cn.json"), "clauses");
    std::map<std::string, base::Status> table;
    for (const base::Json& row :
         base::as_array(base::member(base::as_object(root, ""), "clauses", ""), "")) {
        const base::JsonObject& object = base::as_object(row, "");
        table.emplace(
            base::as_text(base::member(object, "id", ""), ""),
            base::status_from_text(base::as_text(base::member(object, "status", ""), "")));
    }
    return table;
}

void collect(const base::Line& line, std::set<base::Clause>& found) {
    found.insert(line.clauses.begin(), line.clauses.end());
    for (const base::Line& child : line.lines) collect(child, found);
}

void expect_in_table(const std::set<base::Clause>& found) {
    const std::map<std::string, base::Status> table = clause_table();
    for (const base::Clause& clause : found) {
        SCOPED_TRACE(clause.id);
        ASSERT_TRUE(table.contains(clause.id));
        EXPECT_EQ(table.at(clause.id), clause.status);
    }
}

TEST(SettlementClauses, EveryClauseNamedIsInTheTable) {
    const Date start = Date::parse("2025-01-01");
    const Date end = Date::parse("2025-07-01");
    const Money amount = Money::parse("90000.00 CNY");
    const Money value = Money::parse("80000.00 CNY");
    const Money small = Money::parse("70000.00 CNY");
    const Deductible deductible{DeductibleKind::percentage, std::nullopt, Rate::parse("20%")};
    const SeriesInterest series{amount, &law().series("cn.lpr.1y"), start, end};

    std::set<base::Clause> found;
    collect(court_fee_property(amount, end, Law{law()}, CourtTrack::mediated_or_withdrawn).why,
            found);
    collect(court_fee_property(amount, end, Law{law()}, CourtTrack::simple_procedure).why, found);
    collect(series_interest(series).why, found);
    collect(
        wrong_debit({amount, Rate::parse("0.35% per year 30/360"), start, end, Rate::parse("20%")})
            .why,
        found);
    collect(agreed_indemnity({amount, value, amount, deductible}, Money::parse("70000 CNY")).why,
            found);
    collect(indemnity({small, value, small, deductible}).why, found);
    expect_in_table(found);
    EXPECT_EQ(found.size(), 15U);
}

/// One case for each fee rule of the mainland and each of its kinds and bodies, by name.
struct Asked {
    const char* rule;
    Texts given;
};

std::vector<Asked> fees_of_the_mainland() {
    const std::string today = "2026-01-16";
    const std::string then = "2016-01-04";
    std::vector<Asked> asked{
        {"court_fee", {{"claim", "1 CNY"}, {"on", today}, {"track", "counterclaim_or_joined"}}},
        {"enforcement_fee", {{"amount", "1 CNY"}, {"on", today}}},
        {"enforcement_fee", {{"set_fee", "50 CNY"}, {"on", today}}},
        {"preservation_fee", {{"amount", "900000 CNY"}, {"on", today}}},
        {"payment_order_fee", {{"claim", "1 CNY"}, {"on", today}}},
        {"bankruptcy_fee", {{"estate", "200000000 CNY"}, {"on", today}}},
        {"public_summons_fee", {{"on", today}}},
        {"set_aside_fee", {{"on", today}}},
        {"appeal_fee", {{"appealed", "1 CNY"}, {"on", today}}},
        {"court_fee_change",
         {{"before", "2 CNY"}, {"after", "1 CNY"}, {"when", "later"}, {"on", today}}},
        {"court_fee_claim", {{"fee", "50 CNY"}, {"on", today}}},
        {"costs_by_success", {{"costs", "1 CNY"}, {"claimant_share", "1/2"}, {"on", today}}},
        {"arbitration_fee",
         {{"amount", "600000 CNY"}, {"body", "bac"}, {"on", then}, {"procedure", "simple"}}},
        {"arbitration_fee",
         {{"amount", "1 CNY"}, {"body", "cietac_handling_2005"}, {"on", "2010-01-04"}}},
        {"emergency_arbitrator_fee",
         {{"body", "bac"}, {"on", today}, {"measures", "2"}, {"arbitrator_fee", "20000 CNY"}}},
        {"emergency_arbitrator_fee", {{"body", "scia"}, {"on", today}, {"measures", "2"}}},
        {"emergency_arbitrator_fee", {{"body", "cietac"}, {"on", today}}},
    };
    for (const char* kind : {"divorce", "personality"}) {
        asked.push_back({"court_fee_kind",
                         {{"kind", kind},
                          {"province_fee", "100 CNY"},
                          {"amount", "300000 CNY"},
                          {"on", today}}});
    }
    for (const char* kind : {"other_non_property", "jurisdiction_objection"}) {
        asked.push_back(
            {"court_fee_kind", {{"kind", kind}, {"province_fee", "60 CNY"}, {"on", today}}});
    }
    for (const char* kind : {"labour", "administrative", "administrative_special"}) {
        asked.push_back({"court_fee_kind", {{"kind", kind}, {"on", today}}});
    }
    asked.push_back({"court_fee_kind",
                     {{"kind", "intellectual_property"}, {"amount", "1 CNY"}, {"on", today}}});
    for (const char* body : {"cietac_foreign", "cietac_domestic", "cietac_financial", "shiac",
                             "shenzhen", "cmac", "shenyang", "state_council_least"}) {
        asked.push_back(
            {"arbitration_fee", {{"amount", "4000000000 CNY"}, {"body", body}, {"on", then}}});
    }
    asked.push_back({"arbitration_fee", {{"amount", "1 CNY"}, {"body", "scia"}, {"on", today}}});
    for (const char* stage : {"before_tribunal", "deemed_withdrawn"}) {
        asked.push_back(
            {"arbitration_refund", {{"fee", "1 CNY"}, {"stage", stage}, {"on", today}}});
    }
    return asked;
}

TEST(SettlementClauses, EveryClauseOfAFeeIsInTheTable) {
    std::set<base::Clause> found;
    for (const Asked& asked : fees_of_the_mainland()) {
        const Result result = ask(asked.rule, asked.given,
                                  {"cn.cietac.financial", "cn.cietac.financial.registration",
                                   "cn.cietac.financial.least"});
        const auto* fee = std::get_if<Explained>(&result);
        ASSERT_NE(fee, nullptr) << asked.rule;
        collect(fee->why, found);
    }
    const Law any{law()};
    collect(court_fee_several(std::vector{Money::parse("1 CNY")}, Date::parse("2026-01-16"), any,
                              CourtTrack::ordinary, money::Rounding::half_up)
                .why,
            found);
    expect_in_table(found);
    // 22 of the Measures and of the interpretation, 3 of the fee rules of 1995, 15 schedules.
    EXPECT_EQ(found.size(), 40U);
}

/// Every fee has its law at its head and on each of its lines, whatever country it is of.
TEST(SettlementClauses, EveryLineOfAFeeNamesAClause) {
    const std::string today = "2026-01-16";
    std::vector<Asked> all = fees_of_the_mainland();
    for (const Asked& abroad : std::vector<Asked>{
             {"arbitration_fee", {{"amount", "1 HKD"}, {"body", "hkiac"}, {"on", today}}},
             {"arbitration_fee",
              {{"amount", "1 SGD"}, {"body", "siac"}, {"on", "2020-01-02"}, {"filing_tax", "7%"}}},
             {"arbitration_fee",
              {{"amount", "1000000 USD"}, {"body", "icc_administration"}, {"on", today}}},
             {"emergency_arbitrator_fee", {{"body", "lcia"}, {"on", today}}},
             {"aaa_icdr_fee", {{"amount", "1 USD"}, {"schedule", "commercial"}, {"on", today}}},
             {"aaa_icdr_fee",
              {{"amount", "900000000 USD"}, {"schedule", "bcdr_2010"}, {"on", today}}},
             {"aaa_individual_fee", {{"filed_by", "individual"}, {"on", "2020-01-02"}}},
             {"aaa_older_refund", {{"fee", "1 USD"}, {"days", "1"}, {"on", "2016-01-04"}}},
             {"finra_fees",
              {{"amount", "1 USD"}, {"arbitrators", "1"}, {"sessions", "1"}, {"on", today}}},
             {"finra_fees", {{"arbitrators", "3"}, {"sessions", "1"}, {"on", today}}},
             {"fos_case_fee", {{"cases", "9"}, {"reduced", "1"}, {"on", today}}},
             {"fdrc_fee",
              {{"amount", "1 HKD"}, {"party", "claimant"}, {"track", "hearing"}, {"on", today}}},
             {"afca_fee",
              {{"complaints", "6"}, {"stage", "decision"}, {"on", "2024-01-02"}, {"gst", "true"}}},
             {"afca_registration_fee", {{"on", "2024-01-02"}, {"gst", "true"}}},
             {"fidrec_fee", {{"amount", "1 SGD"}, {"stage", "adjudication"}, {"on", today}}},
         }) {
        all.push_back(abroad);
    }
    std::set<std::string> rules;
    const auto check = [](const auto& self, const base::Line& line) -> void {
        EXPECT_FALSE(line.clauses.empty()) << line.rule << " " << line.label;
        for (const base::Line& child : line.lines) self(self, child);
    };
    for (const Asked& asked : all) {
        rules.insert(asked.rule);
        const Result result = ask(asked.rule, asked.given,
                                  {"cn.cietac.financial", "cn.cietac.financial.registration",
                                   "cn.cietac.financial.least"});
        const auto* fee = std::get_if<Explained>(&result);
        ASSERT_NE(fee, nullptr) << asked.rule;
        check(check, fee->why);
    }
    // All of them but the two whose rows cannot be written as texts.
    EXPECT_EQ(rules.size() + 2, fee_rules().size());
}

}  // namespace
}  // namespace accord::settlement
