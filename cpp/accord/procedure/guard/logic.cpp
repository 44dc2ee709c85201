// Kleene's strong logic over a block: yes and no as bytes, unknown where neither is set.
#include <cstring>

#include "accord/procedure/guard/slot.hpp"

namespace accord::procedure::guard {
namespace {

[[nodiscard]] std::uint8_t no_at(const Truths& truths, std::size_t row) noexcept {
    return truths.no != nullptr ? truths.no[row] : truths.yes[row] ^ 1;
}

/// The same answers, one a row.
void spread(Slot& slot, std::size_t rows, const Scratch& scratch) {
    Truths& truths = slot.truths;
    if (!truths.uniform || rows == 1) return;
    Buffers& out = slot.fresh();
    std::memset(scratch(out.yes), truths.yes[0], rows);
    if (truths.no != nullptr) std::memset(scratch(out.no), truths.no[0], rows);
    const Reason why = reason_of(truths, 0);
    truths = {out.yes, truths.no != nullptr ? out.no : nullptr, nullptr, why, false};
}

/// Both yes → yes, one no → no; or the dual of it, where `swap` says so.
template <bool is_or>
void fold(Slot& slot, Slot& other, std::size_t rows, const Scratch& scratch) {
    const bool uniform = slot.truths.uniform && other.truths.uniform;
    if (uniform) {
        rows = 1;
    } else {
        spread(slot, rows, scratch);
        spread(other, rows, scratch);
    }
    const Truths a = slot.truths;
    const Truths b = other.truths;
    Buffers& out = slot.fresh();
    std::uint8_t* __restrict yes = scratch(out.yes);
    for (std::size_t i = 0; i < rows; ++i)
        yes[i] = is_or ? a.yes[i] | b.yes[i] : a.yes[i] & b.yes[i];
    if (a.no == nullptr && b.no == nullptr) {
        slot.truths = {yes, nullptr, nullptr, reason::none, uniform};
        return;
    }
    std::uint8_t* __restrict no = scratch(out.no);
    for (std::size_t i = 0; i < rows; ++i) {
        const std::uint8_t left = a.no != nullptr ? a.no[i] : a.yes[i] ^ 1;
        const std::uint8_t right = b.no != nullptr ? b.no[i] : b.yes[i] ^ 1;
        no[i] = is_or ? left & right : left | right;
    }
    slot.truths = {yes, no, nullptr, reason::none, uniform};
    if (!scratch.with_reasons) return;
    Reason* reasons = scratch(out.reasons);
    for (std::size_t i = 0; i < rows; ++i) {
        // The first unknown speaks, in the order the author wrote.
        const bool is_first = (a.yes[i] | no_at(a, i)) == 0;
        const bool is_known = (yes[i] | no[i]) != 0;
        reasons[i] = is_known ? reason::none : is_first ? reason_of(a, i) : reason_of(b, i);
    }
    slot.truths.reasons = reasons;
}

}  // namespace

void set_unknown(Slot& slot, Reason why, const Scratch& scratch) {
    Buffers& out = slot.fresh();
    scratch(out.yes)[0] = 0;
    scratch(out.no)[0] = 0;
    slot.truths = {out.yes, out.no, nullptr, why, true};
}

void to_truths(Slot& slot, std::size_t rows, const Scratch& scratch) {
    const Cells& cells = slot.cells;
    if (cells.uniform) rows = 1;
    Buffers& out = slot.fresh();
    std::uint8_t* __restrict yes = scratch(out.yes);
    if (cells.known == nullptr) {
        for (std::size_t i = 0; i < rows; ++i) yes[i] = cells.values[i] != 0;
        slot.truths = {yes, nullptr, nullptr, reason::none, cells.uniform};
        return;
    }
    std::uint8_t* __restrict no = scratch(out.no);
    for (std::size_t i = 0; i < rows; ++i) {
        const std::uint8_t known = cells.known[i] != 0;
        const std::uint8_t flag = cells.values[i] != 0;
        yes[i] = flag & known;
        no[i] = (flag ^ 1) & known;
    }
    slot.truths = {yes, no, cells.reasons, cells.reason, cells.uniform};
}

void any_to_truths(Slot& slot, std::size_t rows, const Scratch& scratch) {
    const Cells cells = slot.cells;
    if (cells.uniform) rows = 1;
    Buffers& out = slot.fresh();
    std::uint8_t* yes = scratch(out.yes);
    std::uint8_t* no = scratch(out.no);
    Reason* reasons = scratch(out.reasons);
    for (std::size_t i = 0; i < rows; ++i) {
        const bool known = is_known(cells, i);
        const std::uint32_t unit = cells.units != nullptr ? cells.units[i] : cells.unit;
        const bool fits = known && type_in(unit) == Type::boolean;
        yes[i] = fits && cells.values[i] != 0;
        no[i] = fits && cells.values[i] == 0;
        reasons[i] = fits ? reason::none : known ? reason::types_differ : reason_of(cells, i);
    }
    slot.truths = {yes, no, reasons, reason::none, cells.uniform};
}

void to_cells(Slot& slot, std::size_t rows, const Scratch& scratch) {
    const Truths& truths = slot.truths;
    if (truths.uniform) rows = 1;
    Buffers& out = slot.fresh();
    std::int64_t* values = scratch(out.values);
    for (std::size_t i = 0; i < rows; ++i) values[i] = truths.yes[i];
    slot.cells = {};
    slot.cells.values = values;
    slot.cells.uniform = truths.uniform;
    if (truths.no == nullptr) return;
    std::uint8_t* known = scratch(out.known);
    for (std::size_t i = 0; i < rows; ++i) known[i] = truths.yes[i] | truths.no[i];
    slot.cells.known = known;
    slot.cells.reasons = truths.reasons;
    slot.cells.reason = truths.reason;
}

void negate(Slot& slot, std::size_t rows, const Scratch& scratch) {
    Truths& truths = slot.truths;
    if (truths.no != nullptr) {
        std::swap(truths.yes, truths.no);
        return;
    }
    if (truths.uniform) rows = 1;
    std::uint8_t* __restrict yes = scratch(slot.fresh().yes);
    for (std::size_t i = 0; i < rows; ++i) yes[i] = truths.yes[i] ^ 1;
    truths.yes = yes;
}

void conjoin(Slot& slot, Slot& other, std::size_t rows, const Scratch& scratch) {
    fold<false>(slot, other, rows, scratch);
}

void disjoin(Slot& slot, Slot& other, std::size_t rows, const Scratch& scratch) {
    fold<true>(slot, other, rows, scratch);
}

}  // namespace accord::procedure::guard
