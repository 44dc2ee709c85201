// Decision tables: cells, the six hit policies, gaps and overlaps found at load.
#include <gtest/gtest.h>

#include "accord/rules/rule_book.hpp"
#include "throws.hpp"

namespace accord::rules {
namespace {

using base::testing::code_of;

std::string table_file(const std::string& hit, const std::string& inputs, const std::string& rows,
                       const std::string& outputs = R"([{"name":"fee"}])",
                       const std::string& more = "") {
    return R"({"id":"t","edition":"1","tables":[{"id":"us.fee","jurisdiction":"US",)"
           R"("clause":{"id":"rule 12900","status":"official"},"source":"read",)"
           R"("effective_from":"2020-01-01","hit":")" +
           hit + R"(","inputs":)" + inputs + R"(,"outputs":)" + outputs + R"(,"rows":)" + rows +
           more + "}]}";
}

constexpr const char* amount =
    R"([{"name":"amount","kind":"money","currency":"USD","from":"0.01 USD"}])";
constexpr const char* bands = R"([{"when":["<= 1000.00 USD"],"then":["50.00 USD"]},)"
                              R"({"when":["(1000.00 USD..2500.00 USD]"],"then":["75.00 USD"]},)"
                              R"({"when":["> 2500.00 USD"],"then":["175.00 USD"]}])";

Book book_of(const std::string& file) {
    Book book;
    book.add_json(file);
    return book;
}

std::vector<std::string> decided(const Book& book, std::vector<Value> given) {
    std::vector<std::string> found;
    const DecisionTable& table = book.table("us.fee", calendar::Date::of(2026, 1, 1));
    for (const TableRow* row : table.decide(given)) found.push_back(row->then.front());
    return found;
}

Value dollars(const char* text) {
    return money::Money::parse(text);
}

// FINRA rule 12900 as read: $.01-1,000: 50; to 2,500: 75.
TEST(RulesTable, BandsTakeTheirUpperEnd) {
    const Book book = book_of(table_file("unique", amount, bands));
    EXPECT_EQ(decided(book, {dollars("1000.00 USD")}), std::vector<std::string>{"50.00 USD"});
    EXPECT_EQ(decided(book, {dollars("1000.01 USD")}), std::vector<std::string>{"75.00 USD"});
    EXPECT_EQ(decided(book, {dollars("2500.01 USD")}), std::vector<std::string>{"175.00 USD"});
    EXPECT_TRUE(decided(book, {dollars("0.00 USD")}).empty());
    EXPECT_EQ(code_of([&] { return decided(book, {dollars("1.00 CNY")}); }), "table_input");
    EXPECT_EQ(code_of([&] { return decided(book, {std::int64_t{5}}); }), "table_input");
}

TEST(RulesTable, AGapOfOneCentIsFound) {
    const std::string rows = R"([{"when":["<= 1000.00 USD"],"then":["50.00 USD"]},)"
                             R"({"when":[">= 1000.02 USD"],"then":["75.00 USD"]}])";
    EXPECT_EQ(code_of([&] { return book_of(table_file("unique", amount, rows)); }),
              "table_has_gap");
    EXPECT_NO_THROW(
        book_of(table_file("unique", amount, rows, R"([{"name":"fee"}])", R"(,"gaps":true)")));
}

TEST(RulesTable, AnOverlapOfOneCentIsFound) {
    const std::string rows = R"([{"when":["<= 1000.00 USD"],"then":["50.00 USD"]},)"
                             R"({"when":[">= 1000.00 USD"],"then":["75.00 USD"]}])";
    EXPECT_EQ(code_of([&] { return book_of(table_file("unique", amount, rows)); }), "rows_overlap");
    EXPECT_EQ(code_of([&] { return book_of(table_file("any", amount, rows)); }), "rows_overlap");
    EXPECT_NO_THROW(book_of(table_file("first", amount, rows)));
}

TEST(RulesTable, EachPolicyAnswersInItsWay) {
    const std::string rows = R"([{"when":["<= 1000.00 USD"],"then":["small"]},)"
                             R"({"when":[">= 500.00 USD"],"then":["large"]}])";
    const std::string outputs = R"([{"name":"fee","priority":["large","small"]}])";
    const std::vector<Value> both{dollars("700.00 USD")};
    using Texts = std::vector<std::string>;
    EXPECT_EQ(decided(book_of(table_file("first", amount, rows)), both), Texts{"small"});
    EXPECT_EQ(decided(book_of(table_file("priority", amount, rows, outputs)), both),
              Texts{"large"});
    EXPECT_EQ(decided(book_of(table_file("rule_order", amount, rows)), both),
              (Texts{"small", "large"}));
    EXPECT_EQ(decided(book_of(table_file("collect", amount, rows)), both),
              (Texts{"small", "large"}));
    const std::string same = R"([{"when":["<= 1000.00 USD"],"then":["small"]},)"
                             R"({"when":["-"],"then":["small"]}])";
    EXPECT_EQ(decided(book_of(table_file("any", amount, same)), both), Texts{"small"});
}

// A limit keyed on two dates, as the award limit of the UK ombudsman is: by referral and by act.
TEST(RulesTable, TwoDatesKeyALimit) {
    const std::string inputs =
        R"([{"name":"referred","kind":"date"},{"name":"act","kind":"date"}])";
    const std::string rows = R"([{"when":["< 2019-04-01","-"],"then":["150"]},)"
                             R"({"when":[">= 2019-04-01","< 2019-04-01"],"then":["160"]},)"
                             R"({"when":[">= 2019-04-01",">= 2019-04-01"],"then":["350"]}])";
    const Book book = book_of(table_file("unique", inputs, rows));
    const Value before = calendar::Date::of(2019, 3, 31);
    const Value from = calendar::Date::of(2019, 4, 1);
    EXPECT_EQ(decided(book, {before, before}), std::vector<std::string>{"150"});
    EXPECT_EQ(decided(book, {from, before}), std::vector<std::string>{"160"});
    EXPECT_EQ(decided(book, {from, from}), std::vector<std::string>{"350"});
}

TEST(RulesTable, ABadCellNamesItsPlace) {
    for (const char* cell : {"", "<= 1000 CNY", "[2.00 USD..1.00 USD]", "[1.00 USD", "1.001 USD"}) {
        const std::string rows =
            std::string{R"([{"when":[")"} + cell + R"("],"then":["50.00 USD"]}])";
        EXPECT_THROW(book_of(table_file("unique", amount, rows)), base::Error) << cell;
    }
    const std::string texts = R"([{"name":"side","kind":"text","values":["claimant","firm"]}])";
    EXPECT_EQ(
        code_of([&] {
            return book_of(table_file("unique", texts, R"([{"when":["other"],"then":["1"]}])"));
        }),
        "bad_condition");
    EXPECT_EQ(
        code_of([&] {
            return book_of(table_file("unique", texts, R"([{"when":["claimant"],"then":["1"]}])"));
        }),
        "table_has_gap");
    EXPECT_EQ(code_of([&] {
                  return book_of(
                      table_file("unique", texts, R"([{"when":["claimant","-"],"then":["1"]}])"));
              }),
              "table_row_size");
}

TEST(RulesBookOverride, AnInstitutionsEntryTakesThePlaceOfTheSameDay) {
    Book book = book_of(table_file("unique", amount, bands));
    const std::string before = book.entries().front().hash;
    const std::string own = R"([{"when":["-"],"then":["10.00 USD"]}])";
    EXPECT_EQ(code_of([&] {
                  book.add_json(table_file("unique", amount, own));
                  return 0;
              }),
              "duplicate");
    book.override_json(table_file("unique", amount, own));
    EXPECT_EQ(decided(book, {dollars("5000.00 USD")}), std::vector<std::string>{"10.00 USD"});
    EXPECT_EQ(book.entries().size(), 1u);
    EXPECT_NE(book.entries().front().hash, before);
    EXPECT_EQ(book.entries().front().sort, "table");
    EXPECT_EQ(book.entries().front().jurisdiction, "US");
}

}  // namespace
}  // namespace accord::rules
