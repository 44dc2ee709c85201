// Charts over a case: tracks, reactions, milestones, duties and tables as events and refusals.
#include <gtest/gtest.h>

#include "accord/base/error.hpp"
#include "accord/casefile/codec.hpp"
#include "procedure_world.hpp"

namespace accord::procedure::testing {
namespace {

using Texts = std::vector<std::string>;

/// Two questions at once, each with its track; both answered, the tribunal decides.
constexpr std::string_view tribunal = R"({"id":"t.tribunal","version":"1",
"roles":[{"id":"claimant"},{"id":"respondent"},{"id":"tribunal","actors":["officer"]}],
"stages":[{"id":"hearing","tracks":true},
  {"id":"liability","within":"hearing"},
  {"id":"liability_open","within":"liability"},
  {"id":"liability_found","within":"liability","final":true},
  {"id":"quantum","within":"hearing"},
  {"id":"quantum_open","within":"quantum"},
  {"id":"quantum_found","within":"quantum","final":true},
  {"id":"deliberating","milestone":"heard"},
  {"id":"small_award","final":true,"outcome":"award"},
  {"id":"award","final":true,"outcome":"award"}],
"actions":[{"id":"file","start":"hearing","by":["claimant"]},
  {"id":"find_liability","from":["liability_open"],"to":"liability_found","by":["tribunal"],
   "clause":{"id":"rule 1","status":"official"}},
  {"id":"find_quantum","from":["quantum_open"],"to":"quantum_found","by":["tribunal"],
   "tasks":[{"name":"draft","assignee":"tribunal","approver":"tribunal","joint":["claimant"],
             "due":"draft"}]},
  {"id":"ask","by":["tribunal"]},
  {"id":"answer","by":["respondent"]},
  {"id":"visit","by":["tribunal"],"discretionary":true,"repeat":false,"stay_safe":true},
  {"id":"decide","by":["tribunal"],"decides":["size"],"moves":[
    {"from":["deliberating"],"to":"small_award",
     "when":{"op":"eq","args":[{"field":"facts.size"},{"text":"small"}]},
     "clause":{"id":"rule 7","status":"official"}},
    {"from":["deliberating"],"to":"award",
     "when":{"op":"eq","args":[{"field":"facts.size"},{"text":"large"}]},
     "clause":{"id":"rule 8","status":"official"}}]}],
"reactions":[{"id":"deliberate","on":"done.hearing","from":["hearing"],"to":"deliberating",
   "tasks":[{"name":"deliberation"}]},
  {"id":"remark","on":"reached.heard","tasks":[{"name":"tell_parties"}]}],
"milestones":[{"id":"asked","after":["ask"],"clause":{"id":"rule 2","status":"official"}}],
"obligations":[{"id":"reply","of":"respondent","after":["ask"],"met_by":["answer"],
  "blocks":["decide","stage:liability_open"],"clause":{"id":"rule 3","status":"official"}}],
"contracts":[{"id":"heard_first","action":"decide",
  "holds":{"op":"ne","args":[{"field":"case.kind"},{"text":"secret"}]},
  "clause":{"id":"rule 4","status":"official"}}],
"parameters":[{"id":"limit","value":{"money":"50000.00 CNY"},
   "clause":{"id":"house rule","status":"unverified"}},
  {"id":"days","value":10,"clause":{"id":"house rule","status":"unverified"}}],
"tables":[{"id":"size","hit":"unique","inputs":[{"name":"case.amount","kind":"money",
   "currency":"CNY"}],"outputs":[{"name":"size"}],
  "rows":[{"when":["<= 50000.00 CNY"],"then":["small"]},
          {"when":["> 50000.00 CNY"],"then":["large"]}]}],
"terms":[{"id":"draft","nature":"target","after":["find_quantum"],
  "amount":{"parameter":"days"},"unit":"calendar_day","met_by":["decide"]}],
"facts":{"size":"text"}})";

World opened(std::string_view json = tribunal) {
    World world{Definition::from_json(json)};
    EXPECT_TRUE(is_done(world.file(filing(), "2026-03-02T09:00+08:00", {"claimant"})));
    return world;
}

const casefile::StageEntered& entered(const Happenings& happenings, int which = 0) {
    for (const Happening& happening : happenings) {
        const auto* found = std::get_if<casefile::StageEntered>(&happening.body);
        if (found != nullptr && which-- == 0) return *found;
    }
    throw std::runtime_error("no stage was entered");
}

std::string bytes_of(const casefile::Body& body) {
    casefile::Event event;
    event.body = body;
    base::Record record;
    casefile::encode(event, record);
    return record.head;
}

TEST(ProcedureCourse, TracksStandSideBySideAndAreDoneTogether) {
    World world = opened();
    EXPECT_EQ(world.c().stage, "hearing");
    EXPECT_EQ(world.c().stages, (Texts{"liability_open", "quantum_open"}));
    EXPECT_EQ(entered(world.last()).entered,
              (Texts{"hearing", "liability", "liability_open", "quantum", "quantum_open"}));

    ASSERT_TRUE(is_done(world.act("find_quantum", {"tribunal"}, "2026-03-03T09:00+08:00")));
    EXPECT_EQ(world.c().stages, (Texts{"liability_open", "quantum_found"}));
    EXPECT_EQ(kinds(world.last()),
              (Texts{"acted", "stage_entered", "term_started", "task_opened"}));
    ASSERT_EQ(world.c().tasks.size(), 1U);
    EXPECT_EQ(world.c().tasks[0].approver, "tribunal");
    EXPECT_EQ(world.c().tasks[0].joint, Texts{"claimant"});
    EXPECT_EQ(world.c().tasks[0].due, day("2026-03-13"));  // ten days, a parameter

    const Decision again = world.act("find_quantum", {"tribunal"}, "2026-03-03T09:00+08:00");
    EXPECT_EQ(refusal(again).code, "wrong_stage");
    EXPECT_EQ(refusal(again).missing, Texts{"stage:quantum_open"});

    ASSERT_TRUE(is_done(world.act("find_liability", {"tribunal"}, "2026-03-04T09:00+08:00")));
    EXPECT_EQ(kinds(world.last()), (Texts{"acted", "stage_entered", "stage_entered", "task_opened",
                                          "milestone_reached", "task_opened"}));
    const casefile::StageEntered& last = entered(world.last(), 1);
    EXPECT_EQ(last.left,
              (Texts{"quantum_found", "quantum", "liability_found", "liability", "hearing"}));
    EXPECT_TRUE(last.stages.empty());
    EXPECT_EQ(world.c().stages, Texts{"deliberating"});
    ASSERT_NE(casefile::find_milestone(world.c(), "heard"), nullptr);
    EXPECT_EQ(world.c().tasks.back().name, "tell_parties");
}

TEST(ProcedureCourse, ATableDecidesAFactAndTheMoveFollowsIt) {
    World world = opened();
    ASSERT_TRUE(is_done(world.act("find_quantum", {"tribunal"}, "2026-03-03T09:00+08:00")));
    ASSERT_TRUE(is_done(world.act("find_liability", {"tribunal"}, "2026-03-03T09:00+08:00")));
    ASSERT_TRUE(is_done(world.act("decide", {"tribunal"}, "2026-03-05T09:00+08:00")));
    EXPECT_EQ(kinds(world.last()),
              (Texts{"acted", "fact_stated", "term_met", "stage_entered", "closed"}));
    EXPECT_EQ(world.c().stage, "small_award");
    EXPECT_EQ(world.c().outcome, "award");
    // One stage for another: the bytes say no more than they ever did.
    EXPECT_NE(bytes_of(casefile::Body{entered(world.last())})
                  .find(R"("body":{"is_final":true,"stage":"small_award"})"),
              std::string::npos);
}

TEST(ProcedureCourse, GuardsOfEveryMoveAreNamedWhereNoneHolds) {
    std::string json{tribunal};
    const std::string large = R"({"when":["> 50000.00 CNY"],"then":["large"]})";
    json.replace(json.find(large), large.size(), R"({"when":["> 50000.00 CNY"],"then":["huge"]})");
    World world{Definition::from_json(json)};
    casefile::Filing received = filing();
    received.claims[0].amount = money::Money::parse("60000.00 CNY");
    ASSERT_TRUE(is_done(world.file(received, "2026-03-02T09:00+08:00", {"claimant"})));
    ASSERT_TRUE(is_done(world.act("find_quantum", {"tribunal"}, "2026-03-03T09:00+08:00")));
    ASSERT_TRUE(is_done(world.act("find_liability", {"tribunal"}, "2026-03-03T09:00+08:00")));
    const Decision decision = world.act("decide", {"tribunal"}, "2026-03-05T09:00+08:00");
    EXPECT_EQ(refusal(decision).code, "guard");
    ASSERT_EQ(refusal(decision).clauses.size(), 2U);
    EXPECT_EQ(refusal(decision).clauses[0].id, "rule 7");
    EXPECT_EQ(refusal(decision).clauses[1].id, "rule 8");
}

TEST(ProcedureCourse, WhatATableCannotDecideIsRefused) {
    World world{Definition::from_json(tribunal)};
    casefile::Filing received = filing();
    received.claims[0].amount.reset();
    ASSERT_TRUE(is_done(world.file(received, "2026-03-02T09:00+08:00", {"claimant"})));
    ASSERT_TRUE(is_done(world.act("find_quantum", {"tribunal"}, "2026-03-03T09:00+08:00")));
    ASSERT_TRUE(is_done(world.act("find_liability", {"tribunal"}, "2026-03-03T09:00+08:00")));
    const Decision decision = world.act("decide", {"tribunal"}, "2026-03-05T09:00+08:00");
    EXPECT_EQ(refusal(decision).code, "undecided");
    EXPECT_EQ(refusal(decision).missing, Texts{"case.amount"});
}

TEST(ProcedureCourse, AnObligationBlocksUntilItIsMet) {
    World world = opened();
    ASSERT_TRUE(is_done(world.act("ask", {"tribunal"}, "2026-03-03T09:00+08:00")));
    EXPECT_EQ(kinds(world.last()), (Texts{"acted", "milestone_reached"}));
    ASSERT_TRUE(is_done(world.act("ask", {"tribunal"}, "2026-03-03T09:30+08:00")));
    EXPECT_EQ(kinds(world.last()), Texts{"acted"});  // a milestone is reached once

    const Decision leaving = world.act("find_liability", {"tribunal"}, "2026-03-03T10:00+08:00");
    EXPECT_EQ(refusal(leaving).code, "obligation_pending");
    EXPECT_EQ(clause_of(refusal(leaving)), "rule 3");
    EXPECT_EQ(refusal(leaving).missing, Texts{"action:answer"});
    // Only the track it keeps is kept.
    ASSERT_TRUE(is_done(world.act("find_quantum", {"tribunal"}, "2026-03-03T10:00+08:00")));
    ASSERT_TRUE(is_done(world.act("answer", {"respondent"}, "2026-03-04T09:00+08:00")));
    EXPECT_TRUE(is_done(world.act("find_liability", {"tribunal"}, "2026-03-04T10:00+08:00")));
}

TEST(ProcedureCourse, ADiscretionaryActionMayBeOnceOnly) {
    World world = opened();
    ASSERT_TRUE(is_done(world.act("visit", {"tribunal"}, "2026-03-03T09:00+08:00")));
    EXPECT_EQ(refusal(world.act("visit", {"tribunal"}, "2026-03-03T10:00+08:00")).code,
              "already_done");
}

TEST(ProcedureCourse, AStayBindsEveryActOrThoseOfItsTrack) {
    const auto stayed = [](std::string scope) {
        Command command;
        command.action = "stay";
        command.by = {"tribunal"};
        command.scope = std::move(scope);
        command.reason = "the related case";
        return command;
    };
    World world = opened();
    ASSERT_TRUE(is_done(world.act(stayed("quantum"), "2026-03-03T09:00+08:00")));
    const Decision decision = world.act("find_quantum", {"tribunal"}, "2026-03-03T10:00+08:00");
    EXPECT_EQ(refusal(decision).code, "stayed");
    EXPECT_EQ(refusal(decision).details.back().second, "quantum");
    ASSERT_TRUE(is_done(world.act("find_liability", {"tribunal"}, "2026-03-03T10:00+08:00")));

    ASSERT_TRUE(is_done(world.act(stayed(""), "2026-03-04T09:00+08:00")));
    EXPECT_EQ(refusal(world.act("ask", {"tribunal"}, "2026-03-04T10:00+08:00")).code, "stayed");
    EXPECT_TRUE(is_done(world.act("visit", {"tribunal"}, "2026-03-04T10:00+08:00")));  // stay-safe
}

TEST(ProcedureCourse, SilenceIsAnEventThatReactionsAnswer) {
    std::string json{tribunal};
    const std::string met = R"("met_by":["decide"]})";
    json.replace(json.find(met), met.size(),
                 R"("met_by":["decide"],"on_lapse_raise":"silence",
                     "clause":{"id":"rule 5","status":"official"}})");
    const std::string remark = R"({"id":"remark",)";
    json.replace(json.find(remark), remark.size(),
                 R"({"id":"close","on":"silence","from":["hearing"],"to":"award"},)" + remark);
    World world = opened(json);
    ASSERT_TRUE(is_done(world.act("find_quantum", {"tribunal"}, "2026-03-03T09:00+08:00")));
    world.advance_to("2026-03-20T09:00+08:00");
    EXPECT_EQ(kinds(world.lapses()), (Texts{"term_lapsed", "stage_entered", "closed"}));
    EXPECT_EQ(world.c().stages, Texts{"award"});
}

TEST(ProcedureCourse, ABrokenContractIsRefusedAndARecordedOneIsNoted) {
    World world{Definition::from_json(tribunal)};
    casefile::Filing received = filing();
    received.kind = "secret";
    ASSERT_TRUE(is_done(world.file(received, "2026-03-02T09:00+08:00", {"claimant"})));
    ASSERT_TRUE(is_done(world.act("find_quantum", {"tribunal"}, "2026-03-03T09:00+08:00")));
    ASSERT_TRUE(is_done(world.act("find_liability", {"tribunal"}, "2026-03-03T09:00+08:00")));
    const Decision decision = world.act("decide", {"tribunal"}, "2026-03-05T09:00+08:00");
    EXPECT_EQ(refusal(decision).code, "contract");
    EXPECT_EQ(clause_of(refusal(decision)), "rule 4");
    Command decide;
    decide.action = "decide";
    decide.by = {"tribunal"};
    world.record(decide, day("2026-03-05"), "2026-03-06T09:00+08:00");
    EXPECT_EQ(world.c().stage, "small_award");
    ASSERT_EQ(world.c().irregularities.size(), 2U);
    EXPECT_EQ(world.c().irregularities[1].clause, "rule 4");
}

TEST(ProcedureCourse, AnIrregularActMovesItsOwnTrackFromWhereverItStands) {
    World world = opened();
    Command decide;
    decide.action = "decide";
    decide.by = {"tribunal"};
    world.record(decide, day("2026-03-03"), "2026-03-04T09:00+08:00");
    EXPECT_EQ(world.c().stages, Texts{"small_award"});
    EXPECT_TRUE(world.c().is_final);
}

// --- faults ------------------------------------------------------------------------------------

struct Fault {
    std::string_view what;
    std::string_view with;
    std::string_view code;
    std::string_view subject;
    std::string_view pointer;
};

class UnsoundChart : public ::testing::TestWithParam<Fault> {};

TEST_P(UnsoundChart, IsNamedByCodeAndPointer) {
    const Fault& fault = GetParam();
    std::string json{tribunal};
    const auto found = json.find(fault.what);
    ASSERT_NE(found, std::string::npos);
    json.replace(found, fault.what.size(), fault.with);
    try {
        (void)Definition::from_json(json);
        FAIL() << "loaded";
    } catch (const base::Error& error) {
        EXPECT_EQ(error.kind(), base::ErrorKind::procedure);
        EXPECT_EQ(error.code(), fault.code);
        EXPECT_EQ(error.subject(), fault.subject);
        EXPECT_EQ(error.where(), fault.pointer);
    }
}

const Fault faults[] = {
    {R"("id":"liability","within":"hearing")", R"("id":"liability","within":"court")",
     "unknown_stage", "court", "/stages/1/within"},
    {R"("id":"hearing","tracks":true)", R"("id":"hearing","tracks":true,"within":"liability")",
     "within_itself", "hearing", "/stages/0/within"},
    {R"("id":"deliberating","milestone":"heard")",
     R"("id":"deliberating","milestone":"heard","within":"award")", "within_final", "deliberating",
     "/stages/7/within"},
    {R"("id":"deliberating",)", R"("id":"deliberating","tracks":true,)", "no_tracks",
     "deliberating", "/stages/7/tracks"},
    {R"("id":"liability","within":"hearing")",
     R"("id":"liability","within":"hearing","initial":"quantum")", "bad_initial", "quantum",
     "/stages/1/initial"},
    {R"("id":"quantum","within":"hearing"})", R"("id":"quantum","within":"hearing"},
     {"id":"over","within":"hearing","final":true})",
     "final_track", "over", "/stages/5/final"},
    {R"("from":["liability_open"],"to":"liability_found")",
     R"("from":["liability_open"],"to":["liability_found","liability_open"])", "bad_targets",
     "liability_found", "/actions/1/to"},
    {R"("on":"done.hearing")", R"("on":"done.court")", "unknown_event", "done.court",
     "/reactions/0/on"},
    {R"("id":"remark",)", R"("id":"remark","raises":["decide"],)", "reserved_name", "decide",
     "/reactions/1/raises"},
    {R"("on":"reached.heard",)", "", "no_rest", "remark", "/reactions/1/when"},
    {R"("id":"remark","on":"reached.heard",)",
     R"("id":"remark","on":"done.hearing","from":["hearing"],)", "ambiguous", "", "/reactions/1"},
    {R"({"text":"large"})", R"({"text":"small"})", "ambiguous", "award", "/actions/6/moves/1"},
    {R"("decides":["size"])", R"("decides":["colour"])", "unknown_table", "colour",
     "/actions/6/decides"},
    {R"("assignee":"tribunal")", R"("assignee":"nobody")", "unknown_role", "nobody",
     "/actions/2/tasks/0/assignee"},
    {R"("due":"draft")", R"("due":"later")", "unknown_term", "later", "/actions/2/tasks/0/due"},
    {R"("after":["ask"],"clause")", R"("clause")", "missing_member", "after", "/milestones/0"},
    {R"("blocks":["decide",)", R"("blocks":["fly",)", "unknown_action", "fly",
     "/obligations/0/blocks"},
    {R"("stage:liability_open")", R"("stage:limbo")", "unknown_stage", "limbo",
     "/obligations/0/blocks"},
    {R"("id":"heard_first","action":"decide")",
     R"("id":"heard_first","action":"decide","stage":"award")", "action_or_stage", "heard_first",
     "/contracts/0"},
    {R"({"parameter":"days"})", R"({"parameter":"weeks"})", "unknown_parameter", "weeks",
     "/terms/0/amount"},
    {R"({"parameter":"days"})", R"({"parameter":"limit"})", "wrong_type", "integer",
     "/terms/0/amount"},
    {R"({"when":["> 50000.00 CNY"],"then":["large"]})",
     R"({"when":[">= 50000.00 CNY"],"then":["large"]})", "rows_overlap", "case.amount 50000.00 CNY",
     "/tables/0"},
    {R"("name":"case.amount")", R"("name":"case.colour")", "unknown_field", "case.colour",
     "/tables/0/inputs/0/name/field"},
    {R"("hit":"unique")", R"("hit":"unique","aggregate":"sum")", "unknown_rule", "sum",
     "/tables/0/aggregate"},
};
INSTANTIATE_TEST_SUITE_P(Places, UnsoundChart, ::testing::ValuesIn(faults));

TEST(ProcedureCourse, ConflictsMayBeDecidedByOrder) {
    std::string json{tribunal};
    const std::string large = R"({"text":"large"})";
    json.replace(json.find(large), large.size(), R"({"text":"small"})");
    const std::string head = R"("version":"1",)";
    json.replace(json.find(head), head.size(), head + R"("conflicts":"definition_order",)");
    EXPECT_TRUE(Definition::from_json(json).orders_conflicts);
}

TEST(ProcedureCourse, AnEventThatNobodyHearsIsLetGo) {
    World world{Definition::from_json(R"({"id":"t.alone","version":"1","stages":[{"id":"work"},
{"id":"open","within":"work"},{"id":"done","within":"work","final":true},
{"id":"closed","final":true,"outcome":"closed"}],
"actions":[{"id":"file","start":"work"},{"id":"close","from":["work"],"to":"closed"},
{"id":"say","from":["work"],"raises":["said"]},
  {"id":"end","from":["open"],"to":"done"}]})")};
    ASSERT_TRUE(is_done(world.file(filing(), "2026-03-02T09:30+08:00", {})));
    EXPECT_TRUE(is_done(world.act("say", {}, "2026-03-02T10:00+08:00")));
    EXPECT_TRUE(is_done(world.act("end", {}, "2026-03-02T11:00+08:00")));
    EXPECT_EQ(world.c().stage, "done");
}

TEST(ProcedureCourse, MoreStagesThanAChartHoldsDoNotLoad) {
    std::string stages;
    for (int i = 0; i < 100'000; ++i)
        stages += std::string(i > 0 ? "," : "") + "{\"id\":\"s" + std::to_string(i) + "\"}";
    try {
        (void)Definition::from_json(R"({"id":"t.many","version":"1","stages":[)" + stages +
                                    R"(],"actions":[{"id":"open","start":"s0"}]})");
        FAIL() << "loaded";
    } catch (const base::Error& error) {
        EXPECT_EQ(error.code(), "too_many");
        EXPECT_EQ(error.where(), "/stages");
    }
}

}  // namespace
}  // namespace accord::procedure::testing
