// Files of the tree itself, for tests that read shipped law, definitions and vectors.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "accord/base/file.hpp"

namespace accord::base::testing {

inline std::filesystem::path tree_path(std::string_view path) {
    return std::filesystem::path{ACCORD_TEST_ROOT} / path;
}

/// The bytes of a file by its path from the root. Throws what base::read_file throws.
inline std::string tree_file(std::string_view path) {
    return read_file(tree_path(path), std::uint64_t{16} << 20);
}

}  // namespace accord::base::testing
