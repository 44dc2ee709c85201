// SHA-256 and HMAC-SHA-256 over libcrypto, with algorithms fetched once and contexts reused.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>

namespace accord::base {

using Digest = std::array<std::uint8_t, 32>;

/// SHA-256 of the parts one after the other (no separators: the caller frames them).
[[nodiscard]] Digest sha256(std::initializer_list<std::string_view> parts);
[[nodiscard]] Digest sha256(std::string_view bytes);
[[nodiscard]] Digest hmac_sha256(std::string_view key, std::string_view bytes);
/// HMAC-SHA-256 of the parts one after the other (again: the caller frames them).
[[nodiscard]] Digest hmac_sha256(std::string_view key,
                                 std::initializer_list<std::string_view> parts);

/// Streaming SHA-256 for blobs.
class Sha256 {
public:
    Sha256();
    ~Sha256();
    Sha256(Sha256&&) noexcept;
    Sha256& operator=(Sha256&&) noexcept;
    void update(std::string_view bytes);
    [[nodiscard]] Digest finish();

private:
    struct State;
    std::unique_ptr<State> state_;
};

[[nodiscard]] std::string_view view(const Digest& digest) noexcept;
[[nodiscard]] std::string hex(std::string_view bytes);
/// Standard base64 with padding; `unbase64` throws Error(input, "bad_base64").
[[nodiscard]] std::string base64(std::string_view bytes);
[[nodiscard]] std::string unbase64(std::string_view text);
/// Cryptographically strong bytes (pooled, so that small requests are cheap).
void random_fill(char* out, std::size_t size);
[[nodiscard]] std::string random_bytes(std::size_t size);

}  // namespace accord::base
