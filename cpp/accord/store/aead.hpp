// AES-256-GCM for small fields: the cipher fetched once, one context per thread, the key kept set.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace accord::store {

using Key = std::array<std::uint8_t, 32>;

inline constexpr std::size_t nonce_size = 12;
inline constexpr std::size_t tag_size = 16;
inline constexpr std::size_t aead_overhead = nonce_size + tag_size;

[[nodiscard]] inline std::string_view view(const Key& key) noexcept {
    return {reinterpret_cast<const char*>(key.data()), key.size()};
}
void wipe(Key& key) noexcept;
void wipe(std::string& bytes) noexcept;

/// Writes ciphertext ‖ tag (plain.size() + 16 bytes) to `out`.
void aead_encrypt(const Key& key, std::string_view nonce, std::string_view aad,
                  std::string_view plain, char* out);
/// Reads ciphertext ‖ tag, writes the plaintext (sealed.size() − 16 bytes); false when the tag does
/// not fit, and then nothing of `out` may be used.
[[nodiscard]] bool aead_decrypt(const Key& key, std::string_view nonce, std::string_view aad,
                                std::string_view sealed, char* out);

/// nonce ‖ ciphertext ‖ tag under a random nonce.
[[nodiscard]] std::string aead_box(const Key& key, std::string_view aad, std::string_view plain);
[[nodiscard]] bool aead_unbox(const Key& key, std::string_view aad, std::string_view box,
                              std::string& plain);

}  // namespace accord::store
