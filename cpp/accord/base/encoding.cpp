// Bytes as hexadecimal and base64 text (RFC 4648), with exactly one text for each run of bytes.
#include <algorithm>

#include "accord/base/error.hpp"
#include "accord/base/hash.hpp"

namespace accord::base {
namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";
constexpr std::string_view base64_digits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

constexpr std::uint32_t byte_at(std::string_view bytes, std::size_t i) noexcept {
    return static_cast<unsigned char>(bytes[i]);
}

constexpr std::array<std::uint8_t, 256> base64_values() noexcept {
    std::array<std::uint8_t, 256> values{};
    values.fill(255);
    for (std::size_t i = 0; i < base64_digits.size(); ++i) {
        values[byte_at(base64_digits, i)] = static_cast<std::uint8_t>(i);
    }
    return values;
}

/// The 24 bits of four characters, of which the last `padding` are taken as zero.
std::uint32_t read_group(std::string_view text, std::size_t at, std::size_t padding) {
    static constexpr std::array<std::uint8_t, 256> values = base64_values();
    std::uint32_t bits = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        const std::uint32_t value = i < 4 - padding ? values[byte_at(text, at + i)] : 0;
        if (value == 255) fail_input("bad_base64", {}, std::to_string(at + i));
        bits = (bits << 6) | value;
    }
    return bits;
}

}  // namespace

std::string hex(std::string_view bytes) {
    std::string text;
    text.reserve(2 * bytes.size());
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        text += hex_digits[byte_at(bytes, i) >> 4];
        text += hex_digits[byte_at(bytes, i) & 15U];
    }
    return text;
}

std::string base64(std::string_view bytes) {
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        const std::size_t held = std::min<std::size_t>(3, bytes.size() - at);
        std::uint32_t bits = byte_at(bytes, at) << 16;
        if (held > 1) bits |= byte_at(bytes, at + 1) << 8;
        if (held > 2) bits |= byte_at(bytes, at + 2);
        for (std::size_t i = 0; i < 4; ++i) {
            text += i <= held ? base64_digits[(bits >> (18 - 6 * i)) & 63U] : '=';
        }
    }
    return text;
}

std::string unbase64(std::string_view text) {
    if (text.size() % 4 != 0) fail_input("bad_base64", {}, std::to_string(text.size()));
    std::size_t padding_last = 0;
    while (padding_last < 2 && text.size() > padding_last &&
           text[text.size() - 1 - padding_last] == '=') {
        ++padding_last;
    }
    std::string bytes;
    bytes.reserve(text.size() / 4 * 3);
    for (std::size_t at = 0; at < text.size(); at += 4) {
        const std::size_t padding = at + 4 == text.size() ? padding_last : 0;
        const std::uint32_t bits = read_group(text, at, padding);
        // Bits under the padding must be zero, or two texts would stand for the same bytes.
        if (padding > 0 && (bits & ((1U << (8 * padding)) - 1)) != 0) {
            fail_input("bad_base64", {}, std::to_string(at));
        }
        for (std::size_t i = 0; i < 3 - padding; ++i) {
            bytes += static_cast<char>((bits >> (16 - 8 * i)) & 255U);
        }
    }
    return bytes;
}

}  // namespace accord::base
