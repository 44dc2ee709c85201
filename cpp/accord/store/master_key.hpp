// The key that wraps all others: given by the caller, or in `<docket>.key` beside the folder.
#pragma once

#include <filesystem>
#include <string>

#include "accord/store/aead.hpp"

namespace accord::store {

/// `/data/disputes` → `/data/disputes.key`: beside the folder, so that copying the folder does not
/// copy the key.
[[nodiscard]] std::filesystem::path master_key_path(const std::filesystem::path& folder);

/// The given 32 bytes, or else the file's. The file is 64 hexadecimal digits and a newline, mode
/// 0600, so that it can be printed and put in a safe. With `create`, a missing file is made with a
/// fresh key. Throws Error(store, "wrong_key") when there is none, it is malformed, or others may
/// read it.
[[nodiscard]] Key read_master_key(const std::filesystem::path& folder, const std::string& given,
                                  bool create);

}  // namespace accord::store
