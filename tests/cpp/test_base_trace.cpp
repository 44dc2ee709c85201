// Traces add up and read back; clauses are ordered by weakness; errors and checks carry their
// fields.
#include <gtest/gtest.h>

#include <random>

#include "accord/base/check.hpp"
#include "accord/base/clause.hpp"
#include "accord/base/trace.hpp"
#include "throws.hpp"

namespace accord::base {
namespace {

using testing::code_of;
using testing::error_of;

Line leaf(std::int64_t count, std::string unit = "CNY") {
    Line line;
    line.label = "step";
    line.amount = {count, std::move(unit)};
    return line;
}

TEST(BaseError, CarriesItsFieldsAndOneTextForLogs) {
    const Error error = error_of([]() -> int { fail_money("overflow", "1 CNY", "row 2"); });
    EXPECT_EQ(error.kind(), ErrorKind::money);
    EXPECT_EQ(error.code(), "overflow");
    EXPECT_EQ(error.subject(), "1 CNY");
    EXPECT_EQ(error.where(), "row 2");
    EXPECT_STREQ(error.what(), "overflow: 1 CNY [row 2]");
    EXPECT_EQ(error_of([]() -> int { fail_input("x"); }).kind(), ErrorKind::input);
    EXPECT_EQ(error_of([]() -> int { fail_procedure("x"); }).kind(), ErrorKind::procedure);
    EXPECT_EQ(error_of([]() -> int { fail_store("x"); }).kind(), ErrorKind::store);
    EXPECT_STREQ(error_of([]() -> int { fail_store("x"); }).what(), "x");
}

TEST(BaseCheck, ABrokenInvariantNamesItselfAndItsPlaceInTheEngine) {
    const Error error = error_of([] {
        ACCORD_CHECK(1 + 1 == 3);
        return 0;
    });
    EXPECT_EQ(error.kind(), ErrorKind::internal);
    EXPECT_EQ(error.code(), "check_failed");
    EXPECT_EQ(error.subject(), "1 + 1 == 3");
    EXPECT_EQ(error_of([]() -> int {
                  check_failed("x", "/home/a/accord/cpp/accord/base/b.cpp", 7);
              }).where(),
              "accord/base/b.cpp:7");
    EXPECT_EQ(code_of([] {
                  ACCORD_CHECK(true);
                  return 0;
              }),
              "");
}

TEST(BaseClause, TheWeakerStatusWins) {
    const Status all[] = {Status::official, Status::secondary, Status::unverified};
    for (const Status a : all) {
        EXPECT_EQ(status_from_text(to_text(a)), a);
        for (const Status b : all) EXPECT_EQ(weakest(a, b), std::max(a, b));
    }
    const Error error = error_of([] { return status_from_text("Official"); });
    EXPECT_EQ(error.code(), "unknown_status");
    EXPECT_EQ(error.subject(), "Official");
}

TEST(BaseTrace, LinesAddUpOrItIsABug) {
    Line sum = leaf(5);
    sum.lines = {leaf(2), leaf(3)};
    EXPECT_NO_THROW(check_sums(sum));
    Line note = leaf(100, "day");
    note.role = LineRole::note;
    sum.lines.push_back(note);
    EXPECT_NO_THROW(check_sums(sum));
    const auto broken = [](const Line& line) {
        return error_of([&] {
                   check_sums(line);
                   return 0;
               }).kind() == ErrorKind::internal;
    };
    sum.lines.push_back(leaf(1));
    EXPECT_TRUE(broken(sum));
    sum.amount.count = 6;
    EXPECT_NO_THROW(check_sums(sum));
    sum.lines.back().amount.unit = "USD";
    EXPECT_TRUE(broken(sum));
    Line outer = leaf(7);
    outer.lines = {leaf(7)};
    outer.lines[0].lines = {leaf(6)};  // the fault is one level down
    EXPECT_TRUE(broken(outer));
    Line wraps = leaf(-2);
    wraps.lines = {leaf(INT64_MAX), leaf(INT64_MAX)};  // −2 in 64 bits
    EXPECT_TRUE(broken(wraps));
    Line only_notes = leaf(3);
    only_notes.lines = {note};
    EXPECT_NO_THROW(check_sums(only_notes));
}

TEST(BaseTrace, WeaknessAndProvisionShineThroughFromBelow) {
    Line line = leaf(1);
    EXPECT_EQ(weakest_status(line), Status::official);
    EXPECT_FALSE(is_provisional(line));
    line.clauses = {{"诉讼费用交纳办法 13(1)", Status::official}, {"a", Status::secondary}};
    EXPECT_EQ(weakest_status(line), Status::secondary);
    line.lines = {leaf(1)};
    line.lines[0].lines = {leaf(1)};
    line.lines[0].lines[0].clauses = {{"b", Status::unverified}};
    line.lines[0].lines[0].provisional = true;
    EXPECT_EQ(weakest_status(line), Status::unverified);
    EXPECT_TRUE(is_provisional(line));
}

Line sample() {
    Line line = leaf(-123456);
    line.rule = "cn.court_fee.property";
    line.clauses = {{"诉讼费用交纳办法 13(1)", Status::official}};
    line.inputs = {{"principal", "50000.00 CNY"}, {"note", "\"quoted\"\n"}};
    line.source = "Order 481";
    Line child = leaf(-123456);
    child.role = LineRole::note;
    child.provisional = true;
    line.lines = {child, leaf(INT64_MIN), leaf(INT64_MAX, "")};
    return line;
}

TEST(BaseTrace, IsWrittenCanonicallyAndReadsBack) {
    const std::string expected =
        R"j({"a":-123456,"c":[["诉讼费用交纳办法 13(1)","official"]],)j"
        R"j("i":[["principal","50000.00 CNY"],["note","\"quoted\"\n"]],"l":"step",)j"
        R"j("r":"cn.court_fee.property","s":"Order 481","u":"CNY","z":[)j"
        R"j({"a":-123456,"l":"step","n":true,"p":true,"u":"CNY"},)j"
        R"j({"a":"-9223372036854775808","l":"step","u":"CNY"},)j"
        R"j({"a":"9223372036854775807","l":"step"}]})j";
    EXPECT_EQ(write_trace(sample()), expected);
    EXPECT_EQ(read_trace(write_trace(sample())), sample());
    EXPECT_EQ(read_trace(write_trace(Line{})), Line{});
}

TEST(BaseTrace, OnlyItsOwnFormIsRead) {
    for (const char* bad : {"",
                            "[]",
                            "{}",
                            R"({"a":1.5})",
                            R"({"a":"1"})",
                            R"({"a":"-0"})",
                            R"({"a":"x"})",
                            R"({"a":null})",
                            R"({"a":1,"c":[]})",
                            R"({"a":1,"c":[["x"]]})",
                            R"({"a":1,"c":[["x","official","y"]]})",
                            R"({"a":1,"c":[["x","sure"]]})",
                            R"({"a":1,"i":{}})",
                            R"({"a":1,"l":""})",
                            R"({"a":1,"n":false})",
                            R"({"a":1,"z":[]})",
                            R"({"a":1,"z":[1]})",
                            R"({"a":1,"zz":1})",
                            R"({"l":"x","a":1})",
                            R"({"a":1} )",
                            R"({"a":1}{"a":1})"}) {
        EXPECT_NE(code_of([&] { return read_trace(bad); }), "") << bad;
    }
    const Error newer = error_of([] { return read_trace(R"({"a":1,"zz":1})"); });
    EXPECT_EQ(newer.code(), "newer_format");
    EXPECT_EQ(newer.subject(), "zz");
    std::string deep;
    for (int i = 0; i < 100'000; ++i) deep += R"({"a":1,"z":[)";
    EXPECT_EQ(code_of([&] { return read_trace(deep); }), "not_canonical");
    Line tower = leaf(1);
    for (int i = 0; i < 200; ++i) {
        Line above = leaf(1);
        above.lines.push_back(std::move(tower));
        tower = std::move(above);
    }
    EXPECT_EQ(code_of([&] { return write_trace(tower); }), "too_deep");
}

}  // namespace
}  // namespace accord::base
