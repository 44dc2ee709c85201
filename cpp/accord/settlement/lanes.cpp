// Reading columns as blocks, nulls 64 rows at a time, and the constants of a division.
#include "accord/settlement/lanes.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>

#include "accord/base/check.hpp"

namespace accord::settlement {
namespace {

using money::Rounding;
using money::Wide;

/// What is added before the floor; a tie exists only where the divisor is even.
std::optional<std::uint64_t> added_before_floor(std::uint64_t divisor, Rounding rounding) {
    switch (rounding) {
        case Rounding::down:
        case Rounding::floor: return 0;
        case Rounding::ceiling:
        case Rounding::up: return divisor - 1;
        case Rounding::half_up: return divisor / 2;
        case Rounding::half_down: return (divisor - 1) / 2;
        case Rounding::half_even: break;
    }
    return std::nullopt;
}

/// Up to 64 bits from bit `at` on, reading no byte beyond them.
std::uint64_t bits_at(const std::uint8_t* bytes, std::uint64_t at, std::size_t count) {
    const std::uint8_t* from = bytes + (at >> 3);
    const auto skipped = static_cast<unsigned>(at & 7);
    const std::size_t size = (skipped + count + 7) / 8;
    std::uint64_t word = 0;
    std::memcpy(&word, from, std::min<std::size_t>(size, sizeof word));
    if constexpr (std::endian::native == std::endian::big) word = __builtin_bswap64(word);
    word >>= skipped;
    if (size > sizeof word) word |= std::uint64_t{from[8]} << (64 - skipped);
    return count < 64 ? word & ((std::uint64_t{1} << count) - 1) : word;
}

}  // namespace

std::optional<Divider> Divider::make(std::uint64_t divisor, Rounding rounding) {
    ACCORD_CHECK(divisor >= 2 && divisor < std::uint64_t{1} << 62);
    const std::optional<std::uint64_t> added = added_before_floor(divisor, rounding);
    if (!added) return std::nullopt;
    Divider made;
    made.added_ = *added;
    // A power of two would need a multiplier of 2^64 + 1: one bit less is exact for it.
    made.shift_ = static_cast<unsigned>(std::bit_width(divisor) - 1) - std::has_single_bit(divisor);
    const auto power = static_cast<unsigned __int128>(1) << (64 + made.shift_);
    made.multiplier_ = static_cast<std::uint64_t>(power / divisor + 1);
    return made;
}

bool is_money_lane(const Column& column) {
    switch (column.layout) {
        case Column::Layout::constant: return constant_of<money::Money>(column) != nullptr;
        case Column::Layout::int64: return column.currency.has_value();
        case Column::Layout::decimal128:
            return column.currency && column.scale >= 0 &&
                   column.scale <= column.currency->digits();
        default: return false;
    }
}

bool is_date_lane(const Column& column) {
    return column.layout == Column::Layout::date32 ||
           constant_of<calendar::Date>(column) != nullptr;
}

money::Currency money_currency(const Column& column) {
    return column.currency ? *column.currency : std::get<money::Money>(column.constant).currency();
}

MoneyLane::MoneyLane(const Column& column) : column_(&column) {
    if (column.layout == Column::Layout::constant) {
        buffer_.fill(std::get<money::Money>(column.constant).minor());
    } else if (column.layout == Column::Layout::decimal128) {
        for (int i = column.scale; i < column.currency->digits(); ++i) tenfold_ *= 10;
    }
}

const std::int64_t* MoneyLane::block(std::size_t first, std::size_t count) {
    if (column_->layout == Column::Layout::int64) {
        return static_cast<const std::int64_t*>(column_->values) + first;
    }
    if (column_->layout == Column::Layout::constant) return buffer_.data();
    const auto* bytes = static_cast<const std::uint8_t*>(column_->values) + first * sizeof(Wide);
    for (std::size_t i = 0; i < count; ++i, bytes += sizeof(Wide)) {
        Wide units = 0;
        std::memcpy(&units, bytes, sizeof units);
        std::int64_t minor = 0;
        buffer_[i] = __builtin_mul_overflow(units, tenfold_, &minor) ? -1 : minor;
    }
    return buffer_.data();
}

bool is_count_lane(const Column& column) {
    return (column.layout == Column::Layout::int64 && !column.currency) ||
           constant_of<std::int64_t>(column) != nullptr;
}

CountLane::CountLane(const Column& column) : column_(&column) {
    if (column.layout == Column::Layout::constant) {
        buffer_.fill(std::get<std::int64_t>(column.constant));
    }
}

const std::int64_t* CountLane::block(std::size_t first) const {
    if (column_->layout == Column::Layout::constant) return buffer_.data();
    return static_cast<const std::int64_t*>(column_->values) + first;
}

DateLane::DateLane(const Column& column) : column_(&column) {
    if (column.layout == Column::Layout::constant) {
        buffer_.fill(std::get<calendar::Date>(column.constant).days());
    }
}

const std::int32_t* DateLane::block(std::size_t first) const {
    if (column_->layout == Column::Layout::constant) return buffer_.data();
    return static_cast<const std::int32_t*>(column_->values) + first;
}

void mark_nulls(std::span<const Column> columns, std::size_t first, std::size_t count,
                std::uint8_t* bytes, std::uint8_t mark) {
    for (const Column& column : columns) {
        if (column.validity == nullptr) continue;
        for (std::size_t row = 0; row < count; row += 64) {
            const std::size_t here = std::min<std::size_t>(64, count - row);
            const auto at = static_cast<std::uint64_t>(column.validity_offset) + first + row;
            const std::uint64_t all =
                here < 64 ? (std::uint64_t{1} << here) - 1 : ~std::uint64_t{0};
            std::uint64_t nulls = ~bits_at(column.validity, at, here) & all;
            for (; nulls != 0; nulls &= nulls - 1) {
                bytes[row + static_cast<std::size_t>(std::countr_zero(nulls))] = mark;
            }
        }
    }
}

}  // namespace accord::settlement
