// Asks SQLite for its own version.
#include "accord/store/versions.hpp"

#include <sqlite3.h>

namespace accord::store {

std::vector<std::pair<std::string, std::string>> library_versions() {
    return {{"sqlite", sqlite3_libversion()}, {"sqlite_headers", SQLITE_VERSION}};
}

}  // namespace accord::store
