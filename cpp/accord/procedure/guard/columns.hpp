// Many cases as columns, a struct of arrays: the other source of a guard's fields.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "accord/procedure/guard/source.hpp"

namespace accord::procedure::guard {

/// Columns by the key of the field (see Field): whole columns, not owned. Items lie flat, those of
/// case n between offsets[n] and offsets[n + 1]. Texts are numbers of one dictionary, which the
/// programs that read the columns must be compiled with.
class Columns {
public:
    void put(std::string key, const Cells& column) { columns_[std::move(key)] = column; }
    void put_offsets(Collection of, const std::uint32_t* offsets) {
        offsets_[static_cast<std::size_t>(of)] = offsets;
    }
    [[nodiscard]] const Cells* find(std::string_view key) const;
    [[nodiscard]] const std::uint32_t* offsets(Collection of) const noexcept {
        return offsets_[static_cast<std::size_t>(of)];
    }

private:
    std::map<std::string, Cells, std::less<>> columns_;
    std::array<const std::uint32_t*, 8> offsets_{};
};

/// One program's view of the columns, bound once. A field without a column is missing in every
/// row, a collection without offsets is empty.
class ColumnSource final : public FieldSource {
public:
    ColumnSource(const Program& program, const Columns& columns);

    [[nodiscard]] Cells cells(std::size_t number, Rows rows) override;
    [[nodiscard]] const std::uint32_t* offsets(Collection of, Rows rows) override;
    [[nodiscard]] Cells items(std::size_t number, Rows items) override;
    [[nodiscard]] std::span<const std::int64_t> set(std::int64_t number) const override;

private:
    const Columns& columns_;
    std::shared_ptr<Dictionary> texts_;
    std::vector<Cells> bound_;  // by the program's number of the field
    std::array<std::uint32_t, block_rows_max + 1> no_items_{};
};

}  // namespace accord::procedure::guard
