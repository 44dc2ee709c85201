// The last day of a term from its trigger, and every step that led there.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "accord/calendar/business.hpp"
#include "accord/calendar/instant.hpp"

namespace accord::calendar {

enum class Unit { hour, calendar_day, business_day, clear_day, week, month, year };
/// Whether the trigger day counts. PRC law and most others: it does not (民法典 201).
enum class DayZero { excluded, included };
/// What happens when the last day is not worked: nothing, or the next working day (民法典 203).
enum class Roll { none, forward };

struct TermRule {
    std::int64_t amount = 0;
    Unit unit = Unit::calendar_day;
    DayZero day_zero = DayZero::excluded;
    Roll roll = Roll::none;
    std::optional<std::int32_t> cut_off_minutes;  // acts after this local time count as the next day
    std::string zone = "Asia/Shanghai";
    std::string calendar = "CN";
};

/// One step of the reckoning, as a code with values; words are made in Python.
struct TermStep {
    std::string code;    // "trigger" "cut_off" "day_zero" "count" "excluded" "roll" "extension" "provisional"
    std::string detail;  // "15 calendar_day", "holiday 2026-02-21", "make_up_working 2026-01-04" …
    Date date;           // where the reckoning stands after this step
    bool operator==(const TermStep&) const = default;
};

struct TermDue {
    Date trigger;
    Date raw;                       // before the roll
    Date due;                       // the last day on which the act is in time
    std::optional<Instant> due_at;  // for hours: the exact moment
    bool provisional = false;
    std::string calendar_edition;   // edition that answered; empty when no calendar was consulted
    std::vector<TermStep> steps;
};

/// Days to add because they do not count (excluded periods), before rolling.
struct Exclusion {
    std::int64_t days = 0;
    std::string reason;
};

/// A term from a trigger day. `exclusions` lengthen the raw date.
[[nodiscard]] TermDue reckon(const TermRule& rule, Date trigger, const Book& book,
                             const std::vector<Exclusion>& exclusions = {});
/// From a moment: hours run at once; days run from the local day of the rule's zone (cut-off applied).
[[nodiscard]] TermDue reckon(const TermRule& rule, Instant trigger, const Book& book,
                             const std::vector<Exclusion>& exclusions = {});
enum class ExtendFrom { unrolled, rolled };
/// The same term with `more` added to its raw (or rolled) date.
[[nodiscard]] TermDue extend(const TermRule& rule, const TermDue& term, std::int64_t more, ExtendFrom from,
                             const Book& book);
[[nodiscard]] std::string_view to_text(Unit unit) noexcept;
[[nodiscard]] std::string_view to_text(Roll roll) noexcept;
[[nodiscard]] Unit unit_from_text(std::string_view text);   // Error(input,"unknown_unit")
[[nodiscard]] Roll roll_from_text(std::string_view text);

}  // namespace accord::calendar
