// Every write the engine makes outside SQLite: temporary file, sync, rename, sync of the folder.
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
/// Throws Error(store, "file_too_large", path, bytes_max) beyond the bound.
[[nodiscard]] std::string read_file(const std::filesystem::path& path, std::size_t bytes_max);
/// Mode 0700, parent synced; throws Error(store, "exists").
void make_private_folder(const std::filesystem::path& path);
void sync_folder(const std::filesystem::path& path);
void remove_file(const std::filesystem::path& path);  // and syncs the folder

}  // namespace accord::base
