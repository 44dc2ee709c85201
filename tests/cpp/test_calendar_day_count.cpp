// Day counts against worked figures of their conventions, their edges and what they ask for.
#include <gtest/gtest.h>

#include "accord/calendar/business.hpp"
#include "accord/calendar/day_count.hpp"
#include "throws.hpp"

namespace accord::calendar {
namespace {

using base::testing::code_of;

Date on(std::string_view text) {
    return Date::parse(text);
}

struct Row {
    DayCount convention;
    const char* from;
    const char* to;
    std::int64_t numerator;
    std::int64_t denominator;
};

void expect_fraction(const Row& row, const DayCountContext& context = {}) {
    SCOPED_TRACE(std::string{to_text(row.convention)} + " " + row.from + " " + row.to);
    const YearFraction found = year_fraction(row.convention, on(row.from), on(row.to), context);
    EXPECT_EQ(found.days * row.denominator, row.numerator * found.per_year)
        << found.days << "/" << found.per_year;
}

// Of QuantLib's tests and of the worked figures derived beside them.
TEST(CalendarDayCount, WorkedFractions) {
    const Row rows[] = {
        {DayCount::act_365, "2024-01-01", "2025-01-01", 366, 365},
        {DayCount::act_360, "2023-01-01", "2024-01-01", 73, 72},
        {DayCount::act_366, "2006-03-13", "2006-05-15", 63, 366},
        {DayCount::act_365_25, "2002-02-01", "2002-02-04", 12, 1461},
        {DayCount::act_act_isda, "2019-08-20", "2020-08-20", 66862, 66795},
        {DayCount::act_act_isda, "2024-02-29", "2025-02-28", 133283, 133590},
        {DayCount::act_act_isda, "1900-02-28", "1900-03-01", 1, 365},
        {DayCount::act_act_isda, "2024-07-01", "2024-07-01", 0, 1},
        {DayCount::act_act_afb, "1999-07-01", "2000-07-01", 1, 1},
        {DayCount::act_act_afb, "2003-07-15", "2004-01-15", 184, 365},
        {DayCount::act_act_afb, "2000-01-30", "2000-06-30", 152, 366},
        {DayCount::act_act_afb, "2004-02-29", "2008-02-29", 4, 1},
        {DayCount::act_act_afb, "2004-02-29", "2009-02-28", 5, 1},
        {DayCount::thirty_360, "2006-02-28", "2006-03-03", 5, 360},
        {DayCount::thirty_360, "2008-02-28", "2008-03-31", 33, 360},
        {DayCount::thirty_360_us, "2008-02-29", "2009-02-28", 360, 360},
        {DayCount::thirty_360_us, "2006-02-28", "2006-03-03", 3, 360},
        {DayCount::thirty_e_360, "2006-08-31", "2007-02-28", 178, 360},
        {DayCount::thirty_365, "2025-03-30", "2025-03-31", 0, 365},
        {DayCount::thirty_365, "2011-06-17", "2012-12-30", 553, 365},
    };
    for (const Row& row : rows) expect_fraction(row);
}

TEST(CalendarDayCount, CouponPeriodsBeforeAndAfterTheReference) {
    expect_fraction({DayCount::act_act_icma, "1999-02-01", "1999-07-01", 150, 365},
                    {.reference_start = on("1998-07-01"), .reference_end = on("1999-07-01")});
    // A long first coupon: 2002-08-15 … 2003-01-15 in the half-year before, then a whole one.
    expect_fraction({DayCount::act_act_icma, "2002-08-15", "2003-07-15", 337, 368},
                    {.reference_start = on("2003-01-15"), .reference_end = on("2003-07-15")});
    // A long last coupon by quarters that do not keep to the month's end.
    expect_fraction({DayCount::act_act_icma, "1999-11-30", "2000-04-30", 151, 360},
                    {.reference_start = on("1999-11-30"), .reference_end = on("2000-02-29")});
}

TEST(CalendarDayCount, MaturityAtTheEndOfFebruary) {
    const DayCountContext context{.maturity = on("2012-02-29")};
    expect_fraction({DayCount::thirty_e_360_isda, "2011-08-31", "2012-02-29", 179, 360}, context);
    expect_fraction({DayCount::thirty_e_360_isda, "2010-08-31", "2011-02-28", 180, 360}, context);
}

TEST(CalendarDayCount, WorkingDays) {
    const BusinessCalendar weekends{"none", "1", {}};
    // Monday counts, the Monday after does not.
    expect_fraction({DayCount::bus_252, "2025-06-02", "2025-06-09", 5, 252},
                    {.calendar = &weekends});
    expect_fraction({DayCount::bus_252, "2025-06-07", "2025-06-09", 0, 252},
                    {.calendar = &weekends});
}

TEST(CalendarDayCount, WhatIsMissingOrReversed) {
    const Date day = on("2025-01-31");
    for (const DayCount convention :
         {DayCount::act_act_icma, DayCount::thirty_e_360_isda, DayCount::bus_252}) {
        EXPECT_EQ(code_of([&] { (void)year_fraction(convention, day, day + 1); }),
                  "needs_argument");
    }
    EXPECT_EQ(code_of([&] { (void)year_fraction(DayCount::act_366, day, day - 1); }),
              "reversed_dates");
    EXPECT_EQ(code_of([&] {
                  (void)year_fraction(DayCount::act_act_icma, day, day + 1,
                                      {.reference_start = day, .reference_end = day + 10});
              }),
              "bad_period");
    EXPECT_EQ(code_of([] { (void)day_count_from_text("ACT/361"); }), "unknown_name");
}

TEST(CalendarDayCount, NamesReadBack) {
    EXPECT_EQ(day_count_from_text("ACT/365F"), DayCount::act_365);
    for (const DayCount convention : plain_day_counts()) {
        EXPECT_EQ(day_count_from_text(to_text(convention)), convention);
    }
}

// What `is_additive` says holds over every split of two leap-year Februaries.
TEST(CalendarDayCount, AdditiveOnesAddUp) {
    const Date start = on("2023-12-29");
    const Date end = on("2025-03-02");
    for (const DayCount convention : plain_day_counts()) {
        bool adds_up = true;
        const YearFraction whole = year_fraction(convention, start, end);
        for (Date cut = start; cut < end; cut = cut + 1) {
            const YearFraction a = year_fraction(convention, start, cut);
            const YearFraction b = year_fraction(convention, cut, end);
            if (a.per_year == b.per_year && b.per_year == whole.per_year) {
                adds_up &= a.days + b.days == whole.days;
            } else {
                adds_up &= (a.days * b.per_year + b.days * a.per_year) * whole.per_year ==
                           whole.days * a.per_year * b.per_year;
            }
        }
        EXPECT_EQ(adds_up, is_additive(convention)) << to_text(convention);
    }
}

}  // namespace
}  // namespace accord::calendar
