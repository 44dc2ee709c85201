// Standing actions: what is understood in every procedure, whatever its definition says.
#pragma once

#include <optional>
#include <string_view>

#include "accord/procedure/draft.hpp"

namespace accord::procedure {

[[nodiscard]] bool is_standing(std::string_view action) noexcept;
/// Whether a definition may have no action of its own by that name.
[[nodiscard]] bool is_reserved(std::string_view action) noexcept;
/// Whether a standing action may be refused, and why; Error(input, "missing_argument" |
/// "unknown_…") when the command itself is malformed.
[[nodiscard]] std::optional<rules::Refusal> refuse_standing(const Context& context);
/// What a standing action that was done leads to.
void standing_consequences(const Context& context, const casefile::When& occurred, Draft& draft);

}  // namespace accord::procedure
