// The rules of interest in their sets, which rules.cpp puts together; and parameters they share.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "accord/calendar/day_count.hpp"
#include "accord/settlement/rule.hpp"

namespace accord::settlement {

[[nodiscard]] std::vector<Rule> mainland_delay_rules();    // delayed performance, set-off
[[nodiscard]] std::vector<Rule> mainland_lending_rules();  // private lending, contract in default

/// "day_count", one of the conventions that need two dates alone; ACT/365 unless said.
[[nodiscard]] Parameter day_count_parameter();
/// The same beside a rate that may have a basis of its own: nothing unless said.
[[nodiscard]] Parameter optional_day_count_parameter();
[[nodiscard]] std::optional<calendar::DayCount> maybe_day_count(const Arguments& given);
/// "both_ends", no unless said.
[[nodiscard]] Parameter both_ends_parameter();

}  // namespace accord::settlement
