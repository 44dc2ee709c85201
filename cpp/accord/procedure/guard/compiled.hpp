// The program of a guard, made when it is read and anew when its facts' types are known.
#pragma once

#include <memory>

#include "accord/procedure/guard/program.hpp"

namespace accord::procedure::guard {

struct Compiled {
    std::shared_ptr<const Program> program;
};

}  // namespace accord::procedure::guard
