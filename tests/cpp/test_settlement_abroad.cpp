// Interest in the courts of the United Kingdom, the United States and Hong Kong.
#include "abroad_rules.hpp"

namespace accord::settlement {
namespace {

using namespace abroad_testing;

const Texts court = {{"principal", "1000 GBP"}, {"start", "2025-01-01"}, {"end", "2025-01-26"}};

// County Courts Act 1984 s 69, 8 % ACT/365: the exact values of three firms' printed examples,
// whose own figures round the day first (5.50, 65, 30.60) and are no oracle.
TEST(SettlementAbroad, CountyCourtInterest) {
    EXPECT_EQ(said("uk_court_interest", court), "5.48 GBP");
    EXPECT_EQ(
        said("uk_court_interest", with(with(court, "principal", "3000 GBP"), "end", "2025-04-11")),
        "65.75 GBP");
    EXPECT_EQ(
        said("uk_court_interest", with(with(court, "principal", "2300 GBP"), "end", "2025-03-02")),
        "30.25 GBP");
    EXPECT_EQ(said("uk_court_interest", with(court, "end", "2025-01-01")), "0.00 GBP");
    EXPECT_EQ(said("uk_court_interest", with(court, "end", "2024-12-31")),
              "error: end_before_start");
    EXPECT_EQ(said("uk_court_interest", with(court, "principal", "-1 GBP")),
              "error: negative_amount");
    EXPECT_EQ(said("uk_court_interest", with(court, "start", "1993-03-31")), "error: not_in_force");
    EXPECT_EQ(base::weakest_status(figure(ask("uk_court_interest", court)).why),
              base::Status::secondary);
}

const Texts award = {{"principal", "10000 GBP"},
                     {"start", "2025-02-06"},
                     {"paid_by", "2025-11-15"},
                     {"referred", "2026-01-01"}};
const std::vector<std::string> accepted = {"uk.boe.base_rate"};

// 91 days at 4.5 %, 91 at 4.25 % and 100 at 4 %, each and a point: average 1595/376 + 1 %, 405.00;
// derived from the FOS's rule for referrals from 2026-01-01.
TEST(SettlementAbroad, OmbudsmanInterestIsTimeWeightedFromTheSwitchOn) {
    const Explained result = figure(ask("fos_interest", award, {}, accepted));
    EXPECT_EQ(result.value.text(), "405.00 GBP");
    EXPECT_EQ(input_of(result.why, "average_rate"), "1971/37600 per year");
    ASSERT_EQ(result.why.lines.size(), 3U);
    EXPECT_EQ(input_of(result.why.lines[0], "days"), "91");
    EXPECT_EQ(input_of(result.why.lines[1], "rate"), "5.25% per year");
    EXPECT_EQ(input_of(result.why.lines[2], "days"), "100");
    EXPECT_EQ(base::weakest_status(result.why), base::Status::unverified);
    EXPECT_FALSE(base::is_provisional(result.why));
    EXPECT_EQ(said("fos_interest", award), "refused: unverified_rule");
}

TEST(SettlementAbroad, OmbudsmanInterestOfEarlierReferralsIsEightPerCent) {
    // 10,000 × 8 % × 282 / 365 = 618.08.
    EXPECT_EQ(said("fos_interest", with(award, "referred", "2025-12-31")), "618.08 GBP");
    EXPECT_EQ(
        said("fos_interest", with(with(award, "referred", "2025-12-31"), "paid", "2025-02-06")),
        "0.00 GBP");
    EXPECT_EQ(said("fos_interest", with(award, "referred", "2001-11-30")), "error: not_in_force");
}

TEST(SettlementAbroad, OmbudsmanInterestAfterTheTermForPayment) {
    // 405.0027… + 10,000 × 8 % × 10 / 365 = 21.9178… → 426.92.
    const Explained late =
        figure(ask("fos_interest", with(award, "paid", "2025-11-25"), {}, accepted));
    EXPECT_EQ(late.value.text(), "426.92 GBP");
    ASSERT_EQ(late.why.lines.size(), 4U);
    EXPECT_EQ(input_of(late.why.lines[3], "rate"), "8% per year");
    // Paid within the term: the average ends with the payment. 5.5 % over 10 days.
    EXPECT_EQ(said("fos_interest", with(award, "paid", "2025-02-16"), {}, accepted), "15.07 GBP");
    EXPECT_EQ(said("fos_interest", with(award, "paid", "2025-02-05"), {}, accepted),
              "error: end_before_start");
    EXPECT_EQ(said("fos_interest", with(award, "start", "2016-08-03"), {}, accepted),
              "error: before_series");
    const Explained beyond =
        figure(ask("fos_interest", with(award, "paid_by", "2026-01-31"), {}, accepted));
    EXPECT_TRUE(base::is_provisional(beyond.why));
    EXPECT_FALSE(beyond.why.lines[3].provisional);  // 2025-12-18, the last day known
    EXPECT_TRUE(beyond.why.lines.back().provisional);
}

// A worked payment: 674.16 refund, 767.47 interest, tax 153.49, paid 1,288.14.
TEST(SettlementAbroad, TaxIsTakenFromTheInterestAlone) {
    const Texts given = {{"interest", "767.47 GBP"}, {"on", "2018-01-01"}};
    EXPECT_EQ(said("uk_tax_on_interest", given), "153.49 GBP");
    const Explained result = figure(ask("uk_tax_on_interest", with(given, "refund", "674.16 GBP")));
    EXPECT_EQ(lines_of(result.why), (Lines{{"paid_after_tax", 128814}}));
    EXPECT_EQ(said("uk_tax_on_interest", with(given, "refund", "1 EUR")),
              "error: currency_mismatch");
}

const Texts judgment = {{"amount", "100000 USD"},
                        {"rate", "5% per year"},
                        {"week", "2025-01-03"},
                        {"judgment", "2025-01-06"},
                        {"paid", "2025-07-25"}};

// 28 USC 1961: 100,000 at 5 %, 200 days 2,739.73; 465 days 5,000 + 1,438.36.
TEST(SettlementAbroad, FederalPostJudgmentInterest) {
    EXPECT_EQ(said("us_post_judgment_interest", judgment), "2739.73 USD");
    const Explained longer =
        figure(ask("us_post_judgment_interest", with(judgment, "paid", "2026-04-16")));
    EXPECT_EQ(longer.value.text(), "6438.36 USD");
    EXPECT_EQ(lines_of(longer.why), (Lines{{"judgment_year", 500000}, {"judgment_year", 143836}}));
    EXPECT_EQ(input_of(longer.why.lines[1], "base"), "105000.00 USD");
    EXPECT_EQ(said("us_post_judgment_interest", with(judgment, "paid", "2025-01-06")), "0.00 USD");
    EXPECT_EQ(said("us_post_judgment_interest", with(judgment, "paid", "2026-01-06")),
              "5000.00 USD");
}

TEST(SettlementAbroad, FederalInterestCountsTheDaysOfALeapYear) {
    // From 29 February 2024 the first anniversary is 28 February 2025: 365 days, 5,000.00; then
    // 105,000 × 5 % × 366/365 = 5,264.38 never comes before 2028.
    const Texts leap = with(with(with(judgment, "week", "2024-02-20"), "judgment", "2024-02-29"),
                            "paid", "2025-02-28");
    EXPECT_EQ(said("us_post_judgment_interest", leap), "5000.00 USD");
    const Texts over = with(with(with(judgment, "week", "2023-12-29"), "judgment", "2024-01-02"),
                            "paid", "2025-01-02");
    EXPECT_EQ(said("us_post_judgment_interest", over), "5013.70 USD");
}

TEST(SettlementAbroad, TheRateIsOfTheWeekBefore) {
    EXPECT_EQ(said("us_post_judgment_interest", with(judgment, "week", "2024-12-30")),
              "2739.73 USD");
    for (const char* week : {"2024-12-29", "2025-01-06"}) {
        EXPECT_EQ(said("us_post_judgment_interest", with(judgment, "week", week)),
                  "refused: wrong_rate_week");
    }
    // The judgment fell on the day of release: the week before that.
    const Texts release = with(judgment, "on_release_day", "true");
    EXPECT_EQ(said("us_post_judgment_interest", release), "refused: wrong_rate_week");
    EXPECT_EQ(said("us_post_judgment_interest", with(release, "week", "2024-12-27")),
              "2739.73 USD");
    EXPECT_EQ(said("us_post_judgment_interest", with(judgment, "rate", "5%")), "error: rate_unit");
    EXPECT_EQ(said("us_post_judgment_interest", with(judgment, "paid", "2025-01-05")),
              "error: end_before_start");
}

// 8 % simple, unchanged from 2009 to 2016/17 as read; later rates were not found.
TEST(SettlementAbroad, HongKongJudgmentRate) {
    const Texts given = {
        {"principal", "100000 HKD"}, {"start", "2015-01-01"}, {"end", "2016-01-01"}};
    EXPECT_EQ(said("hk_judgment_interest", given), "8000.00 HKD");
    const Explained later = figure(ask("hk_judgment_interest", with(given, "end", "2018-01-01")));
    EXPECT_EQ(later.value.text(), "24021.92 HKD");  // 1,096 days
    ASSERT_EQ(later.why.lines.size(), 2U);
    EXPECT_FALSE(later.why.lines[0].provisional);
    EXPECT_EQ(input_of(later.why.lines[1], "from"), "2017-01-01");
    EXPECT_TRUE(later.why.lines[1].provisional);
    EXPECT_EQ(said("hk_judgment_interest", with(given, "start", "2009-12-31")),
              "error: before_series");
}

TEST(SettlementAbroad, HongKongPrimeAndAPoint) {
    const Texts given = {{"principal", "100000 HKD"},
                         {"prime", "5% per year"},
                         {"start", "2015-01-01"},
                         {"end", "2016-01-01"}};
    EXPECT_EQ(said("hk_prejudgment_interest", given), "6000.00 HKD");
    EXPECT_EQ(said("hk_prejudgment_interest", with(given, "prime", "5% per year ACT/365")),
              "error: rate_unit");
    EXPECT_EQ(said("hk_prejudgment_interest", with(given, "prime", "-1% per year")),
              "error: rate_unit");
}

}  // namespace
}  // namespace accord::settlement
