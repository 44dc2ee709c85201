// What a program's steps work on: a block's cells or truths, and the room they are written to.
#pragma once

#include <array>
#include <cstddef>
#include <memory_resource>

#include "accord/procedure/guard/source.hpp"

namespace accord::procedure::guard {

struct Buffers {
    std::int64_t* values = nullptr;
    std::uint8_t* known = nullptr;
    std::uint8_t* yes = nullptr;
    std::uint8_t* no = nullptr;
    Reason* reasons = nullptr;
    std::uint32_t* units = nullptr;
};

/// Two sets of buffers, so that no operation writes over what it reads.
struct Slot {
    Cells cells;
    Truths truths;
    std::array<Buffers, 2> buffers;
    std::uint8_t turn = 0;

    [[nodiscard]] Buffers& fresh() noexcept { return buffers[turn ^= 1]; }
};

/// Gives buffers their memory when first written to, for as long as the machine lives.
struct Scratch {
    std::pmr::memory_resource* memory;
    std::size_t width;
    bool with_reasons;

    template <class T>
    [[nodiscard]] T* operator()(T*& buffer) const {
        if (buffer == nullptr)
            buffer = static_cast<T*>(memory->allocate(width * sizeof(T), alignof(T)));
        return buffer;
    }
};

[[nodiscard]] inline Reason reason_of(const Cells& cells, std::size_t row) noexcept {
    const Reason own =
        cells.reasons != nullptr ? cells.reasons[cells.uniform ? 0 : row] : reason::none;
    return own != reason::none ? own : cells.reason;
}
[[nodiscard]] inline Reason reason_of(const Truths& truths, std::size_t row) noexcept {
    const Reason own =
        truths.reasons != nullptr ? truths.reasons[truths.uniform ? 0 : row] : reason::none;
    return own != reason::none ? own : truths.reason;
}
[[nodiscard]] inline bool is_known(const Cells& cells, std::size_t row) noexcept {
    return cells.known == nullptr || cells.known[cells.uniform ? 0 : row] != 0;
}

// --- truths (logic.cpp) --------------------------------------------------------------------------
void set_unknown(Slot& slot, Reason why, const Scratch& scratch);
void to_truths(Slot& slot, std::size_t rows, const Scratch& scratch);
void any_to_truths(Slot& slot, std::size_t rows, const Scratch& scratch);
void to_cells(Slot& slot, std::size_t rows, const Scratch& scratch);
void negate(Slot& slot, std::size_t rows, const Scratch& scratch);
/// Folds `other` into `slot`: both must be yes, or one.
void conjoin(Slot& slot, Slot& other, std::size_t rows, const Scratch& scratch);
void disjoin(Slot& slot, Slot& other, std::size_t rows, const Scratch& scratch);

// --- comparisons (compare.cpp) -------------------------------------------------------------------
/// `clash` is why rows of two units can not be compared; none where units mean nothing.
void compare(Comparison comparison, Slot& slot, const Slot& other, Reason clash, std::size_t rows,
             const Scratch& scratch);
void compare_any(Comparison comparison, Slot& slot, const Slot& other, std::size_t rows,
                 const Scratch& scratch);
void contained(std::span<const std::int64_t> set, Slot& slot, std::size_t rows,
               const Scratch& scratch);
void contained_each(const FieldSource& source, Slot& slot, const Slot& sets, std::size_t rows,
                    const Scratch& scratch);

// --- arithmetic (arithmetic.cpp) -----------------------------------------------------------------
void calculate(Opcode op, Slot& slot, const Slot& other, std::size_t rows, const Scratch& scratch);
void shift(Opcode op, std::int64_t amount, Slot& slot, std::size_t rows, const Scratch& scratch);

/// The type of a fact none was declared for, kept beside its value (with a currency) as its unit.
[[nodiscard]] constexpr std::uint32_t tagged(Type type, std::uint32_t currency = 0) noexcept {
    return static_cast<std::uint32_t>(type) << 24 | currency;
}
[[nodiscard]] constexpr Type type_in(std::uint32_t unit) noexcept {
    return static_cast<Type>(unit >> 24);
}

}  // namespace accord::procedure::guard
