// Cells of Arrow's layouts that no kernel reads: texts, dictionaries, lists, other widths.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "arrow.hpp"

namespace accord::bindings {

/// The texts of one array of utf8, large_utf8, string_view or a dictionary of these; rows count
/// from the array's own offset.
class TextArray {
public:
    TextArray(const ArrowSchema& schema, const ArrowArray& array);
    [[nodiscard]] static bool takes(const ArrowSchema& schema);
    /// None where the cell, or the entry of the dictionary it names, is null. Throws Error(input,
    /// "not_utf8").
    [[nodiscard]] std::optional<std::string_view> at(std::int64_t row) const;
    /// The place of each of `count` texts among the choices; settlement::no_choice for others.
    void places(std::span<const std::string> choices, std::int64_t first, std::size_t count,
                std::uint8_t* places) const;

private:
    enum class Layout { utf8, large_utf8, view };
    [[nodiscard]] std::string_view text(std::int64_t at) const;

    Layout layout_ = Layout::utf8;
    const ArrowArray* array_ = nullptr;  // has the indices, where there is a dictionary
    const ArrowArray* texts_ = nullptr;
    char index_ = 0;        // the format of the indices; 0: no dictionary
    std::int64_t end_ = 0;  // of the bytes that offsets may name
};

/// Whether a cell is there; `at` counts from the start of the buffers.
[[nodiscard]] bool is_valid(const ArrowArray& array, std::int64_t at);
/// Formats "c" int8 to "L" uint64.
[[nodiscard]] bool is_integer(std::string_view format);
/// Throws Error(money, "overflow") for what int64 can not hold.
[[nodiscard]] std::int64_t integer_at(char format, const void* values, std::int64_t at);
/// Seconds, milli-, micro- or nanoseconds of a timestamp without a zone in a day; 0 for any other
/// format.
[[nodiscard]] std::int64_t units_per_day(std::string_view format);
/// The scale of a decimal of 128 bits; none for any other format.
[[nodiscard]] std::optional<int> decimal_scale(std::string_view format);
/// Lists of 32- or 64-bit offsets, or of one length.
[[nodiscard]] bool is_list(std::string_view format);
/// The length of each list, where all have one.
[[nodiscard]] std::optional<std::int64_t> list_size(std::string_view format);

/// Throw Error(input, "bad_frame", part) where a structure does not hold together: what is null,
/// negative or shorter than another part of it says. What buffers hold is read cell by cell.
void check_schema(const ArrowSchema& schema, int depth = 0);
void check_array(const ArrowSchema& schema, const ArrowArray& array);

/// One column of a frame, or of the records in its lists, as one parameter reads it.
struct ColumnReading {
    const settlement::Parameter* parameter = nullptr;
    const ArrowSchema* schema = nullptr;
    const ArrowArray* array = nullptr;
    std::int64_t first = 0;  // the row of the array that the column begins with
    std::optional<money::Currency> currency;
    const TextArray* currencies = nullptr;  // of each row, where not one for all
};

/// Sources live as long as the columns that read through them.
using Sources = std::vector<std::unique_ptr<settlement::CellSource>>;

/// Throws TypeError that names the column and its type, Error(input, "inexact", …) for a decimal
/// finer than the currency. The array may be missing.
void check_column(const ColumnReading& reading);
[[nodiscard]] settlement::Column column_of(const ColumnReading& reading, Sources& sources);
[[nodiscard]] bool is_money_number(const ColumnReading& reading);

/// Rows out of a list's array; defined beside the columns of frames, whose reading they share.
[[nodiscard]] std::unique_ptr<settlement::CellSource> rows_source(const ColumnReading& reading);
void check_rows(const ColumnReading& reading);

}  // namespace accord::bindings
