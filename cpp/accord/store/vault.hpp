// Evidence and papers as encrypted files, addressed by the hash of their ciphertext.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "accord/base/id.hpp"
#include "accord/store/aead.hpp"

namespace accord::store {

// A vault file, format 1; its name is the hexadecimal SHA-256 of all its bytes, in a folder named
// by the first two digits.
//
//   byte      0x01           format
//   12 bytes  nonce          random
//   chunks: 65,536 bytes of plaintext each, the last one at most that (one empty chunk for
//   an empty file):
//             ciphertext ‖ 16-byte tag, AES-256-GCM under the file's own key;
//             nonce of chunk i = nonce with its last 4 bytes XOR i (big-endian);
//             additional data "accord.blob.v1" ‖ docket id (16) ‖ i (8, big-endian) ‖ last
//             (0x01 for the last chunk, otherwise 0x00): no chunk can be moved, dropped or cut off.
//
// The file's key is wrapped under its owner's (AES-256-GCM, additional data docket id ‖
// plain_hash), as nonce ‖ ciphertext ‖ tag in base64, and lies in the journal.
inline constexpr std::uint64_t blob_bytes_max = std::uint64_t{64} << 20;
inline constexpr std::size_t chunk_size = 65536;

[[nodiscard]] std::string seal_blob(const base::Id& docket, const Key& key, std::string_view plain);
/// False when the bytes are not exactly what seal_blob made under this key.
[[nodiscard]] bool open_blob(const base::Id& docket, const Key& key, std::string_view sealed,
                             std::string& plain);

class Vault {
public:
    explicit Vault(std::filesystem::path folder) : folder_(std::move(folder)) {}

    /// Durable when it returns. The address of the bytes.
    [[nodiscard]] std::string put(std::string_view sealed) const;
    /// Error(store, "blob_missing"), or "damaged" when the bytes do not hash to the address.
    [[nodiscard]] std::string get(std::string_view address) const;
    /// Addresses in the folder, sorted; names that are none are given as they are.
    [[nodiscard]] std::vector<std::string> list() const;
    /// Throws Error(input, "bad_address"): nothing but 64 hexadecimal digits ever becomes a path.
    [[nodiscard]] std::filesystem::path path_of(std::string_view address) const;
    [[nodiscard]] const std::filesystem::path& folder() const noexcept { return folder_; }

private:
    std::filesystem::path folder_;
};

}  // namespace accord::store
