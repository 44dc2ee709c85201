// What a refused guard tells: each failed part under its own clause, what it lacks, and the
// earliest day on which time alone would let it hold.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "guard_world.hpp"

namespace accord::procedure::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

casefile::Case sample() {
    casefile::Case c;
    c.stage = "handling";
    c.facts = {{"agreed", false}, {"sold_on", day("2026-01-31")}};
    casefile::Term term;
    term.id = "answer";
    term.state = casefile::TermState::running;
    term.reckoning.due = day("2026-03-20");
    c.terms = {term, term};
    c.terms[1].id = "cure";
    c.terms[1].reckoning.due = day("2026-04-10");
    return c;
}
const casefile::Case& the_case() {
    static const casefile::Case c = sample();
    return c;
}
Scope scope() {
    return {the_case(), at("2026-03-02T09:30+08:00"), day("2026-03-02")};
}
Expression read(std::string_view json) {
    return expression_from_text(json, "/guard");
}

TEST(GuardRefusal, EachFailedPartNamesItsClauseAndAllItLacks) {
    const Expression guard = read(R"({"op":"and","args":[
        {"has":"contract","clause":{"id":"规则 1","status":"official"}},
        {"op":"or","args":[{"done":"hearing"},{"field":"facts.waived"},{"in_stage":"oral"}],
         "clause":{"id":"规则 2","status":"official"}},
        {"op":"eq","args":[{"field":"case.stage"},{"text":"handling"}]},
        {"op":"not","args":[{"op":"or","args":[{"has":"statement"},{"field":"facts.seen"}]}],
         "clause":{"id":"规则 3","status":"secondary"}},
        {"op":"and","args":[{"milestone":"admitted"},{"has":{"kind":"document"}}]},
        {"field":"facts.agreed","clause":{"id":"规则 4","status":"official"}},
        {"any":{"of":"parties","where":
            {"op":"eq","args":[{"field":"item.role"},{"text":"x"}]}}}]})");
    std::vector<std::string> told;
    for (const Failed& one : failed_conjuncts(guard, scope())) {
        std::string line = one.conjunct->clause.id + "|" + one.unknown + "|";
        for (const std::string& what : one.missing) line += what + " ";
        told.push_back(line);
    }
    EXPECT_THAT(told, ElementsAre("规则 1||evidence:contract ",
                                  "规则 2|missing:facts.waived|"
                                  "action:hearing fact:waived stage:oral ",
                                  "规则 3|missing:facts.seen|fact:seen ", "||milestone:admitted ",
                                  "||evidence_kind:document ", "规则 4||", "||"));
}

TEST(GuardRefusal, AGuardThatHoldsHasNoFailedPart) {
    EXPECT_THAT(failed_conjuncts(read(R"({"op":"and","args":[{"bool":true},
        {"op":"lt","args":[{"field":"today"},{"field":"term.answer.due"}]}]})"),
                                 scope()),
                IsEmpty());
    EXPECT_TRUE(holds(read(R"({"bool":true})"), scope()));
    EXPECT_FALSE(holds(read(R"({"field":"facts.none"})"), scope()));
    EXPECT_FALSE(holds(read(R"({"field":"facts.sold_on"})"), scope()));
}

TEST(GuardRefusal, ACopyOfAGuardNamesItsOwnParts) {
    const Expression first = read(R"({"op":"and","args":[{"bool":false},{"has":"a"}]})");
    const Expression copy = first;
    const auto failed = failed_conjuncts(copy, scope());
    ASSERT_EQ(failed.size(), 2U);
    EXPECT_EQ(failed[0].conjunct, &copy.args[0]);
    EXPECT_EQ(failed[1].conjunct, &copy.args[1]);
}

std::string operation(std::string_view op, std::string_view a, std::string_view b) {
    return R"({"op":")" + std::string(op) + R"(","args":[)" + std::string(a) + "," +
           std::string(b) + "]}";
}
std::optional<calendar::Date> earliest(std::string_view json) {
    return holds_from(read(json), scope());
}

constexpr std::string_view today = R"({"field":"today"})";
constexpr std::string_view due = R"({"field":"term.answer.due"})";
constexpr std::string_view sold = R"({"field":"facts.sold_on"})";

TEST(GuardRefusal, DurationsMonthsAndDifferencesOfDaysTurnOnTheirDay) {
    const std::string due_5 = operation("add", due, R"({"duration":{"days":5}})");
    EXPECT_EQ(earliest(operation("ge", today, due_5)), day("2026-03-25"));
    EXPECT_EQ(earliest(operation("gt", today, due_5)), day("2026-03-26"));
    EXPECT_EQ(earliest(operation("eq", due_5, today)), day("2026-03-25"));
    const std::string month = R"({"duration":{"months":1}})";
    EXPECT_EQ(earliest(operation("ge", today, operation("add", due, month))), day("2026-04-20"));
    // Six months back from today: 31 August is the first day that reaches 28 February, and no day
    // before it does; on this side of the comparison the month's length matters.
    EXPECT_EQ(earliest(operation("gt", operation("sub", today, month), R"({"date":"2026-03-30"})")),
              day("2026-05-01"));
    EXPECT_EQ(earliest(operation("ge", operation("sub", today, sold), R"({"integer":60})")),
              day("2026-04-01"));
    EXPECT_EQ(earliest(operation("le", operation("sub", due, today), R"({"integer":3})")),
              day("2026-03-17"));
    // It held once and will not again.
    EXPECT_EQ(earliest(operation("ge", operation("sub", due, today), R"({"integer":30})")),
              std::nullopt);
    EXPECT_EQ(earliest(operation("ge", today, R"({"field":"facts.none"})")), std::nullopt);
    // The end of the calendar.
    EXPECT_EQ(earliest(operation("ge", today, R"({"date":"9999-12-31"})")), day("9999-12-31"));
    const std::string month_on = operation("add", today, month);
    EXPECT_EQ(earliest(operation("ge", month_on, R"({"date":"9999-12-30"})")), day("9999-11-30"));
    EXPECT_EQ(earliest(operation("gt", month_on, R"({"date":"9999-12-30"})")), std::nullopt);
}

TEST(GuardRefusal, TheTermsOfACaseTurnEachOnItsOwnDay) {
    const std::string over = operation(
        "gt", today, operation("add", R"({"field":"item.due"})", R"({"duration":{"days":2}})"));
    EXPECT_EQ(earliest(R"({"any":{"of":"terms","where":)" + over + "}}"), day("2026-03-23"));
    EXPECT_EQ(earliest(R"({"all":{"of":"terms","where":)" + over + "}}"), day("2026-04-13"));
    EXPECT_EQ(earliest(operation("eq", R"({"count":{"of":"terms","where":)" + over + "}}",
                                 R"({"integer":2})")),
              day("2026-04-13"));
    EXPECT_EQ(earliest(operation("eq", R"({"count":{"of":"terms","where":)" + over + "}}",
                                 R"({"integer":3})")),
              std::nullopt);
}

TEST(GuardRefusal, AnHourLaterTodayIsToday) {
    const auto from = [](std::string_view moment) {
        return earliest(operation("ge", R"({"field":"now"})",
                                  R"({"instant":")" + std::string(moment) + R"("})"));
    };
    EXPECT_EQ(from("2026-03-02T17:00+08:00"), day("2026-03-02"));
    EXPECT_EQ(from("2026-03-02T16:00Z"), day("2026-03-03"));  // midnight here
    EXPECT_EQ(from("2026-03-02T15:59:59Z"), day("2026-03-02"));
    EXPECT_EQ(earliest(operation("lt", R"({"field":"now"})", R"({"instant":"2026-03-01T00:00Z"})")),
              std::nullopt);
    const std::string window =
        R"({"op":"and","args":[)" + operation("ge", today, R"({"date":"2026-03-05"})") + "," +
        operation("lt", R"({"field":"now"})", R"({"instant":"2026-03-05T09:00+08:00"})") + "]}";
    EXPECT_EQ(earliest(window), day("2026-03-05"));
}

TEST(GuardRefusal, WhereTodayMeetsItselfEachDayIsAsked) {
    const std::string month_ahead = operation("add", today, R"({"duration":{"months":1}})");
    const std::string length = operation("sub", month_ahead, today);
    // The next month of 30 days begins on 1 April; from 2 March on the month ahead has 31.
    EXPECT_EQ(earliest(operation("eq", length, R"({"integer":30})")), day("2026-03-31"));
    EXPECT_EQ(earliest(operation("eq", length, R"({"integer":40})")), std::nullopt);
}

/// Random conditions on days: the answer is what asking every day gives.
TEST(GuardRefusal, TheEarliestDayIsTheFirstOfAllDaysAsked) {
    std::mt19937 random{7};
    const auto pick = [&](const std::vector<std::string>& from) {
        return from[random() % from.size()];
    };
    const std::function<std::string(int)> date = [&](int depth) {
        if (depth > 0 && random() % 2 == 0) {
            const std::string by =
                pick({R"({"duration":{"days":17}})", R"({"duration":{"months":1}})",
                      R"({"duration":{"months":2}})", R"({"duration":{"days":3}})"});
            return operation(pick({"add", "sub"}), date(depth - 1), by);
        }
        return pick({std::string(today), std::string(today), std::string(due), std::string(sold),
                     R"({"date":"2026-05-31"})"});
    };
    const std::function<std::string(int)> condition = [&](int depth) {
        const std::string order = pick({"eq", "ne", "lt", "le", "gt", "ge"});
        if (depth > 0 && random() % 2 == 0)
            return operation(pick({"and", "or"}), condition(depth - 1), condition(depth - 1));
        if (depth > 0 && random() % 6 == 0)
            return R"({"op":"not","args":[)" + condition(depth - 1) + "]}";
        if (random() % 5 == 0)
            return R"({")" + pick({"any", "all"}) + R"(":{"of":"terms","where":)" +
                   operation(order, date(1), R"({"field":"item.due"})") + "}}";
        if (random() % 3 == 0)
            return operation(order, operation("sub", date(1), date(1)), R"({"integer":20})");
        return operation(order, date(2), date(2));
    };
    int found_some = 0;
    for (int i = 0; i < 800; ++i) {
        const std::string json = condition(2);
        const Expression guard = read(json);
        if (holds(guard, scope())) continue;
        constexpr int days = 500;
        std::optional<calendar::Date> first;
        for (int d = 1; d <= days && !first; ++d) {
            const calendar::Date then = day("2026-03-02") + d;
            const calendar::Instant midnight = at(then.text() + "T00:00+08:00");
            if (holds(guard, Scope{the_case(), midnight, then})) first = then;
        }
        auto told = earliest(json);
        if (told && *told - day("2026-03-02") > days) told.reset();
        ASSERT_EQ(told, first) << json;
        found_some += first.has_value();
    }
    EXPECT_GT(found_some, 100);
}

}  // namespace
}  // namespace accord::procedure::testing
