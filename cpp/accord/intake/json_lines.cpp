// JSON Lines: one filing a line, out of blocks of any size; a bad line does not stop the others.
#include <utility>

#include "accord/base/error.hpp"
#include "accord/base/hash.hpp"
#include "accord/base/text.hpp"
#include "accord/intake/intake.hpp"

namespace accord::intake {
namespace {

constexpr std::size_t line_bytes_max = std::size_t{8} << 20;
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

}  // namespace

struct JsonLinesReader::State {
    void take_line(std::string_view text, const std::function<void(Row&&)>& take);

    std::string tail;  // the line begun in earlier blocks
    std::uint64_t line = 0;
    std::uint64_t records = 0;
};

JsonLinesReader::JsonLinesReader() : state_(std::make_unique<State>()) {}
JsonLinesReader::~JsonLinesReader() = default;

void JsonLinesReader::feed(std::string_view block, const std::function<void(Row&&)>& take) {
    std::string& tail = state_->tail;
    while (!block.empty()) {
        const std::size_t end = block.find('\n');
        const std::string_view piece = block.substr(0, end);
        if (tail.size() + piece.size() > line_bytes_max) {
            base::fail_input("line_too_long", std::to_string(line_bytes_max),
                             "line " + std::to_string(state_->line + 1));
        }
        if (end == std::string_view::npos) {
            tail.append(piece);
            return;
        }
        if (tail.empty()) {
            state_->take_line(piece, take);
        } else {
            tail.append(piece);
            state_->take_line(tail, take);
            tail.clear();
        }
        block.remove_prefix(end + 1);
    }
}

void JsonLinesReader::finish(const std::function<void(Row&&)>& take) {
    if (!state_->tail.empty()) state_->take_line(state_->tail, take);
    state_->tail.clear();
}

std::uint64_t JsonLinesReader::records() const noexcept {
    return state_->records;
}

void JsonLinesReader::State::take_line(std::string_view text,
                                       const std::function<void(Row&&)>& take) {
    ++line;
    if (line == 1 && text.substr(0, 3) == byte_order_mark) text.remove_prefix(3);
    text = base::trim(text);
    if (text.empty()) return;
    Row row;
    row.record = ++records;
    row.line = line;
    try {
        row.filing = filing_from_json(text, "line " + std::to_string(line));
        if (!row.filing->external_ids.empty())
            row.external_id = row.filing->external_ids.front().number;
        row.fingerprint = base::view(base::sha256(filing_to_json(*row.filing))).substr(0, 16);
    } catch (const base::Error& error) {
        row.filing.reset();
        row.findings.push_back(
            {Severity::rejected, error.code(), error.subject(), row.record, line, error.where()});
    }
    take(std::move(row));
}

}  // namespace accord::intake
