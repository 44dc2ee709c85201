// Checks a guard against the names and types that its definition declares.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "accord/procedure/guard/syntax.hpp"

namespace accord::procedure {

/// Names a definition declares, for the checks at load. A list that is absent is not checked.
struct Names {
    const std::vector<std::pair<std::string, std::string>>& facts;  // name → type
    std::vector<std::string> terms;
    std::optional<std::vector<std::string>> actions = std::nullopt;
    std::optional<std::vector<std::string>> stages = std::nullopt;
    std::optional<std::vector<std::string>> milestones = std::nullopt;
};

/// The type an expression yields: "bool" "integer" "text" "money" "date" "instant" "set"
/// "duration". A whole guard is compiled anew, its facts' types now being known. Throws
/// Error(procedure, "unknown_fact" | "unknown_term" | "unknown_action" | "unknown_stage" |
/// "unknown_milestone" | "type_mismatch", name, pointer).
[[nodiscard]] std::string_view check_types(const Expression& expression, const Names& names,
                                           const std::string& where);

/// Fields of the case a guard may read. Personal and sealed fields are not among them.
[[nodiscard]] bool is_field(std::string_view path) noexcept;
/// "money" "text" "bool" "date" "instant"; "fact" where the definition declares the type; empty: no
/// such field.
[[nodiscard]] std::string_view field_type(std::string_view path) noexcept;

}  // namespace accord::procedure
