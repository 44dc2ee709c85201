// Simple interest, and interest over a published series cut where its rate changes.
#include "accord/settlement/interest/simple.hpp"

#include <utility>
#include <vector>

#include "accord/base/check.hpp"
#include "accord/base/error.hpp"
#include "accord/settlement/exact.hpp"
#include "accord/settlement/interest/rate_periods.hpp"

namespace accord::settlement {
namespace {

using calendar::Date;
using calendar::DayCount;

Counted count(const money::Rate& rate, const DayRun& run, std::optional<DayCount> day_count) {
    if (rate.per() != money::Per::day) return count(day_count_of(rate, day_count), run);
    if (day_count) base::fail_input("rate_unit", rate.text(), "day_count");
    const std::int64_t days = (run.to - run.from) + (run.last_day_too ? 1 : 0);
    return {days, {days, 1}};
}

/// The first day after `day` with a new rate, or from which the series is not known; a publication
/// that repeats the rate opens no segment.
std::vector<Date> cuts_of(const rules::RateSeries& series, Date start, Date end) {
    std::vector<Date> cuts{series.known_until + 1};
    const rules::RatePoint* last = &series.at(start);
    for (const rules::RatePoint& point : series.points) {
        if (point.from <= start) continue;
        if (point.from > end) break;
        if (point.rate != last->rate) cuts.push_back(point.from);
        last = &point;
    }
    return cuts;
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

}  // namespace

Explained simple_interest(const money::Money& principal, const money::Rate& rate, Date start,
                          Date end, BothEnds both_ends, money::Rounding rounding,
                          std::optional<DayCount> day_count) {
    require_not_negative(principal, "principal");
    require_period(start, end);
    const Counted counted = count(rate, {start, end, both_ends == BothEnds::yes}, day_count);
    const Exact exact = Exact{principal} * Exact{rate} * counted.years;
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
    if (day_count) why.inputs.emplace_back("day_count", calendar::to_text(*day_count));
    return explained(value, std::move(why));
}

std::vector<SeriesSegment> series_segments(const SeriesInterest& input) {
    check_input(input);
    const rules::RateSeries& series = *input.series;
    std::vector<SeriesSegment> result;
    for (const DayRun& run :
         runs(input.start, input.end, input.both_ends, cuts_of(series, input.start, input.end))) {
        const rules::RatePoint& point = series.at(run.from);
        const Counted counted = count(input.day_count, run);
        const Exact interest =
            Exact{input.principal} * Exact{applied_rate(input, point)} * counted.years;
        const Date last = run.last_day_too ? run.to : run.to - 1;
        result.push_back({run, &point, counted, interest, run.from > series.known_until,
                          status_over(series, run.from, last)});
    }
    return result;
}

base::Line segment_line(const SeriesInterest& input, const SeriesSegment& segment,
                        std::int64_t units) {
    const rules::RateSeries& series = *input.series;
    const money::Currency currency = input.principal.currency();
    base::Line result = line("segment", "interest.series", {units, currency});
    // The weakest of the series and its points, so that the figure prints its weakest.
    result.clauses = {{series.clause.id, segment.status}};
    result.inputs = {{"from", segment.run.from.text()},
                     {"to", segment.run.to.text()},
                     {"days", std::to_string(segment.counted.days)},
                     {"published_rate", segment.point->rate.text()},
                     {"published_on", segment.point->from.text()},
                     {"rate", applied_rate(input, *segment.point).text()},
                     {"exact", print(segment.interest, currency)}};
    result.source = series.source;
    result.provisional = segment.provisional;
    return result;
}

Explained series_interest(const SeriesInterest& input) {
    const std::vector<SeriesSegment> segments = series_segments(input);
    const money::Currency currency = input.principal.currency();

    std::vector<Exact> parts;
    Exact exact;
    std::int64_t days = 0;
    for (const SeriesSegment& segment : segments) {
        parts.push_back(segment.interest);
        exact = exact + segment.interest;
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
        why.lines.push_back(segment_line(input, segments[i], units[i]));
    }
    return explained(value, std::move(why));
}

}  // namespace accord::settlement
