// Named arguments of an action become a command: one table says which action takes what.
#pragma once

#include <optional>
#include <string>

#include "accord/procedure/decide.hpp"
#include "casters.hpp"

namespace accord::bindings {

/// Throws TypeError for a name the action does not take, as Python does for a function.
[[nodiscard]] procedure::Command command_from(const Text& action, const Texts& by,
                                              const std::optional<Count>& expected,
                                              const py::dict& args);
/// {action: {argument: kind}}: what the test of the boundary and the documentation read.
[[nodiscard]] py::dict action_arguments();

}  // namespace accord::bindings
