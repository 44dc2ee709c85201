// Cells become arguments: nulls are arguments left out, numbers are money of a named currency.
#include "accord/settlement/batch_rows.hpp"

#include <cstring>
#include <utility>

#include "accord/base/check.hpp"
#include "accord/base/error.hpp"

namespace accord::settlement {
namespace {

using Wide = __int128;

template <class T>
T at(const Column& column, std::size_t row) {
    T value;
    std::memcpy(&value, static_cast<const std::byte*>(column.values) + row * sizeof(T), sizeof(T));
    return value;
}

bool bit(const Column& column, std::size_t row) {
    const auto place = static_cast<std::uint64_t>(column.values_offset) + row;
    return ((static_cast<const std::uint8_t*>(column.values)[place >> 3U] >> (place & 7U)) & 1U) !=
           0;
}

Argument number(const Parameter& parameter, const Column& column, std::size_t row) {
    const auto value = at<std::int64_t>(column, row);
    if (parameter.kind == Kind::count) return value;
    return money::Money{value, column.currency.value()};
}

std::vector<Argument> constants(std::span<const Column> columns) {
    std::vector<Argument> values;
    values.reserve(columns.size());
    for (const Column& column : columns) values.push_back(column.constant);
    return values;
}

}  // namespace

money::Money money_of_decimal(const std::byte* sixteen, int scale, money::Currency currency) {
    Wide value = 0;
    std::memcpy(&value, sixteen, sizeof(value));
    if (value == 0) return {0, currency};
    for (int digits = scale; digits < currency.digits(); ++digits) {
        if (__builtin_mul_overflow(value, Wide{10}, &value)) base::fail_money("overflow");
    }
    const auto minor = static_cast<std::int64_t>(value);
    if (Wide{minor} != value) base::fail_money("overflow");
    return {minor, currency};
}

RowReader::RowReader(std::span<const Parameter> parameters, std::span<const Column> columns)
    : parameters_(parameters),
      columns_(columns),
      readers_(columns.size()),
      fallbacks_(columns.size()),
      arguments_(parameters, constants(columns)) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (columns[i].layout == Column::Layout::constant) continue;
        varying_.push_back(i);
        if (parameters[i].presence == Presence::required && columns[i].validity != nullptr) {
            required_.push_back(i);
        }
        if (columns[i].source != nullptr) readers_[i] = columns[i].source->open();
        if (parameters[i].presence == Presence::defaulted) {
            fallbacks_[i] = read_argument(parameters[i], parameters[i].fallback);
        }
    }
}

Argument RowReader::cell(std::size_t place, std::size_t row) {
    const Column& column = columns_[place];
    const Parameter& parameter = parameters_[place];
    if (column.is_null(row)) return fallbacks_[place];
    switch (column.layout) {
        case Column::Layout::int64: return number(parameter, column, row);
        case Column::Layout::decimal128:
            return money_of_decimal(static_cast<const std::byte*>(column.values) + row * 16,
                                    column.scale, column.currency.value());
        case Column::Layout::date32: return calendar::date_checked(at<std::int32_t>(column, row));
        case Column::Layout::boolean: return bit(column, row);
        case Column::Layout::constant: return column.constant;
        case Column::Layout::other: break;
    }
    return readers_[place]->read(column.values_offset + static_cast<std::int64_t>(row));
}

std::optional<std::size_t> RowReader::missing(std::size_t row) const noexcept {
    for (const std::size_t place : required_) {
        if (columns_[place].is_null(row)) return place;
    }
    return {};
}

const Arguments& RowReader::read(std::size_t row) {
    if (const auto place = missing(row)) base::fail_input("null", {}, parameters_[*place].name);
    for (const std::size_t place : varying_) {
        try {
            arguments_.replace(place, cell(place, row));
        } catch (const base::Error& error) {
            if (!error.where().empty()) throw;
            throw base::Error(error.kind(), error.code(), error.subject(), parameters_[place].name);
        }
    }
    return arguments_;
}

}  // namespace accord::settlement
