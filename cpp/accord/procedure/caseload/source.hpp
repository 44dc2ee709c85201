// The rows of a caseload as the fields of a guard's program, gathered block by block.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "accord/procedure/caseload/caseload.hpp"
#include "accord/procedure/caseload/clock.hpp"
#include "accord/procedure/guard/machine.hpp"

namespace accord::procedure::caseload {

class RowSource final : public guard::FieldSource {
public:
    RowSource(const guard::Program& program, const Table& table, const Days& days);

    /// What the next run is about; it must live as long as that.
    void take(const Block& block) noexcept { block_ = block; }

    [[nodiscard]] guard::Cells cells(std::size_t number, guard::Rows rows) override;
    [[nodiscard]] const std::uint32_t* offsets(Collection of, guard::Rows rows) override;
    [[nodiscard]] guard::Cells items(std::size_t number, guard::Rows items) override;
    [[nodiscard]] std::span<const std::int64_t> set(std::int64_t number) const override;

private:
    /// Where a field comes from, and the room its block is gathered into.
    struct Binding {
        const guard::Field* field = nullptr;
        const FieldColumn* column = nullptr;
        std::uint32_t number = 0;  // of the mark, term or stage
        bool is_flag = false;      // without a column: not there, rather than not known
        std::int64_t shared = 0;
        std::vector<std::int64_t> values;
        std::vector<std::uint8_t> known;
        std::vector<std::uint32_t> units;
    };
    void bind(const guard::Field& field, Binding& binding) const;
    [[nodiscard]] guard::Cells stated(Binding& binding, guard::Rows rows);
    [[nodiscard]] guard::Cells of_term(Binding& binding, guard::Rows rows);
    [[nodiscard]] guard::Cells of_stage(Binding& binding, guard::Rows rows);
    template <class Value>
    [[nodiscard]] guard::Cells gather(Binding& binding, guard::Rows rows, Value value);

    const Table& table_;
    const Days& days_;
    std::shared_ptr<guard::Dictionary> texts_;
    Block block_;
    std::vector<Binding> bindings_;
    std::vector<std::int64_t> stage_texts_;
    std::vector<std::int64_t> outcome_texts_;
    std::vector<std::int64_t> state_texts_;
};

/// A guard, its source and the machine that asks it.
class RowGuard {
public:
    RowGuard(std::shared_ptr<const guard::Program> program, const Table& table, const Days& days,
             std::size_t width)
        : program_(std::move(program)),
          source_(*program_, table, days),
          machine_(*program_, width, guard::Detail::answers) {}

    /// One byte a row: 1 where the guard is known to hold.
    void holds(const Block& block, std::span<std::uint8_t> out) {
        source_.take(block);
        machine_.run(source_, {0, block.rows.size()});
        machine_.holds(out);
    }
    [[nodiscard]] bool holds(std::uint32_t row, std::int64_t at) {
        std::uint8_t answer = 0;
        holds({{&row, 1}, {&at, 1}}, {&answer, 1});
        return answer != 0;
    }

private:
    std::shared_ptr<const guard::Program> program_;
    RowSource source_;
    guard::Machine machine_;
};

}  // namespace accord::procedure::caseload
