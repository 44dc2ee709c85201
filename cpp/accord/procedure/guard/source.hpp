// Where a program's fields come from: one case, or the columns of many.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "accord/procedure/guard/program.hpp"

namespace accord::procedure::guard {

inline constexpr std::size_t block_rows_max = 1'024;

struct Rows {
    std::size_t first = 0;
    std::size_t count = 0;
};

/// The values of one field for some rows. Texts and sets are numbers of the source's dictionary,
/// dates days, instants microseconds, money minor units with its currency's unit.
struct Cells {
    const std::int64_t* values = nullptr;
    const std::uint8_t* known = nullptr;   // 0 or 1; null: all are
    const Reason* reasons = nullptr;       // of what is not known; null or 0: `reason`
    const std::uint32_t* units = nullptr;  // null: `unit` for all
    std::uint32_t unit = 0;
    Reason reason = reason::none;
    bool uniform = false;  // every row is row 0
};

/// Three-valued answers for some rows: yes, no, or neither, which is unknown.
struct Truths {
    const std::uint8_t* yes = nullptr;
    const std::uint8_t* no = nullptr;  // null: whatever is not yes
    const Reason* reasons = nullptr;
    Reason reason = reason::none;
    bool uniform = false;
};

/// A program asks a block at a time; what is returned lives until the next run.
class FieldSource {
public:
    FieldSource() = default;
    FieldSource(const FieldSource&) = delete;
    FieldSource& operator=(const FieldSource&) = delete;
    virtual ~FieldSource() = default;

    /// Field `number` of the program for these rows of cases. Where `reason` is left out, what is
    /// not known is missing.
    [[nodiscard]] virtual Cells cells(std::size_t number, Rows rows) = 0;
    /// Where the items of these rows lie among all: rows.count + 1 ascending places.
    [[nodiscard]] virtual const std::uint32_t* offsets(Collection of, Rows rows) = 0;
    /// Field `number`, one of an item, for these items.
    [[nodiscard]] virtual Cells items(std::size_t number, Rows items) = 0;

    [[nodiscard]] virtual std::span<const std::int64_t> set(std::int64_t number) const = 0;
};

}  // namespace accord::procedure::guard
