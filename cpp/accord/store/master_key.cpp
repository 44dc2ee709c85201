// Care of the master key file.
#include "accord/store/master_key.hpp"

#include <sys/stat.h>

#include <cstring>

#include "accord/base/error.hpp"
#include "accord/base/file.hpp"
#include "accord/base/hash.hpp"

namespace accord::store {

namespace {

constexpr std::size_t digits = 64;

int digit_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return -1;
}

Key parse_key(std::string_view text, const std::filesystem::path& path) {
    if (!text.empty() && text.back() == '\n') text.remove_suffix(1);
    if (text.size() != digits) base::fail_store("wrong_key", path.string(), "length");
    Key key{};
    for (std::size_t i = 0; i < key.size(); ++i) {
        const int high = digit_value(text[2 * i]);
        const int low = digit_value(text[2 * i + 1]);
        if (high < 0 || low < 0) base::fail_store("wrong_key", path.string(), "digit");
        key[i] = static_cast<std::uint8_t>(high << 4 | low);
    }
    return key;
}

}  // namespace

std::filesystem::path master_key_path(const std::filesystem::path& folder) {
    std::filesystem::path whole = std::filesystem::absolute(folder).lexically_normal();
    if (!whole.has_filename()) whole = whole.parent_path();
    whole += ".key";
    return whole;
}

Key read_master_key(const std::filesystem::path& folder, const std::string& given, bool create) {
    Key key{};
    if (!given.empty()) {
        if (given.size() != key.size()) base::fail_store("wrong_key", "master_key", "length");
        std::memcpy(key.data(), given.data(), key.size());
        return key;
    }
    const std::filesystem::path path = master_key_path(folder);
    std::error_code ignored;
    if (create && !std::filesystem::exists(path, ignored)) {
        std::string fresh = base::random_bytes(key.size());
        std::string text = base::hex(fresh) + "\n";
        base::create_file(path, text);
        std::memcpy(key.data(), fresh.data(), key.size());
        wipe(fresh);
        wipe(text);
        return key;
    }
    struct stat facts {};
    if (::stat(path.c_str(), &facts) != 0) base::fail_store("wrong_key", path.string(), "missing");
    if ((facts.st_mode & 077) != 0)
        base::fail_store("wrong_key", path.string(), "readable_by_others");
    std::string text = base::read_file(path, 4096);
    key = parse_key(text, path);
    wipe(text);
    return key;
}

}  // namespace accord::store
