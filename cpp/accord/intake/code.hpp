// What a code may look like: the shape that every code of a filing shares.
#pragma once

#include <cstddef>
#include <string_view>

namespace accord::intake {

inline constexpr std::size_t code_bytes_max = 64;

/// a–z first, then a–z 0–9 _ . - , at most 64: which codes there are is said by the code lists.
[[nodiscard]] bool is_code(std::string_view text) noexcept;

}  // namespace accord::intake
