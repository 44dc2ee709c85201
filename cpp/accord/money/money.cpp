// Text to minor units and back without loss, and arithmetic that refuses to wrap round.
#include "accord/money/money.hpp"

#include <limits>

#include "accord/base/error.hpp"
#include "accord/money/decimal.hpp"

namespace accord::money {
namespace {

using base::fail_input;
using base::fail_money;

bool is_64_bit(Wide value) noexcept {
    return value >= std::numeric_limits<std::int64_t>::min() &&
           value <= std::numeric_limits<std::int64_t>::max();
}

/// `whole` is the text as the caller gave it, for the error.
Money read_amount(std::string_view decimal_text, Currency currency, std::string_view whole) {
    const std::optional<Decimal> decimal = read_decimal(decimal_text);
    if (!decimal) fail_input("bad_money", std::string(whole));
    if (decimal->fraction_digits > currency.digits()) fail_money("inexact", std::string(whole));
    Wide minor = decimal->mantissa;
    bool fits = !decimal->overflow && is_64_bit(minor);
    for (int i = decimal->fraction_digits; fits && i < currency.digits(); ++i) {
        minor *= 10;
        fits = is_64_bit(minor);
    }
    if (!fits) fail_money("overflow", std::string(whole));
    return {static_cast<std::int64_t>(minor), currency};
}

void require_one_currency(const Money& a, const Money& b) {
    if (a.currency() == b.currency()) return;
    fail_money("currency_mismatch",
               std::string(a.currency().code()) + " " + std::string(b.currency().code()));
}

}  // namespace

Money Money::parse(std::string_view text) {
    const std::size_t space = text.find(' ');
    if (space == std::string_view::npos) fail_input("bad_money", std::string(text));
    const std::string_view code = text.substr(space + 1);
    const bool is_code =
        code.size() == 3 && code.find_first_of(" \t\r\n") == std::string_view::npos;
    if (!is_code || !read_decimal(text.substr(0, space)))
        fail_input("bad_money", std::string(text));
    return read_amount(text.substr(0, space), Currency::of(code), text);
}

Money Money::of(std::string_view decimal, Currency currency) {
    return read_amount(decimal, currency, decimal);
}

std::string Money::decimal() const {
    const bool negative = minor_ < 0;
    // Through unsigned, since the least 64-bit integer has no positive opposite.
    const std::uint64_t magnitude =
        negative ? 0 - static_cast<std::uint64_t>(minor_) : static_cast<std::uint64_t>(minor_);
    std::string text = std::to_string(magnitude);
    const auto digits = static_cast<std::size_t>(currency_.digits());
    if (digits > 0) {
        if (text.size() <= digits) text.insert(0, digits + 1 - text.size(), '0');
        text.insert(text.size() - digits, 1, '.');
    }
    if (negative) text.insert(0, 1, '-');
    return text;
}

std::string Money::text() const {
    std::string text = decimal();
    text += ' ';
    text += currency_.code();
    return text;
}

Money operator+(const Money& a, const Money& b) {
    require_one_currency(a, b);
    std::int64_t minor = 0;
    if (__builtin_add_overflow(a.minor(), b.minor(), &minor)) {
        fail_money("overflow", a.text() + " + " + b.text());
    }
    return {minor, a.currency()};
}

Money operator-(const Money& a, const Money& b) {
    require_one_currency(a, b);
    std::int64_t minor = 0;
    if (__builtin_sub_overflow(a.minor(), b.minor(), &minor)) {
        fail_money("overflow", a.text() + " - " + b.text());
    }
    return {minor, a.currency()};
}

Money operator-(const Money& a) {
    return Money(0, a.currency()) - a;
}

bool less(const Money& a, const Money& b) {
    require_one_currency(a, b);
    return a.minor() < b.minor();
}

}  // namespace accord::money
