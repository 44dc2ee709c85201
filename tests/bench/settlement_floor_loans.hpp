// The floors of loans: several chains in step, payments once a rate, interest by sums of days.
#pragma once

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

#include "settlement_floor.hpp"

namespace settlement_floor {

constexpr std::size_t together = 8;
constexpr std::size_t terms_max = 481;
constexpr unsigned level_bits = 76;

/// One rate from a month on: interest by one multiplication, level payments by months left.
struct Segment {
    std::uint64_t multiplier;
    std::uint64_t added;
    std::uint32_t first;
    std::vector<UnsignedWide> levels;
    std::vector<std::uint64_t> payment_min;
};
using Chain = std::vector<Segment>;

/// Rows (month, numerator, denominator) of a month's rate.
inline Chain chain(const char* name) {
    const auto rows = column<std::int64_t>(name);
    Chain made;
    for (std::size_t i = 0; i < rows.size(); i += 3) {
        const auto a = static_cast<std::uint64_t>(rows[i + 1]);
        const auto b = static_cast<std::uint64_t>(rows[i + 2]);
        const auto up = [b](std::uint64_t part) {
            return static_cast<std::uint64_t>(((UnsignedWide{part} << 64) + b - 1) / b);
        };
        Segment segment{up(a), up(b / 2), static_cast<std::uint32_t>(rows[i]), {0}, {0}};
        const long double rate = static_cast<long double>(a) / static_cast<long double>(b);
        long double power = 1;
        for (std::size_t left = 1; left < terms_max; ++left) {
            power *= 1 + rate;
            const long double level = rate * power / (power - 1);
            segment.levels.push_back(static_cast<UnsignedWide>(level * 0x1p76L));
            segment.payment_min.push_back(static_cast<std::uint64_t>((power - 1) / rate) + 3);
        }
        made.push_back(std::move(segment));
    }
    return made;
}

struct Lane {
    std::uint64_t principal = 0;
    std::uint32_t months = 0;
    std::uint32_t paid_months = 0;
    const std::int32_t* days = nullptr;
    std::uint64_t balance = 0;
    std::uint64_t paid = 0;
    std::uint64_t paid_days = 0;
    bool sure = true;
};
using Lanes = std::array<Lane, together>;

template <std::size_t... lane>
void step(const Segment& segment, std::array<std::uint64_t, together>& balances,
          const std::array<std::uint64_t, together>& payments, std::uint32_t months,
          std::index_sequence<lane...>) {
    const std::uint64_t m = segment.multiplier;
    const std::uint64_t h = segment.added;
    std::array<std::uint64_t, together> now = balances;
    const std::array<std::uint64_t, together> pay = payments;
    for (std::uint32_t k = 0; k < months; ++k) {
        ((now[lane] = now[lane] - pay[lane] +
                      static_cast<std::uint64_t>((UnsignedWide{now[lane]} * m + h) >> 64)),
         ...);
    }
    balances = now;
}

inline void pay(Lane& lane, std::uint64_t payment, std::uint32_t before, std::uint32_t count) {
    lane.paid += payment * count;
    if (lane.days != nullptr) {
        lane.paid_days +=
            payment * static_cast<std::uint64_t>(lane.days[before + count] - lane.days[before]);
    }
}

inline void walk(const Chain& chain, Lanes& lanes) {
    for (Lane& lane : lanes) lane.balance = lane.principal;
    std::array<std::uint64_t, together> balances{};
    std::array<std::uint64_t, together> payments{};
    std::array<std::uint32_t, together> counts{};
    for (std::size_t s = 0; s < chain.size(); ++s) {
        const Segment& at = chain[s];
        const std::uint32_t next = s + 1 < chain.size() ? chain[s + 1].first : terms_max;
        std::uint32_t common = terms_max;
        for (std::size_t i = 0; i < together; ++i) {
            Lane& lane = lanes[i];
            balances[i] = lane.balance;
            counts[i] = 0;
            if (lane.paid_months >= at.first) {
                const std::uint32_t left = lane.months - at.first + 1;
                const UnsignedWide exact =
                    at.levels[left] * lane.balance + (UnsignedWide{1} << (level_bits - 1));
                payments[i] = static_cast<std::uint64_t>(exact >> level_bits);
                const UnsignedWide rest = exact & ((UnsignedWide{1} << level_bits) - 1);
                lane.sure &= payments[i] >= at.payment_min[left] &&
                             rest + 2 * lane.balance < UnsignedWide{1} << level_bits;
                counts[i] = std::min({next, lane.paid_months + 1, lane.months}) - at.first;
            }
            common = std::min(common, counts[i]);
        }
        step(at, balances, payments, common, std::make_index_sequence<together>{});
        for (std::size_t i = 0; i < together; ++i) {
            Lane& lane = lanes[i];
            if (lane.paid_months < at.first) continue;
            lane.balance = balances[i];
            const auto interest = [&] {
                return static_cast<std::uint64_t>(
                    (UnsignedWide{lane.balance} * at.multiplier + at.added) >> 64);
            };
            for (std::uint32_t k = common; k < counts[i]; ++k) {
                lane.balance = lane.balance - payments[i] + interest();
            }
            pay(lane, payments[i], at.first - 1, counts[i]);
            if (lane.paid_months == lane.months && lane.months < next) {
                pay(lane, lane.balance + interest(), lane.months - 1, 1);
                lane.balance = 0;
            }
        }
    }
}

/// Rows of a block of 1,024 by months paid.
inline void sort_rows(const std::vector<std::int64_t>& paid, std::size_t first, std::size_t count,
                      std::array<std::uint16_t, 1024>& rows) {
    std::array<std::uint16_t, terms_max + 1> places{};
    for (std::size_t i = 0; i < count; ++i) ++places[static_cast<std::size_t>(paid[first + i]) + 1];
    for (std::size_t i = 1; i < places.size(); ++i) {
        places[i] = static_cast<std::uint16_t>(places[i] + places[i - 1]);
    }
    for (std::size_t i = 0; i < count; ++i) {
        rows[places[static_cast<std::size_t>(paid[first + i])]++] = static_cast<std::uint16_t>(i);
    }
}

/// Calls `settle` with the rows that walk together and their number.
template <class Settle>
void for_groups(const std::vector<std::int64_t>& paid, Settle settle) {
    std::array<std::uint16_t, 1024> sorted;
    std::array<std::size_t, together> rows{};
    for (std::size_t first = 0; first < paid.size(); first += sorted.size()) {
        const std::size_t count = std::min(sorted.size(), paid.size() - first);
        sort_rows(paid, first, count, sorted);
        for (std::size_t group = 0; group < count; group += together) {
            for (std::size_t i = 0; i < together; ++i) {
                rows[i] = first + sorted[std::min(group + i, count - 1)];
            }
            settle(rows, std::min(together, count - group));
        }
    }
}

inline double sum_of(const std::vector<std::int64_t>& counts) {
    double sum = 0;
    for (const std::int64_t count : counts) sum += static_cast<double>(count);
    return sum;
}

inline Work loan_chain() {
    const auto months = column<std::int64_t>("months");
    return {sum_of(months),
            [=, principal = column<std::int64_t>("principal"), plan = chain("plan")] {
                Out out{principal.size()};
                for_groups(months, [&](const auto& rows, std::size_t count) {
                    Lanes lanes;
                    for (std::size_t i = 0; i < together; ++i) {
                        lanes[i].principal = static_cast<std::uint64_t>(principal[rows[i]]);
                        lanes[i].months = static_cast<std::uint32_t>(months[rows[i]]);
                        lanes[i].paid_months = lanes[i].months;
                    }
                    walk(plan, lanes);
                    for (std::size_t i = 0; i < count; ++i) {
                        out.minor[rows[i]] =
                            static_cast<std::int64_t>(lanes[i].paid - lanes[i].principal);
                        out.state[rows[i]] = lanes[i].sure ? 0 : 2;
                    }
                });
                return out;
            }};
}

/// Days from each due date to the redress, summed over calendar months, by the day they are due on.
struct DueDays {
    static constexpr std::size_t width = 1202;

    explicit DueDays(std::int32_t redress_day) {
        using namespace std::chrono;
        const sys_days redress{days{redress_day}};
        year_month month = year_month_day{redress}.year() / year_month_day{redress}.month();
        month -= years{100};
        base = static_cast<std::int32_t>(sys_days{month / 1}.time_since_epoch().count());
        for (std::size_t index = 0; index + 1 < width; ++index, month += months{1}) {
            const auto length = static_cast<unsigned>((month / last).day());
            for (unsigned day = 1; day <= 31; ++day) {
                const sys_days due{month / std::min(day, length)};
                std::int32_t* row = &sums[(day - 1) * width];
                row[index + 1] = row[index] + static_cast<std::int32_t>((redress - due).count());
                if (due <= redress) ends[day - 1] = static_cast<std::uint32_t>(index + 1);
                if (day <= length) places.push_back(static_cast<std::uint32_t>(index << 5) | day);
            }
        }
    }
    [[nodiscard]] const std::int32_t* of(std::int32_t first, std::uint32_t count) const {
        const std::uint32_t day =
            static_cast<std::uint32_t>(first) - static_cast<std::uint32_t>(base);
        if (day >= places.size()) return nullptr;
        const std::uint32_t due = (places[day] & 31) - 1;
        if ((places[day] >> 5) + count > ends[due]) return nullptr;
        return &sums[due * width + (places[day] >> 5)];
    }

    std::int32_t base = 0;
    std::vector<std::int32_t> sums = std::vector<std::int32_t>(31 * width);
    std::array<std::uint32_t, 31> ends{};
    std::vector<std::uint32_t> places;
};

inline Work overcharge() {
    const auto paid = column<std::int64_t>("paid_months");
    return {
        sum_of(paid),
        [=, principal = column<std::int64_t>("principal"), months = column<std::int64_t>("months"),
         due = column<std::int32_t>("first_due"), charged_plan = chain("charged"),
         right_plan = chain("right"), days = DueDays{column<std::int32_t>("as_of")[0]},
         rate = column<std::int64_t>("compensatory")] {
            const Divider divider{static_cast<std::uint64_t>(rate[1])};
            Out out{principal.size(), 3};
            for_groups(paid, [&](const auto& rows, std::size_t count) {
                Lanes charged;
                for (std::size_t i = 0; i < together; ++i) {
                    charged[i].principal = static_cast<std::uint64_t>(principal[rows[i]]);
                    charged[i].months = static_cast<std::uint32_t>(months[rows[i]]);
                    charged[i].paid_months = static_cast<std::uint32_t>(paid[rows[i]]);
                    charged[i].days = days.of(due[rows[i]], charged[i].paid_months);
                }
                Lanes right = charged;
                walk(charged_plan, charged);
                walk(right_plan, right);
                for (std::size_t i = 0; i < count; ++i) {
                    const auto less = [](std::uint64_t a, std::uint64_t b) {
                        return static_cast<std::int64_t>(a - b);
                    };
                    const std::size_t row = rows[i];
                    const std::int64_t unit_days = less(charged[i].paid_days, right[i].paid_days);
                    const auto interest = static_cast<std::int64_t>(
                        divider(static_cast<std::uint64_t>(std::abs(unit_days)) *
                                static_cast<std::uint64_t>(rate[0])));
                    out.parts[0][row] = less(charged[i].paid, right[i].paid);
                    out.parts[1][row] = less(charged[i].balance, right[i].balance);
                    out.parts[2][row] = unit_days < 0 ? -interest : interest;
                    out.minor[row] = out.parts[0][row] + out.parts[1][row] + out.parts[2][row];
                    const bool sure =
                        charged[i].sure && right[i].sure && charged[i].days != nullptr;
                    out.state[row] = sure ? 0 : 2;
                }
            });
            return out;
        }};
}

}  // namespace settlement_floor
