// JSON from outside: parsed strictly (depth ≤ 256, no floats, integers within ±(2^53 − 1), no
// repeated names, strict UTF-8), and written canonically (RFC 8785). Boost.JSON is named here
// alone.
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

/// Throws Error(input, "bad_json" | "not_utf8" | "too_deep" | "repeated_name" | "not_an_integer" |
/// "integer_too_large", the name or number, where + " at byte N").
[[nodiscard]] Json parse_json(std::string_view text, std::string_view where);
/// RFC 8785: members sorted by UTF-16 code units, shortest escapes, no white space. Throws
/// Error(input) for what parse_json would not have let in.
[[nodiscard]] std::string canonical_json(const Json& value);

/// Access that names the place: throws Error(input, "missing_member", name, where) or
/// Error(input, "wrong_type", the type wanted, where).
[[nodiscard]] const Json& member(const JsonObject& object, std::string_view name,
                                 std::string_view where);
[[nodiscard]] const Json* find_member(const JsonObject& object, std::string_view name) noexcept;
[[nodiscard]] const JsonObject& as_object(const Json& value, std::string_view where);
[[nodiscard]] const JsonArray& as_array(const Json& value, std::string_view where);
[[nodiscard]] std::string_view as_text(const Json& value, std::string_view where);
[[nodiscard]] std::int64_t as_integer(const Json& value, std::string_view where);
[[nodiscard]] bool as_bool(const Json& value, std::string_view where);

}  // namespace accord::base
