// When something happened: a moment, only a day, or not known.
#pragma once

#include <optional>
#include <string>
#include <variant>

#include "accord/calendar/instant.hpp"

namespace accord::casefile {

/// The source did not say when.
struct NotKnown {
    bool operator==(const NotKnown&) const = default;
};

using When = std::variant<NotKnown, calendar::Date, calendar::Instant>;

/// The day in `zone`; nothing when not known.
[[nodiscard]] std::optional<calendar::Date> day_of(const When& when, const calendar::Zone& zone);
/// "2026-03-02", "2026-03-02T09:30:00+08:00" or "unknown".
[[nodiscard]] std::string print(const When& when);

}  // namespace accord::casefile
