// Cells of one piece while they are being reckoned, by several threads, range by range.
#pragma once

#include <atomic>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "accord/settlement/batch.hpp"

namespace accord::settlement {

/// Known names in the order they were met; threads share it.
template <class T>
class Names {
public:
    [[nodiscard]] std::uint32_t number_of(const T& name) {
        const std::lock_guard lock(mutex_);
        return numbers_.try_emplace(name, static_cast<std::uint32_t>(numbers_.size()))
            .first->second;
    }
    /// In their own order, and for each number its place there.
    [[nodiscard]] std::pair<std::vector<T>, std::vector<std::uint32_t>> sorted() const {
        std::pair<std::vector<T>, std::vector<std::uint32_t>> all;
        all.second.resize(numbers_.size());
        for (const auto& [name, number] : numbers_) {
            all.second[number] = static_cast<std::uint32_t>(all.first.size());
            all.first.push_back(name);
        }
        return all;
    }

private:
    std::mutex mutex_;
    std::map<T, std::uint32_t> numbers_;
};

struct SharedNames {
    Names<money::Currency> currencies;
    Names<std::string> error_codes;
};

/// A row without a figure.
struct RowError {
    std::size_t row = 0;
    std::uint32_t code = 0;
    std::string where;
};

/// What one range adds that has no fixed size.
struct RangeCells {
    std::vector<RowError> errors;
    std::optional<std::uint32_t> null_code;   // that of "null", once asked for
    std::vector<std::uint32_t> share_counts;  // of each row, in order
    std::vector<std::int64_t> shares;
};

/// No CellState of a kernel's: the row is an error cell.
inline constexpr std::uint8_t cell_error = 3;

class PieceCells {
public:
    PieceCells(const Rule& rule, std::size_t rows, std::size_t ranges);

    /// The memory to write into, made by the first thread that asks.
    void open();
    /// True for the thread that closed the last range.
    [[nodiscard]] bool close_range();
    /// The finished cells; the working memory is given back.
    [[nodiscard]] Figures finish();

    void set(std::size_t row, const Result& result, std::size_t range, SharedNames& names);
    void set_error(std::size_t row, const std::string& code, std::string where, std::size_t range,
                   SharedNames& names);
    /// The error "null" about an argument that is required: frequent, so asked for by one name.
    void set_null(std::size_t row, const std::string& where, std::size_t range, SharedNames& names);
    [[nodiscard]] Cells cells() noexcept;
    [[nodiscard]] std::uint8_t* currencies() noexcept { return currency_.as<std::uint8_t>(); }

private:
    void set_money(std::size_t row, const Explained& figure, std::size_t range, SharedNames& names);
    void set_answer(std::size_t row, const Answer& answer);
    void put_error(std::size_t row, std::uint32_t code, std::string where, std::size_t range);
    void mark(std::size_t row, const base::Line& why);
    void compact_values(Figures& figures);
    void compact_states(Figures& figures);
    void compact_shares(Figures& figures);
    void compact_errors(Figures& figures);

    const Rule* rule_;
    std::size_t rows_;
    std::once_flag opened_;
    std::atomic<std::size_t> open_ranges_;
    Buffer values_;
    Buffer margins_;
    Buffer state_;
    Buffer currency_;
    std::vector<Buffer> parts_;
    std::vector<std::int64_t*> part_cells_;
    std::vector<std::string> texts_;
    std::vector<RangeCells> ranges_;
};

/// Texts laid one behind the other. Throws Error(input, "too_long") past 2^31 - 1 bytes.
[[nodiscard]] TextCells lay_out(const std::vector<std::string_view>& texts);
/// Codes that are all the same become one; rows in error take part in nothing.
void make_uniform(Codes& codes, const Figures& figures);

}  // namespace accord::settlement
