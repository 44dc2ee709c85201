// The checks a procedure must pass before anything runs under it.
#pragma once

#include "accord/procedure/definition.hpp"

namespace accord::procedure {

/// Throws Error(procedure, code, name, JSON pointer): a name that is not defined or defined twice,
/// no or two openings, a stage nobody reaches or leaves, silence given a meaning without a clause.
void check_definition(const Definition& definition);

}  // namespace accord::procedure
