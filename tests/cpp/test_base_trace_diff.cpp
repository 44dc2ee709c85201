// Two reckonings compared: parts that add up, lines on one side alone, inputs that changed.
#include <gtest/gtest.h>

#include "accord/base/trace_diff.hpp"
#include "throws.hpp"

namespace accord::base {
namespace {

Line leaf(std::string label, std::int64_t count, std::string days = "10") {
    Line line;
    line.label = std::move(label);
    line.rule = "r";
    line.amount = {count, "CNY"};
    line.inputs = {{"days", std::move(days)}};
    return line;
}

Line sum(std::vector<Line> parts) {
    Line line = leaf("total", 0, "-");
    for (const Line& part : parts) line.amount.count += part.amount.count;
    line.lines = std::move(parts);
    return line;
}

TEST(BaseTraceDiff, EqualTreesDifferByNothing) {
    const Line tree = sum({leaf("a", 5), leaf("b", 7)});
    const Line found = diff(tree, tree);
    EXPECT_EQ(found.label, "difference");
    EXPECT_EQ(found.amount.count, 0);
    EXPECT_TRUE(found.lines.empty());
}

TEST(BaseTraceDiff, PartsAddUpAndSayWhatChanged) {
    const Line found = diff(sum({leaf("a", 5), leaf("b", 7), leaf("a", 1)}),
                            sum({leaf("a", 5), leaf("b", 9, "12"), leaf("a", 4)}));
    ASSERT_EQ(found.lines.size(), 2U);  // the first "a" is the same on both sides
    EXPECT_EQ(found.amount.count, 5);
    EXPECT_EQ(found.lines[0].amount.count, 2);
    EXPECT_EQ(found.lines[0].inputs.front().second, "10 → 12");
    EXPECT_EQ(found.lines[1].amount.count, 3);
}

TEST(BaseTraceDiff, ALineOfOneSideComesWhole) {
    const Line inner = sum({leaf("x", 2), leaf("y", 3)});
    const Line found = diff(sum({leaf("a", 5), inner}), sum({leaf("a", 5), leaf("c", 1)}));
    EXPECT_EQ(found.amount.count, -4);
    ASSERT_EQ(found.lines.size(), 2U);
    EXPECT_EQ(found.lines[0].label, "c");
    EXPECT_EQ(found.lines[0].inputs.back().second, "after");
    EXPECT_EQ(found.lines[1].amount.count, -5);
    EXPECT_EQ(found.lines[1].lines[0].amount.count, -2);
}

TEST(BaseTraceDiff, ASumAgainstALeafHasNoParts) {
    const Line found = diff(leaf("total", 4), sum({leaf("a", 5)}));
    EXPECT_EQ(found.amount.count, 1);
    EXPECT_TRUE(found.lines.empty());
}

TEST(BaseTraceDiff, UnitsMustAgreeAndFit) {
    Line dollars = leaf("total", 4);
    dollars.amount.unit = "USD";
    EXPECT_EQ(testing::code_of([&] { return diff(leaf("total", 4), dollars); }),
              "currency_mismatch");
    EXPECT_EQ(testing::code_of([&] { return diff(leaf("t", INT64_MAX), leaf("t", -2)); }),
              "overflow");
}

}  // namespace
}  // namespace accord::base
