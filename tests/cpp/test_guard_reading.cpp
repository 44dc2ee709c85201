// The loader of guards: types that do not fit and names that do not exist, each at its pointer, and
// hostile input within its bounds.
#include <gtest/gtest.h>

#include <random>

#include "guard_world.hpp"

namespace accord::procedure::testing {
namespace {

/// "code|subject|pointer" of what reading and checking say; the type where they say nothing.
std::string told(std::string_view json, const Parameters* parameters = nullptr) {
    static const std::vector<std::pair<std::string, std::string>> facts{
        {"n", "integer"}, {"price", "money"}, {"sold_on", "date"}, {"word", "text"}};
    Names names{facts, {"answer"}};
    names.actions = std::vector<std::string>{"hearing"};
    names.stages = std::vector<std::string>{"open"};
    names.milestones = std::vector<std::string>{"admitted"};
    try {
        const Expression guard = expression_from_text(json, "/guard", parameters);
        return std::string(check_types(guard, names, "/guard"));
    } catch (const base::Error& error) {
        EXPECT_EQ(error.kind(), base::ErrorKind::procedure) << error.what();
        return error.code() + "|" + error.subject() + "|" + error.where();
    }
}

TEST(GuardReading, WhatFitsHasItsType) {
    EXPECT_EQ(told(R"({"op":"add","args":[{"field":"facts.n"},{"integer":1}]})"), "integer");
    EXPECT_EQ(told(R"({"op":"sub","args":[{"field":"today"},{"field":"facts.sold_on"}]})"),
              "integer");
    EXPECT_EQ(told(R"({"op":"add","args":[{"field":"today"},{"duration":{"months":1}}]})"), "date");
    EXPECT_EQ(told(R"({"op":"sub","args":[{"field":"now"},{"duration":{"hours":1}}]})"), "instant");
    EXPECT_EQ(told(R"({"op":"add","args":[{"field":"facts.price"},{"money":"1 CNY"}]})"), "money");
    EXPECT_EQ(told(R"({"count":{"of":"tasks","where":{"field":"item.done"}}})"), "integer");
    EXPECT_EQ(told(R"({"set":["b","a"]})"), "set");
    EXPECT_EQ(told(R"({"op":"in","args":[{"field":"facts.word"},{"set":["a"]}]})"), "bool");
    EXPECT_EQ(told(R"({"field":"term.answer.started"})"), "date");
    EXPECT_EQ(told(R"({"open":"stay"})"), "bool");
    EXPECT_EQ(told(R"({"milestone":"admitted"})"), "bool");
    EXPECT_EQ(told(R"({"op":"eq","args":[{"any":{"of":"acts"}},{"bool":true}]})"), "bool");
}

TEST(GuardReading, EveryFaultHasItsPointer) {
    const std::pair<std::string_view, std::string_view> rows[] = {
        {R"({"op":"le","args":[{"field":"facts.n"},{"money":"1 CNY"}]})",
         "type_mismatch|integer,money|/guard"},
        {R"({"op":"and","args":[{"bool":true},{"op":"lt","args":[{"text":"a"},{"text":"b"}]}]})",
         "type_mismatch|text,ordered|/guard/args/1"},
        {R"({"op":"add","args":[{"field":"today"},{"field":"today"}]})",
         "type_mismatch|date,date|/guard"},
        {R"({"op":"add","args":[{"field":"today"},{"duration":{"hours":1}}]})",
         "type_mismatch|date,hours|/guard"},
        {R"({"op":"add","args":[{"field":"now"},{"duration":{"years":1}}]})",
         "type_mismatch|instant,months|/guard"},
        {R"({"op":"sub","args":[{"duration":{"days":1}},{"field":"today"}]})",
         "type_mismatch|duration,date|/guard"},
        {R"({"op":"lt","args":[{"duration":{"days":1}},{"duration":{"days":2}}]})",
         "type_mismatch|duration,ordered|/guard"},
        {R"({"op":"in","args":[{"integer":1},{"set":["a"]}]})",
         "type_mismatch|integer,text|/guard"},
        {R"({"op":"in","args":[{"text":"a"},{"text":"a"}]})", "type_mismatch|text,set|/guard"},
        {R"({"any":{"of":"claims","where":{"field":"item.amount"}}})",
         "type_mismatch|money,bool|/guard/any/where"},
        {R"({"any":{"of":"claim"}})", "unknown_collection|claim|/guard/any/of"},
        {R"({"any":{"of":"parties","where":{"field":"item.name"}}})",
         "personal_field|item.name|/guard/any/where/field"},
        {R"({"any":{"of":"parties","where":{"field":"item.amount"}}})",
         "unknown_field|item.amount|/guard/any/where/field"},
        {R"({"field":"item.role"})", "unknown_field|item.role|/guard/field"},
        {R"({"field":"narrative"})", "personal_field|narrative|/guard/field"},
        {R"({"field":"facts.none"})", "unknown_fact|none|/guard/field"},
        {R"({"field":"term.other.due"})", "unknown_term|other|/guard/field"},
        {R"({"done":"award"})", "unknown_action|award|/guard/done"},
        {R"({"in_stage":"shut"})", "unknown_stage|shut|/guard/in_stage"},
        {R"({"milestone":"none"})", "unknown_milestone|none|/guard/milestone"},
        {R"({"all":{"of":"parties"}})", "missing_member|where|/guard/all"},
        {R"({"count":{"of":"parties","were":{"bool":true}}})", "unknown_member|were|/guard/count"},
        {R"({"duration":{"days":1,"hours":2}})", "bad_duration|2|/guard/duration"},
        {R"({"duration":{"weeks":1}})", "unknown_member|weeks|/guard/duration"},
        {R"({"duration":{"days":1000001}})", "out_of_range|days|/guard/duration/days"},
        {R"({"duration":{"days":"1"}})", "wrong_type|integer|/guard/duration/days"},
        {R"({"set":["a","a"]})", "duplicate|a|/guard/set"},
        {R"({"set":[1]})", "wrong_type|text|/guard/set/0"},
        {R"({"parameter":"days"})", "unknown_parameter|days|/guard/parameter"},
        {R"({"op":"in","args":[{"text":"a"}]})", "argument_count|in|/guard/args"},
        {R"({"op":"mul","args":[]})", "unknown_operator|mul|/guard/op"},
        {R"({"money":"1 CNY","integer":1})", "bad_expression|2|/guard"},
        {R"({})", "bad_expression|0|/guard"},
        {R"([])", "wrong_type|object|/guard"},
        {R"({"money":"1.001 CNY"})", "inexact|1.001 CNY|/guard/money"},
        {R"({"date":"2026-02-30"})", "bad_date|2026-02-30|/guard/date"},
        {R"({"instant":"2026-03-02T09:30"})", "naive_time|2026-03-02T09:30|/guard/instant"},
        {R"({"done":"Award"})", "bad_name|Award|/guard/done"},
    };
    for (const auto& [json, expected] : rows) EXPECT_EQ(told(json), expected) << json;
}

TEST(GuardReading, AParameterStandsForALiteralOrForWhatItHolds) {
    const Parameters parameters{{"days", base::parse_json("30", "")},
                                {"limit", base::parse_json(R"({"money":"500.00 CNY"})", "")},
                                {"kinds", base::parse_json(R"(["a","b"])", "")},
                                {"word", base::parse_json(R"("urgent")", "")},
                                {"cure", base::parse_json(R"({"duration":{"days":30}})", "")},
                                {"loop", base::parse_json(R"({"parameter":"loop"})", "")}};
    const auto literal = [&](std::string_view json) {
        return expression_from_text(json, "/guard", &parameters);
    };
    EXPECT_EQ(literal(R"({"parameter":"days"})").literal, rules::Value{std::int64_t{30}});
    EXPECT_EQ(literal(R"({"integer":{"parameter":"days"}})").literal,
              rules::Value{std::int64_t{30}});
    EXPECT_EQ(literal(R"({"parameter":"word"})").literal, rules::Value{std::string("urgent")});
    EXPECT_EQ(literal(R"({"parameter":"limit"})").literal,
              rules::Value{money::Money::parse("500.00 CNY")});
    EXPECT_EQ(literal(R"({"duration":{"days":{"parameter":"days"}}})").duration.amount, 30);
    EXPECT_EQ(literal(R"({"parameter":"cure"})").duration, (Duration{Duration::Unit::days, 30}));
    EXPECT_EQ(told(R"({"set":{"parameter":"kinds"}})", &parameters), "set");
    EXPECT_EQ(told(R"({"parameter":"loop"})", &parameters), "bad_parameter|loop|/guard/parameter");
    EXPECT_EQ(told(R"({"integer":{"parameter":"loop"}})", &parameters),
              "wrong_type|integer|/guard/integer");
    EXPECT_EQ(told(R"({"money":{"parameter":"days"}})", &parameters),
              "wrong_type|text|/guard/money");
}

std::string nested(std::string_view head, std::string_view tail, std::size_t depth) {
    std::string json;
    for (std::size_t i = 0; i < depth; ++i) json += head;
    json += R"({"bool":true})";
    for (std::size_t i = 0; i < depth; ++i) json += tail;
    return json;
}

TEST(GuardReading, WhatIsTooDeepTooManyOrTooLargeIsRefused) {
    EXPECT_EQ(told(nested(R"({"op":"not","args":[)", "]}", 64)), "bool");
    const std::string deep = told(nested(R"({"op":"not","args":[)", "]}", 65));
    EXPECT_EQ(deep.substr(0, 12), "too_deep|64|");
    EXPECT_EQ(told(nested(R"({"op":"not","args":[)", "]}", 20'000)).substr(0, 9), "too_deep|");
    EXPECT_EQ(told(nested("[", "]", 100'000)).substr(0, 9), "too_deep|");
    EXPECT_EQ(told(nested(R"({"any":{"of":"acts","where":)", "}}", 60)), "bool");
    std::string hundred = R"({"op":"and","args":[{"bool":true})";
    for (int i = 1; i < 200; ++i) hundred += R"(,{"bool":true})";
    hundred += "]}";
    std::string many = R"({"op":"or","args":[)" + hundred;
    for (int i = 1; i < 60; ++i) many += "," + hundred;
    EXPECT_EQ(told(many + "]}").substr(0, 15), "too_many|10000|");
    std::string set = R"({"set":["0")";
    for (int i = 1; i < 20'000; ++i) set += ",\"" + std::to_string(i) + '"';
    EXPECT_EQ(told(set + "]}").substr(0, 15), "too_many|10000|");
    std::string loops = R"({"op":"or","args":[{"any":{"of":"acts"}})";
    for (int i = 1; i < 256; ++i) loops += R"(,{"any":{"of":"acts"}})";
    EXPECT_EQ(told(loops + "]}"), "bool");
    EXPECT_EQ(told(R"({"op":"or","args":[{"any":{"of":"acts"}},)" + loops + "]}]}").substr(0, 13),
              "too_many|256|");
    EXPECT_EQ(told(R"({"text":")" + std::string(999'900, 'x') + R"("})"), "text");
    EXPECT_EQ(told(R"({"text":")" + std::string(1'000'000, 'x') + R"("})"),
              "too_large|1000000|/guard");
    // Parsed elsewhere, as a definition's guard is: the bound is the same.
    base::Json large = base::parse_json(R"({"text":""})", "");
    large.as_object()["text"] = std::string(1'000'001, 'x');
    EXPECT_THROW((void)expression_from_json(large, ""), base::Error);
    EXPECT_EQ(told("{").substr(0, 9), "bad_json|");
    EXPECT_EQ(told("\xff").substr(0, 9), "not_utf8|");
}

TEST(GuardReading, TheLargestGuardIsAsked) {
    std::string row = R"({"op":"and","args":[{"has":"a"})";
    for (int i = 1; i < 256; ++i) row += R"(,{"op":"not","args":[{"has":"b"}]})";
    row += "]}";
    std::string whole = R"({"op":"or","args":[)" + row;
    for (int i = 1; i < 19; ++i) whole += "," + row;
    const Expression guard = expression_from_text(whole + "]}", "");
    const casefile::Case c;
    EXPECT_FALSE(holds(guard, Scope{c, at("2026-03-02T09:30+08:00"), day("2026-03-02")}));
}

/// Reads, checks and asks; whatever comes, the answer is a value or ProcedureError.
bool survives(const std::string& json, const casefile::Case& c) {
    try {
        const Expression guard = expression_from_text(json, "/guard");
        const Scope scope{c, at("2026-03-02T09:30+08:00"), day("2026-03-02")};
        (void)evaluate(guard, scope);
        (void)failed_conjuncts(guard, scope);
        (void)check_types(guard, Names{{}, {}}, "/guard");
        return true;
    } catch (const base::Error& error) {
        EXPECT_EQ(error.kind(), base::ErrorKind::procedure) << json.substr(0, 400);
        EXPECT_FALSE(error.where().empty()) << json.substr(0, 400);
        return false;
    }
}

TEST(GuardReading, MangledGuardsGiveAValueOrTheirFault) {
    const std::string seeds[] = {
        R"({"op":"and","args":[{"op":"le","args":[{"field":"case.amount"},{"money":"1.00 CNY"}]},)"
        R"({"has":{"kind":"document"}}],"clause":{"id":"c","status":"official"}})",
        R"({"op":"ge","args":[{"field":"today"},{"op":"add","args":[{"field":"term.answer.due"},)"
        R"({"duration":{"months":1}}]}]})",
        R"({"op":"gt","args":[{"count":{"of":"claims","where":{"op":"lt","args":[)"
        R"({"field":"item.amount"},{"money":"2 CNY"}]}}},{"integer":1}]})",
        R"({"all":{"of":"acts","where":{"op":"in","args":[{"text":"x"},{"field":"item.by"}]}}})",
        R"({"op":"or","args":[{"done":"a"},{"in_stage":"b"},{"milestone":"c"},{"open":"d"},)"
        R"({"op":"eq","args":[{"field":"facts.x"},{"set":["a","b"]}]}]})",
        R"({"op":"sub","args":[{"field":"now"},{"duration":{"hours":3}}]})"};
    const std::string tokens[] = {R"({"field":"facts.x"})",
                                  R"({"integer":9007199254740991})",
                                  R"({"bool":true})",
                                  R"({"field":"item.due"})",
                                  R"({"duration":{"years":1000000}})",
                                  R"("eq")",
                                  R"("add")",
                                  R"("parties")",
                                  "null",
                                  "1.5",
                                  "[]",
                                  "{}",
                                  "-1",
                                  "\"\\ud800\"",
                                  "{\"op\":\"not\",\"args\":[{\"field\":\"today\"}]}"};
    casefile::Case c = case_of(Row{});
    c.facts = {{"x", rules::TextSet{{"a", "b"}}}};
    c.filing.claims = {{money::Money::parse("1 CNY"), "", ""}, {{}, "", ""}};
    std::mt19937 random{20260302};
    std::size_t read = 0;
    for (int round = 0; round < 30'000; ++round) {
        std::string json = seeds[random() % std::size(seeds)];
        for (std::size_t changes = 1 + random() % 3; changes-- > 0;) {
            const std::size_t place = random() % json.size();
            const std::string& token = tokens[random() % std::size(tokens)];
            switch (random() % 5) {
                case 0: json[place] = static_cast<char>(random() % 256); break;
                case 1: json.erase(place, 1 + random() % 9); break;
                case 2: json.insert(place, token); break;
                default: {
                    // A whole value for another one.
                    const std::size_t from = json.find('{', place);
                    if (from == std::string::npos) break;
                    std::size_t to = from;
                    int depth = 0;
                    for (; to < json.size(); ++to) {
                        if (json[to] == '{') ++depth;
                        if (json[to] == '}' && --depth == 0) break;
                    }
                    if (to < json.size()) json.replace(from, to - from + 1, token);
                }
            }
            if (json.empty()) json = "x";
        }
        read += survives(json, c);
    }
    EXPECT_GT(read, 300U);
}

}  // namespace
}  // namespace accord::procedure::testing
