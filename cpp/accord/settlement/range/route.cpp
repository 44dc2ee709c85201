// Routes side by side: what each is worth, which is recommended, and what would turn the choice.
#include "accord/settlement/range/route.hpp"

#include <string>
#include <utility>

#include "accord/base/error.hpp"
#include "accord/settlement/apportion/claims.hpp"
#include "accord/settlement/exact.hpp"
#include "accord/settlement/explained.hpp"

namespace accord::settlement {
namespace {

constexpr const char* rule_id = "range.route";

struct Reckoned {
    const RouteChoice* choice = nullptr;
    RouteTerms terms;
    Fraction net;
};

std::string net_label(RouteKind kind) {
    return "net_" + std::string{to_text(kind)};
}

std::int64_t shown(const Fraction& minor) {
    return round(minor, money::Rounding::half_up);
}

const char* print(FeeBearer bearer) {
    if (bearer == FeeBearer::loser) return "loser";
    return bearer == FeeBearer::half ? "half" : "claimant";
}

std::vector<base::Clause> clauses_of(RouteKind kind, calendar::Date on, const Law& law) {
    std::vector<base::Clause> clauses;
    if (kind == RouteKind::court_mediation) {
        clauses.push_back(law.parameter("cn.court.mediated_share", on).clause);
    } else if (kind == RouteKind::payment_order) {
        clauses.push_back(law.parameter("cn.court.payment_order_share", on).clause);
    } else if (kind != RouteKind::court) {
        return clauses;
    }
    clauses.push_back(law.scale("cn.court.property", on).clause);
    return clauses;
}

base::Line part(std::string label, const Fraction& exact, money::Currency currency,
                std::int64_t units) {
    base::Line result = line(std::move(label), rule_id, {units, currency});
    result.inputs = {{"exact", settlement::print(exact, currency)}};
    return result;
}

/// A route's net value with what it is made of; it stands beside the others, so it is a note.
base::Line route_line(const Reckoned& one, const Fraction& amount, money::Currency currency,
                      calendar::Date on, const Law& law) {
    const RouteChoice& choice = *one.choice;
    const Fraction fee = fee_at(one.terms, amount);
    const Fraction borne = fee * (one.terms.advanced - one.terms.chance * one.terms.refunded);
    const std::vector<Fraction> parts = {one.terms.chance * one.terms.share * amount,
                                         -one.terms.cost, -borne};
    const std::vector<std::int64_t> units = place_units(parts, shown(one.net));

    base::Line result = line(net_label(choice.kind), rule_id, {shown(one.net), currency});
    result.role = base::LineRole::note;
    result.inputs = {
        {"chance", choice.chance.text()},         {"days", std::to_string(choice.days)},
        {"collected", choice.collected.text()},   {"award_share", choice.award_share.text()},
        {"fee_bearer", print(choice.fee_bearer)}, {"exact", settlement::print(one.net, currency)}};
    result.lines.push_back(part("expected_award", parts[0], currency, units[0]));
    result.lines.push_back(part("route_cost", parts[1], currency, units[1]));
    base::Line paid = part("fee_expected", parts[2], currency, units[2]);
    if (!choice.fee) paid.clauses = clauses_of(choice.kind, on, law);
    result.lines.push_back(std::move(paid));
    base::Line whole = part("route_fee", fee, currency, shown(fee));
    whole.role = base::LineRole::note;
    result.lines.push_back(std::move(whole));
    return result;
}

base::Line switch_line(std::string label, RouteKind best, RouteKind other, const Fraction& common,
                       money::Currency currency) {
    base::Line result = line(std::move(label), rule_id, {shown(common), currency});
    result.role = base::LineRole::note;
    result.inputs = {{"recommended", std::string{to_text(best)}},
                     {"other_route", std::string{to_text(other)}},
                     {"exact", settlement::print(common, currency)}};
    return result;
}

/// Where the recommended route and another are worth as much: by a chance of either, by amount.
void add_switches(base::Line& why, const Reckoned& best, const Reckoned& other,
                  const Fraction& amount, money::Currency currency) {
    const RouteKind kind = best.choice->kind;
    const RouteKind beside = other.choice->kind;
    for (const auto& [turned, kept] : {std::pair{&best, &other}, std::pair{&other, &best}}) {
        const std::optional<Fraction> chance = switch_chance(turned->terms, kept->terms, amount);
        if (!chance) continue;
        base::Line point = switch_line("switch_chance", kind, beside, kept->net, currency);
        point.inputs.emplace_back("chance_of", std::string{to_text(turned->choice->kind)});
        point.inputs.emplace_back("chance", settlement::print(*chance));
        why.lines.push_back(std::move(point));
    }
    for (const Fraction& equal : switch_amounts(best.terms, other.terms)) {
        const Fraction common = net_at(best.terms, equal, best.terms.chance);
        base::Line point = switch_line("switch_amount", kind, beside, common, currency);
        point.inputs.emplace_back("amount", settlement::print(equal, currency));
        why.lines.push_back(std::move(point));
    }
}

void require_distinct(std::span<const RouteChoice> choices) {
    for (std::size_t i = 0; i < choices.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            if (choices[i].kind != choices[j].kind) continue;
            base::fail_input("duplicate", std::string{to_text(choices[i].kind)}, "routes");
        }
    }
}

}  // namespace

Answer route(const money::Money& amount, calendar::Date on, const money::Rate& discount,
             std::span<const RouteChoice> choices, const Law& law) {
    require_not_negative(amount, "amount");
    require_rows(choices.size(), "routes");
    require_distinct(choices);
    const money::Currency currency = amount.currency();
    const Fraction at = fraction(amount);
    std::vector<Reckoned> all;
    for (const RouteChoice& choice : choices) {
        Reckoned one{&choice, route_terms(choice, currency, discount, on, law), 0};
        one.net = net_at(one.terms, at, one.terms.chance);
        all.push_back(std::move(one));
    }
    const Reckoned* best = &all.front();
    for (const Reckoned& one : all) {
        if (one.net > best->net) best = &one;
    }

    const std::string recommended{to_text(best->choice->kind)};
    base::Line why = line("route_recommended", rule_id, {shown(best->net), currency});
    why.inputs = {{"amount", amount.text()},
                  {"on", on.text()},
                  {"discount", discount.text()},
                  {"recommended", recommended}};
    for (const Reckoned& one : all) why.lines.push_back(route_line(one, at, currency, on, law));
    for (const Reckoned& one : all) {
        if (&one != best) add_switches(why, *best, one, at, currency);
    }
    return {recommended, std::move(why)};
}

}  // namespace accord::settlement
