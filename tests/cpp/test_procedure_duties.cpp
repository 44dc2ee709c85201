// Contracts of a stage and always, milestones with a guard, reactions that an obligation holds
// back, tables that collect, and a case in a chart of many stages.
#include <gtest/gtest.h>

#include "procedure_world.hpp"

namespace accord::procedure::testing {
namespace {

using Texts = std::vector<std::string>;

/// `rest` are further members of the definition, `facts` the body of its facts.
World opened(const std::string& rest, const std::string& facts = R"("ready":"bool")",
             const std::string& decides = "[]") {
    World world{Definition::from_json(
        R"({"id":"t.duties","version":"1","roles":[{"id":"bank"},{"id":"claimant"}],
        "stages":[{"id":"filed"},{"id":"heard"},{"id":"done","final":true}],
        "actions":[{"id":"begin","start":"filed"},{"id":"hear","from":["filed"],"to":"heard"},
            {"id":"ask"},{"id":"answer"},{"id":"look","decides":)" +
        decides + R"(},{"id":"end","from":["filed","heard"],"to":"done"}],"facts":{)" + facts +
        "}," + rest + "}")};
    EXPECT_TRUE(is_done(world.file(filing(), "2026-03-02T09:00+08:00", {"claimant"})));
    return world;
}

constexpr std::string_view day_two = "2026-03-03T09:00+08:00";

Decision act(World& world, std::string_view action) {
    return world.act(action, {"officer:desk"}, day_two);
}

TEST(ProcedureDuties, AContractOfAStageIsAskedWhenItIsEntered) {
    World world = opened(R"("contracts":[{"id":"ready_first","stage":"heard",
        "holds":{"field":"facts.ready"},"clause":{"id":"rule 1","status":"official"}}])");
    const Decision refused = act(world, "hear");
    EXPECT_EQ(refusal(refused).code, "contract");
    EXPECT_EQ(clause_of(refusal(refused)), "rule 1");
    EXPECT_EQ(refusal(refused).missing, Texts{"fact:ready"});
    EXPECT_TRUE(is_done(act(world, "ask")));  // no other act is concerned
    ASSERT_TRUE(is_done(world.act(fact("ready", true), day_two)));
    EXPECT_TRUE(is_done(act(world, "hear")));
}

TEST(ProcedureDuties, WhatAlwaysMustHoldIsRefusedOnceAndStopsNothingWhereItIsBrokenAlready) {
    World world = opened(R"("contracts":[{"id":"no_second","holds":{"op":"not",
        "args":[{"op":"and","args":[{"done":"ask"},{"done":"answer"}]}]}}])");
    ASSERT_TRUE(is_done(act(world, "ask")));
    EXPECT_EQ(refusal(act(world, "answer")).code, "contract");
    Command answer;
    answer.action = "answer";
    answer.by = {"officer:desk"};
    world.record(answer, day("2026-03-03"), "2026-03-04T09:00+08:00");
    ASSERT_EQ(world.c().irregularities.size(), 2U);
    EXPECT_EQ(world.c().irregularities[1].clause, "no_second");
    EXPECT_TRUE(is_done(world.act("hear", {"officer:desk"}, "2026-03-05T09:00+08:00")));
}

TEST(ProcedureDuties, AMilestoneIsReachedWhenItsGuardComesToHoldAndLeadsToTheNext) {
    World world = opened(R"("milestones":[
        {"id":"second","when":{"milestone":"first"}},
        {"id":"first","when":{"field":"facts.ready"},
         "clause":{"id":"rule 2","status":"official"}}],
        "reactions":[{"id":"on_it","on":"reached.second","from":["filed"],"to":"heard"}])");
    ASSERT_TRUE(is_done(world.act(fact("ready", false), day_two)));
    EXPECT_TRUE(world.c().milestones.empty());
    ASSERT_TRUE(is_done(world.act(fact("ready", true), day_two)));
    EXPECT_EQ(kinds(world.last()),
              (Texts{"fact_stated", "milestone_reached", "milestone_reached", "stage_entered"}));
    EXPECT_EQ(world.c().stages, Texts{"heard"});
}

TEST(ProcedureDuties, AnObligationHoldsReactionsBackUntilItIsMet) {
    World world = opened(R"("obligations":[{"id":"reply","of":"bank","after":["ask"],
        "met_by":["answer"],"blocks":["stage:filed"]}],
        "reactions":[{"id":"go","from":["filed"],"to":"heard","when":{"field":"facts.ready"}}])");
    ASSERT_TRUE(is_done(act(world, "ask")));
    ASSERT_TRUE(is_done(world.act(fact("ready", true), day_two)));
    EXPECT_EQ(world.c().stage, "filed");
    EXPECT_EQ(refusal(act(world, "end")).code, "obligation_pending");
    ASSERT_TRUE(is_done(act(world, "answer")));
    EXPECT_EQ(world.c().stage, "heard");
}

std::string table(const std::string& hit, const std::string& output) {
    return R"("tables":[{"id":"fee",)" + hit + R"("outputs":[{"name":")" + output + R"("}],
        "inputs":[{"name":"case.amount","kind":"money","currency":"CNY"}],"rows":[
        {"when":[">= 0.00 CNY"],"then":["3"]},{"when":["> 10000.00 CNY"],"then":["5"]},
        {"when":["> 90000.00 CNY"],"then":["7"]}],"gaps":true}])";
}

TEST(ProcedureDuties, ATableThatCollectsGivesItsSumLeastMostOrNumber) {
    const auto value = [](const std::string& aggregate) {
        World world = opened(table(R"("hit":"collect","aggregate":")" + aggregate + "\",", "n"),
                             R"("n":"integer")", R"(["fee"])");
        EXPECT_TRUE(is_done(act(world, "look")));
        return casefile::find_fact(world.c(), "n")->value;
    };
    EXPECT_EQ(value("sum"), rules::Value{std::int64_t{8}});
    EXPECT_EQ(value("min"), rules::Value{std::int64_t{3}});
    EXPECT_EQ(value("max"), rules::Value{std::int64_t{5}});
    EXPECT_EQ(value("count"), rules::Value{std::int64_t{2}});
}

TEST(ProcedureDuties, FirstTakesOneRowAndCollectGivesTheSetOfAll) {
    World first = opened(table(R"("hit":"first",)", "n"), R"("n":"text")", R"(["fee"])");
    ASSERT_TRUE(is_done(act(first, "look")));
    EXPECT_EQ(casefile::find_fact(first.c(), "n")->value, rules::Value{std::string{"3"}});
    World all = opened(table(R"("hit":"collect",)", "n"), R"("n":"text")", R"(["fee"])");
    ASSERT_TRUE(is_done(act(all, "look")));
    EXPECT_EQ(casefile::find_fact(all.c(), "n")->value, (rules::Value{rules::TextSet{{"3", "5"}}}));
}

TEST(ProcedureDuties, ACaseInAChartOfManyStagesMovesAsInASmallOne) {
    std::string stages;
    std::string moves;
    for (int i = 0; i < 100; ++i) {
        const std::string id = std::to_string(i);
        const std::string next = std::to_string((i + 1) % 100);
        const std::string comma = i > 0 ? "," : "";
        stages += comma + "{\"id\":\"s" + id + "\"}";
        moves += comma + "{\"from\":[\"s" + id + "\"],\"to\":\"s" + next + "\"}";
    }
    World world{Definition::from_json(R"({"id":"t.many","version":"1","stages":[)" + stages +
                                      R"(],"actions":[{"id":"begin","start":"s0"},
                                      {"id":"next","moves":[)" +
                                      moves + "]}]}")};
    ASSERT_TRUE(is_done(world.file(filing(), "2026-03-02T09:00+08:00", {})));
    for (int i = 0; i < 70; ++i) ASSERT_TRUE(is_done(act(world, "next")));
    EXPECT_EQ(world.c().stage, "s70");
    EXPECT_EQ(kinds(world.last()), (Texts{"acted", "stage_entered"}));
}

}  // namespace
}  // namespace accord::procedure::testing
