// Canonical JSON: what the writer makes is RFC 8785's, and the reader takes that and nothing else.
#include <gtest/gtest.h>

#include <random>
#include <span>

#include "accord/base/canonical.hpp"
#include "accord/base/json.hpp"
#include "throws.hpp"

namespace accord::base {
namespace {

using testing::code_of;
using testing::error_of;

std::string text_json(std::string_view value) {
    std::string out;
    JsonWriter(out).text(value);
    return out;
}

// RFC 8785, section 3.2.2.2, and its sample string of section 3.2.2: escapes, and what stays as it
// is.
TEST(BaseCanonical, TextsAreEscapedAsRfc8785Says) {
    EXPECT_EQ(text_json("\b\t\n\f\r\"\\"), R"("\b\t\n\f\r\"\\")");
    EXPECT_EQ(text_json(std::string_view("\0\x01\x0b\x0e\x1f", 5)),
              R"("\u0000\u0001\u000b\u000e\u001f")");
    EXPECT_EQ(text_json("/ \x7f \xe2\x80\xa8 é 银行 😀"), "\"/ \x7f \xe2\x80\xa8 é 银行 😀\"");
    EXPECT_EQ(text_json("\xe2\x82\xac$\x0f\nA'B\"\\\\\"/"), "\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"");
}

TEST(BaseCanonical, EscapesAreFoundAtEveryPlaceOfAText) {
    for (std::size_t size = 1; size <= 40; ++size) {
        for (std::size_t at = 0; at < size; ++at) {
            for (const char c : {'"', '\\', '\n', '\x1f', '!', '[', ' ', '\x7f'}) {
                std::string value(size, 'x');
                value[at] = c;
                std::string expected = "\"" + value + "\"";
                const bool plain = c == '!' || c == '[' || c == ' ' || c == '\x7f';
                if (c == '\n')
                    expected.replace(at + 1, 1, "\\n");
                else if (c == '\x1f')
                    expected.replace(at + 1, 1, "\\u001f");
                else if (!plain)
                    expected.insert(at + 1, 1, '\\');
                ASSERT_EQ(text_json(value), expected);
                ASSERT_EQ(JsonReader(expected).text(), value);
            }
        }
    }
}

TEST(BaseCanonical, IntegersStopWhereDoublesStopBeingExact) {
    std::string out;
    JsonWriter(out).integer(9007199254740991);
    EXPECT_EQ(out, "9007199254740991");
    EXPECT_EQ(JsonReader(out).integer(), 9007199254740991);
    EXPECT_EQ(code_of([&] {
                  JsonWriter(out).integer(9007199254740992);
                  return 0;
              }),
              "integer_too_large");
    EXPECT_EQ(code_of([&] {
                  JsonWriter(out).integer(-9007199254740992);
                  return 0;
              }),
              "integer_too_large");
    EXPECT_EQ(code_of([&] {
                  JsonWriter(out).integer(INT64_MIN);
                  return 0;
              }),
              "integer_too_large");
}

// The order of RFC 8785, section 3.2.3: its sample of names, sorted by UTF-16 code units.
TEST(BaseCanonical, NamesAreOrderedByUtf16) {
    const std::string_view sorted[] = {"\r", "1", "\xc2\x80", "ö", "€", "😀", "\xef\xac\xb3"};
    for (std::size_t i = 0; i < std::size(sorted); ++i) {
        for (std::size_t j = 0; j < std::size(sorted); ++j) {
            const int order = compare_utf16(sorted[i], sorted[j]);
            EXPECT_EQ((order > 0) - (order < 0), (i > j) - (i < j)) << i << " " << j;
        }
    }
    EXPECT_LT(compare_utf16("a", "aa"), 0);
    EXPECT_LT(compare_utf16("", "a"), 0);
}

std::string sample_object() {
    std::string out;
    JsonWriter json(out);
    json.begin_object();
    json.name("a");
    json.integer(-7);
    json.name("b");
    json.begin_array();
    json.text("x");
    json.null();
    json.begin_object();
    json.end_object();
    json.begin_array();
    json.end_array();
    json.end_array();
    json.name("c");
    json.boolean(true);
    json.name("d");
    json.raw(R"({"é":[1,2]})");
    json.name("e");
    json.boolean(false);
    json.end_object();
    return out;
}

TEST(BaseCanonical, WriterAndReaderAgreeOnAnObject) {
    const std::string bytes = sample_object();
    EXPECT_EQ(bytes, R"({"a":-7,"b":["x",null,{},[]],"c":true,"d":{"é":[1,2]},"e":false})");
    JsonReader json(bytes);
    json.begin_object();
    EXPECT_FALSE(json.next_name_is("0"));
    EXPECT_TRUE(json.next_name_is("a"));
    EXPECT_EQ(json.integer(), -7);
    EXPECT_FALSE(json.next_name_is("c"));  // not consumed
    EXPECT_EQ(json.next_name(), "b");
    json.begin_array();
    EXPECT_TRUE(json.next_element());
    EXPECT_TRUE(json.next_is_text());
    EXPECT_FALSE(json.next_is_null());
    EXPECT_EQ(json.text(), "x");
    EXPECT_TRUE(json.next_element());
    EXPECT_TRUE(json.next_is_null());
    EXPECT_TRUE(json.next_element());
    json.begin_object();
    EXPECT_EQ(json.next_name(), "");
    EXPECT_TRUE(json.next_element());
    EXPECT_EQ(json.raw(), "[]");
    EXPECT_FALSE(json.next_element());
    EXPECT_TRUE(json.next_name_is("c"));
    EXPECT_TRUE(json.boolean());
    EXPECT_TRUE(json.next_name_is("d"));
    EXPECT_EQ(json.raw(), R"({"é":[1,2]})");
    EXPECT_TRUE(json.next_name_is("e"));
    EXPECT_FALSE(json.boolean());
    json.end_object();
    json.require_end();
}

TEST(BaseCanonical, AFurtherMemberIsANewerFormat) {
    JsonReader json(R"({"a":1,"b":2})");
    json.begin_object();
    EXPECT_TRUE(json.next_name_is("a"));
    EXPECT_EQ(json.integer(), 1);
    const Error error = error_of([&] {
        json.end_object();
        return 0;
    });
    EXPECT_EQ(error.kind(), ErrorKind::store);
    EXPECT_EQ(error.code(), "newer_format");
    EXPECT_EQ(error.subject(), "b");
}

TEST(BaseCanonical, AWriterOutOfStepIsABugAndSaysWhere) {
    std::string out;
    const auto misuse = [&](auto steps) {
        out.clear();
        JsonWriter json(out);
        const Error error = error_of([&] {
            steps(json);
            return 0;
        });
        EXPECT_EQ(error.kind(), ErrorKind::internal);
        EXPECT_EQ(error.code(), "check_failed");
        EXPECT_TRUE(error.where().starts_with("accord/base/canonical.cpp:")) << error.where();
    };
    misuse([](JsonWriter& j) {
        j.begin_object();
        j.name("b");
        j.null();
        j.name("a");
    });
    misuse([](JsonWriter& j) {
        j.begin_object();
        j.name("a");
        j.null();
        j.name("a");
    });
    misuse([](JsonWriter& j) {
        j.begin_object();
        j.name("\n");
    });
    misuse([](JsonWriter& j) {
        j.begin_object();
        j.name("");
    });
    misuse([](JsonWriter& j) {
        j.begin_object();
        j.null();
    });
    misuse([](JsonWriter& j) {
        j.begin_object();
        j.name("a");
        j.end_object();
    });
    misuse([](JsonWriter& j) {
        j.begin_object();
        j.name("a");
        j.name("b");
    });
    misuse([](JsonWriter& j) {
        j.begin_object();
        j.end_array();
    });
    misuse([](JsonWriter& j) {
        j.begin_array();
        j.name("a");
    });
    misuse([](JsonWriter& j) {
        j.null();
        j.null();
    });
    misuse([](JsonWriter& j) { j.end_object(); });
}

TEST(BaseCanonical, OrderIsCheckedWithinEachObjectAlone) {
    std::string out;
    JsonWriter json(out);
    json.begin_object();
    json.name("m");
    json.begin_object();
    json.name("a");
    json.null();
    json.end_object();
    json.name("n");
    json.null();
    json.end_object();
    EXPECT_EQ(out, R"({"m":{"a":null},"n":null})");
}

void expect_refused(std::span<const std::string_view> rows) {
    for (const std::string_view bytes : rows) {
        const Error error = error_of([&] {
            JsonReader json(bytes);
            static_cast<void>(json.raw());
            json.require_end();
            return 0;
        });
        EXPECT_EQ(error.kind(), ErrorKind::store) << bytes;
        EXPECT_EQ(error.code(), "not_canonical") << bytes;
        EXPECT_LE(std::stoul(error.where()), bytes.size()) << bytes;
    }
}

constexpr std::string_view bad_frames[] = {
    // clang-format off
    "", " ", " 1", "1 ", "[1, 2]", "[ 1]", "[1,]", "[,1]", "[1", "[", "]", "[1}", "{]", "{", "}",
    "{\"a\":1,}", "{\"a\"}", "{\"a\":}", "{\"a\" :1}", "{\"a\": 1}", "{a:1}", "{,}", "{1:1}",
    "{\"b\":1,\"a\":2}", "{\"a\":1,\"a\":2}", "{\"b\":{},\"a\":{}}", "[1][2]", "{}{}", "1,2",
    "tru", "True", "truefalse", "nul", "nullnull", "falsey",
    "{\"\xef\xac\xb3\":1,\"\xf0\x9f\x98\x80\":1}",  // byte order, but not UTF-16 order
    "{\"\\n\":1,\"\\b\":1}", "{\"!\":1,\"\\n\":1}", "{\"a\":1,\"\":0}",
    // clang-format on
};

constexpr std::string_view bad_numbers[] = {
    // clang-format off
    "01", "-01", "-0", "+1", "-", "1.0", "1e2", "1E2", ".5", "0.0", "00", "0x1", "NaN", "--1",
    "9007199254740992", "-9007199254740992", "99999999999999999999999",
    // clang-format on
};

constexpr std::string_view bad_texts[] = {
    // clang-format off
    "\"", "\"a", "\"\\", "\"\\\"", "'a'", "\"\\/\"", "\"\\u0041\"", "\"\\u000A\"", "\"\\u000a\"",
    "\"\\u001F\"", "\"\\u0008\"", "\"\\u00\"", "\"\\u002\"", "\"\\x\"", "\"\\ud83d\\ude00\"",
    "\"\\ud800\"", "\"\\u0022\"", "\"\\u007f\"", "\"\n\"", "\"\x1f\"", {"\"\0\"", 3},
    "\"\xff\"", "\"\xed\xa0\x80\"", "\"\xc0\x80\"", "\"aaaaaaaaaaaa\xe9\"",
    // clang-format on
};

TEST(BaseCanonical, TheReaderRefusesWhatTheWriterNeverMakes) {
    expect_refused(bad_frames);
    expect_refused(bad_numbers);
    expect_refused(bad_texts);
    EXPECT_EQ(JsonReader(R"("\u000b\u001f")").text(), "\x0b\x1f");
    EXPECT_EQ(JsonReader("{\"\":0,\"\\b\":1,\"\\n\":1,\"!\":1}").raw().size(), 26U);
    EXPECT_EQ(JsonReader("{\"\xf0\x9f\x98\x80\":1,\"\xef\xac\xb3\":1}").raw().size(), 18U);
}

TEST(BaseCanonical, DepthIsBoundedForWriterAndReader) {
    const auto nested = [](std::size_t depth) {
        return std::string(depth, '[') + std::string(depth, ']');
    };
    EXPECT_EQ(JsonReader(nested(256)).raw(), nested(256));
    EXPECT_EQ(code_of([&] {
                  const std::string b = nested(257);
                  return JsonReader(b).raw().size();
              }),
              "not_canonical");
    EXPECT_EQ(code_of([&] {
                  const std::string b(1'000'000, '[');
                  return JsonReader(b).raw().size();
              }),
              "not_canonical");
    std::string out;
    JsonWriter json(out);
    for (int i = 0; i < 256; ++i) json.begin_array();
    EXPECT_EQ(code_of([&] {
                  json.begin_array();
                  return 0;
              }),
              "too_deep");
}

/// A random value, by way of Boost's tree, so that canonical_json and the reader check each other.
Json random_value(std::mt19937_64& random, int depth) {
    const auto below = [&](std::uint64_t n) { return random() % n; };
    const auto random_text = [&] {
        static constexpr std::string_view parts[] = {
            "a", "z", "\"", "\\", "\n", "\x01", "é", "银", "😀", "\xef\xac\xb3", "plain text", "~"};
        std::string text;
        for (std::uint64_t n = below(5); n > 0; --n) text += parts[below(std::size(parts))];
        return text;
    };
    switch (below(depth > 0 ? 6 : 4)) {
        case 0: return nullptr;
        case 1: return below(2) == 0;
        case 2: return static_cast<std::int64_t>(random() >> (11 + below(53)));
        case 3: return Json(random_text());
        case 4: {
            JsonArray array;
            for (std::uint64_t n = below(4); n > 0; --n)
                array.push_back(random_value(random, depth - 1));
            return array;
        }
        default: {
            JsonObject object;
            for (std::uint64_t n = below(4); n > 0; --n) {
                object[random_text()] = random_value(random, depth - 1);
            }
            return object;
        }
    }
}

TEST(BaseCanonical, RandomTreesReadBackAndOneBrokenByteNeverCrashes) {
    std::mt19937_64 random(20260302);
    int refused = 0;
    for (int i = 0; i < 3000; ++i) {
        const std::string bytes = canonical_json(random_value(random, 5));
        ASSERT_EQ(JsonReader(bytes).raw(), bytes) << bytes;
        ASSERT_EQ(canonical_json(parse_json(bytes, "")), bytes);
        std::string broken = bytes;
        broken[random() % broken.size()] = static_cast<char>(random());
        const std::string code = code_of([&] {
            JsonReader json(broken);
            static_cast<void>(json.raw());
            json.require_end();
            return 0;
        });
        if (code.empty()) {
            // Still one canonical text: parsing and writing it again must not change a byte.
            ASSERT_EQ(canonical_json(parse_json(broken, "")), broken);
        } else {
            ASSERT_EQ(code, "not_canonical");
            ++refused;
        }
    }
    EXPECT_GT(refused, 500);
}

}  // namespace
}  // namespace accord::base
