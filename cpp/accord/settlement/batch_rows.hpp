// Rows of columns as a rule's arguments, read one after the other into the same places.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "accord/settlement/columns.hpp"

namespace accord::settlement {

/// Reads the rows of one set of columns; it serves one thread.
class RowReader {
public:
    RowReader(std::span<const Parameter> parameters, std::span<const Column> columns);
    /// The place of the first required argument that is null in a row; asked apart, for a null is
    /// too common to be thrown.
    [[nodiscard]] std::optional<std::size_t> missing(std::size_t row) const noexcept;
    /// The arguments of a row, until the next is read. Throws Error(input, "null", {}, name) where
    /// one required is null, and what the cells themselves are wrong about.
    [[nodiscard]] const Arguments& read(std::size_t row);

private:
    [[nodiscard]] Argument cell(std::size_t place, std::size_t row);

    std::span<const Parameter> parameters_;
    std::span<const Column> columns_;
    std::vector<std::size_t> varying_;   // places that are no constants
    std::vector<std::size_t> required_;  // of these, what may be null and must not be
    std::vector<std::unique_ptr<CellReader>> readers_;
    std::vector<Argument> fallbacks_;
    Arguments arguments_;
};

/// A decimal of this scale as minor units. Throws Error(money, "overflow").
[[nodiscard]] money::Money money_of_decimal(const std::byte* sixteen, int scale,
                                            money::Currency currency);

}  // namespace accord::settlement
