// Redress on payment protection insurance in the United Kingdom: the cost of the cover, or the
// commission that was not disclosed.
#pragma once

#include <cstdint>
#include <optional>

#include "accord/calendar/date.hpp"
#include "accord/money/money.hpp"
#include "accord/money/rounding.hpp"
#include "accord/settlement/explained.hpp"
#include "accord/settlement/law.hpp"

namespace accord::settlement {

enum class TimeSteps { months, days };

struct PpiRedress {
    money::Money instalment;          // with the cover
    money::Money instalment_without;  // as it would have been
    std::int64_t instalments = 0;
    calendar::Date first;    // of the monthly instalments
    calendar::Date settled;  // the day of the redress
    TimeSteps steps = TimeSteps::months;
    std::optional<money::Money> claim{};  // paid under the cover, taken off
    bool taxed = true;
    money::Rounding rounding = money::Rounding::half_up;
};

/// DISP App 3.7: every instalment's difference back, simple interest on each from its day, income
/// tax off the interest, a claim paid off the whole. Each of these is rounded once. Throws
/// Error(input, "negative_amount" | "instalment_below" | "negative_count" | "too_many_instalments"
/// | "settled_before_last").
[[nodiscard]] Explained ppi_redress(const PpiRedress& input, const Law& law);

struct CommissionRedress {
    money::Money premium;  // the total of the premiums
    money::Money commission;
    std::optional<money::Money> profit_share{};
    calendar::Date on;  // the day of the redress
    std::optional<money::Money> historic_interest{};
    std::optional<calendar::Date> paid{};  // from when simple interest runs; none without
    std::optional<money::Money> claim{};
    bool taxed = true;
    money::Rounding rounding = money::Rounding::half_up;
};

/// DISP App 3.7A: commission and profit share above half of the premium, historic interest on that,
/// simple interest on both. Throws Error(input, "negative_amount" | "end_before_start").
[[nodiscard]] Explained commission_redress(const CommissionRedress& input, const Law& law);

}  // namespace accord::settlement
