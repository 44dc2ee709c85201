// A definition that is unsound does not load: its fault is named by a code and a JSON pointer.
#include <gtest/gtest.h>

#include <filesystem>
#include <set>
#include <sstream>

#include "accord/base/error.hpp"
#include "procedure_world.hpp"

namespace accord::procedure::testing {
namespace {

/// A sound definition; each row below spoils one place of it.
constexpr std::string_view sound = R"({"id":"t.sound","version":"1","effective":"2026-01-01",
"roles":[{"id":"claimant"},{"id":"office","actors":["officer"]}],
"stages":[{"id":"open"},{"id":"done","final":true,"outcome":"answered"}],
"actions":[{"id":"begin","start":"open","by":["claimant"]},
{"id":"answer","from":["open"],"to":"done","by":["office"],"serve":["claimant"],
"within":"t1","guard":{"has":"file"}},
{"id":"wait","from":["open"],"by":["claimant","office"],"all_of":true}],
"terms":[{"id":"t1","nature":"procedural","after":["begin"],"amount":5,
"unit":"business_day","met_by":["answer"],
"extensions":[{"amount":10,"told":["claimant"]},{"amount":20}],"when":{"field":"facts.known"}}],
"triage":[{"severity":"high","urgency":"*","priority":"first","routes":["legal"]}],
"facts":{"known":"bool"}})";

std::string spoiled(std::string_view what, std::string_view with) {
    std::string text(sound);
    const auto found = text.find(what);
    if (found == std::string::npos) throw std::runtime_error("not there: " + std::string(what));
    return text.replace(found, what.size(), with);
}

struct Row {
    std::string_view what;
    std::string_view with;
    std::string_view code;
    std::string_view subject;
    std::string_view pointer;
};

class UnsoundDefinition : public ::testing::TestWithParam<Row> {};

TEST_P(UnsoundDefinition, IsNamedByCodeAndPointer) {
    const Row& row = GetParam();
    try {
        (void)Definition::from_json(spoiled(row.what, row.with));
        FAIL() << "loaded";
    } catch (const base::Error& error) {
        EXPECT_EQ(error.kind(), base::ErrorKind::procedure);
        EXPECT_EQ(error.code(), row.code);
        EXPECT_EQ(error.subject(), row.subject);
        EXPECT_EQ(error.where(), row.pointer);
    }
}

const Row rows[] = {
    {R"("id":"t.sound")", R"("id":7)", "wrong_type", "text", "/id"},
    {R"("id":"t.sound",)", "", "missing_member", "id", ""},
    {R"("id":"t.sound")", R"("id":"T sound")", "bad_name", "T sound", "/id"},
    {R"("version":"1")", R"("version":"1","verzion":"2")", "unknown_member", "verzion", ""},
    {R"("version":"1")", R"("version":"")", "missing_member", "version", "/version"},
    {R"("2026-01-01")", R"("2026-02-30")", "bad_date", "2026-02-30", "/effective"},
    {R"({"id":"office","actors":["officer"]})", R"({"id":"claimant"})", "duplicate", "claimant",
     "/roles/1"},
    {R"("id":"done","final")", R"("id":"open","final")", "duplicate", "open", "/stages/1"},
    {R"({"id":"open"})", R"({"id":"open"},{"id":"limbo"})", "unreachable_stage", "limbo",
     "/stages/1"},
    {R"("final":true,"outcome":"answered")", R"("final":false)", "dead_stage", "done", "/stages/1"},
    {R"("start":"open")", R"("start":"opened")", "unknown_stage", "opened", "/actions/0/start"},
    {R"("start":"open")", R"("from":["open"])", "no_opening", "t.sound", "/actions"},
    {R"("id":"wait","from":["open"])", R"("id":"wait","start":"open")", "two_openings", "wait",
     "/actions/2"},
    {R"("id":"wait")", R"("id":"answer")", "duplicate", "answer", "/actions/2"},
    {R"("id":"wait")", R"("id":"extend")", "reserved_name", "extend", "/actions/2/id"},
    {R"("to":"done")", R"("to":"gone")", "unknown_stage", "gone", "/actions/1/to"},
    {R"("by":["office"])", R"("by":["nobody"])", "unknown_role", "nobody", "/actions/1/by"},
    {R"("serve":["claimant"])", R"("serve":["nobody"])", "unknown_role", "nobody",
     "/actions/1/serve"},
    {R"("within":"t1")", R"("within":"t2")", "unknown_term", "t2", "/actions/1/within"},
    {R"("claimant","office"])", R"("office"])", "all_of_one", "wait", "/actions/2/by"},
    {R"("all_of":true)", R"("all_of":1)", "wrong_type", "bool", "/actions/2/all_of"},
    {R"("all_of":true)", R"("effect":"magic")", "unknown_effect", "magic", "/actions/2/effect"},
    {R"("all_of":true)", R"("effect":"agreement")", "agreement_without_kind", "wait", "/actions/2"},
    {R"({"has":"file"})", R"({"has":"file","field":"today"})", "bad_expression", "2",
     "/actions/1/guard"},
    {R"({"has":"file"})", R"({"field":"case.colour"})", "unknown_field", "case.colour",
     "/actions/1/guard/field"},
    {R"({"has":"file"})", R"({"field":"case.narrative"})", "personal_field", "case.narrative",
     "/actions/1/guard/field"},
    {R"({"has":"file"})", R"({"field":"facts.other"})", "unknown_fact", "other",
     "/actions/1/guard/field"},
    {R"({"has":"file"})", R"({"op":"eq","args":[{"field":"term.t9.state"},{"text":"met"}]})",
     "unknown_term", "t9", "/actions/1/guard/args/0/field"},
    {R"({"has":"file"})", R"({"op":"eq","args":[{"field":"case.amount"},{"text":"1 CNY"}]})",
     "type_mismatch", "money,text", "/actions/1/guard"},
    {R"({"has":"file"})", R"({"op":"lt","args":[{"field":"case.kind"},{"text":"x"}]})",
     "type_mismatch", "text,ordered", "/actions/1/guard"},
    {R"({"has":"file"})", R"({"field":"case.amount"})", "type_mismatch", "money,bool",
     "/actions/1/guard"},
    {R"({"has":"file"})", R"({"op":"not","args":[]})", "argument_count", "not",
     "/actions/1/guard/args"},
    {R"({"has":"file"})", R"({"op":"eval","args":[{"bool":true}]})", "unknown_operator", "eval",
     "/actions/1/guard/op"},
    {R"({"has":"file"})", R"({"op":"ge","args":[{"field":"today"},{"date":"2026-13-01"}]})",
     "bad_date", "2026-13-01", "/actions/1/guard/args/1/date"},
    {R"("after":["begin"])", R"("after":["started"])", "unknown_action", "started",
     "/terms/0/after"},
    {R"("after":["begin"])", R"("after":["begin"],"after_fact":"known")", "one_anchor", "t1",
     "/terms/0/after"},
    {R"("after":["begin"],)", "", "one_anchor", "t1", "/terms/0/after"},
    {R"("amount":5)", R"("amount":0)", "out_of_range", "amount", "/terms/0/amount"},
    {R"("amount":5)", R"("amount":true)", "wrong_type", "integer", "/terms/0/amount"},
    {R"("business_day")", R"("fortnight")", "unknown_unit", "fortnight", "/terms/0"},
    {R"("met_by":["answer"])", R"("met_by":["told"])", "unknown_action", "told", "/terms/0/met_by"},
    {R"("amount":10)", R"("amount":5)", "not_ascending", "t1", "/terms/0/extensions/0/amount"},
    {R"("amount":20)", R"("amount":10)", "not_ascending", "t1", "/terms/0/extensions/1/amount"},
    {R"("told":["claimant"])", R"("told":["press"])", "unknown_role", "press",
     "/terms/0/extensions/0/told"},
    {R"("met_by":["answer"])", R"("on_lapse_stage":"done")", "silence_without_clause", "t1",
     "/terms/0/on_lapse_stage"},
    {R"("met_by":["answer"])", R"("clause":{"id":"x","status":"sure"})", "unknown_status", "sure",
     "/terms/0/clause/status"},
    {R"("priority":"first","routes":["legal"]})",
     R"("priority":"first"},{"severity":"high","urgency":"*","priority":"x"})", "duplicate",
     "high,*", "/triage/1"},
    {R"("priority":"first","routes":["legal"]})",
     R"("priority":"first"},{"severity":"*","urgency":"urgent","priority":"x"})", "overlap",
     "high,urgent", "/triage/1"},
    {R"("known":"bool")", R"("known":"boolean")", "unknown_type", "boolean", "/facts/known"},
};
INSTANTIATE_TEST_SUITE_P(Places, UnsoundDefinition, ::testing::ValuesIn(rows));

TEST(ProcedureDefinition, ASoundOneLoadsAndKnowsItsParts) {
    const Definition definition = Definition::from_json(sound);
    EXPECT_EQ(definition.opening().id, "begin");
    EXPECT_EQ(definition.opening().start, "open");
    EXPECT_EQ(definition.stage("done")->outcome, "answered");
    EXPECT_EQ(definition.term("t1")->rule.unit, calendar::Unit::business_day);
    EXPECT_EQ(definition.action("nothing"), nullptr);
    EXPECT_EQ(definition.hash.size(), 64U);
    // The same meaning in another order of members is the same definition.
    EXPECT_EQ(Definition::from_json(definition.json).hash, definition.hash);
    EXPECT_NE(Definition::from_json(spoiled(R"("amount":5)", R"("amount":6)")).hash,
              definition.hash);
}

TEST(ProcedureDefinition, WhatIsNotJsonOrTooDeepIsAProcedureError) {
    std::string deep;
    for (int i = 0; i < 70; ++i) deep += R"({"op":"not","args":[)";
    deep += R"({"has":"file"})";
    for (int i = 0; i < 70; ++i) deep += "]}";
    std::string abyss;
    for (int i = 0; i < 10'000; ++i) abyss += "[";
    for (const std::string& json : {std::string("{"), std::string("[]"), std::string("7"), abyss,
                                    spoiled(R"({"has":"file"})", deep)}) {
        try {
            (void)Definition::from_json(json);
            FAIL() << json.substr(0, 40);
        } catch (const base::Error& error) {
            EXPECT_EQ(error.kind(), base::ErrorKind::procedure) << json.substr(0, 40);
        }
    }
}

TEST(ProcedureDefinition, TheShippedOnesHaveTheHashesThatTheBuilderPrints) {
    std::istringstream hashes(read_text("tests/vectors/procedures/hashes.txt"));
    std::string name;
    std::string hash;
    std::set<std::string> listed;
    while (hashes >> name >> hash) {
        EXPECT_EQ(shipped(name).hash, hash) << name;
        EXPECT_EQ(shipped(name).json, read_text("tests/vectors/procedures/" + name + ".json"))
            << name;
        listed.insert(name + ".json");
    }
    std::set<std::string> present;
    for (const auto& file : std::filesystem::directory_iterator(
             base::testing::tree_path("tests/vectors/procedures"))) {
        if (file.path().extension() == ".json") present.insert(file.path().filename().string());
    }
    EXPECT_EQ(listed, present);
    EXPECT_GE(listed.size(), 15U);
}

TEST(ProcedureDefinition, EveryRuleOfTheShippedOnesNamesItsLaw) {
    for (const std::string name : {"cn_complaint", "cn_mediation", "us_cfpb"}) {
        const Definition definition = shipped(name);
        for (const Action& action : definition.actions)
            EXPECT_FALSE(action.clause.id.empty()) << action.id;
        for (const TermDefinition& term : definition.terms)
            EXPECT_FALSE(term.clause.id.empty()) << term.id;
    }
}

}  // namespace
}  // namespace accord::procedure::testing
