// Terms: the dates of the acceptance stories, the published examples, and each step of the
// reckoning.
#include <gtest/gtest.h>

#include "accord/calendar/term_arithmetic.hpp"
#include "calendar_law.hpp"

namespace accord::calendar {
namespace {

TermRule days(std::int64_t amount, Roll roll = Roll::forward, Unit unit = Unit::calendar_day) {
    TermRule rule;
    rule.amount = amount;
    rule.unit = unit;
    rule.roll = roll;
    return rule;
}

TermDue from(const char* trigger, const TermRule& rule, const std::vector<Exclusion>& out = {}) {
    return reckon(rule, on(trigger), china_book(), out);
}

struct Row {
    const char* trigger;
    std::int64_t amount;
    Unit unit;
    Roll roll;
    const char* raw;
    const char* due;
    bool provisional;
    const char* source;
};

TEST(CalendarTerms, StoriesAndPublishedExamples) {
    const auto day = Unit::calendar_day;
    const Row rows[] = {
        // ../shared/reference/stories.md
        {"2025-02-28", 3, Unit::year, Roll::forward, "2028-02-28", "2028-02-28", true, "F1 3"},
        {"2025-02-28", 6, Unit::month, Roll::forward, "2025-08-28", "2025-08-28", false, "F1 3"},
        {"2025-11-03", 15, day, Roll::forward, "2025-11-18", "2025-11-18", false, "F1 4"},
        {"2025-11-03", 30, day, Roll::forward, "2025-12-03", "2025-12-03", false, "F1 4"},
        {"2025-11-03", 60, day, Roll::forward, "2026-01-02", "2026-01-04", false, "F1 4"},
        {"2025-11-03", 60, day, Roll::none, "2026-01-02", "2026-01-02", false, "F1 4"},
        {"2025-11-20", 3, Unit::year, Roll::forward, "2028-11-20", "2028-11-20", true, "F1 5"},
        {"2026-01-16", 30, day, Roll::forward, "2026-02-15", "2026-02-24", false, "F1 10"},
        {"2026-01-30", 3, day, Roll::forward, "2026-02-02", "2026-02-02", false, "F2 3"},
        {"2025-12-22", 60, day, Roll::forward, "2026-02-20", "2026-02-24", false, "F2 3"},
        {"2026-02-06", 15, day, Roll::forward, "2026-02-21", "2026-02-24", false, "F2 4"},
        {"2026-02-06", 30, day, Roll::forward, "2026-03-08", "2026-03-09", false, "F2 4"},
        {"2026-03-20", 30, day, Roll::forward, "2026-04-19", "2026-04-20", false, "F2 9"},
        {"2026-01-06", 15, day, Roll::forward, "2026-01-21", "2026-01-21", false, "F3 8"},
        {"2024-09-02", 3, Unit::year, Roll::forward, "2027-09-02", "2027-09-02", true, "F3 11"},
        // ../shared/reference/procedures.md 0.1
        {"2026-01-31", 30, day, Roll::forward, "2026-03-02", "2026-03-02", false, "V1"},
        {"2026-01-31", 1, Unit::month, Roll::forward, "2026-02-28", "2026-02-28", false, "V2"},
        {"2026-04-27", 7, Unit::business_day, Roll::none, "2026-05-09", "2026-05-09", false, "V3"},
        // ../shared/regulators: RETURNS.md 2, deadline_vectors.json
        {"2026-02-13", 15, day, Roll::forward, "2026-02-28", "2026-02-28", false, "RETURNS 2"},
        {"2026-09-30", 3, Unit::business_day, Roll::none, "2026-10-10", "2026-10-10", false, "2"},
        {"2020-01-23", 5, Unit::business_day, Roll::none, "2020-02-07", "2020-02-07", false, "cn"},
        {"2026-12-17", 15, day, Roll::forward, "2027-01-01", "2027-01-04", true, "cn_days"},
        {"2026-01-01", 8, Unit::week, Roll::none, "2026-02-26", "2026-02-26", false, "DISP 1.6.2"},
        {"2025-10-01", 28, Unit::clear_day, Roll::none, "2025-10-30", "2025-10-30", false, "CPR"},
        {"2023-10-16", 3, Unit::clear_day, Roll::none, "2023-10-20", "2023-10-20", false, "CPR"},
        // US CFPB: 15 and 60 days from sent, no roll (RETURNS.md 1.4)
        {"2014-11-13", 15, day, Roll::none, "2014-11-28", "2014-11-28", false, "CFPB"},
        {"2014-11-13", 60, day, Roll::none, "2015-01-12", "2015-01-12", false, "CFPB"},
    };
    for (const Row& row : rows) {
        const TermDue due = from(row.trigger, days(row.amount, row.roll, row.unit));
        EXPECT_EQ(due.trigger.text(), row.trigger) << row.source;
        EXPECT_EQ(due.raw.text(), row.raw) << row.source;
        EXPECT_EQ(due.due.text(), row.due) << row.source;
        EXPECT_EQ(due.provisional, row.provisional) << row.source;
        EXPECT_FALSE(due.due_at.has_value());
    }
}

// RETURNS.md 2: with weekends as rest days 2026-03-09, with announced holidays alone 2026-03-07.
TEST(CalendarTerms, WhetherAPlainWeekendRestsIsAParameter) {
    TermRule rule = days(30);
    EXPECT_EQ(from("2026-02-05", rule).due, on("2026-03-09"));
    rule.rest_days = RestDays::announced_only;
    EXPECT_EQ(from("2026-02-05", rule).due, on("2026-03-07"));
    rule.amount = 15;
    EXPECT_EQ(from("2026-01-31", rule).due, on("2026-02-24"));
    // A make-up working Saturday needs no word where Saturdays do not rest at all.
    EXPECT_EQ(from("2026-02-13", rule).due, on("2026-02-28"));
    EXPECT_EQ(from("2026-02-13", rule).steps.back().code, "count");
    EXPECT_EQ(from("2026-12-17", rule).due, on("2027-01-02"));
    EXPECT_TRUE(from("2026-12-17", rule).provisional);
}

using Steps = std::vector<TermStep>;

TEST(CalendarTerms, EveryDayRolledOverIsAStep) {
    const TermDue due = from("2025-11-03", days(60));
    const Steps expected = {{"trigger", "2025-11-03", on("2025-11-03")},
                            {"day_zero", "excluded", on("2025-11-04")},
                            {"count", "60 calendar_day", on("2026-01-02")},
                            {"roll", "holiday 2026-01-02", on("2026-01-03")},
                            {"roll", "holiday 2026-01-03", on("2026-01-04")},
                            {"roll", "make_up_working 2026-01-04", on("2026-01-04")}};
    EXPECT_EQ(due.steps, expected);
    EXPECT_EQ(due.calendar_edition, china().edition());
    const TermDue plain = from("2025-11-03", days(60, Roll::none));
    EXPECT_EQ(plain.steps.size(), 3U);
    EXPECT_TRUE(plain.calendar_edition.empty());  // no calendar was consulted
}

TEST(CalendarTerms, AMakeUpSaturdayIsWhyTheLastDayStays) {
    const Steps expected = {{"trigger", "2026-01-31", on("2026-01-31")},
                            {"day_zero", "excluded", on("2026-02-01")},
                            {"count", "1 month", on("2026-02-28")},
                            {"month_end", "31", on("2026-02-28")},
                            {"roll", "make_up_working 2026-02-28", on("2026-02-28")}};
    EXPECT_EQ(from("2026-01-31", days(1, Roll::forward, Unit::month)).steps, expected);
}

TEST(CalendarTerms, BusinessDaysTellWhatWasSkippedAndWhatWasWorked) {
    const TermDue due = from("2026-04-27", days(7, Roll::none, Unit::business_day));
    Steps expected = {{"trigger", "2026-04-27", on("2026-04-27")},
                      {"day_zero", "excluded", on("2026-04-28")}};
    for (const char* off : {"2026-05-01", "2026-05-02", "2026-05-03", "2026-05-04", "2026-05-05"}) {
        expected.push_back({"skip", std::string("holiday ") + off, on(off)});
    }
    expected.push_back({"worked", "make_up_working 2026-05-09", on("2026-05-09")});
    expected.push_back({"count", "7 business_day", on("2026-05-09")});
    EXPECT_EQ(due.steps, expected);
}

// F2 2: claim 2025-12-22, papers asked for 12-25, supplied 2026-01-05: those 11 days do not count.
TEST(CalendarTerms, ExcludedDaysLengthenTheTermBeforeItRolls) {
    const TermDue due = from("2025-12-22", days(30), {{11, "papers"}});
    EXPECT_EQ(due.raw, on("2026-02-01"));
    EXPECT_EQ(due.due, on("2026-02-02"));
    EXPECT_EQ(due.steps[2], (TermStep{"count", "30 calendar_day", on("2026-01-21")}));
    EXPECT_EQ(due.steps[3], (TermStep{"excluded", "11 papers", on("2026-02-01")}));
    EXPECT_EQ(due.steps[4], (TermStep{"roll", "weekend 2026-02-01", on("2026-02-02")}));
    // Working days where the term counts those.
    const TermDue worked = from("2026-02-12", days(3, Roll::none, Unit::business_day), {{2, "x"}});
    EXPECT_EQ(worked.due, from("2026-02-12", days(5, Roll::none, Unit::business_day)).due);
    EXPECT_EQ(code_of([] { (void)from("2026-01-01", days(5), {{-1, "x"}}); }), "bad_amount");
}

TEST(CalendarTerms, ProvisionalTellsTheFirstDayThatNoNoticeCovers) {
    const TermDue due = from("2026-12-17", days(15));
    EXPECT_TRUE(due.provisional);
    EXPECT_EQ(due.steps.back(), (TermStep{"provisional", "CN 2027-01-01", on("2027-01-04")}));
    EXPECT_FALSE(from("2026-12-09", days(15)).provisional);
    EXPECT_TRUE(from("2026-12-10", days(15)).provisional);
    // Without a roll no calendar is asked, so nothing is open.
    EXPECT_FALSE(from("2026-12-17", days(15, Roll::none)).provisional);
    // Working days counted through the end of the year are open, though a roll is not asked for.
    const TermDue worked = from("2026-12-22", days(10, Roll::none, Unit::business_day));
    EXPECT_TRUE(worked.provisional);
    EXPECT_EQ(worked.steps.back().detail, "CN 2026-12-25");
    EXPECT_TRUE(from("2006-12-20", days(5)).provisional);
}

TEST(CalendarTerms, TheFirstDayMayCount) {
    TermRule rule = days(15, Roll::none);
    rule.day_zero = DayZero::included;
    EXPECT_EQ(from("2026-03-02", rule).raw, on("2026-03-16"));
    EXPECT_EQ(from("2026-03-02", rule).steps[1],
              (TermStep{"day_zero", "included", on("2026-03-02")}));
    rule.amount = 1;
    rule.unit = Unit::week;
    EXPECT_EQ(from("2026-03-02", rule).raw, on("2026-03-08"));
    rule.unit = Unit::month;
    EXPECT_EQ(from("2026-03-01", rule).raw, on("2026-03-31"));
    EXPECT_EQ(from("2026-02-01", rule).raw, on("2026-02-28"));
    EXPECT_EQ(from("2026-01-29", rule).raw, on("2026-02-28"));
    EXPECT_EQ(from("2026-01-31", rule).raw, on("2026-02-28"));
    EXPECT_EQ(from("2026-03-15", rule).raw, on("2026-04-14"));
    rule.unit = Unit::business_day;
    EXPECT_EQ(from("2026-03-02", rule).raw, on("2026-03-02"));
    EXPECT_EQ(from("2026-03-01", rule).raw, on("2026-03-02"));
}

TEST(CalendarTerms, ActsAfterTheCutOffCountAsTheNextDay) {
    TermRule rule = days(15, Roll::none);
    rule.cut_off_minutes = 17 * 60;
    const auto due = [&](const char* at) { return reckon(rule, Instant::parse(at), china_book()); };
    EXPECT_EQ(due("2026-03-02T17:00:00+08:00").due, on("2026-03-17"));
    const TermDue late = due("2026-03-02T17:00:00.000001+08:00");
    EXPECT_EQ(late.trigger, on("2026-03-03"));
    EXPECT_EQ(late.due, on("2026-03-18"));
    EXPECT_EQ(late.steps[0],
              (TermStep{"trigger", "2026-03-02T17:00:00.000001+08:00", on("2026-03-02")}));
    EXPECT_EQ(late.steps[1], (TermStep{"cut_off", "17:00", on("2026-03-03")}));
    // Recomputed from the day it counts from, the term is the same.
    EXPECT_EQ(reckon(rule, late.trigger, china_book()).due, late.due);
    // The day is the rule's zone's, whatever offset the moment is stated in.
    EXPECT_EQ(due("2026-03-02T16:30:00Z").trigger, on("2026-03-03"));
    EXPECT_EQ(due("2026-03-02T08:59:00Z").trigger, on("2026-03-02"));
    rule.zone = "Europe/London";
    EXPECT_EQ(code_of([&] { (void)due("2026-03-02T16:30:00Z"); }), "unknown_zone");
}

TEST(CalendarTerms, HoursRunFromTheStatedMoment) {
    TermRule rule = days(24, Roll::none, Unit::hour);
    const Instant at = Instant::parse("2026-02-13T09:30+08:00");
    const TermDue plain = reckon(rule, at, china_book());
    ASSERT_TRUE(plain.due_at.has_value());
    EXPECT_EQ(plain.due_at->text(), "2026-02-14T09:30:00+08:00");
    EXPECT_EQ(plain.due, on("2026-02-14"));
    EXPECT_EQ(plain.steps[1], (TermStep{"count", "24 hour", on("2026-02-14")}));
    // FRCP 6(a)(2)(C): a rest day is passed over to the same time of the next day that is none.
    rule.amount = 48;
    rule.roll = Roll::forward;
    const TermDue rolled = reckon(rule, at, china_book());
    EXPECT_EQ(rolled.raw, on("2026-02-15"));
    EXPECT_EQ(rolled.due, on("2026-02-24"));
    EXPECT_EQ(rolled.due_at->text(), "2026-02-24T09:30:00+08:00");
    const TermDue longer = extend(rule, rolled, 1, ExtendFrom::unrolled, china_book());
    EXPECT_EQ(longer.raw, on("2026-02-15"));
    EXPECT_EQ(longer.due_at->text(), "2026-02-24T10:30:00+08:00");
    EXPECT_EQ(extend(rule, rolled, 24, ExtendFrom::rolled, china_book()).due_at->text(),
              "2026-02-25T09:30:00+08:00");
    EXPECT_EQ(reckon(rule, at, china_book(), {{10, "x"}}).due_at->text(),
              "2026-02-25T09:30:00+08:00");
    EXPECT_EQ(code_of([&] { (void)reckon(rule, on("2026-02-13"), china_book()); }),
              "moment_needed");
}

// F1 4: 15, extended to 30 and to 60 days; F3 8: both sides extend by 15.
TEST(CalendarTerms, ExtendedFromTheUnrolledOrTheRolledDate) {
    const TermDue first = from("2025-11-03", days(15));
    const TermDue second = extend(days(15), first, 15, ExtendFrom::unrolled, china_book());
    EXPECT_EQ(second.due, on("2025-12-03"));
    const TermDue third = extend(days(30), second, 30, ExtendFrom::unrolled, china_book());
    EXPECT_EQ(third.raw, on("2026-01-02"));
    EXPECT_EQ(third.due, on("2026-01-04"));
    EXPECT_EQ(third.steps[4],
              (TermStep{"extension", "30 calendar_day unrolled", on("2026-01-02")}));
    EXPECT_EQ(
        extend(days(15), from("2026-01-06", days(15)), 15, ExtendFrom::unrolled, china_book()).due,
        on("2026-02-05"));
    const TermDue festival = from("2026-01-16", days(30));  // raw 02-15, rolled to 02-24
    EXPECT_EQ(extend(days(30), festival, 10, ExtendFrom::unrolled, china_book()).due,
              on("2026-02-25"));
    EXPECT_EQ(extend(days(30), festival, 10, ExtendFrom::rolled, china_book()).due,
              on("2026-03-06"));
    EXPECT_EQ(
        code_of([&] { (void)extend(days(30), festival, -1, ExtendFrom::rolled, china_book()); }),
        "bad_amount");
}

TEST(CalendarTerms, AnExtensionEqualsTheLongerTerm) {
    const Unit units[] = {Unit::calendar_day, Unit::business_day, Unit::clear_day,
                          Unit::week,         Unit::month,        Unit::year};
    int compared = 0;
    for (const Unit unit : units) {
        for (Date trigger = on("2018-01-01"); trigger < on("2019-02-01"); trigger = trigger + 1) {
            for (const std::int64_t more : {0, 1, 3, 30}) {
                const TermRule rule = days(3, Roll::forward, unit);
                const std::vector<Exclusion> out = {{4, "papers"}};
                const TermDue term = reckon(rule, trigger, china_book(), out);
                const TermDue longer = extend(rule, term, more, ExtendFrom::unrolled, china_book());
                const TermRule whole = days(3 + more, Roll::forward, unit);
                const TermDue expected = reckon(whole, trigger, china_book(), out);
                ASSERT_EQ(longer.raw, expected.raw) << trigger.text() << " " << to_text(unit);
                ASSERT_EQ(longer.due, expected.due);
                ASSERT_EQ(longer.provisional, expected.provisional);
                ++compared;
            }
        }
    }
    EXPECT_EQ(compared, 6 * 396 * 4);
    const TermRule three = days(3, Roll::none, Unit::month);
    const TermDue november = from("2025-11-30", three);
    EXPECT_EQ(extend(three, november, 3, ExtendFrom::unrolled, china_book()).raw, on("2026-05-30"));
    EXPECT_EQ(extend(three, november, 3, ExtendFrom::rolled, china_book()).raw, on("2026-05-28"));
}

TEST(CalendarTerms, WhatAnExtensionRestsOnStaysProvisional) {
    const TermDue open = from("2026-12-17", days(15));
    const TermDue unrolled = extend(days(15), open, 0, ExtendFrom::unrolled, china_book());
    EXPECT_EQ(unrolled.due, open.due);
    EXPECT_TRUE(unrolled.provisional);
    TermRule rule = days(15, Roll::none);
    const TermDue rolled = extend(rule, open, 10, ExtendFrom::rolled, china_book());
    EXPECT_EQ(rolled.due, on("2027-01-14"));
    EXPECT_TRUE(rolled.provisional);
    EXPECT_EQ(rolled.steps.back(), (TermStep{"provisional", "CN 2027-01-01", on("2027-01-14")}));
    const TermDue back = extend(rule, open, 10, ExtendFrom::unrolled, china_book());
    EXPECT_EQ(back.due, on("2027-01-11"));
    EXPECT_FALSE(back.provisional);
}

TEST(CalendarTerms, TheSameTermAsKnownBeforeARevision) {
    Book book;
    book.add(china().as_known_on(on("2020-01-20")));
    const TermDue before = reckon(days(15), on("2020-01-16"), book);
    EXPECT_EQ(before.due, on("2020-01-31"));
    EXPECT_EQ(before.calendar_edition, china().edition() + "@2020-01-20");
    book.add(china().as_known_on(on("2020-01-28")));
    EXPECT_EQ(reckon(days(15), on("2020-01-16"), book).due, on("2020-02-03"));
    EXPECT_EQ(reckon(days(15), on("2019-04-17"), book).due, on("2019-05-05"));
}

TEST(CalendarTerms, UnsoundRulesAndLongTerms) {
    const auto fault = [](const TermRule& rule) {
        return code_of([&] { (void)from("2026-03-02", rule); });
    };
    EXPECT_EQ(fault(days(-1)), "bad_amount");
    EXPECT_EQ(fault(days(INT64_MAX)), "date_out_of_range");
    EXPECT_EQ(fault(days(INT64_MIN)), "bad_amount");
    for (const Unit unit : {Unit::calendar_day, Unit::business_day, Unit::clear_day, Unit::week,
                            Unit::month, Unit::year}) {
        EXPECT_EQ(fault(days(100'000'000, Roll::none, unit)), "date_out_of_range") << to_text(unit);
    }
    TermRule rule = days(0, Roll::none);
    EXPECT_EQ(from("2026-03-02", rule).due, on("2026-03-02"));
    rule.day_zero = DayZero::included;
    EXPECT_EQ(fault(rule), "bad_amount");
    rule.amount = 3;
    rule.unit = Unit::clear_day;
    EXPECT_EQ(fault(rule), "clear_day_zero");
    rule = days(3);
    rule.calendar = "XX";
    EXPECT_EQ(fault(rule), "unknown_calendar");
    rule = days(3);
    rule.cut_off_minutes = 24 * 60;
    EXPECT_EQ(fault(rule), "bad_cut_off");
    EXPECT_EQ(code_of([] {
                  (void)reckon(days(100'000'000, Roll::none, Unit::hour),
                               Instant::parse("2026-03-02T00:00Z"), china_book());
              }),
              "date_out_of_range");
}

TEST(CalendarTerms, NamesGoThereAndBack) {
    for (const Unit unit : {Unit::hour, Unit::calendar_day, Unit::business_day, Unit::clear_day,
                            Unit::week, Unit::month, Unit::year}) {
        EXPECT_EQ(unit_from_text(to_text(unit)), unit);
    }
    for (const Roll roll : {Roll::none, Roll::forward})
        EXPECT_EQ(roll_from_text(to_text(roll)), roll);
    for (const RestDays rest : {RestDays::work_calendar, RestDays::announced_only}) {
        EXPECT_EQ(rest_days_from_text(to_text(rest)), rest);
    }
    EXPECT_EQ(code_of([] { (void)unit_from_text("fortnight"); }), "unknown_unit");
    EXPECT_EQ(code_of([] { (void)roll_from_text("back"); }), "unknown_roll");
    EXPECT_EQ(code_of([] { (void)rest_days_from_text(""); }), "unknown_rest_days");
}

}  // namespace
}  // namespace accord::calendar
