// Which days are worked: weekends, announced holidays and make-up working days, as known on a day.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "accord/base/clause.hpp"
#include "accord/calendar/date.hpp"
#include "accord/calendar/instant.hpp"

namespace accord::calendar {

/// One year's announcement: its notices, when it became known, and its days.
struct YearNotice {
    int year = 0;
    std::vector<std::string> notices;     // addresses or document numbers of the State Council notices
    Date known_on;
    base::Status known_on_status = base::Status::unverified;
    std::vector<Date> days_off;
    std::vector<Date> working_days;       // make-up working days (调休上班)
};

enum class DayKind { working, weekend, holiday, make_up_working };

/// An edition: immutable, hashed; bit sets over the years it knows, so a look-up is O(1).
class BusinessCalendar {
public:
    /// `json`: {"id","edition","weekend":[5,6],"years":[YearNotice…]}; throws Error(input, …, pointer).
    [[nodiscard]] static BusinessCalendar from_json(std::string_view json);
    BusinessCalendar(std::string id, std::string edition, std::vector<YearNotice> years);

    [[nodiscard]] const std::string& id() const noexcept { return id_; }
    [[nodiscard]] const std::string& edition() const noexcept { return edition_; }
    [[nodiscard]] const std::string& hash() const noexcept { return hash_; }  // hex of SHA-256 of its JSON
    [[nodiscard]] DayKind kind(Date day) const noexcept;   // beyond the known years: weekends only
    [[nodiscard]] bool is_working(Date day) const noexcept;
    /// From 25 December of the last known year on (and before the first known year) answers are
    /// provisional: a following year's notice has reached back into December in 5 of 20 years.
    [[nodiscard]] bool is_provisional(Date day) const noexcept;
    [[nodiscard]] Date next_working(Date day) const noexcept;   // `day` itself if worked
    /// The n-th working day after `day` (n ≥ 1), `day` not counted.
    [[nodiscard]] Date add_working_days(Date day, std::int64_t n) const;
    [[nodiscard]] std::int64_t working_days_between(Date after, Date up_to) const;  // (after, up_to]
    [[nodiscard]] const std::vector<YearNotice>& years() const noexcept { return years_; }
    /// The same calendar as it was known on `day` (notices with known_on ≤ day only).
    [[nodiscard]] BusinessCalendar as_known_on(Date day) const;

private:
    void index();
    std::string id_;
    std::string edition_;
    std::string hash_;
    std::vector<YearNotice> years_;
    Date first_;                           // first indexed day
    Date provisional_from_;
    std::vector<std::uint8_t> kinds_;      // DayKind per indexed day
    std::vector<std::int32_t> worked_before_;  // prefix counts, for O(log n) additions
};

/// What the law consults: calendars and zones by name.
class Book {
public:
    void add(BusinessCalendar calendar);   // same id and edition twice: Error(input,"duplicate")
    void add(Zone zone);
    [[nodiscard]] const BusinessCalendar& calendar(std::string_view id) const;  // newest edition added
    [[nodiscard]] const Zone& zone(std::string_view name) const;  // Error(input,"unknown_zone")
    [[nodiscard]] bool has_calendar(std::string_view id) const noexcept;
    [[nodiscard]] const std::vector<BusinessCalendar>& calendars() const noexcept { return calendars_; }

private:
    std::vector<BusinessCalendar> calendars_;
    std::vector<Zone> zones_;
};

}  // namespace accord::calendar
