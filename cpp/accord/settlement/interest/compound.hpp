// Compound interest: what a period earned bears interest in the next.
#pragma once

#include <optional>

#include "accord/settlement/explained.hpp"
#include "accord/settlement/interest/period.hpp"

namespace accord::settlement {

/// Agreed compounding; no clause makes it. Periods of `months` from the start, each on its
/// corresponding day (a month without it: its last day); interest is added to the balance at the
/// end of each whole period, and the rest of the time is simple on the last balance. Exact in big
/// integers and rounded once, unless `round_each` rounds what each period adds.
/// Throws Error(input, "rate_unit" | "too_many_periods" | …) as simple interest does.
struct CompoundInterest {
    money::Money principal;
    money::Rate rate;
    calendar::Date start;
    calendar::Date end;
    int months = 12;
    std::optional<calendar::DayCount> day_count{};  // beside a rate without a basis
    BothEnds both_ends = BothEnds::no;
    bool round_each = false;
    money::Rounding rounding = money::Rounding::half_up;
};
[[nodiscard]] Explained compound_interest(const CompoundInterest& input);

}  // namespace accord::settlement
