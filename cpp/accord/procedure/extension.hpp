// Longer terms within the rule: who may, how far, approved by whom, told in time.
#pragma once

#include <optional>

#include "accord/procedure/draft.hpp"

namespace accord::procedure {

/// "not_extendable", "extension_late", "wrong_role", "guard", "approval_missing", "told_missing".
[[nodiscard]] std::optional<rules::Refusal> refuse_extension(const Context& context);
void extension_consequences(const Context& context, const casefile::When& occurred, Draft& draft);

}  // namespace accord::procedure
