// A moment: UTC microseconds, with the offset it was stated in; zones are data, not the machine's.
#pragma once

#include <compare>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "accord/calendar/date.hpp"

namespace accord::calendar {

class Instant {
public:
    Instant() = default;
    explicit constexpr Instant(std::int64_t micros, std::int16_t offset_minutes = 0)
        : micros_(micros), offset_minutes_(offset_minutes) {}
    /// ISO 8601 with an offset or Z ("2026-03-02T09:30+08:00"). Throws Error(input, "naive_time")
    /// without one and Error(input, "bad_time") when malformed.
    [[nodiscard]] static Instant parse(std::string_view text);
    [[nodiscard]] constexpr std::int64_t micros() const noexcept { return micros_; }
    [[nodiscard]] constexpr std::int16_t offset_minutes() const noexcept { return offset_minutes_; }
    /// Printed in the stated offset: "2026-03-02T09:30:00+08:00" (fraction only when there is one).
    [[nodiscard]] std::string text() const;
    [[nodiscard]] friend constexpr bool operator==(Instant a, Instant b) {
        return a.micros_ == b.micros_;
    }
    [[nodiscard]] friend constexpr auto operator<=>(Instant a, Instant b) {
        return a.micros_ <=> b.micros_;
    }

private:
    std::int64_t micros_ = 0;
    std::int16_t offset_minutes_ = 0;
};

/// One zone's transitions (from Python's zoneinfo): from `from_micros` on the offset holds.
struct Transition {
    std::int64_t from_micros = 0;
    std::int32_t offset_seconds = 0;
};

class Zone {
public:
    /// `transitions` ascending; the first one's offset also holds before it. Throws Error(input,
    /// "bad_zone", name) when there are none, or unordered, or an offset of a day or more.
    Zone(std::string name, std::vector<Transition> transitions);
    [[nodiscard]] const std::string& name() const noexcept { return name_; }
    [[nodiscard]] const std::vector<Transition>& transitions() const noexcept {
        return transitions_;
    }
    [[nodiscard]] std::int32_t offset_seconds(Instant at) const;
    [[nodiscard]] Date date_of(Instant at) const;  // the local day
    [[nodiscard]] std::int32_t seconds_of_day(Instant at) const;
    [[nodiscard]] std::int64_t micros_of_day(Instant at) const;
    /// The moment of a local time. Shown twice (clocks put back): the first; never shown (clocks
    /// put forward): the moment of the change.
    [[nodiscard]] Instant at(Date day, std::int64_t micros_of_day) const;
    [[nodiscard]] Instant start_of(Date day) const;  // local midnight (first instant of the day)
    [[nodiscard]] Instant end_of(Date day) const;    // 24:00, the last microsecond + 1

private:
    [[nodiscard]] std::size_t segment(std::int64_t micros) const noexcept;
    [[nodiscard]] Instant stated(std::int64_t micros) const;

    std::string name_;
    std::vector<Transition> transitions_;
};

}  // namespace accord::calendar
