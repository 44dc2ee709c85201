// Versions of the libraries that base stands on, to say how this was built.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace accord::base {

/// Library → version: compiled against where it is in headers, loaded where it is shared.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> library_versions();

}  // namespace accord::base
