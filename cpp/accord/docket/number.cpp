// A case number's two placeholders.
#include "accord/docket/number.hpp"

#include <cstdlib>

namespace accord::docket {
namespace {

std::string padded(std::int64_t value, std::size_t width) {
    std::string digits = std::to_string(value);
    return digits.size() >= width ? digits : std::string(width - digits.size(), '0') + digits;
}

}  // namespace

std::string format_number(std::string_view rule, std::int64_t year, std::int64_t ordinal) {
    std::string out;
    while (!rule.empty()) {
        const std::size_t open = rule.find('{');
        const std::size_t close = open == std::string_view::npos ? open : rule.find('}', open);
        if (close == std::string_view::npos) break;
        out += rule.substr(0, open);
        const std::string_view name = rule.substr(open + 1, close - open - 1);
        if (name == "year") {
            out += std::to_string(year);
        } else if (name == "ordinal") {
            out += std::to_string(ordinal);
        } else if (name.size() == 9 && name.starts_with("ordinal:") && name[8] >= '1' &&
                   name[8] <= '9') {
            out += padded(ordinal, static_cast<std::size_t>(name[8] - '0'));
        } else {
            out += rule.substr(open, close - open + 1);
        }
        rule.remove_prefix(close + 1);
    }
    out += rule;
    return out;
}

}  // namespace accord::docket
