// Mainland court fees by name: kinds of case, applications, changes of a claim, who bears them.
#include <gtest/gtest.h>

#include "accord/settlement/fee/court.hpp"
#include "accord/settlement/fee/court_changes.hpp"
#include "ask_rule.hpp"

namespace accord::settlement::testing {
namespace {

using Strings = std::vector<std::string>;
using money::Money;
using money::Rounding;

const calendar::Date on = calendar::Date::parse("2026-01-16");

struct Row {
    const char* amount;
    const char* fee;
};

std::string with_amount(std::string_view rule, const char* subject, const char* amount) {
    return told(rule, {{subject, amount}, {"on", "2026-01-16"}});
}

// 诉讼费用交纳办法 14(1). Round figures: self-tests of a public legal calculator; running bases
// 50, 7,400, 52,400, 77,400; those with cents derived from the clause by hand.
TEST(SettlementFeeCourt, Enforcement) {
    for (const Row& row : std::initializer_list<Row>{{"0 CNY", "50.00 CNY"},
                                                     {"10000 CNY", "50.00 CNY"},
                                                     {"10000.33 CNY", "50.00 CNY"},
                                                     {"10000.34 CNY", "50.01 CNY"},
                                                     {"50000 CNY", "650.00 CNY"},
                                                     {"499999.99 CNY", "7400.00 CNY"},
                                                     {"500000 CNY", "7400.00 CNY"},
                                                     {"500000.50 CNY", "7400.01 CNY"},
                                                     {"537397.26 CNY", "7773.97 CNY"},
                                                     {"1000000 CNY", "12400.00 CNY"},
                                                     {"5000000 CNY", "52400.00 CNY"},
                                                     {"5000001 CNY", "52400.01 CNY"},
                                                     {"10000000 CNY", "77400.00 CNY"},
                                                     {"10000005 CNY", "77400.01 CNY"},
                                                     {"20000000 CNY", "87400.00 CNY"}}) {
        EXPECT_EQ(with_amount("enforcement_fee", "amount", row.amount), row.fee) << row.amount;
    }
}

TEST(SettlementFeeCourt, EnforcementWithoutAnAmountIsSetInsideItsRange) {
    const auto set = [](const char* fee) {
        return told("enforcement_fee", {{"set_fee", fee}, {"on", "2026-01-16"}});
    };
    EXPECT_EQ(set("50 CNY"), "50.00 CNY");
    EXPECT_EQ(set("500 CNY"), "500.00 CNY");
    EXPECT_EQ(set("49.99 CNY"), "refused: outside_range");
    EXPECT_EQ(set("500.01 CNY"), "refused: outside_range");
    EXPECT_EQ(set("-50 CNY"), "error: negative_amount");
    EXPECT_EQ(set("50 USD"), "error: currency_mismatch");
    EXPECT_EQ(told("enforcement_fee", {{"on", "2026-01-16"}}), "error: needs_argument");
    EXPECT_EQ(
        told("enforcement_fee", {{"amount", "1 CNY"}, {"set_fee", "50 CNY"}, {"on", "2026-01-16"}}),
        "error: not_for_this_kind");
}

// 14(2). 200,000 and 1,000,000: the same calculator; 896,000 is where 1,020 + 0.5% meets 5,000.
TEST(SettlementFeeCourt, PreservationIsCapped) {
    for (const Row& row : std::initializer_list<Row>{{"0 CNY", "30.00 CNY"},
                                                     {"1000 CNY", "30.00 CNY"},
                                                     {"1000.49 CNY", "30.00 CNY"},
                                                     {"1000.50 CNY", "30.01 CNY"},
                                                     {"50000 CNY", "520.00 CNY"},
                                                     {"100000 CNY", "1020.00 CNY"},
                                                     {"100000.99 CNY", "1020.00 CNY"},
                                                     {"100001 CNY", "1020.01 CNY"},
                                                     {"200000 CNY", "1520.00 CNY"},
                                                     {"895998 CNY", "4999.99 CNY"},
                                                     {"896000 CNY", "5000.00 CNY"},
                                                     {"896000.01 CNY", "5000.00 CNY"},
                                                     {"1000000 CNY", "5000.00 CNY"}}) {
        EXPECT_EQ(with_amount("preservation_fee", "amount", row.amount), row.fee) << row.amount;
    }
    EXPECT_EQ(told("preservation_fee", {{"on", "2026-01-16"}}), "30.00 CNY");
    const Result capped = ask("preservation_fee", {{"amount", "900000 CNY"}, {"on", "2026-01-16"}});
    EXPECT_EQ(parts_of(capped), (Strings{"slice 30.00 CNY", "slice 990.00 CNY", "slice 4000.00 CNY",
                                         "capped -20.00 CNY"}));
    // At the cap itself nothing is taken off.
    EXPECT_EQ(
        parts_of(ask("preservation_fee", {{"amount", "896000 CNY"}, {"on", "2026-01-16"}})).size(),
        3U);
}

// 14(3): a third of the property fee; 1,000,000 → 4,600 in the calculator, 4,300/3 by hand.
TEST(SettlementFeeCourt, PaymentOrder) {
    EXPECT_EQ(with_amount("payment_order_fee", "claim", "1000000 CNY"), "4600.00 CNY");
    EXPECT_EQ(with_amount("payment_order_fee", "claim", "200000 CNY"), "1433.33 CNY");
    EXPECT_EQ(with_amount("payment_order_fee", "claim", "10000 CNY"), "16.67 CNY");
    EXPECT_EQ(
        told("payment_order_fee", {{"claim", "0 CNY"}, {"on", "2026-01-16"}, {"rounding", "down"}}),
        "16.66 CNY");
}

// 14(6): half of it, at most 300,000. 10,000,000 and 200,000,000: the calculator. The cap binds
// where 41,800 + 0.5% of the estate is 600,000: from 111,640,000.
TEST(SettlementFeeCourt, BankruptcyIsHalvedAndCapped) {
    EXPECT_EQ(with_amount("bankruptcy_fee", "estate", "0 CNY"), "25.00 CNY");
    EXPECT_EQ(with_amount("bankruptcy_fee", "estate", "10000000 CNY"), "40900.00 CNY");
    EXPECT_EQ(with_amount("bankruptcy_fee", "estate", "111639996 CNY"), "299999.99 CNY");
    EXPECT_EQ(with_amount("bankruptcy_fee", "estate", "111640000 CNY"), "300000.00 CNY");
    EXPECT_EQ(with_amount("bankruptcy_fee", "estate", "200000000 CNY"), "300000.00 CNY");
}

// 14(4), 14(5); nothing before the Measures came into force.
TEST(SettlementFeeCourt, FlatApplications) {
    EXPECT_EQ(told("public_summons_fee", {{"on", "2007-04-01"}}), "100.00 CNY");
    EXPECT_EQ(told("set_aside_fee", {{"on", "2007-04-01"}}), "400.00 CNY");
    EXPECT_EQ(told("public_summons_fee", {{"on", "2007-03-31"}}), "error: not_in_force");
    EXPECT_EQ(told("set_aside_fee", {{"on", "2007-03-31"}}), "error: not_in_force");
}

std::string kind(const char* name, Texts more = {}) {
    more.emplace_back("kind", name);
    more.emplace_back("on", "2026-01-16");
    return told("court_fee_kind", more);
}

// 13(2)1: property above 200,000 at 0.5%. 500,000 with a base of 300 → 1,800 in the calculator.
TEST(SettlementFeeCourt, Divorce) {
    EXPECT_EQ(kind("divorce", {{"province_fee", "300 CNY"}, {"amount", "500000 CNY"}}),
              "1800.00 CNY");
    EXPECT_EQ(kind("divorce", {{"province_fee", "300 CNY"}}), "300.00 CNY");
    EXPECT_EQ(kind("divorce", {{"province_fee", "50 CNY"}, {"amount", "200000 CNY"}}), "50.00 CNY");
    EXPECT_EQ(kind("divorce", {{"province_fee", "50 CNY"}, {"amount", "200000.99 CNY"}}),
              "50.00 CNY");
    EXPECT_EQ(kind("divorce", {{"province_fee", "50 CNY"}, {"amount", "200001 CNY"}}), "50.01 CNY");
    EXPECT_EQ(kind("divorce", {{"province_fee", "300 CNY"},
                               {"amount", "500000 CNY"},
                               {"track", "mediated_or_withdrawn"}}),
              "900.00 CNY");
    EXPECT_EQ(kind("divorce", {{"province_fee", "49.99 CNY"}}), "refused: outside_range");
    EXPECT_EQ(kind("divorce", {{"province_fee", "300.01 CNY"}}), "refused: outside_range");
    EXPECT_EQ(kind("divorce"), "error: needs_argument");
    EXPECT_EQ(kind("divorce", {{"province", "beijing"}}), "error: unknown_rule");
}

// 13(2)2: damages above 50,000 at 1%, above 100,000 at 0.5%. 200,000 with 500 → 1,500 there.
TEST(SettlementFeeCourt, PersonalityRights) {
    const auto with = [](const char* damages) {
        return kind("personality", {{"province_fee", "500 CNY"}, {"amount", damages}});
    };
    EXPECT_EQ(with("200000 CNY"), "1500.00 CNY");
    EXPECT_EQ(with("50000 CNY"), "500.00 CNY");
    EXPECT_EQ(with("50000.50 CNY"), "500.01 CNY");
    EXPECT_EQ(with("100000 CNY"), "1000.00 CNY");
    EXPECT_EQ(with("100001 CNY"), "1000.01 CNY");
    EXPECT_EQ(with("-1 CNY"), "error: negative_amount");
    EXPECT_EQ(kind("personality", {{"province_fee", "99.99 CNY"}}), "refused: outside_range");
}

// 13(2)3, 13(3) to 13(6).
TEST(SettlementFeeCourt, OtherKinds) {
    EXPECT_EQ(kind("other_non_property", {{"province_fee", "100 CNY"}}), "100.00 CNY");
    EXPECT_EQ(kind("other_non_property", {{"province_fee", "100.01 CNY"}}),
              "refused: outside_range");
    EXPECT_EQ(kind("intellectual_property", {{"province_fee", "1000 CNY"}}), "1000.00 CNY");
    EXPECT_EQ(kind("intellectual_property", {{"province_fee", "499 CNY"}}),
              "refused: outside_range");
    EXPECT_EQ(kind("intellectual_property", {{"amount", "123456.78 CNY"}}), "2769.14 CNY");
    EXPECT_EQ(kind("labour"), "10.00 CNY");
    EXPECT_EQ(kind("labour", {{"track", "simple_procedure"}}), "5.00 CNY");
    EXPECT_EQ(kind("administrative"), "50.00 CNY");
    EXPECT_EQ(kind("administrative_special"), "100.00 CNY");
    EXPECT_EQ(kind("jurisdiction_objection", {{"province_fee", "50 CNY"}}), "50.00 CNY");
    EXPECT_EQ(kind("jurisdiction_objection", {{"province_fee", "100.01 CNY"}}),
              "refused: outside_range");
}

TEST(SettlementFeeCourt, WhatAKindHasNoUseForIsAnError) {
    const std::string no = "error: not_for_this_kind";
    EXPECT_EQ(kind("other_non_property", {{"province_fee", "50 CNY"}, {"amount", "1 CNY"}}), no);
    EXPECT_EQ(kind("jurisdiction_objection", {{"province_fee", "50 CNY"}, {"amount", "1 CNY"}}),
              no);
    EXPECT_EQ(
        kind("jurisdiction_objection", {{"province_fee", "50 CNY"}, {"track", "simple_procedure"}}),
        no);
    EXPECT_EQ(kind("labour", {{"province_fee", "10 CNY"}}), no);
    EXPECT_EQ(kind("administrative", {{"province", "beijing"}}), no);
    EXPECT_EQ(kind("administrative_special", {{"amount", "1 CNY"}}), no);
    EXPECT_EQ(kind("intellectual_property", {{"province_fee", "500 CNY"}, {"amount", "10000 CNY"}}),
              no);
}

// 民诉法解释 201: added first, so the scale runs once. 60,000 + 40,000 → 2,300, not 1,300 + 800.
TEST(SettlementFeeCourt, SeveralClaimsAreAddedFirst) {
    const std::vector<Money> claims{Money::parse("60000 CNY"), Money::parse("40000 CNY")};
    const Law law{testing_law::law()};
    const Explained fee =
        court_fee_several(claims, on, law, CourtTrack::ordinary, Rounding::half_up);
    EXPECT_EQ(fee.value.text(), "2300.00 CNY");
    EXPECT_EQ(fee.why.clauses.back().id, "民诉法解释 201");
    EXPECT_EQ(fee.why.lines.size(), 4U);  // two slices, two notes of what was added
    EXPECT_EQ(fee.why.lines.back().role, base::LineRole::note);
    EXPECT_EQ(fee.why.lines.back().amount.count, 4000000);
    // Before the interpretation the Measures alone are named, and the figure is the same.
    const Explained earlier = court_fee_several(claims, calendar::Date::parse("2010-01-04"), law,
                                                CourtTrack::ordinary, Rounding::half_up);
    EXPECT_EQ(earlier.value, fee.value);
    EXPECT_EQ(earlier.why.clauses,
              (std::vector<base::Clause>{{"诉讼费用交纳办法 13(1)", base::Status::official}}));
}

TEST(SettlementFeeCourt, NoClaimsOrClaimsInTwoCurrenciesHaveNoSum) {
    const Law law{testing_law::law()};
    EXPECT_EQ(told("court_fee_several", {{"on", "2026-01-16"}}), "error: needs_argument");
    EXPECT_THROW((void)court_fee_several({}, on, law, CourtTrack::ordinary, Rounding::half_up),
                 base::Error);
    const std::vector<Money> mixed{Money::parse("1 CNY"), Money::parse("1 USD")};
    EXPECT_THROW((void)court_fee_several(mixed, on, law, CourtTrack::ordinary, Rounding::half_up),
                 base::Error);
}

// 17: on the part appealed.
TEST(SettlementFeeCourt, Appeal) {
    const Texts whole{{"appealed", "1000000 CNY"}, {"on", "2026-01-16"}};
    EXPECT_EQ(told("appeal_fee", whole), "13800.00 CNY");
    Texts settled = whole;
    settled.emplace_back("track", "mediated_or_withdrawn");
    EXPECT_EQ(told("appeal_fee", settled), "6900.00 CNY");
    const Result fee = ask("appeal_fee", whole);
    EXPECT_EQ(std::get<Explained>(fee).why.clauses.front().id, "诉讼费用交纳办法 17");
    settled.back().second = "simple_procedure";  // there is no simple procedure on appeal
    EXPECT_NE(told("appeal_fee", settled).find("error: "), std::string::npos);
}

std::string change(const char* before, const char* after, const char* when,
                   const char* track = "ordinary") {
    return told("court_fee_change", {{"before", before},
                                     {"after", after},
                                     {"when", when},
                                     {"on", "2026-01-16"},
                                     {"track", track}});
}

// 21, 35; the differences of published fees: 13,800, 22,800, 2,300.
TEST(SettlementFeeCourt, ChangeOfTheClaim) {
    const char* early = "decrease_before_end_of_investigation";
    EXPECT_EQ(change("1000000 CNY", "2000000 CNY", "increase"), "9000.00 CNY");
    EXPECT_EQ(change("1000000 CNY", "2000000 CNY", "increase", "simple_procedure"), "4500.00 CNY");
    EXPECT_EQ(change("1000000 CNY", "100000 CNY", early), "-11500.00 CNY");
    EXPECT_EQ(change("1000000 CNY", "100000 CNY", "later"), "0.00 CNY");
    EXPECT_EQ(change("1000000 CNY", "1000000 CNY", "increase"), "0.00 CNY");
    EXPECT_EQ(change("1000000 CNY", "1000000 CNY", early), "0.00 CNY");
    EXPECT_EQ(change("1000000 CNY", "999999.99 CNY", "increase"), "error: not_an_increase");
    EXPECT_EQ(change("1000000 CNY", "1000000.01 CNY", early), "error: not_a_decrease");
    EXPECT_EQ(change("1000000 CNY", "1000000.01 CNY", "later"), "error: not_a_decrease");
    EXPECT_EQ(change("-1 CNY", "1 CNY", "increase"), "error: negative_amount");
    EXPECT_EQ(change("1 CNY", "2 USD", "increase"), "error: currency_mismatch");
    // Each fee was or is paid, so each is rounded: 50.01 − 50.00, not 0.0025 more.
    EXPECT_EQ(change("10000.10 CNY", "10000.20 CNY", "increase"), "0.01 CNY");
    const Result later = ask("court_fee_change", {{"before", "1000000 CNY"},
                                                  {"after", "100000 CNY"},
                                                  {"when", "later"},
                                                  {"on", "2026-01-16"}});
    EXPECT_EQ(parts_of(later), (Strings{"fee_after 2300.00 CNY", "fee_before -13800.00 CNY",
                                        "no_refund_later 11500.00 CNY"}));
}

std::string claim_of(const char* fee, const char* track = "ordinary") {
    return told("court_fee_claim", {{"fee", fee}, {"on", "2026-01-16"}, {"track", track}});
}

// 13(1) backwards; 13,800 → 1,000,000 in the calculator.
TEST(SettlementFeeCourt, ClaimOfAFee) {
    EXPECT_EQ(claim_of("13800 CNY"), "1000000.00 CNY");
    EXPECT_EQ(claim_of("6900 CNY", "simple_procedure"), "1000000.00 CNY");
    EXPECT_EQ(claim_of("50 CNY"), "10000.00 CNY");
    EXPECT_EQ(claim_of("50.01 CNY"), "10000.40 CNY");
    EXPECT_EQ(claim_of("2300 CNY"), "100000.00 CNY");
    EXPECT_EQ(claim_of("2300.01 CNY"), "100000.50 CNY");
    EXPECT_EQ(claim_of("13800.01 CNY"), "1000001.11 CNY");
    EXPECT_EQ(claim_of("216800 CNY"), "35000000.00 CNY");
    EXPECT_EQ(claim_of("49.99 CNY"), "error: below_least_fee");
    EXPECT_EQ(claim_of("24.99 CNY", "simple_procedure"), "error: below_least_fee");
    EXPECT_EQ(claim_of("-50 CNY"), "error: negative_amount");
}

// Back and forth: the claim read off a fee has that fee, whatever slice it ends in.
TEST(SettlementFeeCourt, TheClaimOfAFeeHasThatFee) {
    const Law law{testing_law::law()};
    int asked = 0;
    for (std::int64_t minor = 5000; minor < 30000000; minor = minor * 11 / 10 + 7) {
        const Money fee{minor, money::Currency::of("CNY")};
        const Explained claim =
            court_fee_claim(fee, on, law, CourtTrack::ordinary, Rounding::half_up);
        EXPECT_EQ(court_fee_property(claim.value, on, law).value, fee) << fee.text();
        ++asked;
    }
    EXPECT_GT(asked, 80);
}

// A scale of somebody's own that ends in a flat slice: above its greatest fee there is no claim.
TEST(SettlementFeeCourt, AScaleThatEndsFlatHasNoClaimBeyondIt) {
    rules::Book book;
    book.add_json(R"({"id": "own", "edition": "2020-01-01", "scales": [{
        "id": "cn.court.property", "title": "own", "jurisdiction": "CN",
        "effective_from": "2020-01-01", "source": "own",
        "clause": {"id": "own 1", "status": "official"},
        "slices": [{"over": "0.00 CNY", "base": "50.00 CNY", "rate": "1%"},
                   {"over": "1000.00 CNY", "base": "60.00 CNY", "rate": "0%"}]}]})");
    const Law law{book};
    const auto claim = [&](const char* fee) {
        return court_fee_claim(Money::parse(fee), on, law, CourtTrack::ordinary, Rounding::half_up)
            .value.text();
    };
    EXPECT_EQ(claim("60.00 CNY"), "1000.00 CNY");
    try {
        (void)claim("60.01 CNY");
        FAIL() << "a fee above the greatest one";
    } catch (const Refused& no) {
        EXPECT_EQ(no.refusal.code, "not_in_schedule");
    }
}

std::string costs(Texts more) {
    more.emplace_back("costs", "10000 CNY");
    more.emplace_back("on", "2026-01-16");
    return told("costs_by_success", more);
}

// 29: the loser bears them; a share is stated, or measured by what was awarded of what was claimed.
TEST(SettlementFeeCourt, CostsBySuccess) {
    const Result third = ask("costs_by_success", {{"costs", "100 CNY"},
                                                  {"claimed", "300 CNY"},
                                                  {"awarded", "200 CNY"},
                                                  {"on", "2026-01-16"}});
    EXPECT_EQ(said(third), "100.00 CNY");
    EXPECT_EQ(parts_of(third),
              (Strings{"borne_by_claimant 33.33 CNY", "borne_by_respondent 66.67 CNY"}));
    const Result stated =
        ask("costs_by_success",
            {{"costs", "0.01 CNY"}, {"claimant_share", "50%"}, {"on", "2026-01-16"}});
    EXPECT_EQ(parts_of(stated),
              (Strings{"borne_by_claimant 0.01 CNY", "borne_by_respondent 0.00 CNY"}));
    const Result lost = ask(
        "costs_by_success",
        {{"costs", "100 CNY"}, {"claimed", "300 CNY"}, {"awarded", "0 CNY"}, {"on", "2026-01-16"}});
    EXPECT_EQ(parts_of(lost),
              (Strings{"borne_by_claimant 100.00 CNY", "borne_by_respondent 0.00 CNY"}));
    EXPECT_EQ(costs({}), "error: needs_argument");
    EXPECT_EQ(costs({{"claimed", "1 CNY"}}), "error: needs_argument");
    EXPECT_EQ(costs({{"claimant_share", "1/3"}, {"awarded", "1 CNY"}}), "error: not_for_this_kind");
    EXPECT_EQ(costs({{"claimant_share", "101%"}}), "error: share_out_of_range");
    EXPECT_EQ(costs({{"claimed", "0 CNY"}, {"awarded", "0 CNY"}}), "error: zero_amount");
    EXPECT_EQ(costs({{"claimed", "1 CNY"}, {"awarded", "1.01 CNY"}}),
              "error: awarded_above_claimed");
    EXPECT_EQ(costs({{"claimed", "1 CNY"}, {"awarded", "1 USD"}}), "error: currency_mismatch");
    // Sums compared may be in another currency than the costs.
    EXPECT_EQ(costs({{"claimed", "2 USD"}, {"awarded", "1 USD"}}), "10000.00 CNY");
}

// 18: a counterclaim or a third party's claim tried together: half; 206: once.
TEST(SettlementFeeCourt, CounterclaimIsHalved) {
    EXPECT_EQ(
        told("court_fee",
             {{"claim", "1000000 CNY"}, {"on", "2026-01-16"}, {"track", "counterclaim_or_joined"}}),
        "6900.00 CNY");
}

TEST(SettlementFeeCourt, WhatIsNoAmountIsAnErrorEverywhere) {
    for (const auto& [rule, subject] :
         std::initializer_list<std::pair<const char*, const char*>>{{"court_fee", "claim"},
                                                                    {"enforcement_fee", "amount"},
                                                                    {"preservation_fee", "amount"},
                                                                    {"payment_order_fee", "claim"},
                                                                    {"bankruptcy_fee", "estate"},
                                                                    {"appeal_fee", "appealed"}}) {
        SCOPED_TRACE(rule);
        EXPECT_EQ(with_amount(rule, subject, "-0.01 CNY"), "error: negative_amount");
        EXPECT_EQ(with_amount(rule, subject, "1 USD"), "error: currency_mismatch");
        EXPECT_EQ(told(rule, {{subject, "1 CNY"}, {"on", "2007-03-31"}}), "error: not_in_force");
        EXPECT_EQ(with_amount(rule, subject, "92233720368547758.07 CNY").substr(0, 5) == "error",
                  false);
    }
}

}  // namespace
}  // namespace accord::settlement::testing
