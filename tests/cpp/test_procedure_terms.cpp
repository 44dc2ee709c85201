// Silence, facts learned late and typing errors put right: what becomes of terms, and what stays on
// record.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

#include "accord/base/error.hpp"
#include "procedure_world.hpp"

namespace accord::procedure::testing {
namespace {

using casefile::TermState;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

World complaint(casefile::Filing received = filing(),
                std::string_view when = "2025-11-03T09:00+08:00") {
    World world{shipped("cn_complaint")};
    EXPECT_TRUE(is_done(world.file(std::move(received), when, {"claimant"})));
    return world;
}

Command command(std::string action, std::vector<std::string> by) {
    Command command;
    command.action = std::move(action);
    command.by = std::move(by);
    return command;
}

std::vector<std::string> lapsed(const Happenings& happenings) {
    std::vector<std::string> terms;
    for (const Happening& happening : happenings) {
        const auto* lapse = std::get_if<casefile::TermLapsed>(&happening.body);
        if (lapse != nullptr)
            terms.push_back(lapse->term + " " + casefile::print(happening.occurred));
    }
    return terms;
}

TEST(ProcedureTerms, TargetsFollowTheClassOfTheComplaint) {
    casefile::Filing urgent = filing();
    urgent.urgency = "urgent";
    urgent.severity = "high";
    const World world = complaint(urgent);
    EXPECT_EQ(world.c().priority, "immediate");
    EXPECT_THAT(world.c().routes, ElementsAre("customer_service", "legal", "risk"));
    EXPECT_EQ(world.term("classify").reckoning.due, day("2025-11-03"));
    EXPECT_EQ(world.term("investigate").reckoning.due, day("2025-11-06"));
    EXPECT_EQ(world.term("resolve").reckoning.due, day("2025-11-10"));
    EXPECT_EQ(world.term("urgent_reply").reckoning.due_at->text(), "2025-11-03T10:00:00+08:00");
    EXPECT_EQ(world.term("urgent_reply").nature, "target");
    EXPECT_EQ(casefile::find_term(world.c(), "solution"), nullptr);

    casefile::Filing ordinary = filing();
    ordinary.urgency = "ordinary";
    const World other = complaint(ordinary);
    EXPECT_EQ(other.term("solution").reckoning.due_at->text(), "2025-11-04T09:00:00+08:00");
    EXPECT_EQ(casefile::find_term(other.c(), "urgent_reply"), nullptr);

    const World unstated = complaint();
    EXPECT_EQ(unstated.c().priority, "unstated");
    EXPECT_EQ(casefile::find_term(unstated.c(), "urgent_reply"), nullptr);
    EXPECT_EQ(casefile::find_term(unstated.c(), "solution"), nullptr);
}

TEST(ProcedureTerms, EveryCellOfTheTriageTableIsAnswered) {
    const Definition definition = shipped("cn_complaint");
    const std::vector<std::string> expected{"immediate", "high",   "unstated", "high",    "normal",
                                            "unstated",  "normal", "low",      "unstated"};
    std::vector<std::string> found;
    for (const std::string severity : {"high", "medium", "low"}) {
        for (const std::string urgency : {"urgent", "ordinary", "unstated"}) {
            casefile::Filing received = filing();
            received.severity = severity;
            received.urgency = urgency;
            found.push_back(complaint(received).c().priority);
        }
    }
    EXPECT_EQ(found, expected);
}

TEST(ProcedureTerms, LapsesComeInDueOrderAndOnce) {
    World world = complaint();
    world.advance_to("2025-11-18T23:59+08:00");
    EXPECT_THAT(lapsed(world.lapses()), ElementsAre("classify 2025-11-04T00:00:00+08:00",
                                                    "investigate 2025-11-07T00:00:00+08:00",
                                                    "resolve 2025-11-11T00:00:00+08:00"));
    world.advance_to("2025-11-19T00:00+08:00");
    EXPECT_THAT(kinds(world.lapses()), ElementsAre("term_lapsed", "task_opened"));
    ASSERT_EQ(world.c().tasks.size(), 1U);
    EXPECT_EQ(world.c().tasks.front().name, "answer_overdue");
    EXPECT_EQ(world.c().tasks.front().assignee, "customer_service");
    world.advance_to("2026-11-19T00:00+08:00");
    EXPECT_THAT(world.lapses(), IsEmpty());
}

TEST(ProcedureTerms, SilenceCanEndACaseAndTakesTheOtherTermsWithIt) {
    World world{Definition::from_json(R"({"id":"t.silence","version":"1",
        "roles":[{"id":"claimant"}],
        "stages":[{"id":"open"},{"id":"given_up","final":true,"outcome":"withdrawn"}],
        "actions":[{"id":"begin","start":"open","by":["claimant"]},
                   {"id":"answer","from":["open"],"by":["claimant"]}],
        "terms":[{"id":"first","nature":"procedural","after":["begin"],"amount":10,
                  "unit":"calendar_day",
                  "met_by":["answer"],"on_lapse_stage":"given_up",
                  "clause":{"id":"规则 4","status":"official"}},
                 {"id":"same_day","nature":"target","after":["begin"],"amount":10,
                  "unit":"calendar_day"},
                 {"id":"later","nature":"target","after":["begin"],"amount":20,
                  "unit":"calendar_day"},
                 {"id":"outlives","nature":"limitation","after":["begin"],"amount":30,
                  "unit":"calendar_day","ends_with_case":false}]})")};
    ASSERT_TRUE(is_done(world.file(filing(), "2026-01-05T09:00+08:00", {"claimant"})));
    world.advance_to("2026-03-01T09:00+08:00");
    EXPECT_THAT(kinds(world.lapses()), ElementsAre("term_lapsed", "stage_entered", "term_waived",
                                                   "term_waived", "closed", "term_lapsed"));
    EXPECT_EQ(world.c().outcome, "withdrawn");
    EXPECT_EQ(casefile::print(world.c().closed_on), "2026-01-16T00:00:00+08:00");
    EXPECT_EQ(world.term("later").state, TermState::waived);
    EXPECT_EQ(world.term("outlives").state, TermState::lapsed);
}

TEST(ProcedureTerms, AFactLearnedLateWithdrawsTheLapse) {
    World world = complaint();
    world.advance_to("2025-11-20T09:00+08:00");
    ASSERT_EQ(world.term("answer").state, TermState::lapsed);
    const auto version = world.c().version;
    world.record(command("notify", {"institution"}), day("2025-11-17"), "2025-11-20T09:00+08:00");
    EXPECT_THAT(kinds(world.last()),
                ElementsAre("irregularity_noted", "acted", "served", "lapse_withdrawn", "term_met",
                            "stage_entered", "term_started", "closed"));
    ASSERT_EQ(world.c().irregularities.size(), 1U);
    EXPECT_EQ(world.c().irregularities.front().of, version + 2);
    EXPECT_EQ(world.c().irregularities.front().clause, "内部规程 7");
    EXPECT_EQ(world.c().acts.back().n, version + 2);
    EXPECT_EQ(world.term("answer").state, TermState::met);
    EXPECT_EQ(casefile::print(world.term("answer").met_on), "2025-11-17");
    EXPECT_EQ(world.term("resolve").state, TermState::lapsed);
}

TEST(ProcedureTerms, TheLastDayIsInTimeAndSoIsTheLastMoment) {
    World world = complaint();
    world.record(command("notify", {"institution"}), day("2025-11-18"), "2025-11-20T09:00+08:00");
    EXPECT_EQ(world.term("answer").state, TermState::met);

    casefile::Filing ordinary = filing();
    ordinary.urgency = "ordinary";
    World hours = complaint(ordinary);  // filed at 9:00, a solution within 24 hours
    World late = hours;
    ASSERT_TRUE(is_done(hours.act("propose", {"institution"}, "2025-11-04T09:00+08:00")));
    EXPECT_EQ(hours.term("solution").state, TermState::met);
    ASSERT_TRUE(is_done(late.act("propose", {"institution"}, "2025-11-04T09:00:01+08:00")));
    EXPECT_EQ(late.term("solution").state, TermState::lapsed);
}

TEST(ProcedureTerms, OneAdvanceTakesAllInDueOrderAndNumbersTheirTasks) {
    World world{Definition::from_json(R"({"id":"t.tasks","version":"1",
        "stages":[{"id":"open"},{"id":"done","final":true}],
        "actions":[{"id":"begin","start":"open"},{"id":"end","to":"done"}],
        "terms":[{"id":"longer","nature":"target","after":["begin"],"amount":9,
                  "unit":"calendar_day","on_lapse_task":"second"},
                 {"id":"shorter","nature":"target","after":["begin"],"amount":3,
                  "unit":"calendar_day","on_lapse_task":"first"}]})")};
    ASSERT_TRUE(is_done(world.file(filing(), "2026-01-05T09:00+08:00", {})));
    World ended = world;
    world.advance_to("2026-02-01T09:00+08:00");
    ASSERT_EQ(world.c().tasks.size(), 2U);
    EXPECT_EQ(world.c().tasks[0].name, "first");
    EXPECT_EQ(world.c().tasks[0].number, 1U);
    EXPECT_EQ(world.c().tasks[1].name, "second");
    EXPECT_EQ(world.c().tasks[1].number, 2U);
    // Without stages of its own an action is for open cases only.
    ASSERT_TRUE(is_done(ended.act("end", {"claimant"}, "2026-01-06T09:00+08:00")));
    EXPECT_EQ(refusal(ended.act("end", {"claimant"}, "2026-01-07T09:00+08:00")).code,
              "wrong_stage");
}

TEST(ProcedureTerms, AFactThatReallyCameLateMeetsNothing) {
    World world = complaint();
    world.record(command("notify", {"institution"}), day("2025-11-19"), "2025-11-20T09:00+08:00");
    EXPECT_EQ(world.term("answer").state, TermState::lapsed);
    EXPECT_EQ(world.c().stage, "answered");
    World unknown = complaint();
    unknown.record(command("notify", {"institution"}), casefile::NotKnown{},
                   "2025-11-20T09:00+08:00");
    EXPECT_EQ(unknown.term("answer").state, TermState::lapsed);
}

TEST(ProcedureTerms, AFactLearnedLateStartsTermsFromItsOwnDay) {
    World world{shipped("cn_mediation")};
    ASSERT_TRUE(is_done(world.file(filing(), "2026-03-02T09:00+08:00", {"claimant"})));
    ASSERT_TRUE(is_done(world.act(evidence("statement"), "2026-03-09T09:00+08:00")));
    world.record(command("accept", {"claimant"}), day("2026-03-04"), "2026-03-10T09:00+08:00");
    EXPECT_EQ(world.c().stage, "mediating");
    EXPECT_EQ(world.term("mediate").reckoning.trigger, day("2026-03-04"));
    EXPECT_EQ(world.term("mediate").reckoning.due, day("2026-04-03"));
    // The referral had come a day before: the term it starts is the same, and began earlier.
    world.record(command("refer", {"claimant"}), day("2026-03-03"), "2026-03-11T09:00+08:00");
    EXPECT_THAT(kinds(world.last()), ElementsAre("irregularity_noted", "acted", "term_moved"));
    EXPECT_EQ(world.term("mediate").reckoning.due, day("2026-04-02"));
    EXPECT_EQ(world.c().terms.size(), 1U);
    // A later one begins nothing anew.
    world.record(command("refer", {"claimant"}), day("2026-03-06"), "2026-03-11T09:00+08:00");
    EXPECT_THAT(kinds(world.last()), ElementsAre("irregularity_noted", "acted"));
    EXPECT_EQ(world.term("mediate").reckoning.due, day("2026-04-02"));
}

TEST(ProcedureTerms, AnExtensionToldInTimeButWrittenDownLaterCounts) {
    World world = complaint();
    world.advance_to("2025-11-20T09:00+08:00");
    World too_late = world;
    world.record(extend("answer", 30), day("2025-11-17"), "2025-11-20T09:00+08:00");
    EXPECT_THAT(kinds(world.last()),
                ElementsAre("irregularity_noted", "lapse_withdrawn", "term_extended"));
    EXPECT_EQ(world.term("answer").state, TermState::running);
    EXPECT_EQ(world.term("answer").reckoning.due, day("2025-12-03"));
    too_late.record(extend("answer", 30), day("2025-11-20"), "2025-11-20T09:00+08:00");
    EXPECT_EQ(too_late.term("answer").state, TermState::lapsed);
    EXPECT_EQ(too_late.term("answer").reckoning.due, day("2025-11-18"));
}

TEST(ProcedureTerms, WhatIsLearnedLateDoesNotTurnTheStageBack) {
    World world{shipped("cn_mediation")};
    ASSERT_TRUE(is_done(world.file(filing(), "2026-03-02T09:00+08:00", {"claimant"})));
    ASSERT_TRUE(is_done(world.act("refuse", {"respondent"}, "2026-03-06T09:00+08:00")));
    world.record(command("accept", {"mediation_body"}), day("2026-03-04"),
                 "2026-03-10T09:00+08:00");
    EXPECT_EQ(world.c().stage, "refused");
    EXPECT_TRUE(world.c().is_final);
    EXPECT_EQ(world.c().outcome, "refused");
}

TEST(ProcedureTerms, ACorrectedDayOfReceiptMovesWhatRestsOnIt) {
    casefile::Filing received = filing();
    received.received = day("2025-11-01");
    World world = complaint(received);
    EXPECT_EQ(world.term("answer").reckoning.due, day("2025-11-16"));
    world.advance_to("2025-11-17T09:00+08:00");
    EXPECT_EQ(world.term("answer").state, TermState::lapsed);
    Command paper;
    paper.action = "issue_document";
    paper.actor = "officer:desk";
    paper.issued = casefile::Issued{"00", "acknowledgement", "zh-Hans", 0};
    ASSERT_TRUE(is_done(world.act(paper, "2025-11-17T09:00+08:00")));

    ASSERT_TRUE(
        is_done(world.correct_field("received", day("2025-11-03"), "2025-11-17T10:00+08:00")));
    const auto& corrected = std::get<casefile::Corrected>(world.last().front().body);
    EXPECT_EQ(corrected.was, rules::Value{day("2025-11-01")});
    EXPECT_EQ(corrected.now, rules::Value{day("2025-11-03")});
    EXPECT_THAT(corrected.documents, ElementsAre("acknowledgement"));
    EXPECT_EQ(world.term("answer").state, TermState::running);
    EXPECT_EQ(world.term("answer").reckoning.due, day("2025-11-18"));
    EXPECT_EQ(world.term("classify").reckoning.due, day("2025-11-03"));
    EXPECT_EQ(world.term("classify").state, TermState::lapsed);
    // The other way: an answer that was in time turns out to have been late.
    ASSERT_TRUE(is_done(world.act("notify", {"institution"}, "2025-11-18T10:00+08:00")));
    EXPECT_EQ(world.term("answer").state, TermState::met);
    ASSERT_TRUE(
        is_done(world.correct_field("received", day("2025-11-02"), "2025-11-20T10:00+08:00")));
    EXPECT_EQ(world.term("answer").reckoning.due, day("2025-11-17"));
    EXPECT_EQ(world.term("answer").state, TermState::lapsed);
    EXPECT_TRUE(world.c().is_final);
    ASSERT_TRUE(
        is_done(world.correct_field("received", day("2025-11-04"), "2025-11-20T11:00+08:00")));
    EXPECT_EQ(world.term("answer").state, TermState::met);
    EXPECT_EQ(casefile::print(world.term("answer").met_on), "2025-11-18T10:00:00+08:00");
}

TEST(ProcedureTerms, ACorrectedClassCorrectsPriorityAndTargets) {
    casefile::Filing ordinary = filing();
    ordinary.urgency = "ordinary";
    ordinary.severity = "high";
    World world = complaint(ordinary);
    ASSERT_TRUE(
        is_done(world.correct_field("urgency", std::string("urgent"), "2025-11-03T09:30+08:00")));
    EXPECT_THAT(kinds(world.last()),
                ElementsAre("corrected", "corrected", "corrected", "term_started", "term_waived"));
    const auto& priority = std::get<casefile::Corrected>(world.last()[1].body);
    EXPECT_EQ(priority.field, "priority");
    EXPECT_EQ(priority.now, rules::Value{std::string("immediate")});
    EXPECT_EQ(world.term("urgent_reply").reckoning.due_at->text(), "2025-11-03T10:00:00+08:00");
    EXPECT_EQ(world.term("solution").state, TermState::waived);
    // What was given up stays as it was when the day of receipt is corrected, too.
    ASSERT_TRUE(is_done(
        world.correct_field("received", at("2025-11-03T08:50+08:00"), "2025-11-03T09:35+08:00")));
    EXPECT_EQ(world.term("urgent_reply").reckoning.due_at->text(), "2025-11-03T09:50:00+08:00");
    EXPECT_EQ(world.term("solution").reckoning.due_at->text(), "2025-11-04T09:00:00+08:00");
}

TEST(ProcedureTerms, CorrectionsThatAreNoneAreRefusedAndStrangeOnesAreErrors) {
    World world = complaint();
    const auto same =
        refusal(world.correct_field("branch", std::string("unstated"), "2025-11-03T10:00+08:00"));
    EXPECT_EQ(same.code, "nothing_to_correct");
    EXPECT_TRUE(
        is_done(world.correct_field("branch", std::string("east"), "2025-11-03T10:00+08:00")));
    EXPECT_EQ(world.c().filing.branch, "east");
    const auto money = money::Money::parse("40000.00 CNY");
    EXPECT_TRUE(is_done(world.correct_field("claims.0.amount", money, "2025-11-03T10:00+08:00")));
    EXPECT_EQ(world.c().filing.claims.front().amount, money);
    EXPECT_TRUE(is_done(
        world.correct_field("parties.0.name", std::string("乙"), "2025-11-03T10:00+08:00")));
    const auto& event = std::get<casefile::Corrected>(world.last().front().body);
    EXPECT_EQ(event.key, 1U);
    EXPECT_EQ(event.now_personal.value, "乙");
    EXPECT_TRUE(rules::is_unknown(event.was));
    EXPECT_TRUE(rules::is_unknown(event.now));
    struct Row {
        std::string_view field;
        rules::Value now;
        std::string_view code;
    };
    const Row rows[] = {
        {"stage", std::string("settled"), "unknown_field"},
        {"claims.7.amount", money, "unknown_field"},
        {"facts.never_stated", true, "unknown_field"},
        {"parties.1.name", std::string("丁银行"), "unknown_field"},
        {"branch", std::int64_t{3}, "wrong_type"},
        {"claims.0.amount", std::string("1"), "wrong_type"},
        {"received", std::string("2025-11-01"), "wrong_type"},
        {"received", day("2025-12-01"), "received_later"},
        {"narrative", true, "wrong_type"},
    };
    for (const Row& row : rows) {
        try {
            (void)world.correct_field(row.field, row.now, "2025-11-03T11:00+08:00");
            FAIL() << row.field;
        } catch (const base::Error& error) {
            EXPECT_EQ(error.code(), row.code) << row.field;
            EXPECT_EQ(error.kind(), base::ErrorKind::input) << row.field;
        }
    }
}

TEST(ProcedureTerms, ThePortalCountsFromTheDayOfSending) {
    // The published export: sent 2014-11-13 → 2014-11-28 and 2015-01-12, no roll.
    casefile::Filing received = filing();
    received.received = day("2014-11-10");
    received.facts = {{"sent", day("2014-11-13")}};
    World world{shipped("us_cfpb")};
    ASSERT_TRUE(is_done(world.file(received, "2026-01-05T09:00+08:00", {"bureau"})));
    EXPECT_THAT(kinds(world.last()),
                ElementsAre("filed", "stage_entered", "term_started", "term_started"));
    EXPECT_EQ(world.last().front().occurred, casefile::When{day("2014-11-10")});
    EXPECT_EQ(world.term("respond").reckoning.due, day("2014-11-28"));
    EXPECT_EQ(world.term("final").reckoning.due, day("2015-01-12"));
    EXPECT_FALSE(world.term("final").reckoning.provisional);
    casefile::Filing unsent = filing();
    World none{shipped("us_cfpb")};
    ASSERT_TRUE(is_done(none.file(unsent, "2014-11-14T09:00-05:00", {})));
    EXPECT_THAT(none.c().terms, IsEmpty());
    ASSERT_TRUE(is_done(none.act(fact("sent", day("2014-11-13")), "2014-11-14T09:00-05:00")));
    EXPECT_EQ(none.term("respond").reckoning.due, day("2014-11-28"));
    ASSERT_TRUE(is_done(none.act("interim", {"company"}, "2014-11-28T23:00-05:00")));
    EXPECT_EQ(none.term("respond").state, TermState::met);
    ASSERT_TRUE(is_done(none.act("respond", {"company"}, "2015-01-12T23:00-05:00")));
    EXPECT_EQ(none.term("final").state, TermState::met);
    EXPECT_EQ(none.c().outcome, "closed");
}

TEST(ProcedureTerms, AFilingFromTheFutureIsAnError) {
    casefile::Filing received = filing();
    received.received = day("2025-11-04");
    World world{shipped("cn_complaint")};
    EXPECT_THROW((void)world.file(received, "2025-11-03T09:00+08:00", {"claimant"}), base::Error);
    EXPECT_EQ(refusal(world.file(filing(), "2025-11-03T09:00+08:00", {"respondent"})).code,
              "wrong_role");
    Command early = command("notify", {"institution"});
    World other = complaint();
    EXPECT_THROW(other.record(early, day("2025-11-04"), "2025-11-03T10:00+08:00"), base::Error);
}

TEST(ProcedureTerms, OpeningAFilingIsFast) {
    // An import takes in 10,000 filings a second with everything around it; deciding gets a tenth.
    const World world{shipped("us_cfpb")};
    casefile::Filing received = filing();
    received.received = day("2014-11-10");
    received.facts = {{"sent", day("2014-11-13")}};
    constexpr int count = 2'000;
    const auto moment = at("2026-01-05T09:00+08:00");
    const auto begin = std::chrono::steady_clock::now();
    std::size_t events = 0;
    for (int i = 0; i < count; ++i) {
        const Decision decision = from_filing(received, {"bureau"}, moment, world.law());
        events += std::get<Happenings>(decision).size();
    }
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
    EXPECT_EQ(events, 4U * count);
    EXPECT_LT(seconds.count(), 1.0);
    RecordProperty("filings_per_second", static_cast<int>(count / seconds.count()));
}

}  // namespace
}  // namespace accord::procedure::testing
