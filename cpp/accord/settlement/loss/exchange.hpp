// An amount turned into another currency at a stated rate of a stated day.
#pragma once

#include <string>

#include "accord/calendar/date.hpp"
#include "accord/settlement/explained.hpp"
#include "accord/settlement/loss/price.hpp"

namespace accord::settlement {

/// amount × rate / per, rounded once to the other currency's units. `rate` is the price of `per`
/// whole units of the amount's currency (some are published per hundred). Which day's rate holds is
/// the asking rule's business (诉讼费用交纳办法 55: the day of acceptance; 法释〔2014〕8号 5: the
/// start day); rate, day and source stay in the line. Throws Error(input, "bad_price" |
/// "bad_quantity" | "same_currency" | "needs_argument" | "negative_amount").
struct Exchange {
    money::Money amount;
    Price rate;
    std::int64_t per = 1;
    calendar::Date on;
    std::string source;
    money::Rounding rounding = money::Rounding::half_up;
};
[[nodiscard]] Explained exchange(const Exchange& input);

}  // namespace accord::settlement
