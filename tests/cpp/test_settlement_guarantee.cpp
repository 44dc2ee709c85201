// Guarantee periods, recourse and limitation, against the story of the joint guarantor and edges.
#include <gtest/gtest.h>

#include "accord/base/error.hpp"
#include "accord/settlement/guarantee/guarantee.hpp"
#include "accord/settlement/guarantee/limitation.hpp"
#include "calendar_law.hpp"
#include "settlement_law.hpp"
#include "throws.hpp"

namespace accord::settlement {
namespace {

using base::testing::code_of;
using calendar::Date;
using money::Money;
using money::Rate;

const rules::Book& guarantee_book() {
    static const rules::Book book = [] {
        rules::Book made;
        made.add_json(testing_law::law_text("guarantee_cn.json"));
        return made;
    }();
    return book;
}

Money cny(std::string_view amount) {
    return Money::parse(std::string{amount} + " CNY");
}

Date day(std::string_view text) {
    return Date::parse(text);
}

/// The day, or the code of the refusal.
template <class Input>
std::string asked(Answer (*rule)(const Input&, const Law&), const Input& input,
                  std::vector<std::string> accepted = {}) {
    try {
        const Law law{guarantee_book(), std::move(accepted), &calendar::china_book()};
        return rules::print_value(rule(input, law).value);
    } catch (const Refused& refused) {
        return refused.refusal.code;
    }
}

const calendar::Book& empty() {
    static const calendar::Book book;
    return book;
}

std::string input_of(const base::Line& line, std::string_view name) {
    for (const auto& [key, value] : line.inputs) {
        if (key == name) return value;
    }
    return "(none)";
}

GuaranteeClaim loan() {
    GuaranteeClaim input;
    input.due = day("2025-02-28");
    input.mode = GuaranteeMode::joint;
    return input;
}

// The story of the joint guarantor: three years agreed; six months where nothing was.
TEST(SettlementGuaranteeClaim, ThePeriodOfTheStory) {
    GuaranteeClaim input = loan();
    input.period_months = 36;
    input.acts = {{day("2025-07-10"), ActKind::demand}};
    EXPECT_EQ(asked(guarantee_claim, input), "2028-02-28");
    const Answer answer = guarantee_claim(input, Law{guarantee_book()});
    EXPECT_EQ(input_of(answer.why, "state"), "bound");
    EXPECT_EQ(input_of(answer.why, "acted_on"), "2025-07-10");

    input.period_months.reset();
    EXPECT_EQ(asked(guarantee_claim, input), "2025-08-28");
    input.acts = {{day("2025-08-28"), ActKind::demand}};
    EXPECT_EQ(asked(guarantee_claim, input), "2025-08-28");
    input.acts = {{day("2025-09-01"), ActKind::demand}};
    EXPECT_EQ(asked(guarantee_claim, input), "guarantee_lapsed");
}

TEST(SettlementGuaranteeClaim, NotAgreedIsAGeneralGuarantee) {
    GuaranteeClaim input = loan();
    input.mode = GuaranteeMode::not_agreed;
    input.acts = {{day("2025-07-10"), ActKind::demand}};
    input.on = day("2025-08-28");
    Answer answer = guarantee_claim(input, Law{guarantee_book()});
    EXPECT_EQ(input_of(answer.why, "treated_as"), "general_guarantee");
    EXPECT_EQ(input_of(answer.why, "state"), "open");
    input.on = day("2025-08-29");
    EXPECT_EQ(asked(guarantee_claim, input), "guarantee_lapsed");
    input.acts.push_back({day("2025-08-01"), ActKind::suit, Against::debtor});
    EXPECT_EQ(asked(guarantee_claim, input), "2025-08-28");
    input.acts.back().withdrawn = true;
    EXPECT_EQ(asked(guarantee_claim, input), "guarantee_lapsed");
    input.acts = {{day("2025-08-01"), ActKind::mediation, Against::debtor}};
    EXPECT_EQ(asked(guarantee_claim, input), "guarantee_lapsed");
    input.on.reset();
    answer = guarantee_claim(input, Law{guarantee_book()});
    ASSERT_EQ(answer.why.lines.size(), 1U);
    EXPECT_EQ(answer.why.lines[0].label, "mediation_alone");
}

TEST(SettlementGuaranteeClaim, WhatCountsForAJointGuarantor) {
    GuaranteeClaim input = loan();
    input.on = day("2026-01-01");
    const Date in_time = day("2025-03-15");
    const auto with = [&](CreditorAct act) {
        input.acts = {act};
        return asked(guarantee_claim, input);
    };
    EXPECT_EQ(with({in_time, ActKind::suit}), "2025-08-28");
    EXPECT_EQ(with({in_time, ActKind::suit, Against::guarantor, true}), "guarantee_lapsed");
    EXPECT_EQ(with({in_time, ActKind::suit, Against::guarantor, true, true}), "2025-08-28");
    EXPECT_EQ(with({in_time, ActKind::suit, Against::debtor}), "guarantee_lapsed");
    EXPECT_EQ(with({in_time, ActKind::demand, Against::debtor}), "guarantee_lapsed");
    EXPECT_EQ(with({day("2025-02-28"), ActKind::demand}), "guarantee_lapsed");  // not yet due
    EXPECT_EQ(with({in_time, ActKind::enforcement, Against::guarantor}), "guarantee_lapsed");
}

TEST(SettlementGuaranteeClaim, PeriodsThatCountAsNone) {
    GuaranteeClaim input = loan();
    input.period_until = day("2025-02-28");  // ends with the debt's own term (692)
    EXPECT_EQ(asked(guarantee_claim, input), "2025-08-28");
    input.period_until = day("2025-03-01");
    EXPECT_EQ(asked(guarantee_claim, input), "2025-03-03");  // agreed for a Saturday (203)
    input.period_months = 6;
    EXPECT_EQ(code_of([&] { return asked(guarantee_claim, input); }), "two_periods");
    input.period_until.reset();
    input.period_months = 0;
    EXPECT_EQ(code_of([&] { return asked(guarantee_claim, input); }), "not_positive");
    input.period_months = 1'000'000'000'000;
    EXPECT_EQ(code_of([&] { return asked(guarantee_claim, input); }), "date_out_of_range");
    input.period_months = 6;
    input.due = day("2023-08-31");
    EXPECT_EQ(asked(guarantee_claim, input), "2024-02-29");  // 民法典 202
}

TEST(SettlementGuaranteeClaim, AnOlderContractNeedsTheUnverifiedLaw) {
    GuaranteeClaim input = loan();
    input.mode = GuaranteeMode::not_agreed;
    input.contract_on = day("2019-05-01");
    EXPECT_EQ(asked(guarantee_claim, input), "unverified_rule");
    input.acts = {{day("2025-07-10"), ActKind::demand}};  // joint then, so that a demand binds
    EXPECT_EQ(asked(guarantee_claim, input,
                    {"cn.guarantee.mode_not_agreed", "cn.guarantee.period_months_default",
                     "cn.guarantee.act_joint", "cn.period.rest_days"}),
              "2025-08-28");
}

// 民法典 203, with the notices of 2025 and 2026: the Spring Festival runs from 02-15 to 02-23.
TEST(SettlementGuaranteeClaim, ALastDayPassesOverRestDays) {
    GuaranteeClaim input = loan();
    const Law law{guarantee_book(), {}, &calendar::china_book()};
    input.due = day("2025-08-15");
    Answer answer = guarantee_claim(input, law);
    EXPECT_EQ(std::get<Date>(answer.value), day("2026-02-24"));
    EXPECT_FALSE(base::is_provisional(answer.why));
    EXPECT_EQ(input_of(answer.why, "until"), "2026-02-24");
    EXPECT_EQ(input_of(answer.why, "calendar"), "CN " + calendar::china().edition());
    ASSERT_EQ(answer.why.lines.size(), 1U);
    const base::Line& passed = answer.why.lines[0];
    EXPECT_EQ(passed.label, "rest_days_passed");
    EXPECT_EQ(passed.amount.count, 9);
    ASSERT_EQ(passed.lines.size(), 9U);
    EXPECT_EQ(passed.lines[0].label, "holiday_passed");
    EXPECT_EQ(passed.clauses[0].id, "民法典 203");
    base::check_sums(answer.why);

    input.acts = {{day("2026-02-24"), ActKind::demand}};
    EXPECT_EQ(input_of(guarantee_claim(input, law).why, "state"), "bound");
    input.acts = {{day("2026-02-25"), ActKind::demand}};
    EXPECT_EQ(asked(guarantee_claim, input), "guarantee_lapsed");

    input.acts.clear();
    input.due = day("2025-07-04");
    EXPECT_EQ(asked(guarantee_claim, input), "2026-01-04");  // a Sunday that is worked
    input.due = day("2025-09-07");
    answer = guarantee_claim(input, law);
    EXPECT_EQ(std::get<Date>(answer.value), day("2026-03-09"));
    EXPECT_EQ(answer.why.lines[0].lines[0].label, "weekend_passed");
}

TEST(SettlementGuaranteeClaim, ADayThatNoNoticeCoversIsProvisional) {
    GuaranteeClaim input = loan();
    const Law law{guarantee_book(), {}, &calendar::china_book()};
    EXPECT_FALSE(base::is_provisional(guarantee_claim(input, law).why));
    input.due = day("2026-06-24");
    EXPECT_FALSE(base::is_provisional(guarantee_claim(input, law).why));
    input.due = day("2026-06-25");  // the next year's notice may reach into the end of December
    EXPECT_TRUE(base::is_provisional(guarantee_claim(input, law).why));
    // Without a calendar every last day stands where it was counted, and is provisional.
    input.due = day("2025-08-15");
    for (const calendar::Book* calendars :
         {static_cast<const calendar::Book*>(nullptr), &empty()}) {
        const Answer answer = guarantee_claim(input, Law{guarantee_book(), {}, calendars});
        EXPECT_EQ(std::get<Date>(answer.value), day("2026-02-15"));
        EXPECT_TRUE(base::is_provisional(answer.why));
        EXPECT_EQ(input_of(answer.why, "calendar"), "(none)");
    }
}

TEST(SettlementGuaranteeAmount, ChangesAndOwnSecurity) {
    GuaranteeAmount input{
        .debt = cny("500000"), .changed_debt = {}, .debtor_security = {}, .on = day("2026-01-16")};
    const auto value = [&] { return guarantee_amount(input, Law{guarantee_book()}).value; };
    EXPECT_EQ(value(), cny("500000"));
    input.changed_debt = cny("520000");
    EXPECT_EQ(value(), cny("500000"));  // 695: not for the heavier part
    input.consent = true;
    EXPECT_EQ(value(), cny("520000"));
    input.consent = false;
    input.changed_debt = cny("480000");
    EXPECT_EQ(value(), cny("480000"));  // a lighter debt helps him
    input.debtor_security = cny("100000");
    EXPECT_EQ(value(), cny("380000"));  // 392
    input.order_agreed = true;
    EXPECT_EQ(value(), cny("480000"));
    input.order_agreed = false;
    input.debtor_security = cny("900000");
    EXPECT_EQ(value(), cny("0"));
    input.debtor_security.reset();
    input.share = Rate{1, 3};
    EXPECT_EQ(value(), cny("160000"));
    input.debt = cny("0.01");
    input.changed_debt.reset();
    input.share = Rate{1, 2};
    EXPECT_EQ(value(), cny("0.01"));  // a tie, half up
    input.on = day("2020-12-31");     // no change asked for, and yet the Civil Code of that day
    EXPECT_EQ(code_of(value), "not_in_force");
    input.on = day("2021-01-01");
    input.debt = cny("-1");
    EXPECT_EQ(code_of(value), "negative_amount");
}

// The story: 200,000 and 1,400 of interest paid, all of it claimed back.
TEST(SettlementGuaranteeRecourse, WithinWhatHeAnsweredFor) {
    Recourse input{cny("200000"), cny("1400"), {}, {}, {}};
    EXPECT_EQ(recourse(input).value, cny("201400"));
    input.costs = cny("600");
    input.bound = cny("201000");
    EXPECT_EQ(recourse(input).value, cny("201000"));
    input.recovered = cny("1000");
    EXPECT_EQ(recourse(input).value, cny("200000"));
    input.recovered = cny("201000");
    EXPECT_EQ(recourse(input).value, cny("0"));
    input.recovered = cny("201000.01");
    EXPECT_EQ(code_of([&] { return recourse(input); }), "recovered_above_claim");
    input.recovered = Money::parse("1 USD");
    EXPECT_EQ(code_of([&] { return recourse(input); }), "currency_mismatch");
}

using Event = LimitationEvent;
using EventKind = LimitationEventKind;

std::string limit(std::string_view start, std::vector<Event> events = {}) {
    Limitation input;
    input.start = day(start);
    input.events = std::move(events);
    return asked(limitation, input);
}

// The stories: an investor's three years; a loan's, interrupted by the application for mediation.
TEST(SettlementGuaranteeLimitation, ThreeYearsAndInterruption) {
    EXPECT_EQ(limit("2024-09-02"), "2027-09-02");
    EXPECT_EQ(limit("2025-02-28", {{day("2025-11-20"), EventKind::interruption}}), "2028-11-20");
    EXPECT_EQ(limit("2024-02-29"), "2027-03-01");  // 28 February is a Sunday
    EXPECT_EQ(limit("2024-09-02", {{day("2027-09-02"), EventKind::interruption}}), "2030-09-02");
    EXPECT_EQ(limit("2024-09-02", {{day("2027-09-03"), EventKind::interruption}}), "2027-09-02");
}

// 民法典 194: an obstacle counts in the last six months, and leaves six months after its end.
TEST(SettlementGuaranteeLimitation, Suspension) {
    const auto between = [](std::string_view from, std::string_view to) {
        return limit("2024-09-02", {{day(from), EventKind::suspension_start},
                                    {day(to), EventKind::suspension_end}});
    };
    EXPECT_EQ(between("2026-01-01", "2027-03-02"), "2027-09-02");  // ended before the last six
    EXPECT_EQ(between("2026-01-01", "2027-03-03"), "2027-09-03");  // reaches into them
    EXPECT_EQ(between("2027-08-01", "2027-10-01"), "2028-04-03");
    EXPECT_EQ(between("2027-09-02", "2028-09-02"), "2029-03-02");
    EXPECT_EQ(between("2027-09-03", "2028-09-02"), "2027-09-02");  // begun too late
    EXPECT_EQ(limit("2024-09-02", {{day("2027-08-01"), EventKind::suspension_start}}),
              "limitation_suspended");
    EXPECT_EQ(limit("2024-09-02", {{day("2027-10-01"), EventKind::suspension_start}}),
              "2027-09-02");
    // Interrupted while suspended: the new period runs, and the obstacle is judged against it.
    EXPECT_EQ(limit("2024-09-02", {{day("2027-08-01"), EventKind::suspension_start},
                                   {day("2027-12-01"), EventKind::interruption},
                                   {day("2028-01-01"), EventKind::suspension_end}}),
              "2030-12-02");
}

// 民法典 203: events are judged by the last day as moved, here from Saturday to Monday.
TEST(SettlementGuaranteeLimitation, EventsAreJudgedByTheMovedDay) {
    EXPECT_EQ(limit("2023-02-28"), "2026-02-28");  // a Saturday that is worked
    EXPECT_EQ(limit("2022-08-06"), "2025-08-06");
    EXPECT_EQ(limit("2022-08-09"), "2025-08-11");
    EXPECT_EQ(limit("2022-08-09", {{day("2025-08-11"), EventKind::interruption}}), "2028-08-11");
    EXPECT_EQ(limit("2022-08-09", {{day("2025-08-12"), EventKind::interruption}}), "2025-08-11");
    const auto between = [](std::string_view from, std::string_view to) {
        return limit("2022-08-09", {{day(from), EventKind::suspension_start},
                                    {day(to), EventKind::suspension_end}});
    };
    EXPECT_EQ(between("2025-08-11", "2025-09-30"), "2026-03-30");
    EXPECT_EQ(between("2025-08-12", "2025-09-30"), "2025-08-11");
    EXPECT_EQ(between("2025-01-01", "2025-02-11"), "2025-08-11");  // six months before the moved
    EXPECT_EQ(between("2025-01-01", "2025-02-12"), "2025-08-12");
    Limitation input;
    input.start = day("2023-08-09");
    input.infringed = day("2005-08-09");
    const Law law{guarantee_book(), {}, &calendar::china_book()};
    const Answer answer = limitation(input, law);
    EXPECT_EQ(std::get<Date>(answer.value), day("2025-08-11"));  // 20 years, moved as well
    EXPECT_FALSE(base::is_provisional(answer.why));
    ASSERT_EQ(answer.why.lines.size(), 2U);
    EXPECT_EQ(answer.why.lines[0].label, "ceiling_reached");
    EXPECT_EQ(answer.why.lines[1].label, "rest_days_passed");
    input.start = day("2024-09-02");
    input.infringed.reset();
    EXPECT_TRUE(base::is_provisional(limitation(input, law).why));
}

TEST(SettlementGuaranteeLimitation, TheCeilingAndOtherLaws) {
    Limitation input;
    input.start = day("2024-09-02");
    input.infringed = day("2006-01-15");
    EXPECT_EQ(asked(limitation, input), "2026-01-15");
    input.infringed = day("2024-09-03");
    EXPECT_EQ(code_of([&] { return asked(limitation, input); }), "end_before_start");
    input.infringed.reset();
    input.years = 5;
    EXPECT_EQ(asked(limitation, input), "2029-09-03");
    input.years = 0;
    EXPECT_EQ(code_of([&] { return asked(limitation, input); }), "not_positive");
    EXPECT_EQ(limit("2019-09-02"), "unverified_rule");
    EXPECT_EQ(code_of([] { return limit("2017-09-30"); }), "not_in_force");
}

TEST(SettlementGuaranteeLimitation, EventsInOrderAndInPairs) {
    EXPECT_EQ(code_of([] {
                  return limit("2024-09-02", {{day("2024-09-01"), EventKind::interruption}});
              }),
              "not_ascending");
    EXPECT_EQ(code_of([] {
                  return limit("2024-09-02", {{day("2025-09-01"), EventKind::suspension_end}});
              }),
              "suspension_unmatched");
    EXPECT_EQ(code_of([] {
                  return limit("2024-09-02", {{day("2025-09-01"), EventKind::suspension_start},
                                              {day("2025-09-02"), EventKind::suspension_start}});
              }),
              "suspension_unmatched");
}

}  // namespace
}  // namespace accord::settlement
