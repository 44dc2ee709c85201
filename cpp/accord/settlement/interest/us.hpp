// Interest on money judgments of the federal courts of the United States.
#pragma once

#include "accord/calendar/date.hpp"
#include "accord/money/money.hpp"
#include "accord/money/rate.hpp"
#include "accord/money/rounding.hpp"
#include "accord/settlement/explained.hpp"
#include "accord/settlement/law.hpp"

namespace accord::settlement {

struct PostJudgment {
    money::Money amount;
    money::Rate rate;     // per year: the Treasury's weekly average
    calendar::Date week;  // any day of the week of that average
    calendar::Date judgment;
    calendar::Date paid;
    bool on_release_day = false;  // judgment on the day the week's average came out
    money::Rounding rounding = money::Rounding::half_up;
};

/// 28 USC 1961: by the day, compounded on each anniversary of the judgment; each year's interest is
/// rounded as it joins the sum. The average is of the week before the judgment's, or of the week
/// before that where the judgment fell on the day of release. Throws Error(input,
/// "negative_amount" | "end_before_start" | "rate_unit"); refuses "wrong_rate_week".
[[nodiscard]] Explained us_post_judgment_interest(const PostJudgment& input, const Law& law);

}  // namespace accord::settlement
