// The columns of the CFPB export, found by their names in any of its layouts.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "accord/intake/csv.hpp"

namespace accord::intake {

/// Ordered: the first 13 stand in every layout and make up a row's core.
enum class Column : std::size_t {
    id,
    product,
    sub_product,
    issue,
    sub_issue,
    state,
    zip,
    channel,
    received,
    sent,
    company,
    response,
    timely,
    disputed,
    public_response,
    tags,
    narrative,
    consent,
    event_tag,
};
inline constexpr std::size_t core_columns = 13;
inline constexpr std::size_t all_columns = 19;

/// Where each column stands in this file, and what its header calls it.
class Layout {
public:
    /// Throws Error(input, "unknown_header", column, "line 1") when a column of the core is missing
    /// or one is named twice. Columns we do not know are listed, not guessed at.
    explicit Layout(std::span<const std::string_view> header);

    [[nodiscard]] std::size_t width() const noexcept { return width_; }
    [[nodiscard]] bool has(Column column) const noexcept { return at(column) != absent; }
    /// The trimmed value; empty for a column that this layout does not have.
    [[nodiscard]] std::string_view value(const CsvRecord& record, Column column) const noexcept;
    /// As the header writes it.
    [[nodiscard]] const std::string& name(Column column) const noexcept;
    [[nodiscard]] const std::string& name(std::size_t position) const noexcept {
        return names_[position];
    }
    [[nodiscard]] const std::vector<std::string>& unknown() const noexcept { return unknown_; }

private:
    static constexpr std::size_t absent = static_cast<std::size_t>(-1);
    [[nodiscard]] std::size_t at(Column column) const noexcept {
        return positions_[static_cast<std::size_t>(column)];
    }

    std::size_t width_ = 0;
    std::array<std::size_t, all_columns> positions_;
    std::vector<std::string> names_;
    std::vector<std::string> unknown_;
};

}  // namespace accord::intake
