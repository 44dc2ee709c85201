// Orders of arrival drawn by counter, one Fisher–Yates shuffle a sample.
#include "accord/settlement/range/sampled.hpp"

#include <algorithm>
#include <numeric>
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
    std::int64_t estate = 0;
    std::vector<std::int64_t> claims;
    std::size_t claimant = 0;
};

/// What the claimant finds when his turn comes in the order drawn for this sample.
std::int64_t share_in(const Draw& draw, std::vector<std::size_t>& order, std::uint64_t seed,
                      std::uint64_t sample) {
    const std::uint64_t count = order.size();
    std::iota(order.begin(), order.end(), std::size_t{0});
    for (std::uint64_t i = count - 1; i > 0; --i) {
        std::swap(order[i], order[random_below(seed, sample * count + i, i + 1)]);
    }
    std::int64_t left = draw.estate;
    for (const std::size_t next : order) {
        const std::int64_t paid = std::min(left, draw.claims[next]);
        if (next == draw.claimant) return paid;
        left -= paid;
    }
    return 0;
}

}  // namespace

Estimate random_arrival_sampled(const money::Money& estate, std::span<const money::Money> claims,
                                std::int64_t claimant, std::int64_t samples, std::int64_t seed) {
    require_not_negative(estate, "estate");
    require_rows(claims.size(), "claims");
    require_samples(samples, claims.size());
    if (claimant < 1 || claimant > std::ssize(claims)) {
        base::fail_input("out_of_range", std::to_string(claimant), "claimant");
    }
    Draw draw{estate.minor(), {}, static_cast<std::size_t>(claimant - 1)};
    for (const money::Money& claim : claims) {
        require_currency(claim, estate.currency());
        require_not_negative(claim, "claims");
        draw.claims.push_back(claim.minor());
    }
    Mean mean;
    std::vector<std::size_t> order(claims.size());
    for (std::int64_t i = 0; i < samples; ++i) {
        mean.add(static_cast<double>(share_in(draw, order, static_cast<std::uint64_t>(seed),
                                              static_cast<std::uint64_t>(i))));
    }

    Estimate result;
    result.value = mean.mean();
    result.error = mean.error();
    result.seed = seed;
    result.samples = static_cast<std::uint64_t>(samples);
    result.unit = std::string{estate.currency().code()};
    const money::Money shown{nearest_unit(result.value), estate.currency()};
    result.why = line("arrival_estimate", "apportion.random_arrival_sampled", shown);
    result.why.inputs = {{"estate", estate.text()},
                         {"claim", claims[draw.claimant].text()},
                         {"claimants", std::to_string(claims.size())},
                         {"samples", std::to_string(samples)},
                         {"seed", std::to_string(seed)}};
    return result;
}

}  // namespace accord::settlement
