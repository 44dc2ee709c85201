// Rounding, printing and placing of fractions of any size.
#include "accord/settlement/range/fraction.hpp"

#include <algorithm>
#include <numeric>

#include "accord/base/check.hpp"
#include "accord/base/error.hpp"

namespace accord::settlement {
namespace {

using Integer = boost::multiprecision::cpp_int;

std::int64_t narrow(const Integer& value) {
    if (value > INT64_MAX || value < INT64_MIN) base::fail_money("overflow");
    return static_cast<std::int64_t>(value);
}

Integer floor_of(const Fraction& value) {
    Integer whole = numerator(value) / denominator(value);  // towards zero
    if (whole * denominator(value) > numerator(value)) --whole;
    return whole;
}

/// Where the value lies between its floor and the next whole number, in halves of the way.
int half_of(const Fraction& rest) {
    const Fraction twice = rest * 2;
    return twice < 1 ? -1 : (twice == 1 ? 0 : 1);
}

bool goes_up(const Integer& whole, const Fraction& rest, money::Rounding rounding) {
    const bool negative = whole < 0;  // with a rest, then the value is below zero
    const int half = half_of(rest);
    switch (rounding) {
        case money::Rounding::ceiling: return true;
        case money::Rounding::floor: return false;
        case money::Rounding::down: return negative;
        case money::Rounding::up: return !negative;
        case money::Rounding::half_up: return half > 0 || (half == 0 && !negative);
        case money::Rounding::half_down: return half > 0 || (half == 0 && negative);
        case money::Rounding::half_even: break;
    }
    return half > 0 || (half == 0 && whole % 2 != 0);
}

}  // namespace

Fraction fraction(const money::Rate& rate) {
    return {rate.numerator(), rate.denominator()};
}

Fraction fraction(const Exact& value) {
    return {value.numerator(), value.denominator()};
}

Fraction fraction(const money::Money& amount) {
    return amount.minor();
}

std::int64_t round(const Fraction& value, money::Rounding rounding) {
    const Integer whole = floor_of(value);
    const Fraction rest = value - whole;
    if (rest == 0 || !goes_up(whole, rest, rounding)) return narrow(whole);
    return narrow(whole + 1);
}

std::string print(const Fraction& value) {
    return value.str();
}

std::string print(const Fraction& minor, money::Currency currency) {
    constexpr unsigned bits_max = 100;  // what the exact fractions of 128 bits print safely
    const Integer size = abs(numerator(minor)) + denominator(minor);
    if (msb(size) < bits_max) {
        return print(Exact{static_cast<money::Wide>(numerator(minor)),
                           static_cast<money::Wide>(denominator(minor))},
                     currency);
    }
    const Fraction major = minor / currency.minor_per_major();
    return major.str() + " " + std::string{currency.code()};
}

std::vector<std::int64_t> place_units(std::span<const Fraction> parts, std::int64_t total) {
    std::vector<std::int64_t> units;
    std::vector<Fraction> remainders;
    Integer left = total;
    for (const Fraction& part : parts) {
        const Integer whole = floor_of(part);
        units.push_back(narrow(whole));
        remainders.emplace_back(part - whole);
        left -= whole;
    }
    ACCORD_CHECK(left >= 0 && left <= std::ssize(parts));
    std::vector<std::size_t> order(parts.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return remainders[b] < remainders[a]; });
    for (std::size_t i = 0; i < static_cast<std::size_t>(left); ++i) ++units[order[i]];
    return units;
}

}  // namespace accord::settlement
