// Vault files: chunked encryption, writing and reading.
#include "accord/store/vault.hpp"

#include <algorithm>

#include "accord/base/check.hpp"
#include "accord/base/error.hpp"
#include "accord/base/file.hpp"
#include "accord/base/hash.hpp"
#include "accord/store/bytes.hpp"

namespace accord::store {

namespace {

constexpr char blob_format = 0x01;
constexpr std::string_view blob_label = "accord.blob.v1";
constexpr std::size_t header_size = 1 + nonce_size;
constexpr std::size_t sealed_chunk_size = chunk_size + tag_size;
constexpr std::size_t address_size = 64;

std::string chunk_nonce(std::string_view nonce, std::uint64_t index) {
    std::string bytes(nonce);
    for (std::size_t i = 0; i < 4; ++i) {
        bytes[nonce_size - 1 - i] =
            static_cast<char>(bytes[nonce_size - 1 - i] ^ static_cast<char>(index >> (8 * i)));
    }
    return bytes;
}

std::string chunk_binding(const base::Id& docket, std::uint64_t index, bool last) {
    std::string bytes(blob_label);
    bytes.append(reinterpret_cast<const char*>(docket.bytes.data()), docket.bytes.size());
    append_u64(bytes, index);
    bytes.push_back(last ? 0x01 : 0x00);
    return bytes;
}

bool is_address(std::string_view text) {
    return text.size() == address_size && std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
           });
}

}  // namespace

std::string seal_blob(const base::Id& docket, const Key& key, std::string_view plain) {
    const std::size_t chunks =
        std::max<std::size_t>(1, (plain.size() + chunk_size - 1) / chunk_size);
    std::string sealed(header_size + plain.size() + chunks * tag_size, '\0');
    sealed[0] = blob_format;
    base::random_fill(sealed.data() + 1, nonce_size);
    const std::string nonce = sealed.substr(1, nonce_size);
    char* out = sealed.data() + header_size;
    for (std::size_t i = 0; i < chunks; ++i) {
        const std::string_view chunk = plain.substr(i * chunk_size, chunk_size);
        aead_encrypt(key, chunk_nonce(nonce, i), chunk_binding(docket, i, i + 1 == chunks), chunk,
                     out);
        out += chunk.size() + tag_size;
    }
    return sealed;
}

bool open_blob(const base::Id& docket, const Key& key, std::string_view sealed,
               std::string& plain) {
    plain.clear();
    if (sealed.size() < header_size + tag_size || sealed[0] != blob_format) return false;
    const std::string_view nonce = sealed.substr(1, nonce_size);
    const std::string_view body = sealed.substr(header_size);
    const std::size_t chunks = (body.size() + sealed_chunk_size - 1) / sealed_chunk_size;
    if (body.size() < chunks * tag_size) return false;
    plain.resize(body.size() - chunks * tag_size);
    for (std::size_t i = 0; i < chunks; ++i) {
        const std::string_view chunk = body.substr(i * sealed_chunk_size, sealed_chunk_size);
        const bool last = i + 1 == chunks;
        // A last chunk without text is only right for an empty file.
        if (chunk.size() < tag_size || (last && i > 0 && chunk.size() == tag_size)) return false;
        if (!aead_decrypt(key, chunk_nonce(nonce, i), chunk_binding(docket, i, last), chunk,
                          plain.data() + i * chunk_size)) {
            return false;
        }
    }
    return true;
}

std::filesystem::path Vault::path_of(std::string_view address) const {
    if (!is_address(address)) base::fail_input("bad_address", std::string(address));
    return folder_ / std::string(address.substr(0, 2)) / std::string(address);
}

std::string Vault::put(std::string_view sealed) const {
    const std::string address = base::hex(base::view(base::sha256(sealed)));
    const std::filesystem::path path = path_of(address);
    if (!std::filesystem::exists(folder_)) base::make_private_folder(folder_);
    if (!std::filesystem::exists(path.parent_path())) base::make_private_folder(path.parent_path());
    base::create_file(path, sealed);
    return address;
}

std::string Vault::get(std::string_view address) const {
    const std::filesystem::path path = path_of(address);
    std::error_code ignored;
    if (!std::filesystem::is_regular_file(std::filesystem::symlink_status(path, ignored))) {
        base::fail_store("blob_missing", std::string(address));
    }
    std::string bytes = base::read_file(path, blob_bytes_max + (blob_bytes_max >> 4) + 4096);
    if (base::hex(base::view(base::sha256(bytes))) != address) {
        base::fail_store("damaged", std::string(address), "blob_differs");
    }
    return bytes;
}

std::vector<std::string> Vault::list() const {
    std::vector<std::string> names;
    std::error_code failure;
    if (!std::filesystem::exists(folder_, failure)) return names;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_)) {
        if (entry.is_directory() && !entry.is_symlink()) continue;
        const std::string name = entry.path().filename().string();
        const bool in_place = is_address(name) && entry.path() == path_of(name);
        names.push_back(in_place ? name : entry.path().lexically_relative(folder_).string());
    }
    std::sort(names.begin(), names.end());
    return names;
}

}  // namespace accord::store
