// Arbitration by the hour: LCIA's costs.
#pragma once

#include <vector>

#include "accord/settlement/fee/sheet.hpp"

namespace accord::settlement {

/// Hours are a plain number, "26/5".
struct HoursAtRate {
    money::Rate hours;
    money::Money rate;
};

/// LCIA Schedule of Costs: registration, hours × rate of the tribunal, its secretary and the
/// secretariat, and overheads as a share of the tribunal's fees; each of these is rounded once.
/// Throws Error(input, "negative_count"); refuses a rate outside what the schedule allows
/// (outside_range).
struct LciaCosts {
    calendar::Date on;
    std::vector<HoursAtRate> tribunal;
    std::vector<HoursAtRate> secretary;
    std::vector<HoursAtRate> secretariat;
    money::Rounding rounding = money::Rounding::half_up;
};
[[nodiscard]] Explained lcia_costs(const LciaCosts& input, const Law& law);

/// A plain number of hours; throws Error(input, "negative_count" | "rate_unit").
void require_hours(const money::Rate& hours);

}  // namespace accord::settlement
