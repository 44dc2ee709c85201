// Columns of a rule made by hand, reckoned by its kernel and row by row, for tests of kernels.
#pragma once

#include <gtest/gtest.h>

#include <deque>
#include <string>
#include <utility>
#include <vector>

#include "accord/base/error.hpp"
#include "accord/settlement/rule.hpp"
#include "settlement_law.hpp"

namespace accord::settlement::testing {

inline const rules::Book& kernel_law() {
    static const rules::Book book = [] {
        rules::Book made;
        for (const char* name : {"fees_cn.json", "fees_court.json", "rates_cn.json"}) {
            made.add_json(testing_law::law_text(name));
        }
        return made;
    }();
    return book;
}

/// A rule's columns: its defaults until something else is said. Money is in CNY.
class KernelFrame {
public:
    explicit KernelFrame(std::string_view rule) : rule_(find_rule(rule)) {
        for (const Parameter& parameter : rule_.parameters) {
            Column column;
            if (parameter.presence == Presence::defaulted) {
                column.constant = read_argument(parameter, parameter.fallback);
            }
            columns_.push_back(std::move(column));
        }
        cells_.resize(columns_.size());
    }

    KernelFrame& constant(std::string_view name, std::string_view text) {
        return set(name, read_argument(rule_.parameters[place(name)], text));
    }
    KernelFrame& set(std::string_view name, Argument value) {
        columns_[place(name)].constant = std::move(value);
        return *this;
    }
    KernelFrame& money(std::string_view name, std::vector<std::int64_t> minor) {
        KernelFrame& self = integers(name, std::move(minor));
        columns_[place(name)].currency = money::Currency::of("CNY");
        for (Argument& cell : cells_[place(name)]) {
            cell = money::Money{std::get<std::int64_t>(cell), money::Currency::of("CNY")};
        }
        return self;
    }
    KernelFrame& integers(std::string_view name, std::vector<std::int64_t> counts) {
        Column& column = columns_[place(name)];
        rows_ = counts.size();
        cells_[place(name)].assign(counts.begin(), counts.end());
        integers_.push_back(std::move(counts));
        column.layout = Column::Layout::int64;
        column.values = integers_.back().data();
        return *this;
    }
    KernelFrame& dates(std::string_view name, std::vector<std::int32_t> days) {
        Column& column = columns_[place(name)];
        cells_[place(name)].clear();
        for (const std::int32_t day : days) {
            cells_[place(name)].emplace_back(calendar::Date{day});
        }
        dates_.push_back(std::move(days));
        column.layout = Column::Layout::date32;
        column.values = dates_.back().data();
        return *this;
    }
    /// A column of lists; `source` outlives the frame.
    KernelFrame& lists(std::string_view name, const CellSource& source,
                       std::vector<Argument> rows) {
        rows_ = rows.size();
        columns_[place(name)].layout = Column::Layout::other;
        columns_[place(name)].source = &source;
        cells_[place(name)] = std::move(rows);
        return *this;
    }
    /// Every `step`-th row is null; the bits begin at an odd place.
    KernelFrame& nulls(std::string_view name, std::size_t step) {
        constexpr std::size_t offset = 13;
        std::vector<std::uint8_t> bits((rows_ + offset + 7) / 8, 0xff);
        for (std::size_t row = 0; row < rows_; row += step) {
            bits[(row + offset) / 8] &= static_cast<std::uint8_t>(~(1U << ((row + offset) % 8)));
            cells_[place(name)][row] = std::monostate{};
        }
        bits_.push_back(std::move(bits));
        columns_[place(name)].validity = bits_.back().data();
        columns_[place(name)].validity_offset = offset;
        return *this;
    }

    [[nodiscard]] std::size_t rows() const { return rows_; }
    [[nodiscard]] std::unique_ptr<Kernel> kernel() const {
        EXPECT_NE(rule_.kernel, nullptr) << rule_.name;
        const Law law{kernel_law()};
        return rule_.kernel == nullptr ? nullptr : rule_.kernel(columns_, law);
    }

    /// What the rule itself says of a row; nothing where that is an error or a refusal.
    [[nodiscard]] std::optional<Explained> reckon_row(std::size_t row) const {
        std::vector<Argument> values;
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            const bool varies = columns_[i].layout != Column::Layout::constant;
            values.push_back(varies ? cells_[i][row] : columns_[i].constant);
        }
        try {
            const Law law{kernel_law()};
            const Result result = reckon(rule_, complete(rule_.parameters, std::move(values)), law);
            if (const auto* figure = std::get_if<Explained>(&result)) return *figure;
        } catch (const base::Error&) {
            return std::nullopt;
        }
        return std::nullopt;
    }

    /// Runs the kernel over all rows, in two ranges, and compares each with the rule's own figure.
    /// Rows that the kernel leaves to the rule although it has a figure: at most `redone_max`.
    void expect_same(std::size_t redone_max) const {
        const std::unique_ptr<Kernel> kernel = this->kernel();
        ASSERT_NE(kernel, nullptr) << rule_.name;
        std::vector<std::int64_t> minor(rows_, -77);
        std::vector<std::uint8_t> state(rows_, 0xee);
        std::vector<std::vector<std::int64_t>> parts(rule_.parts.size(),
                                                     std::vector<std::int64_t>(rows_, -77));
        std::vector<std::int64_t*> part_cells;
        for (std::vector<std::int64_t>& part : parts) part_cells.push_back(part.data());
        const Cells cells{minor.data(), state.data(),
                          part_cells.empty() ? nullptr : part_cells.data()};
        kernel->run(columns_, 0, rows_ / 3, cells);
        kernel->run(columns_, rows_ / 3, rows_, cells);

        std::size_t redone = 0;
        for (std::size_t row = 0; row < rows_; ++row) {
            const std::optional<Explained> figure = reckon_row(row);
            if (state_of(state[row]) == cell_redo) {
                redone += figure ? 1 : 0;
                continue;
            }
            ASSERT_TRUE(figure) << rule_.name << ", row " << row;
            ASSERT_EQ(minor[row], figure->value.minor()) << rule_.name << ", row " << row;
            ASSERT_EQ(state_of(state[row]) == cell_provisional, base::is_provisional(figure->why))
                << "row " << row;
            ASSERT_EQ(status_of(state[row]), base::weakest_status(figure->why)) << "row " << row;
            for (std::size_t i = 0; i < parts.size(); ++i) {
                ASSERT_EQ(parts[i][row], part_of(*figure, rule_.parts[i]))
                    << rule_.parts[i] << ", row " << row;
            }
        }
        EXPECT_LE(redone, redone_max) << rule_.name;
    }

private:
    [[nodiscard]] std::size_t place(std::string_view name) const {
        for (std::size_t i = 0; i < rule_.parameters.size(); ++i) {
            if (rule_.parameters[i].name == name) return i;
        }
        base::fail_input("unknown_name", std::string{name});
    }
    static std::int64_t part_of(const Explained& figure, const std::string& label) {
        std::int64_t sum = 0;
        for (const base::Line& line : figure.why.lines) {
            if (line.label == label) sum += line.amount.count;
        }
        return sum;
    }

    const Rule& rule_;
    std::size_t rows_ = 0;
    std::vector<Column> columns_;
    std::vector<std::vector<Argument>> cells_;
    std::deque<std::vector<std::int64_t>> integers_;
    std::deque<std::vector<std::int32_t>> dates_;
    std::deque<std::vector<std::uint8_t>> bits_;
};

}  // namespace accord::settlement::testing
