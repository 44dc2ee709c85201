// The writer's commas and escapes, and the order of names; the reader is in canonical_reader.cpp.
#include "accord/base/canonical.hpp"

#include <algorithm>
#include <charconv>

#include "accord/base/check.hpp"
#include "accord/base/error.hpp"
#include "accord/base/plain_text.hpp"

namespace accord::base {
namespace {

void append_escape(std::string& out, char c) {
    constexpr std::string_view digits = "0123456789abcdef";
    switch (c) {
        case '"': out += "\\\""; return;
        case '\\': out += "\\\\"; return;
        case '\b': out += "\\b"; return;
        case '\t': out += "\\t"; return;
        case '\n': out += "\\n"; return;
        case '\f': out += "\\f"; return;
        case '\r': out += "\\r"; return;
        default: break;
    }
    const auto code = static_cast<unsigned char>(c);
    out += "\\u00";
    out += digits[code >> 4];
    out += digits[code & 15U];
}

}  // namespace

void append_json_text(std::string& out, std::string_view value) {
    out += '"';
    bool all_ascii = true;
    for (;;) {
        const std::size_t plain = plain_prefix(value, all_ascii);
        out.append(value.data(), plain);
        if (plain == value.size()) break;
        append_escape(out, value[plain]);
        value.remove_prefix(plain + 1);
    }
    out += '"';
}

int compare_utf16(std::string_view a, std::string_view b) noexcept {
    const auto [left, right] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
    if (left == a.end() || right == b.end()) {
        return static_cast<int>(left != a.end()) - static_cast<int>(right != b.end());
    }
    // U+E000 … U+FFFF begin with 0xee or 0xef, but in UTF-16 come after all surrogates (0xf0 …).
    const auto rank = [](char c) {
        const int byte = static_cast<unsigned char>(c);
        return byte == 0xee || byte == 0xef ? byte + 0x100 : byte;
    };
    return rank(*left) - rank(*right);
}

void JsonWriter::before_value() {
    if (depth_ == 0) {
        ACCORD_CHECK(fresh_);  // one value and no more
    } else if (open_[depth_ - 1].is_array) {
        if (!fresh_) out_ += ',';
    } else {
        ACCORD_CHECK(after_name_);
        after_name_ = false;
    }
    fresh_ = false;
}

void JsonWriter::open(bool is_array) {
    before_value();
    if (depth_ == json_depth_max) fail_input("too_deep");
    open_[depth_++] = {0, 0, is_array};
    out_ += is_array ? '[' : '{';
    fresh_ = true;
}

void JsonWriter::close(bool is_array) {
    ACCORD_CHECK(depth_ > 0 && open_[depth_ - 1].is_array == is_array && !after_name_);
    --depth_;
    out_ += is_array ? ']' : '}';
    fresh_ = false;
}

void JsonWriter::begin_object() {
    open(false);
}
void JsonWriter::end_object() {
    close(false);
}
void JsonWriter::begin_array() {
    open(true);
}
void JsonWriter::end_array() {
    close(true);
}

void JsonWriter::name(std::string_view name) {
    ACCORD_CHECK(depth_ > 0 && !open_[depth_ - 1].is_array && !after_name_);
    ACCORD_CHECK(!name.empty() && std::none_of(name.begin(), name.end(), needs_escape));
    Open& object = open_[depth_ - 1];
    if (!fresh_) {
        const std::string_view last(out_.data() + object.name_at, object.name_size);
        ACCORD_CHECK(compare_utf16(last, name) < 0);
        out_ += ',';
    }
    out_ += '"';
    object.name_at = out_.size();
    object.name_size = name.size();
    out_ += name;
    out_ += "\":";
    fresh_ = false;
    after_name_ = true;
}

void JsonWriter::text(std::string_view value) {
    before_value();
    append_json_text(out_, value);
}

void JsonWriter::integer(std::int64_t value) {
    if (value > json_integer_max || value < -json_integer_max) {
        fail_input("integer_too_large", std::to_string(value));
    }
    before_value();
    std::array<char, 24> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    out_.append(digits.data(), end);
}

void JsonWriter::boolean(bool value) {
    before_value();
    out_ += value ? "true" : "false";
}

void JsonWriter::null() {
    before_value();
    out_ += "null";
}

void JsonWriter::raw(std::string_view json) {
    before_value();
    out_ += json;
}

}  // namespace accord::base
