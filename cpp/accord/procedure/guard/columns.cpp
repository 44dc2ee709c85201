// Hands out pointers into columns; nothing is copied.
#include "accord/procedure/guard/columns.hpp"

namespace accord::procedure::guard {
namespace {

constexpr std::int64_t zero = 0;
constexpr std::uint8_t not_known = 0;

Cells from_row(Cells cells, std::size_t first) noexcept {
    if (cells.uniform) return cells;
    cells.values += first;
    if (cells.known != nullptr) cells.known += first;
    if (cells.reasons != nullptr) cells.reasons += first;
    if (cells.units != nullptr) cells.units += first;
    return cells;
}

}  // namespace

const Cells* Columns::find(std::string_view key) const {
    const auto found = columns_.find(key);
    return found == columns_.end() ? nullptr : &found->second;
}

ColumnSource::ColumnSource(const Program& program, const Columns& columns)
    : columns_(columns), texts_(program.texts) {
    Cells missing;
    missing.values = &zero;
    missing.known = &not_known;
    missing.uniform = true;
    for (const Field& field : program.fields) {
        const Cells* found = columns.find(field.key);
        bound_.push_back(found != nullptr ? *found : missing);
    }
}

Cells ColumnSource::cells(std::size_t number, Rows rows) {
    return from_row(bound_[number], rows.first);
}

const std::uint32_t* ColumnSource::offsets(Collection of, Rows rows) {
    const std::uint32_t* offsets = columns_.offsets(of);
    return offsets != nullptr ? offsets + rows.first : no_items_.data();
}

Cells ColumnSource::items(std::size_t number, Rows items) {
    return from_row(bound_[number], items.first);
}

std::span<const std::int64_t> ColumnSource::set(std::int64_t number) const {
    return texts_->set(number);
}

}  // namespace accord::procedure::guard
