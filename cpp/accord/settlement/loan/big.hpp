// Fractions of unlimited size, for powers that outgrow 128 bits; for this area's sources alone.
#pragma once

#include <boost/multiprecision/cpp_int.hpp>
#include <cstdint>

#include "accord/money/rounding.hpp"
#include "accord/settlement/loan/annuity.hpp"

namespace accord::settlement {

using Big = boost::multiprecision::cpp_int;
/// Fixed point: 192 binary places, and room for a product of two numbers with 64 before them.
using Fixed = boost::multiprecision::number<boost::multiprecision::cpp_int_backend<
    512, 512, boost::multiprecision::unsigned_magnitude, boost::multiprecision::unchecked, void>>;
inline constexpr unsigned precision_bits = 192;

/// Never reduced: numerators and denominators of one reckoning share their powers by design.
struct BigRatio {
    Big numerator = 0;
    Big denominator = 1;  // positive
};

[[nodiscard]] inline BigRatio operator+(const BigRatio& a, const BigRatio& b) {
    if (a.denominator == b.denominator) return {a.numerator + b.numerator, a.denominator};
    return {a.numerator * b.denominator + b.numerator * a.denominator,
            a.denominator * b.denominator};
}
[[nodiscard]] inline BigRatio operator-(const BigRatio& a, const BigRatio& b) {
    return a + BigRatio{-b.numerator, b.denominator};
}
[[nodiscard]] inline BigRatio operator*(const BigRatio& a, const BigRatio& b) {
    return {a.numerator * b.numerator, a.denominator * b.denominator};
}

/// Throws Error(money, "overflow") beyond 64 bits.
[[nodiscard]] std::int64_t round_big(const BigRatio& value, money::Rounding rounding);
[[nodiscard]] BigRatio big(const MonthlyRate& rate);
[[nodiscard]] BigRatio big(std::int64_t whole);
/// (1 + rate)^months.
[[nodiscard]] BigRatio growth(const MonthlyRate& rate, std::int64_t months);
/// The level payment, not rounded.
[[nodiscard]] BigRatio exact_level(const BigRatio& balance, const MonthlyRate& rate,
                                   std::int64_t months);
/// The share of a balance that level payments over `months` leave after `paid` of them, nothing
/// rounded: ((1+r)^months − (1+r)^paid) / ((1+r)^months − 1). It does not depend on the balance, so
/// that stretches of other rates follow one another as factors and no power is carried twice.
[[nodiscard]] BigRatio share_left(const MonthlyRate& rate, std::int64_t months, std::int64_t paid);

}  // namespace accord::settlement
