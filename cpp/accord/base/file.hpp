// Every write the engine makes outside SQLite goes through here: temporary file, sync, rename, sync.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace accord::base {

/// Writes `bytes` so that after a crash either the old file or the whole new one is there.
/// Mode 0600. Throws Error(store, "io", path, errno's name).
void write_file(const std::filesystem::path& path, std::string_view bytes);
/// The same, but refuses (Error(store,"exists")) when the file is there already.
void create_file(const std::filesystem::path& path, std::string_view bytes);
[[nodiscard]] std::string read_file(const std::filesystem::path& path, std::size_t bytes_max);
void make_private_folder(const std::filesystem::path& path);  // 0700, parent synced
void sync_folder(const std::filesystem::path& path);
void remove_file(const std::filesystem::path& path);           // and syncs the folder

}  // namespace accord::base
