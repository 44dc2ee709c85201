// One evaluator: a case alone, blocks of 1, of 7 and of 1,024 rows, and the model agree on random
// guards over random rows.
#include <gtest/gtest.h>

#include <random>

#include "guard_world.hpp"

namespace accord::procedure::testing {
namespace {

/// Random guards, well typed, over the fields that the rows have.
class Author {
public:
    explicit Author(std::uint32_t seed) : random_(seed) {}

    std::size_t below(std::size_t count) { return random_() % count; }
    bool one_in(std::size_t count) { return below(count) == 0; }

    std::string guard(int depth) {
        in_ = {};
        return condition(depth);
    }

    Row row() {
        Row row;
        row.fields["today"] = day();
        row.fields["now"] = {'n', static_cast<std::int64_t>(below(5)) * 3'600'000'000, {}, {}};
        state(row, "facts.flag", truth(one_in(2)));
        state(row, "facts.other", truth(one_in(2)));
        state(row, "facts.n", number());
        state(row, "facts.big", {'i', one_in(2) ? INT64_MAX : INT64_MIN, {}, {}});
        state(row, "facts.word", word());
        state(row, "facts.price", amount());
        state(row, "facts.sold_on", day());
        state(row, "case.kind", word());
        if (one_in(2)) row.marks.insert("has:contract");
        if (one_in(2)) row.marks.insert("done:hearing");
        row.marks.insert("in_stage:open");
        parties(row);
        claims(row);
        acts(row);
        papers(row);
        terms(row);
        return row;
    }

    [[nodiscard]] static std::vector<std::pair<std::string, std::string>> facts() {
        return {{"big", "integer"}, {"flag", "bool"},    {"n", "integer"}, {"other", "bool"},
                {"price", "money"}, {"sold_on", "date"}, {"word", "text"}};
    }

private:
    void state(Row& row, const std::string& key, V value) {
        if (!one_in(5)) row.fields[key] = std::move(value);
    }
    V number() { return {'i', static_cast<std::int64_t>(below(7)) - 2, {}, {}}; }
    V day() { return {'d', 20'000 + static_cast<std::int64_t>(below(60)), {}, {}}; }
    V word() { return {'x', 0, std::string(1, static_cast<char>('a' + below(4))), {}}; }
    V amount() {
        const std::int64_t minor = one_in(12) ? INT64_MAX - 1 : 100 * static_cast<int>(below(5));
        return {'m', minor, one_in(5) ? "USD" : "CNY", {}};
    }
    void parties(Row& row) {
        auto& list = row.items["parties"];
        for (std::size_t i = below(4); i-- > 0;) {
            Item item;
            if (!one_in(4)) item["role"] = word();
            list.push_back(item);
        }
    }
    /// What is claimed in all is the sum of the claims in money.
    void claims(Row& row) {
        V sum = unknown("missing:case.amount");
        auto& list = row.items["claims"];
        for (std::size_t i = below(4); i-- > 0;) {
            Item item;
            item["relief"] = word();
            if (!one_in(4)) item["amount"] = amount();
            list.push_back(item);
            if (!item.contains("amount")) continue;
            const V& more = item["amount"];
            const bool fits = sum.kind == 'm' && sum.s == more.s;
            if (sum.s == "missing:case.amount") {
                sum = more;
            } else if (sum.kind == 'm' && !fits) {
                sum = unknown("currency_differs");
            } else if (fits && __builtin_add_overflow(sum.n, more.n, &sum.n)) {
                sum = unknown("overflow");
            }
        }
        row.fields["case.amount"] = sum;
    }
    void acts(Row& row) {
        auto& list = row.items["acts"];
        if (row.marks.contains("done:hearing")) {
            list.push_back({{"action", {'x', 0, "hearing", {}}}, {"by", {'s', 0, {}, {"a"}}}});
        }
        for (std::size_t i = below(3); i-- > 0;) {
            Item item{{"action", word()}, {"by", {'s', 0, {}, {}}}};
            for (std::size_t n = below(3); n-- > 0;) item["by"].set.insert(word().s);
            if (!one_in(4)) item["on"] = day();
            list.push_back(item);
        }
    }
    void papers(Row& row) {
        auto& list = row.items["evidence"];
        if (row.marks.contains("has:contract"))
            list.push_back({{"item", {'x', 0, "contract", {}}}});
        if (one_in(3)) list.push_back({{"item", {'x', 0, "statement", {}}}});
    }
    void terms(Row& row) {
        for (std::size_t i = below(3); i-- > 0;) {
            const V due = day();
            row.items["terms"].push_back({{"id", {'x', 0, "answer", {}}}, {"due", due}});
            row.fields["term.answer.due"] = due;  // the latest of that id
        }
    }

    std::string join(const std::string& op, const std::vector<std::string>& args) {
        std::string out = R"({"op":")" + op + R"(","args":[)";
        for (std::size_t i = 0; i < args.size(); ++i) out += (i == 0 ? "" : ",") + args[i];
        return out + "]}";
    }
    static std::string field(const std::string& path) { return R"({"field":")" + path + R"("})"; }
    std::string pick(const std::vector<std::string>& from) { return from[below(from.size())]; }

    std::string condition(int depth) {
        const std::size_t choice = depth <= 0 ? 6 + below(3) : below(9);
        if (choice == 0) return join("not", {condition(depth - 1)});
        if (choice <= 3) {
            std::vector<std::string> args;
            for (std::size_t i = 1 + below(4); i-- > 0;) args.push_back(condition(depth - 1));
            return join(one_in(2) ? "and" : "or", args);
        }
        if (choice == 4) return quantified(pick({"any", "all"}), depth - 1);
        if (choice == 5) {
            return join(pick({"eq", "ne"}), {condition(depth - 1), condition(depth - 1)});
        }
        if (choice == 6)
            return pick({R"({"bool":true})", R"({"bool":false})", field("facts.flag"),
                         field("facts.other"), R"({"has":"contract"})", R"({"done":"hearing"})",
                         R"({"in_stage":"open"})"});
        if (choice == 7) return member();
        return comparison(depth - 1);
    }
    std::string member() {
        const std::string set = pick({R"({"set":["a","b"]})", R"({"set":[]})",
                                      R"({"set":["a","b","c","d","e","f","g","h","i","j"]})"});
        if (in_ == "acts" && one_in(2)) return join("in", {text(), field("item.by")});
        return join("in", {text(), set});
    }
    std::string comparison(int depth) {
        const std::string order = pick({"eq", "ne", "lt", "le", "gt", "ge"});
        switch (below(in_ == "acts" ? 6 : 5)) {
            case 0: return join(order, {integer(depth), integer(depth)});
            case 1: return join(order, {money(depth), money(depth)});
            case 2: return join(order, {date(depth), date(depth)});
            case 3: return join(pick({"eq", "ne"}), {text(), text()});
            case 4:
                return join(order, {join("add", {field("now"), R"({"duration":{"hours":1}})"}),
                                    R"({"instant":"1970-01-01T03:00Z"})"});
            default: return join(pick({"eq", "ne"}), {field("item.by"), R"({"set":["a","b"]})"});
        }
    }
    std::string integer(int depth) {
        if (depth > 0 && one_in(3))
            return join(pick({"add", "sub"}), {integer(depth - 1), integer(depth - 1)});
        if (depth > 0 && one_in(4)) return join("sub", {date(depth - 1), date(depth - 1)});
        if (depth > 0 && one_in(3)) return quantified("count", depth - 1);
        return pick({R"({"integer":0})", R"({"integer":2})", field("facts.n"), field("facts.big")});
    }
    std::string money(int depth) {
        if (depth > 0 && one_in(3))
            return join(pick({"add", "sub"}), {money(depth - 1), money(depth - 1)});
        if (in_ == "claims" && one_in(2)) return field("item.amount");
        return pick({R"({"money":"2.00 CNY"})", R"({"money":"1.00 USD"})", field("case.amount"),
                     field("facts.price")});
    }
    std::string date(int depth) {
        if (depth > 0 && one_in(3)) {
            const std::string by =
                pick({R"({"duration":{"days":9}})", R"({"duration":{"months":1}})",
                      R"({"duration":{"years":2}})", R"({"duration":{"days":999999}})",
                      R"({"duration":{"months":99999}})"});
            return join(pick({"add", "sub"}), {date(depth - 1), by});
        }
        if (in_ == "terms" && one_in(2)) return field("item.due");
        if (in_ == "acts" && one_in(2)) return field("item.on");
        return pick({R"({"date":"2024-10-31"})", field("today"), field("facts.sold_on"),
                     field("term.answer.due")});
    }
    std::string text() {
        if (in_ == "parties" && one_in(2)) return field("item.role");
        if (in_ == "claims" && one_in(2)) return field("item.relief");
        if (in_ == "acts" && one_in(2)) return field("item.action");
        if (in_ == "evidence" && one_in(2)) return field("item.item");
        return pick(
            {R"({"text":"a"})", R"({"text":"b"})", field("case.kind"), field("facts.word")});
    }
    std::string quantified(const std::string& word, int depth) {
        const std::string outer = in_;
        in_ = pick({"parties", "claims", "terms", "acts", "evidence"});
        std::string where;
        if (word == "all" || !one_in(5)) where = R"(,"where":)" + condition(depth);
        std::string out = R"({")" + word + R"(":{"of":")" + in_ + R"(")" + where + "}}";
        in_ = outer;
        return out;
    }

    std::mt19937 random_;
    std::string in_;
};

V of_machine(const guard::Machine& machine, const guard::Program& program, std::size_t row) {
    const guard::Outcome found = machine.outcome(row);
    if (found.state == guard::Outcome::State::unknown)
        return unknown(program.reason_text(found.reason));
    return truth(found.state == guard::Outcome::State::yes);
}

/// Every row's answer, at one width.
std::vector<V> answers(const guard::Program& program, const Table& table, std::size_t rows,
                       std::size_t width) {
    std::vector<V> out;
    guard::ColumnSource source{program, table.columns()};
    guard::Machine machine{program, width, guard::Detail::reasons};
    guard::Machine bare{program, width, guard::Detail::answers};
    for (std::size_t first = 0; first < rows; first += width) {
        const std::size_t count = std::min(width, rows - first);
        machine.run(source, {first, count});
        bare.run(source, {first, count});
        std::vector<std::uint8_t> held(count);
        bare.holds(held);
        for (std::size_t i = 0; i < count; ++i) {
            out.push_back(of_machine(machine, program, i));
            EXPECT_EQ(held[i] != 0, out.back() == truth(true));
        }
    }
    return out;
}

TEST(GuardBlocks, EveryWidthTheCaseAndTheModelAgree) {
    constexpr std::size_t rows_of_each = 1'100;  // more than a block
    constexpr int guards = 220;
    const auto facts = Author::facts();
    std::size_t compared = 0;
    std::size_t by_kind[3] = {0, 0, 0};
    for (std::uint32_t seed = 1; seed <= guards; ++seed) {
        Author author{seed};
        std::vector<Row> rows;
        for (std::size_t i = 0; i < rows_of_each; ++i) rows.push_back(author.row());
        const std::string json = author.guard(1 + static_cast<int>(seed % 5));
        const base::Json tree = base::parse_json(json, "guard");
        Expression guard = expression_from_json(tree, "");
        ASSERT_EQ(check_types(guard, Names{facts, {"answer"}}, ""), "bool") << json;
        const auto program = guard::compile(guard, &facts);
        Table table{rows};
        table.bind(*program);
        const auto widest = answers(*program, table, rows.size(), 1'024);
        const auto narrow = answers(*program, table, rows.size(), 7);
        const auto single = answers(*program, table, rows.size(), 1);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const V expected = Model{rows[i]}.of(tree);
            const casefile::Case c = case_of(rows[i]);
            const calendar::Date today{static_cast<std::int32_t>(rows[i].fields.at("today").n)};
            const Scope scope{c, calendar::Instant{rows[i].fields.at("now").n}, today};
            ASSERT_EQ(widest[i], expected) << json << " row " << i << " seed " << seed;
            ASSERT_EQ(narrow[i], expected) << json << " row " << i;
            ASSERT_EQ(single[i], expected) << json << " row " << i;
            ASSERT_EQ(evaluate(guard, scope), value_of(expected)) << json << " row " << i;
            ASSERT_EQ(holds(guard, scope), expected == truth(true)) << json;
            ++by_kind[expected.kind == 'u' ? 2 : expected.n != 0 ? 1 : 0];
            ++compared;
        }
    }
    EXPECT_GE(compared, 200'000U);
    // No corner of the logic goes unvisited.
    for (const std::size_t count : by_kind) EXPECT_GT(count, compared / 20);
}

TEST(GuardBlocks, AFieldWithoutAColumnIsMissingAndAListWithoutOffsetsEmpty) {
    const Expression guard = expression_from_text(
        R"({"op":"or","args":[{"any":{"of":"claims"}},
            {"op":"eq","args":[{"field":"case.kind"},{"text":"a"}]}]})",
        "");
    const auto program = guard::compile(guard);
    const guard::Columns none;
    guard::ColumnSource source{*program, none};
    guard::Machine machine{*program, 1'024, guard::Detail::reasons};
    machine.run(source, {0, 1'024});
    for (const std::size_t row : {0U, 511U, 1'023U})
        EXPECT_EQ(of_machine(machine, *program, row), unknown("missing:case.kind"));
}

TEST(GuardBlocks, ProgramsOfOneCaseloadShareADictionary) {
    auto texts = std::make_shared<guard::Dictionary>();
    const std::int64_t urgent = texts->intern("urgent");
    const Expression guard = expression_from_text(
        R"({"op":"eq","args":[{"field":"case.urgency"},{"text":"urgent"}]})", "");
    const auto program = guard::compile(guard, nullptr, texts);
    const std::vector<std::int64_t> column{urgent, texts->intern("ordinary"), urgent};
    guard::Cells cells;
    cells.values = column.data();
    guard::Columns columns;
    columns.put("case.urgency", cells);
    guard::ColumnSource source{*program, columns};
    guard::Machine machine{*program, 3, guard::Detail::answers};
    machine.run(source, {0, 3});
    std::vector<std::uint8_t> held(3);
    machine.holds(held);
    EXPECT_EQ(held, (std::vector<std::uint8_t>{1, 0, 1}));
}

}  // namespace
}  // namespace accord::procedure::testing
