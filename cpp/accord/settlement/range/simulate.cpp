// Draws of an award: two numbers a sample, one for the outcome, one for the place in its range.
#include "accord/settlement/range/simulate.hpp"

#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "accord/base/error.hpp"
#include "accord/settlement/apportion/claims.hpp"
#include "accord/settlement/exact.hpp"
#include "accord/settlement/explained.hpp"
#include "accord/settlement/range/random.hpp"

namespace accord::settlement {
namespace {

struct Draw {
    double up_to = 0;  // chances of this outcome and those before it
    double low = 0;
    double high = 0;
    double peak = 0;
    bool peaked = false;
};

void check(const AwardRange& outcome, money::Currency currency) {
    require_share(outcome.chance, "chance");
    require_currency(outcome.low, currency);
    require_currency(outcome.high, currency);
    const money::Money& likely = outcome.likely.value_or(outcome.low);
    require_currency(likely, currency);
    if (less(outcome.high, outcome.low)) base::fail_input("range_reversed", outcome.high.text());
    if (less(likely, outcome.low) || less(outcome.high, likely)) {
        base::fail_input("out_of_range", likely.text(), "likely");
    }
}

std::vector<Draw> draws_of(std::span<const AwardRange> outcomes) {
    std::vector<Draw> draws;
    Exact chances;
    for (const AwardRange& outcome : outcomes) {
        check(outcome, outcomes.front().low.currency());
        chances = chances + Exact{outcome.chance};
        Draw draw;
        draw.up_to =
            static_cast<double>(chances.numerator()) / static_cast<double>(chances.denominator());
        draw.low = static_cast<double>(outcome.low.minor());
        draw.high = static_cast<double>(outcome.high.minor());
        draw.peaked = outcome.likely.has_value();
        if (outcome.likely) draw.peak = static_cast<double>(outcome.likely->minor());
        draws.push_back(draw);
    }
    if (Exact{1, 1} < chances) base::fail_input("chances_above_one", "outcomes");
    return draws;
}

/// The amount below which a share `at` of the range's draws lie.
double amount_at(const Draw& draw, double at) {
    const double width = draw.high - draw.low;
    if (!draw.peaked || width == 0) return draw.low + at * width;
    const double rise = (draw.peak - draw.low) / width;
    if (at < rise) return draw.low + std::sqrt(at * width * (draw.peak - draw.low));
    return draw.high - std::sqrt((1 - at) * width * (draw.high - draw.peak));
}

}  // namespace

Estimate simulate_award(std::span<const AwardRange> outcomes, std::int64_t samples,
                        std::int64_t seed) {
    require_rows(outcomes.size(), "outcomes");
    require_samples(samples, outcomes.size());
    const std::vector<Draw> draws = draws_of(outcomes);
    const auto stream = static_cast<std::uint64_t>(seed);
    Mean mean;
    for (std::uint64_t i = 0; i < static_cast<std::uint64_t>(samples); ++i) {
        const double which = random_unit(stream, 2 * i);
        double amount = 0;
        for (const Draw& draw : draws) {
            if (which >= draw.up_to) continue;
            amount = amount_at(draw, random_unit(stream, 2 * i + 1));
            break;
        }
        mean.add(amount);
    }

    const money::Currency currency = outcomes.front().low.currency();
    Estimate result;
    result.value = mean.mean();
    result.error = mean.error();
    result.seed = seed;
    result.samples = static_cast<std::uint64_t>(samples);
    result.unit = std::string{currency.code()};
    result.why =
        line("award_estimate", "range.simulate_award", {nearest_unit(result.value), currency});
    result.why.inputs = {{"outcomes", std::to_string(outcomes.size())},
                         {"samples", std::to_string(samples)},
                         {"seed", std::to_string(seed)}};
    return result;
}

}  // namespace accord::settlement
