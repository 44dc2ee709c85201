// Blobs: each under a key of its own, wrapped by its owner's.
#include <cstring>

#include "accord/base/error.hpp"
#include "accord/store/state.hpp"

namespace accord::store {

namespace {

std::string wrap_binding(const base::Id& docket, std::string_view plain_hash) {
    std::string aad(reinterpret_cast<const char*>(docket.bytes.data()), docket.bytes.size());
    return aad.append(plain_hash);
}

std::string plain_hash_under(const Key& owner_key, std::string_view bytes) {
    std::string message("accord.plain.v1");
    message.append(base::view(base::sha256(bytes)));
    return base::hex(base::view(base::hmac_sha256(view(owner_key), message)));
}

}  // namespace

std::string Store::plain_hash(std::string_view bytes, std::uint32_t owner) const {
    state_->check_process();
    return plain_hash_under(state_->keys.require(owner), bytes);
}

BlobRef Store::put_blob(std::string_view bytes, std::uint32_t owner) {
    State& state = *state_;
    state.check_process();
    if (state.read_only) base::fail_store("read_only", state.folder.string());
    if (bytes.size() > blob_bytes_max) base::fail_input("too_large", std::to_string(bytes.size()));
    Key owner_key = state.keys.require(owner);
    Key key{};
    base::random_fill(reinterpret_cast<char*>(key.data()), key.size());

    BlobRef ref;
    ref.size = bytes.size();
    ref.plain_hash = plain_hash_under(owner_key, bytes);
    ref.address = state.vault.put(seal_blob(state.keys.docket_id(), key, bytes));
    ref.wrapped_key = base::base64(
        aead_box(owner_key, wrap_binding(state.keys.docket_id(), ref.plain_hash), view(key)));
    wipe(key);
    wipe(owner_key);
    return ref;
}

std::string Store::blob(const BlobRef& ref, std::uint32_t owner) const {
    State& state = *state_;
    state.check_process();
    (void)state.vault.path_of(ref.address);
    state.keys.refresh();
    Key owner_key = state.keys.require(owner);
    const std::string aad = wrap_binding(state.keys.docket_id(), ref.plain_hash);
    std::string unwrapped;
    Key key{};
    const bool opens = aead_unbox(owner_key, aad, base::unbase64(ref.wrapped_key), unwrapped) &&
                       unwrapped.size() == key.size();
    if (!opens) base::fail_store("damaged", ref.address, "wrapped_key");
    std::memcpy(key.data(), unwrapped.data(), key.size());
    wipe(unwrapped);
    std::string plain;
    const bool whole =
        open_blob(state.keys.docket_id(), key, state.vault.get(ref.address), plain) &&
        plain.size() == ref.size;
    wipe(key);
    if (!whole) base::fail_store("damaged", ref.address, "blob");
    wipe(owner_key);
    return plain;
}

}  // namespace accord::store
