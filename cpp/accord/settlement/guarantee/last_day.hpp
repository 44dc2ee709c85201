// The last day of a period of civil law: on a rest day it moves to the day after (民法典 203).
#pragma once

#include "accord/base/trace.hpp"
#include "accord/calendar/date.hpp"
#include "accord/calendar/term_arithmetic.hpp"
#include "accord/settlement/law.hpp"

namespace accord::settlement {

/// A last day as it was counted, and where it is once rest days are passed over.
struct LastDay {
    calendar::Date counted;
    calendar::Date day;
    bool provisional = false;  // no notice covers all the days consulted, or there is no calendar
};

/// Moves last days by the law of one day and the calendar handed over with the law. Without a
/// calendar no day moves and all are provisional.
class LastDays {
public:
    LastDays(const Law& law, calendar::Date on);

    [[nodiscard]] LastDay of(calendar::Date counted) const;
    /// Tells under a figure that this is its last day: the calendar's edition, the days passed
    /// over, and the mark of what is provisional.
    void tell(const LastDay& last, base::Line& why) const;

private:
    const rules::Parameter* entry_;
    const calendar::Book* book_;
    const calendar::BusinessCalendar* days_ = nullptr;
    calendar::TermRule roll_;
};

}  // namespace accord::settlement
