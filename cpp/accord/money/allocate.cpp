// Largest remainder, on exact products: nothing is rounded before the last step.
#include "accord/money/allocate.hpp"

#include <algorithm>
#include <numeric>
#include <string>

#include "accord/base/error.hpp"

namespace accord::money {
namespace {

Wide sum_checked(std::span<const std::int64_t> weights) {
    Wide sum = 0;
    for (const std::int64_t weight : weights) {
        if (weight < 0) base::fail_input("negative_weight", std::to_string(weight));
        sum += weight;
    }
    if (sum == 0) base::fail_input("no_weight");
    return sum;
}

}  // namespace

std::vector<Money> allocate(const Money& total, std::span<const std::int64_t> weights) {
    const Wide weight_sum = sum_checked(weights);
    const bool negative = total.minor() < 0;
    const Wide magnitude = negative ? -Wide{total.minor()} : Wide{total.minor()};

    std::vector<Wide> shares;
    std::vector<Wide> remainders;
    Wide left = magnitude;
    for (const std::int64_t weight : weights) {
        const Wide exact = magnitude * weight;
        shares.push_back(exact / weight_sum);
        remainders.push_back(exact % weight_sum);
        left -= shares.back();
    }

    // Fewer minor units are left than there are remainders above zero: each gets at most one more.
    std::vector<std::size_t> order(weights.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return remainders[a] > remainders[b]; });
    for (std::size_t i = 0; i < static_cast<std::size_t>(left); ++i) ++shares[order[i]];

    std::vector<Money> result;
    result.reserve(shares.size());
    for (const Wide share : shares) {
        result.emplace_back(static_cast<std::int64_t>(negative ? -share : share), total.currency());
    }
    return result;
}

}  // namespace accord::money
