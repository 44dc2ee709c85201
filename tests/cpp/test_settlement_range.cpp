// Zones of agreement, decision trees, simulations and routes, against published and derived
// figures.
#include <gtest/gtest.h>

#include "accord/base/error.hpp"
#include "accord/settlement/range/route.hpp"
#include "accord/settlement/range/simulate.hpp"
#include "accord/settlement/range/tree.hpp"
#include "accord/settlement/range/zopa.hpp"
#include "settlement_law.hpp"
#include "throws.hpp"

namespace accord::settlement {
namespace {

using base::testing::code_of;
using calendar::Date;
using money::Money;
using money::Rate;

Money cny(std::string_view amount) {
    return Money::parse(std::string{amount} + " CNY");
}

Rate rate(std::string_view text) {
    return Rate::parse(text);
}

std::int64_t amount_of(const base::Line& why, std::string_view label) {
    for (const base::Line& line : why.lines) {
        if (line.label == label) return line.amount.count;
    }
    ADD_FAILURE() << "no line " << label;
    return 0;
}

// Derived: 0.6 × 500,000 with further costs of 60,000 and 80,000.
TEST(SettlementRangeZopa, FloorAndCeiling) {
    Zopa input{cny("500000"), rate("60%"), cny("60000"), cny("80000"), {}};
    Explained zone = zopa(input);
    EXPECT_EQ(zone.value, cny("140000"));
    EXPECT_EQ(amount_of(zone.why, "floor"), 24000000);
    EXPECT_EQ(amount_of(zone.why, "ceiling"), 38000000);
    input.costs_rule = CostsRule::loser_pays;
    zone = zopa(input);
    EXPECT_EQ(zone.value, cny("140000"));
    EXPECT_EQ(amount_of(zone.why, "floor"), 24400000);
    EXPECT_EQ(amount_of(zone.why, "ceiling"), 38400000);
}

TEST(SettlementRangeZopa, TwoViewsOfTheChanceMayLeaveNoZone) {
    Zopa input{cny("500000"), rate("80%"), cny("10000"), cny("20000"), rate("50%")};
    const Explained zone = zopa(input);
    EXPECT_EQ(zone.value, cny("-120000"));
    EXPECT_EQ(amount_of(zone.why, "chances_apart"), -15000000);
    input.chance = rate("101%");
    EXPECT_EQ(code_of([&] { return zopa(input); }), "share_out_of_range");
    input.chance = rate("80% per year");
    EXPECT_EQ(code_of([&] { return zopa(input); }), "share_out_of_range");
    input.chance = rate("1/3");
    input.respondent_cost = Money::parse("1 USD");
    EXPECT_EQ(code_of([&] { return zopa(input); }), "currency_mismatch");
}

// barryfisher.ca: just cause is beaten at 75 %, the contract at 50 %, the bonus is won at 50 %.
std::vector<Outcome> fisher(bool whole) {
    std::vector<Outcome> tree = {{"suit", {}, {}, {}},
                                 {"no just cause", "suit", rate("75%"), {}},
                                 {"contract upheld", "no just cause", rate("50%"), {}},
                                 {"contract beaten", "no just cause", rate("1/2"), {}},
                                 {"bonus", "contract beaten", rate("50%"), cny("100000")},
                                 {"no bonus", "contract beaten", {}, {}}};
    if (whole) {
        tree[2].value = cny("10000");
        tree[5].value = cny("75000");
    }
    return tree;
}

// 18,750 and 36,562.50 (barryfisher.ca), 400,000 (mediationinsights.com), 75,000 (mlvmediation).
TEST(SettlementRangeTree, PublishedExpectedValues) {
    EXPECT_EQ(decision_tree(fisher(false)).value, cny("18750"));
    EXPECT_EQ(decision_tree(fisher(true)).value, cny("36562.50"));
    const std::vector<Outcome> forty = {{"suit", {}, {}, {}},
                                        {"won", "suit", rate("40%"), cny("1000000")}};
    EXPECT_EQ(decision_tree(forty).value, cny("400000"));
    const std::vector<Outcome> mlv = {{"suit", {}, {}, {}},
                                      {"won", "suit", rate("75%"), cny("100000")},
                                      {"lost", "suit", {}, cny("0")}};
    EXPECT_EQ(decision_tree(mlv).value, cny("75000"));
}

TEST(SettlementRangeTree, CostsOnTheWayAndBranchesThatAddUp) {
    const std::vector<Outcome> tree = {{"won", "trial", rate("1/3"), cny("100")},
                                       {"trial", "suit", rate("1/2"), cny("-10")},
                                       {"suit", {}, rate("100%"), cny("-1")},
                                       {"half won", "trial", rate("1/3"), cny("50")}};
    const Explained figure = decision_tree(tree);  // -1 + (-10 + 50) / 2
    EXPECT_EQ(figure.value, cny("19"));
    base::check_sums(figure.why);
    EXPECT_EQ(figure.why.lines[0].amount.count, -100);
    EXPECT_EQ(figure.why.lines[1].lines.size(), 3U);
}

std::string fault(std::vector<Outcome> tree) {
    return code_of([&] { return decision_tree(tree); });
}

TEST(SettlementRangeTree, UnsoundTrees) {
    const Outcome root{"a", {}, {}, cny("1")};
    EXPECT_EQ(fault({}), "no_rows");
    EXPECT_EQ(fault({{"a", {}, {}, {}}}), "needs_argument");
    EXPECT_EQ(fault({root, {"b", {}, {}, {}}}), "one_root");
    EXPECT_EQ(fault({{"a", "a", {}, cny("1")}}), "one_root");
    EXPECT_EQ(fault({root, {"a", "a", {}, {}}}), "duplicate");
    EXPECT_EQ(fault({root, {"b", "z", {}, {}}}), "unknown_parent");
    EXPECT_EQ(fault({root, {"b", "c", {}, {}}, {"c", "b", {}, {}}}), "tree_cycle");
    EXPECT_EQ(fault({root, {"b", "a", {}, {}}, {"c", "a", {}, {}}}), "chance_missing");
    EXPECT_EQ(fault({root, {"b", "a", rate("60%"), {}}, {"c", "a", rate("41%"), {}}}),
              "chances_above_one");
    EXPECT_EQ(fault({root, {"b", "a", rate("-1%"), {}}}), "share_out_of_range");
    EXPECT_EQ(fault({{"a", {}, rate("99%"), cny("1")}}), "one_root");
    std::vector<Outcome> deep = {root};
    for (int i = 0; i < 64; ++i) {
        deep.push_back({"n" + std::to_string(i), deep.back().node, rate("1/97"), {}});
    }
    EXPECT_EQ(fault(deep), "too_deep");
    deep.pop_back();
    deep.back().value = cny("1");
    EXPECT_EQ(decision_tree(deep).value, cny("1"));  // chances far below what 128 bits hold
}

TEST(SettlementRangeSimulation, MeansAreNearTheExactOnesAndTheSameAgain) {
    const std::vector<AwardRange> flat = {{rate("60%"), cny("800"), cny("1200"), {}}};
    const Estimate first = simulate_award(flat, 50'000, 3);
    EXPECT_NEAR(first.value, 60'000, 4 * first.error);
    EXPECT_EQ(first, simulate_award(flat, 50'000, 3));
    const std::vector<AwardRange> peaked = {{rate("100%"), cny("0"), cny("900"), cny("600")}};
    const Estimate second = simulate_award(peaked, 50'000, 3);
    EXPECT_NEAR(second.value, 50'000, 4 * second.error);
    const auto fault_of = [](AwardRange range) {
        const std::vector<AwardRange> all = {range, range};
        return code_of([&] { return simulate_award(all, 10, 1); });
    };
    EXPECT_EQ(fault_of({rate("51%"), cny("1"), cny("2"), {}}), "chances_above_one");
    EXPECT_EQ(fault_of({rate("10%"), cny("2"), cny("1"), {}}), "range_reversed");
    EXPECT_EQ(fault_of({rate("10%"), cny("1"), cny("2"), cny("3")}), "out_of_range");
}

const rules::Book& route_book() {
    static const rules::Book book = [] {
        rules::Book made;
        made.add_json(testing_law::law_text("fees_cn.json"));
        made.add_json(testing_law::law_text("fees_court.json"));
        return made;
    }();
    return book;
}

const Date day = Date::of(2026, 1, 16);
const Rate discount = Rate::parse("3% per year");

RouteChoice choice(RouteKind kind, std::string_view chance, std::string_view cost,
                   std::int64_t days, FeeBearer bearer) {
    return {kind, rate(chance), cny(cost), days, rate("80%"), bearer};
}

std::vector<RouteChoice> story() {
    return {choice(RouteKind::court, "90%", "20000", 365, FeeBearer::loser),
            choice(RouteKind::court_mediation, "70%", "12000", 120, FeeBearer::half),
            choice(RouteKind::payment_order, "35%", "500", 45, FeeBearer::claimant),
            choice(RouteKind::mediation, "75%", "3000", 60, FeeBearer::claimant)};
}

const base::Line& line_of(const base::Line& why, std::string_view label) {
    for (const base::Line& line : why.lines) {
        if (line.label == label) return line;
    }
    ADD_FAILURE() << "no line " << label;
    return why;
}

// The story's loan: court fee 8,908.46, mediated 4,454.23, payment order 2,969.49, confirmation 0.
TEST(SettlementRangeRoute, FeesOfTheStory) {
    const Law law{route_book()};
    const Answer answer = route(cny("510845.99"), day, discount, story(), law);
    const auto fee = [&](std::string_view label) {
        return amount_of(line_of(answer.why, label), "route_fee");
    };
    EXPECT_EQ(fee("net_court"), 890846);
    EXPECT_EQ(fee("net_court_mediation"), 445423);
    EXPECT_EQ(fee("net_payment_order"), 296949);
    EXPECT_EQ(fee("net_mediation"), 0);
    base::check_sums(answer.why);
    for (const base::Line& line : answer.why.lines) base::check_sums(line);
}

// By hand, without discount: 0.5 × 100,000 × 0.8 − 1,000 − 0.5 × 2,300 and 0.4 × 80,000 − 500.
TEST(SettlementRangeRoute, NetValues) {
    const Law law{route_book()};
    const std::vector<RouteChoice> two = {
        choice(RouteKind::court, "50%", "1000", 0, FeeBearer::loser),
        choice(RouteKind::mediation, "40%", "500", 0, FeeBearer::claimant)};
    const Answer answer = route(cny("100000"), day, discount, two, law);
    EXPECT_EQ(std::get<std::string>(answer.value), "court");
    EXPECT_EQ(answer.why.amount.count, 3785000);
    EXPECT_EQ(amount_of(answer.why, "net_mediation"), 3150000);
    std::vector<RouteChoice> late = two;
    late[0].days = 3650;  // 40,000 / 1.3 falls behind
    EXPECT_EQ(std::get<std::string>(route(cny("100000"), day, discount, late, law).value),
              "mediation");
    late[1] = choice(RouteKind::negotiation, "50%", "1000", 3650, FeeBearer::loser);
    late[0].fee = cny("0");
    EXPECT_EQ(std::get<std::string>(route(cny("100000"), day, discount, late, law).value),
              "court");  // equal: the earlier row
}

/// Every pair of routes at this amount: a switch point put back makes the two equal, exactly.
void put_back(const std::vector<RouteTerms>& all, const Fraction& amount, int& points) {
    for (const RouteTerms& one : all) {
        for (const RouteTerms& other : all) {
            if (&one == &other) continue;
            if (const std::optional<Fraction> chance = switch_chance(one, other, amount)) {
                EXPECT_EQ(net_at(one, amount, *chance), net_at(other, amount, other.chance));
                ++points;
            }
            for (const Fraction& equal : switch_amounts(one, other)) {
                EXPECT_EQ(net_at(one, equal, one.chance), net_at(other, equal, other.chance));
                EXPECT_GT(equal, 0);
                ++points;
            }
        }
    }
}

TEST(SettlementRangeRoute, AStatedSwitchPointMakesTheTwoRoutesEqual) {
    const Law law{route_book()};
    std::vector<RouteTerms> all;
    for (const RouteChoice& each : story()) {
        all.push_back(route_terms(each, cny("1").currency(), discount, day, law));
    }
    int points = 0;
    for (const std::string_view amount :
         {"0", "50", "9999.99", "10000", "10000.01", "100000", "510845.99", "20000000.01"}) {
        put_back(all, fraction(cny(amount)), points);
    }
    EXPECT_GT(points, 50);
}

/// The printed chance given back as the route's own chance: the table itself then shows equality.
TEST(SettlementRangeRoute, ThePrintedChanceGivenBackShowsEqualNetValues) {
    const Law law{route_book()};
    std::vector<RouteChoice> two = {
        choice(RouteKind::court, "50%", "1000", 200, FeeBearer::loser),
        choice(RouteKind::payment_order, "40%", "500", 45, FeeBearer::claimant)};
    const Answer before = route(cny("510845.99"), day, discount, two, law);
    const base::Line& point = line_of(before.why, "switch_chance");
    std::string chance;
    std::string of;
    for (const auto& [name, value] : point.inputs) {
        if (name == "chance") chance = value;
        if (name == "chance_of") of = value;
    }
    two[of == "court" ? 0 : 1].chance = rate(chance);
    const Answer after = route(cny("510845.99"), day, discount, two, law);
    const auto exact = [&](std::string_view label) { return line_of(after.why, label).inputs[5]; };
    EXPECT_EQ(exact("net_court").first, "exact");
    EXPECT_EQ(exact("net_court"), exact("net_payment_order"));
}

TEST(SettlementRangeRoute, UnsoundInput) {
    const Law law{route_book()};
    const auto fault_of = [&](std::vector<RouteChoice> all, const Rate& yearly) {
        return code_of([&] { return route(cny("1000"), day, yearly, all, law); });
    };
    const RouteChoice talk = choice(RouteKind::negotiation, "50%", "1", 1, FeeBearer::claimant);
    EXPECT_EQ(fault_of({}, discount), "no_rows");
    EXPECT_EQ(fault_of({talk, talk}, discount), "duplicate");
    EXPECT_EQ(fault_of({talk}, rate("3%")), "rate_unit");
    EXPECT_EQ(fault_of({talk}, rate("3% per year ACT/360")), "rate_unit");
    EXPECT_EQ(fault_of({choice(RouteKind::arbitration, "50%", "1", 1, FeeBearer::half)}, discount),
              "needs_argument");
    EXPECT_EQ(fault_of({choice(RouteKind::court, "50%", "1", -1, FeeBearer::half)}, discount),
              "negative_days");
    EXPECT_EQ(fault_of({choice(RouteKind::court, "50%", "-1", 1, FeeBearer::half)}, discount),
              "negative_amount");
}

TEST(SettlementRangeFraction, RoundsAsTheExactFractionsDo) {
    using money::Rounding;
    for (const Rounding rounding :
         {Rounding::ceiling, Rounding::down, Rounding::floor, Rounding::half_down,
          Rounding::half_even, Rounding::half_up, Rounding::up}) {
        for (int numerator = -30; numerator <= 30; ++numerator) {
            for (int denominator = 1; denominator <= 8; ++denominator) {
                EXPECT_EQ(round(Fraction{numerator, denominator}, rounding),
                          money::divide_rounded(numerator, denominator, rounding));
            }
        }
    }
    EXPECT_EQ(code_of([] { return round(Fraction{INT64_MAX} + 1, Rounding::half_up); }),
              "overflow");
}

}  // namespace
}  // namespace accord::settlement
