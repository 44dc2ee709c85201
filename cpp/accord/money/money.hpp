// An amount of money: an integer count of a currency's minor units.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "accord/money/currency.hpp"
#include "accord/money/rounding.hpp"

namespace accord::money {

class Rate;

/// Immutable. Arithmetic stays within one currency and is checked for overflow
/// (Error(money, "currency_mismatch" | "overflow")).
class Money {
public:
    Money(std::int64_t minor, Currency currency) : minor_(minor), currency_(currency) {}
    /// "1234.56 CNY", "-3 JPY": at most the currency's digits, fewer allowed ("50000 CNY").
    /// Throws Error(input, "bad_money", text) or Error(money, "unknown_currency" | "overflow" |
    /// "inexact").
    [[nodiscard]] static Money parse(std::string_view text);
    /// Decimal text and currency apart ("1234.56", "CNY").
    [[nodiscard]] static Money of(std::string_view decimal, Currency currency);
    [[nodiscard]] std::int64_t minor() const noexcept { return minor_; }
    [[nodiscard]] Currency currency() const noexcept { return currency_; }
    /// Exactly the currency's digits: "1234.56 CNY".
    [[nodiscard]] std::string text() const;
    [[nodiscard]] std::string decimal() const;  // "1234.56"
    bool operator==(const Money&) const = default;

private:
    std::int64_t minor_;
    Currency currency_;
};

[[nodiscard]] Money operator+(const Money& a, const Money& b);
[[nodiscard]] Money operator-(const Money& a, const Money& b);
[[nodiscard]] Money operator-(const Money& a);
/// Ordering within one currency; throws Error(money,"currency_mismatch").
[[nodiscard]] bool less(const Money& a, const Money& b);

}  // namespace accord::money
