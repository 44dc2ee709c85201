// One table of order: a chart, what happens to it, and the lines that the algorithm of W3C SCXML
// (Recommendation of 1 September 2015, Appendix D) gives for it.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "chart_world.hpp"

namespace accord::procedure::testing {

/// `expected` has a line or a part between bars for each thing that happens. Where it does not
/// begin with ">open" the opening is left out, so that a table shows only what it is about.
struct OrderTable {
    std::string_view title;
    std::string_view stages;
    std::string_view actions = "[]";
    std::string_view reactions = "[]";
    std::string_view start = "";
    std::string_view facts = "";
    std::vector<std::string> events = {};
    std::string_view expected;
};

inline std::string name_of_table(const ::testing::TestParamInfo<OrderTable>& info) {
    return std::string(info.param.title);
}

inline void PrintTo(const OrderTable& table, std::ostream* out) {
    *out << table.title;
}

[[nodiscard]] inline Lines played(const OrderTable& table) {
    Lines all = ChartWorld{order_definition(table.stages, table.actions, table.reactions,
                                            table.start, table.facts)}
                    .play(table.events);
    if (!table.expected.substr(table.expected.find('>')).starts_with(">open")) {
        const auto event = std::find_if(all.begin() + 1, all.end(),
                                        [](const std::string& l) { return l.front() == '>'; });
        all.erase(all.begin(), event);
    }
    return all;
}

[[nodiscard]] inline Lines written(const OrderTable& table) {
    std::string text{table.expected};
    std::replace(text.begin(), text.end(), '|', '\n');
    return lines(text);
}

}  // namespace accord::procedure::testing
