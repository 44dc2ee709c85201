// The months of several loans in step, and the level payments that they begin each rate with.
#include "accord/settlement/loan/chain_kernel.hpp"

#include <algorithm>
#include <boost/multiprecision/cpp_int.hpp>
#include <limits>
#include <numeric>
#include <utility>

namespace accord::settlement {
namespace {

using Fixed = boost::multiprecision::uint512_t;

constexpr unsigned discount_bits = 192;
/// Sums of payments × days of a century stay within 64 bits below this, at rates up to a twelfth.
constexpr std::uint64_t principal_end = std::uint64_t{1} << 40;

/// ⌊v × 2^192⌋ and a little less for v = (1 + rate)^-n, n = 0 … count.
std::vector<Fixed> discounts(std::uint64_t numerator, std::uint64_t denominator,
                             std::uint32_t count) {
    std::vector<Fixed> powers{Fixed{1} << discount_bits};
    for (std::uint32_t n = 1; n <= count; ++n) {
        powers.push_back(powers.back() * denominator / (denominator + numerator));
    }
    return powers;
}

Level level_of(std::uint64_t numerator, std::uint64_t denominator, const Fixed& power,
               std::uint32_t months) {
    Level level;
    const Fixed one = Fixed{1} << discount_bits;
    Fixed growth{months};  // ((1 + rate)^n - 1) / rate, and more
    Fixed factor = (Fixed{1} << level_bits) / months;
    if (numerator != 0) {
        growth = (one - power) * denominator / (power * numerator) + 1;
        factor = ((one * numerator) << level_bits) / (denominator * (one - power));
    }
    // Each month's rounding is at most half a unit, and the payment's as much: together they take
    // less than one unit a month, with its interest, from what the last month finds.
    const Fixed most{std::numeric_limits<std::int64_t>::max()};
    level.payment_min = static_cast<std::uint64_t>(std::min<Fixed>(growth + 2, most));
    level.factor = (static_cast<UnsignedWide>(static_cast<std::uint64_t>(factor >> 64)) << 64) |
                   static_cast<std::uint64_t>(factor & std::numeric_limits<std::uint64_t>::max());
    return level;
}

/// As many months as all of these loans go through; their payments stay as they are.
template <std::size_t... lane>
void walk_together(const MonthStep& given, std::array<std::uint64_t, loans_together>& balances,
                   const std::array<std::uint64_t, loans_together>& payments, std::uint32_t months,
                   std::index_sequence<lane...>) {
    const MonthStep step = given;
    std::array<std::uint64_t, loans_together> now = balances;
    const std::array<std::uint64_t, loans_together> pay = payments;
    for (std::uint32_t k = 0; k < months; ++k) {
        ((now[lane] = now[lane] - pay[lane] + step.interest(now[lane])), ...);
    }
    balances = now;
}

/// The sum of days over the months after the first up to the second; without sign, so that loans
/// that are not sure may pass.
std::uint64_t days_between(const std::int32_t* days, std::uint32_t before, std::uint32_t last) {
    return static_cast<std::uint64_t>(std::int64_t{days[last]} - days[before]);
}

std::uint64_t walk_alone(const MonthStep& step, std::uint64_t balance, std::uint64_t payment,
                         std::uint32_t months) {
    for (std::uint32_t k = 0; k < months; ++k) balance = balance - payment + step.interest(balance);
    return balance;
}

}  // namespace

std::optional<MonthStep> MonthStep::make(const MonthlyRate& rate) {
    constexpr money::Wide limit = money::Wide{1} << 31;
    if (rate.denominator > limit || rate.numerator < 0 || rate.numerator * 12 > rate.denominator) {
        return std::nullopt;
    }
    const auto numerator = static_cast<std::uint64_t>(rate.numerator);
    const auto denominator = static_cast<std::uint64_t>(rate.denominator);
    const auto rounded_up = [&](std::uint64_t part) {
        return static_cast<std::uint64_t>(((UnsignedWide{part} << 64) + denominator - 1) /
                                          denominator);
    };
    MonthStep step;
    step.multiplier_ = rounded_up(numerator);
    step.added_ = rounded_up(denominator / 2);
    step.balance_max_ = std::numeric_limits<std::uint64_t>::max() / denominator - 1;
    return step;
}

std::optional<LoanChain> LoanChain::make(const MonthlyRate& rate,
                                         std::span<const RateChange> changes,
                                         std::uint32_t months) {
    LoanChain chain;
    chain.principal_max_ = principal_end;
    std::vector<RateChange> all{{1, rate}};
    all.insert(all.end(), changes.begin(), changes.end());
    for (const RateChange& change : all) {
        if (change.month > months_max || (months != 0 && change.month > months)) break;
        const std::optional<MonthStep> step = MonthStep::make(change.rate);
        if (!step) return std::nullopt;
        chain.principal_max_ = std::min(chain.principal_max_, step->balance_max());
        const auto first = static_cast<std::uint32_t>(change.month);
        const auto left_max =
            (months == 0 ? static_cast<std::uint32_t>(months_max) : months) - first + 1;
        const auto numerator = static_cast<std::uint64_t>(change.rate.numerator);
        const auto denominator = static_cast<std::uint64_t>(change.rate.denominator);
        const std::vector<Fixed> powers = discounts(numerator, denominator, left_max);
        std::vector<Level> levels(left_max + 1);
        for (std::uint32_t left = months == 0 ? 1 : left_max; left <= left_max; ++left) {
            levels[left] = level_of(numerator, denominator, powers[left], left);
        }
        chain.segments_.push_back({first, *step, std::move(levels)});
    }
    return chain;
}

void LoanChain::set_payments(const Segment& segment, std::array<LoanLane, loans_together>& loans,
                             std::array<std::uint64_t, loans_together>& payments) const {
    constexpr UnsignedWide one = UnsignedWide{1} << level_bits;
    for (std::size_t i = 0; i < loans_together; ++i) {
        LoanLane& loan = loans[i];
        if (loan.paid_months < segment.first) continue;
        const Level& level = segment.levels[loan.months - segment.first + 1];
        const UnsignedWide twice = level.factor * loan.balance + one / 2;
        payments[i] = static_cast<std::uint64_t>(twice >> level_bits);
        // The factor falls short by less than a unit of its last place (and a trifle).
        const bool close = (twice & (one - 1)) + 2 * UnsignedWide{loan.balance} >= one;
        if (close || payments[i] < level.payment_min) loan.sure = false;
    }
}

void LoanChain::pay_last(const Segment& segment, LoanLane& loan) {
    const std::uint64_t payment = loan.balance + segment.step.interest(loan.balance);
    loan.paid += payment;
    if (loan.days != nullptr) {
        loan.paid_days += payment * days_between(loan.days, loan.months - 1, loan.months);
    }
    loan.balance = 0;
}

void LoanChain::walk(std::array<LoanLane, loans_together>& loans) const {
    std::array<std::uint64_t, loans_together> balances{};
    std::array<std::uint64_t, loans_together> payments{};
    std::array<std::uint32_t, loans_together> counts{};
    for (LoanLane& loan : loans) {
        loan.balance = loan.principal;
        loan.paid = 0;
        loan.paid_days = 0;
        loan.sure = true;
    }
    for (std::size_t s = 0; s < segments_.size(); ++s) {
        const Segment& segment = segments_[s];
        const std::uint32_t next = s + 1 < segments_.size()
                                       ? segments_[s + 1].first
                                       : static_cast<std::uint32_t>(months_max) + 1;
        set_payments(segment, loans, payments);
        std::uint32_t common = std::numeric_limits<std::uint32_t>::max();
        for (std::size_t i = 0; i < loans_together; ++i) {
            const LoanLane& loan = loans[i];
            // The last month of the term is no month of level payment.
            const std::uint32_t end = std::min({next, loan.paid_months + 1, loan.months});
            counts[i] = end > segment.first ? end - segment.first : 0;
            common = std::min(common, counts[i]);
            balances[i] = loan.balance;
        }
        walk_together(segment.step, balances, payments, common,
                      std::make_index_sequence<loans_together>{});
        for (std::size_t i = 0; i < loans_together; ++i) {
            LoanLane& loan = loans[i];
            if (loan.paid_months < segment.first) continue;
            loan.balance = walk_alone(segment.step, balances[i], payments[i], counts[i] - common);
            loan.paid += payments[i] * counts[i];
            if (loan.days != nullptr) {
                const std::uint32_t before = segment.first - 1;
                loan.paid_days += payments[i] * days_between(loan.days, before, before + counts[i]);
            }
            const bool ends = loan.paid_months == loan.months && loan.months < next;
            if (ends) pay_last(segment, loan);
        }
    }
}

std::span<const std::uint16_t> WalkOrder::sorted() {
    if (std::is_sorted(keys_.begin(), keys_.begin() + static_cast<std::ptrdiff_t>(count_))) {
        return {rows_.data(), count_};
    }
    std::array<std::uint16_t, static_cast<std::size_t>(months_max) + 2> places{};
    for (std::size_t i = 0; i < count_; ++i) ++places[keys_[i] + std::size_t{1}];
    std::partial_sum(places.begin(), places.end(), places.begin());
    for (std::size_t i = 0; i < count_; ++i) sorted_[places[keys_[i]]++] = rows_[i];
    return {sorted_.data(), count_};
}

std::optional<LoanChain> chain_of(const Column& rate, const Column& changes, std::uint32_t months) {
    const auto* yearly = constant_of<money::Rate>(rate);
    if (yearly == nullptr) return std::nullopt;
    std::vector<RateChange> rates;
    if (!is_absent(changes)) {
        const auto* rows = constant_of<std::vector<Arguments>>(changes);
        if (rows == nullptr) return std::nullopt;
        std::int64_t before = 1;
        for (const Arguments& row : *rows) {
            rates.push_back({row.count("month"), monthly_rate(row.rate("rate"), "changes")});
            if (rates.back().month <= before) return std::nullopt;
            before = rates.back().month;
        }
    }
    return LoanChain::make(monthly_rate(*yearly, "rate"), rates, months);
}

}  // namespace accord::settlement
