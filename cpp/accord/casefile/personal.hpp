// A value that must be able to be forgotten: sealed under its owner's key, absent once the key is
// gone.
#pragma once

#include <cstdint>
#include <string>
#include <utility>

namespace accord::casefile {

/// `present`: the event has the field. `readable`: its value could be opened for this reader.
struct Personal {
    std::string value;
    bool present = false;
    bool readable = true;

    Personal() = default;
    explicit Personal(std::string text) : value(std::move(text)), present(!value.empty()) {}
    bool operator==(const Personal&) const = default;
};

}  // namespace accord::casefile
