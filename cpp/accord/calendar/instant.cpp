// Moments read and printed as ISO 8601, and the local days of a zone.
#include "accord/calendar/instant.hpp"

#include <algorithm>

#include "accord/base/error.hpp"

namespace accord::calendar {

namespace {

constexpr std::int64_t micros_per_second = 1'000'000;
constexpr std::int64_t micros_per_minute = 60 * micros_per_second;
constexpr std::int64_t micros_per_day = 86'400 * micros_per_second;

constexpr std::int64_t floor_div(std::int64_t a, std::int64_t b) {
    return a / b - (a % b < 0 ? 1 : 0);
}

/// Takes the text apart from the left; every step says whether it could.
class Cursor {
public:
    explicit Cursor(std::string_view rest) : rest_(rest) {}
    [[nodiscard]] bool done() const { return rest_.empty(); }
    bool take(char sign) {
        if (rest_.empty() || rest_.front() != sign) return false;
        rest_.remove_prefix(1);
        return true;
    }
    bool two_digits(int& value, int most) {
        if (rest_.size() < 2 || !is_digit(rest_[0]) || !is_digit(rest_[1])) return false;
        value = (rest_[0] - '0') * 10 + (rest_[1] - '0');
        rest_.remove_prefix(2);
        return value <= most;
    }
    bool fraction(std::int64_t& micros) {
        std::size_t count = 0;
        micros = 0;
        while (count < rest_.size() && is_digit(rest_[count])) {
            if (count == 6) return false;  // finer than a microsecond: it would be lost
            micros = micros * 10 + (rest_[count++] - '0');
        }
        if (count == 0) return false;
        for (std::size_t i = count; i < 6; ++i) micros *= 10;
        rest_.remove_prefix(count);
        return true;
    }

private:
    static bool is_digit(char c) { return c >= '0' && c <= '9'; }
    std::string_view rest_;
};

[[noreturn]] void fail_time(const char* code, std::string_view text) {
    base::fail_input(code, std::string(text.substr(0, 40)));
}

Date day_of(std::string_view text) {
    try {
        return Date::parse(text.substr(0, 10));
    } catch (const base::Error&) {
        fail_time("bad_time", text);
    }
}

int offset_of(Cursor& cursor, std::string_view text) {
    if (cursor.done()) fail_time("naive_time", text);
    int hours = 0;
    int minutes = 0;
    if (cursor.take('Z')) {
        if (!cursor.done()) fail_time("bad_time", text);
        return 0;
    }
    const bool west = cursor.take('-');
    if (!west && !cursor.take('+')) fail_time("bad_time", text);
    bool good = cursor.two_digits(hours, 23);
    if (good && !cursor.done()) {
        cursor.take(':');
        good = cursor.two_digits(minutes, 59);
    }
    if (!good || !cursor.done()) fail_time("bad_time", text);
    return west ? -(hours * 60 + minutes) : hours * 60 + minutes;
}

void append_two(std::string& out, std::int64_t value) {
    out += static_cast<char>('0' + value / 10);
    out += static_cast<char>('0' + value % 10);
}

}  // namespace

Instant Instant::parse(std::string_view text) {
    if (text.size() < 11 || text[10] != 'T') fail_time("bad_time", text);
    const Date date = day_of(text);
    Cursor cursor(text.substr(11));
    int hours = 0;
    int minutes = 0;
    int seconds = 0;
    std::int64_t micros = 0;
    bool good = cursor.two_digits(hours, 23) && cursor.take(':') && cursor.two_digits(minutes, 59);
    if (good && cursor.take(':')) {
        good = cursor.two_digits(seconds, 59);
        if (good && cursor.take('.')) good = cursor.fraction(micros);
    }
    if (!good) fail_time("bad_time", text);
    const int offset = offset_of(cursor, text);
    const std::int64_t local =
        std::int64_t{date.days()} * micros_per_day +
        (std::int64_t{hours} * 3'600 + std::int64_t{minutes} * 60 + seconds) * micros_per_second +
        micros;
    return Instant{local - offset * micros_per_minute, static_cast<std::int16_t>(offset)};
}

std::string Instant::text() const {
    const std::int64_t local = micros_ + offset_minutes_ * micros_per_minute;
    const std::int64_t day = floor_div(local, micros_per_day);
    const std::int64_t in_day = local - day * micros_per_day;
    const std::int64_t seconds = in_day / micros_per_second;
    std::string out = Date{static_cast<std::int32_t>(day)}.text() + "T";
    append_two(out, seconds / 3'600);
    out += ':';
    append_two(out, seconds / 60 % 60);
    out += ':';
    append_two(out, seconds % 60);
    if (const std::int64_t fraction = in_day % micros_per_second; fraction != 0) {
        const std::string digits = std::to_string(fraction);
        out += "." + std::string(6 - digits.size(), '0') + digits;
    }
    const int offset = offset_minutes_ < 0 ? -offset_minutes_ : offset_minutes_;
    out += offset_minutes_ < 0 ? '-' : '+';
    append_two(out, offset / 60);
    out += ':';
    append_two(out, offset % 60);
    return out;
}

Zone::Zone(std::string name, std::vector<Transition> transitions)
    : name_(std::move(name)), transitions_(std::move(transitions)) {
    const bool ordered = std::adjacent_find(transitions_.begin(), transitions_.end(),
                                            [](const Transition& a, const Transition& b) {
                                                return a.from_micros >= b.from_micros;
                                            }) == transitions_.end();
    const bool small =
        std::all_of(transitions_.begin(), transitions_.end(), [](const Transition& t) {
            return t.offset_seconds > -86'400 && t.offset_seconds < 86'400;
        });
    if (transitions_.empty() || !ordered || !small) base::fail_input("bad_zone", name_);
}

std::size_t Zone::segment(std::int64_t micros) const noexcept {
    const auto after =
        std::upper_bound(transitions_.begin() + 1, transitions_.end(), micros,
                         [](std::int64_t at, const Transition& t) { return at < t.from_micros; });
    return static_cast<std::size_t>(after - transitions_.begin()) - 1;
}

Instant Zone::stated(std::int64_t micros) const {
    return Instant{micros, static_cast<std::int16_t>(offset_seconds(Instant{micros}) / 60)};
}

std::int32_t Zone::offset_seconds(Instant at) const {
    return transitions_[segment(at.micros())].offset_seconds;
}

Date Zone::date_of(Instant at) const {
    const std::int64_t local = at.micros() + offset_seconds(at) * micros_per_second;
    return date_checked(floor_div(local, micros_per_day));
}

std::int64_t Zone::micros_of_day(Instant at) const {
    const std::int64_t local = at.micros() + offset_seconds(at) * micros_per_second;
    return local - floor_div(local, micros_per_day) * micros_per_day;
}

std::int32_t Zone::seconds_of_day(Instant at) const {
    return static_cast<std::int32_t>(micros_of_day(at) / micros_per_second);
}

Instant Zone::at(Date day, std::int64_t micros_of_day) const {
    const std::int64_t local = std::int64_t{day.days()} * micros_per_day + micros_of_day;
    // Offsets are less than a day, so the moment lies in a segment that touches these two days.
    const std::size_t last = segment(local + micros_per_day);
    for (std::size_t i = segment(local - micros_per_day); i <= last; ++i) {
        const std::int64_t moment = local - transitions_[i].offset_seconds * micros_per_second;
        const bool starts_before = i == 0 || transitions_[i].from_micros <= moment;
        const bool ends_after =
            i + 1 == transitions_.size() || moment < transitions_[i + 1].from_micros;
        if (starts_before && ends_after) return stated(moment);
        // The segment before ended before this local time, and this one begins after it.
        if (!starts_before) return stated(transitions_[i].from_micros);
    }
    return stated(local - transitions_[last].offset_seconds * micros_per_second);
}

Instant Zone::start_of(Date day) const {
    return at(day, 0);
}

Instant Zone::end_of(Date day) const {
    return at(day + 1, 0);
}

}  // namespace accord::calendar
