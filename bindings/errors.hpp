// The one place where the engine's errors become Python exceptions.
#pragma once

#include <pybind11/pybind11.h>

#include <exception>

#include "accord/rules/refusal.hpp"

namespace accord::bindings {

/// Somebody asked a refusal for its case or value; becomes accord.Refused.
struct AskedRefusal : std::exception {
    explicit AskedRefusal(rules::Refusal asked) : refusal(std::move(asked)) {}
    [[nodiscard]] const char* what() const noexcept override { return "refused"; }
    rules::Refusal refusal;
};

}  // namespace accord::bindings
