// How many bytes of a JSON text stand for themselves: eight at a time, for writer and reader alike.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace accord::base {

static_assert(std::endian::native == std::endian::little);

/// A byte that canonical JSON escapes inside a text.
[[nodiscard]] constexpr bool needs_escape(char c) noexcept {
    return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\';
}

/// The length of the longest prefix without a byte that needs an escape; `all_ascii` turns false
/// when a byte above 0x7f was seen (it may lie past the prefix; none within goes unseen).
[[nodiscard]] inline std::size_t plain_prefix(std::string_view text, bool& all_ascii) noexcept {
    constexpr std::uint64_t ones = 0x0101010101010101U;
    constexpr std::uint64_t tops = 0x8080808080808080U;
    std::size_t at = 0;
    for (; at + 8 <= text.size(); at += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, text.data() + at, 8);
        // A byte is zero exactly if subtracting 1 borrows into its top bit; a borrow can only spoil
        // bytes above a true hit, so the lowest hit is always true.
        const std::uint64_t quote = word ^ (ones * '"');
        const std::uint64_t backslash = word ^ (ones * '\\');
        const std::uint64_t control = (word - ones * 0x20) & ~word;
        const std::uint64_t hits =
            (control | ((quote - ones) & ~quote) | ((backslash - ones) & ~backslash)) & tops;
        if ((word & tops) != 0) all_ascii = false;
        if (hits != 0) return at + static_cast<std::size_t>(std::countr_zero(hits)) / 8;
    }
    for (; at < text.size() && !needs_escape(text[at]); ++at) {
        if (static_cast<unsigned char>(text[at]) > 0x7f) all_ascii = false;
    }
    return at;
}

}  // namespace accord::base
