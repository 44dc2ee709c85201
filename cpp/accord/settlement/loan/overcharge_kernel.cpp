// What was charged less what was right, chain by chain; interest by prefix sums of days.
#include "accord/settlement/loan/overcharge_kernel.hpp"

#include <algorithm>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "accord/base/error.hpp"
#include "accord/settlement/loan/chain_kernel.hpp"

namespace accord::settlement {
namespace {

using calendar::Date;
using calendar::YearMonthDay;
using money::Rate;

enum Parameter : std::size_t {
    principal,
    charged_rate,
    right_rate,
    months,
    paid_months,
    method,
    charged_changes,
    right_changes,
    compensatory_rate,
    first_due,
    as_of,
    rounding,
    parameter_count
};
enum Part : std::size_t { overpaid_instalments, balance_difference, compensatory_interest };

/// Days from each due date to the day of redress, summed over calendar months, for each day of the
/// month that a loan may be due on; from a century before that day.
class DueDays {
public:
    explicit DueDays(Date redress)
        : base_(Date::of(redress.ymd().year - years, redress.ymd().month, 1).days()) {
        const YearMonthDay last = redress.ymd();
        std::int32_t year = last.year - years;
        int month = last.month;
        for (std::uint32_t index = 0; index < width - 1; ++index) {
            const int days = calendar::days_in_month(year, month);
            const Date first = Date::of(year, month, 1);
            for (std::uint32_t day = 1; day <= 31; ++day) {
                const int due = std::min(static_cast<int>(day), days);
                std::int32_t* sums = &sums_[(day - 1) * width];
                sums[index + 1] = sums[index] + (redress - (first + (due - 1)));
                if (first + (due - 1) <= redress) ends_[day - 1] = index + 1;
            }
            for (int day = 1; day <= days; ++day) {
                places_.push_back((index << 5U) | static_cast<std::uint32_t>(day));
            }
            month = month % 12 + 1;
            year += month == 1 ? 1 : 0;
        }
    }

    /// The sums over a loan's months: element k is that of months 1 to k. Null where the last of
    /// them falls due after the redress, or the first long before it.
    [[nodiscard]] const std::int32_t* of(std::int32_t first, std::uint32_t count) const {
        const std::uint32_t day =
            static_cast<std::uint32_t>(first) - static_cast<std::uint32_t>(base_);
        if (day >= places_.size()) return nullptr;
        const std::uint32_t index = places_[day] >> 5U;
        const std::uint32_t due = (places_[day] & 31U) - 1;
        if (index + count > ends_[due]) return nullptr;
        return &sums_[due * width + index];
    }

private:
    static constexpr int years = 100;
    static constexpr std::uint32_t width = years * 12 + 2;

    std::int32_t base_;
    std::vector<std::int32_t> sums_ = std::vector<std::int32_t>(31 * width);
    std::array<std::uint32_t, 31> ends_{};  // months due by the day of redress
    std::vector<std::uint32_t> places_;     // of each day: the month's index and the day of it
};

/// Compensatory interest on Σ payment × days.
struct Compensating {
    DueDays days;
    Divider divider;
    std::uint64_t numerator = 0;

    /// Half up is away from zero. None beyond 64 bits.
    [[nodiscard]] std::optional<std::int64_t> on(std::int64_t unit_days) const {
        const auto size = static_cast<std::uint64_t>(unit_days < 0 ? -unit_days : unit_days);
        std::uint64_t exact = 0;
        if (__builtin_mul_overflow(size, numerator, &exact) || exact > divider.most()) {
            return std::nullopt;
        }
        const auto interest = static_cast<std::int64_t>(divider(exact));
        return unit_days < 0 ? -interest : interest;
    }
};

/// One block's rows as arrays.
struct Block {
    const std::int64_t* principals;
    const std::int64_t* terms;
    const std::int64_t* paid;
    const std::int32_t* first_dues;  // null without compensatory interest
    std::size_t count;
};

class OverchargeKernel final : public Kernel {
public:
    OverchargeKernel(LoanChain charged, LoanChain right, std::optional<Compensating> compensating)
        : charged_(std::move(charged)),
          right_(std::move(right)),
          compensating_(std::move(compensating)),
          principal_max_(std::min(charged_.principal_max(), right_.principal_max())) {}

    void run(std::span<const Column> columns, std::size_t first, std::size_t last,
             const Cells& cells) const override {
        MoneyLane principals{columns[principal]};
        const CountLane terms{columns[months]};
        const CountLane paid{columns[paid_months]};
        Column none;
        none.constant = Date{};
        const DateLane dues{compensating_ ? columns[first_due] : none};
        WalkOrder order;
        for (std::size_t row = first; row < last; row += block_rows) {
            const std::size_t count = std::min(block_rows, last - row);
            Cells here{cells.minor + row, cells.state + row, nullptr};
            std::array<std::int64_t*, 3> parts{};
            for (std::size_t i = 0; i < parts.size() && cells.parts != nullptr; ++i) {
                parts[i] = cells.parts[i] + row;
                here.parts = parts.data();
            }
            block({principals.block(row, count), terms.block(row), paid.block(row),
                   compensating_ ? dues.block(row) : nullptr, count},
                  order, here);
            redo_nulls(columns, row, count, cells.state + row);
        }
    }

private:
    void block(const Block& rows, WalkOrder& order, const Cells& cells) const {
        order.clear();
        for (std::size_t i = 0; i < rows.count; ++i) {
            cells.minor[i] = 0;
            cells.state[i] = cell_redo;
            const bool fits = rows.principals[i] >= 0 &&
                              static_cast<std::uint64_t>(rows.principals[i]) <= principal_max_ &&
                              rows.terms[i] >= 1 && rows.terms[i] <= months_max &&
                              rows.paid[i] >= 0 && rows.paid[i] <= rows.terms[i];
            if (fits) order.add(i, static_cast<std::uint32_t>(rows.paid[i]));
        }
        const std::span<const std::uint16_t> sorted = order.sorted();
        for (std::size_t group = 0; group < sorted.size(); group += loans_together) {
            walk(rows, sorted.subspan(group), cells);
        }
    }

    /// The first of these rows, as many as are walked together.
    void walk(const Block& rows, std::span<const std::uint16_t> sorted, const Cells& cells) const {
        std::array<LoanLane, loans_together> charged;
        for (std::size_t i = 0; i < loans_together; ++i) {
            // The last rows walk beside copies of themselves.
            const std::size_t row = sorted[std::min(i, sorted.size() - 1)];
            LoanLane& loan = charged[i];
            loan.principal = static_cast<std::uint64_t>(rows.principals[row]);
            loan.months = static_cast<std::uint32_t>(rows.terms[row]);
            loan.paid_months = static_cast<std::uint32_t>(rows.paid[row]);
            if (compensating_) {
                loan.days = compensating_->days.of(rows.first_dues[row], loan.paid_months);
            }
        }
        std::array<LoanLane, loans_together> right = charged;
        charged_.walk(charged);
        right_.walk(right);
        for (std::size_t i = 0; i < std::min(loans_together, sorted.size()); ++i) {
            settle(charged[i], right[i], sorted[i], cells);
        }
    }

    void settle(const LoanLane& charged, const LoanLane& right, std::size_t row,
                const Cells& cells) const {
        if (!charged.sure || !right.sure) return;
        const auto overpaid = static_cast<std::int64_t>(charged.paid - right.paid);
        const auto difference = static_cast<std::int64_t>(charged.balance - right.balance);
        std::int64_t interest = 0;
        if (compensating_) {
            if (charged.days == nullptr) return;
            const auto unit_days = static_cast<std::int64_t>(charged.paid_days - right.paid_days);
            const std::optional<std::int64_t> figure = compensating_->on(unit_days);
            if (!figure) return;
            interest = *figure;
        }
        cells.minor[row] = overpaid + difference + interest;
        cells.state[row] = cell_fine;
        if (cells.parts == nullptr) return;
        cells.parts[overpaid_instalments][row] = overpaid;
        cells.parts[balance_difference][row] = difference;
        cells.parts[compensatory_interest][row] = interest;
    }

    LoanChain charged_;
    LoanChain right_;
    std::optional<Compensating> compensating_;
    std::uint64_t principal_max_;
};

/// Null for units of time that the rule refuses.
std::optional<Compensating> compensating_of(const Rate& rate, Date redress) {
    std::int64_t per = 0;
    if (rate.per() == money::Per::day) per = 1;
    if (rate.per() == money::Per::year && rate.basis() == money::Basis::act_365) per = 365;
    if (rate.per() == money::Per::year && rate.basis() == money::Basis::act_360) per = 360;
    constexpr std::int64_t limit = std::int64_t{1} << 40;
    if (per == 0 || rate.numerator() < 0 || rate.denominator() > limit) return std::nullopt;
    const std::int64_t denominator = rate.denominator() * per;
    const std::int64_t common = std::gcd(rate.numerator(), denominator);
    // Doubled, so that the divisor is never one.
    const std::optional<Divider> divider = Divider::make(
        static_cast<std::uint64_t>(2 * (denominator / common)), money::Rounding::half_up);
    if (!divider || rate.numerator() / common > limit) return std::nullopt;
    return Compensating{DueDays{redress}, *divider,
                        static_cast<std::uint64_t>(2 * (rate.numerator() / common))};
}

std::unique_ptr<Kernel> make(std::span<const Column> columns) {
    const auto* all = constant_of<std::int64_t>(columns[months]);
    if (all != nullptr && (*all < 1 || *all > months_max)) return nullptr;
    const std::uint32_t term = all == nullptr ? 0 : static_cast<std::uint32_t>(*all);
    std::optional<LoanChain> charged =
        chain_of(columns[charged_rate], columns[charged_changes], term);
    std::optional<LoanChain> right = chain_of(columns[right_rate], columns[right_changes], term);
    if (!charged || !right) return nullptr;

    std::optional<Compensating> compensating;
    if (!is_absent(columns[compensatory_rate])) {
        const auto* rate = constant_of<Rate>(columns[compensatory_rate]);
        const auto* redress = constant_of<Date>(columns[as_of]);
        if (rate == nullptr || redress == nullptr || !is_date_lane(columns[first_due])) {
            return nullptr;
        }
        compensating = compensating_of(*rate, *redress);
        if (!compensating) return nullptr;
    }
    return std::make_unique<OverchargeKernel>(std::move(*charged), std::move(*right),
                                              std::move(compensating));
}

}  // namespace

std::unique_ptr<Kernel> overcharge_kernel(std::span<const Column> columns, const Law&) {
    if (columns.size() != parameter_count || !is_money_lane(columns[principal]) ||
        !is_count_lane(columns[months]) || !is_count_lane(columns[paid_months]) ||
        !says(columns[method], "equal_instalment") || !says(columns[rounding], "half_up")) {
        return nullptr;
    }
    try {
        return make(columns);
    } catch (const base::Error&) {
        return nullptr;  // each row says what is wrong
    }
}

}  // namespace accord::settlement
