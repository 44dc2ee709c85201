// Events to records and back: the open part as canonical JSON, personal fields apart.
#pragma once

#include "accord/base/record.hpp"
#include "accord/casefile/event.hpp"

namespace accord::casefile {

/// Reuses `out`'s buffers. `algorithms` names the suite; members are in canonical order.
void encode(const Event& event, base::Record& out);
/// Throws Error(store, "newer_format", kind) for a kind or member this version does not know.
[[nodiscard]] Event decode(std::string_view head, const std::vector<base::SealedField>& sealed);
/// The case id in a head, without decoding the rest (empty for the docket's own events).
[[nodiscard]] base::Id case_of(std::string_view head);

}  // namespace accord::casefile
