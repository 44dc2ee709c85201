// Kleene's tables, exhaustively, and every operation on what is unknown, too large or of another
// currency.
#include <gtest/gtest.h>

#include "guard_world.hpp"

namespace accord::procedure::testing {
namespace {

using rules::Unknown;
using rules::Value;

/// All rows of `length` answers: 0 no, 1 yes, 2 unknown.
std::vector<std::vector<int>> worlds(std::size_t length) {
    std::vector<std::vector<int>> all{{}};
    for (std::size_t i = 0; i < length; ++i) {
        std::vector<std::vector<int>> longer;
        for (const auto& world : all) {
            for (const int answer : {0, 1, 2}) {
                longer.push_back(world);
                longer.back().push_back(answer);
            }
        }
        all = std::move(longer);
    }
    return all;
}

std::size_t how_many(const std::vector<int>& world, int answer) {
    return static_cast<std::size_t>(std::count(world.begin(), world.end(), answer));
}
/// Kleene, Introduction to Metamathematics (1952) §64: the strong connectives, for any number.
int conjunction(const std::vector<int>& world) {
    return how_many(world, 0) > 0 ? 0 : how_many(world, 2) > 0 ? 2 : 1;
}
int disjunction(const std::vector<int>& world) {
    return how_many(world, 1) > 0 ? 1 : how_many(world, 2) > 0 ? 2 : 0;
}

int answer_of(const Value& value) {
    if (const bool* known = std::get_if<bool>(&value)) return *known ? 1 : 0;
    return 2;
}

/// A row whose facts a0, a1 … are the answers, and whose parties' roles are "y", "n" or missing.
Row row_of(const std::vector<int>& world) {
    Row row;
    for (std::size_t i = 0; i < world.size(); ++i) {
        Item item;
        if (world[i] != 2) {
            row.fields["facts.a" + std::to_string(i)] = truth(world[i] == 1);
            item["role"] = {'x', 0, world[i] == 1 ? "y" : "n", {}};
        }
        row.items["parties"].push_back(item);
    }
    return row;
}

Value of_case(const Row& row, const Expression& guard) {
    const casefile::Case c = case_of(row);
    return evaluate(guard, Scope{c, at("2026-03-02T09:30+08:00"), day("2026-03-02")});
}

/// The answers of all rows as one block.
std::vector<Value> of_block(const std::vector<Row>& rows, const Expression& guard,
                            const std::vector<std::pair<std::string, std::string>>& facts) {
    const auto program = guard::compile(guard, &facts);
    Table table{rows};
    table.bind(*program);
    guard::ColumnSource source{*program, table.columns()};
    guard::Machine machine{*program, guard::block_rows_max, guard::Detail::reasons};
    machine.run(source, {0, rows.size()});
    std::vector<Value> values;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (program->type != guard::Type::boolean) {
            const guard::Cells& cells = machine.cells();
            const std::size_t place = cells.uniform ? 0 : i;
            values.push_back(guard::is_known(cells, i)
                                 ? Value{cells.values[place]}
                                 : Value{Unknown{program->reason_text(reason_of(cells, i))}});
            continue;
        }
        const guard::Outcome found = machine.outcome(i);
        values.push_back(found.state == guard::Outcome::State::unknown
                             ? Value{Unknown{program->reason_text(found.reason)}}
                             : Value{found.state == guard::Outcome::State::yes});
    }
    return values;
}

TEST(GuardLogic, ConnectivesOfUpToFourAreKleenes) {
    const std::vector<std::pair<std::string, std::string>> facts{
        {"a0", "bool"}, {"a1", "bool"}, {"a2", "bool"}, {"a3", "bool"}};
    for (std::size_t length = 1; length <= 4; ++length) {
        std::string args;
        for (std::size_t i = 0; i < length; ++i) {
            args += (i == 0 ? "" : ",") + (R"({"field":"facts.a)" + std::to_string(i)) + R"("})";
        }
        const auto all = worlds(length);
        std::vector<Row> rows;
        for (const auto& world : all) rows.push_back(row_of(world));
        for (const std::string_view op : {"and", "or", "not"}) {
            if (op == "not" && length > 1) continue;
            const Expression guard = expression_from_text(
                R"({"op":")" + std::string(op) + R"(","args":[)" + args + "]}", "");
            const auto block = of_block(rows, guard, facts);
            for (std::size_t i = 0; i < all.size(); ++i) {
                int expected = op == "and" ? conjunction(all[i]) : disjunction(all[i]);
                if (op == "not") expected = all[i][0] == 2 ? 2 : 1 - all[i][0];
                EXPECT_EQ(answer_of(block[i]), expected) << op << " row " << i;
                EXPECT_EQ(of_case(rows[i], guard), block[i]) << op << " row " << i;
            }
        }
    }
}

TEST(GuardLogic, AnyAllAndCountOfUpToFourItemsAreKleenes) {
    constexpr std::string_view is_y = R"({"op":"eq","args":[{"field":"item.role"},{"text":"y"}]})";
    const Value lacks{Unknown{"missing:parties.role"}};
    for (std::size_t length = 0; length <= 4; ++length) {
        const auto all = worlds(length);
        std::vector<Row> rows;
        for (const auto& world : all) rows.push_back(row_of(world));
        for (const std::string word : {"any", "all", "count"}) {
            const Expression guard = expression_from_text(
                R"({")" + word + R"(":{"of":"parties","where":)" + std::string(is_y) + "}}", "");
            const auto block = of_block(rows, guard, {});
            for (std::size_t i = 0; i < all.size(); ++i) {
                const int answer = word == "all" ? conjunction(all[i]) : disjunction(all[i]);
                Value expected = answer == 2 ? lacks : Value{answer == 1};
                if (word == "count") {
                    const auto yes = static_cast<std::int64_t>(how_many(all[i], 1));
                    expected = how_many(all[i], 2) > 0 ? lacks : Value{yes};
                }
                EXPECT_EQ(block[i], expected) << word << " row " << i;
                EXPECT_EQ(of_case(rows[i], guard), expected) << word << " row " << i;
            }
        }
    }
}

TEST(GuardLogic, WithoutAConditionEveryItemCounts) {
    Row row;
    EXPECT_EQ(of_case(row, expression_from_text(R"({"any":{"of":"parties"}})", "")), Value{false});
    EXPECT_EQ(of_case(row, expression_from_text(R"({"count":{"of":"parties"}})", "")),
              Value{std::int64_t{0}});
    row = row_of({2, 0, 1});
    EXPECT_EQ(of_case(row, expression_from_text(R"({"any":{"of":"parties"}})", "")), Value{true});
    EXPECT_EQ(of_case(row, expression_from_text(R"({"count":{"of":"parties"}})", "")),
              Value{std::int64_t{3}});
}

/// A case with facts: n 3, big the largest integer, low the smallest, price 1.00 CNY, much the most
/// money, word "a", flag true, sold_on 2026-01-31; "none" is not stated.
casefile::Case stated() {
    casefile::Case c;
    c.stage = "hearing.oral";
    c.facts = {{"big", INT64_MAX},
               {"flag", true},
               {"low", INT64_MIN},
               {"much", money::Money{INT64_MAX, money::Currency::of("CNY")}},
               {"n", std::int64_t{3}},
               {"price", money::Money::parse("1.00 CNY")},
               {"sold_on", day("2026-01-31")},
               {"word", std::string("a")}};
    casefile::Act act;
    act.action = "hearing";
    act.by = {"claimant", "respondent"};
    act.occurred = at("2026-02-01T23:30-05:00");
    c.acts = {act};
    c.filed_on = at("2026-02-01T20:00Z");
    return c;
}

using Facts = std::vector<std::pair<std::string, std::string>>;

Value ask(std::string_view json, const Facts* facts = nullptr) {
    const casefile::Case c = stated();
    const auto moment = at("2026-03-02T09:30+08:00");
    const Expression guard = expression_from_text(json, "/guard");
    if (facts != nullptr) (void)check_types(guard, Names{*facts, {}}, "/guard");
    return evaluate(guard, Scope{c, moment, day("2026-03-02")});
}
std::string operation(std::string_view op, std::string_view a, std::string_view b) {
    return R"({"op":")" + std::string(op) + R"(","args":[)" + std::string(a) + "," +
           std::string(b) + "]}";
}

constexpr std::string_view n = R"({"field":"facts.n"})";
constexpr std::string_view big = R"({"field":"facts.big"})";
constexpr std::string_view low = R"({"field":"facts.low"})";
constexpr std::string_view none = R"({"field":"facts.none"})";
constexpr std::string_view price = R"({"field":"facts.price"})";
constexpr std::string_view much = R"({"field":"facts.much"})";
constexpr std::string_view dollar = R"({"money":"1.00 USD"})";
constexpr std::string_view yuan = R"({"money":"1.00 CNY"})";
constexpr std::string_view word = R"({"field":"facts.word"})";
constexpr std::string_view sold = R"({"field":"facts.sold_on"})";

TEST(GuardLogic, EveryOperationPassesOnWhyItsOperandIsUnknown) {
    const Value lacks{Unknown{"missing:facts.none"}};
    const std::pair<std::string_view, std::string> operands[] = {
        {n, "integer"}, {price, "money"}, {sold, "date"}};
    for (const std::string_view op : {"eq", "ne", "lt", "le", "gt", "ge", "add", "sub"}) {
        for (const auto& [other, type] : operands) {
            if (op == "add" && other == sold) continue;
            const Facts facts{
                {"n", "integer"}, {"none", type}, {"price", "money"}, {"sold_on", "date"}};
            EXPECT_EQ(ask(operation(op, none, other), &facts), lacks) << op;
            EXPECT_EQ(ask(operation(op, other, none), &facts), lacks) << op;
        }
        // Of two unknowns the first speaks.
        const Value mixed{Unknown{"currency_differs"}};
        const std::string clash = operation("add", yuan, dollar);
        EXPECT_EQ(ask(operation(op, none, clash)), lacks) << op;
        EXPECT_EQ(ask(operation(op, clash, none)), mixed) << op;
    }
    EXPECT_EQ(ask(operation("in", none, R"({"set":["a"]})")), lacks);
    EXPECT_EQ(ask(operation("add", none, R"({"duration":{"days":1}})")), lacks);
    EXPECT_EQ(ask(operation("sub", none, R"({"duration":{"months":1}})")), lacks);
    EXPECT_EQ(ask(R"({"op":"not","args":[{"field":"facts.none"}]})"), lacks);
}

TEST(GuardLogic, MoneyOfTwoCurrenciesIsUnknownInEveryOperation) {
    const Value mixed{Unknown{"currency_differs"}};
    for (const std::string_view op : {"eq", "ne", "lt", "le", "gt", "ge", "add", "sub"}) {
        EXPECT_EQ(ask(operation(op, price, dollar)), mixed) << op;
        EXPECT_EQ(ask(operation(op, dollar, yuan)), mixed) << op;
    }
    EXPECT_EQ(ask(operation("add", price, yuan)), Value{money::Money::parse("2.00 CNY")});
    EXPECT_EQ(ask(operation("sub", yuan, yuan)), Value{money::Money::parse("0.00 CNY")});
}

TEST(GuardLogic, WhatOverflowsIsUnknown) {
    const Value overflow{Unknown{"overflow"}};
    EXPECT_EQ(ask(operation("add", big, n)), overflow);
    EXPECT_EQ(ask(operation("sub", low, n)), overflow);
    EXPECT_EQ(ask(operation("sub", n, low)), overflow);
    EXPECT_EQ(ask(operation("add", much, yuan)), overflow);
    EXPECT_EQ(ask(operation("sub", operation("sub", yuan, much), much)), overflow);
    EXPECT_EQ(ask(operation("le", operation("add", big, n), n)), overflow);
    EXPECT_EQ(ask(operation("add", sold, R"({"duration":{"years":9000}})")), overflow);
    EXPECT_EQ(ask(operation("sub", sold, R"({"duration":{"years":2026}})")), overflow);
    EXPECT_EQ(ask(operation("add", sold, R"({"duration":{"days":1000000}})")),
              Value{day("2026-01-31") + 1'000'000});
    EXPECT_EQ(ask(operation("sub", sold, R"({"duration":{"days":1000000}})")), overflow);
    EXPECT_EQ(ask(operation("add", low, big)), Value{std::int64_t{-1}});
}

TEST(GuardLogic, DaysMoveByDaysMonthsAndYearsMomentsByHours) {
    const auto later = [](std::string_view by) {
        return ask(operation("add", sold, R"({"duration":{)" + std::string(by) + "}}"));
    };
    EXPECT_EQ(later(R"("days":5)"), Value{day("2026-02-05")});
    EXPECT_EQ(later(R"("months":1)"), Value{day("2026-02-28")});  // 民法典 202: its last day
    EXPECT_EQ(later(R"("years":2)"), Value{day("2028-01-31")});
    EXPECT_EQ(later(R"("days":-31)"), Value{day("2025-12-31")});
    EXPECT_EQ(ask(operation("add", R"({"duration":{"days":1}})", sold)), Value{day("2026-02-01")});
    EXPECT_EQ(ask(operation("sub", R"({"field":"today"})", sold)), Value{std::int64_t{30}});
    EXPECT_EQ(ask(operation("add", R"({"field":"now"})", R"({"duration":{"hours":36}})")),
              Value{at("2026-03-03T21:30+08:00")});
    EXPECT_EQ(ask(operation("sub", R"({"field":"now"})", R"({"duration":{"days":1}})")),
              Value{at("2026-03-01T09:30+08:00")});
    EXPECT_EQ(ask(operation("gt", R"({"field":"now"})", R"({"instant":"2026-03-02T01:29Z"})")),
              Value{true});
}

TEST(GuardLogic, MembershipMarksAndSets) {
    EXPECT_EQ(ask(operation("in", word, R"({"set":["b","a"]})")), Value{true});
    EXPECT_EQ(ask(operation("in", word, R"({"set":["b","c"]})")), Value{false});
    EXPECT_EQ(ask(operation("in", word, R"({"set":[]})")), Value{false});
    EXPECT_EQ(ask(R"({"done":"hearing"})"), Value{true});
    EXPECT_EQ(ask(R"({"done":"award"})"), Value{false});
    const std::string by_both =
        R"({"any":{"of":"acts","where":{"op":"eq","args":[{"field":"item.by"},)"
        R"({"set":["respondent","claimant"]}]}}})";
    EXPECT_EQ(ask(by_both), Value{true});
    EXPECT_EQ(ask(R"({"any":{"of":"acts","where":{"op":"in","args":[{"text":"claimant"},)"
                  R"({"field":"item.by"}]}}})"),
              Value{true});
}

class Halls final : public StageTree {
    bool is_within(std::string_view stage, std::string_view ancestor) const override {
        return stage == ancestor || (stage == "hearing.oral" && ancestor == "hearing");
    }
};

TEST(GuardLogic, AStageIsActiveItselfOrFromInside) {
    const casefile::Case c = stated();
    const auto moment = at("2026-03-02T09:30+08:00");
    const Halls halls;
    const Expression outer = expression_from_text(R"({"in_stage":"hearing"})", "");
    const Expression inner = expression_from_text(R"({"in_stage":"hearing.oral"})", "");
    const Expression other = expression_from_text(R"({"in_stage":"closed"})", "");
    const Scope bare{c, moment, day("2026-03-02")};
    const Scope with_tree{c, moment, day("2026-03-02"), &halls};
    EXPECT_FALSE(holds(outer, bare));
    EXPECT_TRUE(holds(outer, with_tree));
    EXPECT_TRUE(holds(inner, bare));
    EXPECT_TRUE(holds(inner, with_tree));
    EXPECT_FALSE(holds(other, with_tree));
}

TEST(GuardLogic, EveryTrackIsActiveAndAMilestoneStaysReached) {
    casefile::Case c = stated();
    c.stages = {"fees.paid", "hearing.oral"};
    c.milestones = {{"admitted", 4, day("2026-03-01")}};
    const Halls halls;
    const Scope scope{c, at("2026-03-02T09:30+08:00"), day("2026-03-02"), &halls};
    const auto is_so = [&](std::string_view json) {
        return holds(expression_from_text(json, ""), scope);
    };
    EXPECT_TRUE(is_so(R"({"in_stage":"fees.paid"})"));
    EXPECT_TRUE(is_so(R"({"in_stage":"hearing"})"));
    EXPECT_FALSE(is_so(R"({"in_stage":"fees"})"));
    EXPECT_TRUE(is_so(R"({"milestone":"admitted"})"));
    EXPECT_FALSE(is_so(R"({"milestone":"heard"})"));
}

TEST(GuardLogic, AWaitIsOpenUntilItEnds) {
    casefile::Case c = stated();
    const Scope scope{c, at("2026-03-02T09:30+08:00"), day("2026-03-02")};
    const Expression stayed = expression_from_text(R"({"open":"stay"})", "");
    EXPECT_FALSE(holds(stayed, scope));
    casefile::Wait wait;
    wait.name = "stay";
    wait.number = 1;
    wait.since = day("2026-03-01");
    c.waits = {wait};
    EXPECT_TRUE(holds(stayed, scope));
    EXPECT_FALSE(holds(expression_from_text(R"({"open":"appraisal"})", ""), scope));
    c.waits[0].ended = day("2026-03-02");
    EXPECT_FALSE(holds(stayed, scope));
}

/// One item of each kind, every open field of it stated.
casefile::Case with_items() {
    casefile::Case c = stated();
    casefile::Party party;
    party.role = "claimant";
    c.filing.parties = {party};
    casefile::Evidence paper;
    paper.item = "contract";
    paper.kind = "document";
    paper.media_type = "application/pdf";
    paper.size = 9;
    paper.source = "claimant";
    c.evidence = {paper};
    casefile::Term term;
    term.id = "answer";
    term.nature = "procedural";
    term.of = "respondent.2";
    term.state = casefile::TermState::paused;
    term.original = day("2026-03-10");
    term.extended = 2;
    term.reckoning.due = day("2026-03-20");
    term.reckoning.trigger = day("2026-03-01");
    term.reckoning.provisional = true;
    c.terms = {term};
    casefile::Service service;
    service.action = "notify";
    service.document = "notice";
    service.method = "post";
    service.recipient = "respondent";
    service.served = day("2026-03-02");
    c.services = {service};
    c.filing.claims = {{money::Money::parse("5.00 CNY"), "wrong_debit", "payment"}};
    casefile::Task task;
    task.assignee = "officer";
    task.due = day("2026-03-05");
    task.name = "triage";
    task.number = 4;
    task.reason = "overdue";
    c.tasks = {task};
    casefile::Offer offer;
    offer.amount = money::Money::parse("3.00 CNY");
    offer.by = {"claimant"};
    offer.expires = day("2026-03-09");
    offer.number = 7;
    c.offers = {offer};
    return c;
}

/// What each open field holds in it, as a literal.
std::map<std::string, std::string> literals_of_items() {
    const auto text = [](std::string_view word) {
        return R"({"text":")" + std::string(word) + R"("})";
    };
    const auto date = [](std::string_view word) {
        return R"({"date":")" + std::string(word) + R"("})";
    };
    return {{"parties.kind", text("person")},
            {"parties.role", text("claimant")},
            {"evidence.checked", text("unchecked")},
            {"evidence.item", text("contract")},
            {"evidence.kind", text("document")},
            {"evidence.media_type", text("application/pdf")},
            {"evidence.size", R"({"integer":9})"},
            {"evidence.source", text("claimant")},
            {"terms.due", date("2026-03-20")},
            {"terms.extended", R"({"integer":2})"},
            {"terms.id", text("answer")},
            {"terms.nature", text("procedural")},
            {"terms.of", text("respondent.2")},
            {"terms.original", date("2026-03-10")},
            {"terms.provisional", R"({"bool":true})"},
            {"terms.started", date("2026-03-01")},
            {"terms.state", text("paused")},
            {"services.action", text("notify")},
            {"services.document", text("notice")},
            {"services.method", text("post")},
            {"services.on", date("2026-03-02")},
            {"services.recipient", text("respondent")},
            {"claims.amount", R"({"money":"5.00 CNY"})"},
            {"claims.ground", text("wrong_debit")},
            {"claims.relief", text("payment")},
            {"acts.action", text("hearing")},
            {"acts.by", R"({"set":["claimant","respondent"]})"},
            {"acts.on", date("2026-02-01")},
            {"tasks.assignee", text("officer")},
            {"tasks.done", R"({"bool":false})"},
            {"tasks.due", date("2026-03-05")},
            {"tasks.name", text("triage")},
            {"tasks.number", R"({"integer":4})"},
            {"tasks.reason", text("overdue")},
            {"offers.amount", R"({"money":"3.00 CNY"})"},
            {"offers.by", R"({"set":["claimant"]})"},
            {"offers.expires", date("2026-03-09")},
            {"offers.number", R"({"integer":7})"},
            {"offers.state", text("open")}};
}

TEST(GuardLogic, EveryOpenFieldOfEveryItemIsRead) {
    const casefile::Case c = with_items();
    const auto expected = literals_of_items();
    const Scope scope{c, at("2026-03-02T09:30+08:00"), day("2026-03-02")};
    std::size_t fields = 0;
    for (int i = 0; i < 8; ++i) {
        const auto of = static_cast<Collection>(i);
        for (const guard::ItemField& field : guard::item_fields(of)) {
            const std::string list(guard::name_of(of));
            const std::string key = list + "." + std::string(field.name);
            ASSERT_TRUE(expected.contains(key)) << key;
            const std::string json =
                R"({"any":{"of":")" + list + R"(","where":)" +
                operation("eq", R"({"field":"item.)" + std::string(field.name) + R"("})",
                          expected.at(key)) +
                "}}";
            EXPECT_TRUE(holds(expression_from_text(json, ""), scope)) << json;
            ++fields;
        }
    }
    EXPECT_EQ(fields, expected.size());
}

TEST(GuardLogic, ADayIsTheZonesOrThatOfTheStatedOffset) {
    const casefile::Case c = stated();
    const auto moment = at("2026-03-02T09:30+08:00");
    const calendar::Zone zone{"Asia/Shanghai", {{0, 8 * 3600}}};
    const Expression filed = expression_from_text(R"({"field":"case.filed_on"})", "");
    EXPECT_EQ(evaluate(filed, Scope{c, moment, day("2026-03-02")}), Value{day("2026-02-01")});
    EXPECT_EQ(evaluate(filed, Scope{c, moment, day("2026-03-02"), nullptr, &zone}),
              Value{day("2026-02-02")});
    const Expression acted = expression_from_text(
        R"({"any":{"of":"acts","where":{"op":"eq","args":[{"field":"item.on"},)"
        R"({"date":"2026-02-01"}]}}})",
        "");
    EXPECT_TRUE(holds(acted, Scope{c, moment, day("2026-03-02")}));
    EXPECT_FALSE(holds(acted, Scope{c, moment, day("2026-03-02"), nullptr, &zone}));
}

TEST(GuardLogic, WithoutDeclaredTypesAFactTakesTheTypeOfWhatItMeets) {
    EXPECT_EQ(ask(operation("eq", word, R"({"field":"facts.word"})")), Value{true});
    EXPECT_EQ(ask(operation("lt", word, word)), Value{Unknown{"not_ordered"}});
    EXPECT_EQ(ask(operation("eq", word, R"({"field":"facts.n"})")), Value{Unknown{"types_differ"}});
    EXPECT_EQ(ask(operation("lt", price, much)), Value{true});
    EXPECT_EQ(ask(operation("lt", price, n)), Value{Unknown{"types_differ"}});
    EXPECT_EQ(ask(operation("eq", word, R"({"integer":3})")), Value{Unknown{"types_differ"}});
}

}  // namespace
}  // namespace accord::procedure::testing
