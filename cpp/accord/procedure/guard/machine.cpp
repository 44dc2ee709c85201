// Carries out a program's steps; the work on rows is in logic, compare and arithmetic.
#include "accord/procedure/guard/machine.hpp"

#include <algorithm>
#include <cstring>

#include "accord/base/check.hpp"

namespace accord::procedure::guard {
namespace {

Outcome outcome_of(const Truths& truths, std::size_t row) noexcept {
    const std::size_t place = truths.uniform ? 0 : row;
    if (truths.yes[place] != 0) return {Outcome::State::yes, reason::none};
    if (truths.no == nullptr || truths.no[place] != 0) return {Outcome::State::no, reason::none};
    return {Outcome::State::unknown, reason_of(truths, row)};
}

}  // namespace

Machine::Machine(const Program& program, std::size_t width, Detail detail)
    : memory_(inline_.data(), inline_.size()),
      program_(program),
      scratch_{&memory_, width, detail == Detail::reasons},
      cases_{std::pmr::vector<Slot>(program.slots, &memory_), {}, false},
      items_{std::pmr::vector<Slot>(program.loops.empty() ? 0 : program.item_slots, &memory_),
             {},
             true},
      conjuncts_(&memory_) {
    ACCORD_CHECK(width >= 1 && width <= block_rows_max);
    if (detail == Detail::reasons) conjuncts_.resize(program.conjuncts.size() * width);
}

void Machine::run(FieldSource& source, Rows rows) {
    ACCORD_CHECK(rows.count >= 1 && rows.count <= scratch_.width);
    source_ = &source;
    cases_.rows = rows;
    steps(program_.steps, cases_);
}

Outcome Machine::outcome(std::size_t row) const noexcept {
    return outcome_of(truths(), row);
}

Outcome Machine::conjunct(std::size_t which, std::size_t row) const noexcept {
    return conjuncts_[which * scratch_.width + row];
}

void Machine::holds(std::span<std::uint8_t> out) const noexcept {
    const Truths& answer = truths();
    if (answer.uniform) {
        std::memset(out.data(), answer.yes[0], out.size());
    } else {
        std::memcpy(out.data(), answer.yes, out.size());
    }
}

void Machine::steps(const std::vector<Step>& steps, Frame& frame) {
    for (const Step& each : steps) step(each, frame);
}

void Machine::step(const Step& step, Frame& frame) {
    Slot& slot = frame.slots[step.to];
    const std::size_t rows = frame.rows.count;
    switch (step.op) {
        case Opcode::load: return load(step, frame);
        case Opcode::constant: {
            const Constant& constant = program_.constants[step.n];
            slot.cells = {};
            slot.cells.values = &constant.value;
            slot.cells.unit = constant.unit;
            slot.cells.uniform = true;
            return;
        }
        case Opcode::unknown: return set_unknown(slot, static_cast<Reason>(step.n), scratch_);
        case Opcode::to_truths: return to_truths(slot, rows, scratch_);
        case Opcode::any_truths: return any_to_truths(slot, rows, scratch_);
        case Opcode::to_cells: return to_cells(slot, rows, scratch_);
        case Opcode::not_: return negate(slot, rows, scratch_);
        case Opcode::and_: return conjoin(slot, frame.slots[step.b], rows, scratch_);
        case Opcode::or_: return disjoin(slot, frame.slots[step.b], rows, scratch_);
        case Opcode::compare:
        case Opcode::compare_money:
            return compare(static_cast<Comparison>(step.n), slot, frame.slots[step.b],
                           step.op == Opcode::compare ? reason::none : reason::currency_differs,
                           rows, scratch_);
        case Opcode::compare_any:
            return compare_any(static_cast<Comparison>(step.n), slot, frame.slots[step.b], rows,
                               scratch_);
        case Opcode::add:
        case Opcode::sub:
        case Opcode::add_money:
        case Opcode::sub_money:
            return calculate(step.op, slot, frame.slots[step.b], rows, scratch_);
        case Opcode::shift_days:
        case Opcode::shift_months:
        case Opcode::shift_micros:
            return shift(step.op, program_.amounts[step.n], slot, rows, scratch_);
        case Opcode::in_constant: return contained(program_.sets[step.n], slot, rows, scratch_);
        case Opcode::in_set:
            return contained_each(*source_, slot, frame.slots[step.b], rows, scratch_);
        case Opcode::broadcast: return broadcast(step, frame);
        case Opcode::loop: return loop(step);
        case Opcode::conjunct: return keep_conjunct(step, frame);
    }
}

void Machine::load(const Step& step, Frame& frame) {
    Slot& slot = frame.slots[step.to];
    const Field& field = program_.fields[step.n];
    const bool of_item = field.kind == FieldKind::item;
    Cells cells =
        of_item ? source_->items(step.n, frame.rows) : source_->cells(step.n, cases_.rows);
    if (cells.reason == reason::none)
        cells.reason = static_cast<Reason>(reason::first_missing + step.n);
    if (frame.is_items && !of_item && !cells.uniform) {
        gather(cells, slot);
    } else {
        slot.cells = cells;
    }
}

/// The case's cells, one for each item of the chunk.
void Machine::gather(const Cells& from, Slot& slot) {
    const std::size_t rows = items_.rows.count;
    Buffers& out = slot.fresh();
    Cells cells = from;
    const auto each = [&](const auto* values, auto*& buffer) {
        auto* room = scratch_(buffer);
        for (std::size_t i = 0; i < rows; ++i) room[i] = values[parents_[i]];
        return room;
    };
    cells.values = each(from.values, out.values);
    if (from.known != nullptr) cells.known = each(from.known, out.known);
    if (from.reasons != nullptr) cells.reasons = each(from.reasons, out.reasons);
    if (from.units != nullptr) cells.units = each(from.units, out.units);
    slot.cells = cells;
}

void Machine::broadcast(const Step& step, Frame& frame) {
    Slot& slot = frame.slots[step.to];
    const Slot& from = cases_.slots[step.b];
    if (step.n == 0) {
        if (from.cells.uniform) {
            slot.cells = from.cells;
        } else {
            gather(from.cells, slot);
        }
        return;
    }
    slot.truths = from.truths;
    if (from.truths.uniform) return;
    Buffers& out = slot.fresh();
    const std::size_t rows = frame.rows.count;
    std::uint8_t* yes = scratch_(out.yes);
    for (std::size_t i = 0; i < rows; ++i) yes[i] = from.truths.yes[parents_[i]];
    slot.truths.yes = yes;
    if (from.truths.no == nullptr) return;
    std::uint8_t* no = scratch_(out.no);
    for (std::size_t i = 0; i < rows; ++i) no[i] = from.truths.no[parents_[i]];
    slot.truths.no = no;
    if (from.truths.reasons == nullptr) return;
    Reason* reasons = scratch_(out.reasons);
    for (std::size_t i = 0; i < rows; ++i) reasons[i] = from.truths.reasons[parents_[i]];
    slot.truths.reasons = reasons;
}

/// Every item counts: only how many there are matters.
void Machine::count_all(const Step& step, const std::uint32_t* offsets) {
    Slot& slot = cases_.slots[step.to];
    Buffers& out = slot.fresh();
    std::int64_t* counts = scratch_(out.values);
    for (std::size_t i = 0; i < cases_.rows.count; ++i) counts[i] = offsets[i + 1] - offsets[i];
    slot.cells = {};
    slot.cells.values = counts;
    slot.cells.uniform = cases_.rows.count == 1;
    if (program_.loops[step.n].quantifier != Quantifier::count)
        to_truths(slot, cases_.rows.count, scratch_);
}

void Machine::loop(const Step& step) {
    const Loop& loop = program_.loops[step.n];
    const std::size_t rows = cases_.rows.count;
    const std::uint32_t* offsets = source_->offsets(loop.of, cases_.rows);
    if (loop.steps.empty()) return count_all(step, offsets);
    Slot& slot = cases_.slots[step.to];
    Buffers& out = slot.fresh();
    // How many are yes; whether one is no; why the first unknown is unknown.
    std::int64_t* counts = scratch_(out.values);
    std::uint8_t* some_no = scratch_(out.no);
    std::uint8_t* some_unknown = scratch_(out.known);
    Reason* reasons = scratch_(out.reasons);
    std::fill_n(counts, rows, 0);
    std::fill_n(some_no, rows, std::uint8_t{0});
    std::fill_n(some_unknown, rows, std::uint8_t{0});
    std::fill_n(reasons, rows, reason::none);
    parents_ = scratch_(parents_);
    std::size_t parent = 0;
    for (std::size_t first = offsets[0]; first < offsets[rows];) {
        const std::size_t count = std::min<std::size_t>(offsets[rows] - first, scratch_.width);
        for (std::size_t i = 0; i < count; ++i) {
            while (first + i >= offsets[parent + 1]) ++parent;
            parents_[i] = static_cast<std::uint32_t>(parent);
        }
        items_.rows = {first, count};
        steps(loop.steps, items_);
        for (std::size_t i = 0; i < count; ++i) {
            const Outcome found = outcome_of(items_.slots[0].truths, i);
            const std::size_t row = parents_[i];
            counts[row] += found.state == Outcome::State::yes;
            some_no[row] |= found.state == Outcome::State::no;
            if (found.state != Outcome::State::unknown) continue;
            if (some_unknown[row] == 0) reasons[row] = found.reason;
            some_unknown[row] = 1;
        }
        first += count;
    }
    slot.cells = {counts, some_unknown, reasons, nullptr, 0, reason::none, rows == 1};
    for (std::size_t i = 0; i < rows; ++i) some_unknown[i] ^= 1;
    if (loop.quantifier != Quantifier::count) answer(loop.quantifier, slot);
}

/// From what was counted in slot.cells, with whether one was no in its `no`.
void Machine::answer(Quantifier quantifier, Slot& slot) {
    const std::size_t rows = cases_.rows.count;
    const Cells counted = slot.cells;
    std::uint8_t* some_no = slot.buffers[slot.turn].no;
    std::uint8_t* yes = scratch_(slot.buffers[slot.turn].yes);
    for (std::size_t i = 0; i < rows; ++i) {
        const std::uint8_t all_known = counted.known[i];
        if (quantifier == Quantifier::any) {
            yes[i] = counted.values[i] != 0;
            some_no[i] = static_cast<std::uint8_t>(all_known & ~yes[i]);
        } else {
            yes[i] = static_cast<std::uint8_t>(all_known & ~some_no[i]);
        }
    }
    slot.truths = {yes, some_no, counted.reasons, reason::none, counted.uniform};
}

void Machine::keep_conjunct(const Step& step, const Frame& frame) {
    if (!scratch_.with_reasons) return;
    const Truths& truths = frame.slots[step.to].truths;
    for (std::size_t i = 0; i < frame.rows.count; ++i)
        conjuncts_[step.n * scratch_.width + i] = outcome_of(truths, i);
}

}  // namespace accord::procedure::guard
