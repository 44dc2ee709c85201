// The base date and base price that end a misrepresentation's loss (2022 规定 26).
#pragma once

#include <optional>
#include <vector>

#include "accord/calendar/date.hpp"
#include "accord/settlement/law.hpp"
#include "accord/settlement/loss/misrepresentation.hpp"
#include "accord/settlement/rule.hpp"

namespace accord::settlement {

/// What was traded in the auctions of one trading day: a number of shares, or their share of all
/// that are tradable.
struct Turnover {
    calendar::Date date;
    std::optional<std::int64_t> volume;
    std::optional<money::Rate> share;
};

/// The day on which the cumulative auction turnover from disclosure on reaches the whole of the
/// tradable shares, not before the tenth trading day and not after the thirtieth. Disclosure day is
/// trading day 1: the text counts "from" it without saying so in words, a stated choice.
/// Throws Error(input, "days_out_of_order" | "needs_argument" | "volume_and_turnover" |
/// "bad_turnover" | "no_tradable_shares" | "too_few_days").
struct BaseDate {
    std::vector<Turnover> days;  // ascending
    calendar::Date disclosed;
    std::optional<std::int64_t> tradable_shares;
    calendar::Date judged;  // whose law is asked: 35 applies it to whatever was not ended
};
[[nodiscard]] Answer base_date(const BaseDate& input, const Law& law);

struct Close {
    calendar::Date date;
    money::Money price;
};
/// The plain mean of the closes from disclosure to the base date, exact: a price text. Closes
/// before an ex-rights day are restated to the base date's terms (29).
/// Throws Error(input, "end_before_start" | "day_twice" | "no_closes" | "dividend_above_price").
struct BasePrice {
    std::vector<Close> closes;
    calendar::Date disclosed;
    calendar::Date base_date;
    std::vector<ExRights> ex_rights;
};
[[nodiscard]] Answer base_price(const BasePrice& input);

/// The closes from disclosure to the base date, both days among them; no other is looked at.
[[nodiscard]] std::vector<Close> closes_that_count(const BasePrice& input);

}  // namespace accord::settlement
