// RFC 4180 records out of bytes that arrive in blocks of any size.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace accord::intake {

/// What is wrong with a record's quoting: text after a closing quote, or no closing quote at all.
enum class QuoteFault { none, text_after_quote, never_closed };

/// One record. The views point into the block or the reader's own buffer: good during the call
/// only.
struct CsvRecord {
    std::span<const std::string_view> fields;
    std::string_view raw;      // the record's bytes without its line end
    std::uint64_t number = 0;  // 0 the header, 1 the first after it
    std::uint64_t line = 0;    // physical line on which it begins (1 = the first of the file)
    QuoteFault fault = QuoteFault::none;
};

/// Streaming reader: quoted line breaks, doubled quotes, CRLF or LF, a byte order mark. A quote
/// inside an unquoted field is text. A line with nothing on it is no record (but counts as a line).
class CsvReader {
public:
    using Take = std::function<void(const CsvRecord&)>;

    explicit CsvReader(std::size_t record_bytes_max = std::size_t{8} << 20);
    /// Hands over every record that ends in this block. Throws Error(input, "line_too_long", number
    /// of bytes allowed, "line N"): the only fault after which the file can not be read on.
    void feed(std::string_view block, const Take& take);
    /// The last record, where the file does not end with a line break.
    void finish(const Take& take);
    [[nodiscard]] std::uint64_t records() const noexcept { return next_number_; }

private:
    enum class State { field_start, plain, quoted, after_quote, after_quote_return };
    struct Field {
        std::size_t begin = 0;
        std::size_t end = 0;
        bool quoted = false;
        bool doubled = false;  // holds doubled quotes that stand for one
    };

    [[nodiscard]] std::size_t skip_mark(std::string_view block);
    /// Index of the line break that ends the record, or npos; `shift` turns indexes into offsets.
    [[nodiscard]] std::size_t scan(std::string_view block, std::size_t at, std::size_t shift);
    void close_field(std::size_t end);
    void emit(std::string_view bytes, const Take& take);
    void check_size(std::size_t bytes) const;
    [[nodiscard]] std::string_view unescape(std::string_view text);

    std::size_t record_bytes_max_;
    State state_ = State::field_start;
    Field field_;
    std::vector<Field> closed_;
    std::string tail_;   // the record begun in earlier blocks
    std::string plain_;  // fields whose doubled quotes were undone
    std::vector<std::string_view> views_;
    QuoteFault fault_ = QuoteFault::none;
    std::uint64_t next_number_ = 0;
    std::uint64_t line_ = 1;
    std::uint64_t lines_inside_ = 0;
    int mark_bytes_ = 0;  // of the byte order mark, seen so far; 3: past it
};

}  // namespace accord::intake
