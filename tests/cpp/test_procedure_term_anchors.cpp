// What starts terms: service on each, on the last, on sending; stages, other terms, several clocks.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "accord/base/error.hpp"
#include "procedure_world.hpp"

namespace accord::procedure::testing {
namespace {

using casefile::TermState;
using ::testing::ElementsAre;

/// A world with three respondents under a definition with these terms.
World world_with(const std::string& terms) {
    const bool answers = terms.find(R"("id":"answer")") != std::string::npos;
    const std::string within = answers ? R"(,"within":"answer")" : "";
    World world{Definition::from_json(R"({"id":"t.terms","version":"1",
        "roles":[{"id":"claimant"},{"id":"respondent"},{"id":"office","actors":["officer"]},
                 {"id":"president"}],
        "stages":[{"id":"filed"},{"id":"served"},{"id":"done","final":true,"outcome":"closed"}],
        "actions":[{"id":"begin","start":"filed","by":["claimant"]},
                   {"id":"send_claim","to":"served","from":["filed"],"document":"claim"},
                   {"id":"respond","by":["respondent"])" +
                                      within + R"(},
                   {"id":"demand"},{"id":"end","to":"done"}],
        "facts":{"aware":"date","event":"date","accept_by":"date"},
        "terms":[)" + terms + "]}")};
    casefile::Filing received = filing();
    casefile::Party second = received.parties[1];
    second.organisation = "丁银行";
    received.parties.push_back(second);
    second.organisation = "戊银行";
    received.parties.push_back(second);
    EXPECT_TRUE(is_done(world.file(received, "2026-03-02T09:00+08:00", {"claimant"})));
    return world;
}

Command serve(std::string recipient, std::string_view served) {
    Command command;
    command.action = "serve";
    command.by = {"officer:desk"};
    command.service.emplace();
    command.service->document = "claim";
    command.service->recipient = std::move(recipient);
    command.service->served = day(served);
    return command;
}

Command returned(std::string recipient) {
    Command command;
    command.action = "returned";
    command.by = {"officer:desk"};
    command.service.emplace();
    command.service->recipient = std::move(recipient);
    return command;
}

const casefile::Term& term_of(const World& world, std::string_view id, std::string_view of) {
    const casefile::Term* term = casefile::find_term(world.c(), id, of);
    if (term == nullptr) throw std::runtime_error("no term " + std::string(of));
    return *term;
}

const std::string answer = R"({"id":"answer","nature":"procedural","after":["send_claim"],
    "after_service_on":"respondent","service":"each","amount":15,"unit":"calendar_day",
    "met_by":["respond"],"clause":{"id":"民事诉讼法 128","status":"official"}})";

TEST(TermAnchors, ThreeRespondentsServedOnThreeDatesGetThreeAnswerTerms) {
    World world = world_with(answer);
    ASSERT_TRUE(is_done(world.act("send_claim", {"officer:desk"}, "2026-03-03T09:00+08:00")));
    EXPECT_TRUE(world.c().terms.empty());
    ASSERT_TRUE(is_done(world.act(serve("respondent.1", "2026-03-04"), "2026-03-09T09:00+08:00")));
    ASSERT_TRUE(is_done(world.act(serve("respondent.2", "2026-03-06"), "2026-03-09T09:00+08:00")));
    ASSERT_TRUE(is_done(world.act(serve("respondent.3", "2026-03-09"), "2026-03-09T10:00+08:00")));
    ASSERT_EQ(world.c().terms.size(), 3U);
    EXPECT_EQ(term_of(world, "answer", "respondent.1").reckoning.due, day("2026-03-19"));
    EXPECT_EQ(term_of(world, "answer", "respondent.2").reckoning.due, day("2026-03-21"));
    EXPECT_EQ(term_of(world, "answer", "respondent.3").reckoning.due, day("2026-03-24"));

    // Each answers for himself; whose day is over is refused, the others are not.
    ASSERT_TRUE(is_done(world.act("respond", {"respondent.2"}, "2026-03-20T09:00+08:00")));
    EXPECT_EQ(term_of(world, "answer", "respondent.1").state, TermState::lapsed);
    EXPECT_EQ(term_of(world, "answer", "respondent.2").state, TermState::met);
    EXPECT_EQ(term_of(world, "answer", "respondent.3").state, TermState::running);
    const auto late = refusal(world.act("respond", {"respondent.1"}, "2026-03-20T10:00+08:00"));
    EXPECT_EQ(late.code, "term_lapsed");
    EXPECT_EQ(clause_of(late), "民事诉讼法 128");
    EXPECT_TRUE(is_done(world.act("respond", {"respondent.3"}, "2026-03-24T23:00+08:00")));
    EXPECT_EQ(term_of(world, "answer", "respondent.3").state, TermState::met);
}

TEST(TermAnchors, OneServiceOnTheRoleIsServiceOnEachOfIt) {
    World world = world_with(answer);
    ASSERT_TRUE(is_done(world.act("send_claim", {"officer:desk"}, "2026-03-03T09:00+08:00")));
    ASSERT_TRUE(is_done(world.act(serve("respondent", "2026-03-04"), "2026-03-04T09:00+08:00")));
    EXPECT_EQ(world.c().terms.size(), 3U);
    EXPECT_EQ(term_of(world, "answer", "respondent.3").reckoning.due, day("2026-03-19"));
    ASSERT_TRUE(is_done(world.act("end", {"officer:desk"}, "2026-03-05T09:00+08:00")));
    for (const casefile::Term& term : world.c().terms) EXPECT_EQ(term.state, TermState::waived);
}

TEST(TermAnchors, AReturnedParcelEndsThatServiceAndANewOneStartsTheTermAnew) {
    World world = world_with(answer);
    ASSERT_TRUE(is_done(world.act("send_claim", {"officer:desk"}, "2026-03-03T09:00+08:00")));
    ASSERT_TRUE(is_done(world.act(serve("respondent.1", "2026-03-04"), "2026-03-04T09:00+08:00")));
    ASSERT_TRUE(is_done(world.act(serve("respondent.2", "2026-03-04"), "2026-03-04T09:00+08:00")));
    EXPECT_EQ(refusal(world.act(returned("respondent.3"), "2026-03-10T09:00+08:00")).code,
              "not_served");
    ASSERT_TRUE(is_done(world.act(returned("respondent.1"), "2026-03-10T09:00+08:00")));
    EXPECT_THAT(kinds(world.last()), ElementsAre("service_returned", "term_waived"));
    EXPECT_EQ(term_of(world, "answer", "respondent.1").state, TermState::waived);
    EXPECT_EQ(term_of(world, "answer", "respondent.2").state, TermState::running);
    ASSERT_TRUE(is_done(world.act(serve("respondent.1", "2026-03-16"), "2026-03-16T09:00+08:00")));
    EXPECT_EQ(term_of(world, "answer", "respondent.1").state, TermState::running);
    EXPECT_EQ(term_of(world, "answer", "respondent.1").reckoning.due, day("2026-03-31"));
    // Come back after the last day, too: the lapse is withdrawn.
    ASSERT_TRUE(is_done(world.act(returned("respondent.1"), "2026-04-02T09:00+08:00")));
    EXPECT_THAT(kinds(world.last()),
                ElementsAre("service_returned", "lapse_withdrawn", "term_waived"));
}

TEST(TermAnchors, OnTheLastOfSeveralAndOnSending) {
    World world = world_with(R"({"id":"lists","nature":"procedural","after":["send_claim"],
        "after_service_on":"respondent","service":"last","amount":15,"unit":"calendar_day"},
       {"id":"sent","nature":"procedural","after":["send_claim"],
        "after_service_on":"respondent","service":"sending","amount":15,"unit":"calendar_day"})");
    ASSERT_TRUE(is_done(world.act("send_claim", {"officer:desk"}, "2026-03-03T09:00+08:00")));
    ASSERT_TRUE(is_done(world.act(serve("respondent.2", "2026-03-09"), "2026-03-03T10:00+08:00")));
    EXPECT_EQ(world.term("sent").reckoning.due, day("2026-03-18"));
    EXPECT_EQ(casefile::find_term(world.c(), "lists"), nullptr);
    ASSERT_TRUE(is_done(world.act(serve("respondent.1", "2026-03-05"), "2026-03-09T10:00+08:00")));
    EXPECT_EQ(casefile::find_term(world.c(), "lists"), nullptr);
    ASSERT_TRUE(is_done(world.act(serve("respondent.3", "2026-03-06"), "2026-03-10T10:00+08:00")));
    EXPECT_EQ(world.term("lists").reckoning.due, day("2026-03-24"));
    EXPECT_EQ(world.term("sent").reckoning.due, day("2026-03-18"));
}

TEST(TermAnchors, AStageEnteredAndADateSetInALetter) {
    World world = world_with(R"({"id":"handle","nature":"target","after_stage":"served","amount":7,
        "unit":"calendar_day"},{"id":"accept","nature":"agreed","after_fact":"accept_by",
        "amount":0,"unit":"calendar_day"})");
    ASSERT_TRUE(is_done(world.act("send_claim", {"officer:desk"}, "2026-03-03T09:00+08:00")));
    EXPECT_EQ(world.term("handle").reckoning.due, day("2026-03-10"));
    ASSERT_TRUE(is_done(world.act(fact("accept_by", day("2026-04-10")), "2026-03-03T09:00+08:00")));
    EXPECT_EQ(world.term("accept").reckoning.due, day("2026-04-10"));
}

TEST(TermAnchors, EvenIfExtendedTheListsGoOutFromTheOriginalDay) {
    // FINRA 12403: about 20 days after the last answer due, regardless of any extension.
    const std::string terms = R"({"id":"reply","nature":"procedural","after":["send_claim"],
        "amount":45,"unit":"calendar_day","extensions":[{"amount":60}]},
       {"id":"lists","nature":"procedural","after_term":{"term":"reply","due":"original"},
        "amount":20,"unit":"calendar_day"},
       {"id":"later","nature":"procedural","after_term":{"term":"reply"},
        "amount":20,"unit":"calendar_day"})";
    World world = world_with(terms);
    ASSERT_TRUE(is_done(world.act("send_claim", {"officer:desk"}, "2026-03-10T09:00+08:00")));
    EXPECT_EQ(world.term("reply").reckoning.due, day("2026-04-24"));
    EXPECT_EQ(world.term("lists").reckoning.due, day("2026-05-14"));
    EXPECT_EQ(world.term("later").reckoning.due, day("2026-05-14"));
    ASSERT_TRUE(is_done(world.act(extend("reply", 60), "2026-04-01T09:00+08:00")));
    EXPECT_EQ(world.term("reply").reckoning.due, day("2026-05-09"));
    EXPECT_EQ(world.term("reply").original, day("2026-04-24"));
    EXPECT_EQ(world.term("lists").reckoning.due, day("2026-05-14"));
    EXPECT_EQ(world.term("later").reckoning.due, day("2026-05-29"));
    EXPECT_THAT(kinds(world.last()), ElementsAre("term_extended", "term_moved"));
}

TEST(TermAnchors, TheEarlierAndTheLaterOfSeveralClocks) {
    // AFCA: the earlier of 2 years from the response and 6 years from awareness. FOS (DISP 2.8.2):
    // 6 years from the event, or if later 3 years from knowledge.
    const std::string terms = R"({"id":"lodge","nature":"preclusive","choose":"earlier","clocks":[
        {"after":["send_claim"],"amount":2,"unit":"year"},
        {"after_fact":"aware","amount":6,"unit":"year"}],
        "override":{"by":["president"],"clause":{"id":"AFCA Rules B.4.3","status":"secondary"}}},
       {"id":"refer","nature":"preclusive","choose":"earlier","clocks":[
        {"after":["send_claim"],"amount":6,"unit":"month"},
        {"choose":"later","clocks":[{"after_fact":"event","amount":6,"unit":"year"},
                                    {"after_fact":"aware","amount":3,"unit":"year"}]}]})";
    World world = world_with(terms);
    ASSERT_TRUE(is_done(world.act(fact("aware", day("2021-05-04")), "2026-03-02T10:00+08:00")));
    EXPECT_EQ(world.term("lodge").reckoning.due, day("2027-05-04"));
    EXPECT_EQ(world.term("refer").reckoning.due, day("2024-05-04"));  // so far
    ASSERT_TRUE(is_done(world.act(fact("event", day("2020-12-01")), "2026-03-02T11:00+08:00")));
    EXPECT_EQ(world.term("refer").state, TermState::running);
    EXPECT_EQ(world.term("refer").reckoning.due, day("2026-12-01"));
    ASSERT_TRUE(is_done(world.act("send_claim", {"officer:desk"}, "2026-03-10T09:00+08:00")));
    EXPECT_EQ(world.term("lodge").reckoning.due, day("2027-05-04"));
    EXPECT_EQ(world.term("lodge").reckoning.steps.back().code, "earlier");
    EXPECT_EQ(world.term("lodge").reckoning.steps.back().detail, "2028-03-10 2027-05-04");
    EXPECT_EQ(world.term("refer").reckoning.due, day("2026-09-10"));
    EXPECT_EQ(world.term("refer").clocks.size(), 3U);
    // A corrected fact moves the clock that runs from it.
    ASSERT_TRUE(
        is_done(world.correct_field("facts.aware", day("2023-05-04"), "2026-03-11T09:00+08:00")));
    EXPECT_EQ(world.term("lodge").reckoning.due, day("2028-03-10"));

    Command set;
    set.action = "set_term";
    set.by = {"officer:desk"};
    set.term = "lodge";
    set.due = day("2029-01-31");
    set.reason = "exceptional circumstances";
    const auto refused = refusal(world.act(set, "2026-03-12T09:00+08:00"));
    EXPECT_EQ(refused.code, "wrong_role");
    EXPECT_EQ(clause_of(refused), "AFCA Rules B.4.3");
    set.by = {"president"};
    ASSERT_TRUE(is_done(world.act(set, "2026-03-12T09:00+08:00")));
    EXPECT_EQ(world.term("lodge").reckoning.due, day("2029-01-31"));
    const auto& moved = std::get<casefile::TermMoved>(world.last().front().body);
    EXPECT_EQ(moved.because, "exceptional circumstances");
    set.term = "refer";
    EXPECT_EQ(refusal(world.act(set, "2026-03-12T09:00+08:00")).code, "not_settable");
}

TEST(TermAnchors, WhatIsLeftOfAnotherTermIsCarriedOver) {
    // AFCA: 30 days, or the balance of those that began before the complaint was lodged.
    const std::string terms = R"({"id":"internal","nature":"target","after_fact":"event",
        "amount":30,"unit":"calendar_day","met_by":["respond"]},
       {"id":"refer","nature":"procedural","after":["send_claim"],"amount":30,
        "unit":"calendar_day","carry_over":"internal"})";
    World fresh = world_with(terms);
    ASSERT_TRUE(is_done(fresh.act("send_claim", {"officer:desk"}, "2026-03-05T09:00+08:00")));
    EXPECT_EQ(fresh.term("refer").reckoning.due, day("2026-04-04"));
    World begun = world_with(terms);
    ASSERT_TRUE(is_done(begun.act(fact("event", day("2026-03-02")), "2026-03-02T09:30+08:00")));
    ASSERT_TRUE(is_done(begun.act("send_claim", {"officer:desk"}, "2026-03-17T09:00+08:00")));
    EXPECT_EQ(begun.term("refer").reckoning.due, day("2026-04-01"));
    EXPECT_EQ(begun.term("refer").amount, 15);
    EXPECT_EQ(begun.term("refer").reckoning.steps[1].code, "carried_over");
}

TEST(TermAnchors, AnActInterruptsALimitationPeriod) {
    // 民法典 195: the demand interrupts it, and it is counted anew.
    World world = world_with(R"({"id":"limitation","nature":"limitation","after_fact":"event",
        "amount":3,"unit":"year","restarts":["demand"],"ends_with_case":false})");
    ASSERT_TRUE(is_done(world.act(fact("event", day("2024-09-02")), "2026-03-02T10:00+08:00")));
    EXPECT_EQ(world.term("limitation").reckoning.due, day("2027-09-02"));
    EXPECT_TRUE(world.term("limitation").reckoning.due > day("2026-12-24"));
    ASSERT_TRUE(is_done(world.act("demand", {"claimant"}, "2026-03-20T10:00+08:00")));
    EXPECT_EQ(world.term("limitation").reckoning.due, day("2029-03-20"));
    EXPECT_EQ(world.term("limitation").original, day("2029-03-20"));
}

struct Unsound {
    std::string_view term;
    std::string_view code;
    std::string_view where;
};

TEST(TermAnchors, WhatATermNamesMustBeThere) {
    const Unsound rows[] = {
        {R"("after_stage":"nowhere")", "unknown_stage", "/terms/0/after_stage"},
        {R"("after_term":{"term":"x"})", "unknown_term", "/terms/0/after_term"},
        {R"("after_term":{"term":"t"})", "term_circle", "/terms/0/after_term"},
        {R"("after":["begin"],"after_fact":"event")", "one_anchor", "/terms/0/after"},
        {R"("after":["begin"],"service":"each")", "service_on_nobody", "/terms/0/service"},
        {R"("after":["begin"],"carry_over":"x")", "unknown_term", "/terms/0/carry_over"},
        {R"("after":["begin"],"restarts":["x"])", "unknown_action", "/terms/0/restarts"},
        {R"("after":["begin"],"waits":[{"kind":"stay","effect":"x"}])", "unknown_rule",
         "/terms/0/waits/0/effect"},
        {R"("after":["begin"],"waits":[{"kind":"a","effect":"none"},{"kind":"a","effect":"none"}])",
         "duplicate", "/terms/0/waits/1/kind"},
        {R"("after":["begin"],"override":{"by":["x"]})", "unknown_role", "/terms/0/override/by"},
        {R"("after":["begin"],"restore":{"amount":0,"unit":"year"})", "out_of_range",
         "/terms/0/restore/amount"},
        {R"("after":["begin"],"reminders":[-1])", "out_of_range", "/terms/0/reminders/0"},
        {R"("after":["begin"],"on_lapse_raise":"x")", "silence_without_clause",
         "/terms/0/on_lapse_raise"},
    };
    for (const Unsound& row : rows) {
        const std::string term = R"({"id":"t","nature":"target","amount":1,"unit":"calendar_day",)";
        try {
            (void)world_with(term + std::string(row.term) + "}");
            FAIL() << row.term;
        } catch (const base::Error& error) {
            EXPECT_EQ(error.code(), row.code) << row.term;
            EXPECT_EQ(error.where(), row.where) << row.term;
        }
    }
    const Unsound clocks[] = {
        {R"("clocks":[{"after":["begin"],"amount":1,"unit":"year"}],"choose":"later")", "one_clock",
         "/terms/0/clocks"},
        {R"("clocks":[],"choose":"later","amount":3,"unit":"year")", "clocks_have_lengths",
         "/terms/0/amount"},
        {R"("clocks":[],"choose":"latest")", "unknown_rule", "/terms/0/choose"},
    };
    for (const Unsound& row : clocks) {
        try {
            (void)world_with(R"({"id":"t","nature":"target",)" + std::string(row.term) + "}");
            FAIL() << row.term;
        } catch (const base::Error& error) {
            EXPECT_EQ(error.code(), row.code) << row.term;
            EXPECT_EQ(error.where(), row.where) << row.term;
        }
    }
}

}  // namespace
}  // namespace accord::procedure::testing
