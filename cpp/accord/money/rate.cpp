// Rates as reduced fractions, read from percent or fraction, printed so that they read back alike.
#include "accord/money/rate.hpp"

#include <array>
#include <limits>
#include <optional>
#include <utility>

#include "accord/base/error.hpp"
#include "accord/money/decimal.hpp"

namespace accord::money {
namespace {

using base::fail_input;
using base::fail_money;

constexpr Wide int64_max = std::numeric_limits<std::int64_t>::max();
constexpr int percent_digits_max = 12;  // printed as a fraction beyond

constexpr std::array<std::pair<std::string_view, Per>, 3> per_words{{
    {" per day", Per::day},
    {" per month", Per::month},
    {" per year", Per::year},
}};

constexpr std::array<std::pair<std::string_view, Basis>, 3> basis_words{{
    {" ACT/360", Basis::act_360},
    {" ACT/365", Basis::act_365},
    {" 30/360", Basis::thirty_360},
}};

struct Fraction {
    std::int64_t numerator = 0;
    std::int64_t denominator = 1;
};

Wide common_divisor(Wide a, Wide b) noexcept {
    if (a < 0) a = -a;
    while (b != 0) a = std::exchange(b, a % b);
    return a;
}

/// Nothing when the denominator is zero or the reduced fraction needs more than 64 bits (or is so
/// close to the edge that its opposite would).
std::optional<Fraction> reduced(Wide numerator, Wide denominator) noexcept {
    if (denominator == 0) return std::nullopt;
    const Wide divisor = common_divisor(numerator, denominator < 0 ? -denominator : denominator);
    numerator /= divisor;
    denominator /= divisor;
    if (denominator < 0) {
        numerator = -numerator;
        denominator = -denominator;
    }
    if (numerator > int64_max || numerator < -int64_max || denominator > int64_max)
        return std::nullopt;
    return Fraction{static_cast<std::int64_t>(numerator), static_cast<std::int64_t>(denominator)};
}

Rate checked(Wide numerator, Wide denominator, const Rate& like) {
    const std::optional<Fraction> fraction = reduced(numerator, denominator);
    if (!fraction) fail_money("overflow", like.text());
    return {fraction->numerator, fraction->denominator, like.per(), like.basis()};
}

/// Cuts `words` off the end of `text` if one of them stands there.
template <typename Words, typename Value>
Value cut_suffix(std::string_view& text, const Words& words, Value none) noexcept {
    for (const auto& [word, value] : words) {
        if (!text.ends_with(word)) continue;
        text.remove_suffix(word.size());
        return value;
    }
    return none;
}

std::optional<Fraction> read_percent(std::string_view text) noexcept {
    const std::optional<Decimal> decimal = read_decimal(text);
    if (!decimal || decimal->overflow || decimal->fraction_digits > 34) return std::nullopt;
    Wide denominator = 100;
    for (int i = 0; i < decimal->fraction_digits; ++i) denominator *= 10;
    return reduced(decimal->mantissa, denominator);
}

std::optional<Fraction> read_fraction(std::string_view text) noexcept {
    const std::size_t slash = text.find('/');
    if (slash == std::string_view::npos) return std::nullopt;
    const std::optional<Decimal> over = read_decimal(text.substr(0, slash));
    const std::optional<Decimal> under = read_decimal(text.substr(slash + 1));
    if (!over || !under || over->overflow || under->overflow) return std::nullopt;
    if (over->fraction_digits > 0 || under->fraction_digits > 0 || under->mantissa < 1) {
        return std::nullopt;
    }
    return reduced(over->mantissa, under->mantissa);
}

/// "4.35%", if it ends within percent_digits_max digits after the point.
std::optional<std::string> print_percent(std::int64_t numerator, std::int64_t denominator) {
    Wide mantissa = Wide{numerator} * 100;
    const Wide divisor = common_divisor(mantissa, denominator);
    mantissa /= divisor;
    Wide left = denominator / divisor;
    int digits = 0;
    for (; left != 1; ++digits) {
        if (digits == percent_digits_max) return std::nullopt;
        // One place takes one 2 and one 5 out of the denominator; a missing one goes on top.
        const bool two = left % 2 == 0;
        const bool five = left % 5 == 0;
        if (!two && !five) return std::nullopt;
        left /= two && five ? 10 : (two ? 2 : 5);
        if (!two) mantissa *= 2;
        if (!five) mantissa *= 5;
    }
    const bool negative = mantissa < 0;
    if (negative) mantissa = -mantissa;
    std::string text;
    for (int i = 0; mantissa != 0 || i <= digits; ++i) {
        if (i == digits && digits > 0) text.insert(0, 1, '.');
        text.insert(0, 1, static_cast<char>('0' + static_cast<int>(mantissa % 10)));
        mantissa /= 10;
    }
    return (negative ? "-" : "") + text + "%";
}

void require_same_unit(const Rate& a, const Rate& b) {
    if (a.per() == b.per() && a.basis() == b.basis()) return;
    fail_money("rate_unit_mismatch", a.text() + ", " + b.text());
}

}  // namespace

Rate::Rate(std::int64_t numerator, std::int64_t denominator, Per per, Basis basis)
    : numerator_(numerator), denominator_(denominator), per_(per), basis_(basis) {
    const std::optional<Fraction> fraction = reduced(numerator, denominator);
    // Only a rate per year can count the days of its year in one way or another.
    if (!fraction || (basis != Basis::none && per != Per::year)) {
        fail_input("bad_rate", std::to_string(numerator) + "/" + std::to_string(denominator));
    }
    numerator_ = fraction->numerator;
    denominator_ = fraction->denominator;
}

Rate Rate::parse(std::string_view text) {
    std::string_view number = text;
    const Basis basis = cut_suffix(number, basis_words, Basis::none);
    const Per per = cut_suffix(number, per_words, Per::none);
    const std::optional<Fraction> fraction = number.ends_with('%')
                                                 ? read_percent(number.substr(0, number.size() - 1))
                                                 : read_fraction(number);
    if (!fraction || (basis != Basis::none && per != Per::year)) {
        fail_input("bad_rate", std::string(text));
    }
    return {fraction->numerator, fraction->denominator, per, basis};
}

std::string Rate::text() const {
    const std::optional<std::string> percent = print_percent(numerator_, denominator_);
    std::string text =
        percent ? *percent : std::to_string(numerator_) + "/" + std::to_string(denominator_);
    for (const auto& [word, per] : per_words) {
        if (per == per_) text += word;
    }
    for (const auto& [word, basis] : basis_words) {
        if (basis == basis_) text += word;
    }
    return text;
}

Money multiply(const Money& amount, const Rate& share, Rounding rounding) {
    if (share.per() != Per::none) fail_money("rate_has_time", share.text());
    const Wide numerator = Wide{amount.minor()} * share.numerator();
    return {divide_rounded(numerator, share.denominator(), rounding), amount.currency()};
}

Rate add(const Rate& a, const Rate& b) {
    require_same_unit(a, b);
    const Wide numerator =
        Wide{a.numerator()} * b.denominator() + Wide{b.numerator()} * a.denominator();
    return checked(numerator, Wide{a.denominator()} * b.denominator(), a);
}

Rate scale(const Rate& rate, std::int64_t numerator, std::int64_t denominator) {
    if (denominator == 0) fail_input("bad_rate", std::to_string(numerator) + "/0");
    return checked(Wide{rate.numerator()} * numerator, Wide{rate.denominator()} * denominator,
                   rate);
}

bool less(const Rate& a, const Rate& b) {
    require_same_unit(a, b);
    return Wide{a.numerator()} * b.denominator() < Wide{b.numerator()} * a.denominator();
}

}  // namespace accord::money
