// 128 bits as 26 base32 characters, one text for each identity and no other.
#include "accord/base/id.hpp"

#include <algorithm>

#include "accord/base/error.hpp"
#include "accord/base/hash.hpp"

namespace accord::base {
namespace {

constexpr std::string_view alphabet = "abcdefghijklmnopqrstuvwxyz234567";
constexpr std::size_t text_size = 28;  // prefix, underscore, ⌈128 / 5⌉ characters

/// 0 … 31, or 255 for a character outside the alphabet.
constexpr std::uint8_t value_of(char c) noexcept {
    if (c >= 'a' && c <= 'z') return static_cast<std::uint8_t>(c - 'a');
    if (c >= '2' && c <= '7') return static_cast<std::uint8_t>(c - '2' + 26);
    return 255;
}

}  // namespace

std::string print_id(char prefix, const Id& id) {
    std::string text;
    text.reserve(text_size);
    text += prefix;
    text += '_';
    std::uint32_t bits = 0;
    int bits_held = 0;
    for (const std::uint8_t byte : id.bytes) {
        bits = (bits << 8) | byte;
        bits_held += 8;
        while (bits_held >= 5) {
            bits_held -= 5;
            text += alphabet[(bits >> bits_held) & 31U];
        }
    }
    text += alphabet[(bits << (5 - bits_held)) & 31U];
    return text;
}

Id parse_id(char prefix, std::string_view text) {
    if (text.size() != text_size || text[0] != prefix || text[1] != '_') {
        fail_input("bad_id", std::string(text));
    }
    Id id;
    std::uint32_t bits = 0;
    int bits_held = 0;
    std::size_t filled = 0;
    for (const char c : text.substr(2)) {
        const std::uint8_t value = value_of(c);
        if (value == 255) fail_input("bad_id", std::string(text));
        bits = (bits << 5) | value;
        bits_held += 5;
        if (bits_held >= 8) {
            bits_held -= 8;
            id.bytes[filled++] = static_cast<std::uint8_t>(bits >> bits_held);
        }
    }
    // 26 characters hold 130 bits: the last two must be zero, or two texts would name one identity.
    if ((bits & 3U) != 0) fail_input("bad_id", std::string(text));
    return id;
}

Id derive_id(std::string_view secret, std::string_view label, std::string_view seed) {
    const Digest mac = hmac_sha256(secret, {label, std::string_view("\0", 1), seed});
    Id id;
    std::copy_n(mac.begin(), id.bytes.size(), id.bytes.begin());
    return id;
}

}  // namespace accord::base
