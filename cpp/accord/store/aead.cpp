// AES-256-GCM over libcrypto.
#include "accord/store/aead.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <climits>
#include <cstring>

#include "accord/base/check.hpp"
#include "accord/base/error.hpp"
#include "accord/base/hash.hpp"

namespace accord::store {

namespace {

/// Fetching walks OpenSSL's provider tables: once per process, never per field.
const EVP_CIPHER* cipher() {
    static const EVP_CIPHER* const fetched = EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr);
    if (fetched == nullptr) base::fail_store("crypto_missing", "AES-256-GCM");
    return fetched;
}

/// A context that remembers its key: fields of one owner follow each other, and the key schedule
/// costs as much as sealing a short field.
class Context {
public:
    explicit Context(bool encrypts) : encrypts_(encrypts), context_(EVP_CIPHER_CTX_new()) {
        ACCORD_CHECK(context_ != nullptr);
    }
    Context(const Context&) = delete;
    Context& operator=(const Context&) = delete;
    ~Context() {
        OPENSSL_cleanse(key_.data(), key_.size());
        EVP_CIPHER_CTX_free(context_);
    }

    EVP_CIPHER_CTX* prepare(const Key& key, std::string_view nonce, std::string_view aad) {
        ACCORD_CHECK(nonce.size() == nonce_size && aad.size() <= INT_MAX);
        const auto* iv = reinterpret_cast<const unsigned char*>(nonce.data());
        const bool same = keyed_ && CRYPTO_memcmp(key.data(), key_.data(), key.size()) == 0;
        const unsigned char* fresh = same ? nullptr : key.data();
        keyed_ = false;
        const EVP_CIPHER* kind = set_ ? nullptr : cipher();
        const int done = encrypts_ ? EVP_EncryptInit_ex2(context_, kind, fresh, iv, nullptr)
                                   : EVP_DecryptInit_ex2(context_, kind, fresh, iv, nullptr);
        ACCORD_CHECK(done == 1);
        set_ = true;
        if (!same) key_ = key;
        keyed_ = true;
        int taken = 0;
        if (!aad.empty()) {
            const auto* bytes = reinterpret_cast<const unsigned char*>(aad.data());
            ACCORD_CHECK(EVP_CipherUpdate(context_, nullptr, &taken, bytes,
                                          static_cast<int>(aad.size())) == 1);
        }
        return context_;
    }

private:
    bool encrypts_;
    bool set_ = false;    // the cipher is chosen
    bool keyed_ = false;  // key_ is the one in the context
    Key key_{};
    EVP_CIPHER_CTX* context_;
};

}  // namespace

void wipe(Key& key) noexcept {
    OPENSSL_cleanse(key.data(), key.size());
}
void wipe(std::string& bytes) noexcept {
    OPENSSL_cleanse(bytes.data(), bytes.size());
}

void aead_encrypt(const Key& key, std::string_view nonce, std::string_view aad,
                  std::string_view plain, char* out) {
    thread_local Context context(true);
    ACCORD_CHECK(plain.size() <= INT_MAX);
    EVP_CIPHER_CTX* const cipher_context = context.prepare(key, nonce, aad);
    auto* const bytes = reinterpret_cast<unsigned char*>(out);
    int size = 0;
    int rest = 0;
    ACCORD_CHECK(EVP_EncryptUpdate(cipher_context, bytes, &size,
                                   reinterpret_cast<const unsigned char*>(plain.data()),
                                   static_cast<int>(plain.size())) == 1);
    ACCORD_CHECK(EVP_EncryptFinal_ex(cipher_context, bytes + size, &rest) == 1);
    ACCORD_CHECK(static_cast<std::size_t>(size + rest) == plain.size());
    ACCORD_CHECK(EVP_CIPHER_CTX_ctrl(cipher_context, EVP_CTRL_AEAD_GET_TAG,
                                     static_cast<int>(tag_size), bytes + plain.size()) == 1);
}

bool aead_decrypt(const Key& key, std::string_view nonce, std::string_view aad,
                  std::string_view sealed, char* out) {
    if (sealed.size() < tag_size || sealed.size() > INT_MAX) return false;
    thread_local Context context(false);
    EVP_CIPHER_CTX* const cipher_context = context.prepare(key, nonce, aad);
    const std::size_t plain_size = sealed.size() - tag_size;
    unsigned char tag[tag_size];
    std::memcpy(tag, sealed.data() + plain_size, tag_size);
    ACCORD_CHECK(EVP_CIPHER_CTX_ctrl(cipher_context, EVP_CTRL_AEAD_SET_TAG,
                                     static_cast<int>(tag_size), tag) == 1);
    auto* const bytes = reinterpret_cast<unsigned char*>(out);
    int size = 0;
    int rest = 0;
    ACCORD_CHECK(EVP_DecryptUpdate(cipher_context, bytes, &size,
                                   reinterpret_cast<const unsigned char*>(sealed.data()),
                                   static_cast<int>(plain_size)) == 1);
    return EVP_DecryptFinal_ex(cipher_context, bytes + size, &rest) == 1;
}

std::string aead_box(const Key& key, std::string_view aad, std::string_view plain) {
    std::string box(nonce_size + plain.size() + tag_size, '\0');
    base::random_fill(box.data(), nonce_size);
    aead_encrypt(key, std::string_view(box).substr(0, nonce_size), aad, plain,
                 box.data() + nonce_size);
    return box;
}

bool aead_unbox(const Key& key, std::string_view aad, std::string_view box, std::string& plain) {
    if (box.size() < aead_overhead) return false;
    plain.resize(box.size() - aead_overhead);
    return aead_decrypt(key, box.substr(0, nonce_size), aad, box.substr(nonce_size), plain.data());
}

}  // namespace accord::store
