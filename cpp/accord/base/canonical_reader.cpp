// The reader of canonical JSON: accepts what JsonWriter makes and not one byte else.
#include <algorithm>
#include <charconv>

#include "accord/base/canonical.hpp"
#include "accord/base/error.hpp"
#include "accord/base/plain_text.hpp"
#include "accord/base/text.hpp"

namespace accord::base {
namespace {

/// The character an escape at the front of `text` stands for and the escape's size; size 0 if it is
/// not one that RFC 8785 writes (upper-case digits, a long form where there is a short one …).
struct Escape {
    char character = 0;
    std::size_t size = 0;
};

Escape read_escape(std::string_view text) noexcept {
    if (text.size() < 2) return {};
    switch (text[1]) {
        case '"': return {'"', 2};
        case '\\': return {'\\', 2};
        case 'b': return {'\b', 2};
        case 't': return {'\t', 2};
        case 'n': return {'\n', 2};
        case 'f': return {'\f', 2};
        case 'r': return {'\r', 2};
        default: break;
    }
    if (text.size() < 6 || text.substr(1, 3) != "u00" || (text[4] != '0' && text[4] != '1'))
        return {};
    const char low = text[5];
    int code = text[4] == '1' ? 16 : 0;
    if (low >= '0' && low <= '9')
        code += low - '0';
    else if (low >= 'a' && low <= 'f')
        code += low - 'a' + 10;
    else
        return {};
    const bool has_short_form = code >= 8 && code <= 13 && code != 11;
    if (has_short_form) return {};
    return {static_cast<char>(code), 6};
}

void append_unescaped(std::string& out, std::string_view text) {
    for (;;) {
        const std::size_t at = text.find('\\');
        if (at == std::string_view::npos) break;
        const Escape escape = read_escape(text.substr(at));
        out.append(text.data(), at);
        out += escape.character;
        text.remove_prefix(at + escape.size);
    }
    out += text;
}

bool ascend(std::string_view a, std::string_view b) {
    constexpr auto npos = std::string_view::npos;
    if (a.find('\\') == npos && b.find('\\') == npos) return compare_utf16(a, b) < 0;
    std::string plain_a;
    std::string plain_b;
    append_unescaped(plain_a, a);
    append_unescaped(plain_b, b);
    return compare_utf16(plain_a, plain_b) < 0;
}

}  // namespace

void JsonReader::fail() const {
    fail_store("not_canonical", {}, std::to_string(at_));
}

char JsonReader::peek() const {
    if (at_ >= bytes_.size()) fail();
    return bytes_[at_];
}

bool JsonReader::take(std::string_view word) noexcept {
    if (!bytes_.substr(std::min(at_, bytes_.size())).starts_with(word)) return false;
    at_ += word.size();
    return true;
}

void JsonReader::open(char bracket) {
    if (peek() != bracket || depth_ == json_depth_max) fail();
    ++at_;
    open_[depth_++] = {0, 0, bracket == '['};
    fresh_ = true;
}

void JsonReader::close() noexcept {
    ++at_;
    --depth_;
    fresh_ = false;
}

void JsonReader::begin_object() {
    open('{');
}
void JsonReader::begin_array() {
    open('[');
}

void JsonReader::note_name(std::size_t at, std::size_t size) {
    Open& object = open_[depth_ - 1];
    const std::string_view name = bytes_.substr(at, size);
    if (object.name_at != 0 && !ascend(bytes_.substr(object.name_at, object.name_size), name))
        fail();
    object.name_at = at;
    object.name_size = size;
    fresh_ = false;
}

bool JsonReader::next_name_is(std::string_view name) {
    if (depth_ == 0 || open_[depth_ - 1].is_array) fail();
    if (peek() == '}') return false;
    std::size_t at = at_;
    if (!fresh_ && bytes_[at++] != ',') fail();
    const std::string_view rest = bytes_.substr(at);
    if (rest.size() < name.size() + 3 || rest[0] != '"' || rest.substr(1, name.size()) != name ||
        rest[name.size() + 1] != '"' || rest[name.size() + 2] != ':') {
        return false;
    }
    note_name(at + 1, name.size());
    at_ = at + name.size() + 3;
    return true;
}

bool JsonReader::take_name() {
    if (depth_ == 0 || open_[depth_ - 1].is_array) fail();
    if (peek() == '}') {
        close();
        return false;
    }
    if (!fresh_) {
        if (peek() != ',') fail();
        ++at_;
    }
    const std::size_t at = at_ + 1;
    note_name(at, scan_text().size());
    if (peek() != ':') fail();
    ++at_;
    return true;
}

std::string_view JsonReader::next_name() {
    if (!take_name()) return {};
    const Open& object = open_[depth_ - 1];
    const std::string_view name = bytes_.substr(object.name_at, object.name_size);
    if (name.empty() || name.find('\\') != std::string_view::npos) fail();
    return name;
}

void JsonReader::end_object() {
    const std::string_view name = next_name();
    if (!name.empty()) fail_store("newer_format", std::string(name));
}

bool JsonReader::next_element() {
    if (depth_ == 0 || !open_[depth_ - 1].is_array) fail();
    if (peek() == ']') {
        close();
        return false;
    }
    if (!fresh_) {
        if (peek() != ',') fail();
        ++at_;
        if (peek() == ']') fail();
    }
    fresh_ = false;
    return true;
}

std::string_view JsonReader::scan_text() {
    if (peek() != '"') fail();
    const std::size_t from = ++at_;
    bool all_ascii = true;
    for (;;) {
        at_ += plain_prefix(bytes_.substr(at_), all_ascii);
        const char c = peek();
        if (c == '"') break;
        if (c != '\\') fail();
        const std::size_t size = read_escape(bytes_.substr(at_)).size;
        if (size == 0) fail();
        at_ += size;
    }
    const std::string_view found = bytes_.substr(from, at_ - from);
    if (!all_ascii && !is_utf8(found)) fail();
    ++at_;
    fresh_ = false;
    return found;
}

std::string JsonReader::text() {
    std::string out;
    text_into(out);
    return out;
}

void JsonReader::text_into(std::string& out) {
    out.clear();
    const std::string_view found = scan_text();
    if (found.find('\\') == std::string_view::npos) {
        out = found;
    } else {
        append_unescaped(out, found);
    }
}

std::int64_t JsonReader::integer() {
    std::int64_t value = 0;
    const char* const from = bytes_.data() + std::min(at_, bytes_.size());
    const char* const end = bytes_.data() + bytes_.size();
    const auto [stop, error] = std::from_chars(from, end, value);
    if (error != std::errc{} || value > json_integer_max || value < -json_integer_max) fail();
    // Canonical: no leading zero, no minus before zero, no fraction and no exponent.
    const std::string_view digits(from, static_cast<std::size_t>(stop - from));
    if (digits[0] == '-' ? digits[1] == '0' : digits[0] == '0' && digits.size() > 1) fail();
    if (stop != end && (*stop == '.' || *stop == 'e' || *stop == 'E')) fail();
    at_ += digits.size();
    fresh_ = false;
    return value;
}

bool JsonReader::boolean() {
    const bool value = take("true");
    if (!value && !take("false")) fail();
    fresh_ = false;
    return value;
}

bool JsonReader::next_is_null() {
    if (!take("null")) return false;
    fresh_ = false;
    return true;
}

bool JsonReader::next_is_text() const noexcept {
    return at_ < bytes_.size() && bytes_[at_] == '"';
}

std::string_view JsonReader::raw() {
    const std::size_t from = at_;
    const std::size_t outer = depth_;
    for (;;) {
        switch (peek()) {
            case '{': begin_object(); break;
            case '[': begin_array(); break;
            case '"': (void)scan_text(); break;
            case 't':
            case 'f': (void)boolean(); break;
            case 'n':
                if (!next_is_null()) fail();
                break;
            default: (void)integer(); break;
        }
        while (depth_ > outer) {
            const bool more = open_[depth_ - 1].is_array ? next_element() : take_name();
            if (more) break;
        }
        if (depth_ == outer) return bytes_.substr(from, at_ - from);
    }
}

void JsonReader::require_end() const {
    if (at_ != bytes_.size() || depth_ != 0) fail();
}

}  // namespace accord::base
