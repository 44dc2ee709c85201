// An event as bytes, personal fields apart: what the casefile hands to the store, and gets back.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "accord/base/id.hpp"

namespace accord::base {

/// A field whose value must not stand in the open part: personal (under its subject's key) or
/// withholdable (under the docket's own key, owner 0). The leaf commits to it by a salted hash.
struct SealedField {
    std::string path;         // "party.name": unique within the event
    std::uint32_t owner = 0;  // key ordinal: 0 the docket's own key, otherwise a subject's
    std::string value;        // canonical JSON of the value; empty when not decrypted
    bool readable = true;     // false: the key is gone, or the reader may not see it
};

/// One event before it has a place in the log. The store fills `seq` in.
struct Record {
    Id case_id;           // empty for the docket's own events
    std::uint64_t n = 0;  // 1, 2, 3 … within its case (0 for the docket's own events)
    std::string head;     // canonical JSON of envelope and open body WITHOUT seq
    std::vector<SealedField> sealed;
};

}  // namespace accord::base
