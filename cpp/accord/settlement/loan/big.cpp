// Powers, level payments and balances as exact fractions, and their one rounding.
#include "accord/settlement/loan/big.hpp"

#include <limits>

#include "accord/base/check.hpp"
#include "accord/base/error.hpp"

namespace accord::settlement {
namespace {

bool rounds_away(const Big& twice_rest, const Big& denominator, bool odd, bool negative,
                 money::Rounding rounding) {
    const int half = twice_rest.compare(denominator);
    switch (rounding) {
        case money::Rounding::up: return true;
        case money::Rounding::down: return false;
        case money::Rounding::ceiling: return !negative;
        case money::Rounding::floor: return negative;
        case money::Rounding::half_up: return half >= 0;
        case money::Rounding::half_down: return half > 0;
        case money::Rounding::half_even: return half > 0 || (half == 0 && odd);
    }
    ACCORD_CHECK(false);
    return false;
}

}  // namespace

std::int64_t round_big(const BigRatio& value, money::Rounding rounding) {
    ACCORD_CHECK(value.denominator > 0);
    const bool negative = value.numerator < 0;
    const Big magnitude = negative ? Big{-value.numerator} : value.numerator;
    Big whole;
    Big rest;
    boost::multiprecision::divide_qr(magnitude, value.denominator, whole, rest);
    if (rest != 0 && rounds_away(rest * 2, value.denominator,
                                 boost::multiprecision::bit_test(whole, 0), negative, rounding)) {
        ++whole;
    }
    if (whole > std::numeric_limits<std::int64_t>::max()) base::fail_money("overflow");
    const auto narrow = static_cast<std::int64_t>(whole);
    return negative ? -narrow : narrow;
}

BigRatio big(const MonthlyRate& rate) {
    return {Big{rate.numerator}, Big{rate.denominator}};
}

BigRatio big(std::int64_t whole) {
    return {Big{whole}, Big{1}};
}

BigRatio growth(const MonthlyRate& rate, std::int64_t months) {
    const auto power = static_cast<unsigned>(months);
    return {boost::multiprecision::pow(Big{rate.numerator + rate.denominator}, power),
            boost::multiprecision::pow(Big{rate.denominator}, power)};
}

BigRatio exact_level(const BigRatio& balance, const MonthlyRate& rate, std::int64_t months) {
    if (rate.numerator == 0) return {balance.numerator, balance.denominator * months};
    const BigRatio grown = growth(rate, months);
    return {balance.numerator * Big{rate.numerator} * grown.numerator,
            balance.denominator * Big{rate.denominator} * (grown.numerator - grown.denominator)};
}

BigRatio share_left(const MonthlyRate& rate, std::int64_t months, std::int64_t paid) {
    if (rate.numerator == 0) return {Big{months - paid}, Big{months}};
    // With 1+r = a/q: a^paid (a^rest − q^rest) / (a^months − q^months).
    const BigRatio all = growth(rate, months);
    const BigRatio rest = growth(rate, months - paid);
    return {growth(rate, paid).numerator * (rest.numerator - rest.denominator),
            all.numerator - all.denominator};
}

}  // namespace accord::settlement
