// The floor of settlement over columns: the same rows reckoned by bare C++ loops, with the same
// method, the same checks of ranges and nulls, and the same cells in fresh memory, and nothing
// else.
//
// Usage: settlement_floor CASE FOLDER PASSES; prints the sum of all figures, how many rows
// exact arithmetic has to decide, then how many rows, loan-months or trades a second. The folder
// holds columns as raw little-endian numbers, written by bench_settlement.py; reading them is not
// timed.
#include "settlement_floor.hpp"

#include <array>
#include <chrono>
#include <limits>

#include "settlement_floor_loans.hpp"

namespace {

using namespace settlement_floor;

// --- interest over a series of rates
// --------------------------------------------------------------

Work interest() {
    const auto from = column<std::int32_t>("points");
    const auto rates = column<std::int64_t>("rates");  // per year, in 1/100,000
    const std::int32_t known_until = column<std::int32_t>("known_until")[0];
    std::vector<std::uint32_t> sums;
    std::uint64_t sum = 0;
    std::size_t point = 0;
    for (std::int32_t day = from[0]; day < known_until + 1096; ++day) {
        sums.push_back(static_cast<std::uint32_t>(sum));
        while (point + 1 < from.size() && from[point + 1] <= day) ++point;
        sum += static_cast<std::uint64_t>(rates[point]) / 50;
    }
    const Divider divider{2000 * 365};
    const std::uint64_t principal_max = (std::uint64_t{1} << 62) / sums.back();
    return {
        static_cast<double>(column<std::int64_t>("principal").size()),
        [=, principal = column<std::int64_t>("principal"), start = column<std::int32_t>("start"),
         end = column<std::int32_t>("end"), valid = column<std::uint8_t>("principal_valid")] {
            Out out{principal.size()};
            const std::uint32_t* table = sums.data();
            const auto end_max = static_cast<std::uint32_t>(sums.size() - 1);
            const auto zero = static_cast<std::uint32_t>(from[0]);
            const auto known = static_cast<std::uint32_t>(known_until - from[0] + 1);
            std::int64_t* minor = out.minor.get();
            std::uint8_t* state = out.state.get();
            for (std::size_t i = 0; i < principal.size(); ++i) {
                const auto amount = static_cast<std::uint64_t>(principal[i]);
                const std::uint32_t a = static_cast<std::uint32_t>(start[i]) - zero;
                const std::uint32_t b = static_cast<std::uint32_t>(end[i]) - zero;
                if (amount > principal_max || a > b || b > end_max) [[unlikely]] {
                    minor[i] = 0;
                    state[i] = 2;
                    continue;
                }
                minor[i] = static_cast<std::int64_t>(divider(amount * (table[b] - table[a])));
                state[i] = static_cast<std::uint8_t>((b > known) & (a < b));
            }
            finish(out, valid, "principal");
            return out;
        }};
}

// --- the property court fee
// -----------------------------------------------------------------------

Work court_fee() {
    const auto over = column<std::int64_t>("over");
    const auto base = column<std::int64_t>("base");
    const auto rate = column<std::int64_t>("rate");  // in 1/1,000
    struct Octave {
        std::uint64_t end = std::numeric_limits<std::uint64_t>::max();
        std::uint64_t slice = 0;
    };
    std::array<Octave, 65> octaves{};
    std::array<std::pair<std::uint64_t, std::uint64_t>, 16> lines{};  // offset, slope
    for (std::size_t i = 0; i < over.size(); ++i) {
        lines[i] = {static_cast<std::uint64_t>(1000 * base[i] - rate[i] * over[i]),
                    static_cast<std::uint64_t>(rate[i])};
    }
    for (std::size_t width = 0, slice = 0; width < 64; ++width) {
        octaves[width].slice = slice;
        const std::uint64_t most = (std::uint64_t{1} << width) - 1;
        if (slice + 1 < over.size() && static_cast<std::uint64_t>(over[slice + 1]) <= most) {
            octaves[width].end = static_cast<std::uint64_t>(over[++slice]);
        }
    }
    return {
        static_cast<double>(column<std::int64_t>("claim").size()),
        [=, claim = column<std::int64_t>("claim"), on = column<std::int32_t>("on"),
         valid = column<std::uint8_t>("claim_valid"),
         in_force = column<std::int32_t>("in_force")[0], divider = Divider{1000}] {
            Out out{claim.size()};
            std::int64_t* minor = out.minor.get();
            std::uint8_t* state = out.state.get();
            for (std::size_t i = 0; i < claim.size(); ++i) {
                const auto amount = static_cast<std::uint64_t>(claim[i]);
                if (amount > std::uint64_t{1} << 57 || on[i] < in_force) [[unlikely]] {
                    minor[i] = 0;
                    state[i] = 2;
                    continue;
                }
                const Octave& octave = octaves[static_cast<std::size_t>(std::bit_width(amount))];
                const auto& line = lines[octave.slice + (amount > octave.end)];
                minor[i] = static_cast<std::int64_t>(divider(line.first + line.second * amount));
                state[i] = 0;
            }
            finish(out, valid, "claim");
            return out;
        }};
}

// --- losses on misrepresentation
// ------------------------------------------------------------------

constexpr unsigned cost_bits = 40;

struct Dates {
    std::int32_t implemented;
    std::int32_t disclosed;
    std::int32_t base_date;
};

struct Trades {
    std::vector<std::int32_t> dates = column<std::int32_t>("date");
    std::vector<std::uint8_t> sides = column<std::uint8_t>("side");  // 1: a sale
    std::vector<std::int64_t> quantities = column<std::int64_t>("quantity");
    std::vector<std::int64_t> prices = column<std::int64_t>("price");
};

/// What the shares bought under the statement cost, in 2^-40 of a unit, and what became of them.
struct Investor {
    std::int64_t earlier = 0;
    std::int64_t window = 0;
    std::int64_t later = 0;
    std::int64_t proceeds = 0;
    UnsignedWide cost = 0;
    std::uint32_t inexact = 0;
    bool fine = true;

    /// cost × left / window, rounded down.
    void keep_part(std::uint64_t left) {
        const auto all = static_cast<std::uint64_t>(window);
        const UnsignedWide low = UnsignedWide{static_cast<std::uint64_t>(cost)} * left;
        const UnsignedWide high = (cost >> 64) * left + (low >> 64);
        const auto above = static_cast<std::uint64_t>(high / all);
        const auto rest = static_cast<std::uint64_t>(high - UnsignedWide{above} * all);
        const UnsignedWide next = UnsignedWide{rest} << 64 | static_cast<std::uint64_t>(low);
        const auto below = static_cast<std::uint64_t>(next / all);
        inexact += static_cast<std::uint64_t>(next) != below * all;
        cost = UnsignedWide{above} << 64 | below;
        window = static_cast<std::int64_t>(left);
    }
    void sell(std::int64_t shares, std::int64_t price, bool disclosed) {
        const std::int64_t first = std::min(earlier, shares);
        earlier -= first;
        const std::int64_t second = std::min(window, shares - first);
        if (disclosed) {
            window -= second;
            proceeds += second * price;
        } else if (second > 0) {
            keep_part(static_cast<std::uint64_t>(window - second));
            if (window == 0) inexact = 0;
        }
        later -= shares - first - second;
        fine &= later >= 0;
    }
};

Investor investor(const Trades& trades, const Dates& days, std::int64_t from, std::int64_t to) {
    Investor made;
    std::int32_t before = std::numeric_limits<std::int32_t>::min();
    for (auto i = static_cast<std::size_t>(from); i < static_cast<std::size_t>(to); ++i) {
        const std::int32_t day = trades.dates[i];
        const std::int64_t shares = trades.quantities[i];
        std::int64_t amount = 0;
        if (day < before || shares <= 0 || trades.prices[i] < 0 ||
            shares >= std::int64_t{1} << 46 ||
            __builtin_mul_overflow(shares, trades.prices[i], &amount) ||
            amount >= std::int64_t{1} << 46) {
            made.fine = false;
            return made;
        }
        before = day;
        if (day > days.base_date) continue;
        if (trades.sides[i] == 1) {
            made.sell(shares, trades.prices[i], day >= days.disclosed);
        } else if (day < days.implemented) {
            made.earlier += shares;
        } else if (day < days.disclosed) {
            made.window += shares;
            made.cost += UnsignedWide{static_cast<std::uint64_t>(amount)} << cost_bits;
        } else {
            made.later += shares;
        }
    }
    return made;
}

Work misrepresentation() {
    const auto days = column<std::int32_t>("days");
    const Dates dates{days[0], days[1], days[2]};
    const auto terms = column<std::int64_t>("terms");  // base price in units, share left: n/d
    return {static_cast<double>(column<std::uint8_t>("side").size()),
            [=, offsets = column<std::int32_t>("offsets"), trades = Trades{}] {
                Out out{offsets.size() - 1, 3};
                const Divider divider{static_cast<std::uint64_t>(2 * terms[2])};
                for (std::size_t row = 0; row < out.size; ++row) {
                    const Investor one = investor(trades, dates, offsets[row], offsets[row + 1]);
                    const Wide raw = static_cast<Wide>(one.cost) -
                                     (Wide{one.proceeds + one.window * terms[0]} << cost_bits);
                    const auto times = static_cast<std::uint64_t>(2 * terms[1]);
                    const UnsignedWide least = raw > 0 ? static_cast<UnsignedWide>(raw) * times : 0;
                    const UnsignedWide most = least + UnsignedWide{one.inexact} * times;
                    const auto rounded = [&](UnsignedWide exact) {
                        return divider(static_cast<std::uint64_t>(exact >> cost_bits));
                    };
                    const std::uint64_t loss = rounded(least);
                    const bool fine = one.fine && least >> cost_bits < std::uint64_t{1} << 62;
                    const bool sure = raw <= 0 || one.inexact == 0 || loss == rounded(most);
                    out.minor[row] = out.parts[0][row] = static_cast<std::int64_t>(loss);
                    out.parts[1][row] = out.parts[2][row] = 0;
                    out.state[row] = !fine ? 2 : sure ? 0 : 3;
                }
                return out;
            }};
}

Work work(const std::string& name) {
    if (name == "interest") return interest();
    if (name == "court_fee") return court_fee();
    if (name == "loan_chain") return loan_chain();
    if (name == "overcharge") return overcharge();
    if (name == "misrepresentation") return misrepresentation();
    std::fprintf(stderr, "settlement_floor: no case %s\n", name.c_str());
    std::exit(1);
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 4) return 1;
    folder = arguments[2];
    const Work made = work(arguments[1]);
    const int passes = std::atoi(arguments[3]);
    const Out first = made.pass();
    using Clock = std::chrono::steady_clock;
    Clock::duration spent{};
    for (int i = 0; i < passes; ++i) {
        const auto start = Clock::now();
        const Out out = made.pass();
        spent += Clock::now() - start;
    }
    const double seconds = std::chrono::duration<double>(spent).count();
    std::printf("%lld %lld %.0f\n", static_cast<long long>(first.sum()),
                static_cast<long long>(first.undecided()), made.units * passes / seconds);
    return 0;
}
