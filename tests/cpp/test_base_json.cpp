// JSON from outside: hostile input is refused with a code and a place; what is taken is written
// canonically.
#include <gtest/gtest.h>

#include "accord/base/canonical.hpp"
#include "accord/base/json.hpp"
#include "throws.hpp"

namespace accord::base {
namespace {

using testing::code_of;
using testing::error_of;

std::string canonical(std::string_view text) {
    return canonical_json(parse_json(text, "test"));
}

// RFC 8785, section 3.2.3 (sorting sample) and 3.2.2 (literals and string of its first sample; its
// numbers are floats, which we refuse).
TEST(BaseJson, WritesTheSamplesOfRfc8785) {
    EXPECT_EQ(
        canonical(R"({"\u20ac": "Euro Sign", "\r": "Carriage Return",
                            "\ufb33": "Hebrew Letter Dalet With Dagesh", "1": "One",
                            "\ud83d\ude00": "Emoji: Grinning Face", "\u0080": "Control",
                            "\u00f6": "Latin Small Letter O With Diaeresis"})"),
        "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\xc2\x80\":\"Control\","
        "\"ö\":\"Latin Small Letter O With Diaeresis\",\"€\":\"Euro Sign\","
        "\"😀\":\"Emoji: Grinning Face\",\"\xef\xac\xb3\":\"Hebrew Letter Dalet With Dagesh\"}");
    EXPECT_EQ(canonical(R"({"string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
                            "literals": [null, true, false]})"),
              R"({"literals":[null,true,false],"string":"€$\u000f\nA'B\"\\\\\"/"})");
    // cyberphone/json-canonicalization, testdata "french" and "weird" in spirit: no locale, no
    // Unicode normal form.
    EXPECT_EQ(canonical(R"({"péché":1,"pêche":2,"peach":3,"sin":4})"),
              R"({"peach":3,"péché":1,"pêche":2,"sin":4})");
    EXPECT_EQ(canonical(R"({"A\u030a":1,"\u00c5":2})"), "{\"A\xcc\x8a\":1,\"Å\":2}");
}

TEST(BaseJson, WholeNumbersOnlyAndOnlyThoseThatDoublesHold) {
    EXPECT_EQ(canonical("[9007199254740991,-9007199254740991,0,-0]"),
              "[9007199254740991,-9007199254740991,0,0]");
    for (const char* text : {"1.0", "1e2", "1E2", "-0.5", "1.5e3", "0.1", "123456789012345678901.5",
                             "1e400", "-1e-400"}) {
        EXPECT_EQ(code_of([&] { return parse_json(text, ""); }), "not_an_integer") << text;
    }
    for (const char* text : {"9007199254740992", "-9007199254740992", "9223372036854775807",
                             "9223372036854775808", "18446744073709551615", "18446744073709551616",
                             "-9223372036854775809", "123456789012345678901234567890"}) {
        EXPECT_EQ(code_of([&] { return parse_json(text, ""); }), "integer_too_large") << text;
        const std::string inside = "[1," + std::string(text) + ",2]";
        EXPECT_EQ(code_of([&] { return parse_json(inside, ""); }), "integer_too_large") << inside;
    }
}

TEST(BaseJson, ARepeatedNameIsRefusedWhereverItStands) {
    const Error error =
        error_of([] { return parse_json(R"({"x":{"b":1,"a":2,"b":3}})", "filing.json"); });
    EXPECT_EQ(error.kind(), ErrorKind::input);
    EXPECT_EQ(error.code(), "repeated_name");
    EXPECT_EQ(error.subject(), "b");
    EXPECT_TRUE(error.where().starts_with("filing.json at byte 2")) << error.where();
    // One name in two spellings is one name.
    EXPECT_EQ(code_of([] { return parse_json(R"({"a":1,"\u0061":2})", ""); }), "repeated_name");
    EXPECT_EQ(code_of([] { return parse_json(R"({"":1,"":2})", ""); }), "repeated_name");
    EXPECT_EQ(code_of([] { return parse_json(R"([{"a":1},{"a":{"a":2}}])", ""); }), "");
    std::string many = "{";
    for (int i = 0; i < 20000; ++i)
        many += "\"name" + std::to_string(i) + "\":" + std::to_string(i) + ",";
    EXPECT_EQ(code_of([&] { return parse_json(many + "\"last\":0}", ""); }), "");
    EXPECT_EQ(code_of([&] { return parse_json(many + "\"name777\":0}", ""); }), "repeated_name");
}

TEST(BaseJson, DepthIsBounded) {
    const auto nested = [](std::size_t depth, char open, char close) {
        return std::string(depth, open) + std::string(depth, close);
    };
    EXPECT_EQ(canonical(nested(256, '[', ']')), nested(256, '[', ']'));
    for (const std::size_t depth : {257U, 10'000U, 1'000'000U}) {
        const Error error = error_of([&] { return parse_json(nested(depth, '[', ']'), "x.json"); });
        EXPECT_EQ(error.kind(), ErrorKind::input);
        EXPECT_EQ(error.code(), "too_deep");
        EXPECT_TRUE(error.where().starts_with("x.json at byte 25")) << error.where();
    }
    std::string objects;
    for (int i = 0; i < 10'000; ++i) objects += "{\"a\":";
    EXPECT_EQ(code_of([&] { return parse_json(objects, ""); }), "too_deep");
    Json deep = 1;
    for (int i = 0; i < 300; ++i) deep = JsonArray{std::move(deep)};
    EXPECT_EQ(code_of([&] { return canonical_json(deep); }), "too_deep");
}

TEST(BaseJson, BytesThatAreNotUtf8AreRefused) {
    for (const char* text : {"\"\xff\"", "\"\xc0\x80\"", "\"\xed\xa0\x80\"", "\"\xf4\x90\x80\x80\"",
                             "\"\xe4\xb8\"", "{\"\x80\":1}"}) {
        EXPECT_EQ(code_of([&] { return parse_json(text, ""); }), "not_utf8") << text;
    }
}

TEST(BaseJson, LoneSurrogatesAndOtherFormsAreRefused) {
    using namespace std::string_view_literals;
    const std::string_view rows[] = {
        "",
        " ",
        R"("\ud800")",
        R"("\udc00")",
        R"("\ud83d\ud83d")",
        R"("\ud83dx")",
        R"("\ud83d\n")",
        R"({"\ud800":1})",
        R"("\u12")",
        R"("\x41")",
        "{",
        "[1",
        "[1,]",
        "{\"a\":1,}",
        "{'a':1}",
        "nul",
        "NaN",
        "Infinity",
        "-",
        "+1",
        "01",
        "1 2",
        "{}{}",
        "[1]x",
        "// c\n1",
        "/* */1",
        "\"\n\"",
        "\"a",
        "\xef\xbb\xbf{}",
        "\"\0\""sv,
        "[]\0"sv,
        "True",
        "{\"a\" 1}",
        "{1:2}",
    };
    for (const std::string_view text : rows) {
        const Error error = error_of([&] { return parse_json(text, "in"); });
        EXPECT_EQ(error.kind(), ErrorKind::input) << text;
        EXPECT_EQ(error.code(), "bad_json") << text;
        EXPECT_TRUE(error.where().starts_with("in at byte ")) << text;
    }
    EXPECT_EQ(error_of([] { return parse_json("[1,x]", ""); }).where(), "byte 3");
}

TEST(BaseJson, WhatCanNotBeWrittenIsRefused) {
    EXPECT_EQ(code_of([] { return canonical_json(1.5); }), "not_an_integer");
    EXPECT_EQ(code_of([] { return canonical_json(json_integer_max + 1); }), "integer_too_large");
    EXPECT_EQ(code_of([] { return canonical_json(UINT64_MAX); }), "integer_too_large");
    EXPECT_EQ(code_of([] { return canonical_json("\xff"); }), "not_utf8");
    EXPECT_EQ(canonical_json(std::uint64_t{7}), "7");
}

TEST(BaseJson, AccessNamesThePlace) {
    const Json json = parse_json(R"({"a":1,"b":"text","c":[true],"d":{}})", "");
    const JsonObject& object = as_object(json, "/");
    EXPECT_EQ(as_integer(member(object, "a", "/"), "/a"), 1);
    EXPECT_EQ(as_text(member(object, "b", "/"), "/b"), "text");
    EXPECT_TRUE(as_bool(as_array(member(object, "c", "/"), "/c").at(0), "/c/0"));
    EXPECT_TRUE(as_object(member(object, "d", "/"), "/d").empty());
    EXPECT_EQ(find_member(object, "e"), nullptr);
    const Error missing = error_of([&] { return member(object, "e", "/filing"); });
    EXPECT_EQ(missing.code(), "missing_member");
    EXPECT_EQ(missing.subject(), "e");
    EXPECT_EQ(missing.where(), "/filing");
    const Json& number = member(object, "a", "/");
    for (const Error& error : {error_of([&] { return as_object(number, "/a"); }),
                               error_of([&] { return as_array(number, "/a"); }),
                               error_of([&] { return as_text(number, "/a"); }),
                               error_of([&] { return as_bool(number, "/a"); }), error_of([&] {
                                   return as_integer(member(object, "b", "/"), "/a");
                               })}) {
        EXPECT_EQ(error.kind(), ErrorKind::input);
        EXPECT_EQ(error.code(), "wrong_type");
        EXPECT_EQ(error.where(), "/a");
    }
}

}  // namespace
}  // namespace accord::base
