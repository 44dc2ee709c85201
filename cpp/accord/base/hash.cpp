// SHA-256 and HMAC over libcrypto's EVP: the algorithm fetched once, a context kept per thread.
#include "accord/base/hash.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>

#include "accord/base/check.hpp"
#include "accord/base/error.hpp"

namespace accord::base {
namespace {

/// Fetched by name once: EVP_sha256() would look the provider up again at every use (OpenSSL 3).
const EVP_MD* sha256_algorithm() {
    static EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    ACCORD_CHECK(algorithm != nullptr);
    return algorithm;
}

struct FreeContext {
    void operator()(EVP_MD_CTX* context) const noexcept { EVP_MD_CTX_free(context); }
};
using Context = std::unique_ptr<EVP_MD_CTX, FreeContext>;

void start(EVP_MD_CTX* context) {
    ACCORD_CHECK(EVP_DigestInit_ex2(context, sha256_algorithm(), nullptr) == 1);
}

void feed(EVP_MD_CTX* context, std::string_view bytes) {
    ACCORD_CHECK(EVP_DigestUpdate(context, bytes.data(), bytes.size()) == 1);
}

Digest take(EVP_MD_CTX* context) {
    Digest digest;
    unsigned int size = 0;
    ACCORD_CHECK(EVP_DigestFinal_ex(context, digest.data(), &size) == 1 && size == digest.size());
    return digest;
}

/// This thread's context, started.
EVP_MD_CTX* thread_context() {
    thread_local const Context context(EVP_MD_CTX_new());
    ACCORD_CHECK(context != nullptr);
    start(context.get());
    return context.get();
}

constexpr std::size_t block_size = 64;  // of SHA-256, FIPS 180-4

struct KeyPads {
    std::array<char, block_size> inner{};
    std::array<char, block_size> outer{};

    explicit KeyPads(std::string_view key) {
        Digest hashed{};
        if (key.size() > block_size) {
            hashed = sha256(key);
            key = view(hashed);
        }
        std::copy(key.begin(), key.end(), inner.begin());
        outer = inner;
        for (char& c : inner) c = static_cast<char>(c ^ 0x36);
        for (char& c : outer) c = static_cast<char>(c ^ 0x5c);
        OPENSSL_cleanse(hashed.data(), hashed.size());
    }
    ~KeyPads() {
        OPENSSL_cleanse(inner.data(), inner.size());
        OPENSSL_cleanse(outer.data(), outer.size());
    }
    KeyPads(const KeyPads&) = delete;
    KeyPads& operator=(const KeyPads&) = delete;
};

}  // namespace

Digest sha256(std::initializer_list<std::string_view> parts) {
    EVP_MD_CTX* const context = thread_context();
    for (const std::string_view part : parts) feed(context, part);
    return take(context);
}

Digest sha256(std::string_view bytes) {
    return sha256({bytes});
}

Digest hmac_sha256(std::string_view key, std::initializer_list<std::string_view> parts) {
    const KeyPads pads(key);
    EVP_MD_CTX* context = thread_context();
    feed(context, {pads.inner.data(), block_size});
    for (const std::string_view part : parts) feed(context, part);
    const Digest inner = take(context);
    context = thread_context();
    feed(context, {pads.outer.data(), block_size});
    feed(context, view(inner));
    return take(context);
}

Digest hmac_sha256(std::string_view key, std::string_view bytes) {
    return hmac_sha256(key, {bytes});
}

struct Sha256::State {
    Context context{EVP_MD_CTX_new()};
};

Sha256::Sha256() : state_(std::make_unique<State>()) {
    ACCORD_CHECK(state_->context != nullptr);
    start(state_->context.get());
}

Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

void Sha256::update(std::string_view bytes) {
    feed(state_->context.get(), bytes);
}

/// Leaves the object ready for the next message.
Digest Sha256::finish() {
    const Digest digest = take(state_->context.get());
    start(state_->context.get());
    return digest;
}

std::string_view view(const Digest& digest) noexcept {
    return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

namespace {

constexpr std::size_t pool_size = 4096;

/// Random bytes drawn in one call and handed out once; what was handed out is wiped.
struct Pool {
    std::array<unsigned char, pool_size> bytes{};
    std::size_t left = 0;
    pid_t owner = 0;
    ~Pool() { OPENSSL_cleanse(bytes.data(), bytes.size()); }
};

void draw(unsigned char* out, std::size_t size) {
    constexpr std::size_t at_once = 1U << 20U;
    for (std::size_t done = 0; done < size; done += at_once) {
        const std::size_t part = std::min(size - done, at_once);
        if (RAND_bytes(out + done, static_cast<int>(part)) != 1) {
            throw Error(ErrorKind::internal, "no_randomness");
        }
    }
}

}  // namespace

void random_fill(char* out, std::size_t size) {
    auto* const target = reinterpret_cast<unsigned char*>(out);
    if (size > pool_size / 4) {
        draw(target, size);
        return;
    }
    thread_local Pool pool;
    // A forked child holds a copy of its parent's pool: the same bytes must never be drawn twice.
    const pid_t self = getpid();
    if (pool.left < size || pool.owner != self) {
        pool.left = 0;
        draw(pool.bytes.data(), pool_size);
        pool.left = pool_size;
        pool.owner = self;
    }
    if (size == 0) return;
    unsigned char* const from = pool.bytes.data() + (pool.left - size);
    std::memcpy(target, from, size);
    OPENSSL_cleanse(from, size);
    pool.left -= size;
}

std::string random_bytes(std::size_t size) {
    std::string bytes(size, '\0');
    random_fill(bytes.data(), size);
    return bytes;
}

}  // namespace accord::base
