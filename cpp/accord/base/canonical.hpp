// Canonical JSON (RFC 8785) streamed out and pulled in, for the bytes of events: no tree between.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace accord::base {

inline constexpr std::size_t json_depth_max = 256;
/// Beyond ±(2^53 − 1) most readers of JSON lose digits: such integers are written as text.
inline constexpr std::int64_t json_integer_max = (std::int64_t{1} << 53) - 1;

/// `value` between quotes with RFC 8785's shortest escapes; strict UTF-8 is taken for granted.
void append_json_text(std::string& out, std::string_view value);
/// RFC 8785's order of names: by UTF-16 code units. Differs from byte order only where a character
/// from U+E000 to U+FFFF meets one above U+FFFF. Negative, zero or positive.
[[nodiscard]] int compare_utf16(std::string_view a, std::string_view b) noexcept;

/// Appends canonical JSON to a string. Names of one object must be given in ascending order and
/// need no escapes (both checked): all names in the engine are ASCII, so byte order is RFC 8785's
/// order. Deeper than json_depth_max throws Error(input,"too_deep").
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
    struct Open {
        std::size_t
            name_at;  // in out_, of the object's last name; 0: none yet (never a name's place)
        std::size_t name_size;
        bool is_array;
    };
    void before_value();
    void open(bool is_array);
    void close(bool is_array);
    std::string& out_;
    std::array<Open, json_depth_max> open_;  // filled up to depth_ only
    std::size_t depth_ = 0;
    bool fresh_ = true;        // nothing written yet in the innermost container
    bool after_name_ = false;  // a name was written, its value is due
};

/// Pulls values out of bytes that a JsonWriter made. Anything else (white space, unsorted names,
/// floats, bad escapes, bad UTF-8, depth > 256) throws Error(store, "not_canonical", "", offset).
/// Bytes of `raw` may hold any canonical JSON; names that need escapes are read by `raw` alone.
class JsonReader {
public:
    explicit JsonReader(std::string_view bytes) : bytes_(bytes) {}
    void begin_object();
    /// True and consumed if the next member has this name; false (nothing consumed) otherwise.
    [[nodiscard]] bool next_name_is(std::string_view name);
    /// The next member's name, consumed; empty view at the end of the object (end consumed).
    [[nodiscard]] std::string_view next_name();
    /// Consumes the end of the object; a further member throws Error(store, "newer_format", name).
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
    struct Open {
        std::size_t name_at;  // of the object's last name; 0: none yet (never a name's place)
        std::size_t name_size;
        bool is_array;
    };
    [[noreturn]] void fail() const;
    [[nodiscard]] char peek() const;
    void open(char bracket);
    void close() noexcept;
    bool take_name();  // the next member's name into the innermost Open; false: the end, consumed
    void note_name(std::size_t at, std::size_t size);
    std::string_view scan_text();  // the characters between the quotes, checked, escapes in place
    bool take(std::string_view word) noexcept;
    std::string_view bytes_;
    std::size_t at_ = 0;
    std::array<Open, json_depth_max> open_;  // filled up to depth_ only
    std::size_t depth_ = 0;
    bool fresh_ = true;
};

}  // namespace accord::base
