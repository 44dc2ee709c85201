// A rule's arguments as Python gives them, and the table of rules as Python reads it.
#pragma once

#include "accord/settlement/rule.hpp"
#include "casters.hpp"

namespace accord::bindings {

/// A dict of name → value; None stands for an argument left out where it may be. Throws TypeError
/// for a wrong type, Error(input, "unknown_argument" | "needs_argument" | …, name).
[[nodiscard]] settlement::Arguments to_arguments(const settlement::Rule& rule,
                                                 const py::dict& given);
/// One argument by itself, as above.
[[nodiscard]] settlement::Argument to_argument(const settlement::Parameter& parameter,
                                               py::handle source);
[[nodiscard]] py::list describe_rules();

}  // namespace accord::bindings
