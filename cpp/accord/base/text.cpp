// Strict UTF-8, NFKC through utf8proc, and counting; masking is in mask_numbers.cpp.
#include "accord/base/text.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>

#include "accord/base/error.hpp"

namespace accord::base {
namespace {

constexpr bool is_continuation(unsigned char byte) noexcept {
    return (byte & 0xc0U) == 0x80;
}

/// Bytes of the well-formed character at `at`, 0 if there is none (Unicode, table 3-7).
std::size_t character_size(const unsigned char* at, std::size_t left) noexcept {
    const unsigned char lead = at[0];
    if (lead < 0x80) return 1;
    if (lead < 0xc2 || left < 2) return 0;
    unsigned char second_min = 0x80;
    unsigned char second_max = 0xbf;
    std::size_t size = 2;
    if (lead >= 0xf0) {
        if (lead > 0xf4) return 0;
        size = 4;
        if (lead == 0xf0) second_min = 0x90;  // overlong below
        if (lead == 0xf4) second_max = 0x8f;  // above U+10FFFF
    } else if (lead >= 0xe0) {
        size = 3;
        if (lead == 0xe0) second_min = 0xa0;  // overlong below
        if (lead == 0xed) second_max = 0x9f;  // surrogates above
    }
    if (left < size || at[1] < second_min || at[1] > second_max) return 0;
    for (std::size_t i = 2; i < size; ++i) {
        if (!is_continuation(at[i])) return 0;
    }
    return size;
}

}  // namespace

bool is_utf8(std::string_view text) noexcept {
    const auto* at = reinterpret_cast<const unsigned char*>(text.data());
    std::size_t left = text.size();
    while (left > 0) {
        if (left >= 8) {
            std::uint64_t word = 0;
            std::memcpy(&word, at, 8);
            if ((word & 0x8080808080808080U) == 0) {
                at += 8;
                left -= 8;
                continue;
            }
        }
        const std::size_t size = character_size(at, left);
        if (size == 0) return false;
        at += size;
        left -= size;
    }
    return true;
}

std::string_view require_text(std::string_view text, std::size_t bytes_max, std::string_view field,
                              std::string_view where) {
    const auto fail = [&](const char* code) {
        fail_input(code, std::string(field), std::string(where));
    };
    if (text.size() > bytes_max) fail("too_long");
    if (!is_utf8(text)) fail("not_utf8");
    if (text.find('\0') != std::string_view::npos) fail("has_nul");
    return text;
}

std::string nfkc(std::string_view text) {
    const bool all_ascii = std::all_of(text.begin(), text.end(),
                                       [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (all_ascii) return std::string(text);
    if (!is_utf8(text)) fail_input("not_utf8");
    utf8proc_uint8_t* mapped = nullptr;
    const utf8proc_ssize_t size = utf8proc_map(
        reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
        static_cast<utf8proc_ssize_t>(text.size()), &mapped,
        static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT));
    const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(mapped, &std::free);
    if (size < 0) throw Error(ErrorKind::internal, "nfkc_failed", utf8proc_errmsg(size));
    return {reinterpret_cast<const char*>(mapped), static_cast<std::size_t>(size)};
}

std::size_t count_code_points(std::string_view text) noexcept {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return !is_continuation(static_cast<unsigned char>(c));
    }));
}

std::string_view trim(std::string_view text) noexcept {
    constexpr std::string_view white = " \t\n\v\f\r";
    const std::size_t from = text.find_first_not_of(white);
    if (from == std::string_view::npos) return {};
    return text.substr(from, text.find_last_not_of(white) - from + 1);
}

}  // namespace accord::base
