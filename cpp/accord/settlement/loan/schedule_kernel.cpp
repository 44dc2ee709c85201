// Interest of a loan = all that it pays less its principal, walked for several loans in step.
#include "accord/settlement/loan/schedule_kernel.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "accord/base/error.hpp"
#include "accord/settlement/loan/chain_kernel.hpp"

namespace accord::settlement {
namespace {

enum Parameter : std::size_t {
    principal,
    rate,
    months,
    method,
    residue,
    changes,
    first_due,
    rounding,
    parameter_count
};

class LoanScheduleKernel final : public Kernel {
public:
    explicit LoanScheduleKernel(LoanChain chain) : chain_(std::move(chain)) {}

    void run(std::span<const Column> columns, std::size_t first, std::size_t last,
             const Cells& cells) const override {
        MoneyLane principals{columns[principal]};
        const CountLane terms{columns[months]};
        WalkOrder order;
        for (std::size_t row = first; row < last; row += block_rows) {
            const std::size_t count = std::min(block_rows, last - row);
            block(principals.block(row, count), terms.block(row), count, order,
                  {cells.minor + row, cells.state + row, nullptr});
            redo_nulls(columns, row, count, cells.state + row);
        }
    }

private:
    void block(const std::int64_t* principals, const std::int64_t* terms, std::size_t count,
               WalkOrder& order, const Cells& cells) const {
        order.clear();
        for (std::size_t i = 0; i < count; ++i) {
            const bool fits = principals[i] >= 0 &&
                              static_cast<std::uint64_t>(principals[i]) <= chain_.principal_max() &&
                              terms[i] >= 1 && terms[i] <= months_max;
            cells.minor[i] = 0;
            cells.state[i] = cell_redo;
            if (fits) order.add(i, static_cast<std::uint32_t>(terms[i]));
        }
        const std::span<const std::uint16_t> rows = order.sorted();
        std::array<LoanLane, loans_together> loans;
        for (std::size_t group = 0; group < rows.size(); group += loans_together) {
            for (std::size_t i = 0; i < loans_together; ++i) {
                // The last rows walk beside copies of themselves.
                const std::size_t row = rows[std::min(group + i, rows.size() - 1)];
                const auto term = static_cast<std::uint32_t>(terms[row]);
                loans[i].principal = static_cast<std::uint64_t>(principals[row]);
                loans[i].months = term;
                loans[i].paid_months = term;
            }
            chain_.walk(loans);
            for (std::size_t i = 0; i < std::min(loans_together, rows.size() - group); ++i) {
                if (!loans[i].sure) continue;
                const std::size_t row = rows[group + i];
                cells.minor[row] = static_cast<std::int64_t>(loans[i].paid - loans[i].principal);
                cells.state[row] = cell_fine;
            }
        }
    }

    LoanChain chain_;
};

}  // namespace

std::unique_ptr<Kernel> loan_schedule_kernel(std::span<const Column> columns, const Law&) {
    if (columns.size() != parameter_count || !is_money_lane(columns[principal]) ||
        !is_count_lane(columns[months]) || !says(columns[method], "equal_instalment") ||
        !says(columns[residue], "last") || !is_absent(columns[first_due]) ||
        !says(columns[rounding], "half_up")) {
        return nullptr;
    }
    const auto* all = constant_of<std::int64_t>(columns[months]);
    if (all != nullptr && (*all < 1 || *all > months_max)) return nullptr;
    try {
        std::optional<LoanChain> chain = chain_of(
            columns[rate], columns[changes], all == nullptr ? 0 : static_cast<std::uint32_t>(*all));
        if (!chain) return nullptr;
        return std::make_unique<LoanScheduleKernel>(std::move(*chain));
    } catch (const base::Error&) {
        return nullptr;  // each row says what is wrong
    }
}

}  // namespace accord::settlement
