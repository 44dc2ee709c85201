// Encoding and strict decoding of the journal's rows.
#include "accord/store/frame.hpp"

#include "accord/store/bytes.hpp"

namespace accord::store {

namespace {

constexpr std::size_t commitment_size = 32;
constexpr std::size_t sealed_size_min = 12 + 16 + 16;  // nonce, salt, tag

/// Moves `at` from a text's opening quotation mark to its closing one.
bool skip_text(std::string_view json, std::size_t& at) {
    for (std::size_t quote = json.find('"', at + 1); quote != std::string_view::npos;
         quote = json.find('"', quote + 1)) {
        std::size_t escapes = 0;
        while (json[quote - 1 - escapes] == '\\')
            ++escapes;  // stops at the opening mark at the latest
        if (escapes % 2 == 0) {
            at = quote;
            return true;
        }
    }
    return false;
}

/// Moves `at` past the JSON value there: nesting is counted, texts are stepped over.
bool skip_value(std::string_view json, std::size_t& at) {
    std::size_t depth = 0;
    while (at < json.size()) {
        const char c = json[at];
        if (c == '"') {
            if (!skip_text(json, at)) return false;
        } else if (c == '{' || c == '[') {
            ++depth;
        } else if (c == '}' || c == ']') {
            if (depth == 0) return true;  // the end of the object around the value
            --depth;
        } else if (c == ',' && depth == 0) {
            return true;
        }
        ++at;
    }
    return false;
}

bool read_name(std::string_view json, std::size_t& at, std::string_view& name) {
    if (at >= json.size() || json[at] != '"') return false;
    const std::size_t begin = at + 1;
    if (!skip_text(json, at) || at + 1 >= json.size() || json[at + 1] != ':') return false;
    name = json.substr(begin, at - begin);
    at += 2;
    return true;
}

bool read_case(std::string_view value, std::string_view& out) {
    if (value == "null") return true;
    if (value.size() < 2 || value.front() != '"') return false;
    out = value.substr(1, value.size() - 2);
    return out.find('\\') == std::string_view::npos;
}

bool read_count(std::string_view value, std::uint64_t& out) {
    if (value == "null") return true;
    if (value.empty() || value.size() > 16) return false;
    out = 0;
    for (const char c : value) {
        if (c < '0' || c > '9') return false;
        out = out * 10 + static_cast<std::uint64_t>(c - '0');
    }
    return true;
}

}  // namespace

void begin_frame(std::string& out, std::uint64_t seq, std::string_view head, std::size_t fields) {
    out.push_back(static_cast<char>(frame_format));
    append_varint(out, seq);
    append_varint(out, head.size());
    out.append(head);
    append_varint(out, fields);
}

void append_field(std::string& out, std::string_view path, std::uint32_t owner,
                  std::string_view commitment) {
    append_varint(out, path.size());
    out.append(path);
    append_varint(out, owner);
    out.append(commitment);
}

bool parse_frame(std::string_view row, Frame& out) {
    out.fields.clear();
    ByteReader reader(row);
    std::uint8_t format = 0;
    std::uint64_t count = 0;
    if (!reader.byte(format) || format != frame_format) return false;
    if (!reader.varint(out.seq) || !reader.sized(out.head) || !reader.varint(count)) return false;
    if (count > field_count_max) return false;
    for (std::uint64_t i = 0; i < count; ++i) {
        FrameField field;
        std::uint64_t owner = 0;
        if (!reader.sized(field.path) || !reader.varint(owner) || owner > UINT32_MAX) return false;
        if (!reader.take(commitment_size, field.commitment)) return false;
        if (!reader.sized(field.sealed) || field.sealed.size() < sealed_size_min) return false;
        field.owner = static_cast<std::uint32_t>(owner);
        out.fields.push_back(field);
    }
    return reader.at_end();
}

bool read_head(std::string_view head, HeadFacts& out) {
    out = {};
    if (head.size() < 2 || head.front() != '{' || head.back() != '}') return false;
    std::size_t at = 1;
    while (at < head.size() && head[at] != '}') {
        std::string_view name;
        if (!read_name(head, at, name)) return false;
        const std::size_t begin = at;
        if (!skip_value(head, at)) return false;
        const std::string_view value = head.substr(begin, at - begin);
        if (name == "case" && !read_case(value, out.case_text)) return false;
        if (name == "n" && !read_count(value, out.n)) return false;
        // Members are sorted: nothing wanted comes after "n".
        if (name >= "n") return true;
        if (at < head.size() && head[at] == ',') ++at;
    }
    return true;
}

}  // namespace accord::store
