// Reads month/day/year and ISO dates; a two-digit year is of this century (the export began in
// 2011).
#include "accord/intake/us_date.hpp"

namespace accord::intake {
namespace {

/// A number of `least` to `most` digits, and nothing else.
std::optional<int> number(std::string_view text, std::size_t least, std::size_t most) {
    if (text.size() < least || text.size() > most) return std::nullopt;
    int value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + (c - '0');
    }
    return value;
}

std::optional<calendar::Date> checked(std::optional<int> year, std::optional<int> month,
                                      std::optional<int> day) {
    if (!year || !month || !day || *year < 1 || *month < 1 || *month > 12 || *day < 1)
        return std::nullopt;
    if (*day > calendar::days_in_month(*year, *month)) return std::nullopt;
    return calendar::Date::of(*year, *month, *day);
}

}  // namespace

std::optional<calendar::Date> us_date(std::string_view text) {
    const std::size_t first = text.find('/');
    if (first == std::string_view::npos) {
        if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
        return checked(number(text.substr(0, 4), 4, 4), number(text.substr(5, 2), 2, 2),
                       number(text.substr(8), 2, 2));
    }
    const std::size_t second = text.find('/', first + 1);
    if (second == std::string_view::npos) return std::nullopt;
    const std::string_view year_text = text.substr(second + 1);
    if (year_text.size() != 2 && year_text.size() != 4) return std::nullopt;
    std::optional<int> year = number(year_text, 2, 4);
    if (year && year_text.size() == 2) *year += 2000;
    return checked(year, number(text.substr(0, first), 1, 2),
                   number(text.substr(first + 1, second - first - 1), 1, 2));
}

}  // namespace accord::intake
