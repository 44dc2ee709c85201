// Typed values: every kind through canonical JSON and back, and what a reader refuses.
#include <gtest/gtest.h>

#include "accord/base/error.hpp"
#include "accord/rules/value.hpp"

namespace accord::rules {
namespace {

struct Row {
    Value value;
    std::string type;
    std::string json;
    std::string printed;
};

const std::vector<Row>& rows() {
    static const std::vector<Row> all{
        {Unknown{"missing:case.amount"}, "unknown", R"({"unknown":"missing:case.amount"})",
         "unknown (missing:case.amount)"},
        {true, "bool", "true", "true"},
        {false, "bool", "false", "false"},
        {std::int64_t{-42}, "integer", "-42", "-42"},
        {std::int64_t{9007199254740991}, "integer", "9007199254740991", "9007199254740991"},
        {std::int64_t{9007199254740992}, "integer", R"({"integer":"9007199254740992"})",
         "9007199254740992"},
        {std::int64_t{INT64_MIN}, "integer", R"({"integer":"-9223372036854775808"})",
         "-9223372036854775808"},
        {std::string{"銀行 \"卡\""}, "text", R"("銀行 \"卡\"")", "銀行 \"卡\""},
        {std::string{}, "text", R"("")", ""},
        {money::Money::parse("1234.50 CNY"), "money", R"({"money":"1234.50 CNY"})", "1234.50 CNY"},
        {money::Rate::parse("0.0175% per day"), "rate", R"({"rate":"0.0175% per day"})",
         "0.0175% per day"},
        {calendar::Date::parse("2026-03-02"), "date", R"({"date":"2026-03-02"})", "2026-03-02"},
        {calendar::Instant::parse("2026-03-02T09:30+08:00"), "instant",
         R"({"instant":"2026-03-02T09:30:00+08:00"})", "2026-03-02T09:30:00+08:00"},
        {TextSet{{"contract", "statement"}}, "set", R"({"set":["contract","statement"]})",
         "contract, statement"},
        {TextSet{}, "set", R"({"set":[]})", ""},
    };
    return all;
}

TEST(RulesValue, EveryKindIsWrittenReadAndPrinted) {
    for (const Row& row : rows()) {
        SCOPED_TRACE(row.json);
        EXPECT_EQ(type_name(row.value), row.type);
        EXPECT_EQ(write_value(row.value), row.json);
        EXPECT_EQ(read_value(row.json), row.value);
        EXPECT_EQ(print_value(row.value), row.printed);
        EXPECT_EQ(is_unknown(row.value), row.type == "unknown");
    }
}

TEST(RulesValue, WhatIsNotCanonicalIsRefused) {
    for (const char* bad :
         {"", "{}", "nul", "1.5", " 1", "1 ", R"({"set":["b","a"]})", R"({"set":["a","a"]})",
          R"({"integer":"1"})", R"({"integer":"09007199254740992"})",
          R"({"integer":"9223372036854775808"})", R"({"date":"2026-02-30"})",
          R"({"money":"1.001 CNY"})", R"({"date":"2026-03-02","x":"y"})", R"({"colour":"red"})"}) {
        SCOPED_TRACE(bad);
        EXPECT_THROW((void)read_value(bad), base::Error);
    }
}

}  // namespace
}  // namespace accord::rules
