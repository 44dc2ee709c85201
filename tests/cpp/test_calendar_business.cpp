// Business calendars: the shipped one against its known days, tables against plain walking.
#include <gtest/gtest.h>

#include "accord/base/json.hpp"
#include "calendar_law.hpp"

namespace accord::calendar {
namespace {

TEST(CalendarBusiness, KindsOfTheSpringFestivalOf2026) {
    EXPECT_EQ(china().kind(on("2026-02-13")), DayKind::working);
    EXPECT_EQ(china().kind(on("2026-02-14")), DayKind::make_up_working);
    EXPECT_EQ(china().kind(on("2026-02-15")), DayKind::holiday);
    EXPECT_EQ(china().kind(on("2026-02-23")), DayKind::holiday);
    EXPECT_EQ(china().kind(on("2026-02-28")), DayKind::make_up_working);
    EXPECT_EQ(china().kind(on("2026-03-01")), DayKind::weekend);
    EXPECT_TRUE(china().is_working(on("2026-02-28")));
    EXPECT_FALSE(china().is_working(on("2026-03-01")));
    // Announced as worked, and a Monday: no make-up day.
    EXPECT_EQ(china().kind(on("2020-02-03")), DayKind::working);
    // The notice of 2019 reached back into December 2018, that of 2007 into 2006.
    EXPECT_EQ(china().kind(on("2018-12-31")), DayKind::holiday);
    EXPECT_EQ(china().kind(on("2018-12-29")), DayKind::make_up_working);
    EXPECT_EQ(china().kind(on("2006-12-30")), DayKind::make_up_working);
    EXPECT_EQ(china().next_working(on("2026-02-15")), on("2026-02-24"));
    EXPECT_EQ(china().next_working(on("2026-02-14")), on("2026-02-14"));
}

// ../shared/vectors/business_calendar_cn.json, "workdays_per_year": counted there from another
// transcription of the notices.
TEST(CalendarBusiness, WorkingDaysOfEachYear) {
    const int counts[] = {250, 249, 250, 250, 249, 250, 249, 249, 251, 248};
    for (int year = 2016; year <= 2025; ++year) {
        EXPECT_EQ(china().working_days_between(Date::of(year - 1, 12, 31), Date::of(year, 12, 31)),
                  counts[year - 2016])
            << year;
    }
}

Date walked(const BusinessCalendar& calendar, Date day, int n) {
    while (n > 0) {
        day = day + 1;
        if (calendar.is_working(day)) --n;
    }
    return day;
}

TEST(CalendarBusiness, TablesAgreeWithWalking) {
    int compared = 0;
    for (Date day = on("2006-11-01"); day < on("2035-01-01"); day = day + 13) {
        for (const int n : {1, 2, 5, 10, 30, 60, 250, 800}) {
            const Date expected = walked(china(), day, n);
            ASSERT_EQ(china().add_working_days(day, n), expected) << day.text() << " " << n;
            ASSERT_EQ(china().working_days_between(day, expected), n);
            ASSERT_EQ(china().working_days_between(day, expected - 1), n - 1);
            ++compared;
        }
        Date next = day;
        while (!china().is_working(next)) next = next + 1;
        ASSERT_EQ(china().next_working(day), next);
    }
    EXPECT_EQ(compared, 6'336);
}

TEST(CalendarBusiness, FarFromTheTablesToo) {
    EXPECT_EQ(china().add_working_days(on("1950-06-01"), 7), walked(china(), on("1950-06-01"), 7));
    EXPECT_EQ(china().add_working_days(on("1990-01-01"), 9'000),
              walked(china(), on("1990-01-01"), 9'000));
    EXPECT_EQ(china().add_working_days(on("2020-01-01"), 9'000),
              walked(china(), on("2020-01-01"), 9'000));
    EXPECT_EQ(china().add_working_days(on("2400-12-30"), 40),
              walked(china(), on("2400-12-30"), 40));
    EXPECT_EQ(china().working_days_between(on("2026-01-10"), on("2026-01-05")),
              -china().working_days_between(on("2026-01-05"), on("2026-01-10")));
    EXPECT_EQ(china().add_working_days(on("9999-12-30"), 1), on("9999-12-31"));
    EXPECT_EQ(code_of([] { (void)china().add_working_days(on("9999-12-31"), 1); }),
              "date_out_of_range");
    EXPECT_EQ(code_of([] { (void)china().add_working_days(on("2026-01-01"), INT64_MAX); }),
              "date_out_of_range");
    for (const std::int64_t n : {std::int64_t{0}, std::int64_t{-1}, INT64_MIN}) {
        EXPECT_EQ(code_of([&] { (void)china().add_working_days(on("2026-01-01"), n); }),
                  "bad_amount");
    }
}

TEST(CalendarBusiness, ProvisionalOutsideTheKnownYears) {
    EXPECT_FALSE(china().is_provisional(on("2026-12-24")));
    EXPECT_TRUE(china().is_provisional(on("2026-12-25")));
    EXPECT_TRUE(china().is_provisional(on("2031-06-01")));
    EXPECT_TRUE(china().is_provisional(on("2006-12-31")));
    EXPECT_FALSE(china().is_provisional(on("2007-01-01")));
    EXPECT_FALSE(china().is_provisional(on("2019-12-31")));
    EXPECT_EQ(china().first_provisional(on("2026-12-01"), on("2027-02-01")), on("2026-12-25"));
    EXPECT_EQ(china().first_provisional(on("2026-12-01"), on("2026-12-24")), std::nullopt);
    EXPECT_EQ(china().first_provisional(on("2006-06-01"), on("2008-01-01")), on("2006-06-01"));
}

// Statute fixes some days off for every year; the vectors (../shared/regulators) demand that a last
// day on 1 January 2027 is not answered by that day.
TEST(CalendarBusiness, StatutoryDaysOfAYearWithoutANotice) {
    EXPECT_EQ(china().kind(on("2027-01-01")), DayKind::holiday);
    EXPECT_EQ(china().kind(on("2027-01-04")), DayKind::working);
    EXPECT_EQ(china().kind(on("2027-05-02")), DayKind::holiday);
    EXPECT_EQ(china().kind(on("2050-10-03")), DayKind::holiday);
    EXPECT_EQ(china().kind(on("2005-10-03")), DayKind::working);  // before the first known year
}

TEST(CalendarBusiness, TablesOfACenturyAndAHalf) {
    std::vector<YearNotice> years;
    for (const int year : {2000, 1925, 2075}) {
        YearNotice notice;
        notice.year = year;
        notice.known_on = Date::of(year - 1, 12, 1);
        notice.days_off = {Date::of(year, 12, 31)};
        years.push_back(notice);
    }
    const BusinessCalendar calendar("X", "1", years);
    EXPECT_EQ(calendar.kind(on("2075-12-31")), DayKind::holiday);
    EXPECT_EQ(calendar.add_working_days(on("2075-12-30"), 1), on("2076-01-01"));
    EXPECT_EQ(calendar.add_working_days(on("1925-01-01"), 40'000),
              walked(calendar, on("1925-01-01"), 40'000));
}

BusinessCalendar with_gap() {
    YearNotice a;
    a.year = 2020;
    a.known_on = on("2019-12-01");
    YearNotice b = a;
    b.year = 2022;
    b.known_on = on("2021-12-01");
    return {"X", "gap", {b, a}};
}

TEST(CalendarBusiness, AGapBetweenKnownYearsIsProvisional) {
    const BusinessCalendar calendar = with_gap();
    EXPECT_FALSE(calendar.is_provisional(on("2020-12-24")));
    EXPECT_TRUE(calendar.is_provisional(on("2020-12-25")));
    EXPECT_TRUE(calendar.is_provisional(on("2021-06-01")));
    EXPECT_FALSE(calendar.is_provisional(on("2022-01-01")));
    EXPECT_EQ(calendar.first_provisional(on("2020-12-01"), on("2022-02-01")), on("2020-12-25"));
}

// ../shared/regulators/RETURNS.md, last note.
TEST(CalendarBusiness, AsKnownBeforeARevision) {
    const BusinessCalendar before = china().as_known_on(on("2020-01-20"));
    EXPECT_EQ(before.next_working(on("2020-01-31")), on("2020-01-31"));
    EXPECT_EQ(before.kind(on("2020-02-01")), DayKind::make_up_working);
    EXPECT_EQ(before.edition(), china().edition() + "@2020-01-20");
    EXPECT_NE(before.hash(), china().hash());
    EXPECT_TRUE(before.is_provisional(on("2021-06-01")));
    EXPECT_FALSE(before.is_provisional(on("2020-12-24")));
    const BusinessCalendar after = china().as_known_on(on("2020-01-28"));
    EXPECT_EQ(after.next_working(on("2020-01-31")), on("2020-02-03"));
    EXPECT_EQ(after.kind(on("2020-02-01")), DayKind::holiday);
    EXPECT_EQ(china().as_known_on(on("2019-03-21")).next_working(on("2019-05-02")),
              on("2019-05-02"));
    EXPECT_EQ(china().as_known_on(on("2019-03-22")).next_working(on("2019-05-02")),
              on("2019-05-05"));
    EXPECT_EQ(china().as_known_on(on("2015-05-12")).kind(on("2015-09-03")), DayKind::working);
    EXPECT_EQ(china().as_known_on(on("2015-05-13")).kind(on("2015-09-03")), DayKind::holiday);
    const BusinessCalendar today = china().as_known_on(on("2026-06-01"));
    EXPECT_EQ(today.edition(), china().edition());
    EXPECT_EQ(today.hash(), china().hash());
    // In November 2025 the notice of 2026 counts from 31 December 2025 (its day is not verified).
    EXPECT_TRUE(china().as_known_on(on("2025-11-30")).is_provisional(on("2026-02-01")));
}

TEST(CalendarBusiness, BeforeEveryNoticeOnlyWeekendsAreKnown) {
    const BusinessCalendar nothing = china().as_known_on(on("2000-01-01"));
    EXPECT_TRUE(nothing.years().empty());
    EXPECT_TRUE(nothing.is_provisional(on("2020-01-01")));
    EXPECT_EQ(nothing.kind(on("2026-10-01")), DayKind::working);
    EXPECT_EQ(nothing.add_working_days(on("2026-09-30"), 3), on("2026-10-05"));
    EXPECT_EQ(nothing.add_working_days(on("1969-12-30"), 5), on("1970-01-06"));
    EXPECT_EQ(nothing.next_working(on("2026-10-03")), on("2026-10-05"));
}

TEST(CalendarBusiness, OtherWeekends) {
    const BusinessCalendar friday_saturday("X", "1", {}, {}, {4, 5});
    EXPECT_EQ(friday_saturday.kind(on("2026-01-02")), DayKind::weekend);
    EXPECT_EQ(friday_saturday.kind(on("2026-01-04")), DayKind::working);
    EXPECT_EQ(friday_saturday.add_working_days(on("2026-01-01"), 1), on("2026-01-04"));
    const BusinessCalendar none("X", "1", {}, {}, {});
    EXPECT_EQ(none.add_working_days(on("2026-01-01"), 10), on("2026-01-11"));
    for (const std::vector<int>& bad : {std::vector<int>{7}, {-1}, {5, 5}, {0, 1, 2, 3, 4, 5, 6}}) {
        EXPECT_EQ(code_of([&] { BusinessCalendar("X", "1", {}, {}, bad); }), "bad_weekend");
    }
}

TEST(CalendarBusiness, TheHashIsOfTheCanonicalFile) {
    const BusinessCalendar again = BusinessCalendar::from_json(china().json());
    EXPECT_EQ(again.hash(), china().hash());
    EXPECT_EQ(china().hash().size(), 64U);
    const BusinessCalendar made = small_calendar(2026, {on("2026-01-01")});
    EXPECT_EQ(BusinessCalendar::from_json(made.json()).hash(), made.hash());
    EXPECT_EQ(BusinessCalendar::from_json(made.json()).json(), made.json());
    EXPECT_NE(small_calendar(2026, {on("2026-01-02")}).hash(), made.hash());
    const BusinessCalendar known = china().as_known_on(on("2025-03-01"));
    EXPECT_EQ(BusinessCalendar::from_json(known.json()).hash(), known.hash());
}

struct BadFile {
    const char* years;
    const char* code;
    const char* where;
};

TEST(CalendarBusiness, AFaultyFileNamesThePlace) {
    const BadFile files[] = {
        {R"([{"year":2026}])", "missing_member", "/years/0"},
        {R"([{"year":1,"notices":[]}])", "bad_year", "/years/0/year"},
        {R"([{"year":2026,"notices":[],"known_on":"2025-12-01","known_on_status":"official",)"
         R"("days_off":[],"working_days":[]},)"
         R"({"year":2102,"notices":[],"known_on":"2101-12-01","known_on_status":"official",)"
         R"("days_off":[],"working_days":[]}])",
         "bad_year", "/years/1/year"},
        {R"([{"year":2026,"notices":[],"known_on":"2025-13-01","known_on_status":"official",)"
         R"("days_off":[],"working_days":[]}])",
         "bad_date", "/years/0/known_on"},
        {R"([{"year":2026,"notices":[],"known_on":"2025-12-01","known_on_status":"sure",)"
         R"("days_off":[],"working_days":[]}])",
         "unknown_status", "/years/0/known_on_status"},
        {R"([{"year":2026,"notices":[],"known_on":"2025-12-01","known_on_status":"official",)"
         R"("days_off":["2026-01-01","2025-11-30"],"working_days":[]}])",
         "out_of_year", "/years/0/days_off/1"},
        {R"([{"year":2026,"notices":[],"known_on":"2025-12-01","known_on_status":"official",)"
         R"("days_off":["2026-01-01"],"working_days":["2026-01-01"]}])",
         "duplicate", "/years/0/working_days/0"},
        {R"([{"year":2026,"notices":[],"known_on":"2025-12-01","known_on_status":"official",)"
         R"("days_off":[],"working_days":[]},)"
         R"({"year":2026,"notices":[],"known_on":"2025-12-01","known_on_status":"official",)"
         R"("days_off":[],"working_days":[]}])",
         "duplicate", "/years/1/known_on"},
    };
    for (const BadFile& file : files) {
        const std::string json =
            std::string(R"({"id":"X","edition":"1","weekend":[5,6],"years":)") + file.years + "}";
        try {
            (void)BusinessCalendar::from_json(json);
            ADD_FAILURE() << file.years;
        } catch (const base::Error& error) {
            EXPECT_EQ(error.kind(), base::ErrorKind::input);
            EXPECT_EQ(error.code(), file.code) << file.years;
            EXPECT_EQ(error.where(), file.where) << file.years;
        }
    }
}

TEST(CalendarBusiness, TheBookAnswersWithTheEditionAddedLast) {
    Book book;
    EXPECT_FALSE(book.has_calendar("CN"));
    EXPECT_EQ(code_of([&] { (void)book.calendar("CN"); }), "unknown_calendar");
    book.add(china());
    book.add(small_calendar(2026, {}));
    EXPECT_EQ(book.calendar("CN").edition(), "small");
    EXPECT_EQ(code_of([&] { book.add(small_calendar(2025, {})); }), "duplicate");
    EXPECT_EQ(book.calendars().size(), 2U);
}

}  // namespace
}  // namespace accord::calendar
