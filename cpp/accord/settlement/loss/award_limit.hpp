// What the UK ombudsman may award: the fair sum up to the limit of the two dates.
#pragma once

#include "accord/calendar/date.hpp"
#include "accord/money/money.hpp"
#include "accord/settlement/explained.hpp"
#include "accord/settlement/law.hpp"

namespace accord::settlement {

/// DISP 3.7: the binding part of an award is at most the limit, which hangs on the day of the act
/// or omission complained of and on the day of referral; what lies above can only be recommended.
/// Throws Error(input, "negative_amount" | "end_before_start" where the act follows the referral),
/// Error(money, "currency_mismatch").
[[nodiscard]] Explained fos_award(const money::Money& award, calendar::Date act,
                                  calendar::Date referred, const Law& law);

}  // namespace accord::settlement
