// Simple interest, and interest over a published series cut where its rate changes.
#include "accord/settlement/interest/simple.hpp"

#include <utility>
#include <vector>

#include "accord/base/check.hpp"
#include "accord/base/error.hpp"
#include "accord/settlement/exact.hpp"

namespace accord::settlement {
namespace {

using calendar::Date;
using calendar::DayCount;

struct Counted {
    std::int64_t days = 0;
    std::int64_t per_year = 1;
};

void require_period(Date start, Date end) {
    if (end < start) base::fail_input("end_before_start", end.text(), start.text());
}

DayCount day_count_of(const money::Rate& rate) {
    switch (rate.basis()) {
        case money::Basis::act_360: return DayCount::act_360;
        case money::Basis::act_365: return DayCount::act_365;
        case money::Basis::thirty_360: return DayCount::thirty_360;
        case money::Basis::none: break;
    }
    base::fail_input("rate_unit", rate.text());
}

/// Days and their divisor as the rate's own unit asks; the last day once more where both ends
/// count.
Counted count(const money::Rate& rate, Date start, Date end, BothEnds both_ends) {
    const std::int64_t extra = both_ends == BothEnds::yes ? 1 : 0;
    if (rate.per() == money::Per::day) return {end - start + extra, 1};
    if (rate.per() != money::Per::year) base::fail_input("rate_unit", rate.text());
    const calendar::YearFraction fraction = calendar::year_fraction(day_count_of(rate), start, end);
    return {fraction.days + extra, fraction.per_year};
}

std::string print(BothEnds both_ends) {
    return both_ends == BothEnds::yes ? "yes" : "no";
}

/// A run of days at one rate; `to` itself does not count, but for the last day of both ends.
struct Segment {
    Date from;
    Date to;
    const rules::RatePoint* point = nullptr;
    Counted counted;
    bool provisional = false;
};

/// Where the next cut lies after `day`: at a new rate, or where the series ceases to be known.
Date next_cut(const rules::RateSeries& series, const rules::RatePoint& point, Date day, Date end) {
    Date cut = end;
    for (const rules::RatePoint& later : series.points) {
        // A publication that repeats the rate opens no segment.
        if (later.from > day && later.rate != point.rate) {
            if (later.from < cut) cut = later.from;
            break;
        }
    }
    const Date unknown_from = series.known_until + 1;
    return day < unknown_from && unknown_from < cut ? unknown_from : cut;
}

std::vector<Segment> segments_of(const SeriesInterest& input) {
    const rules::RateSeries& series = *input.series;
    std::vector<Segment> segments;
    for (Date day = input.start; day < input.end;) {
        const rules::RatePoint& point = series.at(day);
        const Date cut = next_cut(series, point, day, input.end);
        const calendar::YearFraction part = calendar::year_fraction(input.day_count, day, cut);
        segments.push_back(
            {day, cut, &point, {part.days, part.per_year}, day > series.known_until});
        day = cut;
    }
    if (input.both_ends == BothEnds::no) return segments;

    const rules::RatePoint& point = series.at(input.end);
    const bool provisional = input.end > series.known_until;
    if (!segments.empty() && segments.back().point->rate == point.rate &&
        segments.back().provisional == provisional) {
        ++segments.back().counted.days;
        return segments;
    }
    const calendar::YearFraction none =
        calendar::year_fraction(input.day_count, input.end, input.end);
    segments.push_back({input.end, input.end, &point, {1, none.per_year}, provisional});
    return segments;
}

money::Rate applied_rate(const SeriesInterest& input, const rules::RatePoint& point) {
    return money::scale(money::add(point.rate, input.spread), input.multiple.numerator(),
                        input.multiple.denominator());
}

void check_input(const SeriesInterest& input) {
    ACCORD_CHECK(input.series != nullptr);
    require_not_negative(input.principal, "principal");
    require_period(input.start, input.end);
    if (input.multiple.per() != money::Per::none || input.multiple.numerator() < 0) {
        base::fail_input("rate_unit", input.multiple.text(), "multiple");
    }
    if (input.spread.per() != money::Per::year || input.spread.basis() != money::Basis::none) {
        base::fail_input("rate_unit", input.spread.text(), "spread");
    }
    (void)input.series->at(input.start);
}

base::Line segment_line(const SeriesInterest& input, const Segment& segment, const Exact& exact,
                        std::int64_t units) {
    const rules::RateSeries& series = *input.series;
    const money::Currency currency = input.principal.currency();
    base::Line result = line("segment", "interest.series", {units, currency});
    // The weaker of the series' and the point's status, so that the figure prints its weakest.
    result.clauses = {
        {series.clause.id, base::weakest(series.clause.status, segment.point->status)}};
    result.inputs = {{"from", segment.from.text()},
                     {"to", segment.to.text()},
                     {"days", std::to_string(segment.counted.days)},
                     {"published_rate", segment.point->rate.text()},
                     {"published_on", segment.point->from.text()},
                     {"rate", applied_rate(input, *segment.point).text()},
                     {"exact", print(exact, currency)}};
    result.source = series.source;
    result.provisional = segment.provisional;
    return result;
}

}  // namespace

Explained simple_interest(const money::Money& principal, const money::Rate& rate, Date start,
                          Date end, BothEnds both_ends, money::Rounding rounding) {
    require_not_negative(principal, "principal");
    require_period(start, end);
    const Counted counted = count(rate, start, end, both_ends);
    const Exact exact = Exact{principal} * Exact{rate} * Exact{counted.days, counted.per_year};
    const money::Money value{exact.round(rounding), principal.currency()};

    base::Line why = line("interest", "interest.simple", value);
    why.inputs = {{"principal", principal.text()},
                  {"rate", rate.text()},
                  {"start", start.text()},
                  {"end", end.text()},
                  {"both_ends", print(both_ends)},
                  {"days", std::to_string(counted.days)},
                  {"exact", print(exact, principal.currency())},
                  {"rounding", std::string{money::to_text(rounding)}}};
    return explained(value, std::move(why));
}

Explained series_interest(const SeriesInterest& input) {
    check_input(input);
    const money::Currency currency = input.principal.currency();
    const std::vector<Segment> segments = segments_of(input);

    std::vector<Exact> parts;
    Exact exact;
    std::int64_t days = 0;
    for (const Segment& segment : segments) {
        parts.push_back(Exact{input.principal} * Exact{applied_rate(input, *segment.point)} *
                        Exact{segment.counted.days, segment.counted.per_year});
        exact = exact + parts.back();
        days += segment.counted.days;
    }
    const money::Money value{exact.round(input.rounding), currency};
    const std::vector<std::int64_t> units = place_units(parts, value.minor());

    base::Line why = line("interest", "interest.series", value);
    why.clauses = {input.series->clause};
    why.inputs = {{"principal", input.principal.text()},
                  {"series", input.series->id},
                  {"start", input.start.text()},
                  {"end", input.end.text()},
                  {"both_ends", print(input.both_ends)},
                  {"days", std::to_string(days)},
                  {"day_count", std::string{calendar::to_text(input.day_count)}}};
    if (input.spread.numerator() != 0) why.inputs.emplace_back("spread", input.spread.text());
    if (input.multiple != money::Rate{1, 1})
        why.inputs.emplace_back("multiple", input.multiple.text());
    why.inputs.emplace_back("exact", print(exact, currency));
    why.inputs.emplace_back("rounding", std::string{money::to_text(input.rounding)});
    why.source = input.series->source;
    for (std::size_t i = 0; i < segments.size(); ++i) {
        why.lines.push_back(segment_line(input, segments[i], parts[i], units[i]));
    }
    return explained(value, std::move(why));
}

}  // namespace accord::settlement
