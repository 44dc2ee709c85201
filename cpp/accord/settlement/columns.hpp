// Columns as Arrow lays them out, seen without a copy, and the cells that a batch answers with.
#pragma once

#include <cstdint>
#include <memory>
#include <span>

#include "accord/settlement/arguments.hpp"

namespace accord::settlement {

class Law;

/// One argument over the rows of one chunk. `values` points at the chunk's first row, Arrow's
/// offset already added; `validity` has a bit per row from `validity_offset` on, null for "all
/// valid". The memory belongs to the frame, which outlives the reckoning.
struct Column {
    enum class Layout {
        constant,    // the same value in every row: `constant`
        int64,       // money in minor units of `currency`, or a count
        decimal128,  // 16 bytes little endian; money of `currency` in units of 10^-scale
        date32,      // days since 1970-01-01
        boolean,     // a bit per row, from `values_offset` on
        other,       // texts, dictionaries, lists …: read through `cell`
    };
    Layout layout = Layout::constant;
    Argument constant;
    const void* values = nullptr;
    std::int64_t values_offset = 0;
    const std::uint8_t* validity = nullptr;
    std::int64_t validity_offset = 0;
    int scale = 0;
    std::optional<money::Currency> currency;  // of a money column that names it once

    [[nodiscard]] bool is_null(std::size_t row) const noexcept {
        if (validity == nullptr) return false;
        const auto at = static_cast<std::uint64_t>(validity_offset) + row;
        return ((validity[at >> 3] >> (at & 7)) & 1) == 0;
    }
};

/// What a kernel writes for a row: the figure, or a request to reckon the row one by one (an error,
/// a refusal, a rare case), which is how no kernel ever decides about an error.
enum CellState : std::uint8_t { cell_fine = 0, cell_provisional = 1, cell_redo = 2 };
struct Cells {
    std::int64_t* minor = nullptr;
    std::uint8_t* state = nullptr;  // a CellState
};

/// A rule over columns: the same figures as one by one, faster. Made once for a batch, then run
/// over ranges of rows from several threads at once.
class Kernel {
public:
    Kernel() = default;
    Kernel(const Kernel&) = delete;
    Kernel& operator=(const Kernel&) = delete;
    virtual ~Kernel() = default;
    /// Rows [first, last) of one chunk; `columns` in the order of the rule's parameters, with the
    /// layouts that the kernel was made for. Cells are indexed by the same row numbers.
    virtual void run(std::span<const Column> columns, std::size_t first, std::size_t last,
                     const Cells& cells) const = 0;
};

/// Null where these layouts, constants or entries of the book are not what the kernel can do: the
/// rows are then reckoned one by one.
using MakeKernel = std::unique_ptr<Kernel> (*)(std::span<const Column> columns, const Law& law);

}  // namespace accord::settlement
