// JSON from outside: parsed strictly (depth ≤ 256, no floats, integers within ±(2^53 − 1), no repeated
// names, strict UTF-8), and written canonically (RFC 8785). Boost.JSON is named here and nowhere else.
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <string>
#include <string_view>

namespace accord::base {

using Json = boost::json::value;
using JsonObject = boost::json::object;
using JsonArray = boost::json::array;

/// Throws Error(input, code, name, where + " at byte N" or a JSON pointer).
[[nodiscard]] Json parse_json(std::string_view text, std::string_view where);
/// RFC 8785: members sorted by UTF-16 code units, shortest escapes, no white space.
[[nodiscard]] std::string canonical_json(const Json& value);

/// Access that names the place: throws Error(input, "missing_member" | "wrong_type", name, pointer).
[[nodiscard]] const Json& member(const JsonObject& object, std::string_view name, std::string_view where);
[[nodiscard]] const Json* find_member(const JsonObject& object, std::string_view name) noexcept;
[[nodiscard]] const JsonObject& as_object(const Json& value, std::string_view where);
[[nodiscard]] const JsonArray& as_array(const Json& value, std::string_view where);
[[nodiscard]] std::string_view as_text(const Json& value, std::string_view where);
[[nodiscard]] std::int64_t as_integer(const Json& value, std::string_view where);
[[nodiscard]] bool as_bool(const Json& value, std::string_view where);

}  // namespace accord::base
