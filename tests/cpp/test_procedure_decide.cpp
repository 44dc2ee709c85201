// Each gate refuses with its clause; what is accepted leads to its consequences in order.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "accord/base/error.hpp"
#include "procedure_world.hpp"

namespace accord::procedure::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr std::string_view two_sides = "人民调解法 31";

World mediation() {
    World world{shipped("cn_mediation")};
    EXPECT_TRUE(is_done(world.file(filing(), "2026-03-02T09:30+08:00", {"claimant"})));
    return world;
}

World mediating() {
    World world = mediation();
    EXPECT_TRUE(is_done(world.act("accept", {"mediation_body"}, "2026-03-05T10:00+08:00")));
    return world;
}

World complaint(std::string_view when = "2025-11-03T09:00+08:00") {
    World world{shipped("cn_complaint")};
    EXPECT_TRUE(is_done(world.file(filing(), when, {"claimant"})));
    return world;
}

Command agree(std::vector<std::string> by) {
    Command command;
    command.action = "agree";
    command.by = std::move(by);
    command.amount = money::Money::parse("40070.00 CNY");
    command.why.emplace();
    command.why->label = "wrong_debit";
    command.why->amount = {4'007'000, "CNY"};
    return command;
}

Command appoint(casefile::AuthorityScope scope, std::optional<calendar::Date> from = {}) {
    Command command;
    command.action = "appoint_agent";
    command.by = {"claimant"};
    command.agent.emplace();
    command.agent->party = "claimant";
    command.agent->scope = scope;
    command.agent->from = from;
    return command;
}

TEST(ProcedureDecide, TheScriptOfTheDesignRunsAsWritten) {
    World world = mediation();
    EXPECT_THAT(kinds(world.last()), ElementsAre("filed", "numbered", "stage_entered"));
    ASSERT_TRUE(is_done(world.act(evidence("statement"), "2026-03-02T09:40+08:00")));

    const auto refused = refusal(world.act("refer", {"claimant"}, "2026-03-03T10:00+08:00"));
    EXPECT_EQ(refused.code, "evidence_missing");
    EXPECT_THAT(refused.missing, ElementsAre("evidence:contract"));
    EXPECT_EQ(clause_of(refused), "调解机构规则: 申请材料");

    ASSERT_TRUE(is_done(world.act(evidence("contract"), "2026-03-05T09:30+08:00")));
    ASSERT_TRUE(is_done(world.act("refer", {"claimant"}, "2026-03-05T10:00+08:00")));
    EXPECT_THAT(kinds(world.last()), ElementsAre("acted", "stage_entered", "term_started"));
    // Saturday 4 April 2026 begins Qingming, 4 to 6 April (the State Council's notice for 2026).
    EXPECT_EQ(world.term("mediate").reckoning.raw, day("2026-04-04"));
    EXPECT_EQ(world.term("mediate").reckoning.due, day("2026-04-07"));

    ASSERT_TRUE(is_done(world.act(agree({"claimant", "respondent"}), "2026-03-20T16:00+08:00")));
    EXPECT_THAT(kinds(world.last()), ElementsAre("acted", "figure_assessed", "agreed", "term_met",
                                                 "stage_entered", "term_started", "closed"));
    EXPECT_EQ(world.c().outcome, "mediation_agreement");
    ASSERT_TRUE(world.c().agreement.has_value());
    EXPECT_EQ(world.c().agreement->kind, "mediation_agreement");
    EXPECT_EQ(world.c().agreement->amount->text(), "40070.00 CNY");
    EXPECT_THAT(world.c().agreement->by, ElementsAre("claimant", "respondent"));
    // Story F2: the window to confirm, raw Sunday 19 April, closes on the Monday.
    EXPECT_EQ(world.term("confirm").reckoning.due, day("2026-04-20"));
    EXPECT_EQ(world.term("confirm").state, casefile::TermState::running);
}

TEST(ProcedureDecide, TheOrderOfTheGates) {
    World world = mediating();
    Command early = agree({"claimant"});
    early.expected_version = 1;
    EXPECT_EQ(refusal(world.act(early, "2026-03-01T10:00+08:00")).code, "out_of_order");
    const auto stale = refusal(world.act(early, "2026-03-06T10:00+08:00"));
    EXPECT_EQ(stale.code, "stale");
    EXPECT_EQ(stale.details.back().second, std::to_string(world.c().version));
    early.expected_version = world.c().version;
    EXPECT_EQ(refusal(world.act(early, "2026-03-06T10:00+08:00")).code, "wrong_role");
}

TEST(ProcedureDecide, AnUnknownActionIsMalformedAndNotRefused) {
    World world = mediation();
    try {
        (void)world.act("appeal", {"claimant"}, "2026-03-06T10:00+08:00");
        FAIL() << "accepted";
    } catch (const base::Error& error) {
        EXPECT_EQ(error.kind(), base::ErrorKind::input);
        EXPECT_EQ(error.code(), "unknown_action");
        EXPECT_EQ(error.subject(), "appeal");
    }
}

TEST(ProcedureDecide, WrongStageAndAClosedCase) {
    World world = mediation();
    const auto early =
        refusal(world.act(agree({"claimant", "respondent"}), "2026-03-06T10:00+08:00"));
    EXPECT_EQ(early.code, "wrong_stage");
    EXPECT_EQ(clause_of(early), two_sides);
    EXPECT_THAT(early.missing, ElementsAre("stage:mediating"));
    ASSERT_TRUE(is_done(world.act("refuse", {"respondent"}, "2026-03-06T10:00+08:00")));
    EXPECT_TRUE(world.c().is_final);
    for (const std::string_view action : {"accept", "refer", "agree", "withdraw", "add_evidence"}) {
        Command command = evidence("contract");
        command.action = action;
        EXPECT_EQ(refusal(world.act(command, "2026-03-07T10:00+08:00")).code, "wrong_stage")
            << action;
    }
    Command paper;
    paper.action = "issue_document";
    paper.issued = casefile::Issued{"00", "failure_notice", "zh-Hans", 0};
    EXPECT_TRUE(is_done(world.act(paper, "2026-03-07T10:00+08:00")));
}

TEST(ProcedureDecide, RolesAreHeldByThemselvesAndByTheirActors) {
    World world = complaint();
    const auto wrong = refusal(world.act("notify", {"claimant"}, "2025-11-04T09:00+08:00"));
    EXPECT_EQ(wrong.code, "wrong_role");
    EXPECT_EQ(clause_of(wrong), "银行业保险业消费投诉处理管理办法 (2020)");
    EXPECT_THAT(wrong.missing, ElementsAre("role:institution"));
    EXPECT_EQ(refusal(world.act("acknowledge", {}, "2025-11-04T09:00+08:00")).code, "wrong_role");
    EXPECT_TRUE(is_done(world.act("acknowledge", {"officer:intake"}, "2025-11-04T09:00+08:00")));
    Command by_actor;
    by_actor.action = "investigate";
    by_actor.actor = "officer:intake";
    EXPECT_TRUE(is_done(world.act(by_actor, "2025-11-04T10:00+08:00")));
    // Whose act it is must all be people who may.
    const auto mixed =
        refusal(world.act("notify", {"institution", "claimant"}, "2025-11-04T11:00+08:00"));
    EXPECT_EQ(mixed.code, "wrong_role");
}

TEST(ProcedureDecide, AnAgreementNeedsBothSides) {
    World world = mediating();
    const auto alone = refusal(world.act(agree({"claimant"}), "2026-03-06T10:00+08:00"));
    EXPECT_EQ(alone.code, "wrong_role");
    EXPECT_EQ(clause_of(alone), two_sides);
    EXPECT_THAT(alone.missing, ElementsAre("role:respondent"));
    EXPECT_TRUE(is_done(
        world.act(agree({"respondent", "claimant", "guarantor"}), "2026-03-06T10:00+08:00")));
}

TEST(ProcedureDecide, AnAgentAgreesOnlyWithSpecialAuthority) {
    World world = mediating();
    const Command by_agent = agree({"agent:claimant", "respondent"});
    EXPECT_EQ(refusal(world.act(by_agent, "2026-03-06T10:00+08:00")).code, "no_authority");

    ASSERT_TRUE(
        is_done(world.act(appoint(casefile::AuthorityScope::general), "2026-03-06T11:00+08:00")));
    const auto general = refusal(world.act(by_agent, "2026-03-06T12:00+08:00"));
    EXPECT_EQ(general.code, "no_authority");
    EXPECT_EQ(clause_of(general), "民事诉讼法 (2023) 62");
    EXPECT_THAT(general.missing, ElementsAre("authority:special"));
    EXPECT_EQ(general.earliest, std::nullopt);

    const Command special = appoint(casefile::AuthorityScope::special, day("2026-03-10"));
    ASSERT_TRUE(is_done(world.act(special, "2026-03-07T11:00+08:00")));
    const auto too_early = refusal(world.act(by_agent, "2026-03-07T12:00+08:00"));
    EXPECT_EQ(too_early.code, "no_authority");
    EXPECT_EQ(too_early.earliest, day("2026-03-10"));

    Command revoke;
    revoke.action = "revoke_agent";
    revoke.by = {"claimant"};
    revoke.item = world.c().agents.back().id;
    World revoked = world;
    ASSERT_TRUE(is_done(revoked.act(revoke, "2026-03-08T12:00+08:00")));
    EXPECT_EQ(refusal(revoked.act(revoke, "2026-03-08T13:00+08:00")).code, "already_done");
    EXPECT_EQ(refusal(revoked.act(by_agent, "2026-03-10T12:00+08:00")).code, "no_authority");
    EXPECT_TRUE(is_done(world.act(by_agent, "2026-03-10T12:00+08:00")));
    // An authority that has run out carries nothing.
    Command brief = special;
    brief.agent->to = day("2026-03-11");
    World ended = mediating();
    ASSERT_TRUE(is_done(ended.act(brief, "2026-03-07T11:00+08:00")));
    World in_time = ended;
    EXPECT_TRUE(is_done(in_time.act(by_agent, "2026-03-11T23:00+08:00")));
    EXPECT_EQ(refusal(ended.act(by_agent, "2026-03-12T00:00+08:00")).code, "no_authority");
}

TEST(ProcedureDecide, ATermThatRanOutClosesWhatStandsUnderIt) {
    // Story F1: raw Sunday 2026-02-15 in Spring Festival → 2026-02-24; filed on the 25th is
    // refused.
    World story{shipped("cn_mediation")};
    ASSERT_TRUE(is_done(story.file(filing(), "2025-11-20T09:00+08:00", {"respondent"})));
    ASSERT_TRUE(is_done(story.act("accept", {"mediation_body"}, "2025-12-26T09:00+08:00")));
    ASSERT_TRUE(is_done(story.act(agree({"claimant", "respondent"}), "2026-01-16T16:00+08:00")));
    EXPECT_EQ(story.term("confirm").reckoning.raw, day("2026-02-15"));
    EXPECT_EQ(story.term("confirm").reckoning.due, day("2026-02-24"));
    World in_time = story;
    const std::vector<std::string> both{"claimant", "respondent"};
    EXPECT_TRUE(is_done(in_time.act("apply_confirmation", both, "2026-02-10T09:00+08:00")));
    EXPECT_EQ(in_time.term("confirm").state, casefile::TermState::met);
    const auto late = refusal(story.act("apply_confirmation", both, "2026-02-25T09:00+08:00"));
    EXPECT_EQ(late.code, "term_lapsed");
    EXPECT_EQ(clause_of(late), "民诉法 205");
}

TEST(ProcedureDecide, ADecisionNoticeServesMeetsAndCloses) {
    World world = complaint();
    ASSERT_TRUE(is_done(world.act("acknowledge", {"institution"}, "2025-11-03T15:00+08:00")));
    Command notify;
    notify.action = "notify";
    notify.by = {"institution"};
    notify.method = "post";
    notify.note = "理由如下";
    ASSERT_TRUE(is_done(world.act(notify, "2025-11-05T16:00+08:00")));
    // The term for a review outlives the case.
    EXPECT_THAT(kinds(world.last()),
                ElementsAre("acted", "served", "term_met", "term_met", "stage_entered",
                            "term_started", "term_waived", "closed"));
    ASSERT_EQ(world.c().services.size(), 2U);
    const casefile::Service& service = world.c().services.back();
    EXPECT_EQ(service.document, "decision_notice");
    EXPECT_EQ(service.recipient, "claimant");
    EXPECT_EQ(service.method, "post");
    EXPECT_EQ(casefile::print(service.served), "2025-11-05T16:00:00+08:00");
    EXPECT_EQ(world.c().outcome, "decision_notice");
    EXPECT_EQ(world.term("answer").state, casefile::TermState::met);
    EXPECT_EQ(world.term("answer").met_by, "notify");
    EXPECT_EQ(world.term("investigate").state, casefile::TermState::waived);
}

TEST(ProcedureDecide, AnExtensionIsToldInTimeOrRefused) {
    World world = complaint();  // due 2025-11-18 (story F1, step 4)
    EXPECT_EQ(world.term("answer").reckoning.due, day("2025-11-18"));
    const auto unknown = refusal(world.act(extend("answer", 30), "2025-11-10T09:00+08:00"));
    EXPECT_EQ(unknown.code, "guard");
    EXPECT_THAT(unknown.missing, ElementsAre("fact:complex"));
    EXPECT_EQ(clause_of(unknown), "银行业保险业消费投诉处理管理办法 (2020)");
    ASSERT_TRUE(is_done(world.act(fact("complex", false), "2025-11-10T10:00+08:00")));
    const auto simple = refusal(world.act(extend("answer", 30), "2025-11-10T11:00+08:00"));
    EXPECT_EQ(simple.code, "guard");
    EXPECT_THAT(simple.missing, IsEmpty());
    ASSERT_TRUE(is_done(world.act(fact("complex", true), "2025-11-10T12:00+08:00")));

    World late = world;
    const auto too_late = refusal(late.act(extend("answer", 30), "2025-11-19T00:00+08:00"));
    EXPECT_EQ(too_late.code, "extension_late");
    EXPECT_EQ(clause_of(too_late), "银行业保险业消费投诉处理管理办法 (2020)");

    ASSERT_TRUE(is_done(world.act(extend("answer", 30), "2025-11-18T23:59+08:00")));
    EXPECT_EQ(world.term("answer").reckoning.due, day("2025-12-03"));
    EXPECT_EQ(world.term("answer").amount, 30);
    EXPECT_EQ(refusal(world.act(extend("answer", 30), "2025-11-19T09:00+08:00")).code,
              "not_extendable");
    EXPECT_EQ(refusal(world.act(extend("answer", 45), "2025-11-19T09:00+08:00")).code,
              "not_extendable");

    Command approved = extend("answer", 60);
    EXPECT_EQ(refusal(world.act(approved, "2025-11-20T09:00+08:00")).code, "approval_missing");
    approved.approved_by = "hq_executive";
    const auto untold = refusal(world.act(approved, "2025-11-20T09:00+08:00"));
    EXPECT_EQ(untold.code, "told_missing");
    EXPECT_THAT(untold.missing, ElementsAre("told:claimant"));
    approved.told = {"claimant"};
    approved.by = {"claimant"};
    EXPECT_EQ(refusal(world.act(approved, "2025-11-20T09:00+08:00")).code, "wrong_role");
    approved.by = {"institution"};
    ASSERT_TRUE(is_done(world.act(approved, "2025-11-20T09:00+08:00")));
    EXPECT_EQ(world.term("answer").reckoning.due, day("2026-01-02"));
}

TEST(ProcedureDecide, TheRollIsAParameterOfTheTerm) {
    // Story F1, step 4: raw Friday 2026-01-02 (holiday) → Sunday 2026-01-04, a make-up working day.
    World world{shipped("cn_complaint_forward")};
    ASSERT_TRUE(is_done(world.file(filing(), "2025-11-03T09:00+08:00", {"claimant"})));
    Command approved = extend("answer", 60);
    approved.approved_by = "superior_body";
    approved.told = {"claimant"};
    ASSERT_TRUE(is_done(world.act(approved, "2025-11-17T09:00+08:00")));
    EXPECT_EQ(world.term("answer").reckoning.raw, day("2026-01-02"));
    EXPECT_EQ(world.term("answer").reckoning.due, day("2026-01-04"));
    // Story F2, step 4: 15 days from 2026-02-06 are raw 02-21, in Spring Festival → 02-24.
    World fire{shipped("cn_complaint_forward")};
    ASSERT_TRUE(is_done(fire.file(filing(), "2026-02-06T09:00+08:00", {"claimant"})));
    EXPECT_EQ(fire.term("answer").reckoning.due, day("2026-02-24"));
    ASSERT_TRUE(is_done(fire.act(fact("complex", true), "2026-02-09T09:00+08:00")));
    ASSERT_TRUE(is_done(fire.act(extend("answer", 30), "2026-02-10T09:00+08:00")));
    EXPECT_EQ(fire.term("answer").reckoning.raw, day("2026-03-08"));
    EXPECT_EQ(fire.term("answer").reckoning.due, day("2026-03-09"));
}

TEST(ProcedureDecide, OffersAreAnsweredOnceByTheOtherSideInTime) {
    World world = complaint();
    Command propose;
    propose.action = "propose";
    propose.by = {"institution"};
    propose.offer.emplace();
    propose.offer->amount = money::Money::parse("100.00 CNY");
    propose.offer->expires = day("2025-11-06");
    ASSERT_TRUE(is_done(world.act(propose, "2025-11-03T10:00+08:00")));
    ASSERT_EQ(world.c().offers.size(), 1U);
    Command answer;
    answer.action = "answer_offer";
    answer.by = {"institution"};
    answer.number = 1;
    answer.accept = true;
    EXPECT_EQ(refusal(world.act(answer, "2025-11-04T10:00+08:00")).code, "wrong_role");
    answer.by = {"claimant"};
    World late = world;
    EXPECT_EQ(refusal(late.act(answer, "2025-11-07T10:00+08:00")).code, "offer_expired");
    ASSERT_TRUE(is_done(world.act(answer, "2025-11-06T23:00+08:00")));
    EXPECT_EQ(world.c().offers.front().state, casefile::OfferState::accepted);
    EXPECT_EQ(refusal(world.act(answer, "2025-11-06T23:30+08:00")).code, "already_done");
}

TEST(ProcedureDecide, StandingActionsSayWhichArgumentIsMissing) {
    World world = complaint();
    for (const std::string_view action :
         {"add_evidence", "state_fact", "appoint_agent", "offer", "claim", "assign_task",
          "assess_figure", "issue_document", "serve"}) {
        try {
            (void)world.act(action, {"claimant"}, "2025-11-04T10:00+08:00");
            FAIL() << action;
        } catch (const base::Error& error) {
            EXPECT_EQ(error.kind(), base::ErrorKind::input) << action;
            EXPECT_EQ(error.code(), "missing_argument") << action;
        }
    }
    Command task;
    task.action = "assign_task";
    task.by = {"officer:head"};
    task.task = casefile::Task{"officer:desk", false, {}, "draft", 0, ""};
    ASSERT_TRUE(is_done(world.act(task, "2025-11-04T10:00+08:00")));
    ASSERT_TRUE(is_done(world.act(task, "2025-11-04T10:00+08:00")));
    EXPECT_EQ(world.c().tasks.back().number, 2U);
    task.action = "finish_task";
    task.number = 2;
    ASSERT_TRUE(is_done(world.act(task, "2025-11-04T11:00+08:00")));
    EXPECT_EQ(refusal(world.act(task, "2025-11-04T12:00+08:00")).code, "already_done");
}

TEST(ProcedureDecide, OptionsAnswerForEveryActionInOrder) {
    World world = mediating();
    const auto found =
        options(world.c(), {"claimant"}, "officer:desk", at("2026-03-06T10:00+08:00"), world.law());
    std::vector<std::string> answers;
    for (const Option& option : found) {
        answers.push_back(option.action + ":" +
                          (option.refusal ? option.refusal->code : "allowed"));
    }
    const auto& actions = world.law().definition.actions;
    ASSERT_EQ(found.size(), actions.size());
    for (std::size_t i = 0; i < actions.size(); ++i) EXPECT_EQ(found[i].action, actions[i].id);
    answers.resize(8);
    EXPECT_THAT(answers, ElementsAre("apply:wrong_stage", "accept:wrong_stage", "refer:wrong_stage",
                                     "agree:wrong_role", "fail:wrong_role", "refuse:allowed",
                                     "withdraw:allowed", "stop:wrong_role"));
}

TEST(ProcedureDecide, TheSameArgumentsGiveTheSameAnswer) {
    const World world = mediating();
    const Command command = agree({"claimant", "respondent"});
    const auto when = at("2026-03-20T16:00+08:00");
    const auto once = std::get<Happenings>(decide(world.c(), command, when, world.law()));
    const auto again = std::get<Happenings>(decide(world.c(), command, when, world.law()));
    EXPECT_EQ(kinds(once), kinds(again));
    EXPECT_EQ(once.front().occurred, casefile::When{when});
}

}  // namespace
}  // namespace accord::procedure::testing
