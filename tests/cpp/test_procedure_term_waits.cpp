// Somebody is waited for: clocks that stand still, start anew or go on, stays, restoration,
// reminders.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "accord/base/error.hpp"
#include "procedure_world.hpp"

namespace accord::procedure::testing {
namespace {

using casefile::TermState;
using ::testing::ElementsAre;

/// One term after the filing of 2026-03-02, with this rest.
World world_with(const std::string& rest, const std::string& length) {
    World world{Definition::from_json(R"({"id":"t.waits","version":"1",
        "roles":[{"id":"claimant"},{"id":"court"}],
        "stages":[{"id":"filed"},{"id":"done","final":true,"outcome":"closed"}],
        "actions":[{"id":"begin","start":"filed","by":["claimant"]},{"id":"decide"},
                   {"id":"end","to":"done"}],
        "terms":[{"id":"decision","nature":"procedural","after":["begin"],"met_by":["decide"],
                  "clause":{"id":"规则 9","status":"official"},)" +
                                      length + rest + "}]}")};
    EXPECT_TRUE(is_done(world.file(filing(), "2026-03-02T09:00+08:00", {"claimant"})));
    return world;
}

const std::string fifteen_days = R"("amount":15,"unit":"calendar_day")";
const std::string all_waits = R"(,"waits":[{"kind":"appraisal","effect":"pause"},
    {"kind":"papers","effect":"exclude"},{"kind":"supplement","effect":"restart"},
    {"kind":"advice","effect":"none"},{"kind":"stay","effect":"pause","by":["court"]}])";

Command wait(std::string name, std::string by = "officer:desk") {
    Command command;
    command.action = name == "stay" ? "stay" : "wait";
    command.by = {std::move(by)};
    command.wait = std::move(name);
    command.waiting_for = "respondent";
    command.reason = "appraisal of the signature";
    return command;
}

Command resume(std::string name) {
    Command command;
    command.action = "resume";
    command.by = {"officer:desk"};
    command.wait = std::move(name);
    return command;
}

TEST(TermWaits, TheDaysSoFarCountAndTheRestRunsAfterwards) {
    World world = world_with(all_waits, fifteen_days);
    ASSERT_TRUE(is_done(world.act(wait("appraisal"), "2026-03-06T09:00+08:00")));
    EXPECT_THAT(kinds(world.last()), ElementsAre("wait_opened", "term_paused"));
    EXPECT_EQ(world.term("decision").state, TermState::paused);
    ASSERT_EQ(world.c().waits.size(), 1U);
    const casefile::Wait& open = world.c().waits.front();
    EXPECT_TRUE(casefile::is_open(open));
    EXPECT_EQ(open.waiting_for, "respondent");
    EXPECT_EQ(casefile::print(open.since), "2026-03-06T09:00:00+08:00");
    EXPECT_THAT(open.stops, ElementsAre("decision"));
    // Nothing lapses while the clock stands still.
    world.advance_to("2026-04-20T09:00+08:00");
    EXPECT_EQ(world.term("decision").state, TermState::paused);
    ASSERT_TRUE(is_done(world.act(resume("appraisal"), "2026-04-20T10:00+08:00")));
    EXPECT_THAT(kinds(world.last()), ElementsAre("wait_ended", "term_resumed"));
    // 4 of 15 days were used up; 11 are left from 20 April on.
    EXPECT_EQ(world.term("decision").reckoning.due, day("2026-05-01"));
    EXPECT_EQ(world.term("decision").original, day("2026-03-17"));
    EXPECT_EQ(world.term("decision").reckoning.steps.back().code, "paused");
    EXPECT_EQ(world.term("decision").reckoning.steps.back().detail, "45 appraisal");
    EXPECT_FALSE(casefile::is_open(world.c().waits.front()));
}

TEST(TermWaits, WorkingDaysLeftAreWorkingDays) {
    World world = world_with(all_waits, R"("amount":10,"unit":"business_day")");
    EXPECT_EQ(world.term("decision").reckoning.due, day("2026-03-16"));
    ASSERT_TRUE(is_done(world.act(wait("appraisal"), "2026-03-04T09:00+08:00")));
    ASSERT_TRUE(is_done(world.act(resume("appraisal"), "2026-04-03T09:00+08:00")));
    // 2 of 10 used up by the 4th; 8 working days after Friday 3 April, Qingming on the 6th off.
    EXPECT_EQ(world.term("decision").reckoning.due, day("2026-04-16"));
}

TEST(TermWaits, ExcludedDaysComeBeforeTheRoll) {
    // Story F2: 30 days from 12-22, 11 days for missing papers, rolled from Sunday to Monday.
    World world{Definition::from_json(R"({"id":"t.claim","version":"1",
        "stages":[{"id":"filed"},{"id":"done","final":true}],
        "actions":[{"id":"begin","start":"filed"},{"id":"end","to":"done"}],
        "terms":[{"id":"assess","nature":"procedural","after":["begin"],"amount":30,
                  "unit":"calendar_day","roll":"forward",
                  "waits":[{"kind":"papers","effect":"exclude"}]}]})")};
    ASSERT_TRUE(is_done(world.file(filing(), "2025-12-22T09:00+08:00", {})));
    ASSERT_TRUE(is_done(world.act(wait("papers"), "2025-12-25T09:00+08:00")));
    ASSERT_TRUE(is_done(world.act(resume("papers"), "2026-01-05T09:00+08:00")));
    const casefile::Reckoning& reckoning = world.term("assess").reckoning;
    EXPECT_EQ(reckoning.raw, day("2026-02-01"));
    EXPECT_EQ(reckoning.due, day("2026-02-02"));
    EXPECT_EQ(reckoning.steps[reckoning.steps.size() - 2].code, "excluded");
}

TEST(TermWaits, ARestartForgetsTheDaysSoFarAndNoneOnlyLists) {
    World world = world_with(all_waits, fifteen_days);
    ASSERT_TRUE(is_done(world.act(wait("supplement"), "2026-03-10T09:00+08:00")));
    ASSERT_TRUE(is_done(world.act(resume("supplement"), "2026-03-20T09:00+08:00")));
    EXPECT_EQ(world.term("decision").reckoning.due, day("2026-04-04"));
    ASSERT_TRUE(is_done(world.act(wait("advice"), "2026-03-23T09:00+08:00")));
    EXPECT_THAT(kinds(world.last()), ElementsAre("wait_opened"));
    EXPECT_TRUE(world.c().waits.back().stops.empty());
    EXPECT_EQ(world.term("decision").state, TermState::running);
    ASSERT_TRUE(is_done(world.act(resume("advice"), "2026-03-30T09:00+08:00")));
    EXPECT_EQ(world.term("decision").reckoning.due, day("2026-04-04"));
}

TEST(TermWaits, StayedAndResumedAtOnceNothingHasChanged) {
    for (const std::string name : {"appraisal", "papers", "advice", "stay"}) {
        World world = world_with(all_waits, fifteen_days);
        const casefile::Term before = world.term("decision");
        ASSERT_TRUE(is_done(world.act(wait(name, "court"), "2026-03-06T09:00+08:00")));
        ASSERT_TRUE(is_done(world.act(resume(name), "2026-03-06T09:00+08:00")));
        EXPECT_EQ(world.term("decision"), before) << name;
    }
    const std::string hours = R"("amount":24,"unit":"hour")";
    World world = world_with(all_waits, hours);
    const casefile::Term before = world.term("decision");
    ASSERT_TRUE(is_done(world.act(wait("appraisal"), "2026-03-02T10:00+08:00")));
    ASSERT_TRUE(is_done(world.act(resume("appraisal"), "2026-03-02T10:00+08:00")));
    EXPECT_EQ(world.term("decision"), before);
    ASSERT_TRUE(is_done(world.act(wait("appraisal"), "2026-03-02T10:00+08:00")));
    ASSERT_TRUE(is_done(world.act(resume("appraisal"), "2026-03-02T12:30+08:00")));
    EXPECT_EQ(world.term("decision").reckoning.due_at->text(), "2026-03-03T11:30:00+08:00");
}

TEST(TermWaits, OneInsideAnotherCountsItsDaysOnce) {
    World world = world_with(all_waits, fifteen_days);
    ASSERT_TRUE(is_done(world.act(wait("stay", "court"), "2026-03-06T09:00+08:00")));
    ASSERT_TRUE(is_done(world.act(wait("appraisal"), "2026-03-10T09:00+08:00")));
    ASSERT_TRUE(is_done(world.act(resume("stay"), "2026-03-16T09:00+08:00")));
    EXPECT_THAT(kinds(world.last()), ElementsAre("wait_ended"));
    EXPECT_EQ(world.term("decision").state, TermState::paused);
    ASSERT_TRUE(is_done(world.act(resume("appraisal"), "2026-03-20T09:00+08:00")));
    EXPECT_EQ(world.term("decision").state, TermState::running);
    EXPECT_EQ(world.term("decision").reckoning.due, day("2026-03-31"));  // 14 days stood still
    EXPECT_EQ(refusal(world.act(resume("appraisal"), "2026-03-20T10:00+08:00")).code,
              "not_waiting");
}

TEST(TermWaits, WhoMayAndWhichTermIsMeant) {
    World world = world_with(all_waits, fifteen_days);
    const auto role = refusal(world.act(wait("stay"), "2026-03-03T09:00+08:00"));
    EXPECT_EQ(role.code, "wrong_role");
    EXPECT_EQ(clause_of(role), "规则 9");
    Command unknown = wait("weather");
    unknown.term = "decision";
    EXPECT_EQ(refusal(world.act(unknown, "2026-03-03T09:00+08:00")).code, "wait_unknown");
    unknown.term = "x";
    EXPECT_THROW((void)world.act(unknown, "2026-03-03T09:00+08:00"), base::Error);
    // A wait that no term knows is still on the list of what is waited for.
    ASSERT_TRUE(is_done(world.act(wait("weather"), "2026-03-03T09:00+08:00")));
    EXPECT_EQ(world.term("decision").state, TermState::running);
    // A stay of one stage binds its acts alone.
    Command part = wait("stay", "court");
    part.scope = "filed";
    ASSERT_TRUE(is_done(world.act(part, "2026-03-03T10:00+08:00")));
    EXPECT_EQ(world.term("decision").state, TermState::running);
}

TEST(TermWaits, AWaitLearnedLateWithdrawsTheLapse) {
    World world = world_with(all_waits, fifteen_days);
    world.advance_to("2026-03-20T09:00+08:00");
    ASSERT_EQ(world.term("decision").state, TermState::lapsed);
    world.record(wait("appraisal"), day("2026-03-10"), "2026-03-20T09:00+08:00");
    EXPECT_THAT(kinds(world.last()),
                ElementsAre("irregularity_noted", "wait_opened", "lapse_withdrawn", "term_paused"));
    ASSERT_TRUE(is_done(world.act(resume("appraisal"), "2026-03-23T09:00+08:00")));
    EXPECT_EQ(world.term("decision").reckoning.due, day("2026-03-30"));
}

TEST(TermWaits, MetWhileTheClockStandsStill) {
    World world = world_with(all_waits, fifteen_days);
    ASSERT_TRUE(is_done(world.act(wait("appraisal"), "2026-03-06T09:00+08:00")));
    ASSERT_TRUE(is_done(world.act("decide", {"officer:desk"}, "2026-05-06T09:00+08:00")));
    EXPECT_EQ(world.term("decision").state, TermState::met);
    ASSERT_TRUE(is_done(world.act(resume("appraisal"), "2026-05-07T09:00+08:00")));
    EXPECT_EQ(world.term("decision").state, TermState::met);
}

TEST(TermWaits, ExtendedWaitedAndCorrectedTheTermIsReckonedFromAllOfIt) {
    const std::string rest =
        all_waits + R"(,"roll":"forward","extensions":[{"amount":30,"from":"rolled"}])";
    World world = world_with(rest, fifteen_days);
    ASSERT_TRUE(is_done(world.act(extend("decision", 30), "2026-03-05T09:00+08:00")));
    ASSERT_TRUE(is_done(world.act(wait("appraisal"), "2026-03-10T09:00+08:00")));
    ASSERT_TRUE(is_done(world.act(resume("appraisal"), "2026-03-13T09:00+08:00")));
    EXPECT_EQ(world.term("decision").reckoning.due, day("2026-04-07"));  // 4-04 + 3, after Qingming
    ASSERT_TRUE(
        is_done(world.correct_field("received", day("2026-03-01"), "2026-03-13T10:00+08:00")));
    // 15 days from the 1st roll from 16 March (a Monday) nowhere; 15 more, and 3 days waited.
    EXPECT_EQ(world.term("decision").reckoning.raw, day("2026-04-03"));
    EXPECT_EQ(world.term("decision").reckoning.due, day("2026-04-03"));
    EXPECT_EQ(world.term("decision").original, day("2026-03-16"));
}

TEST(TermWaits, AMissedTermIsRestoredWithinTenDaysOfTheObstacle) {
    const std::string rest =
        R"(,"restore":{"amount":10,"unit":"calendar_day","by":["court"],
            "clause":{"id":"民事诉讼法 86","status":"official"}})";
    World world = world_with(rest, fifteen_days);
    Command restore;
    restore.action = "restore";
    restore.by = {"court"};
    restore.term = "decision";
    restore.ended = day("2026-03-20");
    restore.reason = "flood";
    EXPECT_EQ(refusal(world.act(restore, "2026-03-10T09:00+08:00")).code, "not_lapsed");
    World late = world;
    const auto too_late = refusal(late.act(restore, "2026-03-31T09:00+08:00"));
    EXPECT_EQ(too_late.code, "restore_late");
    EXPECT_EQ(clause_of(too_late), "民事诉讼法 86");
    ASSERT_TRUE(is_done(world.act(restore, "2026-03-25T09:00+08:00")));
    EXPECT_THAT(kinds(world.last()), ElementsAre("lapse_withdrawn", "term_moved"));
    EXPECT_EQ(world.term("decision").state, TermState::running);
    EXPECT_EQ(world.term("decision").reckoning.due, day("2026-03-30"));
    World none = world_with("", fifteen_days);
    EXPECT_EQ(refusal(none.act(restore, "2026-03-25T09:00+08:00")).code, "not_restorable");
}

TEST(TermWaits, RemindersStandInTheQueueAndFollowTheTerm) {
    const std::string rest = R"(,"reminders":[5,1],"extensions":[{"amount":20}])";
    World world = world_with(rest, fifteen_days);
    const auto dates = [&](bool done) {
        std::vector<std::string> found;
        for (const casefile::Task& task : world.c().tasks) {
            EXPECT_EQ(task.name, "reminder");
            EXPECT_EQ(task.reason, "decision");
            if (task.done == done) found.push_back(task.due->text());
        }
        return found;
    };
    EXPECT_THAT(dates(false), ElementsAre("2026-03-12", "2026-03-16"));
    ASSERT_TRUE(is_done(world.act(extend("decision", 20), "2026-03-05T09:00+08:00")));
    EXPECT_THAT(dates(false), ElementsAre("2026-03-17", "2026-03-21"));
    ASSERT_TRUE(is_done(world.act("decide", {"officer:desk"}, "2026-03-06T09:00+08:00")));
    EXPECT_TRUE(dates(false).empty());
    EXPECT_EQ(dates(true).size(), 4U);
}

TEST(TermWaits, ATermThatBeginsDuringAStayStandsStillFromItsBeginning) {
    World world{Definition::from_json(R"({"id":"t.stay","version":"1",
        "stages":[{"id":"filed"},{"id":"done","final":true}],
        "actions":[{"id":"begin","start":"filed"},{"id":"ask","stay_safe":true},
            {"id":"end","to":"done"}],
        "terms":[{"id":"reply","nature":"procedural","after":["ask"],"amount":10,
                  "unit":"calendar_day","waits":[{"kind":"stay","effect":"pause"}]}]})")};
    ASSERT_TRUE(is_done(world.file(filing(), "2026-03-02T09:00+08:00", {})));
    ASSERT_TRUE(is_done(world.act(wait("stay"), "2026-03-03T09:00+08:00")));
    ASSERT_TRUE(is_done(world.act("ask", {"officer:desk"}, "2026-03-05T09:00+08:00")));
    EXPECT_EQ(world.term("reply").state, TermState::paused);
    ASSERT_TRUE(is_done(world.act(resume("stay"), "2026-03-25T09:00+08:00")));
    EXPECT_EQ(world.term("reply").reckoning.due, day("2026-04-04"));
}

}  // namespace
}  // namespace accord::procedure::testing
