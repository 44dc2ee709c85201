// ISO 4217 currencies: code and number of minor-unit digits (0, 2 or 3).
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <string_view>

namespace accord::money {

/// A known currency; small, comparable, printable. There is no "no currency".
class Currency {
public:
    /// Throws Error(money, "unknown_currency", code).
    [[nodiscard]] static Currency of(std::string_view code);
    [[nodiscard]] std::string_view code() const noexcept { return {code_.data(), 3}; }
    [[nodiscard]] int digits() const noexcept { return digits_; }
    [[nodiscard]] std::int64_t minor_per_major() const noexcept;
    auto operator<=>(const Currency&) const = default;

private:
    Currency(std::string_view code, int digits);
    std::array<char, 3> code_{};
    std::int8_t digits_ = 0;
};

}  // namespace accord::money
