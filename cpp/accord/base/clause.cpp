// The three words for how surely a rule was read.
#include "accord/base/clause.hpp"

#include "accord/base/error.hpp"

namespace accord::base {

std::string_view to_text(Status status) noexcept {
    switch (status) {
        case Status::official: return "official";
        case Status::secondary: return "secondary";
        case Status::unverified: break;
    }
    return "unverified";
}

Status status_from_text(std::string_view text) {
    for (const Status status : {Status::official, Status::secondary, Status::unverified}) {
        if (text == to_text(status)) return status;
    }
    fail_input("unknown_status", std::string(text));
}

}  // namespace accord::base
