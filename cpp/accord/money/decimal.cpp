// The one grammar of decimals: no plus sign, exponent, grouping, or digits of other scripts.
#include "accord/money/decimal.hpp"

namespace accord::money {

std::optional<Decimal> read_decimal(std::string_view text) noexcept {
    Decimal decimal;
    const bool negative = text.starts_with('-');
    if (negative) text.remove_prefix(1);
    int significant_digits = 0;
    bool after_point = false;
    bool after_digit = false;
    for (const char c : text) {
        if (c == '.' && after_digit && !after_point) {
            after_point = true;
            after_digit = false;
            continue;
        }
        if (c < '0' || c > '9') return std::nullopt;
        after_digit = true;
        if (after_point) ++decimal.fraction_digits;
        if (significant_digits > 0 || c != '0') ++significant_digits;
        if (significant_digits > 36) decimal.overflow = true;
        if (!decimal.overflow) decimal.mantissa = decimal.mantissa * 10 + (c - '0');
    }
    if (!after_digit) return std::nullopt;
    if (negative) decimal.mantissa = -decimal.mantissa;
    return decimal;
}

}  // namespace accord::money
