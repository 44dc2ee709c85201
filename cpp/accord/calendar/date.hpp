// A day of the proleptic Gregorian calendar, as a count of days since 1970-01-01.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace accord::calendar {

struct YearMonthDay {
    int year = 1970;
    int month = 1;
    int day = 1;
};

class Date {
public:
    Date() = default;
    explicit constexpr Date(std::int32_t days) : days_(days) {}
    /// Throws Error(input, "bad_date", text): years 1–9999, the day must exist.
    [[nodiscard]] static Date of(int year, int month, int day);
    [[nodiscard]] static Date parse(std::string_view iso);  // "2026-03-02"
    [[nodiscard]] constexpr std::int32_t days() const noexcept { return days_; }
    [[nodiscard]] YearMonthDay ymd() const noexcept;
    [[nodiscard]] int weekday() const noexcept;  // 0 Monday … 6 Sunday
    [[nodiscard]] std::string text() const;
    auto operator<=>(const Date&) const = default;

private:
    std::int32_t days_ = 0;
};

[[nodiscard]] constexpr Date operator+(Date a, std::int32_t days) {
    return Date{a.days() + days};
}
[[nodiscard]] constexpr Date operator-(Date a, std::int32_t days) {
    return Date{a.days() - days};
}
[[nodiscard]] constexpr std::int32_t operator-(Date a, Date b) {
    return a.days() - b.days();
}
/// The days this calendar speaks of: years 1 to 9999, as Python's datetime.date.
inline constexpr Date first_date{-719'162};
inline constexpr Date last_date{2'932'896};
/// Throws Error(input, "date_out_of_range") outside first_date … last_date.
[[nodiscard]] Date date_checked(std::int64_t days);
/// The corresponding day `months` later; a month without that day ends on its last day (民法典
/// 202). Throws Error(input, "date_out_of_range") beyond years 1–9999.
[[nodiscard]] Date add_months(Date date, int months);
[[nodiscard]] int days_in_month(int year, int month) noexcept;
[[nodiscard]] bool is_leap(int year) noexcept;

}  // namespace accord::calendar
