// Redress: the look-back limit, plans of allocation, payment protection, commission, benchmark.
#include "abroad_rules.hpp"

namespace accord::settlement {
namespace {

using namespace abroad_testing;

const Texts stock = {{"purchase_price", "50 USD"},
                     {"claimed", "20 USD"},
                     {"shares", "1000"},
                     {"disseminated", "2025-03-03"}};
const RowTexts closes = {{"closes",
                          {{"2025-03-03", "40 USD"},
                           {"2025-03-04", "42 USD"},
                           {"2025-03-05", "44 USD"},
                           {"2025-03-06", "27 USD"}}}};

// Public Law 104-67 s 101(b)(e): 50 less a mean of 38.25 is less than the 20 claimed.
TEST(SettlementRedress, TheLookBackLimitsTheLoss) {
    const Explained result = figure(ask("pslra_loss", stock, closes));
    EXPECT_EQ(result.value.text(), "11750.00 USD");
    EXPECT_EQ(input_of(result.why, "mean_close"), "38.25 USD");
    EXPECT_EQ(lines_of(result.why),
              (Lines{{"claimed_loss", 2000000}, {"look_back_limit", 1175000}}));
    // Sold after closes of 40, 42 and 44: their mean; the mean above the price: nothing.
    EXPECT_EQ(said("pslra_loss", with(stock, "sold", "2025-03-05"), closes), "8000.00 USD");
    EXPECT_EQ(said("pslra_loss", with(stock, "purchase_price", "38 USD"), closes), "0.00 USD");
    EXPECT_EQ(said("pslra_loss", with(stock, "claimed", "5 USD"), closes), "5000.00 USD");
    EXPECT_EQ(said("pslra_loss", with(stock, "shares", "0"), closes), "0.00 USD");
}

TEST(SettlementRedress, NinetyDaysBeginWithTheDisclosure) {
    RowTexts more = closes;
    more["closes"].push_back({"2025-03-02", "1 USD"});  // before
    more["closes"].push_back({"2025-06-01", "1 USD"});  // the 91st day
    EXPECT_EQ(said("pslra_loss", stock, more), "11750.00 USD");
    more["closes"].push_back({"2025-05-31", "47 USD"});  // the 90th: mean 40
    EXPECT_EQ(said("pslra_loss", stock, more), "10000.00 USD");
    EXPECT_EQ(said("pslra_loss", with(stock, "sold", "2025-07-01"), more), "10000.00 USD");
}

TEST(SettlementRedress, TheLookBackIsChecked) {
    EXPECT_EQ(said("pslra_loss", with(stock, "sold", "2025-03-02"), closes),
              "refused: sold_before_dissemination");
    EXPECT_EQ(said("pslra_loss", with(stock, "shares", "-1"), closes), "error: negative_count");
    EXPECT_EQ(said("pslra_loss", stock, {{"closes", {}}}), "error: no_closes");
    EXPECT_EQ(said("pslra_loss", stock, {{"closes", {{"2025-03-02", "1 USD"}}}}),
              "error: no_closes");
    EXPECT_EQ(
        said("pslra_loss", stock, {{"closes", {{"2025-03-03", "1 USD"}, {"2025-03-03", "1 USD"}}}}),
        "error: close_twice");
    EXPECT_EQ(said("pslra_loss", with(stock, "disseminated", "1995-12-21"), closes),
              "error: not_in_force");
    EXPECT_EQ(said("pslra_loss", with(stock, "claimed", "1 EUR"), closes),
              "error: currency_mismatch");
}

// The usual plan (a notice to a class): the least of three, never below zero.
TEST(SettlementRedress, APlanTakesTheLeast) {
    const Texts plan = {
        {"purchase_price", "50 USD"}, {"shares", "100"}, {"inflation_bought", "12 USD"}};
    EXPECT_EQ(said("plan_of_allocation_loss", plan), "1200.00 USD");
    EXPECT_EQ(said("plan_of_allocation_loss", with(plan, "inflation_sold", "5 USD")), "700.00 USD");
    EXPECT_EQ(said("plan_of_allocation_loss", with(plan, "sale_price", "45 USD")), "500.00 USD");
    EXPECT_EQ(said("plan_of_allocation_loss", with(plan, "sale_price", "51 USD")), "0.00 USD");
    EXPECT_EQ(said("plan_of_allocation_loss", with(plan, "disseminated", "2025-03-03"), closes),
              "1175.00 USD");
    EXPECT_EQ(said("plan_of_allocation_loss",
                   with(with(plan, "disseminated", "2025-03-03"), "sold", "2025-03-02"), closes),
              "1200.00 USD");
    EXPECT_EQ(said("plan_of_allocation_loss", plan, closes), "error: needs_argument");
}

const Texts cover = {{"instalment", "110 GBP"},
                     {"instalment_without", "95 GBP"},
                     {"instalments", "36"},
                     {"first", "2020-01-01"},
                     {"settled", "2024-12-01"}};

// A published example prints 120 for what 8 % exact on monthly steps makes 149.40, net 119.52.
TEST(SettlementRedress, PaymentProtection) {
    const Explained result = figure(ask("ppi_redress", cover));
    EXPECT_EQ(result.value.text(), "659.52 GBP");
    EXPECT_EQ(lines_of(result.why),
              (Lines{{"refund", 54000}, {"interest", 14940}, {"tax", -2988}}));
    EXPECT_EQ(said("ppi_redress", with(cover, "taxed", "false")), "689.40 GBP");
    EXPECT_EQ(said("ppi_redress", with(cover, "claim", "59.52 GBP")), "600.00 GBP");
    EXPECT_EQ(said("ppi_redress", with(cover, "claim", "1000 GBP")), "0.00 GBP");
    EXPECT_EQ(said("ppi_redress", with(cover, "instalments", "0")), "0.00 GBP");
    // By days: one instalment of 15, 1,796 days: 5.9046… → 5.90.
    EXPECT_EQ(said("ppi_redress",
                   with(with(with(cover, "instalments", "1"), "steps", "days"), "taxed", "false")),
              "20.90 GBP");
}

TEST(SettlementRedress, PaymentProtectionIsChecked) {
    EXPECT_EQ(said("ppi_redress", with(cover, "instalment", "94.99 GBP")),
              "error: instalment_below");
    EXPECT_EQ(said("ppi_redress", with(cover, "instalments", "-1")), "error: negative_count");
    EXPECT_EQ(said("ppi_redress", with(cover, "instalments", "1201")),
              "error: too_many_instalments");
    EXPECT_EQ(said("ppi_redress", with(cover, "settled", "2022-11-30")),
              "error: settled_before_last");
    EXPECT_EQ(said("ppi_redress", with(with(cover, "settled", "2022-12-01"), "taxed", "false")),
              "603.00 GBP");  // ages 35 … 0: 630 months
}

const Texts hidden = {{"premium", "1000 GBP"},
                      {"commission", "670 GBP"},
                      {"profit_share", "30 GBP"},
                      {"on", "2024-08-22"}};

// DISP App 3.7A: 670 + 30 − 500 = 200. A claim off a refund: 286.54 − 51.34 = 235.20 (a redress
// calculator's help page).
TEST(SettlementRedress, Commission) {
    EXPECT_EQ(said("commission_redress", hidden), "200.00 GBP");
    EXPECT_EQ(said("commission_redress",
                   with(with(with(hidden, "commission", "756.54 GBP"), "claim", "51.34 GBP"), "on",
                        "2024-01-01")),
              "235.20 GBP");
    EXPECT_EQ(said("commission_redress", with(hidden, "commission", "470 GBP")), "0.00 GBP");
    EXPECT_EQ(said("commission_redress",
                   with(with(hidden, "commission", "470 GBP"), "historic_interest", "50 GBP")),
              "0.00 GBP");
    // 250 × 8 % over 365 days 20.00, tax 4.00.
    const Explained whole =
        figure(ask("commission_redress",
                   with(with(hidden, "historic_interest", "50 GBP"), "paid", "2023-08-23")));
    EXPECT_EQ(
        lines_of(whole.why),
        (Lines{{"excess", 20000}, {"historic_interest", 5000}, {"interest", 2000}, {"tax", -400}}));
    EXPECT_EQ(whole.value.text(), "266.00 GBP");
    EXPECT_EQ(said("commission_redress", with(hidden, "paid", "2024-08-23")),
              "error: end_before_start");
    EXPECT_EQ(said("commission_redress", with(hidden, "profit_share", "-1 GBP")),
              "error: negative_amount");
}

// From memory of decisions, so refused unless accepted: 10,000 × 1.28 + 10,000 × 1.09 − 19,500.
TEST(SettlementRedress, Benchmark) {
    const Texts given = {{"capital", "20000 GBP"},
                         {"actual_value", "19500 GBP"},
                         {"index_growth", "28%"},
                         {"bond_growth", "9%"},
                         {"on", "2025-01-01"}};
    const std::vector<std::string> accept = {"uk.fos.benchmark_index_share"};
    EXPECT_EQ(said("benchmark_redress", given), "refused: unverified_rule");
    const Explained result = figure(ask("benchmark_redress", given, {}, accept));
    EXPECT_EQ(result.value.text(), "4200.00 GBP");
    EXPECT_EQ(lines_of(result.why), (Lines{{"fair_value", 2370000}, {"actual_value", -1950000}}));
    EXPECT_EQ(said("benchmark_redress", with(given, "actual_value", "23700 GBP"), {}, accept),
              "0.00 GBP");
    EXPECT_EQ(said("benchmark_redress", with(given, "index_growth", "-100%"), {}, accept),
              "0.00 GBP");
    EXPECT_EQ(said("benchmark_redress", with(given, "index_growth", "-100.01%"), {}, accept),
              "error: rate_unit");
}

}  // namespace
}  // namespace accord::settlement
