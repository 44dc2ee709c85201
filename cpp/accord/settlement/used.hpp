// One entry of the rule book that a figure rests on.
#pragma once

#include <string>

#include "accord/base/clause.hpp"

namespace accord::settlement {

struct Used {
    std::string id;
    std::string hash;  // of the entry's canonical JSON
    base::Status status = base::Status::unverified;
    bool operator==(const Used&) const = default;
};

}  // namespace accord::settlement
