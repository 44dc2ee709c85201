// Which days are worked: weekends, announced holidays and make-up working days, as known on a day.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "accord/base/clause.hpp"
#include "accord/calendar/date.hpp"
#include "accord/calendar/instant.hpp"

namespace accord::calendar {

/// One announcement of a year's days: its notices, when it became known, and its days. A year that
/// was revised has several; the one known last holds, and replaces the year's days.
struct YearNotice {
    int year = 0;
    std::vector<std::string> notices;  // addresses or document numbers of the State Council notices
    Date known_on;
    base::Status known_on_status = base::Status::unverified;
    std::vector<Date> days_off;
    std::vector<Date> working_days;                  // make-up working days (调休上班)
    base::Status status = base::Status::unverified;  // how surely the days were read
    std::string source = {};                         // where they were read
};

/// Days off by statute on a fixed date, for years whose notice is not known: without them a
/// provisional answer would be earlier than it can ever be.
struct StatutoryDays {
    std::string clause;
    Date known_on;
    base::Status status = base::Status::unverified;
    std::vector<std::pair<int, int>> days;  // month and day
};

enum class DayKind : std::uint8_t { working, weekend, holiday, make_up_working };

/// An edition: immutable, hashed; flat tables over the years it knows, so a look-up is O(1).
class BusinessCalendar {
public:
    /// `json`: {"id","edition","weekend":[5,6],"years":[YearNotice…]} and, if wanted, "statutory";
    /// throws Error(input, …, pointer).
    [[nodiscard]] static BusinessCalendar from_json(std::string_view json);
    BusinessCalendar(std::string id, std::string edition, std::vector<YearNotice> years,
                     std::optional<StatutoryDays> statutory = {},
                     std::vector<int> weekend = {5, 6});

    [[nodiscard]] const std::string& id() const noexcept { return id_; }
    [[nodiscard]] const std::string& edition() const noexcept { return edition_; }
    /// Hex of the SHA-256 of its canonical JSON.
    [[nodiscard]] const std::string& hash() const noexcept { return hash_; }
    [[nodiscard]] const std::string& json() const noexcept { return json_; }  // canonical
    /// Beyond the known years: weekends and statutory days only.
    [[nodiscard]] DayKind kind(Date day) const noexcept {
        const std::size_t i = index_of(day);
        return i < kinds_.size() ? kinds_[i] : kind_unknown(day);
    }
    [[nodiscard]] bool is_working(Date day) const noexcept {
        const DayKind k = kind(day);
        return k == DayKind::working || k == DayKind::make_up_working;
    }
    /// From 25 December of the last known year on (and before the first known year) answers are
    /// provisional: a following year's notice has reached back into December in 5 of 20 years.
    [[nodiscard]] bool is_provisional(Date day) const noexcept { return !is_firm(day, day); }
    /// The first provisional day in [from, up_to], if there is one.
    [[nodiscard]] std::optional<Date> first_provisional(Date from, Date up_to) const noexcept;
    [[nodiscard]] Date next_working(Date day) const;  // `day` itself if worked
    /// The n-th working day after `day` (n ≥ 1), `day` not counted. Two look-ups within the tables.
    [[nodiscard]] Date add_working_days(Date day, std::int64_t n) const {
        const std::size_t i = index_of(day + 1);
        const auto more = static_cast<std::uint64_t>(n) - 1;
        if (i < worked_before_.size() && more < worked_.size()) {
            const std::size_t k = static_cast<std::size_t>(worked_before_[i]) + more;
            if (k < worked_.size()) return first_ + worked_[k];
        }
        return add_beyond(day, n);
    }
    /// Working days in (after, up_to].
    [[nodiscard]] std::int64_t working_days_between(Date after, Date up_to) const;
    [[nodiscard]] const std::vector<YearNotice>& years() const noexcept { return years_; }
    /// The same calendar as it was known on `day` (notices with known_on ≤ day only). Its edition
    /// says so ("2026-08-07@2020-01-20"), unless nothing had to be left out.
    [[nodiscard]] BusinessCalendar as_known_on(Date day) const;

private:
    /// A stretch of known years: answers inside are final.
    struct Span {
        Date from;
        Date before;
    };

    void check() const;
    void seal();  // canonical JSON and its hash
    void index();
    void index_statutory(const std::vector<const YearNotice*>& notices);
    [[nodiscard]] bool is_worked_weekday(Date day) const noexcept {
        return (weekend_mask_ >> day.weekday() & 1U) == 0;
    }
    [[nodiscard]] std::size_t index_of(Date day) const noexcept {
        return static_cast<std::size_t>(std::int64_t{day.days()} - first_.days());
    }
    [[nodiscard]] bool is_firm(Date from, Date up_to) const noexcept;
    [[nodiscard]] DayKind kind_unknown(Date day) const noexcept;
    [[nodiscard]] std::int64_t weekdays_before(std::int64_t day) const noexcept;
    [[nodiscard]] std::int64_t worked_before(Date day) const noexcept;
    [[nodiscard]] Date add_beyond(Date day, std::int64_t n) const;

    std::string id_;
    std::string edition_;
    std::string json_;
    std::string hash_;
    std::vector<YearNotice> years_;
    std::optional<StatutoryDays> statutory_;
    std::vector<int> weekend_;
    std::uint32_t weekend_mask_ = 0;
    std::vector<Span> firm_;      // ascending, apart
    Date first_;                  // first indexed day
    std::vector<DayKind> kinds_;  // per indexed day
    // Two bytes each, so that both tables of twenty years stay in a core's first cache.
    std::vector<std::uint16_t> worked_before_;  // per indexed day and one more: working days before
    std::vector<std::uint16_t> worked_;         // the indexed working days, in order, from first_
};

/// What the law consults: calendars and zones by name.
class Book {
public:
    void add(BusinessCalendar calendar);  // same id and edition twice: Error(input,"duplicate")
    void add(Zone zone);
    /// The edition added last; Error(input,"unknown_calendar").
    [[nodiscard]] const BusinessCalendar& calendar(std::string_view id) const;
    [[nodiscard]] const Zone& zone(std::string_view name) const;  // Error(input,"unknown_zone")
    [[nodiscard]] bool has_calendar(std::string_view id) const noexcept;
    [[nodiscard]] const std::vector<BusinessCalendar>& calendars() const noexcept {
        return calendars_;
    }

private:
    std::vector<BusinessCalendar> calendars_;
    std::vector<Zone> zones_;
};

}  // namespace accord::calendar
