// Comparisons and membership over a block: one inner loop per operator, no branch on a row.
#include <algorithm>
#include <cstring>
#include <functional>

#include "accord/procedure/guard/slot.hpp"

namespace accord::procedure::guard {
namespace {

template <class Test>
void answer(const Cells& a, const Cells& b, std::size_t rows, std::uint8_t* __restrict yes) {
    const std::int64_t* __restrict left = a.values;
    const std::int64_t* __restrict right = b.values;
    const Test test;
    if (b.uniform) {
        const std::int64_t bound = right[0];
        if (a.uniform) {
            yes[0] = test(left[0], bound);
            return;
        }
        for (std::size_t i = 0; i < rows; ++i) yes[i] = test(left[i], bound);
    } else if (a.uniform) {
        const std::int64_t bound = left[0];
        for (std::size_t i = 0; i < rows; ++i) yes[i] = test(bound, right[i]);
    } else {
        for (std::size_t i = 0; i < rows; ++i) yes[i] = test(left[i], right[i]);
    }
}

void answer(Comparison comparison, const Cells& a, const Cells& b, std::size_t rows,
            std::uint8_t* yes) {
    switch (comparison) {
        case Comparison::eq: return answer<std::equal_to<std::int64_t>>(a, b, rows, yes);
        case Comparison::ne: return answer<std::not_equal_to<std::int64_t>>(a, b, rows, yes);
        case Comparison::lt: return answer<std::less<std::int64_t>>(a, b, rows, yes);
        case Comparison::le: return answer<std::less_equal<std::int64_t>>(a, b, rows, yes);
        case Comparison::gt: return answer<std::greater<std::int64_t>>(a, b, rows, yes);
        case Comparison::ge: return answer<std::greater_equal<std::int64_t>>(a, b, rows, yes);
    }
}

void keep_known(const Cells& cells, std::size_t rows, std::uint8_t* __restrict known) {
    if (cells.known == nullptr) return;
    if (cells.uniform) {
        if (cells.known[0] == 0) std::memset(known, 0, rows);
        return;
    }
    for (std::size_t i = 0; i < rows; ++i) known[i] &= cells.known[i];
}

[[nodiscard]] bool is_one_unit(const Cells& a, const Cells& b) noexcept {
    return a.units == nullptr && b.units == nullptr && a.unit == b.unit;
}

[[nodiscard]] std::uint32_t unit_at(const Cells& cells, std::size_t row) noexcept {
    return cells.units != nullptr ? cells.units[cells.uniform ? 0 : row] : cells.unit;
}

void keep_one_unit(const Cells& a, const Cells& b, std::size_t rows,
                   std::uint8_t* __restrict known) {
    if (b.units == nullptr && a.units != nullptr && !a.uniform) {
        for (std::size_t i = 0; i < rows; ++i) known[i] &= a.units[i] == b.unit;
        return;
    }
    for (std::size_t i = 0; i < rows; ++i) known[i] &= unit_at(a, i) == unit_at(b, i);
}

/// Makes what is not known neither yes nor no, and says why.
void leave_unknown(Slot& slot, const Cells& a, const Cells& b, Reason clash, std::size_t rows,
                   Buffers& out, const Scratch& scratch) {
    const std::uint8_t* __restrict known = out.known;
    std::uint8_t* __restrict yes = out.yes;
    std::uint8_t* __restrict no = scratch(out.no);
    for (std::size_t i = 0; i < rows; ++i) {
        no[i] = static_cast<std::uint8_t>(known[i] & ~yes[i]);
        yes[i] &= known[i];
    }
    slot.truths.no = no;
    if (!scratch.with_reasons) return;
    Reason* reasons = scratch(out.reasons);
    for (std::size_t i = 0; i < rows; ++i) {
        reasons[i] = known[i] != 0     ? reason::none
                     : !is_known(a, i) ? reason_of(a, i)
                     : !is_known(b, i) ? reason_of(b, i)
                                       : clash;
    }
    slot.truths.reasons = reasons;
}

}  // namespace

void compare(Comparison comparison, Slot& slot, const Slot& other, Reason clash, std::size_t rows,
             const Scratch& scratch) {
    const Cells a = slot.cells;
    const Cells b = other.cells;
    const bool uniform = a.uniform && b.uniform;
    if (uniform) rows = 1;
    Buffers& out = slot.fresh();
    answer(comparison, a, b, rows, scratch(out.yes));
    slot.truths = {out.yes, nullptr, nullptr, reason::none, uniform};
    const bool units_matter = clash != reason::none && !is_one_unit(a, b);
    if (a.known == nullptr && b.known == nullptr && !units_matter) return;
    std::uint8_t* known = scratch(out.known);
    std::memset(known, 1, rows);
    keep_known(a, rows, known);
    keep_known(b, rows, known);
    if (units_matter) keep_one_unit(a, b, rows, known);
    if (std::memchr(known, 0, rows) == nullptr) return;
    leave_unknown(slot, a, b, clash, rows, out, scratch);
}

void compare_any(Comparison comparison, Slot& slot, const Slot& other, std::size_t rows,
                 const Scratch& scratch) {
    const Cells a = slot.cells;
    const Cells b = other.cells;
    const bool is_equality = comparison == Comparison::eq || comparison == Comparison::ne;
    if (a.uniform && b.uniform) rows = 1;
    compare(comparison, slot, other, reason::types_differ, rows, scratch);
    Buffers& out = slot.fresh();
    std::uint8_t* yes = scratch(out.yes);
    std::uint8_t* no = scratch(out.no);
    Reason* reasons = scratch(out.reasons);
    for (std::size_t i = 0; i < rows; ++i) {
        const Truths& found = slot.truths;
        const Type left = type_in(unit_at(a, i));
        const Type right = type_in(unit_at(b, i));
        const bool has_order = left != Type::text && left != Type::set && left != Type::boolean;
        yes[i] = found.yes[i];
        no[i] = found.no != nullptr ? found.no[i] : found.yes[i] ^ 1;
        reasons[i] = reason_of(found, i);
        if (!is_known(a, i) || !is_known(b, i)) continue;
        if (left == right && left == Type::money && (yes[i] | no[i]) == 0)
            reasons[i] = reason::currency_differs;
        if (left != right || has_order || is_equality) continue;
        yes[i] = 0;
        no[i] = 0;
        reasons[i] = reason::not_ordered;
    }
    slot.truths = {yes, no, reasons, reason::none, slot.truths.uniform};
}

void contained(std::span<const std::int64_t> set, Slot& slot, std::size_t rows,
               const Scratch& scratch) {
    const Cells a = slot.cells;
    if (a.uniform) rows = 1;
    Buffers& out = slot.fresh();
    std::uint8_t* __restrict yes = scratch(out.yes);
    constexpr std::size_t few = 8;
    if (set.size() <= few) {
        std::memset(yes, 0, rows);
        for (const std::int64_t item : set) {
            for (std::size_t i = 0; i < rows; ++i) yes[i] |= a.values[i] == item;
        }
    } else {
        for (std::size_t i = 0; i < rows; ++i)
            yes[i] = std::binary_search(set.begin(), set.end(), a.values[i]);
    }
    slot.truths = {yes, nullptr, nullptr, reason::none, a.uniform};
    if (a.known == nullptr || std::memchr(a.known, 0, rows) == nullptr) return;
    std::memcpy(scratch(out.known), a.known, rows);
    leave_unknown(slot, a, a, reason::none, rows, out, scratch);
}

void contained_each(const FieldSource& source, Slot& slot, const Slot& sets, std::size_t rows,
                    const Scratch& scratch) {
    const Cells a = slot.cells;
    const Cells b = sets.cells;
    const bool uniform = a.uniform && b.uniform;
    if (uniform) rows = 1;
    Buffers& out = slot.fresh();
    std::uint8_t* yes = scratch(out.yes);
    std::uint8_t* known = scratch(out.known);
    for (std::size_t i = 0; i < rows; ++i) {
        known[i] = is_known(a, i) && is_known(b, i);
        yes[i] = 0;
        if (known[i] == 0) continue;
        const auto set = source.set(b.values[b.uniform ? 0 : i]);
        yes[i] = std::binary_search(set.begin(), set.end(), a.values[a.uniform ? 0 : i]);
    }
    slot.truths = {yes, nullptr, nullptr, reason::none, uniform};
    if (std::memchr(known, 0, rows) == nullptr) return;
    leave_unknown(slot, a, b, reason::none, rows, out, scratch);
}

}  // namespace accord::procedure::guard
