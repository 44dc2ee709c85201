// Runs a guard's program over a block of rows: Kleene's logic, with a reason for each unknown.
#pragma once

#include <array>
#include <memory_resource>
#include <span>
#include <vector>

#include "accord/procedure/guard/slot.hpp"

namespace accord::procedure::guard {

/// The answer for one row.
struct Outcome {
    enum class State : std::uint8_t { no, yes, unknown };
    State state = State::unknown;
    Reason reason = reason::none;
    bool operator==(const Outcome&) const = default;
};

/// Whether reasons are worked out for unknowns, and each conjunct's answer kept: a refusal needs
/// both, a transition taken or not neither.
enum class Detail : std::uint8_t { answers, reasons };

/// Scratch for one program at one width; not for two threads at once. The program and the source
/// must outlive the reading of a run's results.
class Machine {
public:
    Machine(const Program& program, std::size_t width, Detail detail);

    /// Runs the block; rows.count is at most the width.
    void run(FieldSource& source, Rows rows);

    /// The answer as truths (programs of type boolean), or as cells (any other).
    [[nodiscard]] const Truths& truths() const noexcept { return cases_.slots[0].truths; }
    [[nodiscard]] const Cells& cells() const noexcept { return cases_.slots[0].cells; }
    [[nodiscard]] Outcome outcome(std::size_t row) const noexcept;
    /// The answer of one conjunct (Detail::reasons only).
    [[nodiscard]] Outcome conjunct(std::size_t which, std::size_t row) const noexcept;
    /// One byte a row of the block: 1 where the guard holds.
    void holds(std::span<std::uint8_t> out) const noexcept;

private:
    struct Frame {
        std::pmr::vector<Slot> slots;
        Rows rows;
        bool is_items = false;
    };

    void steps(const std::vector<Step>& steps, Frame& frame);
    void step(const Step& step, Frame& frame);
    void load(const Step& step, Frame& frame);
    void broadcast(const Step& step, Frame& frame);
    void gather(const Cells& from, Slot& slot);
    void loop(const Step& step);
    void count_all(const Step& step, const std::uint32_t* offsets);
    void answer(Quantifier quantifier, Slot& slot);
    void keep_conjunct(const Step& step, const Frame& frame);

    std::array<std::byte, 4096> inline_;
    std::pmr::monotonic_buffer_resource memory_;
    const Program& program_;
    Scratch scratch_;
    FieldSource* source_ = nullptr;
    Frame cases_;
    Frame items_;
    std::uint32_t* parents_ = nullptr;  // of each item of the chunk: its row of the block
    std::pmr::vector<Outcome> conjuncts_;
};

}  // namespace accord::procedure::guard
