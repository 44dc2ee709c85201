// A rate: an exact rational, per unit of time and on a day-count basis where it has them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "accord/money/money.hpp"
#include "accord/money/rounding.hpp"

namespace accord::money {

enum class Per { none, day, month, year };
/// The basis that turns days into years; none for a rate per day or a plain share.
enum class Basis { none, act_360, act_365, thirty_360 };

/// Reduced fraction with a positive denominator. Forms read and printed:
/// "20%", "0.0175% per day", "4.35% per year ACT/365", "0.35% per year 30/360", "1/3".
class Rate {
public:
    Rate(std::int64_t numerator, std::int64_t denominator, Per per = Per::none,
         Basis basis = Basis::none);
    /// Throws Error(input, "bad_rate", text).
    [[nodiscard]] static Rate parse(std::string_view text);
    [[nodiscard]] std::int64_t numerator() const noexcept { return numerator_; }
    [[nodiscard]] std::int64_t denominator() const noexcept { return denominator_; }
    [[nodiscard]] Per per() const noexcept { return per_; }
    [[nodiscard]] Basis basis() const noexcept { return basis_; }
    [[nodiscard]] std::string text() const;
    bool operator==(const Rate&) const = default;

private:
    std::int64_t numerator_;
    std::int64_t denominator_;
    Per per_;
    Basis basis_;
};

/// A plain share (Per::none) of an amount. Throws Error(money,"rate_has_time") otherwise.
[[nodiscard]] Money multiply(const Money& amount, const Rate& share, Rounding rounding);
/// Rational arithmetic, reduced, overflow-checked (Error(money,"overflow")); units must agree.
[[nodiscard]] Rate add(const Rate& a, const Rate& b);
[[nodiscard]] Rate scale(const Rate& rate, std::int64_t numerator, std::int64_t denominator);
[[nodiscard]] bool less(const Rate& a, const Rate& b);

}  // namespace accord::money
