// Boost.JSON's parser under a handler of ours: what it would let pass (floats, big integers,
// repeated names) stops the parse; and the writer of RFC 8785's form.
#include "accord/base/json.hpp"

#include <algorithm>
#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/value_stack.hpp>
#include <vector>

#include "accord/base/canonical.hpp"
#include "accord/base/error.hpp"
#include "accord/base/text.hpp"

namespace accord::base {
namespace {

namespace bj = boost::json;
using ErrorCode = bj::error_code;
using View = bj::string_view;

std::string_view to_std(View text) noexcept {
    return {text.data(), text.size()};
}

/// Builds the tree as Boost's own handler does; `code` and `subject` say why it stopped the parse.
struct Handler {
    static constexpr std::size_t max_object_size = JsonObject::max_size();
    static constexpr std::size_t max_array_size = JsonArray::max_size();
    static constexpr std::size_t max_key_size = bj::string::max_size();
    static constexpr std::size_t max_string_size = bj::string::max_size();

    bj::value_stack stack;
    std::string code;
    std::string subject;

    bool stop(ErrorCode& error, const char* why, std::string_view what) {
        code = why;
        subject = what;
        error = bj::make_error_code(bj::error::syntax);
        return false;
    }
    bool on_document_begin(ErrorCode& /*error*/) {
        stack.reset({});
        return true;
    }
    bool on_document_end(ErrorCode& /*error*/) { return true; }
    bool on_object_begin(ErrorCode& /*error*/) {
        object_starts_.push_back(names_.size());
        return true;
    }
    /// Boost keeps the last of two members of one name: which was meant is for the sender to say.
    bool on_object_end(std::size_t size, ErrorCode& error) {
        const auto first = names_.begin() + static_cast<std::ptrdiff_t>(object_starts_.back());
        std::sort(first, names_.end());
        const auto repeated = std::adjacent_find(first, names_.end());
        if (repeated != names_.end()) return stop(error, "repeated_name", *repeated);
        names_.erase(first, names_.end());
        object_starts_.pop_back();
        stack.push_object(size);
        return true;
    }
    bool on_array_begin(ErrorCode& /*error*/) { return true; }
    bool on_array_end(std::size_t size, ErrorCode& /*error*/) {
        stack.push_array(size);
        return true;
    }
    bool on_key_part(View part, std::size_t /*size*/, ErrorCode& /*error*/) {
        name_ += to_std(part);
        stack.push_chars(part);
        return true;
    }
    bool on_key(View part, std::size_t /*size*/, ErrorCode& /*error*/) {
        name_ += to_std(part);
        names_.push_back(std::move(name_));
        name_.clear();
        stack.push_key(part);
        return true;
    }
    bool on_string_part(View part, std::size_t /*size*/, ErrorCode& /*error*/) {
        stack.push_chars(part);
        return true;
    }
    bool on_string(View part, std::size_t /*size*/, ErrorCode& /*error*/) {
        stack.push_string(part);
        return true;
    }
    bool on_number_part(View /*part*/, ErrorCode& /*error*/) { return true; }
    bool on_int64(std::int64_t value, View text, ErrorCode& error) {
        if (value > json_integer_max || value < -json_integer_max) {
            return stop(error, "integer_too_large", to_std(text));
        }
        stack.push_int64(value);
        return true;
    }
    bool on_uint64(std::uint64_t /*value*/, View text, ErrorCode& error) {
        return stop(error, "integer_too_large", to_std(text));  // Boost: only beyond int64
    }
    bool on_double(double /*value*/, View text, ErrorCode& error) {
        const bool whole = to_std(text).find_first_of(".eE") == std::string_view::npos;
        return stop(error, whole ? "integer_too_large" : "not_an_integer", to_std(text));
    }
    bool on_bool(bool value, ErrorCode& /*error*/) {
        stack.push_bool(value);
        return true;
    }
    bool on_null(ErrorCode& /*error*/) {
        stack.push_null();
        return true;
    }
    bool on_comment_part(View /*part*/, ErrorCode& /*error*/) { return true; }
    bool on_comment(View /*part*/, ErrorCode& /*error*/) { return true; }

private:
    std::string name_;                        // of the key under way
    std::vector<std::string> names_;          // of all objects not yet ended, outermost first
    std::vector<std::size_t> object_starts_;  // where in names_ each object's begin
};

std::string at_byte(std::string_view where, std::size_t offset) {
    const std::string place = "byte " + std::to_string(offset);
    return where.empty() ? place : std::string(where) + " at " + place;
}

void append_integer(std::string& out, std::int64_t value) {
    if (value > json_integer_max || value < -json_integer_max) {
        fail_input("integer_too_large", std::to_string(value));
    }
    out += std::to_string(value);
}

void append_text(std::string& out, std::string_view text) {
    if (!is_utf8(text)) fail_input("not_utf8");
    append_json_text(out, text);
}

void append_value(std::string& out, const Json& value, std::size_t depth);

void append_object(std::string& out, const JsonObject& object, std::size_t depth) {
    std::vector<const bj::key_value_pair*> members;
    members.reserve(object.size());
    for (const bj::key_value_pair& member : object) members.push_back(&member);
    std::sort(members.begin(), members.end(), [](const auto* a, const auto* b) {
        return compare_utf16(to_std(a->key()), to_std(b->key())) < 0;
    });
    out += '{';
    for (const bj::key_value_pair* member : members) {
        if (member != members.front()) out += ',';
        append_text(out, to_std(member->key()));
        out += ':';
        append_value(out, member->value(), depth);
    }
    out += '}';
}

void append_array(std::string& out, const JsonArray& array, std::size_t depth) {
    out += '[';
    for (const Json& element : array) {
        if (&element != array.data()) out += ',';
        append_value(out, element, depth);
    }
    out += ']';
}

/// Recursion is bounded by json_depth_max, whatever tree is handed in.
void append_value(std::string& out, const Json& value, std::size_t depth) {
    if (depth == json_depth_max && value.is_structured()) fail_input("too_deep");
    switch (value.kind()) {
        case bj::kind::null: out += "null"; break;
        case bj::kind::bool_: out += value.get_bool() ? "true" : "false"; break;
        case bj::kind::int64: append_integer(out, value.get_int64()); break;
        case bj::kind::uint64: {
            const std::uint64_t number = value.get_uint64();
            if (number > static_cast<std::uint64_t>(json_integer_max)) {
                fail_input("integer_too_large", std::to_string(number));
            }
            out += std::to_string(number);
            break;
        }
        case bj::kind::double_: fail_input("not_an_integer");
        case bj::kind::string: append_text(out, to_std(value.get_string())); break;
        case bj::kind::array: append_array(out, value.get_array(), depth + 1); break;
        case bj::kind::object: append_object(out, value.get_object(), depth + 1); break;
    }
}

[[noreturn]] void fail_type(const char* wanted, std::string_view where) {
    fail_input("wrong_type", wanted, std::string(where));
}

}  // namespace

Json parse_json(std::string_view text, std::string_view where) {
    if (!is_utf8(text)) fail_input("not_utf8", {}, std::string(where));
    bj::parse_options options;
    options.max_depth = json_depth_max;
    bj::basic_parser<Handler> parser(options);
    ErrorCode error;
    const std::size_t consumed = parser.write_some(false, text.data(), text.size(), error);
    Handler& handler = parser.handler();
    if (!handler.code.empty()) fail_input(handler.code, handler.subject, at_byte(where, consumed));
    if (error == bj::error::too_deep) fail_input("too_deep", {}, at_byte(where, consumed));
    if (error || consumed != text.size()) fail_input("bad_json", {}, at_byte(where, consumed));
    return handler.stack.release();
}

std::string canonical_json(const Json& value) {
    std::string out;
    append_value(out, value, 0);
    return out;
}

const Json* find_member(const JsonObject& object, std::string_view name) noexcept {
    return object.if_contains({name.data(), name.size()});
}

const Json& member(const JsonObject& object, std::string_view name, std::string_view where) {
    const Json* const found = find_member(object, name);
    if (found == nullptr) fail_input("missing_member", std::string(name), std::string(where));
    return *found;
}

const JsonObject& as_object(const Json& value, std::string_view where) {
    if (!value.is_object()) fail_type("object", where);
    return value.get_object();
}

const JsonArray& as_array(const Json& value, std::string_view where) {
    if (!value.is_array()) fail_type("array", where);
    return value.get_array();
}

std::string_view as_text(const Json& value, std::string_view where) {
    if (!value.is_string()) fail_type("text", where);
    return to_std(value.get_string());
}

std::int64_t as_integer(const Json& value, std::string_view where) {
    if (!value.is_int64()) fail_type("integer", where);
    return value.get_int64();
}

bool as_bool(const Json& value, std::string_view where) {
    if (!value.is_bool()) fail_type("bool", where);
    return value.get_bool();
}

}  // namespace accord::base
