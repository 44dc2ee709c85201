// A 128-bit identity, printed as a letter, an underscore and 26 base32 characters.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace accord::base {

struct Id {
    std::array<std::uint8_t, 16> bytes{};
    auto operator<=>(const Id&) const = default;
    [[nodiscard]] bool empty() const noexcept { return *this == Id{}; }
};

/// `prefix` is 'c' for a case, 's' for a subject, 'p' party, 'e' evidence …; alphabet a-z2-7.
[[nodiscard]] std::string print_id(char prefix, const Id& id);
/// Throws Error(input, "bad_id", text) when the prefix or the form is wrong.
[[nodiscard]] Id parse_id(char prefix, std::string_view text);
/// The first 128 bits of HMAC-SHA-256(secret, label ‖ 0x00 ‖ seed).
[[nodiscard]] Id derive_id(std::string_view secret, std::string_view label, std::string_view seed);

}  // namespace accord::base
