// What an investor's shares cost in the course of their trades, within a bound or exactly.
#pragma once

#include <algorithm>
#include <boost/multiprecision/cpp_int.hpp>
#include <cstdint>
#include <numeric>

namespace accord::settlement {

__extension__ using UnsignedWide = unsigned __int128;
using Whole = boost::multiprecision::cpp_int;

/// Costs are in units of 2^-40 of a minor unit.
inline constexpr unsigned cost_bits = 40;

/// ⌊cost × left / all⌋ for left < all < 2^46; whether the division left nothing over.
struct PartOfCost {
    UnsignedWide cost;
    bool exact;
};
inline PartOfCost part_of(UnsignedWide cost, std::uint64_t left, std::uint64_t all) noexcept {
    const UnsignedWide low = UnsignedWide{static_cast<std::uint64_t>(cost)} * left;
    const UnsignedWide high = (cost >> 64) * left + (low >> 64);
    // Long division by 64 bits at a time: the rest of one step leads the next.
    const auto above = static_cast<std::uint64_t>(high / all);
    const auto rest = static_cast<std::uint64_t>(high - UnsignedWide{above} * all);
    const UnsignedWide next = (UnsignedWide{rest} << 64) | static_cast<std::uint64_t>(low);
    const auto below = static_cast<std::uint64_t>(next / all);
    return {(UnsignedWide{above} << 64) | below, static_cast<std::uint64_t>(next) == below * all};
}

/// What the window's shares cost, never more than they did.
struct BoundedCost {
    UnsignedWide least = 0;     // in 2^-40 of a minor unit
    std::uint32_t inexact = 0;  // divisions that left something over: each took less than a unit

    void add(std::int64_t amount) {
        least += UnsignedWide{static_cast<std::uint64_t>(amount)} << cost_bits;
    }
    void keep(std::int64_t left, std::int64_t all) {
        const PartOfCost part =
            part_of(least, static_cast<std::uint64_t>(left), static_cast<std::uint64_t>(all));
        least = part.cost;
        inexact += part.exact ? 0 : 1;
    }
};

/// The same to the last fraction, for what the bound leaves open.
struct ExactCost {
    Whole numerator = 0;
    Whole denominator = 1;

    void add(std::int64_t amount) { numerator += denominator * amount; }
    void keep(std::int64_t left, std::int64_t all) {
        const std::int64_t common = std::gcd(left, all);
        numerator *= left / common;
        denominator *= all / common;
    }
};

/// One investor's shares in the course of their trades.
template <class Cost>
struct Investor {
    std::int64_t earlier = 0;
    std::int64_t window = 0;  // bought under the statement; from disclosure on, what is left
    std::int64_t later = 0;
    std::int64_t proceeds = 0;  // of those sold from disclosure on
    Cost cost{};                // of `window`, until disclosure
    bool fine = true;

    void sell_in_window(std::int64_t wanted) {
        const std::int64_t sold = std::min(window, wanted);
        if (sold == 0) return;
        if (sold == window) {
            cost = Cost{};
        } else {
            cost.keep(window - sold, window);
        }
        window -= sold;
    }
};

}  // namespace accord::settlement
