// Commitments and field encryption.
#include "accord/store/seal.hpp"

#include "accord/store/bytes.hpp"

namespace accord::store {

namespace {

constexpr std::string_view commitment_label = "accord.field.v1";
constexpr std::size_t bound_size = 16 + 16 + 8;

/// Scratch that is reused: sealing a field allocates nothing once warm.
std::string& scratch() {
    thread_local std::string bytes;
    bytes.clear();
    return bytes;
}

void append_sized(std::string& out, std::string_view bytes) {
    append_u64(out, bytes.size());
    out.append(bytes);
}

}  // namespace

base::Digest commitment(std::string_view salt, std::string_view path, std::string_view value) {
    std::string& bytes = scratch();
    bytes.append(commitment_label);
    append_sized(bytes, salt);
    append_sized(bytes, path);
    append_sized(bytes, value);
    const base::Digest digest = base::sha256(bytes);
    wipe(bytes);
    return digest;
}

Binding::Binding(const base::Id& docket, const base::Id& case_id, std::uint64_t n) {
    bytes_.reserve(bound_size + 64);
    bytes_.append(reinterpret_cast<const char*>(docket.bytes.data()), docket.bytes.size());
    bytes_.append(reinterpret_cast<const char*>(case_id.bytes.data()), case_id.bytes.size());
    append_u64(bytes_, n);
}

std::string_view Binding::with(std::string_view path) {
    bytes_.resize(bound_size);
    bytes_.append(path);
    return bytes_;
}

void seal_field(std::string& frame, const Key& key, Binding& binding, std::string_view path,
                std::uint32_t owner, std::string_view value) {
    char random[salt_size + nonce_size];
    base::random_fill(random, sizeof random);
    const std::string_view salt(random, salt_size);
    const std::string_view nonce(random + salt_size, nonce_size);

    const base::Digest committed = commitment(salt, path, value);
    append_field(frame, path, owner, base::view(committed));
    append_varint(frame, nonce_size + salt_size + value.size() + tag_size);
    frame.append(nonce);

    std::string& plain = scratch();
    plain.append(salt).append(value);
    const std::size_t at = frame.size();
    frame.resize(at + plain.size() + tag_size);
    aead_encrypt(key, nonce, binding.with(path), plain, frame.data() + at);
    wipe(plain);
}

bool unseal_field(const Key& key, Binding& binding, const FrameField& field, std::string& plain) {
    if (field.sealed.size() < aead_overhead + salt_size) return false;
    return aead_unbox(key, binding.with(field.path), field.sealed, plain);
}

}  // namespace accord::store
