// The macrostep's order on small charts: exits innermost first, entries outermost first, conflicts,
// internal events before the next, run to completion.
#include <gtest/gtest.h>

#include "accord/base/error.hpp"
#include "chart_world.hpp"

namespace accord::procedure::testing {
namespace {

constexpr std::string_view nested = R"([{"id":"a","raises_on_exit":["left_a"]},
    {"id":"a1","within":"a"},{"id":"a2","within":"a","raises_on_entry":["in_a2"]},
    {"id":"b"},{"id":"b1","within":"b"},{"id":"b2","within":"b"}])";
constexpr std::string_view parallel = R"([{"id":"p","tracks":true},
    {"id":"x","within":"p"},{"id":"x1","within":"x"},{"id":"x2","within":"x","final":true},
    {"id":"y","within":"p"},{"id":"y1","within":"y"},{"id":"y2","within":"y","final":true},
    {"id":"end","final":true}])";

TEST(ProcedureChart, AMoveOutOfACompoundStageExitsInnermostFirstAndEntersDefaults) {
    const ChartWorld world{order_definition(
        nested, R"([{"id":"cross","from":["a"],"to":"b"},{"id":"step","from":["a1"],"to":"a2"}])")};
    EXPECT_EQ(world.play({"step", "cross"}), lines(R"(
        >open
        enter a
        enter a1
        = a1
        >step
        exit a1
        move step
        enter a2
        raise in_a2
        = a2
        >cross
        exit a2
        exit a
        raise left_a
        move cross
        enter b
        enter b1
        = b1)"));
}

TEST(ProcedureChart, ADescendantsMoveWinsOverItsAncestors) {
    const ChartWorld world{order_definition(
        nested, R"([{"id":"e","moves":[{"from":["a"],"to":"b"},{"from":["a2"],"to":"a1"}]}])")};
    EXPECT_EQ(world.play({"go.a2", "e", "e"}), lines(R"(
        >open
        enter a
        enter a1
        = a1
        >go.a2
        exit a1
        exit a
        raise left_a
        move go.a2
        enter a
        enter a2
        raise in_a2
        = a2
        >e
        exit a2
        move e#2
        enter a1
        = a1
        >e
        exit a1
        exit a
        raise left_a
        move e
        enter b
        enter b1
        = b1)"));
}

TEST(ProcedureChart, TracksMoveTogetherAndAreDoneWhenEachIs) {
    const ChartWorld world{
        order_definition(parallel,
                         R"([{"id":"left","from":["x1"],"to":"x2"},
            {"id":"right","from":["y1"],"to":"y2"}])",
                         R"([{"id":"finish","on":"done.p","from":["p"],"to":"end"}])")};
    EXPECT_EQ(world.play({"right", "left"}), lines(R"(
        >open
        enter p
        enter x
        enter x1
        enter y
        enter y1
        = x1 y1
        >right
        exit y1
        move right
        enter y2
        raise done.y
        = x1 y2
        >left
        exit x1
        move left
        enter x2
        raise done.x
        raise done.p
        = x2 y2
        exit y2
        exit y
        exit x2
        exit x
        exit p
        move finish
        enter end
        = end)"));
}

TEST(ProcedureChart, OneEventMovesEveryTrackThatAnswersIt) {
    const ChartWorld world{order_definition(
        parallel, R"([{"id":"e","moves":[{"from":["x1"],"to":"x2"},{"from":["y1"],"to":"y2"}]}])")};
    EXPECT_EQ(world.play({"e"}), lines(R"(
        >open
        enter p
        enter x
        enter x1
        enter y
        enter y1
        = x1 y1
        >e
        exit y1
        exit x1
        move e
        move e#2
        enter x2
        raise done.x
        enter y2
        raise done.y
        raise done.p
        = x2 y2)"));
}

TEST(ProcedureChart, OfTwoTracksThatBothLeaveTheirStageTheEarlierInDocumentOrderWins) {
    const ChartWorld world{order_definition(
        parallel, R"([{"id":"e","moves":[{"from":["y1"],"to":"end"},{"from":["x1"],"to":"p"}]}])")};
    EXPECT_EQ(world.play({"e"}), lines(R"(
        >open
        enter p
        enter x
        enter x1
        enter y
        enter y1
        = x1 y1
        >e
        exit y1
        exit y
        exit x1
        exit x
        exit p
        move e#2
        enter p
        enter x
        enter x1
        enter y
        enter y1
        = x1 y1)"));
}

TEST(ProcedureChart, SeveralTargetsStandInDifferentTracks) {
    const ChartWorld world{order_definition(
        R"([{"id":"s"},{"id":"p","tracks":true},{"id":"x","within":"p"},{"id":"x1","within":"x"},
            {"id":"x2","within":"x"},{"id":"y","within":"p"},{"id":"y1","within":"y"},
            {"id":"y2","within":"y"},{"id":"z","within":"p"}])",
        R"([{"id":"e","from":["s"],"to":["y2","x2"]}])")};
    EXPECT_EQ(world.play({"e"}), lines(R"(
        >open
        enter s
        = s
        >e
        exit s
        move e
        enter p
        enter x
        enter x2
        enter y
        enter y2
        enter z
        = x2 y2 z)"));
}

TEST(ProcedureChart, EventlessMovesComeBeforeTheInternalQueueAndThatBeforeTheNextEvent) {
    const ChartWorld world{order_definition(
        R"([{"id":"s"},{"id":"t","raises_on_entry":["hello"]},{"id":"u"},{"id":"v"}])",
        R"([{"id":"e","from":["s"],"to":"t"}])",
        R"([{"id":"queued","on":"hello","from":["t","u"],"to":"v"},
            {"id":"at_once","from":["t"],"to":"u","when":{"field":"facts.ready"}}])",
        "", "ready")};
    EXPECT_EQ(world.play({"+ready", "e"}), lines(R"(
        >open
        enter s
        = s
        >e
        exit s
        move e
        enter t
        raise hello
        = t
        exit t
        move at_once
        enter u
        = u
        exit u
        move queued
        enter v
        = v)"));
    // Not ready: the queued event finds the case where it was raised.
    EXPECT_EQ(world.play({"-ready", "e"}).back(), "= v");
}

TEST(ProcedureChart, AnInternalMoveDoesNotLeaveItsCompoundStage) {
    const ChartWorld world{order_definition(
        nested, R"([{"id":"inner","moves":[{"from":["a"],"to":"a2","internal":true}]},
                    {"id":"outer","moves":[{"from":["a"],"to":"a2"}]},
                    {"id":"nothing","from":["a"]}])")};
    EXPECT_EQ(world.play({"inner", "outer", "nothing"}), lines(R"(
        >open
        enter a
        enter a1
        = a1
        >inner
        exit a1
        move inner
        enter a2
        raise in_a2
        = a2
        >outer
        exit a2
        exit a
        raise left_a
        move outer
        enter a
        enter a2
        raise in_a2
        = a2
        >nothing
        move nothing
        = a2)"));
}

TEST(ProcedureChart, WhatNeverRestsIsStopped) {
    const ChartWorld world{
        order_definition(R"([{"id":"s"},{"id":"t"}])", "[]",
                         R"([{"id":"there","on":"ping","from":["s"],"to":"t","raises":["ping"]},
            {"id":"back","on":"ping","from":["t"],"to":"s","raises":["ping"]},
            {"id":"begin","on":"go.s","from":["s"],"raises":["ping"]}])")};
    const Lines played = world.play({"go.t"});
    EXPECT_EQ(played.back(), "= t");
    const Lines endless = world.play({"go.s"});
    EXPECT_EQ(endless.back(), "no rest");
}

TEST(ProcedureChart, AFinalStageAtTheTopEndsItAtOnce) {
    const ChartWorld world{
        order_definition(R"([{"id":"s"},{"id":"end","final":true,"raises_on_entry":["late"]}])",
                         R"([{"id":"e","from":["s"],"to":"end","raises":["late"]},
            {"id":"again","from":["end"],"to":"s"}])",
                         R"([{"id":"never","on":"late","from":["end"],"to":"s"}])")};
    EXPECT_EQ(world.play({"e", "go.s", "again"}), lines(R"(
        >open
        enter s
        = s
        >e
        exit s
        move e
        raise late
        enter end
        raise late
        = end
        >go.s
        = end
        >again
        exit end
        move again
        enter s
        = s)"));
}

TEST(ProcedureChart, AThousandStagesRunAsFewDo) {
    std::string stages;
    std::string moves;
    for (int i = 0; i < 1'000; ++i) {
        const std::string id = "s" + std::to_string(i);
        const std::string next = "s" + std::to_string((i + 1) % 1'000);
        stages += (i > 0 ? ",{\"id\":\"" : "{\"id\":\"") + id + "\"}";
        moves += (i > 0 ? ",{\"from\":[\"" : "{\"from\":[\"") + id + "\"],\"to\":\"" + next + "\"}";
    }
    const ChartWorld world{
        order_definition("[" + stages + "]", R"([{"id":"next","moves":[)" + moves + "]}]")};
    EXPECT_EQ(world.play({"next", "next", "go.s999", "next"}).back(), "= s0");
}

}  // namespace
}  // namespace accord::procedure::testing
