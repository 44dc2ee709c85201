// Newton's method in fixed point proposes a rate; exact signs at both ends of a bracket decide.
#include "accord/settlement/loan/annual_rate.hpp"

#include <string>
#include <utility>

#include "accord/base/error.hpp"
#include "accord/settlement/loan/big.hpp"

namespace accord::settlement {
namespace {

namespace multiprecision = boost::multiprecision;

constexpr std::int64_t cells_per_unit = 1'000'000'000'000;  // an answer has twelve decimals
constexpr unsigned decimals_first = 24;
constexpr unsigned decimals_last = 48;

/// The discount factor of one period, nearly: from 1 downwards, where the value of the payments is
/// convex and not below what was received, Newton's steps never pass the root.
Fixed propose(const Credit& credit) {
    const Fixed one = Fixed{1} << precision_bits;
    const Fixed received = Fixed{credit.received.minor()} << precision_bits;
    Fixed factor = one;
    constexpr int steps_max = 400;
    for (int step = 0; step < steps_max; ++step) {
        Fixed value = 0;
        Fixed slope = 0;
        for (auto payment = credit.payments.rbegin(); payment != credit.payments.rend();
             ++payment) {
            slope = ((slope * factor) >> precision_bits) + value;
            value = ((value * factor) >> precision_bits) + (Fixed{*payment} << precision_bits);
        }
        slope = ((slope * factor) >> precision_bits) + value;
        value = (value * factor) >> precision_bits;
        if (value <= received) break;
        const Fixed move = ((value - received) << precision_bits) / slope;
        if (move == 0 || move >= factor) break;
        factor -= move;
    }
    return factor;
}

/// Whether the payments at rate `cell` / `scale` are worth more than was received (1), less (−1),
/// or just that (0): exact.
int sign_at(const Credit& credit, const Big& cell, const Big& scale) {
    const Big factor = scale + cell;
    Big sum = -credit.received.minor();
    Big power = 1;
    for (const std::int64_t payment : credit.payments) {
        power *= scale;
        sum *= factor;
        if (payment != 0) sum += power * payment;
    }
    return sum.sign();
}

/// The rate lies in [cell, cell + 1) / scale, or is the cell itself.
struct Bracket {
    Big cell;
    Big scale;
    bool exact = false;
};

Bracket bracket(const Credit& credit, const Fixed& factor, unsigned decimals) {
    const Big scale = multiprecision::pow(Big{10}, decimals);
    const Big unit = Big{1} << precision_bits;
    Big low = scale * (unit - Big{factor}) / Big{factor};
    int sign = sign_at(credit, low, scale);
    for (Big step = 1; sign < 0; step *= 2) {  // not below at zero, so this ends there
        low = low > step ? Big{low - step} : Big{0};
        sign = sign_at(credit, low, scale);
    }
    Big high = low + 1;
    for (Big step = 1; sign > 0; step *= 2) {
        const int above = sign_at(credit, high, scale);
        if (above < 0) break;
        low = high;
        sign = above;
        high += step;
    }
    while (sign > 0 && high - low > 1) {
        const Big middle = (low + high) / 2;
        const int there = sign_at(credit, middle, scale);
        if (there < 0) {
            high = middle;
        } else {
            low = middle;
            sign = there;
        }
    }
    return {low, scale, sign == 0};
}

/// A rate `cell` / `scale` per period as the annual one, in fractions of 10^-12.
std::pair<Big, Big> annualised(const Big& cell, const Big& scale, Annual annual,
                               std::int64_t per_year) {
    if (annual == Annual::none) return {cell * cells_per_unit, scale};
    if (annual == Annual::nominal) return {cell * per_year * cells_per_unit, scale};
    const auto power = static_cast<unsigned>(per_year);
    const Big base = multiprecision::pow(scale, power);
    return {(multiprecision::pow(Big{scale + cell}, power) - base) * cells_per_unit, base};
}

/// Cells of 10^-12: the answer, and the bounds that were certified.
struct Cell {
    Big value;
    Big lower;
    Big upper;
    bool decided = true;
};

Cell cell_of(const Bracket& found, Annual annual, std::int64_t per_year) {
    const auto [low, base] = annualised(found.cell, found.scale, annual, per_year);
    const Big value = low / base;
    if (found.exact) {
        const bool whole = low % base == 0;
        return {value, value, whole ? value : Big{value + 1}};
    }
    const Big high = (annualised(found.cell + 1, found.scale, annual, per_year).first - 1) / base;
    return {high, value, high + 1, value == high};
}

money::Rate rate_of(const Big& cells, Annual annual) {
    constexpr std::int64_t cells_max = 9'000'000 * cells_per_unit;
    if (cells > cells_max) base::fail_money("overflow");
    return {static_cast<std::int64_t>(cells), cells_per_unit,
            annual == Annual::nominal ? money::Per::year : money::Per::none};
}

void check(const Credit& credit) {
    constexpr std::int64_t per_year_max = 366;
    if (credit.per_year < 1 || credit.per_year > per_year_max) {
        base::fail_input("count_out_of_range", std::to_string(credit.per_year), "per_year");
    }
    if (credit.received.minor() <= 0) {
        base::fail_input("nothing_received", credit.received.text());
    }
    money::Wide sum = 0;
    for (const std::int64_t payment : credit.payments) sum += payment;
    if (sum < credit.received.minor()) {
        base::fail_input("flows_below_amount", credit.received.text());
    }
}

}  // namespace

Answer credit_rate(const Credit& credit, Annual annual) {
    check(credit);
    const Fixed factor = propose(credit);
    Cell cell = cell_of(bracket(credit, factor, decimals_first), annual, credit.per_year);
    if (!cell.decided) {
        // Nearer to a border than 10^-24; what is still so at 10^-48 is taken as on the border.
        cell = cell_of(bracket(credit, factor, decimals_last), annual, credit.per_year);
    }
    const money::Rate value = rate_of(cell.value, annual);
    base::Line why;
    why.label = annual == Annual::none      ? "internal_rate"
                : annual == Annual::nominal ? "nominal_annual_rate"
                                            : "annual_rate";
    why.rule = "loan.annual_rate";
    why.amount = {value.numerator() * (cells_per_unit / value.denominator()), "10^-12"};
    why.inputs = {{"rate", value.text()},
                  {"received", credit.received.text()},
                  {"periods", std::to_string(credit.payments.size())},
                  {"per_year", std::to_string(credit.per_year)},
                  {"lower", rate_of(cell.lower, annual).text()},
                  {"upper", rate_of(cell.upper, annual).text()}};
    return {value, std::move(why)};
}

}  // namespace accord::settlement
