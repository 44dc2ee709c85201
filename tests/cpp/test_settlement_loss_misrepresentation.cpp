// Misrepresentation: the interpretation of 2022 on story figures, published examples and edges.
#include <gtest/gtest.h>

#include "accord/base/error.hpp"
#include "accord/settlement/loss/misrepresentation.hpp"
#include "accord/settlement/loss/price.hpp"
#include "throws.hpp"

namespace accord::settlement {
namespace {

using base::testing::code_of;
using calendar::Date;

const money::Currency cny = money::Currency::of("CNY");

Fraction price(std::string_view text) {
    return read_price(std::string{text} + " CNY", "price").minor;
}
Trade buy(const char* day, std::int64_t quantity, std::string_view at) {
    return {Date::parse(day), Side::buy, Fraction{quantity}, price(at)};
}
Trade sell(const char* day, std::int64_t quantity, std::string_view at) {
    return {Date::parse(day), Side::sell, Fraction{quantity}, price(at)};
}

/// 实施日 2024-03-04, 揭露日 2024-09-02, 基准日 2024-09-13 at 7.40; a fifth is the market's.
Misrepresentation pilot(std::vector<Trade> trades) {
    Misrepresentation input{.trades = std::move(trades),
                            .currency = cny,
                            .implemented = Date::parse("2024-03-04"),
                            .disclosed = Date::parse("2024-09-02"),
                            .base_date = Date::parse("2024-09-13"),
                            .base_price = price("7.40")};
    input.risk_share = Fraction{1, 5};
    input.commission = Fraction{3, 10'000};
    input.stamp_duty = Fraction{5, 10'000};
    return input;
}
/// The same without anything taken off or put on.
Misrepresentation plain(std::vector<Trade> trades) {
    Misrepresentation input = pilot(std::move(trades));
    input.risk_share = input.commission = input.stamp_duty = Fraction{};
    return input;
}

std::string figure(const Misrepresentation& input) {
    return misrepresentation_loss(input).value.decimal();
}

const std::vector<Trade> investor_a{
    buy("2024-05-06", 1000, "10.00"), buy("2024-07-01", 1000, "12.00"),
    sell("2024-08-01", 500, "10.40"), sell("2024-09-03", 600, "8.00")};
const std::vector<Trade> investor_c{
    buy("2024-05-06", 400, "10.00"), buy("2024-06-03", 600, "11.00"),
    sell("2024-08-01", 200, "10.50"), sell("2024-09-10", 200, "7.50")};

TEST(SettlementMisrepresentation, ThePilotJudgmentAndItsParallels) {
    EXPECT_EQ(figure(pilot(investor_a)), "4035.23");
    Misrepresentation by_cost = pilot(investor_a);
    by_cost.method = Averaging::actual_cost;
    EXPECT_EQ(figure(by_cost), "4275.42");
    EXPECT_EQ(figure(pilot({buy("2024-09-02", 500, "8.20")})), "0.00");
    EXPECT_EQ(figure(pilot(investor_c)), "2033.63");
    // C unmerged, which 30 forbids: 400 held and 600 turned on their own.
    const std::string one =
        figure(pilot({buy("2024-05-06", 400, "10.00"), sell("2024-08-01", 200, "10.50"),
                      sell("2024-09-10", 200, "7.50")}));
    const std::string other = figure(pilot({buy("2024-06-03", 600, "11.00")}));
    EXPECT_EQ(one, "400.32");
    EXPECT_EQ(other, "1729.38");  // together 2,129.70
}

TEST(SettlementMisrepresentation, LinesShowBothFormulasAndWhatComesOff) {
    const Explained a = misrepresentation_loss(pilot(investor_a));
    ASSERT_EQ(a.why.lines.size(), 3U);
    EXPECT_EQ(a.why.lines[0].label, "difference_loss");
    EXPECT_EQ(a.why.lines[0].amount.count, 403200);
    EXPECT_EQ(a.why.lines[1].amount.count, 121);  // 1.2096
    EXPECT_EQ(a.why.lines[2].amount.count, 202);  // 2.016
    const std::vector<base::Line>& formulas = a.why.lines[0].lines;
    ASSERT_EQ(formulas.size(), 3U);
    EXPECT_EQ(formulas[0].amount.count, 180000);  // 600 × 3.00
    EXPECT_EQ(formulas[1].amount.count, 324000);  // 900 × 3.60
    EXPECT_EQ(formulas[2].amount.count, -100800);
    EXPECT_EQ(formulas[0].inputs[0],
              (std::pair<std::string, std::string>{"average_price", "11.00 CNY"}));
    EXPECT_EQ(base::weakest_status(a.why), base::Status::official);

    const Explained b = misrepresentation_loss(pilot({buy("2024-09-02", 500, "8.20")}));
    EXPECT_EQ(b.why.lines[0].inputs.back(),
              (std::pair<std::string, std::string>{"outside", "500"}));
}

// Trades 100 @ 3, 300 @ 3.2, −200 @ 3.1, 100 @ 3.1, −100 @ 3.4 (chonglilaw.com, Research 746; their
// order is assumed): the averages of the methods, and 200 held at a base price of 2.50.
TEST(SettlementMisrepresentation, FiveWaysToAverage) {
    const std::vector<Trade> trades{buy("2024-04-01", 100, "3"), buy("2024-04-02", 300, "3.2"),
                                    sell("2024-04-03", 200, "3.1"), buy("2024-04-08", 100, "3.1"),
                                    sell("2024-04-09", 100, "3.4")};
    const auto by = [&](Averaging method) {
        Misrepresentation input = plain(trades);
        input.base_price = price("2.50");
        input.method = method;
        return print_price(reckon_shares(input).average, cny) + " → " + figure(input);
    };
    EXPECT_EQ(by(Averaging::actual_cost), "3.05 CNY → 110.00");
    EXPECT_EQ(by(Averaging::weighted), "3.14 CNY → 128.00");
    EXPECT_EQ(by(Averaging::fifo_weighted), "3.15 CNY → 130.00");
    EXPECT_EQ(by(Averaging::moving_weighted), "47/15 CNY → 126.67");  // rounded early: 126.00
    EXPECT_EQ(by(Averaging::fifo_actual), "3.05 CNY → 110.00");
}

TEST(SettlementMisrepresentation, DaysAtTheEdgesOfThePeriod) {
    const auto held = [](const char* bought) { return figure(plain({buy(bought, 100, "10.00")})); };
    EXPECT_EQ(held("2024-03-03"), "0.00");
    EXPECT_EQ(held("2024-03-04"), "260.00");  // 实施日之后 includes the day
    EXPECT_EQ(held("2024-09-01"), "260.00");
    EXPECT_EQ(held("2024-09-02"), "0.00");  // 揭露日之前 does not
    const auto sold = [](const char* day) {
        return figure(plain({buy("2024-04-01", 100, "10.00"), sell(day, 100, "9.00")}));
    };
    EXPECT_EQ(sold("2024-09-01"), "0.00");    // before disclosure: no loss by it
    EXPECT_EQ(sold("2024-09-02"), "100.00");  // 揭露日之后 includes the day
    EXPECT_EQ(sold("2024-09-13"), "100.00");  // and so does 基准日之前
    EXPECT_EQ(sold("2024-09-14"), "260.00");  // later sales are none of it
}

TEST(SettlementMisrepresentation, SalesTakeTheSharesHeldEarlierFirst) {
    const std::vector<Trade> trades{buy("2024-01-02", 100, "6.00"), buy("2024-04-01", 100, "10.00"),
                                    sell("2024-09-03", 100, "8.00")};
    EXPECT_EQ(figure(plain(trades)), "260.00");
    Misrepresentation last = plain(trades);
    last.earlier_shares = EarlierShares::last_sold;
    EXPECT_EQ(figure(last), "200.00");
    Misrepresentation held = plain({trades[1], trades[2]});
    held.held_before = 60;
    EXPECT_EQ(figure(held), "236.00");  // 40 × 2.00 + 60 × 2.60
    last.method = Averaging::fifo_weighted;
    EXPECT_EQ(code_of([&] { return misrepresentation_loss(last); }), "not_for_method");
}

TEST(SettlementMisrepresentation, AGainIsSetOffAndNeverPaid) {
    const std::vector<Trade> mixed{buy("2024-04-01", 200, "8.00"), sell("2024-09-03", 100, "8.50")};
    EXPECT_EQ(figure(plain(mixed)), "10.00");  // −50 + 60
    Misrepresentation gain = pilot({buy("2024-04-01", 200, "7.00")});
    const Explained none = misrepresentation_loss(gain);
    EXPECT_EQ(none.value.minor(), 0);
    ASSERT_EQ(none.why.lines[0].lines.size(), 2U);
    EXPECT_EQ(none.why.lines[0].lines[1].amount.count, -8000);
    EXPECT_EQ(none.why.lines[0].lines[1].role, base::LineRole::note);
    EXPECT_EQ(figure(pilot({})), "0.00");
}

// 28: sold at 8.00 under the statement; 60 bought back at 9.00, 40 not, base price 9.50.
TEST(SettlementMisrepresentation, LuredIntoSelling) {
    Misrepresentation input = plain({sell("2024-05-06", 100, "8.00"), buy("2024-09-02", 60, "9")});
    input.lured = Lured::down;
    input.base_price = price("9.50");
    input.held_before = 100;
    EXPECT_EQ(figure(input), "120.00");
    // Bought back under the statement: closed. More bought back than sold: only what was sold.
    input.trades = {sell("2024-05-06", 100, "8.00"), buy("2024-06-03", 40, "7.80"),
                    buy("2024-09-03", 100, "9.00")};
    EXPECT_EQ(figure(input), "60.00");
    input.method = Averaging::actual_cost;  // (800 − 312) / 60 = 8.1333
    EXPECT_EQ(figure(input), "52.00");
    // Bought and sold under it: no harm.
    input.held_before = 0;
    input.trades = {buy("2024-05-06", 100, "8.00"), sell("2024-06-03", 100, "8.10")};
    EXPECT_EQ(figure(input), "0.00");
    input.trades = {sell("2024-05-06", 1, "8.00")};
    EXPECT_EQ(code_of([&] { return misrepresentation_loss(input); }), "sold_more_than_held");
}

// 29: ten for five on 2024-06-14 with 0.20 a share: (12.20 − 0.20) / 1.5 = 8.00, 1,500 shares.
TEST(SettlementMisrepresentation, ExRightsRestatesPricesAndQuantities) {
    Misrepresentation input =
        plain({buy("2024-06-13", 1000, "12.20"), sell("2024-09-03", 1500, "7.50")});
    input.ex_rights = {{Date::parse("2024-06-14"), Fraction{3, 2}, price("0.20")}};
    EXPECT_EQ(figure(input), "750.00");
    input.trades[0].date = Date::parse("2024-06-14");  // already in the new terms
    input.trades[1].quantity = 1000;
    EXPECT_EQ(figure(input), "4700.00");
    input.ex_rights[0].date = Date::parse("2024-09-14");  // after the base date
    EXPECT_EQ(figure(input), "4700.00");
    input.ex_rights[0] = {Date::parse("2024-06-15"), Fraction{1}, price("12.21")};
    EXPECT_EQ(code_of([&] { return misrepresentation_loss(input); }), "dividend_above_price");
    input.ex_rights[0].factor = 0;
    EXPECT_EQ(code_of([&] { return misrepresentation_loss(input); }), "bad_factor");
}

TEST(SettlementMisrepresentation, WrongInputsAreNamed) {
    const auto code = [](const Misrepresentation& input) {
        return code_of([&] { return misrepresentation_loss(input); });
    };
    EXPECT_EQ(code(plain({sell("2024-05-06", 1, "8.00")})), "sold_more_than_held");
    EXPECT_EQ(code(plain({buy("2024-05-06", 0, "8.00")})), "bad_quantity");
    Misrepresentation turned = plain({});
    turned.implemented = Date::parse("2024-09-03");
    EXPECT_EQ(code(turned), "end_before_start");
    turned = plain({});
    turned.base_date = Date::parse("2024-09-01");
    EXPECT_EQ(code(turned), "end_before_start");
    Misrepresentation whole = pilot(investor_a);
    whole.other_share = Fraction{4, 5};
    EXPECT_EQ(figure(whole), "0.00");
    whole.other_share = Fraction{81, 100};
    EXPECT_EQ(code(whole), "shares_above_one");
}

// A hundred prices coprime to one another give averages of far more than 128 bits.
TEST(SettlementMisrepresentation, AveragesStayExactHoweverLong) {
    std::vector<Trade> trades;
    for (std::int64_t i = 0; i < 200; ++i) {
        trades.push_back({Date::parse("2024-04-01") + static_cast<std::int32_t>(i / 2),
                          i % 3 == 2 ? Side::sell : Side::buy, Fraction{101 + 7 * (i % 31)},
                          Fraction{997 + i * 13}});
    }
    const Explained result = misrepresentation_loss(plain(trades));
    EXPECT_GT(result.value.minor(), 0);
    for (const auto& [name, value] : result.why.lines[0].lines[1].inputs) {
        EXPECT_LT(value.size(), 70U) << name;  // shown to twelve decimals
    }
}

TEST(SettlementPrice, ReadsAndPrintsExactly) {
    for (const char* text : {"7.40 CNY", "7.4125 CNY", "22/3 CNY", "0.00 CNY", "593 JPY"}) {
        const Price read = read_price(text, "price");
        EXPECT_EQ(print_price(read.minor, read.currency), text);
    }
    EXPECT_EQ(print_price(read_price("593/80 CNY", "price").minor, cny), "7.4125 CNY");
    for (const char* text : {"", "7.40", "7.4.0 CNY", "-1 CNY", "1/0 CNY", "1/2.5 CNY", "a CNY",
                             "1/-2 CNY", "1111111111111111111111111111111111111 CNY"}) {
        EXPECT_EQ(code_of([&] { return read_price(text, "price").minor; }), "bad_price") << text;
    }
    EXPECT_EQ(code_of([] { return read_price("7.40 XXQ", "price").minor; }), "unknown_currency");
}

}  // namespace
}  // namespace accord::settlement
