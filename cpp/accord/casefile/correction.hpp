// Which fields of a case a correction can reach, and how it is applied.
#pragma once

#include <optional>
#include <string_view>

#include "accord/casefile/case.hpp"

namespace accord::casefile {

/// The open field's present value as text, date or money; nothing for a path that is not
/// correctable. Paths: "received" "branch" "business" "cause" "channel" "product" "kind" "severity"
/// "urgency", "claims.0.amount", "facts.NAME".
[[nodiscard]] std::optional<rules::Value> correctable(const Case& c, std::string_view path);
/// The personal field: "narrative", "parties.0.name", "parties.0.contact", "parties.0.address".
[[nodiscard]] const Personal* find_personal(const Case& c, std::string_view path,
                                            std::uint32_t& key);
/// Puts a corrected value in place; a value of the wrong type leaves the field as it was.
void apply(Case& c, const Corrected& correction);

}  // namespace accord::casefile
