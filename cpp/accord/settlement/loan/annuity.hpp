// The level payment of a loan and the rate of its month, exact until the one rounding.
#pragma once

#include <cstdint>
#include <span>

#include "accord/money/rate.hpp"
#include "accord/money/rounding.hpp"

namespace accord::settlement {

/// The rate of one month as a reduced fraction: a year's rate divided by twelve, never rounded.
struct MonthlyRate {
    money::Wide numerator = 0;
    money::Wide denominator = 1;
    bool operator==(const MonthlyRate&) const = default;
};

/// Whether a rate without a unit of time stands for a rate per period.
enum class Unitless { refused, per_period };

/// Throws Error(input, "rate_unit" | "negative_rate", the rate, name).
[[nodiscard]] MonthlyRate monthly_rate(const money::Rate& rate, const char* name,
                                       Unitless unitless = Unitless::refused);

/// The month's interest on a balance that is not negative, rounded to minor units.
[[nodiscard]] inline std::int64_t month_interest(std::int64_t balance, const MonthlyRate& rate,
                                                 money::Rounding rounding) {
    // Both factors are of 64 bits, so that the product fits.
    return money::divide_rounded(balance * rate.numerator, rate.denominator, rounding);
}

/// balance × r (1+r)^n / ((1+r)^n − 1), rounded; the balance in equal parts where r is zero.
///
/// Powers are bounded from both sides in fixed point of 192 bits; where the bounds do not decide
/// the rounding (a tie, or nearer to one than the bounds), big integers do.
[[nodiscard]] std::int64_t level_payment(std::int64_t balance, const MonthlyRate& rate,
                                         std::int64_t months, money::Rounding rounding);

/// A run of months at one rate.
struct RateRun {
    MonthlyRate rate;
    std::int64_t months = 0;
};
/// What an amount is worth so many months earlier, rounded; the amount may be negative.
[[nodiscard]] std::int64_t discounted(std::int64_t amount, std::span<const RateRun> runs,
                                      money::Rounding rounding);

}  // namespace accord::settlement
