// Mapping tables: which code of ours stands for a value of the source.
#include <algorithm>
#include <array>

#include "accord/base/error.hpp"
#include "accord/base/json.hpp"
#include "accord/base/text.hpp"
#include "accord/intake/code.hpp"
#include "accord/intake/intake.hpp"

namespace accord::intake {
namespace {

constexpr std::array<std::string_view, 11> schemes{"business", "cause", "causes", "channel",
                                                   "content",  "kind",  "nature", "severity",
                                                   "subject",  "type",  "urgency"};

std::string text_of(const base::JsonObject& row, std::string_view name, const std::string& where) {
    const std::string place = where + "/" + std::string(name);
    const std::string_view text = base::as_text(base::member(row, name, where), place);
    return std::string(base::require_text(text, 4096, name, place));
}

void add_row(Mapping& mapping, const base::JsonObject& row, const std::string& where) {
    for (const auto& member : row) {
        const std::string_view name{member.key().data(), member.key().size()};
        if (name != "field" && name != "value" && name != "scheme" && name != "code") {
            base::fail_input("unknown_member", std::string(name), where);
        }
    }
    const std::string value = text_of(row, "value", where);
    const std::string scheme = text_of(row, "scheme", where);
    const std::string code = text_of(row, "code", where);
    if (std::find(schemes.begin(), schemes.end(), scheme) == schemes.end()) {
        base::fail_input("unknown_scheme", scheme, where + "/scheme");
    }
    if (!is_code(code)) base::fail_input("bad_code", "code", where + "/code");

    const std::pair key{text_of(row, "field", where), fold(value)};
    auto& codes = mapping.codes[key];
    const bool repeated = std::any_of(codes.begin(), codes.end(), [&](const auto& other) {
        return other.first == scheme && (scheme != "causes" || other.second == code);
    });
    if (repeated) base::fail_input("repeated", scheme, where);
    codes.emplace_back(scheme, code);
    const auto [label, fresh] = mapping.labels.emplace(key, value);
    if (!fresh && label->second != value) base::fail_input("repeated", "value", where + "/value");
}

}  // namespace

std::string fold(std::string_view text) {
    std::string folded{base::trim(text)};
    for (char& c : folded) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return folded;
}

bool is_code(std::string_view text) noexcept {
    if (text.empty() || text.size() > code_bytes_max || text[0] < 'a' || text[0] > 'z')
        return false;
    return std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-';
    });
}

Mapping Mapping::from_json(std::string_view json) {
    const base::Json document = base::parse_json(json, "mapping");
    const base::JsonObject& object = base::as_object(document, "mapping");
    Mapping mapping;
    std::size_t index = 0;
    for (const base::Json& row :
         base::as_array(base::member(object, "rows", "mapping"), "mapping/rows")) {
        const std::string where = "mapping/rows/" + std::to_string(index++);
        add_row(mapping, base::as_object(row, where), where);
    }
    return mapping;
}

}  // namespace accord::intake
