// Redress for a loan that was charged at the wrong rate: the loan as it should have run.
#pragma once

#include <cstdint>
#include <optional>

#include "accord/calendar/date.hpp"
#include "accord/money/rate.hpp"
#include "accord/settlement/explained.hpp"
#include "accord/settlement/loan/plan.hpp"

namespace accord::settlement {

/// Simple interest on each month's overpayment from its due date to the day of redress.
struct Compensation {
    money::Rate rate{0, 1};  // per day, or per year ACT/365 or ACT/360
    calendar::Date first_due;
    calendar::Date as_of;
};

/// Both plans share principal, months and method; each has its own rate and changes.
struct Overcharge {
    Plan charged;
    Plan right;
    std::int64_t paid_months = 0;
    std::optional<Compensation> compensation{};
};

/// Overpaid instalments (a month that was charged too little counts against), the difference of
/// the balances, and the compensatory interest, summed exactly and rounded once; not floored at
/// nothing, so that an undercharge shows. Re-amortised month by month in whole units.
[[nodiscard]] Explained overcharge_redress(const Overcharge& input);

}  // namespace accord::settlement
