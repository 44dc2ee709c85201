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
/// Whether a term runs on from its trigger, or back from it ("3 clear days before the hearing").
enum class Direction { after, before };
/// What happens when the last day is not worked: nothing, the next working day (民法典 203), or the
/// one before (FRCP 6(a)(5), for what is counted back).
enum class Roll { none, forward, backward };
/// Which days a roll passes over. The law's word is 法定休假日; courts take weekends as included,
/// and a make-up working day as worked (work_calendar). Read narrowly, only announced holidays are
/// (announced_only): a plain weekend then is a last day like any other.
enum class RestDays { work_calendar, announced_only };

struct TermRule {
    std::int64_t amount = 0;
    Unit unit = Unit::calendar_day;
    DayZero day_zero = DayZero::excluded;
    Roll roll = Roll::none;
    /// Acts after this local time count as the next day.
    std::optional<std::int32_t> cut_off_minutes;
    std::string zone = "Asia/Shanghai";
    std::string calendar = "CN";
    RestDays rest_days = RestDays::work_calendar;
    Direction direction = Direction::after;
    /// Periods of at most so many days count working days only: CPR 2.8(4) says 5, Cap. 1 s.
    /// 71(1)(d) says 6; 0: no such rule.
    std::int64_t business_up_to = 0;
    bool operator==(const TermRule&) const = default;
};

/// One step of the reckoning, as a code with values; words are made in Python. In order of
/// appearance:
///   trigger      the day or moment, as given                          date: its local day
///   cut_off      "17:00": the act came after it                       the next day
///   day_zero     "excluded" | "included"                              the first day counted
///   skip         "holiday 2026-05-01": not a working day (business_day)        that day
///   worked       "make_up_working 2026-05-09": counted (business_day)          that day
///   short        "5": so short a period counts working days only      the first day counted
///   count        "15 calendar_day"                                    the last day, unrolled
///   count_back   "3 clear_day": counted back from the trigger         the last day, unrolled
///   month_end    "31": the month has no such day (民法典 202)          the last day, unrolled
///   excluded     "11 reason": days that do not count                  the last day, unrolled
///   paused       "11 reason": the clock stood still so long          the last day, unrolled
///   extension    "15 calendar_day unrolled" | "… rolled"              the last day, unrolled
///   roll         "holiday 2026-02-21" | "weekend …": passed over      the day after
///   roll_back    "holiday 2026-02-21" | "weekend …": passed over      the day before
///   roll         "make_up_working 2026-01-04": worked, so it stays    that day
///   provisional  "CN 2026-12-25": the first day consulted that no notice covers; the last day
struct TermStep {
    std::string code;
    std::string detail;
    Date date;  // where the reckoning stands after this step
    bool operator==(const TermStep&) const = default;
};

struct TermDue {
    Date trigger;                   // the day counted from: after the cut-off, the next one
    Date raw;                       // before the roll
    Date due;                       // the last day on which the act is in time
    std::optional<Instant> due_at;  // for hours: the exact moment
    bool provisional = false;
    std::string calendar_edition;  // edition that answered; empty when no calendar was consulted
    std::vector<TermStep> steps;
};

/// Days to add because they do not count (excluded periods), before rolling: working days in a term
/// of business days, calendar days in any other.
struct Exclusion {
    std::int64_t days = 0;
    std::string reason;
};

/// Throws Error(input, "bad_amount" | "clear_day_zero" | "bad_cut_off", …) for an unsound rule.
void check(const TermRule& rule);
/// A term from a trigger day. `exclusions` lengthen the raw date. Clear days leave both ends out,
/// so the last day is the one after them (the earliest for a hearing "after 3 clear days"). Throws
/// Error(input, "moment_needed") for hours: they run from a moment.
[[nodiscard]] TermDue reckon(const TermRule& rule, Date trigger, const Book& book,
                             const std::vector<Exclusion>& exclusions = {});
/// From a moment: hours run at once (a rolled one ends at the same time of the next working day);
/// days run from the local day of the rule's zone (cut-off applied).
[[nodiscard]] TermDue reckon(const TermRule& rule, Instant trigger, const Book& book,
                             const std::vector<Exclusion>& exclusions = {});
enum class ExtendFrom { unrolled, rolled };
/// The same term, `more` longer, from its raw (or rolled) date. Unrolled, a term of `rule.amount`
/// extended by `more` ends as one of `rule.amount + more` does: 3 months from 30 November and 3
/// more end on 30 May, not 28 May.
[[nodiscard]] TermDue extend(const TermRule& rule, const TermDue& term, std::int64_t more,
                             ExtendFrom from, const Book& book);
/// The same term after days that did not count, from where it stands; `code` says why: "excluded"
/// (they are no days of the term) or "paused" (its clock stood still). Hours go by `micros`.
enum class NotCounted { excluded, paused };
[[nodiscard]] TermDue lengthen(const TermRule& rule, const TermDue& term,
                               const Exclusion& exclusion, NotCounted code, const Book& book);
[[nodiscard]] TermDue lengthen_hours(const TermRule& rule, const TermDue& term, std::int64_t micros,
                                     std::string_view reason, const Book& book);
/// Days in (from, up_to] as the rule counts them.
[[nodiscard]] std::int64_t days_between(const TermRule& rule, Date from, Date up_to,
                                        const Book& book);
[[nodiscard]] std::string_view to_text(Unit unit) noexcept;
[[nodiscard]] std::string_view to_text(Direction direction) noexcept;
/// Throws Error(input, "unknown_direction", text).
[[nodiscard]] Direction direction_from_text(std::string_view text);
[[nodiscard]] std::string_view to_text(Roll roll) noexcept;
[[nodiscard]] Unit unit_from_text(std::string_view text);  // Error(input,"unknown_unit")
[[nodiscard]] Roll roll_from_text(std::string_view text);  // Error(input,"unknown_roll")
[[nodiscard]] std::string_view to_text(RestDays rest_days) noexcept;
/// Throws Error(input, "unknown_rest_days", text).
[[nodiscard]] RestDays rest_days_from_text(std::string_view text);
[[nodiscard]] std::string_view to_text(DayKind kind) noexcept;

}  // namespace accord::calendar
