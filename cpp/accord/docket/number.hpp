// Case numbers as a rule prints them: 〔{year}〕调字第{ordinal:4}号.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace accord::docket {

/// Replaces {year} and {ordinal} or {ordinal:WIDTH} (zero-padded). Other braces stay as they are.
[[nodiscard]] std::string format_number(std::string_view rule, std::int64_t year,
                                        std::int64_t ordinal);

}  // namespace accord::docket
