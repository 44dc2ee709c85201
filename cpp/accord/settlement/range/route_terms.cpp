// A route's arithmetic: fees by pieces, net value, and the points where two routes are equal.
#include <algorithm>
#include <string>

#include "accord/base/error.hpp"
#include "accord/settlement/exact.hpp"
#include "accord/settlement/range/route.hpp"

namespace accord::settlement {
namespace {

constexpr RouteKind all_kinds[] = {RouteKind::negotiation,
                                   RouteKind::mediation,
                                   RouteKind::arbitration,
                                   RouteKind::court,
                                   RouteKind::court_mediation,
                                   RouteKind::payment_order,
                                   RouteKind::administrative_complaint};

std::vector<FeePiece> flat(const Fraction& fee) {
    return {{0, 0, fee}};
}

/// The property scale, or a share of it, as straight lines between its ends.
std::vector<FeePiece> court_pieces(const Fraction& share, money::Currency currency,
                                   calendar::Date on, const Law& law) {
    std::vector<FeePiece> pieces;
    for (const rules::FeeSlice& slice : law.scale("cn.court.property", on).slices) {
        require_currency(slice.over, currency);
        const Fraction over = fraction(slice.over);
        const Fraction rate = fraction(slice.rate);
        pieces.push_back({over, share * rate, share * (fraction(slice.base) - rate * over)});
    }
    return pieces;
}

std::vector<FeePiece> fee_of(const RouteChoice& choice, money::Currency currency, calendar::Date on,
                             const Law& law) {
    if (choice.fee) {
        require_currency(*choice.fee, currency);
        require_not_negative(*choice.fee, "fee");
        return flat(fraction(*choice.fee));
    }
    switch (choice.kind) {
        case RouteKind::court: return court_pieces(1, currency, on, law);
        case RouteKind::court_mediation:
            return court_pieces(fraction(law.rate("cn.court.mediated_share", on)), currency, on,
                                law);
        case RouteKind::payment_order:
            return court_pieces(fraction(law.rate("cn.court.payment_order_share", on)), currency,
                                on, law);
        case RouteKind::arbitration: base::fail_input("needs_argument", "fee", "arbitration");
        case RouteKind::negotiation:
        case RouteKind::mediation:
        case RouteKind::administrative_complaint: break;
    }
    return flat(0);
}

Fraction discount_over(const money::Rate& discount, std::int64_t days) {
    const bool per_365 =
        discount.basis() == money::Basis::none || discount.basis() == money::Basis::act_365;
    if (discount.per() != money::Per::year || !per_365 || discount.numerator() < 0) {
        base::fail_input("rate_unit", discount.text(), "discount");
    }
    constexpr int days_a_year = 365;
    return 1 / (1 + fraction(discount) * days / days_a_year);
}

const FeePiece& piece_at(const RouteTerms& terms, const Fraction& amount) {
    const FeePiece* found = &terms.fee.front();
    for (const FeePiece& piece : terms.fee) {
        if (piece.over < amount) found = &piece;
    }
    return *found;
}

/// net = of_amount × amount + fixed, within one piece of the fee.
struct Straight {
    Fraction of_amount;
    Fraction fixed;
};

Straight straight(const RouteTerms& terms, const FeePiece& piece) {
    const Fraction borne = terms.chance * terms.refunded - terms.advanced;
    return {terms.chance * terms.share + borne * piece.of_amount, borne * piece.fixed - terms.cost};
}

}  // namespace

std::string_view to_text(RouteKind kind) noexcept {
    switch (kind) {
        case RouteKind::negotiation: return "negotiation";
        case RouteKind::mediation: return "mediation";
        case RouteKind::arbitration: return "arbitration";
        case RouteKind::court: return "court";
        case RouteKind::court_mediation: return "court_mediation";
        case RouteKind::payment_order: return "payment_order";
        case RouteKind::administrative_complaint: break;
    }
    return "administrative_complaint";
}

RouteKind route_from_text(std::string_view text) {
    for (const RouteKind kind : all_kinds) {
        if (to_text(kind) == text) return kind;
    }
    base::fail_input("unknown_name", std::string{text}, "route");
}

RouteTerms route_terms(const RouteChoice& choice, money::Currency currency,
                       const money::Rate& discount, calendar::Date on, const Law& law) {
    require_share(choice.chance, "chance");
    require_share(choice.collected, "collected");
    require_share(choice.award_share, "award_share");
    require_currency(choice.cost, currency);
    require_not_negative(choice.cost, "cost");
    if (choice.days < 0) base::fail_input("negative_days", std::to_string(choice.days), "days");
    RouteTerms terms;
    terms.chance = fraction(choice.chance);
    terms.share = fraction(choice.award_share) * fraction(choice.collected) *
                  discount_over(discount, choice.days);
    terms.cost = fraction(choice.cost);
    terms.refunded = choice.fee_bearer == FeeBearer::loser ? 1 : 0;
    terms.advanced = choice.fee_bearer == FeeBearer::half ? Fraction{1, 2} : Fraction{1};
    terms.fee = fee_of(choice, currency, on, law);
    return terms;
}

Fraction fee_at(const RouteTerms& terms, const Fraction& amount) {
    const FeePiece& piece = piece_at(terms, amount);
    return piece.of_amount * amount + piece.fixed;
}

Fraction gain_at(const RouteTerms& terms, const Fraction& amount) {
    return amount * terms.share + terms.refunded * fee_at(terms, amount);
}

Fraction outlay_at(const RouteTerms& terms, const Fraction& amount) {
    return terms.cost + terms.advanced * fee_at(terms, amount);
}

Fraction net_at(const RouteTerms& terms, const Fraction& amount, const Fraction& chance) {
    return chance * gain_at(terms, amount) - outlay_at(terms, amount);
}

std::optional<Fraction> switch_chance(const RouteTerms& turned, const RouteTerms& other,
                                      const Fraction& amount) {
    const Fraction gain = gain_at(turned, amount);
    if (gain == 0) return std::nullopt;
    const Fraction chance =
        (net_at(other, amount, other.chance) + outlay_at(turned, amount)) / gain;
    if (chance < 0 || chance > 1) return std::nullopt;
    return chance;
}

std::vector<Fraction> switch_amounts(const RouteTerms& one, const RouteTerms& other) {
    std::vector<Fraction> ends;  // lower ends of the pieces of either fee
    for (const RouteTerms* terms : {&one, &other}) {
        for (const FeePiece& piece : terms->fee) ends.push_back(piece.over);
    }
    std::sort(ends.begin(), ends.end());
    ends.erase(std::unique(ends.begin(), ends.end()), ends.end());

    std::vector<Fraction> amounts;
    for (std::size_t i = 0; i < ends.size(); ++i) {
        // Any amount within the piece tells which slices of the two fees hold there.
        const Fraction inside = i + 1 < ends.size() ? ends[i + 1] : Fraction{ends[i] + 1};
        const Straight a = straight(one, piece_at(one, inside));
        const Straight b = straight(other, piece_at(other, inside));
        if (a.of_amount == b.of_amount) continue;
        const Fraction amount = (b.fixed - a.fixed) / (a.of_amount - b.of_amount);
        const bool within = amount > ends[i] && (i + 1 == ends.size() || amount <= ends[i + 1]);
        if (within) amounts.push_back(amount);
    }
    return amounts;
}

}  // namespace accord::settlement
