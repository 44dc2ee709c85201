// Columns as Arrow lays them out, seen without a copy, and the cells that a batch answers with.
#pragma once

#include <cstdint>
#include <memory>
#include <span>

#include "accord/base/clause.hpp"
#include "accord/settlement/arguments.hpp"

namespace accord::settlement {

class Law;

/// Reads single cells of a column, remembering what it read last; it serves one thread.
class CellReader {
public:
    CellReader() = default;
    CellReader(const CellReader&) = delete;
    CellReader& operator=(const CellReader&) = delete;
    virtual ~CellReader() = default;
    /// The value in a row that is not null. Throws Error(input | money, code, text, name).
    [[nodiscard]] virtual Argument read(std::int64_t row) = 0;
};

struct RecordLists;

/// What `CellSource::choices` writes for a null and for a text that is none of the choices.
inline constexpr std::uint8_t no_choice = 255;

/// Cells of a layout that is not plain. It outlives the readers it opens.
class CellSource {
public:
    CellSource() = default;
    CellSource(const CellSource&) = delete;
    CellSource& operator=(const CellSource&) = delete;
    virtual ~CellSource() = default;
    [[nodiscard]] virtual std::unique_ptr<CellReader> open() const = 0;
    /// The lists behind a column of rows, for a kernel that reads their fields as they lie; null
    /// where it has to go through a reader.
    [[nodiscard]] virtual const RecordLists* lists() const { return nullptr; }
    /// The place of each text of rows [first, first + count) among a choice's own choices. False
    /// where this is no choice or has to go through a reader.
    [[nodiscard]] virtual bool choices(std::int64_t first, std::size_t count,
                                       std::uint8_t* places) const {
        (void)first, (void)count, (void)places;
        return false;
    }
};

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
        other,       // texts, dictionaries, lists …: read through `source`
    };
    Layout layout = Layout::constant;
    Argument constant;
    const void* values = nullptr;
    std::int64_t values_offset = 0;  // bits of a boolean, rows of a source
    const std::uint8_t* validity = nullptr;
    std::int64_t validity_offset = 0;
    int scale = 0;
    std::optional<money::Currency> currency;  // of a money column that names it once
    const CellSource* source = nullptr;       // of `other`

    [[nodiscard]] bool is_null(std::size_t row) const noexcept {
        if (validity == nullptr) return false;
        const auto at = static_cast<std::uint64_t>(validity_offset) + row;
        return ((validity[at >> 3] >> (at & 7)) & 1) == 0;
    }
};

/// A list of records in each row: those of row r are elements [offset r, offset r + 1) of the
/// fields. One of the two arrays of offsets is set.
struct RecordLists {
    const std::int32_t* offsets = nullptr;
    const std::int64_t* large_offsets = nullptr;
    std::span<const Column> fields;          // in the order of the parameter's
    const std::uint8_t* validity = nullptr;  // of the records; null for "all valid"
    std::int64_t validity_offset = 0;

    [[nodiscard]] std::int64_t offset(std::int64_t row) const noexcept {
        return offsets != nullptr ? offsets[row] : large_offsets[row];
    }
};

/// What a kernel writes for a row: the figure, or a request to reckon the row one by one (an error,
/// a refusal, a rare case), which is how no kernel ever decides about an error.
enum CellState : std::uint8_t { cell_fine = 0, cell_provisional = 1, cell_redo = 2 };
struct Cells {
    std::int64_t* minor = nullptr;
    std::uint8_t* state = nullptr;         // see `cell`
    std::int64_t* const* parts = nullptr;  // an array per part of the rule, in order
};

/// A state byte: what a row is, and the weakest status of what its figure rests on, which is
/// `base::weakest_status` of the figure's lines.
[[nodiscard]] constexpr std::uint8_t cell(CellState state, base::Status status) noexcept {
    return static_cast<std::uint8_t>(static_cast<unsigned>(state) |
                                     (static_cast<unsigned>(status) << 2U));
}
[[nodiscard]] constexpr CellState state_of(std::uint8_t byte) noexcept {
    return static_cast<CellState>(byte & 3U);
}
[[nodiscard]] constexpr base::Status status_of(std::uint8_t byte) noexcept {
    return static_cast<base::Status>((byte >> 2U) & 3U);
}

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
    /// Of all its figures, where it is not that of the rule's first money argument.
    [[nodiscard]] virtual std::optional<money::Currency> currency() const { return {}; }
};

/// Null where these layouts, constants or entries of the book are not what the kernel can do: the
/// rows are then reckoned one by one.
using MakeKernel = std::unique_ptr<Kernel> (*)(std::span<const Column> columns, const Law& law);

}  // namespace accord::settlement
