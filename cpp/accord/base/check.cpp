// The failure of an internal check, placed by its path inside the engine.
#include "accord/base/check.hpp"

#include <string>
#include <string_view>

#include "accord/base/error.hpp"

namespace accord::base {

void check_failed(const char* expression, const char* file, int line) {
    std::string_view path(file);
    if (const std::size_t at = path.rfind("accord/"); at != std::string_view::npos) {
        path.remove_prefix(at);
    }
    throw Error(ErrorKind::internal, "check_failed", expression,
                std::string(path) + ":" + std::to_string(line));
}

}  // namespace accord::base
