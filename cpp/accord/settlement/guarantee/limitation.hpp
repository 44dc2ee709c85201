// The limitation period of a claim: its last day, with interruption, suspension and the ceiling.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "accord/calendar/date.hpp"
#include "accord/settlement/law.hpp"
#include "accord/settlement/rule.hpp"

namespace accord::settlement {

/// Throws Error(input, "date_out_of_range") for more months than the calendar has.
[[nodiscard]] int months_checked(std::int64_t months);

enum class LimitationEventKind { interruption, suspension_start, suspension_end };

struct LimitationEvent {
    calendar::Date date;
    LimitationEventKind kind = LimitationEventKind::interruption;
};

struct Limitation {
    calendar::Date start;                     // the day of knowledge; it does not count
    std::optional<std::int64_t> years;        // the law's three, unless another law says otherwise
    std::optional<calendar::Date> infringed;  // the ceiling runs from here; the start, if not given
    std::vector<LimitationEvent> events;      // ascending
};

/// The last day; one that is a rest day moves to the day after (民法典 203), and one that no notice
/// covers is provisional. An interruption starts the period anew (195); an obstacle in its last six
/// months keeps it open for six months from the obstacle's end (194); twenty years from the
/// infringement it ends in any case, neither interrupted nor suspended (188; 总则编解释 35).
/// Refuses "limitation_suspended" while an obstacle lasts. Throws Error(input, "not_positive" |
/// "end_before_start" | "not_ascending" | "suspension_unmatched").
[[nodiscard]] Answer limitation(const Limitation& input, const Law& law);

}  // namespace accord::settlement
