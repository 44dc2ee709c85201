// Claims on an estate that is too small: the exact shares of five methods, and their figures.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "accord/settlement/exact.hpp"
#include "accord/settlement/explained.hpp"

namespace accord::settlement {

enum class Method {
    proportional,
    constrained_equal_awards,
    constrained_equal_losses,
    talmud,
    random_arrival,
};

[[nodiscard]] std::string_view to_text(Method method) noexcept;
/// Throws Error(input, "unknown_name", text, "rule").
[[nodiscard]] Method method_from_text(std::string_view text);

/// Each claim's exact share of `estate`; all in full where the estate suffices. Claims and estate
/// are not negative.
///   proportional              claim × estate / claims
///   constrained_equal_awards  min(claim, λ), the same λ for all
///   constrained_equal_losses  max(0, claim − λ)
///   talmud                    equal awards up to half of each claim, beyond it equal losses
///   random_arrival            the mean, over all orders of arrival, of min(claim, what is left)
/// Throws Error(input, "too_many_claims") for more than `random_arrival_max` claims by arrival.
[[nodiscard]] std::vector<Exact> shares_of(Method method, const Exact& estate,
                                           std::span<const Exact> claims);
inline constexpr std::size_t random_arrival_max = 8;

/// A row of `weight` holders, each with a claim of `amount`.
struct Claim {
    money::Money amount;
    std::int64_t weight = 1;
};

/// What each claim gets, in whole minor units that add up to what is paid out: one line per claim,
/// the units left over by largest remainder. Throws Error(input, "negative_amount" | "no_rows" |
/// "not_positive"), Error(money, "currency_mismatch" | "overflow").
[[nodiscard]] Explained apportion(Method method, const money::Money& estate,
                                  std::span<const Claim> claims);

enum class Leftover { largest_remainder, largest_claim };

/// The same in whole multiples of `unit`: estate and claims are cut to whole units first, and the
/// units left over (of the losses, where the method reckons losses) go to the largest remainders or
/// to the largest claims. Not by random arrival.
[[nodiscard]] Explained integer_shares(Method method, const money::Money& estate,
                                       std::span<const money::Money> claims,
                                       const money::Money& unit, Leftover leftover);

/// Throws Error(input, "no_rows", name).
void require_rows(std::size_t count, const char* name);

}  // namespace accord::settlement
