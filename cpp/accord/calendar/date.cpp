// Days to year, month, day and back, by the 400-year cycle of the Gregorian calendar.
#include "accord/calendar/date.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "accord/base/error.hpp"

namespace accord::calendar {

namespace {

constexpr std::int64_t days_per_era = 146'097;  // 400 years
constexpr std::int64_t epoch_in_era = 719'468;  // 0000-03-01 to 1970-01-01

// Years begin in March here, so that the leap day is the last day of its year.
constexpr std::int64_t days_from(std::int64_t year, int month, int day) {
    const std::int64_t y = year - (month <= 2 ? 1 : 0);
    const std::int64_t era = (y >= 0 ? y : y - 399) / 400;
    const std::int64_t year_of_era = y - era * 400;
    const std::int64_t day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    const std::int64_t day_of_era =
        year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * days_per_era + day_of_era - epoch_in_era;
}

bool read(std::string_view text, int& value) {
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    return fault == std::errc{} && end == text.data() + text.size();
}

std::string padded(std::int64_t value, std::size_t width) {
    std::string digits = std::to_string(value < 0 ? -value : value);
    if (digits.size() < width) digits.insert(0, width - digits.size(), '0');
    return value < 0 ? "-" + digits : digits;
}

std::string joined(std::int64_t year, int month, int day) {
    return padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2);
}

}  // namespace

bool is_leap(int year) noexcept {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int days_in_month(int year, int month) noexcept {
    constexpr std::array<int, 12> lengths = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (month < 1 || month > 12) return 0;
    return lengths[static_cast<std::size_t>(month - 1)] + (month == 2 && is_leap(year) ? 1 : 0);
}

Date Date::of(int year, int month, int day) {
    if (year < 1 || year > 9999 || day < 1 || day > days_in_month(year, month)) {
        base::fail_input("bad_date", joined(year, month, day));
    }
    return Date{static_cast<std::int32_t>(days_from(year, month, day))};
}

Date Date::parse(std::string_view iso) {
    int year = 0;
    int month = 0;
    int day = 0;
    const bool shaped = iso.size() == 10 && iso[4] == '-' && iso[7] == '-' && iso[0] != '-' &&
                        iso[5] != '-' && iso[8] != '-' && read(iso.substr(0, 4), year) &&
                        read(iso.substr(5, 2), month) && read(iso.substr(8, 2), day);
    // A long text is cut: it goes into a message, and it may be hostile.
    if (!shaped) base::fail_input("bad_date", std::string(iso.substr(0, 40)));
    return of(year, month, day);
}

YearMonthDay Date::ymd() const noexcept {
    const std::int64_t z = std::int64_t{days_} + epoch_in_era;
    const std::int64_t era = (z >= 0 ? z : z - days_per_era + 1) / days_per_era;
    const std::int64_t day_of_era = z - era * days_per_era;
    const std::int64_t year_of_era =
        (day_of_era - day_of_era / 1'460 + day_of_era / 36'524 - day_of_era / (days_per_era - 1)) /
        365;
    const std::int64_t day_of_year =
        day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const std::int64_t m = (5 * day_of_year + 2) / 153;
    const int month = static_cast<int>(m < 10 ? m + 3 : m - 9);
    return {.year = static_cast<int>(year_of_era + era * 400) + (month <= 2 ? 1 : 0),
            .month = month,
            .day = static_cast<int>(day_of_year - (153 * m + 2) / 5 + 1)};
}

int Date::weekday() const noexcept {
    // 1970-01-01 was a Thursday.
    const std::int64_t w = (std::int64_t{days_} + 3) % 7;
    return static_cast<int>(w < 0 ? w + 7 : w);
}

std::string Date::text() const {
    const YearMonthDay d = ymd();
    return joined(d.year, d.month, d.day);
}

Date date_checked(std::int64_t days) {
    if (days < first_date.days() || days > last_date.days()) {
        base::fail_input("date_out_of_range", std::to_string(days));
    }
    return Date{static_cast<std::int32_t>(days)};
}

Date add_months(Date date, int months) {
    const YearMonthDay d = date.ymd();
    const std::int64_t count = std::int64_t{d.year} * 12 + (d.month - 1) + months;
    if (count < 12 || count >= 120'000) {
        base::fail_input("date_out_of_range",
                         date.text() + " " + std::to_string(months) + " month");
    }
    const int year = static_cast<int>(count / 12);
    const int month = static_cast<int>(count % 12) + 1;
    const int day = std::min(d.day, days_in_month(year, month));
    return Date{static_cast<std::int32_t>(days_from(year, month, day))};
}

}  // namespace accord::calendar
