// Which SQLite is inside: two copies in one process would lose each other's locks.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace accord::store {

/// "sqlite": the version that runs; "sqlite_headers": the one compiled against.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> library_versions();

}  // namespace accord::store
