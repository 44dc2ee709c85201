// Fractions of any size, for chances multiplied along a tree and for switch points of routes.
#pragma once

#include <boost/multiprecision/cpp_int.hpp>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "accord/money/money.hpp"
#include "accord/money/rate.hpp"
#include "accord/money/rounding.hpp"
#include "accord/settlement/exact.hpp"

namespace accord::settlement {

/// Reduced, with a positive denominator.
using Fraction = boost::multiprecision::cpp_rational;

/// The rate's number alone; its unit of time is the caller's business.
[[nodiscard]] Fraction fraction(const money::Rate& rate);
/// A fraction of 128 bits.
[[nodiscard]] Fraction fraction(const Exact& value);
/// An amount's minor units.
[[nodiscard]] Fraction fraction(const money::Money& amount);
/// Throws Error(money, "overflow") where the result does not fit 64 bits.
[[nodiscard]] std::int64_t round(const Fraction& value, money::Rounding rounding);
/// "3/5", "1".
[[nodiscard]] std::string print(const Fraction& value);
/// Minor units as a person checks them, as settlement prints its exact figures.
[[nodiscard]] std::string print(const Fraction& minor, money::Currency currency);
/// As place_units of exact.hpp: whole units that add up to `total`, by largest remainder.
[[nodiscard]] std::vector<std::int64_t> place_units(std::span<const Fraction> parts,
                                                    std::int64_t total);

}  // namespace accord::settlement
