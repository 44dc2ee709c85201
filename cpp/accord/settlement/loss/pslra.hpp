// Losses on securities in the United States: the look-back limit and a plan of allocation.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "accord/calendar/date.hpp"
#include "accord/money/money.hpp"
#include "accord/money/rounding.hpp"
#include "accord/settlement/explained.hpp"
#include "accord/settlement/law.hpp"

namespace accord::settlement {

struct DayClose {
    calendar::Date date;
    money::Money close;
};

/// The days after the truth came out, of which the plain mean of closes is taken.
struct LookBack {
    calendar::Date disseminated;
    std::vector<DayClose> closes;
    std::optional<calendar::Date> sold{};
};

struct PslraLoss {
    money::Money purchase_price;  // a share's, as all prices here
    money::Money claimed;
    std::int64_t shares = 0;
    LookBack look_back;
    money::Rounding rounding = money::Rounding::half_up;
};

/// 15 USC 78u-4(e): damages do not exceed the purchase price less the mean close of the 90 days
/// that begin on the day of dissemination, of a sale within them to the day of the sale. Rounded
/// once, never below zero. Throws Error(input, "negative_amount" | "negative_count" |
/// "close_twice" | "no_closes"); refuses "sold_before_dissemination".
[[nodiscard]] Explained pslra_loss(const PslraLoss& input, const Law& law);

struct PlanLoss {
    money::Money purchase_price;
    std::int64_t shares = 0;
    money::Money inflation_bought;
    std::optional<money::Money> inflation_sold{};
    std::optional<money::Money> sale_price{};
    std::optional<LookBack> look_back{};
    money::Rounding rounding = money::Rounding::half_up;
};

/// The usual plan of allocation: the least of the difference of inflation, purchase less sale, and
/// purchase less the mean of the look-back; below zero nothing. Rounded once.
[[nodiscard]] Explained plan_of_allocation_loss(const PlanLoss& input, const Law& law);

}  // namespace accord::settlement
