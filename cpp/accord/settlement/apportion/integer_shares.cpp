// Shares in whole units (dollars, lots, seats), with the rule that says who gets the units left.
#include <algorithm>
#include <numeric>
#include <string>
#include <utility>

#include "accord/base/check.hpp"
#include "accord/base/error.hpp"
#include "accord/settlement/apportion/claims.hpp"

namespace accord::settlement {
namespace {

using money::Wide;

std::int64_t floor_of(const Exact& value) {
    return value.round(money::Rounding::floor);
}

/// Whole units of parts that add up to `total`, a whole number: the parts that are not whole take
/// what the floors leave, by remainder or by claim; equal ones in the order of the rows.
std::vector<std::int64_t> place(std::span<const Exact> parts, Wide total,
                                std::span<const Exact> claims, Leftover leftover) {
    if (leftover == Leftover::largest_remainder) return place_units(parts, total);
    std::vector<std::int64_t> units;
    std::vector<std::size_t> broken;
    Wide left = total;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        units.push_back(floor_of(parts[i]));
        left -= units.back();
        if (parts[i].denominator() != 1) broken.push_back(i);
    }
    ACCORD_CHECK(left >= 0 && left <= std::ssize(broken));
    std::stable_sort(broken.begin(), broken.end(),
                     [&](std::size_t a, std::size_t b) { return claims[b] < claims[a]; });
    for (std::size_t i = 0; i < static_cast<std::size_t>(left); ++i) ++units[broken[i]];
    return units;
}

bool reckons_losses(Method method, Wide estate, Wide claims) {
    if (method == Method::talmud) return claims - estate < estate;
    return method == Method::constrained_equal_losses;
}

struct Whole {
    std::int64_t paid = 0;
    std::vector<Exact> exact;
    std::vector<std::int64_t> units;
};

Whole whole_shares(Method method, std::int64_t estate, std::span<const Exact> claims,
                   Leftover leftover) {
    Wide claimed = 0;  // may be more than money can be, where the estate is not
    for (const Exact& claim : claims) claimed += floor_of(claim);
    Whole result;
    result.paid = claimed < estate ? static_cast<std::int64_t>(claimed) : estate;
    result.exact = shares_of(method, Exact{result.paid, 1}, claims);
    if (!reckons_losses(method, result.paid, claimed)) {
        result.units = place(result.exact, result.paid, claims, leftover);
        return result;
    }
    std::vector<Exact> losses;
    for (std::size_t i = 0; i < claims.size(); ++i) losses.push_back(claims[i] - result.exact[i]);
    result.units = place(losses, claimed - result.paid, claims, leftover);
    for (std::size_t i = 0; i < claims.size(); ++i) {
        result.units[i] = floor_of(claims[i]) - result.units[i];
    }
    return result;
}

std::int64_t times(std::int64_t units, const money::Money& unit) {
    return (Exact{units, 1} * Exact{unit}).round(money::Rounding::half_up);
}

}  // namespace

Explained integer_shares(Method method, const money::Money& estate,
                         std::span<const money::Money> claims, const money::Money& unit,
                         Leftover leftover) {
    const money::Currency currency = estate.currency();
    require_not_negative(estate, "estate");
    require_currency(unit, currency);
    if (unit.minor() <= 0) base::fail_input("not_positive", unit.text(), "unit");
    require_rows(claims.size(), "claims");
    std::vector<Exact> cut;
    for (const money::Money& claim : claims) {
        require_currency(claim, currency);
        require_not_negative(claim, "claims");
        cut.emplace_back(claim.minor() / unit.minor(), 1);
    }
    const Whole whole = whole_shares(method, estate.minor() / unit.minor(), cut, leftover);
    const money::Money value{times(whole.paid, unit), currency};

    const std::string rule = "apportion.integer_shares";
    base::Line why = line("apportioned", rule, value);
    why.inputs = {
        {"method", std::string{to_text(method)}},
        {"estate", estate.text()},
        {"unit", unit.text()},
        {"leftover", leftover == Leftover::largest_claim ? "largest_claim" : "largest_remainder"},
        {"left", (estate - value).text()}};
    for (std::size_t i = 0; i < claims.size(); ++i) {
        base::Line each = line("claim_share", rule, {times(whole.units[i], unit), currency});
        each.inputs = {{"claim", claims[i].text()},
                       {"exact", print(whole.exact[i] * Exact{unit}, currency)}};
        why.lines.push_back(std::move(each));
    }
    return explained(value, std::move(why));
}

}  // namespace accord::settlement
