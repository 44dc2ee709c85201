// Columns a block at a time as plain arrays, and division by a number known only at run time.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "accord/money/rounding.hpp"
#include "accord/settlement/columns.hpp"

namespace accord::settlement {

/// Rows that a kernel handles together: few enough that their arrays stay in the nearest cache.
inline constexpr std::size_t block_rows = 1024;

/// n / divisor, rounded by a policy, for 0 ≤ n ≤ `most`: one multiplication. With 2^s ≤ d < 2^(s+1)
/// and m = ⌊2^(64+s) / d⌋ + 1, the quotient's error n (m d − 2^(64+s)) / (d 2^(64+s)) is below 1/d
/// for n < 2^63, so that the floor is exact.
class Divider {
public:
    /// Divides by `divisor` ≥ 2. Every rounding of amounts that are not negative is a number added
    /// before the floor, but for half_even: none then.
    [[nodiscard]] static std::optional<Divider> make(std::uint64_t divisor,
                                                     money::Rounding rounding);

    [[nodiscard]] std::uint64_t operator()(std::uint64_t n) const noexcept {
        const auto wide = static_cast<unsigned __int128>(n + added_) * multiplier_;
        return static_cast<std::uint64_t>(wide >> 64) >> shift_;
    }
    [[nodiscard]] std::uint64_t most() const noexcept {
        return (std::uint64_t{1} << 63) - 1 - added_;
    }
    [[nodiscard]] std::uint64_t added() const noexcept { return added_; }

private:
    std::uint64_t multiplier_ = 0;
    std::uint64_t added_ = 0;
    unsigned shift_ = 0;
};

/// Whether `MoneyLane` or `DateLane` can read the column; nulls as constants can not be read.
[[nodiscard]] bool is_money_lane(const Column& column);
[[nodiscard]] bool is_date_lane(const Column& column);

/// Of a column that is a money lane.
[[nodiscard]] money::Currency money_currency(const Column& column);

/// A money column in minor units: int64 where it lies, decimals and constants through a buffer. A
/// decimal that does not fit 64 bits reads as -1, which no kernel takes for an amount.
class MoneyLane {
public:
    explicit MoneyLane(const Column& column);
    [[nodiscard]] const std::int64_t* block(std::size_t first, std::size_t count);

private:
    const Column* column_;
    std::int64_t tenfold_ = 1;  // minor units per unit of the decimals
    std::array<std::int64_t, block_rows> buffer_;
};

/// A column of counts, or one count for all rows.
[[nodiscard]] bool is_count_lane(const Column& column);
class CountLane {
public:
    explicit CountLane(const Column& column);
    [[nodiscard]] const std::int64_t* block(std::size_t first) const;

private:
    const Column* column_;
    std::array<std::int64_t, block_rows> buffer_;
};

/// A column of days since 1970-01-01, or one day for all rows.
class DateLane {
public:
    explicit DateLane(const Column& column);
    [[nodiscard]] const std::int32_t* block(std::size_t first) const;

private:
    const Column* column_;
    std::array<std::int32_t, block_rows> buffer_;
};

/// What a column holds in every row; null where it varies, or holds something else or nothing.
template <class T>
[[nodiscard]] const T* constant_of(const Column& column) {
    if (column.layout != Column::Layout::constant) return nullptr;
    return std::get_if<T>(&column.constant);
}
/// Whether the column says "nothing" in every row.
[[nodiscard]] inline bool is_absent(const Column& column) {
    return constant_of<std::monostate>(column) != nullptr;
}

/// Whether the column is this text in every row.
[[nodiscard]] inline bool says(const Column& column, std::string_view text) {
    const auto* said = constant_of<std::string>(column);
    return said != nullptr && *said == text;
}

/// Writes `mark` over each of `count` bytes whose row, counted from `first`, is null in any column.
void mark_nulls(std::span<const Column> columns, std::size_t first, std::size_t count,
                std::uint8_t* bytes, std::uint8_t mark);
/// Asks to redo each of `count` rows from `first` on that is null in any column; states[0] is that
/// of row `first`.
inline void redo_nulls(std::span<const Column> columns, std::size_t first, std::size_t count,
                       std::uint8_t* states) {
    mark_nulls(columns, first, count, states, cell_redo);
}

}  // namespace accord::settlement
