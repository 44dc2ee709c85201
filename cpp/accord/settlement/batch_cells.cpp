// Figures are set into their row's cells, and finished cells laid out as Arrow has them.
#include "accord/settlement/batch_cells.hpp"

#include <algorithm>
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

bool is_bad(std::uint8_t state) {
    return (state & 3U) == cell_error;
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
    bool uniform = true;
    for (std::size_t row = 0; row < figures.rows; ++row) {
        if (figures.is_error(row)) each[row] = all;
        uniform &= each[row] == all;
    }
    if (!uniform) return;
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
    RangeCells& cells = ranges_[range];
    state_.as<std::uint8_t>()[row] = cell_error;
    values_.as<std::int64_t>()[row] = 0;
    if (!currency_.empty()) currencies()[row] = 0;
    if (!margins_.empty()) margins_.as<std::int64_t>()[row] = 0;
    for (std::int64_t* const part : part_cells_) part[row] = 0;
    if (rule_->shares) cells.share_counts.push_back(0);
    cells.errors.push_back({row, names.error_codes.number_of(code), std::move(where)});
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
    auto* const state = state_.as<std::uint8_t>();
    for (const RangeCells& range : ranges_) figures.errors += range.errors.size();
    if (figures.errors > 0) {
        figures.validity = bits(rows_, [&](std::size_t row) { return !is_bad(state[row]); });
    }
    if (is_uniform(state_) && state_of(state[0]) == cell_fine) {
        state_.size = 1;  // one byte stands for all
    } else {
        figures.provisional =
            bits(rows_, [&](std::size_t row) { return state_of(state[row]) == cell_provisional; });
    }
    for (std::size_t at = 0; at < state_.size; ++at) {
        state[at] = static_cast<std::uint8_t>(status_of(state[at]));
    }
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
    std::vector<std::string_view> where(rows_);
    figures.error_codes = Buffer::of_size(rows_ * sizeof(std::int16_t));
    auto* const codes = figures.error_codes.as<std::int16_t>();
    std::fill(codes, codes + rows_, std::int16_t{0});
    for (const RangeCells& range : ranges_) {
        for (const RowError& error : range.errors) {
            codes[error.row] = static_cast<std::int16_t>(error.code);
            where[error.row] = error.where;
        }
    }
    figures.error_validity = bits(rows_, [&](std::size_t row) { return figures.is_error(row); });
    figures.error_where_validity =
        bits(rows_, [&](std::size_t row) { return !where[row].empty(); });
    figures.error_where = lay_out(where);
}

}  // namespace accord::settlement
