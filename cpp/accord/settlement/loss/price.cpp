// Prices read and printed exactly.
#include "accord/settlement/loss/price.hpp"

#include <optional>

#include "accord/base/error.hpp"
#include "accord/money/decimal.hpp"

namespace accord::settlement {
namespace {

using Big = boost::multiprecision::cpp_int;

constexpr int digits_max = 12;
constexpr std::ptrdiff_t readable_max = 60;

Big floor_of(const Fraction& value) {
    const Big top = numerator(value);
    const Big bottom = denominator(value);
    Big whole = top / bottom;
    if (top < 0 && whole * bottom != top) --whole;
    return whole;
}

Big big_of(money::Wide value) {
    // In two halves, so that no conversion of 128 bits is asked of the library.
    constexpr money::Wide half = money::Wide{1} << 62;
    Big made = static_cast<std::int64_t>(value / half);
    made <<= 62;
    made += static_cast<std::int64_t>(value % half);
    return made;
}

Fraction ten_to(int power) {
    return Fraction{boost::multiprecision::pow(Big{10}, static_cast<unsigned>(power))};
}

std::optional<Fraction> read_number(std::string_view text) {
    const std::size_t slash = text.find('/');
    if (slash != std::string_view::npos) {
        const auto top = money::read_decimal(text.substr(0, slash));
        const auto bottom = money::read_decimal(text.substr(slash + 1));
        if (!top || !bottom || top->overflow || bottom->overflow || top->fraction_digits != 0 ||
            bottom->fraction_digits != 0 || bottom->mantissa <= 0) {
            return std::nullopt;
        }
        return Fraction{big_of(top->mantissa), big_of(bottom->mantissa)};
    }
    const auto decimal = money::read_decimal(text);
    if (!decimal || decimal->overflow) return std::nullopt;
    return Fraction{Fraction{big_of(decimal->mantissa)} / ten_to(decimal->fraction_digits)};
}

/// Decimals of a fraction that is not negative; `exact` tells whether it ends there.
std::string decimals(const Fraction& value, int digits_min, bool& exact) {
    const Big whole = floor_of(value);
    Fraction rest = value - Fraction{whole};
    std::string text;
    while (rest != 0 && std::ssize(text) < digits_max) {
        rest *= 10;
        const Big digit = floor_of(rest);
        text += digit.str();
        rest -= Fraction{digit};
    }
    exact = rest == 0;
    while (std::ssize(text) < digits_min) text += '0';
    return whole.str() + (text.empty() ? "" : "." + text);
}

}  // namespace

Price read_price(std::string_view text, const char* name) {
    const std::size_t space = text.rfind(' ');
    const auto number =
        space == std::string_view::npos ? std::nullopt : read_number(text.substr(0, space));
    if (!number || *number < 0) base::fail_input("bad_price", std::string{text}, name);
    const money::Currency currency = money::Currency::of(text.substr(space + 1));
    return {*number * Fraction{currency.minor_per_major()}, currency};
}

std::string print_price(const Fraction& minor, money::Currency currency) {
    const Fraction major = minor / Fraction{currency.minor_per_major()};
    const Fraction size = major < 0 ? Fraction{-major} : major;
    bool exact = false;
    const std::string text = decimals(size, currency.digits(), exact);
    return (major < 0 ? "-" : "") + (exact ? text : size.str()) + " " +
           std::string{currency.code()};
}

std::string show_price(const Fraction& minor, money::Currency currency) {
    const std::string text = print_price(minor, currency);
    if (std::ssize(text) <= readable_max) return text;
    bool exact = false;
    const Fraction major = minor / Fraction{currency.minor_per_major()};
    return (major < 0 ? "-" : "") +
           decimals(major < 0 ? Fraction{-major} : major, currency.digits(), exact) + "… " +
           std::string{currency.code()};
}

}  // namespace accord::settlement
