// Hong Kong: the judgment rate as a series, prime plus a margin before judgment.
#include "accord/settlement/interest/hk.hpp"

#include <utility>
#include <vector>

#include "accord/settlement/interest/period.hpp"
#include "accord/settlement/interest/rate_periods.hpp"

namespace accord::settlement {

using calendar::Date;
using money::Money;

Explained hk_judgment_interest(const Money& principal, Date start, Date end, const Law& law,
                               money::Rounding rounding) {
    require_not_negative(principal, "principal");
    require_period(start, end);
    const rules::RateSeries& series = law.series("hk.judgment_rate");
    base::Line why = line("judgment_interest", "hk.judgment_interest", {0, principal.currency()});
    why.clauses = {series.clause};
    why.source = series.source;
    why.inputs = {{"principal", principal.text()}, {"start", start.text()}, {"end", end.text()}};
    const std::vector<RatePeriod> periods =
        published_periods(law, series, start, end, {0, 1, money::Per::year});
    return interest_over(std::move(why), principal, periods, rounding);
}

Explained hk_prejudgment_interest(const Money& principal, const money::Rate& prime, Date start,
                                  Date end, const Law& law, money::Rounding rounding) {
    require_not_negative(principal, "principal");
    require_period(start, end);
    require_annual(prime, "prime");
    const rules::Parameter& margin = law.parameter("hk.court.prejudgment_margin", start);
    base::Line why =
        line("prejudgment_interest", "hk.prejudgment_interest", {0, principal.currency()});
    why.clauses = {margin.clause};
    why.source = margin.source;
    why.inputs = {{"principal", principal.text()},
                  {"prime", prime.text()},
                  {"margin", margin.value},
                  {"start", start.text()},
                  {"end", end.text()}};
    const std::vector<RatePeriod> periods = {{start, end,
                                              money::add(prime, money::Rate::parse(margin.value)),
                                              margin.clause, margin.source}};
    return interest_over(std::move(why), principal, periods, rounding);
}

}  // namespace accord::settlement
