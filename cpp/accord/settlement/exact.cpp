// Checked 128-bit fractions, their print, and the placing of left-over units.
#include "accord/settlement/exact.hpp"

#include <algorithm>
#include <numeric>

#include "accord/base/check.hpp"
#include "accord/base/error.hpp"

namespace accord::settlement {
namespace {

using money::Wide;

Wide add_checked(Wide a, Wide b) {
    Wide sum = 0;
    if (__builtin_add_overflow(a, b, &sum)) base::fail_money("overflow");
    return sum;
}

Wide multiply_checked(Wide a, Wide b) {
    Wide product = 0;
    if (__builtin_mul_overflow(a, b, &product)) base::fail_money("overflow");
    return product;
}

Wide magnitude(Wide value) {
    return value < 0 ? add_checked(0, multiply_checked(value, -1)) : value;
}

Wide greatest_divisor(Wide a, Wide b) {
    while (b != 0) {
        const Wide rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

Wide floor_of(const Exact& value) {
    Wide whole = value.numerator() / value.denominator();
    if (value.numerator() % value.denominator() < 0) --whole;
    return whole;
}

std::string digits(Wide value) {
    if (value == 0) return "0";
    std::string text;
    for (; value > 0; value /= 10)
        text.insert(text.begin(), static_cast<char>('0' + static_cast<int>(value % 10)));
    return text;
}

std::int64_t narrow(Wide value) {
    if (value > INT64_MAX || value < INT64_MIN) base::fail_money("overflow");
    return static_cast<std::int64_t>(value);
}

}  // namespace

Exact::Exact(Wide numerator, Wide denominator) : numerator_(numerator), denominator_(denominator) {
    ACCORD_CHECK(denominator != 0);
    if (denominator_ < 0) {
        numerator_ = multiply_checked(numerator_, -1);
        denominator_ = multiply_checked(denominator_, -1);
    }
    const Wide divisor = greatest_divisor(magnitude(numerator_), denominator_);
    numerator_ /= divisor;
    denominator_ /= divisor;
}

Exact operator+(const Exact& a, const Exact& b) {
    // Over the least common denominator: sums of many segments stay small.
    const Wide divisor = greatest_divisor(a.denominator(), b.denominator());
    const Wide a_times = b.denominator() / divisor;
    const Wide b_times = a.denominator() / divisor;
    return {add_checked(multiply_checked(a.numerator(), a_times),
                        multiply_checked(b.numerator(), b_times)),
            multiply_checked(a.denominator(), a_times)};
}

Exact operator-(const Exact& a, const Exact& b) {
    return a + Exact{multiply_checked(b.numerator(), -1), b.denominator()};
}

Exact operator*(const Exact& a, const Exact& b) {
    // Crosswise reduced first, so that only a result that does not fit overflows.
    const Exact left{a.numerator(), b.denominator()};
    const Exact right{b.numerator(), a.denominator()};
    return {multiply_checked(left.numerator(), right.numerator()),
            multiply_checked(left.denominator(), right.denominator())};
}

Exact operator/(const Exact& a, const Exact& b) {
    return a * Exact{b.denominator(), b.numerator()};
}

bool operator<(const Exact& a, const Exact& b) {
    return (a - b).numerator() < 0;
}

std::string print(const Exact& minor, money::Currency currency) {
    const Exact major = minor * Exact{1, currency.minor_per_major()};
    const std::string sign = major.numerator() < 0 ? "-" : "";
    const Wide numerator = magnitude(major.numerator());
    const std::string code = " " + std::string{currency.code()};

    constexpr int digits_max = 12;
    std::string decimals;
    Wide rest = numerator % major.denominator();
    // The rest is below the denominator, so a long denominator means a fraction, not an overflow.
    while (rest != 0 && std::ssize(decimals) < digits_max) {
        Wide shifted = 0;
        if (__builtin_mul_overflow(rest, Wide{10}, &shifted)) break;
        decimals += static_cast<char>('0' + static_cast<int>(shifted / major.denominator()));
        rest = shifted % major.denominator();
    }
    if (rest != 0) return sign + digits(numerator) + "/" + digits(major.denominator()) + code;
    while (std::ssize(decimals) < currency.digits()) decimals += '0';
    const std::string whole = sign + digits(numerator / major.denominator());
    return (decimals.empty() ? whole : whole + "." + decimals) + code;
}

std::vector<std::int64_t> place_units(std::span<const Exact> parts, Wide total) {
    std::vector<std::int64_t> units;
    std::vector<Exact> remainders;
    Wide left = total;
    for (const Exact& part : parts) {
        const Wide whole = floor_of(part);
        units.push_back(narrow(whole));
        remainders.push_back(part - Exact{whole, 1});
        left -= whole;
    }
    // Whatever the rounding, the total lies less than one unit from the sum of the parts.
    ACCORD_CHECK(left >= 0 && left <= std::ssize(parts));

    std::vector<std::size_t> order(parts.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return remainders[b] < remainders[a]; });
    for (std::size_t i = 0; i < static_cast<std::size_t>(left); ++i) ++units[order[i]];
    return units;
}

void require_not_negative(const money::Money& amount, const char* name) {
    if (amount.minor() < 0) base::fail_input("negative_amount", name, amount.text());
}

void require_currency(const money::Money& amount, money::Currency currency) {
    if (amount.currency() != currency) {
        base::fail_money("currency_mismatch", std::string{amount.currency().code()} + "/" +
                                                  std::string{currency.code()});
    }
}

void require_share(const money::Rate& share, const char* name) {
    const bool inside = share.numerator() >= 0 && share.numerator() <= share.denominator();
    if (share.per() != money::Per::none || share.basis() != money::Basis::none || !inside) {
        base::fail_input("share_out_of_range", share.text(), name);
    }
}

}  // namespace accord::settlement
