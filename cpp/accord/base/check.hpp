// Internal invariants: a broken one is a bug to report, never an abort inside somebody's process.
#pragma once

namespace accord::base {

/// Throws Error(internal, "check_failed", expression, "file:line").
[[noreturn]] void check_failed(const char* expression, const char* file, int line);

}  // namespace accord::base

#define ACCORD_CHECK(condition)                          \
    (static_cast<bool>(condition) ? static_cast<void>(0) \
                                  : ::accord::base::check_failed(#condition, __FILE__, __LINE__))
