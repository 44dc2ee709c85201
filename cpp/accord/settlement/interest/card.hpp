// What a credit card costs whose holder did not pay in full: interest by the day, the late charge.
#pragma once

#include <vector>

#include "accord/calendar/date.hpp"
#include "accord/money/money.hpp"
#include "accord/money/rate.hpp"
#include "accord/money/rounding.hpp"
#include "accord/settlement/explained.hpp"
#include "accord/settlement/law.hpp"

namespace accord::settlement {

struct CardEntry {
    calendar::Date date;  // posted, or paid
    money::Money amount;
};

struct CardAccount {
    std::vector<CardEntry> charges;  // no fees: they bear no interest (银发〔2016〕111号)
    std::vector<CardEntry> payments{};
    money::Rate rate;  // per day
    calendar::Date until;
    money::Rounding rounding = money::Rounding::half_up;
};

/// Full-balance interest once the interest-free time is lost: the balance at the end of each day
/// from the first posting to `until`, both counted, rounded once. The rate lies between cap and
/// floor of 银发〔2016〕111号 for postings from 2017 to 2020 and is as agreed from 2021 on.
/// Throws Error(input, "rate_unit" | "no_charges" | "not_positive" | "charge_after_end" |
/// "payment_outside_period"); refuses "card_before_rule" and "card_rate_outside".
[[nodiscard]] Explained card_interest(const CardAccount& input, const Law& law);

/// The agreed charge (违约金) on the part of the minimum payment that was not paid; it took the
/// place of the late fee in 2017 (银发〔2016〕111号). Refuses "card_before_rule".
[[nodiscard]] Explained card_late_charge(const money::Money& minimum, const money::Money& paid,
                                         calendar::Date on, const Law& law,
                                         money::Rounding rounding);

}  // namespace accord::settlement
