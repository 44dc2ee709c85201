// Canonical JSON (RFC 8785) streamed out and pulled in, for the bytes of events: no tree in between.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace accord::base {

/// Appends canonical JSON to a string. Names of one object must be given in ascending order
/// (checked): all names in the engine are ASCII, so byte order is RFC 8785's order.
class JsonWriter {
public:
    explicit JsonWriter(std::string& out) : out_(out) {}
    void begin_object();
    void end_object();
    void begin_array();
    void end_array();
    void name(std::string_view name);
    void text(std::string_view value);
    void integer(std::int64_t value);  // throws Error(input,"integer_too_large") beyond 2^53 − 1
    void boolean(bool value);
    void null();
    /// Already canonical JSON, trusted.
    void raw(std::string_view json);

private:
    void separate();
    std::string& out_;
    bool fresh_ = true;        // nothing written yet in the innermost container
    bool after_name_ = false;  // a name was written, its value is due
};

/// Pulls values out of bytes that a JsonWriter made. Anything else (white space, unsorted names,
/// floats, bad escapes, depth > 256) throws Error(store, "not_canonical", "", offset).
class JsonReader {
public:
    explicit JsonReader(std::string_view bytes) : bytes_(bytes) {}
    void begin_object();
    /// True and consumed if the next member has this name; false (nothing consumed) otherwise.
    [[nodiscard]] bool next_name_is(std::string_view name);
    /// The next member's name, consumed; empty view at the end of the object (end consumed).
    [[nodiscard]] std::string_view next_name();
    /// Consumes the end of the object; throws Error(store, "newer_format", name) on a further member.
    void end_object();
    void begin_array();
    /// True if another element follows; false when the array's end was consumed.
    [[nodiscard]] bool next_element();
    [[nodiscard]] std::string text();
    void text_into(std::string& out);
    [[nodiscard]] std::int64_t integer();
    [[nodiscard]] bool boolean();
    [[nodiscard]] bool next_is_null();  // consumes it if so
    [[nodiscard]] bool next_is_text() const noexcept;
    /// The bytes of the next value of any kind, consumed.
    [[nodiscard]] std::string_view raw();
    void require_end() const;

private:
    [[noreturn]] void fail() const;
    std::string_view bytes_;
    std::size_t at_ = 0;
    bool fresh_ = true;
};

}  // namespace accord::base
