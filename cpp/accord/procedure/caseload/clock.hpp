// Days of a zone and last days of a term, remembered: a caseload asks for the same few again and
// again.
#pragma once

#include <cstdint>
#include <vector>

#include "accord/procedure/decide.hpp"

namespace accord::procedure::caseload {

/// A moment's local day, without a division of the zone's history for each.
class Days {
public:
    explicit Days(const calendar::Zone& zone);
    [[nodiscard]] std::int32_t day_of(std::int64_t micros) const;
    [[nodiscard]] const calendar::Zone& zone() const noexcept { return *zone_; }

private:
    const calendar::Zone* zone_;
    std::vector<std::int64_t> starts_;  // local midnights from first_ on
    std::int32_t first_ = 0;
};

/// What the reckoning of a term comes to.
struct LastDay {
    std::int64_t over_from = 0;  // the first moment after it
    std::int32_t due = 0;
    std::int32_t trigger = 0;
};

/// One term's reckonings by the day they run from. The same answers as reckon_term: it is asked
/// once for each day, and for each moment of a term in hours.
class TermClock {
public:
    TermClock(const calendar::TermRule& rule, const Days& days, const Law& law)
        : rule_(&rule), days_(&days), law_(&law) {}
    [[nodiscard]] LastDay from_moment(std::int64_t micros);
    [[nodiscard]] LastDay from_day(std::int32_t day) const;
    /// The moment with the offset its zone has then.
    [[nodiscard]] calendar::Instant stated(std::int64_t micros) const {
        const std::int32_t minutes = days_->zone().offset_seconds(calendar::Instant{micros}) / 60;
        return calendar::Instant{micros, static_cast<std::int16_t>(minutes)};
    }
    [[nodiscard]] bool in_hours() const noexcept { return rule_->unit == calendar::Unit::hour; }

private:
    [[nodiscard]] LastDay reckon(const casefile::When& trigger) const;

    const calendar::TermRule* rule_;
    const Days* days_;
    const Law* law_;
    std::vector<LastDay> known_;  // by trigger day, twice where there is a cut-off
};

}  // namespace accord::procedure::caseload
