// The property court fee against published and derived figures, and the way its lines add up.
#include <gtest/gtest.h>

#include "accord/base/error.hpp"
#include "accord/settlement/fee/court.hpp"
#include "settlement_law.hpp"

namespace accord::settlement {
namespace {

using calendar::Date;
using money::Money;
using money::Rounding;
using testing_law::law;

const Date on = Date::parse("2026-01-16");

Explained fee(std::string_view claim, CourtTrack track = CourtTrack::ordinary,
              Rounding rounding = Rounding::half_up) {
    return court_fee_property(Money::parse(claim), on, Law{law()}, track, rounding);
}

std::string input(const base::Line& line, std::string_view name) {
    for (const auto& [key, value] : line.inputs) {
        if (key == name) return value;
    }
    return "(none)";
}

// 诉讼费用交纳办法 13(1). The round figures stand in the self-tests of a public legal calculator;
// those with cents were derived from the clause by hand. The exact figure is printed before its
// rounding.
struct Row {
    const char* claim;
    const char* fee;
    const char* exact;
};

TEST(SettlementFee, PropertyFeesOfTheMeasures) {
    for (const Row& row :
         std::initializer_list<Row>{{"0.00 CNY", "50.00 CNY", "50.00 CNY"},
                                    {"5000.00 CNY", "50.00 CNY", "50.00 CNY"},
                                    {"10000.00 CNY", "50.00 CNY", "50.00 CNY"},
                                    {"10000.01 CNY", "50.00 CNY", "50.00025 CNY"},
                                    {"10000.20 CNY", "50.01 CNY", "50.005 CNY"},
                                    {"10001.00 CNY", "50.03 CNY", "50.025 CNY"},
                                    {"99999.99 CNY", "2300.00 CNY", "2299.99975 CNY"},
                                    {"100000.00 CNY", "2300.00 CNY", "2300.00 CNY"},
                                    {"100000.01 CNY", "2300.00 CNY", "2300.0002 CNY"},
                                    {"123456.78 CNY", "2769.14 CNY", "2769.1356 CNY"},
                                    {"200000.00 CNY", "4300.00 CNY", "4300.00 CNY"},
                                    {"350000.00 CNY", "6550.00 CNY", "6550.00 CNY"},
                                    {"500000.00 CNY", "8800.00 CNY", "8800.00 CNY"},
                                    {"510845.99 CNY", "8908.46 CNY", "8908.4599 CNY"},
                                    {"512493.15 CNY", "8924.93 CNY", "8924.9315 CNY"},
                                    {"1000000.00 CNY", "13800.00 CNY", "13800.00 CNY"},
                                    {"2000000.00 CNY", "22800.00 CNY", "22800.00 CNY"},
                                    {"3500000.00 CNY", "34800.00 CNY", "34800.00 CNY"},
                                    {"5000000.00 CNY", "46800.00 CNY", "46800.00 CNY"},
                                    {"8000000.00 CNY", "67800.00 CNY", "67800.00 CNY"},
                                    {"10000000.00 CNY", "81800.00 CNY", "81800.00 CNY"},
                                    {"20000000.00 CNY", "141800.00 CNY", "141800.00 CNY"},
                                    {"35000000.00 CNY", "216800.00 CNY", "216800.00 CNY"}}) {
        SCOPED_TRACE(row.claim);
        const Explained result = fee(row.claim);
        EXPECT_EQ(result.value.text(), row.fee);
        EXPECT_EQ(input(result.why, "exact"), row.exact);
    }
}

// 办法 15 (mediated or withdrawn), 16 (simple procedure): half, once (民诉法解释 206). 1,000,000 →
// 6,900 in the same calculator; 4,462.47 shows that half of a rounded fee (4,462.465) need not be
// the figure.
TEST(SettlementFee, TheExactFeeIsHalvedAndThenRounded) {
    for (const CourtTrack track :
         {CourtTrack::mediated_or_withdrawn, CourtTrack::simple_procedure}) {
        EXPECT_EQ(fee("1000000.00 CNY", track).value.text(), "6900.00 CNY");
        EXPECT_EQ(fee("510845.99 CNY", track).value.text(), "4454.23 CNY");
        EXPECT_EQ(fee("512493.15 CNY", track).value.text(), "4462.47 CNY");
        EXPECT_EQ(fee("20000.00 CNY", track).value.text(), "150.00 CNY");
        EXPECT_EQ(fee("4035.23 CNY", track).value.text(), "25.00 CNY");
    }
    // Rounded fee 50.01, its half 25.005 → 25.01; but 50.005 halved is 25.0025.
    EXPECT_EQ(fee("10000.20 CNY", CourtTrack::simple_procedure).value.text(), "25.00 CNY");
}

TEST(SettlementFee, LinesAreTheSlicesAndTheHalving) {
    const Explained result = fee("510845.99 CNY", CourtTrack::mediated_or_withdrawn);
    ASSERT_EQ(result.why.lines.size(), 6U);
    const std::int64_t expected[] = {5000, 225000, 200000, 450000, 10846, -445423};
    for (std::size_t i = 0; i < 6; ++i) {
        EXPECT_EQ(result.why.lines[i].amount.count, expected[i]) << i;
        EXPECT_EQ(result.why.lines[i].label, i < 5 ? "slice" : "halved");
    }
    EXPECT_EQ(input(result.why.lines[0], "flat"), "50.00 CNY");
    EXPECT_EQ(input(result.why.lines[4], "part"), "10845.99 CNY");
    EXPECT_EQ(input(result.why.lines[4], "rate"), "1%");
    EXPECT_EQ(input(result.why.lines[5], "fee"), "8908.4599 CNY");
    const std::vector<base::Clause> clauses{{"诉讼费用交纳办法 15", base::Status::official},
                                            {"民诉法解释 206", base::Status::official}};
    EXPECT_EQ(result.why.lines[5].clauses, clauses);
    EXPECT_EQ(base::weakest_status(result.why), base::Status::official);
}

TEST(SettlementFee, TheUpperEndBelongsToTheLowerSlice) {
    EXPECT_EQ(fee("100000.00 CNY").why.lines.size(), 2U);
    EXPECT_EQ(fee("100000.01 CNY").why.lines.size(), 3U);
    EXPECT_EQ(fee("20000000.01 CNY").why.lines.size(), 10U);
}

TEST(SettlementFee, RoundingIsAStatedPolicy) {
    EXPECT_EQ(fee("10000.20 CNY", CourtTrack::ordinary, Rounding::half_even).value.text(),
              "50.00 CNY");
    EXPECT_EQ(fee("10000.01 CNY", CourtTrack::ordinary, Rounding::up).value.text(), "50.01 CNY");
    EXPECT_EQ(fee("123456.78 CNY", CourtTrack::ordinary, Rounding::down).value.text(),
              "2769.13 CNY");
    EXPECT_EQ(input(fee("1.00 CNY", CourtTrack::ordinary, Rounding::down).why, "rounding"), "down");
}

// Over a grid of claims around every slice's end, whatever the rounding, lines sum (checked when
// made).
TEST(SettlementFee, LinesAddUpUnderEveryRounding) {
    int made = 0;
    for (const std::int64_t end : {1, 10000, 100000, 200000, 500000, 1000000, 20000000}) {
        for (std::int64_t offset = -21; offset <= 21; ++offset) {
            const Money claim{end * 100 + offset + 21, money::Currency::of("CNY")};
            for (const Rounding rounding :
                 {Rounding::ceiling, Rounding::down, Rounding::floor, Rounding::half_down,
                  Rounding::half_even, Rounding::half_up, Rounding::up}) {
                EXPECT_NO_THROW((void)court_fee_property(claim, on, Law{law()},
                                                         CourtTrack::simple_procedure, rounding));
                ++made;
            }
        }
    }
    EXPECT_EQ(made, 7 * 43 * 7);
}

TEST(SettlementFee, WhatIsNotAClaimIsRefused) {
    EXPECT_THROW((void)fee("-0.01 CNY"), base::Error);
    EXPECT_THROW((void)fee("100.00 USD"),
                 base::Error);  // converted at the acceptance day first (55)
    EXPECT_THROW(
        (void)court_fee_property(Money::parse("1.00 CNY"), Date::parse("2007-03-31"), Law{law()}),
        base::Error);
    // The greatest amount there is still has a fee.
    EXPECT_NO_THROW((void)fee("92233720368547758.07 CNY"));
}

}  // namespace
}  // namespace accord::settlement
