// Decimal digits read exactly: what money and rates have in common at their edge.
#pragma once

#include <optional>
#include <string_view>

#include "accord/money/rounding.hpp"

namespace accord::money {

/// "-12.50": mantissa −1250, two digits after the point.
struct Decimal {
    Wide mantissa = 0;
    int fraction_digits = 0;
    bool overflow = false;  // more than 36 significant digits; the mantissa is not to be used
};

/// An optional '-', ASCII digits, and at most one '.' with digits on both sides; otherwise nothing.
[[nodiscard]] std::optional<Decimal> read_decimal(std::string_view text) noexcept;

}  // namespace accord::money
