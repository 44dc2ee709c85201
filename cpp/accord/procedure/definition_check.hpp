// The checks a procedure must pass before anything runs under it.
#pragma once

#include "accord/procedure/definition.hpp"

namespace accord::procedure {

/// Throws Error(procedure, code, name, JSON pointer): a name that is not defined or defined twice,
/// no or two openings, silence given a meaning without a clause.
void check_definition(const Definition& definition);
/// The same for what the chart shows: a stage nobody reaches or leaves, two moves enabled at once
/// whose guards can not be told apart.
void check_chart(const Definition& definition);

}  // namespace accord::procedure
