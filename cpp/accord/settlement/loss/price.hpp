// Prices of any number of digits, which money in minor units cannot hold.
#pragma once

#include <string>
#include <string_view>

#include "accord/money/currency.hpp"
#include "accord/settlement/range/fraction.hpp"

namespace accord::settlement {

/// A price of any number of digits, in minor units of its currency.
struct Price {
    Fraction minor;
    money::Currency currency;
};
/// "7.4125 CNY" or "593/80 CNY", not negative. Throws Error(input, "bad_price", text, name) or
/// Error(money, "unknown_currency").
[[nodiscard]] Price read_price(std::string_view text, const char* name);
/// The same form, reduced: a decimal where it ends within twelve digits, otherwise a fraction.
[[nodiscard]] std::string print_price(const Fraction& minor, money::Currency currency);
/// For a reader's eye: as above, but a fraction too long to read is cut after twelve decimals.
[[nodiscard]] std::string show_price(const Fraction& minor, money::Currency currency);

}  // namespace accord::settlement
