// Dates: every day of three centuries, months without their day, and what is no date at all.
#include <gtest/gtest.h>

#include "accord/calendar/date.hpp"
#include "accord/calendar/day_count.hpp"
#include "calendar_law.hpp"

namespace accord::calendar {
namespace {

TEST(CalendarDate, EveryDayOfThreeCenturiesGoesThereAndBack) {
    std::int32_t expected = Date::of(1900, 1, 1).days();
    int weekday = 0;  // 1900-01-01 was a Monday
    for (int year = 1900; year <= 2200; ++year) {
        for (int month = 1; month <= 12; ++month) {
            for (int day = 1; day <= days_in_month(year, month); ++day) {
                const Date date = Date::of(year, month, day);
                ASSERT_EQ(date.days(), expected++);
                ASSERT_EQ(date.weekday(), weekday);
                weekday = (weekday + 1) % 7;
                const YearMonthDay back = date.ymd();
                ASSERT_EQ(back.year, year);
                ASSERT_EQ(back.month, month);
                ASSERT_EQ(back.day, day);
                ASSERT_EQ(Date::parse(date.text()), date);
            }
        }
    }
    EXPECT_EQ(expected - Date::of(1900, 1, 1).days(), 301 * 365 + 73);  // 73 leap years among them
    EXPECT_EQ(Date::of(1970, 1, 1).days(), 0);
}

TEST(CalendarDate, LeapYears) {
    EXPECT_TRUE(is_leap(2024));
    EXPECT_TRUE(is_leap(2000));
    EXPECT_FALSE(is_leap(1900));
    EXPECT_FALSE(is_leap(2100));
    EXPECT_FALSE(is_leap(2026));
    EXPECT_EQ(days_in_month(2024, 2), 29);
    EXPECT_EQ(days_in_month(2023, 2), 28);
    EXPECT_EQ(days_in_month(2023, 13), 0);
    EXPECT_EQ(days_in_month(2023, 0), 0);
}

TEST(CalendarDate, TheEndsOfTheCalendar) {
    EXPECT_EQ(first_date, Date::of(1, 1, 1));
    EXPECT_EQ(last_date, Date::of(9999, 12, 31));
    EXPECT_EQ(first_date.text(), "0001-01-01");
    EXPECT_EQ((last_date + 1).text(), "10000-01-01");
    EXPECT_EQ((first_date - 1).text(), "0000-12-31");
    EXPECT_EQ(code_of([] { (void)date_checked(last_date.days() + 1); }), "date_out_of_range");
    EXPECT_EQ(code_of([] { (void)date_checked(first_date.days() - 1); }), "date_out_of_range");
}

TEST(CalendarDate, WhatIsNoDate) {
    for (const char* text :
         {"", "2026-02-30", "2026-2-3", "2026-13-01", "2026-00-01", "2026-01-00", "0000-01-01",
          "2026/02/03", "20260203", "2026-02-03T", " 2026-02-03", "2026-02- 3", "2026-02-+3",
          "2025-02-29", "-026-02-03", "2026--2-03", "２026-02-03"}) {
        EXPECT_EQ(code_of([&] { (void)Date::parse(text); }), "bad_date") << text;
    }
    EXPECT_EQ(code_of([] { (void)Date::of(10'000, 1, 1); }), "bad_date");
    try {
        (void)Date::of(2026, 2, 30);
        FAIL();
    } catch (const base::Error& error) {
        EXPECT_EQ(error.subject(), "2026-02-30");
    }
}

// 民法典 202: the corresponding day, or the month's last. The dates: ../shared/rules/RULES.md 2.8
// and
// ../shared/reference/procedures.md 0.1 (V2).
TEST(CalendarDate, MonthsEndOnTheCorrespondingDayOrTheLast) {
    EXPECT_EQ(add_months(on("2023-08-31"), 6), on("2024-02-29"));
    EXPECT_EQ(add_months(on("2026-01-31"), 1), on("2026-02-28"));
    EXPECT_EQ(add_months(on("2026-09-01"), 6), on("2027-03-01"));
    EXPECT_EQ(add_months(on("2024-02-29"), 12), on("2025-02-28"));
    EXPECT_EQ(add_months(on("2024-02-29"), 48), on("2028-02-29"));
    EXPECT_EQ(add_months(on("2026-03-31"), -1), on("2026-02-28"));
    EXPECT_EQ(add_months(on("2026-01-15"), -13), on("2024-12-15"));
    EXPECT_EQ(add_months(on("2026-01-15"), 0), on("2026-01-15"));
    EXPECT_EQ(code_of([] { (void)add_months(on("9999-12-01"), 1); }), "date_out_of_range");
    EXPECT_EQ(code_of([] { (void)add_months(on("0001-01-01"), -1); }), "date_out_of_range");
}

struct DayCountRow {
    DayCount convention;
    const char* from;
    const char* to;
    std::int64_t days;
};

// ../shared/rules/daycount_vectors.csv, rows DC022–DC048: QuantLib's test suite, 30/360 bond basis.
TEST(CalendarDayCount, BondBasis) {
    const DayCountRow rows[] = {{DayCount::thirty_360, "2006-08-20", "2007-02-20", 180},
                                {DayCount::thirty_360, "2006-08-31", "2007-02-28", 178},
                                {DayCount::thirty_360, "2007-08-31", "2008-02-29", 179},
                                {DayCount::thirty_360, "2008-02-29", "2008-08-31", 182},
                                {DayCount::thirty_360, "2009-02-28", "2009-08-31", 183},
                                {DayCount::thirty_360, "2006-01-31", "2006-02-28", 28},
                                {DayCount::thirty_360, "2006-02-28", "2006-03-03", 5},
                                {DayCount::thirty_360, "2008-02-28", "2008-03-30", 32},
                                {DayCount::thirty_360, "2008-02-28", "2008-03-31", 33},
                                {DayCount::thirty_360, "2007-02-26", "2008-02-28", 362},
                                // ../shared/reference/stories.md F1 steps 2 and 6; actual days.
                                {DayCount::act_360, "2025-02-28", "2025-06-30", 122},
                                {DayCount::act_365, "2025-06-30", "2026-01-01", 185},
                                {DayCount::act_365, "2026-01-01", "2026-01-16", 15}};
    for (const DayCountRow& row : rows) {
        const YearFraction fraction = year_fraction(row.convention, on(row.from), on(row.to));
        EXPECT_EQ(fraction.days, row.days) << row.from << " " << row.to;
        EXPECT_EQ(fraction.per_year, row.convention == DayCount::act_365 ? 365 : 360);
    }
    EXPECT_EQ(
        code_of([] { (void)year_fraction(DayCount::act_365, on("2026-01-02"), on("2026-01-01")); }),
        "reversed_dates");
    EXPECT_EQ(to_text(DayCount::thirty_360), "30/360");
    EXPECT_EQ(to_text(DayCount::act_365), "ACT/365");
}

}  // namespace
}  // namespace accord::calendar
