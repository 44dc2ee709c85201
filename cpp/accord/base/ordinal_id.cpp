// AES-256 on single blocks through libcrypto; contexts are kept: an identity costs tens of ns.
#include "accord/base/ordinal_id.hpp"

#include <openssl/evp.h>

#include <mutex>

#include "accord/base/check.hpp"
#include "accord/base/hash.hpp"

namespace accord::base {

struct OrdinalCipher::State {
    EVP_CIPHER_CTX* encrypt = EVP_CIPHER_CTX_new();
    EVP_CIPHER_CTX* decrypt = EVP_CIPHER_CTX_new();
    std::mutex mutex;
    ~State() {
        EVP_CIPHER_CTX_free(encrypt);
        EVP_CIPHER_CTX_free(decrypt);
    }
};

OrdinalCipher::OrdinalCipher(std::string_view secret) : state_(std::make_unique<State>()) {
    const Digest key = hmac_sha256(secret, "accord.identity.v1");
    ACCORD_CHECK(
        EVP_EncryptInit_ex(state_->encrypt, EVP_aes_256_ecb(), nullptr, key.data(), nullptr) == 1);
    ACCORD_CHECK(
        EVP_DecryptInit_ex(state_->decrypt, EVP_aes_256_ecb(), nullptr, key.data(), nullptr) == 1);
    EVP_CIPHER_CTX_set_padding(state_->encrypt, 0);
    EVP_CIPHER_CTX_set_padding(state_->decrypt, 0);
}

OrdinalCipher::~OrdinalCipher() = default;
OrdinalCipher::OrdinalCipher(OrdinalCipher&&) noexcept = default;
OrdinalCipher& OrdinalCipher::operator=(OrdinalCipher&&) noexcept = default;

Id OrdinalCipher::seal(char label, std::uint64_t ordinal) const {
    std::array<std::uint8_t, 16> block{};
    block[0] = static_cast<std::uint8_t>(label);
    for (std::size_t i = 0; i < 8; ++i)
        block[8 + i] = static_cast<std::uint8_t>(ordinal >> (56 - 8 * i));
    Id id;
    int size = 0;
    const std::lock_guard lock(state_->mutex);
    ACCORD_CHECK(EVP_EncryptUpdate(state_->encrypt, id.bytes.data(), &size, block.data(), 16) ==
                     1 &&
                 size == 16);
    return id;
}

std::optional<std::uint64_t> OrdinalCipher::open(char label, const Id& id) const {
    std::array<std::uint8_t, 32> block{};
    int size = 0;
    {
        const std::lock_guard lock(state_->mutex);
        ACCORD_CHECK(EVP_DecryptUpdate(state_->decrypt, block.data(), &size, id.bytes.data(), 16) ==
                     1);
    }
    if (size != 16 || block[0] != static_cast<std::uint8_t>(label)) return std::nullopt;
    for (std::size_t i = 1; i < 8; ++i) {
        if (block[i] != 0) return std::nullopt;
    }
    std::uint64_t ordinal = 0;
    for (std::size_t i = 0; i < 8; ++i) ordinal = (ordinal << 8) | block[8 + i];
    return ordinal;
}

}  // namespace accord::base
