// The three ways in which the CFPB export has written its dates.
#pragma once

#include <optional>
#include <string_view>

#include "accord/calendar/date.hpp"

namespace accord::intake {

/// MM/DD/YYYY, M/D/YY (the year of this century) or YYYY-MM-DD; nothing for any other text or a day
/// that does not exist.
[[nodiscard]] std::optional<calendar::Date> us_date(std::string_view text);

}  // namespace accord::intake
