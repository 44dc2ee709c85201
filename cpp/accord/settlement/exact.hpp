// Exact fractions of a minor unit: what settlement reckons in until the one rounding of a rule.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "accord/money/money.hpp"
#include "accord/money/rate.hpp"
#include "accord/money/rounding.hpp"

namespace accord::settlement {

/// A reduced fraction with a positive denominator, in 128 bits; what does not fit throws
/// Error(money, "overflow").
class Exact {
public:
    Exact() = default;
    Exact(money::Wide numerator, money::Wide denominator);
    explicit Exact(const money::Money& amount) : numerator_(amount.minor()) {}
    /// The rate's number alone; its unit of time is the caller's business.
    explicit Exact(const money::Rate& rate)
        : numerator_(rate.numerator()), denominator_(rate.denominator()) {}

    [[nodiscard]] money::Wide numerator() const noexcept { return numerator_; }
    [[nodiscard]] money::Wide denominator() const noexcept { return denominator_; }
    [[nodiscard]] std::int64_t round(money::Rounding rounding) const {
        return money::divide_rounded(numerator_, denominator_, rounding);
    }
    bool operator==(const Exact&) const = default;

private:
    money::Wide numerator_ = 0;
    money::Wide denominator_ = 1;
};

[[nodiscard]] Exact operator+(const Exact& a, const Exact& b);
[[nodiscard]] Exact operator-(const Exact& a, const Exact& b);
[[nodiscard]] Exact operator*(const Exact& a, const Exact& b);
[[nodiscard]] Exact operator/(const Exact& a, const Exact& b);
[[nodiscard]] bool operator<(const Exact& a, const Exact& b);

/// An exact count of minor units as a person checks it: "8908.4599 CNY" where it ends within twelve
/// digits after the point, otherwise a fraction, "15967100/73 CNY".
[[nodiscard]] std::string print(const Exact& minor, money::Currency currency);

/// Whole minor units for each part so that they add up to `total`, which is their sum as rounded:
/// each part rounded down, the units left over to the largest remainders, the earlier part first.
[[nodiscard]] std::vector<std::int64_t> place_units(std::span<const Exact> parts,
                                                    money::Wide total);

/// Throws Error(input, "negative_amount", name).
void require_not_negative(const money::Money& amount, const char* name);
/// Throws Error(money, "currency_mismatch", both).
void require_currency(const money::Money& amount, money::Currency currency);
/// A plain share from 0 to 1; throws Error(input, "share_out_of_range", the share, name).
void require_share(const money::Rate& share, const char* name);

}  // namespace accord::settlement
