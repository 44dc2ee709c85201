// Which way to go with a dispute: the net value of each route, and where the choice would turn.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "accord/calendar/date.hpp"
#include "accord/money/money.hpp"
#include "accord/money/rate.hpp"
#include "accord/settlement/law.hpp"
#include "accord/settlement/range/fraction.hpp"
#include "accord/settlement/rule.hpp"

namespace accord::settlement {

enum class RouteKind {
    negotiation,
    mediation,
    arbitration,
    court,
    court_mediation,
    payment_order,
    administrative_complaint,
};
enum class FeeBearer { loser, claimant, half };

[[nodiscard]] std::string_view to_text(RouteKind kind) noexcept;
/// Throws Error(input, "unknown_name", text, "route").
[[nodiscard]] RouteKind route_from_text(std::string_view text);

/// What is expected of one route; nothing here is assumed but a full award.
struct RouteChoice {
    RouteKind kind = RouteKind::negotiation;
    money::Rate chance;     // of an award
    money::Money cost;      // own further cost, spent whatever comes
    std::int64_t days = 0;  // until the money comes
    money::Rate collected;  // how much of an award can be enforced
    FeeBearer fee_bearer = FeeBearer::claimant;
    money::Rate award_share{1, 1};
    std::optional<money::Money> fee{};  // where the rule book is not asked
};

/// A fee as it runs with the amount: `of_amount` × amount + `fixed`, for amounts over `over`.
struct FeePiece {
    Fraction over;
    Fraction of_amount;
    Fraction fixed;
};

/// A route as arithmetic, all in minor units: net = chance × gain − outlay, where gain and outlay
/// are straight lines in the amount within each piece of the fee.
struct RouteTerms {
    Fraction chance;
    Fraction share;  // award share × collected × discount
    Fraction cost;
    Fraction refunded;  // of the fee where the award comes
    Fraction advanced;  // of the fee in any case
    std::vector<FeePiece> fee;
};

[[nodiscard]] RouteTerms route_terms(const RouteChoice& choice, money::Currency currency,
                                     const money::Rate& discount, calendar::Date on,
                                     const Law& law);
[[nodiscard]] Fraction fee_at(const RouteTerms& terms, const Fraction& amount);
[[nodiscard]] Fraction gain_at(const RouteTerms& terms, const Fraction& amount);
[[nodiscard]] Fraction outlay_at(const RouteTerms& terms, const Fraction& amount);
[[nodiscard]] Fraction net_at(const RouteTerms& terms, const Fraction& amount,
                              const Fraction& chance);
/// The chance of the first at which it is worth as much as the second; none outside 0 to 1.
[[nodiscard]] std::optional<Fraction> switch_chance(const RouteTerms& turned,
                                                    const RouteTerms& other,
                                                    const Fraction& amount);
/// The amounts at which both are worth as much, ascending.
[[nodiscard]] std::vector<Fraction> switch_amounts(const RouteTerms& one, const RouteTerms& other);

/// The route of the highest net value for the claimant, the earlier of equals: chance × amount ×
/// award share × share collected, discounted to today, less own cost and the fee he bears (none
/// where the loser pays and the award comes). Court, court mediation and payment order take the fee
/// from the rule book (诉讼费用交纳办法 13(1), 15, 14(3)); negotiation, mediation, judicial
/// confirmation and an administrative complaint cost none. Throws Error(input, "no_rows" |
/// "duplicate" | "rate_unit" | "negative_days" | "needs_argument" | …).
[[nodiscard]] Answer route(const money::Money& amount, calendar::Date on,
                           const money::Rate& discount, std::span<const RouteChoice> choices,
                           const Law& law);

}  // namespace accord::settlement
