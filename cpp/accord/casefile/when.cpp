// Days and words of a When.
#include "accord/casefile/when.hpp"

namespace accord::casefile {

std::optional<calendar::Date> day_of(const When& when, const calendar::Zone& zone) {
    if (const auto* date = std::get_if<calendar::Date>(&when)) return *date;
    if (const auto* instant = std::get_if<calendar::Instant>(&when)) return zone.date_of(*instant);
    return std::nullopt;
}

std::string print(const When& when) {
    if (const auto* date = std::get_if<calendar::Date>(&when)) return date->text();
    if (const auto* instant = std::get_if<calendar::Instant>(&when)) return instant->text();
    return "unknown";
}

}  // namespace accord::casefile
