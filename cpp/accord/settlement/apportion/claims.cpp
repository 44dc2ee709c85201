// The methods of the claims problem over exact fractions, and the lines that show their shares.
#include "accord/settlement/apportion/claims.hpp"

#include <algorithm>
#include <bit>
#include <numeric>
#include <string>
#include <utility>

#include "accord/base/error.hpp"

namespace accord::settlement {
namespace {

using money::Wide;

constexpr Method all_methods[] = {Method::proportional, Method::constrained_equal_awards,
                                  Method::constrained_equal_losses, Method::talmud,
                                  Method::random_arrival};

Exact whole(std::size_t count) {
    return {static_cast<Wide>(count), 1};
}

Exact sum_of(std::span<const Exact> parts) {
    Exact sum;
    for (const Exact& part : parts) sum = sum + part;
    return sum;
}

/// Places of the claims in ascending order; equal ones as they stand.
std::vector<std::size_t> ascending(std::span<const Exact> claims) {
    std::vector<std::size_t> order(claims.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return claims[a] < claims[b]; });
    return order;
}

std::vector<Exact> proportional(const Exact& estate, std::span<const Exact> claims) {
    const Exact sum = sum_of(claims);
    std::vector<Exact> shares;
    for (const Exact& claim : claims) shares.push_back(claim * estate / sum);
    return shares;
}

std::vector<Exact> equal_awards(const Exact& estate, std::span<const Exact> claims) {
    std::vector<Exact> shares(claims.size());
    const std::vector<std::size_t> order = ascending(claims);
    Exact left = estate;
    for (std::size_t i = 0; i < order.size(); ++i) {
        const Exact level = left / whole(order.size() - i);
        const Exact& claim = claims[order[i]];
        // Once a claim exceeds the level, all later ones do, and the level stays what it is.
        shares[order[i]] = level < claim ? level : claim;
        left = left - shares[order[i]];
    }
    return shares;
}

std::vector<Exact> equal_losses(const Exact& estate, std::span<const Exact> claims) {
    const std::vector<std::size_t> order = ascending(claims);
    Exact sum;
    Exact loss;
    for (std::size_t i = order.size(); i > 0; --i) {  // the largest claims alone get something
        sum = sum + claims[order[i - 1]];
        loss = (sum - estate) / whole(order.size() - i + 1);
        if (i == 1 || !(loss < claims[order[i - 2]])) break;
    }
    std::vector<Exact> shares;
    for (const Exact& claim : claims) shares.push_back(loss < claim ? claim - loss : Exact{});
    return shares;
}

std::vector<Exact> talmud(const Exact& estate, std::span<const Exact> claims) {
    std::vector<Exact> halves;
    for (const Exact& claim : claims) halves.push_back(claim / whole(2));
    const Exact half = sum_of(halves);
    if (!(half < estate)) return equal_awards(estate, halves);
    std::vector<Exact> shares = equal_awards(half + half - estate, halves);
    for (std::size_t i = 0; i < shares.size(); ++i) shares[i] = claims[i] - shares[i];
    return shares;
}

std::vector<Exact> random_arrival(const Exact& estate, std::span<const Exact> claims) {
    const std::size_t count = claims.size();
    if (count > random_arrival_max) {
        base::fail_input("too_many_claims", std::to_string(count),
                         std::to_string(random_arrival_max));
    }
    // How many orders have exactly the others of `before` ahead of a claim: before! × after!.
    std::vector<Wide> factorial{1};
    for (std::size_t i = 1; i <= count; ++i) {
        factorial.push_back(factorial.back() * static_cast<Wide>(i));
    }
    std::vector<Exact> shares(count);
    for (std::uint32_t before = 0; before < (1U << count); ++before) {
        Exact left = estate;
        for (std::size_t i = 0; i < count; ++i) {
            if ((before >> i & 1U) != 0) left = left - claims[i];
        }
        if (!(Exact{} < left)) continue;
        const auto ahead = static_cast<std::size_t>(std::popcount(before));
        for (std::size_t i = 0; i < count; ++i) {
            if ((before >> i & 1U) != 0) continue;
            const Exact orders{factorial[ahead] * factorial[count - 1 - ahead], 1};
            shares[i] = shares[i] + orders * (left < claims[i] ? left : claims[i]);
        }
    }
    for (Exact& share : shares) share = share / Exact{factorial[count], 1};
    return shares;
}

base::Line claim_line(const Claim& claim, const Exact& exact, std::int64_t units,
                      const std::string& rule) {
    const money::Currency currency = claim.amount.currency();
    base::Line result = line("claim_share", rule, {units, currency});
    result.inputs = {{"claim", claim.amount.text()}, {"exact", print(exact, currency)}};
    if (claim.weight != 1) {
        result.inputs.emplace_back("holders", std::to_string(claim.weight));
        result.inputs.emplace_back("per_holder", print(exact / Exact{claim.weight, 1}, currency));
    }
    return result;
}

}  // namespace

std::string_view to_text(Method method) noexcept {
    switch (method) {
        case Method::proportional: return "proportional";
        case Method::constrained_equal_awards: return "constrained_equal_awards";
        case Method::constrained_equal_losses: return "constrained_equal_losses";
        case Method::talmud: return "talmud";
        case Method::random_arrival: break;
    }
    return "random_arrival";
}

Method method_from_text(std::string_view text) {
    for (const Method method : all_methods) {
        if (to_text(method) == text) return method;
    }
    base::fail_input("unknown_name", std::string{text}, "rule");
}

void require_rows(std::size_t count, const char* name) {
    if (count == 0) base::fail_input("no_rows", name);
}

std::vector<Exact> shares_of(Method method, const Exact& estate, std::span<const Exact> claims) {
    if (method == Method::random_arrival && claims.size() > random_arrival_max) {
        return random_arrival(estate, claims);  // refuses
    }
    if (!(estate < sum_of(claims))) return {claims.begin(), claims.end()};
    switch (method) {
        case Method::proportional: return proportional(estate, claims);
        case Method::constrained_equal_awards: return equal_awards(estate, claims);
        case Method::constrained_equal_losses: return equal_losses(estate, claims);
        case Method::talmud: return talmud(estate, claims);
        case Method::random_arrival: break;
    }
    return random_arrival(estate, claims);
}

Explained apportion(Method method, const money::Money& estate, std::span<const Claim> claims) {
    const money::Currency currency = estate.currency();
    require_not_negative(estate, "estate");
    require_rows(claims.size(), "claims");
    std::vector<Exact> totals;
    for (const Claim& claim : claims) {
        require_currency(claim.amount, currency);
        require_not_negative(claim.amount, "claims");
        if (claim.weight < 1) base::fail_input("not_positive", std::to_string(claim.weight));
        totals.push_back(Exact{claim.amount} * Exact{claim.weight, 1});
    }
    const Exact sum = sum_of(totals);
    const Exact paid = sum < Exact{estate} ? sum : Exact{estate};
    const std::vector<Exact> shares = shares_of(method, Exact{estate}, totals);
    const money::Money value{paid.round(money::Rounding::half_up), currency};
    const std::vector<std::int64_t> units = place_units(shares, value.minor());

    const std::string rule = "apportion." + std::string{to_text(method)};
    base::Line why = line("apportioned", rule, value);
    why.inputs = {{"method", std::string{to_text(method)}},
                  {"estate", estate.text()},
                  {"claims", print(sum, currency)},
                  {"left", (estate - value).text()}};
    for (std::size_t i = 0; i < claims.size(); ++i) {
        why.lines.push_back(claim_line(claims[i], shares[i], units[i], rule));
    }
    return explained(value, std::move(why));
}

}  // namespace accord::settlement
