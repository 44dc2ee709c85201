// Loans walked month by month, several at once, every amount in whole minor units.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "accord/settlement/lanes.hpp"
#include "accord/settlement/loan/plan.hpp"

namespace accord::settlement {

__extension__ using UnsignedWide = unsigned __int128;

/// A month's interest, half a unit up, by one multiplication: ⌊(balance a + ⌊b/2⌋) / b⌋ for the
/// rate a/b. With both factors of 64 bits rounded up, the error is below (balance + 1) / 2^64, and
/// the floor is exact while that is at most 1/b.
class MonthStep {
public:
    /// None for rates above a twelfth or too fine for 64 bits.
    [[nodiscard]] static std::optional<MonthStep> make(const MonthlyRate& rate);

    [[nodiscard]] std::uint64_t interest(std::uint64_t balance) const noexcept {
        return static_cast<std::uint64_t>((UnsignedWide{balance} * multiplier_ + added_) >> 64);
    }
    [[nodiscard]] std::uint64_t balance_max() const noexcept { return balance_max_; }

private:
    std::uint64_t multiplier_ = 0;
    std::uint64_t added_ = 0;
    std::uint64_t balance_max_ = 0;
};

/// The level payment of one minor unit over so many months, times 2^`level_bits`, rounded down; and
/// the payment from which on no balance ends before its term by what rounding adds up to.
struct Level {
    UnsignedWide factor = 0;
    std::uint64_t payment_min = 0;
};
inline constexpr unsigned level_bits = 76;

/// Loans walked together: as many as keep the multiplier busy and their balances in registers.
inline constexpr std::size_t loans_together = 8;

/// What to walk, and what came of it. Where `sure` is false the figures mean nothing: the rounding
/// of a payment was too close to call, or the amounts are so small that a balance might run out.
struct LoanLane {
    std::uint64_t principal = 0;
    std::uint32_t months = 1;
    std::uint32_t paid_months = 0;       // at most `months`
    const std::int32_t* days = nullptr;  // element k: sum of a number of days over months 1 to k

    std::uint64_t balance = 0;    // after the months paid
    std::uint64_t paid = 0;       // the sum of their payments
    std::uint64_t paid_days = 0;  // the sum of each payment × its days
    bool sure = true;
};

/// The rows of a block that are to be walked, by months paid: rows walked together then end at
/// nearly the same month.
class WalkOrder {
public:
    void clear() noexcept { count_ = 0; }
    void add(std::size_t row, std::uint32_t paid_months) noexcept {
        rows_[count_] = static_cast<std::uint16_t>(row);
        keys_[count_++] = static_cast<std::uint16_t>(paid_months);
    }
    /// The rows added, sorted.
    [[nodiscard]] std::span<const std::uint16_t> sorted();

private:
    std::size_t count_ = 0;
    std::array<std::uint16_t, block_rows> rows_;
    std::array<std::uint16_t, block_rows> keys_;
    std::array<std::uint16_t, block_rows> sorted_;
};

/// One plan's rates for loans of any principal and term, in equal instalments.
class LoanChain {
public:
    /// None where a rate is not for `MonthStep`. `months` is the term of all loans, 0 where terms
    /// differ.
    [[nodiscard]] static std::optional<LoanChain> make(const MonthlyRate& rate,
                                                       std::span<const RateChange> changes,
                                                       std::uint32_t months);
    /// Principals above are not for `walk`.
    [[nodiscard]] std::uint64_t principal_max() const noexcept { return principal_max_; }
    void walk(std::array<LoanLane, loans_together>& loans) const;

private:
    struct Segment {
        std::uint32_t first = 1;  // month
        MonthStep step;
        std::vector<Level> levels;  // by the months left; empty where never asked for
    };
    void set_payments(const Segment& segment, std::array<LoanLane, loans_together>& loans,
                      std::array<std::uint64_t, loans_together>& payments) const;
    static void pay_last(const Segment& segment, LoanLane& loan);

    std::vector<Segment> segments_;
    std::uint64_t principal_max_ = 0;
};

/// Constants of a loan's plan as a chain; none where the rule itself would say what is wrong, or
/// where the chain is not for a kernel. `months` is 0 where terms differ.
[[nodiscard]] std::optional<LoanChain> chain_of(const Column& rate, const Column& changes,
                                                std::uint32_t months);

}  // namespace accord::settlement
