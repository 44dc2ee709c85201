// Periods of constant rate: cut from a series, added up exactly, rounded once.
#include "accord/settlement/interest/rate_periods.hpp"

#include <algorithm>
#include <utility>

#include "accord/base/error.hpp"

namespace accord::settlement {
namespace {

using calendar::Date;

base::Line period_line(const RatePeriod& period, const std::string& rule, const Exact& exact,
                       const money::Money& amount) {
    base::Line result = line("segment", rule, amount);
    result.clauses = {period.clause};
    const calendar::YearFraction fraction =
        calendar::year_fraction(period.day_count, period.from, period.to);
    result.inputs = {{"from", period.from.text()},
                     {"to", period.to.text()},
                     {"days", std::to_string(fraction.days)},
                     {"day_count", std::string{calendar::to_text(period.day_count)}}};
    if (period.published) {
        result.inputs.emplace_back("published_rate", period.published->rate.text());
        result.inputs.emplace_back("published_on", period.published->from.text());
    }
    result.inputs.emplace_back("rate", period.rate.text());
    result.inputs.emplace_back("exact", print(exact, amount.currency()));
    result.source = period.source;
    result.provisional = period.provisional;
    return result;
}

/// The day on which a rate other than that of `point`, which holds on `day`, begins, or the known
/// part ends; at most `end`.
Date next_cut(const rules::RateSeries& series, const rules::RatePoint& point, Date day, Date end) {
    Date cut = end;
    const rules::RatePoint* const last = series.points.data() + series.points.size();
    for (const rules::RatePoint* later = &point; later != last; ++later) {
        if (later->rate == point.rate) continue;
        cut = std::min(cut, later->from);
        break;
    }
    if (day <= series.known_until && series.known_until < cut) return series.known_until + 1;
    return cut;
}

}  // namespace

void require_annual(const money::Rate& rate, const char* name) {
    if (rate.per() != money::Per::year || rate.basis() != money::Basis::none ||
        rate.numerator() < 0) {
        base::fail_input("rate_unit", rate.text(), name);
    }
}

void require_plain(const money::Rate& rate, const char* name) {
    if (rate.per() != money::Per::none) base::fail_input("rate_unit", rate.text(), name);
}

Exact interest_of(const money::Money& principal, const RatePeriod& period) {
    const calendar::YearFraction fraction =
        calendar::year_fraction(period.day_count, period.from, period.to);
    return Exact{principal} * Exact{period.rate} * Exact{fraction.days, fraction.per_year};
}

Explained interest_over(base::Line why, const money::Money& principal,
                        std::span<const RatePeriod> periods, money::Rounding rounding) {
    std::vector<Exact> parts;
    Exact exact;
    for (const RatePeriod& period : periods) {
        parts.push_back(interest_of(principal, period));
        exact = exact + parts.back();
    }
    const money::Money value{exact.round(rounding), principal.currency()};
    const std::vector<std::int64_t> units = place_units(parts, value.minor());

    why.amount.count = value.minor();
    why.inputs.emplace_back("exact", print(exact, value.currency()));
    why.inputs.emplace_back("rounding", std::string{money::to_text(rounding)});
    for (std::size_t i = 0; i < parts.size(); ++i) {
        why.lines.push_back(
            period_line(periods[i], why.rule, parts[i], {units[i], value.currency()}));
    }
    return explained(value, std::move(why));
}

base::Status status_over(const rules::RateSeries& series, Date first, Date last) {
    base::Status status = series.clause.status;
    const rules::RatePoint* const end = series.points.data() + series.points.size();
    for (const rules::RatePoint* point = &series.at(first); point != end && point->from <= last;
         ++point) {
        status = base::weakest(status, point->status);
    }
    return status;
}

const rules::RatePoint& point_on(const Law& law, const rules::RateSeries& series, Date day) {
    const rules::RatePoint& point = series.at(day);
    law.admit(series.id, series.hash,
              {series.clause.id, base::weakest(series.clause.status, point.status)});
    return point;
}

std::vector<RatePeriod> published_periods(const Law& law, const rules::RateSeries& series,
                                          Date start, Date end, const money::Rate& margin) {
    (void)point_on(law, series, start);
    std::vector<RatePeriod> periods;
    for (Date day = start; day < end;) {
        const rules::RatePoint& point = point_on(law, series, day);
        const Date cut = next_cut(series, point, day, end);
        const base::Clause clause{series.clause.id, status_over(series, day, cut - 1)};
        law.admit(series.id, series.hash, clause);
        periods.push_back({day, cut, money::add(point.rate, margin), clause, series.source,
                           calendar::DayCount::act_365, day > series.known_until, point});
        day = cut;
    }
    return periods;
}

}  // namespace accord::settlement
