// What the journal keeps about itself in one small row, rewritten by every commit.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "accord/store/merkle.hpp"

namespace accord::store {

/// Counters and the tree's frontier. As bytes: 0x01, then varints size, next_key, next_case,
/// last_own, laws, then the frontier's digests, largest subtree first, then the first 8 bytes of
/// the SHA-256 of all that.
struct LogState {
    CompactRange tree;            // its size is the number of events, and the last seq
    std::uint64_t next_key = 1;   // the first subject key not handed out
    std::uint64_t next_case = 1;  // the next dense case number
    std::uint64_t last_own = 0;   // seq of the docket's own last event
    std::uint64_t laws = 0;       // rows of table law

    [[nodiscard]] std::string write() const;
    /// Throws Error(store, "damaged", "log").
    [[nodiscard]] static LogState read(std::string_view bytes);
};

}  // namespace accord::store
