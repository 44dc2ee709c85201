// One pass over the bytes finds the fields; a record that lies in one block is never copied.
#include "accord/intake/csv.hpp"

#include <algorithm>
#include <cstring>

#include "accord/base/error.hpp"

namespace accord::intake {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

}  // namespace

CsvReader::CsvReader(std::size_t record_bytes_max) : record_bytes_max_(record_bytes_max) {}

void CsvReader::feed(std::string_view block, const Take& take) {
    std::size_t begin = skip_mark(block);
    while (begin < block.size()) {
        // Offsets within a record count from its first byte, which may lie in the tail. The shift
        // may wrap around zero; sums with it come out right all the same.
        const std::size_t shift = tail_.size() - begin;
        const std::size_t end = scan(block, begin, shift);
        if (end == std::string_view::npos) break;
        check_size(end + shift);
        if (tail_.empty()) {
            emit(block.substr(begin, end - begin), take);
        } else {
            tail_.append(block, begin, end - begin);
            emit(tail_, take);
            tail_.clear();
        }
        begin = end + 1;
    }
    if (begin >= block.size()) return;
    check_size(tail_.size() + block.size() - begin);
    tail_.append(block, begin);
}

void CsvReader::finish(const Take& take) {
    if (mark_bytes_ == 1 || mark_bytes_ == 2) {
        tail_.assign(byte_order_mark.substr(0, static_cast<std::size_t>(mark_bytes_)));
        state_ = State::plain;
        mark_bytes_ = 3;
    }
    const bool begun = !tail_.empty() || !closed_.empty() || state_ != State::field_start;
    if (!begun) return;
    if (state_ == State::quoted) {
        fault_ = QuoteFault::never_closed;
        field_.end = tail_.size();
    }
    close_field(tail_.size());
    emit(tail_, take);
    tail_.clear();
}

std::size_t CsvReader::skip_mark(std::string_view block) {
    std::size_t at = 0;
    while (mark_bytes_ < 3 && at < block.size()) {
        if (block[at] != byte_order_mark[static_cast<std::size_t>(mark_bytes_)]) {
            // Not a mark after all: the bytes taken for its beginning are text.
            tail_.assign(byte_order_mark.substr(0, static_cast<std::size_t>(mark_bytes_)));
            if (!tail_.empty()) state_ = State::plain;
            mark_bytes_ = 3;
            return at;
        }
        ++mark_bytes_;
        ++at;
    }
    return at;
}

std::size_t CsvReader::scan(std::string_view block, std::size_t at, std::size_t shift) {
    const char* const bytes = block.data();
    const std::size_t size = block.size();
    while (at < size) {
        const char c = bytes[at];
        switch (state_) {
            case State::field_start:
                field_ = Field{at + shift, 0, false, false};
                if (c == '"') {
                    field_.begin = at + 1 + shift;
                    field_.quoted = true;
                    state_ = State::quoted;
                    ++at;
                    break;
                }
                state_ = State::plain;
                [[fallthrough]];
            case State::plain:
                while (at < size && bytes[at] != ',' && bytes[at] != '\n') ++at;
                if (at == size) return std::string_view::npos;
                close_field(at + shift);
                if (bytes[at] == '\n') return at;
                ++at;
                break;
            case State::quoted: {
                const void* quote = std::memchr(bytes + at, '"', size - at);
                const auto end =
                    quote == nullptr
                        ? size
                        : static_cast<std::size_t>(static_cast<const char*>(quote) - bytes);
                lines_inside_ +=
                    static_cast<std::uint64_t>(std::count(bytes + at, bytes + end, '\n'));
                at = end;
                if (quote == nullptr) break;
                field_.end = at + shift;
                state_ = State::after_quote;
                ++at;
                break;
            }
            case State::after_quote:
            case State::after_quote_return:
                if (c == '"' && state_ == State::after_quote) {
                    field_.doubled = true;
                    state_ = State::quoted;
                } else if (c == ',' && state_ == State::after_quote) {
                    close_field(at + shift);
                } else if (c == '\n') {
                    close_field(at + shift);
                    return at;
                } else if (c == '\r' && state_ == State::after_quote) {
                    state_ = State::after_quote_return;
                } else {
                    fault_ = QuoteFault::text_after_quote;
                    state_ = State::plain;
                    break;  // the byte itself is looked at again: it may be a comma
                }
                ++at;
                break;
        }
    }
    return std::string_view::npos;
}

void CsvReader::close_field(std::size_t end) {
    if (state_ == State::field_start) field_ = Field{end, end, false, false};
    if (state_ == State::plain) field_.end = end;
    closed_.push_back(field_);
    state_ = State::field_start;
}

void CsvReader::emit(std::string_view bytes, const Take& take) {
    if (!closed_.back().quoted && closed_.back().end > closed_.back().begin &&
        bytes[closed_.back().end - 1] == '\r') {
        --closed_.back().end;
    }
    const bool blank =
        closed_.size() == 1 && !closed_.back().quoted && closed_.back().begin == closed_.back().end;
    if (!blank) {
        views_.clear();
        plain_.clear();
        plain_.reserve(bytes.size());  // never grows below, so that its views stay good
        for (const Field& field : closed_) {
            const std::string_view text = bytes.substr(field.begin, field.end - field.begin);
            views_.push_back(field.doubled ? unescape(text) : text);
        }
        if (!bytes.empty() && bytes.back() == '\r') bytes.remove_suffix(1);
        const CsvRecord record{views_, bytes, next_number_, line_, fault_};
        ++next_number_;
        take(record);
    }
    line_ += 1 + lines_inside_;
    lines_inside_ = 0;
    fault_ = QuoteFault::none;
    closed_.clear();
}

void CsvReader::check_size(std::size_t bytes) const {
    if (bytes > record_bytes_max_) {
        base::fail_input("line_too_long", std::to_string(record_bytes_max_),
                         "line " + std::to_string(line_));
    }
}

std::string_view CsvReader::unescape(std::string_view text) {
    const std::size_t begin = plain_.size();
    for (std::size_t i = 0; i < text.size(); ++i) {
        plain_.push_back(text[i]);
        if (text[i] == '"' && i + 1 < text.size() && text[i + 1] == '"') ++i;
    }
    return std::string_view(plain_).substr(begin);
}

}  // namespace accord::intake
