// Runs of days: cut, counted, and turned into fractions of a year.
#include "accord/settlement/interest/period.hpp"

#include <algorithm>
#include <utility>

#include "accord/base/error.hpp"

namespace accord::settlement {

using calendar::Date;
using calendar::DayCount;

namespace {

/// Each day weighs what its own date says.
bool weighs_days_by_date(DayCount day_count) {
    return day_count == DayCount::act_act_isda || day_count == DayCount::act_act_icma ||
           day_count == DayCount::act_act_afb;
}

}  // namespace

std::string print(BothEnds both_ends) {
    return both_ends == BothEnds::yes ? "yes" : "no";
}

Counted count(DayCount day_count, const DayRun& run) {
    const calendar::YearFraction whole = calendar::year_fraction(day_count, run.from, run.to);
    const bool by_date = weighs_days_by_date(day_count);
    const std::int64_t weight = day_count == DayCount::act_365_25 ? 4 : 1;  // of 1461
    Counted result{by_date ? run.to - run.from : whole.days / weight, {whole.days, whole.per_year}};
    if (!run.last_day_too) return result;

    ++result.days;
    if (!by_date) {
        result.years = result.years + Exact{weight, whole.per_year};
        return result;
    }
    const Date next = calendar::date_checked(std::int64_t{run.to.days()} + 1);
    const calendar::YearFraction last = calendar::year_fraction(day_count, run.to, next);
    result.years = result.years + Exact{last.days, last.per_year};
    return result;
}

std::vector<DayRun> runs(Date start, Date end, BothEnds both_ends, std::vector<Date> cuts) {
    const bool last_day_too = both_ends == BothEnds::yes;
    std::sort(cuts.begin(), cuts.end());
    std::vector<DayRun> result;
    Date from = start;
    for (const Date cut : cuts) {
        if (cut <= from || cut > end || (cut == end && !last_day_too)) continue;
        result.push_back({from, cut, false});
        from = cut;
    }
    if (from < end || last_day_too) result.push_back({from, end, last_day_too});
    return result;
}

void require_period(Date start, Date end) {
    if (end < start) base::fail_input("end_before_start", end.text(), start.text());
}

DayCount day_count_of(const money::Rate& rate, std::optional<DayCount> given) {
    if (rate.per() != money::Per::year) base::fail_input("rate_unit", rate.text());
    std::optional<DayCount> own;
    switch (rate.basis()) {
        case money::Basis::act_360: own = DayCount::act_360; break;
        case money::Basis::act_365: own = DayCount::act_365; break;
        case money::Basis::thirty_360: own = DayCount::thirty_360; break;
        case money::Basis::none: break;
    }
    if (!own && !given) base::fail_input("rate_unit", rate.text());
    if (own && given && *own != *given) base::fail_input("rate_unit", rate.text(), "day_count");
    return own ? *own : *given;
}

}  // namespace accord::settlement
