// One edition's days laid out flat, so that a column of terms is reckoned by look-ups alone.
#pragma once

#include <cstdint>
#include <vector>

#include "accord/calendar/business.hpp"
#include "accord/calendar/term_arithmetic.hpp"

namespace accord::calendar {

/// Two bytes a day and table: what a few decades touch stays in a core's caches. Indexes count from
/// the first day; `size()` stands for "beyond the table", and the caller asks the calendar itself.
class DayTable {
public:
    explicit DayTable(const BusinessCalendar& calendar);

    [[nodiscard]] std::int32_t first() const noexcept { return first_; }
    [[nodiscard]] std::uint32_t size() const noexcept { return size_; }
    /// Of a day's number; at least size() where the table does not know the day.
    [[nodiscard]] std::uint32_t index_of(std::int32_t day) const noexcept {
        return static_cast<std::uint32_t>(day) - static_cast<std::uint32_t>(first_);
    }
    /// Working days before the index (one index more than days).
    [[nodiscard]] const std::vector<std::uint16_t>& worked_before() const noexcept {
        return worked_before_;
    }
    /// Indexes of the working days, ascending.
    [[nodiscard]] const std::vector<std::uint16_t>& worked() const noexcept { return worked_; }
    /// Where a last day on the index comes to lie; size() beyond the table.
    [[nodiscard]] const std::vector<std::uint16_t>& rolled(Roll roll, RestDays rest) const noexcept;
    /// The first provisional day at or after the index; size() where none is known.
    [[nodiscard]] const std::vector<std::uint16_t>& unsure_from() const noexcept {
        return unsure_from_;
    }
    // The month a day lies in, its day of the month, and each month's first index.
    [[nodiscard]] const std::vector<std::uint16_t>& month() const noexcept { return month_; }
    [[nodiscard]] const std::vector<std::uint8_t>& day_of_month() const noexcept {
        return day_of_month_;
    }
    [[nodiscard]] const std::vector<std::uint16_t>& month_start() const noexcept {
        return month_start_;
    }

private:
    void index_months();
    [[nodiscard]] std::vector<std::uint16_t> roll_table(const BusinessCalendar& calendar, Roll roll,
                                                        RestDays rest) const;

    std::int32_t first_ = 0;
    std::uint32_t size_ = 0;
    std::vector<std::uint16_t> worked_before_;
    std::vector<std::uint16_t> worked_;
    std::vector<std::uint16_t> stays_;  // roll none
    std::vector<std::uint16_t> forward_;
    std::vector<std::uint16_t> backward_;
    std::vector<std::uint16_t> forward_announced_;
    std::vector<std::uint16_t> backward_announced_;
    std::vector<std::uint16_t> unsure_from_;
    std::vector<std::uint16_t> month_;
    std::vector<std::uint8_t> day_of_month_;
    std::vector<std::uint16_t> month_start_;  // one more than months: the end of the last
};

}  // namespace accord::calendar
