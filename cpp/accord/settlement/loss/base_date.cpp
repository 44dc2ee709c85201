// The base date by cumulative turnover with its floor and ceiling, and the mean of the closes.
#include "accord/settlement/loss/base_date.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "accord/base/error.hpp"
#include "accord/settlement/exact.hpp"

namespace accord::settlement {
namespace {

constexpr const char* date_rule_id = "cn.misrepresentation.base_date";
constexpr const char* price_rule_id = "cn.misrepresentation.base_price";

std::vector<base::Clause> clauses_of(const char* paragraph) {
    return {{paragraph, base::Status::official}};
}

void check_day(const Turnover& day, const std::optional<std::int64_t>& tradable_shares) {
    if (day.volume && day.share) base::fail_input("volume_and_turnover", day.date.text(), "days");
    if (!day.volume && !day.share) base::fail_input("needs_argument", "turnover", "days");
    const bool bad_share =
        day.share && (day.share->numerator() < 0 || day.share->per() != money::Per::none);
    if (bad_share || (day.volume && *day.volume < 0)) {
        base::fail_input("bad_turnover", day.date.text(), "days");
    }
    if (!day.volume) return;
    if (!tradable_shares) base::fail_input("needs_argument", "tradable_shares");
    if (*tradable_shares <= 0) {
        base::fail_input("no_tradable_shares", std::to_string(*tradable_shares));
    }
}

/// The days from disclosure on with the turnover up to each.
struct Course {
    std::vector<calendar::Date> days;
    std::vector<Fraction> cumulative;
    std::int64_t reached = 0;  // the first trading day with the whole turnover, 0 for none
};

Course course_of(const BaseDate& input, const Fraction& whole) {
    Course course;
    Fraction sum;
    const Turnover* last = nullptr;
    for (const Turnover& day : input.days) {
        if (last != nullptr && day.date <= last->date) {
            base::fail_input("days_out_of_order", day.date.text(), "days");
        }
        last = &day;
        check_day(day, input.tradable_shares);
        if (day.date < input.disclosed) continue;
        sum += day.volume ? Fraction{*day.volume, *input.tradable_shares} : fraction(*day.share);
        course.days.push_back(day.date);
        course.cumulative.push_back(sum);
        if (course.reached == 0 && sum >= whole) course.reached = std::ssize(course.days);
    }
    return course;
}

std::string percent(const Fraction& share) {
    const Fraction hundredfold = share * 100;
    return (denominator(hundredfold) == 1 ? hundredfold.str() : "(" + hundredfold.str() + ")") +
           "%";
}

}  // namespace

Answer base_date(const BaseDate& input, const Law& law) {
    const std::int64_t least = law.count("cn.misrepresentation.base_days_min", input.judged);
    const std::int64_t most = law.count("cn.misrepresentation.base_days_max", input.judged);
    const rules::Parameter& whole =
        law.parameter("cn.misrepresentation.base_turnover", input.judged);
    const Course course = course_of(input, fraction(money::Rate::parse(whole.value)));
    const std::int64_t day = course.reached == 0 ? most : std::clamp(course.reached, least, most);
    if (day > std::ssize(course.days)) {
        base::fail_input("too_few_days", std::to_string(course.days.size()), "days");
    }
    const auto at = static_cast<std::size_t>(day - 1);
    const calendar::Date found = course.days[at];

    base::Line why;
    why.label = "base_date";
    why.rule = date_rule_id;
    why.amount = {day, "day"};
    why.clauses =
        clauses_of(course.reached != 0 && course.reached >= least && course.reached <= most
                       ? "虚假陈述规定(2022) 26(2)"
                       : "虚假陈述规定(2022) 26(3)");
    why.inputs = {{"disclosed", input.disclosed.text()},
                  {"first_trading_day", course.days.front().text()},
                  {"trading_day", std::to_string(day)},
                  {"turnover_reached", percent(course.cumulative[at])}};
    if (course.reached != 0) {
        why.inputs.emplace_back("reached_on_day", std::to_string(course.reached));
    }
    why.source = whole.source;
    return {found, std::move(why)};
}

std::vector<Close> closes_that_count(const BasePrice& input) {
    std::vector<Close> closes;
    std::copy_if(input.closes.begin(), input.closes.end(), std::back_inserter(closes),
                 [&](const Close& close) {
                     return input.disclosed <= close.date && close.date <= input.base_date;
                 });
    return closes;
}

Answer base_price(const BasePrice& input) {
    if (input.base_date < input.disclosed) {
        base::fail_input("end_before_start", input.base_date.text(), "base_date");
    }
    std::vector<ExRights> events = input.ex_rights;
    std::stable_sort(events.begin(), events.end(),
                     [](const ExRights& a, const ExRights& b) { return a.date < b.date; });
    const std::vector<Close> closes = closes_that_count(input);
    if (closes.empty()) base::fail_input("no_closes", input.disclosed.text(), "closes");
    const money::Currency currency = closes.front().price.currency();
    std::set<calendar::Date> seen;
    Fraction sum;
    for (const Close& close : closes) {
        require_not_negative(close.price, "closes");
        require_currency(close.price, currency);
        if (!seen.insert(close.date).second) {
            base::fail_input("day_twice", close.date.text(), "closes");
        }
        sum += restated({close.date, Side::buy, Fraction{1}, fraction(close.price)}, events,
                        input.base_date)
                   .price;
    }
    const Fraction days = Fraction{std::ssize(seen)};

    base::Line why;
    why.label = "base_price";
    why.rule = price_rule_id;
    why.amount = {std::ssize(seen), "day"};
    why.clauses = clauses_of("虚假陈述规定(2022) 26(4)");
    why.inputs = {{"from", input.disclosed.text()},
                  {"to", input.base_date.text()},
                  {"days", std::to_string(seen.size())},
                  {"sum_of_closes", show_price(sum, currency)}};
    return {print_price(sum / days, currency), std::move(why)};
}

}  // namespace accord::settlement
