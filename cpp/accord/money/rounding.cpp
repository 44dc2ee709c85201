// Rounding decided on the exact remainder: no halves are ever computed.
#include "accord/money/rounding.hpp"

#include <array>
#include <limits>
#include <string>
#include <utility>

#include "accord/base/check.hpp"
#include "accord/base/error.hpp"

namespace accord::money {
namespace {

using base::fail_input;
using base::fail_money;

constexpr std::array<std::pair<Rounding, std::string_view>, 7> names{{
    {Rounding::ceiling, "ceiling"},
    {Rounding::down, "down"},
    {Rounding::floor, "floor"},
    {Rounding::half_down, "half_down"},
    {Rounding::half_even, "half_even"},
    {Rounding::half_up, "half_up"},
    {Rounding::up, "up"},
}};

/// Whether the quotient cut towards zero moves one away from zero. `half` is below 0, 0 or above as
/// the remainder, which is not zero, is less than, equal to or more than half the divisor.
bool moves_away(Rounding rounding, bool negative, bool odd, int half) noexcept {
    switch (rounding) {
        case Rounding::ceiling: return !negative;
        case Rounding::down: return false;
        case Rounding::floor: return negative;
        case Rounding::half_down: return half > 0;
        case Rounding::half_even: return half > 0 || (half == 0 && odd);
        case Rounding::half_up: return half >= 0;
        case Rounding::up: break;
    }
    return true;
}

}  // namespace

std::int64_t divide_rounded(Wide numerator, Wide denominator, Rounding rounding) {
    ACCORD_CHECK(denominator > 0);
    Wide quotient = numerator / denominator;  // towards zero
    Wide remainder = numerator % denominator;
    const bool negative = numerator < 0;
    if (remainder != 0) {
        if (negative) remainder = -remainder;
        const Wide rest =
            denominator - remainder;  // comparing with it can not overflow, doubling could
        const int half = remainder < rest ? -1 : static_cast<int>(remainder > rest);
        if (moves_away(rounding, negative, quotient % 2 != 0, half)) quotient += negative ? -1 : 1;
    }
    if (quotient > std::numeric_limits<std::int64_t>::max() ||
        quotient < std::numeric_limits<std::int64_t>::min()) {
        fail_money("overflow");
    }
    return static_cast<std::int64_t>(quotient);
}

std::string_view to_text(Rounding rounding) noexcept {
    return names[static_cast<std::size_t>(rounding)].second;
}

Rounding rounding_from_text(std::string_view text) {
    for (const auto& [rounding, name] : names) {
        if (name == text) return rounding;
    }
    fail_input("unknown_rounding", std::string(text));
}

}  // namespace accord::money
