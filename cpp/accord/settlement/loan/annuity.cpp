// Level payments certified by bounds of 192 bits, by big integers where the bounds leave a doubt.
#include "accord/settlement/loan/annuity.hpp"

#include <limits>
#include <optional>

#include "accord/base/error.hpp"
#include "accord/settlement/loan/big.hpp"

namespace accord::settlement {
namespace {

using money::Rounding;
using money::Wide;
namespace multiprecision = boost::multiprecision;

const Fixed& unit() {
    static const Fixed one = Fixed{1} << precision_bits;
    return one;
}

struct Bounds {
    Fixed low;
    Fixed high;
};

Bounds multiply(const Bounds& a, const Bounds& b) {
    // Both lie in 0..1, so that each product has at most 2 × 192 bits.
    return {(a.low * b.low) >> precision_bits, ((a.high * b.high) >> precision_bits) + 1};
}

/// (1 / (1 + rate))^months, from below and from above.
Bounds discount(const MonthlyRate& rate, std::int64_t months) {
    const Fixed below = unit() * Fixed{rate.denominator} / Fixed{rate.denominator + rate.numerator};
    Bounds base{below, below + 1};
    Bounds power{unit(), unit()};
    for (auto left = static_cast<std::uint64_t>(months); left != 0; left >>= 1) {
        if ((left & 1) != 0) power = multiply(power, base);
        if (left > 1) base = multiply(base, base);
    }
    return power;
}

/// Rounds a positive number known to lie strictly between half/2 and (half+1)/2.
std::int64_t round_between(std::int64_t half, Rounding rounding) {
    const std::int64_t whole = half / 2;
    switch (rounding) {
        case Rounding::up:
        case Rounding::ceiling: return whole + 1;
        case Rounding::down:
        case Rounding::floor: return whole;
        case Rounding::half_up:
        case Rounding::half_down:
        case Rounding::half_even: return whole + half % 2;
    }
    return whole;
}

/// Nothing where the bounds do not decide.
std::optional<std::int64_t> certified(std::int64_t balance, const MonthlyRate& rate,
                                      std::int64_t months, Rounding rounding) {
    const Bounds v = discount(rate, months);
    if (v.high >= unit()) return std::nullopt;
    const Fixed twice = ((Fixed{balance} * Fixed{rate.numerator}) << precision_bits) * 2;
    const Fixed most = Fixed{rate.denominator} * (unit() - v.low);
    const Fixed least = Fixed{rate.denominator} * (unit() - v.high);
    Fixed low;
    Fixed rest;
    multiprecision::divide_qr(twice, most, low, rest);
    const Fixed high = twice / least;
    constexpr std::int64_t safe_max = std::numeric_limits<std::int64_t>::max() / 4;
    if (rest == 0 || low != high || low > safe_max) return std::nullopt;
    return round_between(static_cast<std::int64_t>(low), rounding);
}

}  // namespace

MonthlyRate monthly_rate(const money::Rate& rate, const char* name, Unitless unitless) {
    const bool per_period = rate.per() == money::Per::none && unitless == Unitless::per_period;
    const bool has_unit =
        per_period || rate.per() == money::Per::month || rate.per() == money::Per::year;
    if (!has_unit || rate.basis() != money::Basis::none) {
        base::fail_input("rate_unit", rate.text(), name);
    }
    if (rate.numerator() < 0) base::fail_input("negative_rate", rate.text(), name);
    const Wide months = rate.per() == money::Per::year ? 12 : 1;
    Wide common = months;  // of the numerator and twelve, so that the fraction stays reduced
    for (Wide other = rate.numerator(); other != 0;) {
        const Wide left = common % other;
        common = other;
        other = left;
    }
    return {rate.numerator() / common, rate.denominator() * (months / common)};
}

std::int64_t level_payment(std::int64_t balance, const MonthlyRate& rate, std::int64_t months,
                           Rounding rounding) {
    if (rate.numerator == 0) return money::divide_rounded(balance, months, rounding);
    if (balance == 0) return 0;
    if (const auto payment = certified(balance, rate, months, rounding)) return *payment;
    return round_big(exact_level(big(balance), rate, months), rounding);
}

std::int64_t discounted(std::int64_t amount, std::span<const RateRun> runs, Rounding rounding) {
    if (amount == 0) return 0;
    BigRatio value = big(amount);
    for (const RateRun& run : runs) {
        const BigRatio grown = growth(run.rate, run.months);
        value = value * BigRatio{grown.denominator, grown.numerator};
    }
    return round_big(value, rounding);
}

}  // namespace accord::settlement
