// What an actor may see of a case: the same case with fields taken out or masked.
#pragma once

#include <string_view>

#include "accord/casefile/case.hpp"

namespace accord::casefile {

/// How much of personal text a reader sees.
enum class Sight {
    full,    // officials of the case, on purpose (a reveal is an event)
    masked,  // names as 甲**, long numbers as 138****1234: the default of every view
    none,    // personal fields absent
};

/// A copy of `c` as seen: personal values masked or dropped.
[[nodiscard]] Case seen(const Case& c, Sight sight);
/// The first code point and ** ("张**"); organisations are not masked.
[[nodiscard]] std::string mask_name(std::string_view name);

}  // namespace accord::casefile
