// One rule over the rows of a frame: the figures of one by one, and an error cell for a bad row.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "accord/settlement/rule.hpp"

namespace accord::settlement {

/// Rows that are reckoned and given out together: all or a part of one chunk of a frame.
struct Piece {
    std::size_t rows = 0;
    std::vector<Column> columns;  // in the order of the rule's parameters
};

/// What a caller cuts chunks into: with it what is the same in all rows needs no memory of note.
inline constexpr std::size_t piece_rows_max = std::size_t{1} << 20U;

/// Gives back what `Buffer::of_size` took: a mapping of its own, or the heap's where `mapped` is 0.
struct FreeBytes {
    void* mapping = nullptr;
    std::size_t mapped = 0;
    void operator()(std::byte* bytes) const noexcept;
};

/// Bytes that are not set to zero first, for every one will be written.
struct Buffer {
    std::unique_ptr<std::byte[], FreeBytes> bytes;
    std::size_t size = 0;

    [[nodiscard]] static Buffer of_size(std::size_t size);
    [[nodiscard]] bool empty() const noexcept { return size == 0; }
    template <class T>
    [[nodiscard]] T* as() noexcept {
        return reinterpret_cast<T*>(bytes.get());
    }
    template <class T>
    [[nodiscard]] const T* as() const noexcept {
        return reinterpret_cast<const T*>(bytes.get());
    }
};

/// A byte for each row, or one for all of them.
struct Codes {
    std::uint8_t all = 0;
    Buffer each;

    [[nodiscard]] std::uint8_t at(std::size_t row) const noexcept {
        return each.empty() ? all : each.as<std::uint8_t>()[row];
    }
};

/// Texts one behind the other: text i lies between offset i and offset i + 1.
struct TextCells {
    Buffer offsets;  // int32
    Buffer bytes;
};

/// The cells of one piece, laid out as Arrow has them. Where `validity` is empty, all are valid.
struct Figures {
    std::size_t rows = 0;
    std::size_t errors = 0;
    Buffer values;    // int64: minor units, counts, an estimate's bits; int32: dates; bits: flags
    Buffer margins;   // the standard errors of estimates, as their bits
    TextCells texts;  // rates and texts
    Buffer validity;  // a bit per row
    Codes currency;   // in Batch::currencies
    Codes exponent;   // digits of that currency
    Codes status;     // a base::Status
    Buffer provisional;           // a bit per row; empty: none is
    std::vector<Buffer> parts;    // int64, in the order of the rule's parts
    Buffer share_offsets;         // int32
    Buffer shares;                // int64
    Buffer error_codes;           // int16 in Batch::error_codes; empty: no errors
    Buffer error_validity;        // of the codes
    TextCells error_where;        // the argument or matter that an error is about
    Buffer error_where_validity;  // a bit per row

    [[nodiscard]] bool is_error(std::size_t row) const noexcept {
        if (validity.empty()) return false;
        return ((validity.as<std::uint8_t>()[row >> 3U] >> (row & 7U)) & 1U) == 0;
    }
    [[nodiscard]] std::size_t bytes() const noexcept;
};

struct Batch {
    std::size_t rows = 0;
    std::size_t errors = 0;
    std::vector<Figures> pieces;  // as many as there were, with as many rows
    std::vector<money::Currency> currencies;
    std::vector<std::string> error_codes;
    std::vector<Used> used;  // entries of the book, by id

    /// The sum of all figures. Throws Error(input, "batch_has_errors" | "several_currencies" |
    /// "empty_batch") or Error(money, "overflow").
    [[nodiscard]] money::Money total() const;
};

/// An argument that is the same in every row; one that was not given is its default. Throws
/// Error(input, "needs_argument", name) for one required.
[[nodiscard]] Column constant_column(Argument value);
[[nodiscard]] Column absent_column(const Parameter& parameter);

/// Every row's figure. An Error or a Refusal is the error cell of its row; an internal error, which
/// is a bug, is thrown. What comes out does not depend on `threads` nor on the order of rows.
[[nodiscard]] Batch reckon_batch(const Rule& rule, std::span<const Piece> pieces, const Law& law,
                                 std::size_t threads);

/// The arguments of one row, as the scalar face takes them; throws what the row's cell says.
[[nodiscard]] Arguments row_arguments(const Rule& rule, std::span<const Column> columns,
                                      std::size_t row);

}  // namespace accord::settlement
