// Guards: pure, typed, total expressions over a case, in Kleene's three-valued logic.
//
// A guard is read (guard/syntax.hpp), checked against its definition (guard/check.hpp) and asked of
// a case (guard/evaluate.hpp). Over the columns of many cases one compiles it with their dictionary
// (guard/program.hpp) and runs it block by block (guard/machine.hpp, guard/columns.hpp).
#pragma once

#include "accord/procedure/guard/check.hpp"
#include "accord/procedure/guard/evaluate.hpp"
#include "accord/procedure/guard/scope.hpp"
#include "accord/procedure/guard/syntax.hpp"
