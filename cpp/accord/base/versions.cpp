// Asks each library for its own version.
#include "accord/base/versions.hpp"

#include <openssl/crypto.h>
#include <utf8proc.h>

#include <boost/version.hpp>

namespace accord::base {

std::vector<std::pair<std::string, std::string>> library_versions() {
    return {{"boost", BOOST_LIB_VERSION},
            {"openssl", OpenSSL_version(OPENSSL_VERSION_STRING)},
            {"utf8proc", utf8proc_version()}};
}

}  // namespace accord::base
