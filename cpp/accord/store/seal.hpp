// Sealing one field of an event: salted commitment in the open, value under its owner's key.
#pragma once

#include <string>
#include <string_view>

#include "accord/base/hash.hpp"
#include "accord/base/id.hpp"
#include "accord/store/aead.hpp"
#include "accord/store/frame.hpp"

namespace accord::store {

inline constexpr std::size_t salt_size = 16;

/// SHA-256("accord.field.v1" ‖ L salt ‖ L path ‖ L value), L a length as 8 bytes big-endian. The
/// salt keeps a value with few possibilities (a sex, a telephone number) from being guessed out of
/// the log.
[[nodiscard]] base::Digest commitment(std::string_view salt, std::string_view path,
                                      std::string_view value);

/// Binds a ciphertext to its place, so that it can not be moved to another event or field.
class Binding {
public:
    Binding(const base::Id& docket, const base::Id& case_id, std::uint64_t n);
    /// docket id ‖ case id ‖ n ‖ path; valid until the next call.
    [[nodiscard]] std::string_view with(std::string_view path);

private:
    std::string bytes_;
};

/// Appends one whole field to a frame under a fresh salt and nonce.
void seal_field(std::string& frame, const Key& key, Binding& binding, std::string_view path,
                std::uint32_t owner, std::string_view value);
/// Plaintext salt ‖ value; false when the key or the place is not the one it was sealed for.
[[nodiscard]] bool unseal_field(const Key& key, Binding& binding, const FrameField& field,
                                std::string& plain);

}  // namespace accord::store
