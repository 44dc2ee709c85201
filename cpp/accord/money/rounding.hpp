// The seven roundings, named as Python's decimal names them, on exact fractions.
#pragma once

#include <cstdint>
#include <string_view>

namespace accord::money {

__extension__ using Wide = __int128;

enum class Rounding { ceiling, down, floor, half_down, half_even, half_up, up };

/// numerator / denominator as an integer; denominator > 0. half_up rounds ties away from zero.
/// Throws Error(money, "overflow") when the result does not fit 64 bits.
[[nodiscard]] std::int64_t divide_rounded(Wide numerator, Wide denominator, Rounding rounding);
[[nodiscard]] std::string_view to_text(Rounding rounding) noexcept;
[[nodiscard]] Rounding rounding_from_text(
    std::string_view text);  // Error(input,"unknown_rounding")

}  // namespace accord::money
