// Text as it enters and leaves: strict UTF-8, NFKC, counting, masking of identity numbers.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace accord::base {

/// Strict: no surrogates, no overlong forms, nothing above U+10FFFF.
[[nodiscard]] bool is_utf8(std::string_view text) noexcept;
/// Returns `text` if it is strict UTF-8 of at most `bytes_max` bytes without NUL; otherwise throws
/// Error(input, "not_utf8" | "too_long" | "has_nul", field, where).
[[nodiscard]] std::string_view require_text(std::string_view text, std::size_t bytes_max,
                                            std::string_view field, std::string_view where = {});
[[nodiscard]] std::string nfkc(std::string_view text);
/// Number of Unicode code points.
[[nodiscard]] std::size_t count_code_points(std::string_view text) noexcept;
/// Runs of 7 or more digits (spaces or hyphens between allowed; a final X too) that look like an
/// identity, card, account or telephone number keep their first 3 and last 2–4, the rest becomes '*'.
[[nodiscard]] std::string mask_numbers(std::string_view text);
/// ASCII white space trimmed from both ends.
[[nodiscard]] std::string_view trim(std::string_view text) noexcept;

}  // namespace accord::base
