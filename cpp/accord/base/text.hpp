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
/// Runs of 7 or more digits (one or two spaces or hyphens between; a final X too) that look like an
/// identity, card, account or telephone number keep their first 3 and last 4 (2 if shorter than
/// 11), the rest becomes '*'. Dates, spans of years, amounts and references (第…号) are left.
[[nodiscard]] std::string mask_numbers(std::string_view text);
/// ASCII white space trimmed from both ends.
[[nodiscard]] std::string_view trim(std::string_view text) noexcept;

}  // namespace accord::base
