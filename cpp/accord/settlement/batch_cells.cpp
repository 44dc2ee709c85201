// Figures are set into their row's cells, and finished cells laid out as Arrow has them.
#include "accord/settlement/batch_cells.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <limits>
#include <utility>

#include "accord/base/check.hpp"
#include "accord/base/error.hpp"

namespace accord::settlement {
namespace {

bool is_text(Yields yields) {
    return yields == Yields::rate || yields == Yields::text;
}

/// A bit per row where `holds`.
template <class Holds>
Buffer bits(std::size_t rows, Holds holds) {
    Buffer made = Buffer::of_size((rows + 7) / 8);
    auto* const bytes = made.as<std::uint8_t>();
    for (std::size_t at = 0; at < made.size; ++at) {
        unsigned byte = 0;
        const std::size_t last = std::min<std::size_t>(8, rows - at * 8);
        for (std::size_t i = 0; i < last; ++i) {
            byte |= static_cast<unsigned>(holds(at * 8 + i)) << i;
        }
        bytes[at] = static_cast<std::uint8_t>(byte);
    }
    return made;
}

/// Eight states from `state` on, or those that are left and copies of `other`.
std::uint64_t eight_states(const std::uint8_t* state, std::size_t left, std::uint8_t other) {
    std::array<std::uint8_t, 8> eight{};
    if (left >= eight.size()) {
        std::memcpy(eight.data(), state, eight.size());
    } else {
        eight.fill(other);
        std::copy_n(state, left, eight.begin());
    }
    const auto word = std::bit_cast<std::uint64_t>(eight);
    return std::endian::native == std::endian::big ? __builtin_bswap64(word) : word;
}

constexpr std::uint64_t each_byte = 0x0101010101010101;

/// A bit per row in this state, eight rows at a time; `flip` turns them all over.
Buffer bits_of_state(const Buffer& states, std::size_t rows, std::uint8_t wanted,
                     std::uint8_t flip = 0) {
    constexpr std::uint64_t gather = 0x0102040810204080;  // byte i's lowest bit to bit 56 + i
    const auto* const state = states.as<std::uint8_t>();
    const auto unwanted = static_cast<std::uint8_t>(~wanted);
    Buffer made = Buffer::of_size((rows + 7) / 8);
    auto* const bytes = made.as<std::uint8_t>();
    for (std::size_t at = 0; at < made.size; ++at) {
        const std::uint64_t word = eight_states(state + at * 8, rows - at * 8, unwanted);
        const std::uint64_t other = (word & 3 * each_byte) ^ (wanted * each_byte);
        const std::uint64_t found = ~(other | other >> 1U) & each_byte;
        bytes[at] = static_cast<std::uint8_t>((found * gather >> 56U) ^ flip);
    }
    return made;
}

/// State bytes become status bytes.
void keep_statuses(Buffer& states) {
    auto* const state = states.as<std::uint8_t>();
    std::size_t at = 0;
    for (; at + 8 <= states.size; at += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, state + at, sizeof(word));
        word = word >> 2U & 3 * each_byte;
        std::memcpy(state + at, &word, sizeof(word));
    }
    for (; at < states.size; ++at) state[at] = static_cast<std::uint8_t>(status_of(state[at]));
}

/// Calls `f` with every row that is an error, quickly where few are.
template <class F>
void for_errors(const Figures& figures, F f) {
    if (figures.validity.empty()) return;
    const auto* const bytes = figures.validity.as<std::uint8_t>();
    for (std::size_t at = 0; at < figures.validity.size; ++at) {
        if (bytes[at] == 0xff) continue;
        for (std::size_t row = at * 8; row < std::min(figures.rows, at * 8 + 8); ++row) {
            if (figures.is_error(row)) f(row);
        }
    }
}

/// Whether all bytes are the same; the usual case, told at the speed of memory.
bool is_uniform(const Buffer& bytes) {
    const auto* const first = bytes.as<char>();
    return bytes.size < 2 || std::memcmp(first, first + 1, bytes.size - 1) == 0;
}

/// The sum of the lines right under a figure that have this label.
std::int64_t part_of(const base::Line& why, const std::string& label) {
    std::int64_t sum = 0;
    for (const base::Line& line : why.lines) {
        if (line.label != label) continue;
        if (__builtin_add_overflow(sum, line.amount.count, &sum)) base::fail_money("overflow");
    }
    return sum;
}

}  // namespace

TextCells lay_out(const std::vector<std::string_view>& texts) {
    std::size_t size = 0;
    for (const std::string_view text : texts) size += text.size();
    if (size > static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max())) {
        base::fail_input("too_long");
    }
    TextCells made{Buffer::of_size((texts.size() + 1) * sizeof(std::int32_t)),
                   Buffer::of_size(size)};
    auto* const offsets = made.offsets.as<std::int32_t>();
    std::size_t at = 0;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        offsets[i] = static_cast<std::int32_t>(at);
        std::copy(texts[i].begin(), texts[i].end(), made.bytes.as<char>() + at);
        at += texts[i].size();
    }
    offsets[texts.size()] = static_cast<std::int32_t>(at);
    return made;
}

void make_uniform(Codes& codes, const Figures& figures) {
    if (codes.each.empty()) return;
    if (is_uniform(codes.each)) {
        codes.all = codes.at(0);
        codes.each = {};
        return;
    }
    auto* const each = codes.each.as<std::uint8_t>();
    std::size_t first = 0;
    while (first < figures.rows && figures.is_error(first)) ++first;
    const std::uint8_t all = first < figures.rows ? each[first] : std::uint8_t{0};
    for_errors(figures, [&](std::size_t row) { each[row] = all; });
    if (!is_uniform(codes.each)) return;
    codes.all = all;
    codes.each = {};
}

PieceCells::PieceCells(const Rule& rule, std::size_t rows, std::size_t ranges)
    : rule_(&rule), rows_(rows), open_ranges_(ranges), ranges_(ranges) {}

void PieceCells::open() {
    std::call_once(opened_, [this] {
        values_ = Buffer::of_size(rows_ * sizeof(std::int64_t));
        state_ = Buffer::of_size(rows_);
        if (rule_->yields == Yields::money) currency_ = Buffer::of_size(rows_);
        if (rule_->yields == Yields::estimate) {
            margins_ = Buffer::of_size(rows_ * sizeof(std::int64_t));
        }
        for (std::size_t i = 0; i < rule_->parts.size(); ++i) {
            parts_.push_back(Buffer::of_size(rows_ * sizeof(std::int64_t)));
            part_cells_.push_back(parts_.back().as<std::int64_t>());
        }
        if (is_text(rule_->yields)) texts_.resize(rows_);
    });
}

bool PieceCells::close_range() {
    return open_ranges_.fetch_sub(1, std::memory_order_acq_rel) == 1;
}

Cells PieceCells::cells() noexcept {
    return {values_.as<std::int64_t>(), state_.as<std::uint8_t>(),
            part_cells_.empty() ? nullptr : part_cells_.data()};
}

void PieceCells::mark(std::size_t row, const base::Line& why) {
    for (std::size_t i = 0; i < parts_.size(); ++i) {
        part_cells_[i][row] = part_of(why, rule_->parts[i]);
    }
    const CellState state = base::is_provisional(why) ? cell_provisional : cell_fine;
    state_.as<std::uint8_t>()[row] = cell(state, base::weakest_status(why));
}

void PieceCells::set_money(std::size_t row, const Explained& figure, std::size_t range,
                           SharedNames& names) {
    values_.as<std::int64_t>()[row] = figure.value.minor();
    currencies()[row] =
        static_cast<std::uint8_t>(names.currencies.number_of(figure.value.currency()));
    if (!rule_->shares) return;
    RangeCells& cells = ranges_[range];
    for (const base::Line& line : figure.why.lines) cells.shares.push_back(line.amount.count);
    cells.share_counts.push_back(static_cast<std::uint32_t>(figure.why.lines.size()));
}

void PieceCells::set_answer(std::size_t row, const Answer& answer) {
    std::int64_t& value = values_.as<std::int64_t>()[row];
    switch (rule_->yields) {
        case Yields::date: value = std::get<calendar::Date>(answer.value).days(); break;
        case Yields::count: value = std::get<std::int64_t>(answer.value); break;
        case Yields::flag: value = std::get<bool>(answer.value) ? 1 : 0; break;
        default: texts_[row] = rules::print_value(answer.value); break;
    }
}

void PieceCells::set(std::size_t row, const Result& result, std::size_t range, SharedNames& names) {
    if (const auto* refusal = std::get_if<rules::Refusal>(&result)) {
        const std::string where = refusal->clauses.empty() ? "" : refusal->clauses.front().id;
        set_error(row, refusal->code, where, range, names);
        return;
    }
    if (const auto* figure = std::get_if<Explained>(&result)) {
        ACCORD_CHECK(rule_->yields == Yields::money);
        mark(row, figure->why);
        set_money(row, *figure, range, names);
    } else if (const auto* answer = std::get_if<Answer>(&result)) {
        set_answer(row, *answer);
        mark(row, answer->why);
    } else {
        ACCORD_CHECK(rule_->yields == Yields::estimate);
        const Estimate& estimate = std::get<Estimate>(result);
        values_.as<std::int64_t>()[row] = std::bit_cast<std::int64_t>(estimate.value);
        margins_.as<std::int64_t>()[row] = std::bit_cast<std::int64_t>(estimate.error);
        mark(row, estimate.why);
    }
}

void PieceCells::set_error(std::size_t row, const std::string& code, std::string where,
                           std::size_t range, SharedNames& names) {
    put_error(row, names.error_codes.number_of(code), std::move(where), range);
}

void PieceCells::set_null(std::size_t row, const std::string& where, std::size_t range,
                          SharedNames& names) {
    std::optional<std::uint32_t>& code = ranges_[range].null_code;
    if (!code) code = names.error_codes.number_of("null");
    put_error(row, *code, where, range);
}

void PieceCells::put_error(std::size_t row, std::uint32_t code, std::string where,
                           std::size_t range) {
    RangeCells& cells = ranges_[range];
    state_.as<std::uint8_t>()[row] = cell_error;
    values_.as<std::int64_t>()[row] = 0;
    if (!currency_.empty()) currencies()[row] = 0;
    if (!margins_.empty()) margins_.as<std::int64_t>()[row] = 0;
    for (std::int64_t* const part : part_cells_) part[row] = 0;
    if (rule_->shares) cells.share_counts.push_back(0);
    cells.errors.push_back({row, code, std::move(where)});
}

Figures PieceCells::finish() {
    Figures figures;
    figures.rows = rows_;
    compact_states(figures);
    compact_values(figures);
    if (rule_->shares) compact_shares(figures);
    if (figures.errors > 0) compact_errors(figures);
    figures.parts = std::move(parts_);
    ranges_ = {};
    return figures;
}

void PieceCells::compact_states(Figures& figures) {
    const auto* const state = state_.as<std::uint8_t>();
    for (const RangeCells& range : ranges_) figures.errors += range.errors.size();
    if (figures.errors > 0) {
        figures.validity = bits_of_state(state_, rows_, cell_error, 0xff);
    }
    if (is_uniform(state_) && state_of(state[0]) == cell_fine) {
        state_.size = 1;  // one byte stands for all
    } else {
        figures.provisional = bits_of_state(state_, rows_, cell_provisional);
    }
    keep_statuses(state_);
    figures.status.each = std::move(state_);
    make_uniform(figures.status, figures);
    figures.currency.each = std::move(currency_);
    make_uniform(figures.currency, figures);
}

void PieceCells::compact_values(Figures& figures) {
    const auto* const values = values_.as<std::int64_t>();
    if (rule_->yields == Yields::date) {
        figures.values = Buffer::of_size(rows_ * sizeof(std::int32_t));
        std::transform(values, values + rows_, figures.values.as<std::int32_t>(),
                       [](std::int64_t days) { return static_cast<std::int32_t>(days); });
        values_ = {};
    } else if (rule_->yields == Yields::flag) {
        figures.values = bits(rows_, [&](std::size_t row) { return values[row] != 0; });
        values_ = {};
    } else if (is_text(rule_->yields)) {
        figures.texts = lay_out({texts_.begin(), texts_.end()});
        texts_ = {};
        values_ = {};
    } else {
        figures.values = std::move(values_);
        figures.margins = std::move(margins_);
    }
}

void PieceCells::compact_shares(Figures& figures) {
    std::size_t size = 0;
    for (const RangeCells& range : ranges_) size += range.shares.size();
    if (size > static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max())) {
        base::fail_input("too_long");
    }
    figures.share_offsets = Buffer::of_size((rows_ + 1) * sizeof(std::int32_t));
    figures.shares = Buffer::of_size(size * sizeof(std::int64_t));
    auto* offset = figures.share_offsets.as<std::int32_t>();
    auto* share = figures.shares.as<std::int64_t>();
    *offset = 0;
    for (const RangeCells& range : ranges_) {
        for (const std::uint32_t count : range.share_counts) {
            offset[1] = offset[0] + static_cast<std::int32_t>(count);
            ++offset;
        }
        share = std::copy(range.shares.begin(), range.shares.end(), share);
    }
}

void PieceCells::compact_errors(Figures& figures) {
    // Ranges, and the errors of each, are in the order of rows.
    std::vector<const RowError*> errors;
    std::size_t size = 0;
    for (const RangeCells& range : ranges_) {
        for (const RowError& error : range.errors) {
            errors.push_back(&error);
            size += error.where.size();
        }
    }
    if (size > static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max())) {
        base::fail_input("too_long");
    }
    figures.error_codes = Buffer::of_size(rows_ * sizeof(std::int16_t));
    figures.error_where = {Buffer::of_size((rows_ + 1) * sizeof(std::int32_t)),
                           Buffer::of_size(size)};
    figures.error_where_validity = Buffer::of_size((rows_ + 7) / 8);
    auto* const codes = figures.error_codes.as<std::int16_t>();
    auto* const offsets = figures.error_where.offsets.as<std::int32_t>();
    auto* const bits = figures.error_where_validity.as<std::uint8_t>();
    std::fill(codes, codes + rows_, std::int16_t{0});
    std::fill(bits, bits + figures.error_where_validity.size, std::uint8_t{0});
    std::size_t row = 0;
    std::size_t at = 0;
    for (const RowError* const error : errors) {
        std::fill(offsets + row, offsets + error->row + 1, static_cast<std::int32_t>(at));
        std::copy(error->where.begin(), error->where.end(),
                  figures.error_where.bytes.as<char>() + at);
        codes[error->row] = static_cast<std::int16_t>(error->code);
        const unsigned bit = error->where.empty() ? 0 : 1;
        bits[error->row >> 3U] |= static_cast<std::uint8_t>(bit << (error->row & 7U));
        row = error->row + 1;
        at += error->where.size();
    }
    std::fill(offsets + row, offsets + rows_ + 1, static_cast<std::int32_t>(at));
    figures.error_validity = Buffer::of_size(figures.validity.size);
    auto* const holds = figures.error_validity.as<std::uint8_t>();
    for (std::size_t i = 0; i < figures.validity.size; ++i) {
        holds[i] = figures.validity.as<std::uint8_t>()[i] ^ 0xff;
    }
}

}  // namespace accord::settlement
