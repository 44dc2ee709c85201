// Guards in three-valued logic: what is missing, of another currency or too large is unknown, and
// says so.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "accord/procedure/expression.hpp"
#include "procedure_world.hpp"

namespace accord::procedure::testing {
namespace {

using rules::Unknown;
using rules::Value;
using ::testing::ElementsAre;

Expression parsed(std::string_view json) {
    return expression_from_json(base::parse_json(json, "guard"), "/guard");
}

casefile::Case sample() {
    casefile::Case c;
    c.filing = filing();
    c.filing.urgency = "urgent";
    c.stage = "handling";
    c.facts = {{"complex", true}, {"seen", Unknown{"not stated"}}, {"sold_on", day("2026-05-01")}};
    casefile::Evidence item;
    item.item = "contract";
    item.kind = "document";
    c.evidence = {item};
    casefile::Term term;
    term.id = "answer";
    term.state = casefile::TermState::running;
    term.reckoning.due = day("2026-03-20");
    c.terms = {term};
    return c;
}

Value value_of(const casefile::Case& c, std::string_view json) {
    const auto moment = at("2026-03-02T09:30+08:00");
    return evaluate(parsed(json), Scope{c, moment, day("2026-03-02")});
}

constexpr std::string_view truths[] = {R"({"bool":true})", R"({"bool":false})",
                                       R"({"field":"facts.none"})"};

/// 1 true, 0 false, 2 unknown.
int truth_of(const Value& value) {
    if (const bool* known = std::get_if<bool>(&value)) return *known ? 1 : 0;
    return rules::is_unknown(value) ? 2 : 3;
}

TEST(ProcedureExpression, KleenesTablesHoldForEveryPair) {
    // Kleene, Introduction to Metamathematics (1952) §64: the strong tables; rows and columns T, F,
    // U.
    const int conjunction[3][3] = {{1, 0, 2}, {0, 0, 0}, {2, 0, 2}};
    const int disjunction[3][3] = {{1, 1, 1}, {1, 0, 2}, {1, 2, 2}};
    const int negation[3] = {0, 1, 2};
    const casefile::Case c = sample();
    for (std::size_t i = 0; i < 3; ++i) {
        const std::string a(truths[i]);
        EXPECT_EQ(truth_of(value_of(c, R"({"op":"not","args":[)" + a + "]}")), negation[i]);
        for (std::size_t j = 0; j < 3; ++j) {
            const std::string args = R"(","args":[)" + a + "," + std::string(truths[j]) + "]}";
            EXPECT_EQ(truth_of(value_of(c, R"({"op":"and)" + args)), conjunction[i][j]) << args;
            EXPECT_EQ(truth_of(value_of(c, R"({"op":"or)" + args)), disjunction[i][j]) << args;
        }
    }
}

TEST(ProcedureExpression, FieldsAreReadOrSayWhatIsMissing) {
    const casefile::Case c = sample();
    struct Row {
        std::string_view field;
        Value value;
    };
    const Row rows[] = {
        {"case.amount", money::Money::parse("50000.00 CNY")},
        {"case.kind", std::string("wrong_debit")},
        {"case.urgency", std::string("urgent")},
        {"case.severity", Unknown{"missing:case.severity"}},
        {"case.stage", std::string("handling")},
        {"case.complex", true},
        {"case.priority", Unknown{"missing:case.priority"}},
        {"today", day("2026-03-02")},
        {"facts.sold_on", day("2026-05-01")},
        {"facts.seen", Unknown{"missing:facts.seen"}},
        {"facts.none", Unknown{"missing:facts.none"}},
        {"term.answer.state", std::string("running")},
        {"term.answer.due", day("2026-03-20")},
        {"term.other.state", std::string("pending")},
        {"term.other.due", Unknown{"missing:term.other.due"}},
        {"filing.classification.type", Unknown{"missing:filing.classification.type"}},
    };
    for (const Row& row : rows) {
        EXPECT_TRUE(is_field(row.field)) << row.field;
        EXPECT_EQ(value_of(c, R"({"field":")" + std::string(row.field) + R"("})"), row.value)
            << row.field;
    }
    for (const std::string_view none :
         {"case", "case.", "facts.", "term.answer", "term..due", "narrative", "case.parties",
          "filing.parties.0.name", "Today", ""}) {
        EXPECT_FALSE(is_field(none)) << none;
    }
}

TEST(ProcedureExpression, MoneyOfTwoCurrenciesAndTooMuchMoneyAreUnknown) {
    constexpr std::string_view small =
        R"({"op":"le","args":[{"field":"case.amount"},{"money":"60000.00 CNY"}]})";
    casefile::Case c = sample();
    EXPECT_EQ(value_of(c, small), Value{true});
    EXPECT_EQ(
        value_of(c, R"({"op":"eq","args":[{"field":"case.amount"},{"money":"50000.00 USD"}]})"),
        Value{Unknown{"currency_differs"}});
    c.filing.claims.push_back({money::Money::parse("1.00 CNY"), "", "payment"});
    EXPECT_EQ(value_of(c, R"({"field":"case.amount"})"),
              Value{money::Money::parse("50001.00 CNY")});
    c.filing.claims.push_back({{}, "", "apology"});
    EXPECT_EQ(value_of(c, small), Value{true});
    casefile::Case much = c;
    much.filing.claims.push_back(
        {money::Money{INT64_MAX, money::Currency::of("CNY")}, "", "payment"});
    EXPECT_EQ(value_of(much, small), Value{Unknown{"overflow"}});
    c.filing.claims.push_back({money::Money::parse("1.00 USD"), "", "payment"});
    EXPECT_EQ(value_of(c, small), Value{Unknown{"currency_differs"}});
    c.filing.claims.clear();
    EXPECT_EQ(value_of(c, small), Value{Unknown{"missing:case.amount"}});
}

TEST(ProcedureExpression, AStatedFactOfAnotherTypeIsUnknown) {
    casefile::Case c = sample();
    c.facts = {{"complex", std::string("yes")}};
    EXPECT_EQ(truth_of(value_of(c, R"({"op":"not","args":[{"field":"case.complex"}]})")), 2);
    EXPECT_EQ(
        truth_of(value_of(c, R"({"op":"and","args":[{"field":"case.complex"},{"bool":true}]})")),
        2);
    const auto moment = at("2026-03-02T09:30+08:00");
    const auto failed = failed_conjuncts(parsed(R"({"field":"case.complex"})"),
                                         Scope{c, moment, day("2026-03-02")});
    ASSERT_EQ(failed.size(), 1U);
    EXPECT_EQ(failed.front().unknown, "types_differ");
}

TEST(ProcedureExpression, EvidenceIsAskedForByItemOrKind) {
    const casefile::Case c = sample();
    EXPECT_EQ(value_of(c, R"({"has":"contract"})"), Value{true});
    EXPECT_EQ(value_of(c, R"({"has":"statement"})"), Value{false});
    EXPECT_EQ(value_of(c, R"({"has":{"kind":"document"}})"), Value{true});
    EXPECT_EQ(value_of(c, R"({"has":{"kind":"testimony"}})"), Value{false});
}

TEST(ProcedureExpression, AConjunctUnderItsOwnClauseFailsAsOne) {
    const casefile::Case c = sample();
    const Expression guard = parsed(R"({"op":"and","args":[
        {"field":"case.complex"},
        {"has":"statement","clause":{"id":"规则 3","status":"official"}},
        {"op":"and","args":[{"field":"facts.none"},{"bool":false}],
         "clause":{"id":"规则 4","status":"official"}},
        {"op":"and","args":[{"bool":true},{"field":"facts.seen"}]}]})");
    std::vector<std::string> failed;
    const auto moment = at("2026-03-02T09:30+08:00");
    for (const Failed& one : failed_conjuncts(guard, Scope{c, moment, day("2026-03-02")})) {
        failed.push_back(one.conjunct->clause.id + "/" + missing_from(one.unknown));
    }
    EXPECT_THAT(failed, ElementsAre("规则 3/", "规则 4/", "/fact:seen"));
}

TEST(ProcedureExpression, TheEarliestDayIsExact) {
    const casefile::Case c = sample();
    const auto earliest = [&](std::string_view json) {
        return holds_from(parsed(json), Scope{c, at("2026-03-02T09:30+08:00"), day("2026-03-02")});
    };
    EXPECT_EQ(earliest(R"({"op":"ge","args":[{"field":"today"},{"date":"2026-04-01"}]})"),
              day("2026-04-01"));
    EXPECT_EQ(earliest(R"({"op":"gt","args":[{"field":"today"},{"date":"2026-04-01"}]})"),
              day("2026-04-02"));
    EXPECT_EQ(earliest(R"({"op":"lt","args":[{"field":"term.answer.due"},{"field":"today"}]})"),
              day("2026-03-21"));
    EXPECT_EQ(earliest(R"({"op":"le","args":[{"field":"facts.sold_on"},{"field":"today"}]})"),
              day("2026-05-01"));
    EXPECT_EQ(earliest(R"({"op":"eq","args":[{"field":"today"},{"date":"2026-04-01"}]})"),
              day("2026-04-01"));
    // What has passed does not come again, and time does not bring a paper.
    EXPECT_EQ(earliest(R"({"op":"le","args":[{"field":"today"},{"date":"2026-02-01"}]})"),
              std::nullopt);
    EXPECT_EQ(earliest(R"({"op":"and","args":[{"has":"statement"},
        {"op":"ge","args":[{"field":"today"},{"date":"2026-04-01"}]}]})"),
              std::nullopt);
    // Either way in: the nearer day; a window that closes before it opens never holds.
    EXPECT_EQ(earliest(R"({"op":"or","args":[
        {"op":"ge","args":[{"field":"today"},{"date":"2026-05-01"}]},
        {"op":"ge","args":[{"field":"today"},{"date":"2026-04-01"}]}]})"),
              day("2026-04-01"));
    EXPECT_EQ(earliest(R"({"op":"and","args":[
        {"op":"ge","args":[{"field":"today"},{"date":"2026-05-01"}]},
        {"op":"le","args":[{"field":"today"},{"date":"2026-04-01"}]}]})"),
              std::nullopt);
}

TEST(ProcedureExpression, ARefusedGuardTellsTheDay) {
    World world{Definition::from_json(R"({"id":"t.guard","version":"1","roles":[{"id":"claimant"}],
        "stages":[{"id":"open"},{"id":"done","final":true}],
        "actions":[{"id":"begin","start":"open"},
          {"id":"end","from":["open"],"to":"done","clause":{"id":"规则 1","status":"official"},
           "guard":{"op":"ge","args":[{"field":"today"},{"date":"2026-03-10"}],
                    "clause":{"id":"规则 2","status":"official"}}}],
        "terms":[]})")};
    ASSERT_TRUE(is_done(world.file(filing(), "2026-03-02T09:00+08:00", {"claimant"})));
    const auto refused = refusal(world.act("end", {"claimant"}, "2026-03-09T23:59+08:00"));
    EXPECT_EQ(refused.code, "guard");
    EXPECT_EQ(clause_of(refused), "规则 2");
    EXPECT_EQ(refused.earliest, day("2026-03-10"));
    EXPECT_TRUE(is_done(world.act("end", {"claimant"}, "2026-03-10T00:00+08:00")));
}

}  // namespace
}  // namespace accord::procedure::testing
