// Base date, base price, exchange, and a wrong debit with what others gave.
#include <gtest/gtest.h>

#include "accord/base/error.hpp"
#include "accord/settlement/loss/base_date.hpp"
#include "accord/settlement/loss/exchange.hpp"
#include "accord/settlement/loss/wrong_debit.hpp"
#include "settlement_law.hpp"
#include "throws.hpp"

namespace accord::settlement {
namespace {

using base::testing::code_of;
using calendar::Date;
using money::Money;
using money::Rate;

const rules::Book& book() {
    static const rules::Book made = [] {
        rules::Book one;
        one.add_json(testing_law::law_text("loss_cn.json"));
        return one;
    }();
    return made;
}

/// So many days with 1,000 shares tradable, of which each day turns over `volume`.
BaseDate traded(int days, std::int64_t volume) {
    BaseDate input{{}, Date::parse("2024-09-02"), 1000, Date::parse("2024-09-02")};
    for (int day = 0; day < days; ++day) {
        input.days.push_back({input.disclosed + day, volume, std::nullopt});
    }
    return input;
}

/// The trading day found, counted from disclosure.
int found(const BaseDate& input) {
    const Answer answer = base_date(input, Law{book()});
    return std::get<Date>(answer.value) - input.disclosed + 1;
}

// 2022 规定 26: reached on day 7 → 10, on 18 → 18, never → 30.
TEST(SettlementBaseDate, FloorAndCeiling) {
    EXPECT_EQ(found(traded(40, 143)), 10);  // day 7
    EXPECT_EQ(found(traded(40, 100)), 10);  // exactly on day 10
    EXPECT_EQ(found(traded(40, 91)), 11);   // 1,001 on day 11
    EXPECT_EQ(found(traded(40, 56)), 18);   // 1,008 on day 18
    EXPECT_EQ(found(traded(40, 34)), 30);   // 1,020 on day 30
    EXPECT_EQ(found(traded(40, 33)), 30);   // day 31
    EXPECT_EQ(found(traded(40, 0)), 30);
    EXPECT_EQ(found(traded(30, 0)), 30);
    EXPECT_EQ(found(traded(10, 1000)), 10);
    EXPECT_EQ(found(traded(18, 56)), 18);
    const Answer answer = base_date(traded(40, 143), Law{book()});
    EXPECT_EQ(answer.why.inputs.back(),
              (std::pair<std::string, std::string>{"reached_on_day", "7"}));
}

TEST(SettlementBaseDate, DaysBeforeDisclosureDoNotCount) {
    BaseDate input = traded(40, 143);
    input.days.insert(input.days.begin(), {input.disclosed - 1, 1000, std::nullopt});
    EXPECT_EQ(found(input), 10);
    for (Turnover& day : input.days) day = {day.date, std::nullopt, Rate{1, 18}};
    input.tradable_shares.reset();
    EXPECT_EQ(found(input), 18);  // a third of a percent is never lost
}

TEST(SettlementBaseDate, WrongInputsAreNamed) {
    const auto code = [](const BaseDate& input) {
        return code_of([&] { return base_date(input, Law{book()}); });
    };
    EXPECT_EQ(code(traded(9, 1000)), "too_few_days");
    EXPECT_EQ(code(traded(17, 56)), "too_few_days");
    EXPECT_EQ(code(traded(29, 0)), "too_few_days");
    EXPECT_EQ(code(traded(0, 0)), "too_few_days");
    EXPECT_EQ(code(traded(10, -1)), "bad_turnover");
    BaseDate input = traded(10, 1000);
    input.tradable_shares = 0;
    EXPECT_EQ(code(input), "no_tradable_shares");
    input.tradable_shares.reset();
    EXPECT_EQ(code(input), "needs_argument");
    input = traded(10, 1000);
    input.days[1].share = Rate{1, 2};
    EXPECT_EQ(code(input), "volume_and_turnover");
    input.days[1] = {input.days[1].date, std::nullopt, std::nullopt};
    EXPECT_EQ(code(input), "needs_argument");
    input = traded(10, 1000);
    input.days[3].date = input.days[2].date;
    EXPECT_EQ(code(input), "days_out_of_order");
    input = traded(10, 1000);
    input.judged = Date::parse("2022-01-21");  // the interpretation of 2003 still held
    EXPECT_EQ(code(input), "not_in_force");
}

BasePrice closes_of(const std::vector<const char*>& closes) {
    BasePrice input{{}, Date::parse("2024-09-02"), Date::parse("2024-09-13"), {}};
    for (std::size_t i = 0; i < closes.size(); ++i) {
        input.closes.push_back({input.disclosed + static_cast<std::int32_t>(i),
                                Money::parse(std::string{closes[i]} + " CNY")});
    }
    return input;
}

std::string mean(const BasePrice& input) {
    return std::get<std::string>(base_price(input).value);
}

TEST(SettlementBasePrice, IsThePlainMeanUnrounded) {
    EXPECT_EQ(mean(closes_of({"8.00", "7.80", "7.60", "7.50", "7.40", "7.30", "7.20", "7.10",
                              "7.05", "7.05"})),
              "7.40 CNY");
    EXPECT_EQ(mean(closes_of({"7.33", "7.33", "7.34"})), "22/3 CNY");
    BasePrice input = closes_of({"8.00", "7.80"});
    input.closes.push_back({input.disclosed - 1, Money::parse("1 CNY")});
    input.closes.push_back({input.base_date + 1, Money::parse("1 CNY")});
    EXPECT_EQ(mean(input), "7.90 CNY");
    // A close that does not count sets no currency either, wherever it stands.
    BasePrice abroad = input;
    abroad.closes.insert(abroad.closes.begin(), {input.disclosed - 2, Money::parse("1 EUR")});
    EXPECT_EQ(mean(abroad), "7.90 CNY");
    // Two for one and 0.20 on the second day: (8.00 − 0.20) / 2 = 3.90.
    input.ex_rights = {{input.disclosed + 1, Fraction{2}, Fraction{20}}};
    EXPECT_EQ(mean(input), "5.85 CNY");
}

TEST(SettlementBasePrice, WrongInputsAreNamed) {
    const auto code = [](const BasePrice& input) {
        return code_of([&] { return base_price(input); });
    };
    EXPECT_EQ(code(closes_of({})), "no_closes");
    BasePrice input = closes_of({"8.00", "7.80"});
    input.closes[1].date = input.closes[0].date;
    EXPECT_EQ(code(input), "day_twice");
    input.base_date = input.disclosed - 1;
    EXPECT_EQ(code(input), "end_before_start");
}

Exchange exchanged(const char* amount, const char* rate, std::int64_t per = 1) {
    return {Money::parse(amount), read_price(rate, "rate"), per, Date::parse("2026-01-05"),
            "central parity"};
}

TEST(SettlementExchange, KeepsRateDayAndSource) {
    const Explained result = exchange(exchanged("1000.00 USD", "7.1234 CNY"));
    EXPECT_EQ(result.value.text(), "7123.40 CNY");
    EXPECT_EQ(result.why.source, "central parity");
    EXPECT_EQ(exchange(exchanged("100000 JPY", "4.8512 CNY", 100)).value.text(), "4851.20 CNY");
    EXPECT_EQ(exchange(exchanged("1.000 KWD", "1/3 USD")).value.text(), "0.33 USD");
    EXPECT_EQ(exchange(exchanged("0.01 USD", "0.5 CNY")).value.text(), "0.01 CNY");  // a tie
    EXPECT_EQ(exchange(exchanged("0.00 USD", "7 CNY")).value.text(), "0.00 CNY");
    const auto code = [](Exchange input) { return code_of([&] { return exchange(input); }); };
    EXPECT_EQ(code(exchanged("1 CNY", "7 CNY")), "same_currency");
    EXPECT_EQ(code(exchanged("1 USD", "0 CNY")), "bad_price");
    EXPECT_EQ(code(exchanged("1 USD", "7 CNY", 0)), "bad_quantity");
    EXPECT_EQ(code(exchanged("-1 USD", "7 CNY")), "negative_amount");
    EXPECT_EQ(code(exchanged("90000000000000000 USD", "7 CNY")), "overflow");
    Exchange silent = exchanged("1 USD", "7 CNY");
    silent.source.clear();
    EXPECT_EQ(code(silent), "needs_argument");
}

// 银行卡规定 13: all sources together at most the loss, here 50,000 and its interest of 87.50.
TEST(SettlementWrongDebit, RecoveriesTogetherAtMostTheLoss) {
    const auto debit = [](const char* recovered, const char* ex_gratia = nullptr) {
        WrongDebit input{Money::parse("50000 CNY"), Rate::parse("0.35% per year 30/360"),
                         Date::parse("2025-09-01"), Date::parse("2026-03-01"), Rate::parse("20%")};
        if (recovered != nullptr) input.recovered = Money::parse(recovered);
        if (ex_gratia != nullptr) input.ex_gratia = Money::parse(ex_gratia);
        return wrong_debit(input);
    };
    EXPECT_EQ(debit("0 CNY").value.text(), "40070.00 CNY");
    EXPECT_EQ(debit("10017.50 CNY").value.text(), "40070.00 CNY");  // the own fault's part
    EXPECT_EQ(debit("10017.51 CNY").value.text(), "40069.99 CNY");
    EXPECT_EQ(debit("50087.50 CNY").value.text(), "0.00 CNY");
    EXPECT_EQ(debit("60000 CNY").value.text(), "0.00 CNY");
    EXPECT_EQ(debit("20087.50 CNY").why.lines[2].amount.count, -1007000);

    const Explained beside = debit(nullptr, "5000 CNY");
    EXPECT_EQ(beside.value.text(), "40070.00 CNY");
    EXPECT_EQ(beside.why.lines[2].label, "ex_gratia");
    EXPECT_EQ(beside.why.lines[2].role, base::LineRole::note);
    EXPECT_EQ(beside.why.lines[2].amount.count, 500000);
    EXPECT_EQ(code_of([&] { return debit("-1 CNY"); }), "negative_amount");
    EXPECT_EQ(code_of([&] { return debit("1 USD"); }), "currency_mismatch");
    EXPECT_EQ(code_of([&] { return debit(nullptr, "1 USD"); }), "currency_mismatch");
}

}  // namespace
}  // namespace accord::settlement
