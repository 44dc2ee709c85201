// The rules of loss and redress, as data.
#include <algorithm>
#include <utility>

#include "accord/base/error.hpp"
#include "accord/settlement/exact.hpp"
#include "accord/settlement/loss/base_date.hpp"
#include "accord/settlement/loss/exchange.hpp"
#include "accord/settlement/loss/misrepresentation.hpp"
#include "accord/settlement/loss/misrepresentation_kernel.hpp"
#include "accord/settlement/loss/wrong_debit.hpp"
#include "accord/settlement/rule.hpp"

namespace accord::settlement {
namespace {

Result debit(const Arguments& given, const Law&) {
    return wrong_debit({given.money("amount"), given.rate("rate"), given.date("start"),
                        given.date("end"), given.rate("own_fault"), given.maybe_money("recovered"),
                        given.maybe_money("ex_gratia"), given.rounding()});
}

Result exchanged(const Arguments& given, const Law&) {
    return exchange({given.money("amount"), read_price(given.text("rate"), "rate"),
                     given.count("per"), given.date("on"), given.text("source"), given.rounding()});
}

Parameter ex_rights_parameter() {
    return optional_rows("ex_rights",
                         {required("date", Kind::date), defaulted("factor", Kind::rate, "100%"),
                          optional("dividend", Kind::text)});
}

void require_same(money::Currency given, money::Currency wanted) {
    require_currency(money::Money{0, given}, wanted);
}

std::vector<ExRights> ex_rights_of(const Arguments& given, money::Currency currency) {
    std::vector<ExRights> events;
    // No share has so many events; each makes every price a longer fraction.
    constexpr std::size_t events_max = 100;
    const std::size_t size = given.rows("ex_rights").size();
    if (size > events_max) base::fail_input("too_many", std::to_string(size), "ex_rights");
    for (const Arguments& row : given.rows("ex_rights")) {
        const money::Rate& factor = row.rate("factor");
        if (factor.numerator() <= 0 || factor.per() != money::Per::none) {
            base::fail_input("bad_factor", factor.text(), "ex_rights");
        }
        ExRights event{row.date("date"), fraction(factor), Fraction{}};
        if (const auto dividend = row.maybe_text("dividend")) {
            const Price price = read_price(*dividend, "dividend");
            require_same(price.currency, currency);
            event.dividend = price.minor;
        }
        events.push_back(std::move(event));
    }
    return events;
}

calendar::Date judged(const Arguments& given) {
    return given.maybe_date("judged").value_or(given.date("disclosed"));
}

Result base_day(const Arguments& given, const Law& law) {
    BaseDate input{
        {}, given.date("disclosed"), given.maybe_count("tradable_shares"), judged(given)};
    for (const Arguments& row : given.rows("days")) {
        input.days.push_back(
            {row.date("date"), row.maybe_count("volume"), row.maybe_rate("turnover")});
    }
    return base_date(input, law);
}

Result mean_close(const Arguments& given, const Law&) {
    BasePrice input{{}, given.date("disclosed"), given.date("base_date"), {}};
    for (const Arguments& row : given.rows("closes")) {
        input.closes.push_back({row.date("date"), row.money("close")});
    }
    if (const std::vector<Close> closes = closes_that_count(input); !closes.empty()) {
        input.ex_rights = ex_rights_of(given, closes.front().price.currency());
    }
    return base_price(input);
}

std::vector<Trade> trades_of(const Arguments& given, money::Currency currency) {
    std::vector<Trade> trades;
    for (const Arguments& row : given.rows("trades")) {
        const money::Money& price = row.money("price");
        require_not_negative(price, "price");
        require_currency(price, currency);
        trades.push_back({row.date("date"), row.text("side") == "buy" ? Side::buy : Side::sell,
                          Fraction{row.count("quantity")}, fraction(price)});
    }
    return trades;
}

money::Rate share_of(const Arguments& given, const char* name) {
    const money::Rate share = given.rate(name);
    require_share(share, name);
    return share;
}

money::Rate fall_of(const Arguments& given, const char* name) {
    if (!given.has(name)) base::fail_input("needs_argument", name);
    return share_of(given, name);
}

/// The market's part: stated, or the fall of the index in proportion to the fall of the share,
/// which no provision prescribes.
void set_risk(const Arguments& given, const Law& law, Misrepresentation& input) {
    const money::Rate stated = share_of(given, "risk_share");
    if (given.text("risk_method") == "stated") {
        for (const char* fall : {"index_fall", "stock_fall"}) {
            if (given.has(fall)) base::fail_input("not_for_method", "stated", fall);
        }
        input.risk_share = fraction(stated);
        input.risk_inputs = {{"risk_method", "stated"}};
        return;
    }
    if (stated.numerator() != 0) {
        base::fail_input("not_for_method", "relative_proportion", "risk_share");
    }
    const money::Rate index = fall_of(given, "index_fall");
    const money::Rate stock = fall_of(given, "stock_fall");
    if (stock.numerator() == 0) base::fail_input("no_stock_fall", stock.text(), "stock_fall");
    input.risk_clause =
        law.parameter("cn.misrepresentation.relative_proportion", judged(given)).clause;
    input.risk_share = std::min(Fraction{1}, Fraction{fraction(index) / fraction(stock)});
    input.risk_inputs = {{"risk_method", "relative_proportion"},
                         {"index_fall", index.text()},
                         {"stock_fall", stock.text()}};
}

Result investor_loss(const Arguments& given, const Law& law) {
    const Price base = read_price(given.text("base_price"), "base_price");
    Misrepresentation input{.trades = trades_of(given, base.currency),
                            .currency = base.currency,
                            .implemented = given.date("implemented"),
                            .disclosed = given.date("disclosed"),
                            .base_date = given.date("base_date"),
                            .base_price = base.minor,
                            .lured = given.text("case") == "up" ? Lured::up : Lured::down,
                            .method = averaging_from_text(given.text("method")),
                            .held_before = Fraction{given.count("held_before")},
                            .earlier_shares = given.text("earlier_shares") == "first_sold"
                                                  ? EarlierShares::first_sold
                                                  : EarlierShares::last_sold,
                            .ex_rights = ex_rights_of(given, base.currency),
                            .risk_share = {},
                            .risk_inputs = {},
                            .risk_clause = {},
                            .method_clause = {},
                            .other_share = fraction(share_of(given, "other_share")),
                            .other_cause = given.text("other_cause"),
                            .commission = fraction(share_of(given, "commission")),
                            .stamp_duty = fraction(share_of(given, "stamp_duty")),
                            .rounding = given.rounding()};
    set_risk(given, law, input);
    if (input.method == Averaging::fifo_actual) {
        input.method_clause =
            law.parameter("cn.misrepresentation.fifo_actual", judged(given)).clause;
    }
    return misrepresentation_loss(input);
}

Rule base_date_rule() {
    return {"base_date",
            "loss",
            Yields::date,
            {rows("days", {required("date", Kind::date), optional("volume", Kind::count),
                           optional("turnover", Kind::rate)}),
             required("disclosed", Kind::date), optional("tradable_shares", Kind::count),
             optional("judged", Kind::date)},
            base_day,
            {},
            false,
            nullptr};
}

Rule base_price_rule() {
    return {"base_price",
            "loss",
            Yields::text,
            {rows("closes", {required("date", Kind::date), required("close", Kind::money)}),
             required("disclosed", Kind::date), required("base_date", Kind::date),
             ex_rights_parameter()},
            mean_close,
            {},
            false,
            nullptr};
}

Rule misrepresentation_rule() {
    return {"misrepresentation_loss",
            "loss",
            Yields::money,
            {rows("trades", {required("date", Kind::date), required_choice("side", {"buy", "sell"}),
                             required("quantity", Kind::count), required("price", Kind::money)}),
             required("implemented", Kind::date),
             required("disclosed", Kind::date),
             required("base_date", Kind::date),
             required("base_price", Kind::text),
             choice("case", {"up", "down"}),
             choice("method",
                    {"moving_weighted", "actual_cost", "weighted", "fifo_weighted", "fifo_actual"}),
             defaulted("held_before", Kind::count, "0"),
             choice("earlier_shares", {"first_sold", "last_sold"}),
             defaulted("risk_share", Kind::rate, "0%"),
             choice("risk_method", {"stated", "relative_proportion"}),
             optional("index_fall", Kind::rate),
             optional("stock_fall", Kind::rate),
             defaulted("other_share", Kind::rate, "0%"),
             choice("other_cause", {"other", "manipulation", "over_reaction", "operations"}),
             defaulted("commission", Kind::rate, "0%"),
             defaulted("stamp_duty", Kind::rate, "0%"),
             ex_rights_parameter(),
             optional("judged", Kind::date),
             rounding_parameter()},
            investor_loss,
            {"difference_loss", "commission", "stamp_duty"},
            false,
            misrepresentation_kernel};
}

Rule wrong_debit_rule() {
    return {"wrong_debit",
            "loss",
            Yields::money,
            {required("amount", Kind::money), required("rate", Kind::rate),
             required("start", Kind::date), required("end", Kind::date),
             defaulted("own_fault", Kind::rate, "0%"), optional("recovered", Kind::money),
             optional("ex_gratia", Kind::money), rounding_parameter()},
            debit,
            {"principal", "interest", "recovered", "ex_gratia"},
            false,
            nullptr};
}

Rule exchange_rule() {
    return {"exchange",
            "loss",
            Yields::money,
            {required("amount", Kind::money), required("rate", Kind::text),
             defaulted("per", Kind::count, "1"), required("on", Kind::date),
             required("source", Kind::text), rounding_parameter()},
            exchanged,
            {},
            false,
            nullptr};
}

}  // namespace

std::vector<Rule> loss_rules() {
    return {base_date_rule(), base_price_rule(), misrepresentation_rule(), wrong_debit_rule(),
            exchange_rule()};
}

}  // namespace accord::settlement
