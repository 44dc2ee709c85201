// Checks what a term names: anchors, clocks, waits, other terms.
#pragma once

#include <string>

#include "accord/procedure/definition.hpp"

namespace accord::procedure {

/// Throws Error(procedure, "one_anchor" | "unknown_action" | "unknown_term" | …, name, pointer).
void check_term_parts(const Definition& definition, const TermDefinition& term,
                      const std::string& at);

}  // namespace accord::procedure
