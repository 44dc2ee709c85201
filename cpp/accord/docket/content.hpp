// What a keyed verb is compared by, and what a reveal opens.
#pragma once

#include <string>
#include <string_view>

#include "accord/docket/docket.hpp"

namespace accord::docket {

/// Bytes that are equal exactly when the verb asks for the same thing.
[[nodiscard]] std::string content_of(const casefile::Filing& filing, std::string_view law,
                                     const std::vector<std::string>& by);
[[nodiscard]] std::string content_of(const base::Id& id, const procedure::Command& command);
/// The plain value of "narrative", "parties.0.name", … or the bytes of "evidence.0".
/// Error(input, "unknown_item"), Error(access, "key_gone").
[[nodiscard]] std::string plain_value(const store::Store& store, const casefile::Case& c,
                                      std::string_view item);

}  // namespace accord::docket
