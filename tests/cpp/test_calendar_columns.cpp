// Terms over columns against `reckon` row by row, counting back, and what a late holiday moves.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "accord/base/error.hpp"
#include "accord/calendar/moved_terms.hpp"
#include "tree_file.hpp"

namespace accord::calendar {
namespace {

const BusinessCalendar& china() {
    static const BusinessCalendar calendar =
        BusinessCalendar::from_json(base::testing::tree_file("python/accord/law/calendar_cn.json"));
    return calendar;
}

std::vector<TermRule> many_rules() {
    std::vector<TermRule> rules;
    for (const Unit unit : {Unit::calendar_day, Unit::business_day, Unit::clear_day, Unit::week,
                            Unit::month, Unit::year}) {
        for (const Roll roll : {Roll::none, Roll::forward, Roll::backward}) {
            for (const RestDays rest : {RestDays::work_calendar, RestDays::announced_only}) {
                TermRule rule;
                rule.amount = unit == Unit::year ? 3 : 15;
                rule.unit = unit;
                rule.roll = roll;
                rule.rest_days = rest;
                rules.push_back(rule);
                if (unit == Unit::clear_day) continue;
                rule.day_zero = DayZero::included;
                rules.push_back(rule);
            }
        }
    }
    TermRule back;
    back.amount = 3;
    back.unit = Unit::clear_day;
    back.direction = Direction::before;
    back.business_up_to = 5;
    rules.push_back(back);
    return rules;
}

struct Column {
    std::vector<std::uint16_t> rule;
    std::vector<std::int32_t> trigger;
    std::vector<std::int32_t> excluded;
};

Column column_of(std::size_t rows, std::size_t rules, int first_year, int years) {
    std::mt19937 chance(20'260'302);
    Column made;
    const std::int32_t from = Date::of(first_year, 1, 1).days();
    for (std::size_t i = 0; i < rows; ++i) {
        made.rule.push_back(static_cast<std::uint16_t>(chance() % rules));
        made.trigger.push_back(
            from + static_cast<std::int32_t>(chance() % (365U * static_cast<unsigned>(years))));
        made.excluded.push_back(chance() % 3 == 0 ? static_cast<std::int32_t>(chance() % 20) : 0);
    }
    return made;
}

TEST(CalendarColumns, EveryRowIsWhatReckonAnswersAlone) {
    Book book;
    book.add(china());
    const std::vector<TermRule> rules = many_rules();
    // Before the first notice, within the tables, and far beyond the last one.
    const std::vector<std::pair<int, int>> spans{{1995, 15}, {2005, 25}, {2040, 60}};
    for (const auto& [first_year, years] : spans) {
        const Column column = column_of(12'000, rules.size(), first_year, years);
        const LastDays answer =
            last_days({rules, column.rule, column.trigger, column.excluded}, book);
        for (std::size_t i = 0; i < column.rule.size(); ++i) {
            const TermDue due =
                reckon(rules[column.rule[i]], Date{column.trigger[i]}, book,
                       column.excluded[i] == 0 ? std::vector<Exclusion>{}
                                               : std::vector<Exclusion>{{column.excluded[i], "x"}});
            ASSERT_EQ(Date{answer.due[i]}, due.due) << i << " " << Date{column.trigger[i]}.text();
            ASSERT_EQ(answer.state[i] == RowState::provisional, due.provisional) << i;
        }
    }
}

TEST(CalendarColumns, ARowThatCanNotBeReckonedIsAnErrorCell) {
    Book book;
    book.add(china());
    TermRule rule;
    rule.amount = 100;
    rule.unit = Unit::year;
    const std::vector<TermRule> rules{rule};
    const std::vector<std::uint16_t> follows{0, 0};
    const std::vector<std::int32_t> days{last_date.days(), 20'000};
    const LastDays answer = last_days({rules, follows, days, {}}, book);
    EXPECT_EQ(answer.state[0], RowState::error);
    EXPECT_EQ(answer.state[1], RowState::final_day);
    const std::vector<std::uint16_t> none{0, 1};
    EXPECT_THROW((void)last_days({rules, none, days, {}}, book), base::Error);
    rule.unit = Unit::hour;
    const std::vector<TermRule> hours{rule};
    EXPECT_THROW((void)last_days({hours, follows, days, {}}, book), base::Error);
}

TEST(CalendarColumns, WorkingDaysOfShortAndLongColumns) {
    for (const std::size_t rows : {std::size_t{5}, std::size_t{30'000}}) {
        const Column column = column_of(rows, 1, 2000, 40);
        std::vector<std::int32_t> n;
        for (std::size_t i = 0; i < rows; ++i) n.push_back(1 + static_cast<std::int32_t>(i % 400));
        std::vector<std::int32_t> same(rows);
        std::vector<std::int32_t> each(rows);
        std::vector<std::int32_t> between(rows);
        add_working_days(china(), column.trigger, 15, same);
        add_working_days(china(), column.trigger, n, each);
        working_days_between(china(), column.trigger, each, between);
        EXPECT_EQ(between, n);
        for (std::size_t i = 0; i < rows; ++i) {
            const Date day{column.trigger[i]};
            ASSERT_EQ(Date{same[i]}, china().add_working_days(day, 15));
            ASSERT_EQ(Date{each[i]}, china().add_working_days(day, n[i]));
        }
    }
}

TEST(CalendarColumns, ANewEditionMovesWhatItChangesAndNothingElse) {
    std::vector<YearNotice> years = china().years();
    YearNotice revised = years.back();
    revised.known_on = Date::of(2026, 6, 1);
    revised.days_off.push_back(Date::of(2026, 7, 6));
    revised.working_days.push_back(Date::of(2026, 7, 11));
    years.push_back(revised);
    const BusinessCalendar now(china().id(), "late", years, {}, {5, 6});
    Book before_book;
    before_book.add(china());
    Book now_book;
    now_book.add(now);
    const std::vector<TermRule> rules = many_rules();
    const Column column = column_of(20'000, rules.size(), 2026, 1);
    const TermColumns terms{rules, column.rule, column.trigger, column.excluded};
    const std::vector<std::int32_t> due = last_days(terms, before_book).due;
    const std::vector<std::int32_t> anew = last_days(terms, now_book).due;
    const std::vector<MovedTerm> moved = moved_terms(terms, due, china(), now);
    std::size_t next = 0;
    for (std::size_t i = 0; i < due.size(); ++i) {
        const TermRule& rule = rules[column.rule[i]];
        const bool counts_back = rule.direction == Direction::before;
        if (due[i] == anew[i] && !counts_back) {
            EXPECT_FALSE(next < moved.size() && moved[next].row == i) << i;
        } else if (due[i] != anew[i]) {
            ASSERT_TRUE(next < moved.size() && moved[next].row == i) << i;
            EXPECT_EQ(moved[next].was, Date{due[i]});
            EXPECT_EQ(moved[next].now, Date{anew[i]});
            ++next;
        }
    }
    EXPECT_GT(next, 50U);
    EXPECT_EQ(next, moved.size());
    EXPECT_TRUE(moved_terms(terms, due, china(), china()).empty());
    const BusinessCalendar other("XX", "1", years, {}, {5, 6});
    EXPECT_THROW((void)moved_terms(terms, due, china(), other), base::Error);
}

TEST(CalendarColumns, ChangedDaysAreThoseThatAreWorkedOrAnnouncedOtherwise) {
    std::vector<YearNotice> years = china().years();
    YearNotice revised = years.back();
    revised.known_on = Date::of(2026, 6, 1);
    revised.days_off.push_back(Date::of(2026, 7, 6));
    years.push_back(revised);
    const StatutoryDays statutory{"art 2",
                                  Date::of(2024, 11, 10),
                                  base::Status::official,
                                  {{1, 1}, {5, 1}, {5, 2}, {10, 1}, {10, 2}, {10, 3}}};
    const BusinessCalendar before("T", "1", china().years(), statutory);
    const BusinessCalendar now("T", "2", years, statutory);
    EXPECT_THAT(changed_days(before, now), ::testing::ElementsAre(Date::of(2026, 7, 6)));
    // Known only now: the statutory days of the years beyond.
    const BusinessCalendar bare("T", "3", china().years());
    EXPECT_EQ(changed_days(bare, before).front(), Date::of(2027, 1, 1));
}

}  // namespace
}  // namespace accord::calendar
