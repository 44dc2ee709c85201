// RFC 4180 in blocks of any size: what a record is does not depend on how its bytes arrive.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "accord/base/error.hpp"
#include "accord/intake/csv.hpp"

namespace accord::intake {
namespace {

struct Seen {
    std::vector<std::string> fields;
    std::uint64_t number = 0;
    std::uint64_t line = 0;
    QuoteFault fault = QuoteFault::none;
    bool operator==(const Seen&) const = default;
};

std::vector<Seen> read(std::string_view bytes, std::size_t block, std::size_t limit = 1 << 20) {
    std::vector<Seen> seen;
    CsvReader reader(limit);
    const auto take = [&](const CsvRecord& record) {
        seen.push_back({{record.fields.begin(), record.fields.end()},
                        record.number,
                        record.line,
                        record.fault});
    };
    for (std::size_t at = 0; at < bytes.size(); at += block)
        reader.feed(bytes.substr(at, block), take);
    reader.finish(take);
    reader.finish(take);  // a second end adds nothing
    return seen;
}

std::vector<std::vector<std::string>> fields_of(std::string_view bytes) {
    std::vector<std::vector<std::string>> all;
    for (const Seen& seen : read(bytes, bytes.size() + 1)) all.push_back(seen.fields);
    return all;
}

using Rows = std::vector<std::vector<std::string>>;

TEST(IntakeCsv, RecordsOfTheRfc) {
    // RFC 4180, section 2, rules 1 to 7, in their order.
    EXPECT_EQ(fields_of("aaa,bbb,ccc\r\nzzz,yyy,xxx\r\n"),
              (Rows{{"aaa", "bbb", "ccc"}, {"zzz", "yyy", "xxx"}}));
    EXPECT_EQ(fields_of("aaa,bbb,ccc\r\nzzz,yyy,xxx"),
              (Rows{{"aaa", "bbb", "ccc"}, {"zzz", "yyy", "xxx"}}));
    EXPECT_EQ(fields_of("aaa,b b , ccc\n"), (Rows{{"aaa", "b b ", " ccc"}}));
    EXPECT_EQ(fields_of("\"aaa\",\"bbb\",\"ccc\"\r\nzzz,yyy,xxx"),
              (Rows{{"aaa", "bbb", "ccc"}, {"zzz", "yyy", "xxx"}}));
    EXPECT_EQ(fields_of("\"aaa\",\"b\r\nbb\",\"c,c\"\r\nz,y,x"),
              (Rows{{"aaa", "b\r\nbb", "c,c"}, {"z", "y", "x"}}));
    EXPECT_EQ(fields_of("\"aaa\",\"b\"\"bb\",\"ccc\"\n"), (Rows{{"aaa", "b\"bb", "ccc"}}));
}

TEST(IntakeCsv, EmptyFieldsAndEdges) {
    EXPECT_EQ(fields_of(""), Rows{});
    EXPECT_EQ(fields_of("\xEF\xBB\xBF"), Rows{});
    EXPECT_EQ(fields_of(",\n"), (Rows{{"", ""}}));
    EXPECT_EQ(fields_of("a,"), (Rows{{"a", ""}}));
    EXPECT_EQ(fields_of("\"\"\n"), (Rows{{""}}));
    EXPECT_EQ(fields_of("\"\"\"\"\n"), (Rows{{"\""}}));
    EXPECT_EQ(fields_of("\"\"\"a\"\"\",\"\"\n"), (Rows{{"\"a\"", ""}}));
    EXPECT_EQ(fields_of("\xEF\xBB\xBF\"a\",b\n"), (Rows{{"a", "b"}}));
    // Not a byte order mark: the bytes are the field's.
    EXPECT_EQ(fields_of("\xEF\xBB\x41,b\n"), (Rows{{"\xEF\xBB\x41", "b"}}));
    EXPECT_EQ(fields_of("\xEF\xBB"), (Rows{{"\xEF\xBB"}}));
    // A quote within an unquoted field is text; so is a carriage return that ends no line.
    EXPECT_EQ(fields_of("5\" nail,a\rb\n"), (Rows{{"5\" nail", "a\rb"}}));
}

TEST(IntakeCsv, BlankLinesAreNoRecordsButLines) {
    const auto seen = read("a,b\n\n\r\n\"c\nd\",e\nf,g", 100);
    ASSERT_EQ(seen.size(), 3U);
    EXPECT_EQ(seen[1], (Seen{{"c\nd", "e"}, 1, 4, QuoteFault::none}));
    EXPECT_EQ(seen[2], (Seen{{"f", "g"}, 2, 6, QuoteFault::none}));
}

TEST(IntakeCsv, QuotingFaultsAreToldAndTheNextRecordStands) {
    const auto seen = read("a,\"b\"x,c\nd,\"e\" \r\nf,\"g\"\rh\ni,\"j\nk", 100);
    ASSERT_EQ(seen.size(), 4U);
    EXPECT_EQ(seen[0].fault, QuoteFault::text_after_quote);
    EXPECT_EQ(seen[0].fields.size(), 3U);
    EXPECT_EQ(seen[1].fault, QuoteFault::text_after_quote);
    EXPECT_EQ(seen[2].fault, QuoteFault::text_after_quote);
    EXPECT_EQ(seen[3].fault, QuoteFault::never_closed);
    EXPECT_EQ(seen[3].fields, (std::vector<std::string>{"i", "j\nk"}));
    EXPECT_EQ(seen[3].line, 4U);
}

TEST(IntakeCsv, AllTextsOfSixBytesInBlocksOfOneByteOrWhole) {
    // Every text of up to six of these signs, in blocks of 1, 2 and 3 bytes and whole: the small
    // worlds.
    constexpr std::string_view signs = "a\",\n\r";
    std::size_t worlds = 0;
    for (std::size_t length = 0; length <= 6; ++length) {
        std::string text(length, 'a');
        std::vector<std::size_t> digits(length, 0);
        for (bool more = true; more;) {
            for (std::size_t i = 0; i < length; ++i) text[i] = signs[digits[i]];
            const auto whole = read(text, 100);
            for (std::size_t block = 1; block <= 3; ++block)
                ASSERT_EQ(read(text, block), whole) << text;
            ++worlds;
            std::size_t i = 0;
            while (i < length && ++digits[i] == signs.size()) digits[i++] = 0;
            more = i < length;
        }
    }
    EXPECT_EQ(worlds, 1U + 5 + 25 + 125 + 625 + 3125 + 15625);
}

TEST(IntakeCsv, ARecordThatNeverEndsIsRefusedWhateverTheBlocks) {
    const std::string line(2000, 'x');
    for (const std::size_t block : {std::size_t{1}, std::size_t{64}, std::size_t{4000}}) {
        for (const std::string& text : {"a\n" + line + "\n", "a\n" + line, "a\n\"" + line}) {
            try {
                (void)read(text, block, 1000);
                ADD_FAILURE() << "was taken in blocks of " << block;
            } catch (const base::Error& error) {
                EXPECT_EQ(error.code(), "line_too_long");
                EXPECT_EQ(error.where(), "line 2");
            }
        }
    }
    EXPECT_EQ(read(line.substr(0, 1000) + "\n", 1, 1000).size(), 1U);
}

TEST(IntakeCsv, ByteValuesPassThrough) {
    const std::string text = std::string("a\0b,\xFF\xFE,", 7) + "\xE4\xBD\xA0\n";
    const auto seen = read(text, 1);
    ASSERT_EQ(seen.size(), 1U);
    EXPECT_EQ(seen[0].fields,
              (std::vector<std::string>{std::string("a\0b", 3), "\xFF\xFE", "\xE4\xBD\xA0"}));
}

}  // namespace
}  // namespace accord::intake
