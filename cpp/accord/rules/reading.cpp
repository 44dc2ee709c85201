// Members of a law file, each read by its own parser.
#include "accord/rules/reading.hpp"

#include <algorithm>

#include "accord/base/hash.hpp"

namespace accord::rules {

using base::Json;
using base::JsonObject;

void refuse_others(const JsonObject& object, std::initializer_list<std::string_view> known,
                   const std::string& where) {
    for (const auto& item : object) {
        const std::string_view name{item.key().data(), item.key().size()};
        if (std::find(known.begin(), known.end(), name) == known.end()) {
            base::fail_input("unknown_member", std::string{name}, where);
        }
    }
}

std::string text_of(const JsonObject& object, std::string_view name, const std::string& where) {
    const std::string place = where + "/" + std::string{name};
    std::string text{base::as_text(base::member(object, name, where), place)};
    if (text.empty()) base::fail_input("empty_text", std::string{name}, place);
    return text;
}

calendar::Date date_of(const JsonObject& object, std::string_view name, const std::string& where) {
    return at_place(where + "/" + std::string{name},
                    [&] { return calendar::Date::parse(text_of(object, name, where)); });
}

std::optional<calendar::Date> optional_date_of(const JsonObject& object, std::string_view name,
                                               const std::string& where) {
    if (base::find_member(object, name) == nullptr) return std::nullopt;
    return date_of(object, name, where);
}

std::string hash_of(const JsonObject& object) {
    return base::hex(base::view(base::sha256(base::canonical_json(Json(object)))));
}

money::Money money_of(const JsonObject& object, std::string_view name, const std::string& where) {
    return at_place(where + "/" + std::string{name},
                    [&] { return money::Money::parse(text_of(object, name, where)); });
}

money::Rate rate_of(const JsonObject& object, std::string_view name, money::Per per,
                    const std::string& where) {
    const std::string place = where + "/" + std::string{name};
    const money::Rate rate =
        at_place(place, [&] { return money::Rate::parse(text_of(object, name, where)); });
    if (rate.per() != per || rate.basis() != money::Basis::none) {
        base::fail_input("rate_unit", rate.text(), place);
    }
    return rate;
}

base::Status status_of(const JsonObject& object, const std::string& where) {
    return at_place(where + "/status",
                    [&] { return base::status_from_text(text_of(object, "status", where)); });
}

base::Clause clause_of(const JsonObject& object, const std::string& where) {
    const std::string place = where + "/clause";
    const JsonObject& clause = base::as_object(base::member(object, "clause", where), place);
    refuse_others(clause, {"id", "status"}, place);
    return {text_of(clause, "id", place), status_of(clause, place)};
}

}  // namespace accord::rules
