// Moments as text, and the local days of zones whose clocks are put forward and back.
#include <gtest/gtest.h>

#include "accord/calendar/instant.hpp"
#include "calendar_law.hpp"

namespace accord::calendar {
namespace {

constexpr std::int64_t second = 1'000'000;

TEST(CalendarInstant, ReadsAndPrintsTheStatedOffset) {
    const Instant at = Instant::parse("2026-03-02T09:30+08:00");
    EXPECT_EQ(at.micros(), 1'772'415'000 * second);
    EXPECT_EQ(at.offset_minutes(), 480);
    EXPECT_EQ(at.text(), "2026-03-02T09:30:00+08:00");
    EXPECT_EQ(at, Instant::parse("2026-03-02T01:30:00Z"));
    EXPECT_EQ(Instant::parse("2026-03-02T01:30:00Z").text(), "2026-03-02T01:30:00+00:00");
    EXPECT_EQ(Instant::parse("2026-03-02T00:00:00-03:30").text(), "2026-03-02T00:00:00-03:30");
    EXPECT_EQ(Instant::parse("2026-03-02T09:30:00.5+0800").text(),
              "2026-03-02T09:30:00.500000+08:00");
    EXPECT_EQ(Instant::parse("1969-12-31T23:59:59.999999Z").micros(), -1);
    EXPECT_EQ(Instant(-1).text(), "1969-12-31T23:59:59.999999+00:00");
    EXPECT_LT(Instant::parse("2026-03-02T09:30+09:00"), at);
}

TEST(CalendarInstant, ATimeWithoutAnOffsetIsRefused) {
    for (const char* text : {"2026-03-02T09:30", "2026-03-02T09:30:00", "2026-03-02T09:30:00.25"}) {
        EXPECT_EQ(code_of([&] { (void)Instant::parse(text); }), "naive_time") << text;
    }
    for (const char* text :
         {"", "2026-03-02", "2026-03-02 09:30Z", "2026-03-02T24:00Z", "2026-03-02T09:60Z",
          "2026-03-02T09:30:60Z", "2026-02-30T09:30Z", "2026-03-02T9:30Z", "2026-03-02T09:30Zx",
          "2026-03-02T09:30+24:00", "2026-03-02T09:30+08:60", "2026-03-02T09:30:00.1234567Z",
          "2026-03-02T09:30:00.Z", "2026-03-02T09:30+8", "2026-03-02T09:30+08:", "2026-03-02TZ"}) {
        EXPECT_EQ(code_of([&] { (void)Instant::parse(text); }), "bad_time") << text;
    }
}

// Clocks put forward at 02:00 on 2026-03-29 and back at 03:00 on 2026-10-25 (Central Europe).
Zone berlin() {
    return {"Europe/Berlin",
            {{Instant::parse("2025-10-26T01:00Z").micros(), 3'600},
             {Instant::parse("2026-03-29T01:00Z").micros(), 7'200},
             {Instant::parse("2026-10-25T01:00Z").micros(), 3'600}}};
}

TEST(CalendarZone, DaysAndTimesAreLocal) {
    const Zone zone = shanghai();
    const Instant late = Instant::parse("2026-03-02T16:00:00Z");
    EXPECT_EQ(zone.date_of(late), on("2026-03-03"));
    EXPECT_EQ(zone.seconds_of_day(late), 0);
    EXPECT_EQ(zone.date_of(Instant(late.micros() - 1)), on("2026-03-02"));
    EXPECT_EQ(zone.micros_of_day(Instant(late.micros() - 1)), 86'400 * second - 1);
    EXPECT_EQ(zone.start_of(on("2026-03-03")), late);
    EXPECT_EQ(zone.end_of(on("2026-03-02")), late);
    EXPECT_EQ(zone.end_of(on("2026-03-02")).text(), "2026-03-03T00:00:00+08:00");
    EXPECT_EQ(zone.date_of(Instant::parse("1900-01-01T00:00Z")), on("1900-01-01"));
}

TEST(CalendarZone, DaysOf23And25Hours) {
    const Zone zone = berlin();
    const auto hours = [&](const char* day) {
        return (zone.end_of(on(day)).micros() - zone.start_of(on(day)).micros()) / (3'600 * second);
    };
    EXPECT_EQ(hours("2026-03-28"), 24);
    EXPECT_EQ(hours("2026-03-29"), 23);
    EXPECT_EQ(hours("2026-10-25"), 25);
    // 02:30 was never shown: the moment of the change. 02:30 was shown twice: the first.
    const std::int64_t half_past_two = 9'000 * second;
    EXPECT_EQ(zone.at(on("2026-03-29"), half_past_two).text(), "2026-03-29T03:00:00+02:00");
    EXPECT_EQ(zone.at(on("2026-10-25"), half_past_two).text(), "2026-10-25T02:30:00+02:00");
    EXPECT_EQ(zone.at(on("2026-07-01"), half_past_two).text(), "2026-07-01T02:30:00+02:00");
}

// São Paulo put its clocks forward at midnight (2018-11-04), Samoa left 2011-12-30 out.
TEST(CalendarZone, ADayWithoutMidnightAndADayThatNeverWas) {
    const Zone sao_paulo{"America/Sao_Paulo",
                         {{0, -10'800}, {Instant::parse("2018-11-04T03:00Z").micros(), -7'200}}};
    EXPECT_EQ(sao_paulo.start_of(on("2018-11-04")).text(), "2018-11-04T01:00:00-02:00");
    EXPECT_EQ(sao_paulo.end_of(on("2018-11-03")), sao_paulo.start_of(on("2018-11-04")));
    const Zone apia{"Pacific/Apia",
                    {{0, -36'000}, {Instant::parse("2011-12-30T10:00Z").micros(), 50'400}}};
    EXPECT_EQ(apia.start_of(on("2011-12-30")), apia.start_of(on("2011-12-31")));
    EXPECT_EQ(apia.date_of(apia.start_of(on("2011-12-31"))), on("2011-12-31"));
    EXPECT_EQ(apia.end_of(on("2011-12-29")), apia.start_of(on("2011-12-31")));
}

TEST(CalendarZone, EveryLocalDayBeginsAndEndsWithItself) {
    for (const Zone& zone : {shanghai(), berlin()}) {
        for (Date day = on("2025-10-01"); day < on("2027-01-01"); day = day + 1) {
            const Instant start = zone.start_of(day);
            const Instant end = zone.end_of(day);
            ASSERT_EQ(zone.date_of(start), day);
            ASSERT_EQ(zone.seconds_of_day(start), 0);
            ASSERT_EQ(zone.date_of(Instant(start.micros() - 1)), day - 1);
            ASSERT_EQ(zone.date_of(Instant(end.micros() - 1)), day);
        }
    }
}

TEST(CalendarZone, WhatIsNoZone) {
    EXPECT_EQ(code_of([] { Zone("x", {}); }), "bad_zone");
    EXPECT_EQ(code_of([] { Zone("x", {{5, 0}, {5, 3'600}}); }), "bad_zone");
    EXPECT_EQ(code_of([] { Zone("x", {{5, 0}, {4, 3'600}}); }), "bad_zone");
    EXPECT_EQ(code_of([] { Zone("x", {{0, 86'400}}); }), "bad_zone");
    Book book;
    book.add(shanghai());
    EXPECT_EQ(code_of([&] { book.add(shanghai()); }), "duplicate");
    EXPECT_EQ(code_of([&] { (void)book.zone("Asia/Nowhere"); }), "unknown_zone");
    EXPECT_EQ(book.zone("Asia/Shanghai").transitions().size(), 1U);
}

}  // namespace
}  // namespace accord::calendar
