// Puts parameters in their places, so that the rest of the reading sees plain values.
#include "accord/procedure/definition_parts.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "accord/base/error.hpp"

namespace accord::procedure {
namespace {

using Values = std::map<std::string, base::Json, std::less<>>;

/// Members that hold a number themselves; everywhere else a value stands as a literal.
constexpr std::array numbers{"amount", "business_up_to", "cut_off", "days",
                             "hours",  "months",         "years"};

constexpr std::array literals{"money", "date", "instant", "text", "integer", "bool", "set"};

/// {"parameter":"id"} → "id"; empty for anything else.
std::string_view parameter_in(const base::Json& json) {
    if (!json.is_object() || json.get_object().size() != 1) return {};
    const base::Json* name = base::find_member(json.get_object(), "parameter");
    if (name == nullptr || !name->is_string()) return {};
    return {name->get_string().data(), name->get_string().size()};
}

base::Json as_number(const base::Json& value, const std::string& where) {
    if (!value.is_object()) return value;
    const base::Json* integer = base::find_member(value.get_object(), "integer");
    if (integer == nullptr) base::fail_procedure("wrong_type", "integer", where);
    return *integer;
}

/// {"money":{"parameter":"cap"}}: what such a literal holds.
base::Json as_held(const base::Json& value, std::string_view member, const std::string& where) {
    if (!value.is_object()) return value;
    const base::Json* held = base::find_member(value.get_object(), member);
    if (held == nullptr) base::fail_procedure("wrong_type", std::string(member), where);
    return *held;
}

base::Json as_literal(const base::Json& value) {
    if (value.is_object()) return value;
    base::JsonObject literal;
    literal["integer"] = value;
    return literal;
}

void put_in(base::Json& json, const Values& values, std::string_view member,
            const std::string& where) {
    if (const std::string_view name = parameter_in(json); !name.empty()) {
        const auto found = values.find(name);
        if (found == values.end())
            base::fail_procedure("unknown_parameter", std::string(name), where);
        const auto is_in = [&](const auto& list) {
            return std::find(list.begin(), list.end(), member) != list.end();
        };
        if (is_in(numbers)) {
            json = as_number(found->second, where);
        } else {
            json =
                is_in(literals) ? as_held(found->second, member, where) : as_literal(found->second);
        }
        return;
    }
    if (json.is_object()) {
        for (auto& entry : json.get_object()) {
            const std::string_view key{entry.key().data(), entry.key().size()};
            put_in(entry.value(), values, key, where + "/" + std::string(key));
        }
    } else if (json.is_array()) {
        std::size_t i = 0;
        for (base::Json& item : json.get_array())
            put_in(item, values, {}, where + "/" + std::to_string(i++));
    }
}

}  // namespace

base::Json with_parameters(const base::Json& tree) {
    if (!tree.is_object() || base::find_member(tree.get_object(), "parameters") == nullptr)
        return tree;
    Values values;
    for (const Reader& item : Reader{tree, ""}.at("parameters").items()) {
        const Parameter parameter = read_parameter(item);
        if (!values.emplace(parameter.id, item.at("value").json()).second)
            item.fail("duplicate", parameter.id);
    }
    base::Json filled = tree;
    for (auto& entry : filled.get_object()) {
        const std::string_view key{entry.key().data(), entry.key().size()};
        if (key != "parameters" && key != "facts")
            put_in(entry.value(), values, key, "/" + std::string(key));
    }
    return filled;
}

}  // namespace accord::procedure
