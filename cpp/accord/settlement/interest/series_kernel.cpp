// Σ rate × days from the series' first day as whole numbers over one denominator; a period's
// interest is principal × the difference of two of them, divided and rounded once.
#include "accord/settlement/interest/series_kernel.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <string>
#include <vector>

#include "accord/base/error.hpp"
#include "accord/calendar/day_count.hpp"
#include "accord/settlement/lanes.hpp"
#include "accord/settlement/law.hpp"

namespace accord::settlement {
namespace {

using calendar::Date;
using money::Rate;

enum Parameter : std::size_t {
    principal,
    series,
    start,
    end,
    day_count,
    both_ends,
    multiple,
    spread,
    rounding,
    parameter_count
};

/// Sums and denominators below this leave room for a 64-bit principal in 128 bits, here and in the
/// fractions of the rule itself.
constexpr std::uint64_t sum_end = std::uint64_t{1} << 31;
/// Days beyond the series that the table holds; what ends later is walked to.
constexpr std::int32_t days_beyond = 1096;

/// Rates as whole numbers over one denominator that also holds the days of a year.
struct Scaled {
    std::vector<std::uint64_t> rates;  // of each point, per day
    std::uint64_t denominator = 1;
};

std::optional<Scaled> scaled_rates(const rules::RateSeries& rates, const Rate& added,
                                   const Rate& factor, std::int64_t per_year) {
    std::vector<Rate> applied;
    std::int64_t denominator = 1;
    for (const rules::RatePoint& point : rates.points) {
        applied.push_back(
            money::scale(money::add(point.rate, added), factor.numerator(), factor.denominator()));
        if (applied.back().numerator() < 0) return std::nullopt;
        const std::int64_t other = applied.back().denominator();
        const std::int64_t times = other / std::gcd(denominator, other);
        if (__builtin_mul_overflow(denominator, times, &denominator)) return std::nullopt;
    }
    if (denominator > static_cast<std::int64_t>(sum_end) / per_year) return std::nullopt;

    Scaled scaled;
    for (const Rate& rate : applied) {
        std::int64_t number = 0;
        if (__builtin_mul_overflow(rate.numerator(), denominator / rate.denominator(), &number) ||
            number >= static_cast<std::int64_t>(sum_end)) {
            return std::nullopt;
        }
        scaled.rates.push_back(static_cast<std::uint64_t>(number));
    }
    scaled.denominator = static_cast<std::uint64_t>(denominator * per_year);
    // Smaller sums leave more room for principals.
    std::uint64_t common = scaled.denominator;
    for (const std::uint64_t rate : scaled.rates) common = std::gcd(common, rate);
    for (std::uint64_t& rate : scaled.rates) rate /= common;
    scaled.denominator /= common;
    if (scaled.denominator == 1) {
        for (std::uint64_t& rate : scaled.rates) rate *= 2;
        scaled.denominator = 2;
    }
    return scaled;
}

class SeriesKernel final : public Kernel {
public:
    SeriesKernel(const rules::RateSeries& rates, const Scaled& scaled, const Divider& divider,
                 bool last_day_counts)
        : divider_(divider),
          denominator_(scaled.denominator),
          known_(cell(cell_fine, rates.clause.status)),
          first_(rates.points.front().from.days()),
          extra_(last_day_counts ? 1 : 0),
          provisional_after_(rates.known_until - rates.points.front().from + 1 -
                             static_cast<std::int32_t>(extra_)),
          last_rate_(scaled.rates.back()) {
        const std::int32_t last =
            std::min(std::max(rates.known_until, rates.points.back().from).days() + days_beyond,
                     calendar::last_date.days());
        std::size_t point = 0;
        std::uint64_t sum = 0;
        for (std::int32_t day = first_; day <= last && sum < sum_end; ++day) {
            sums_.push_back(static_cast<std::uint32_t>(sum));
            while (point + 1 < rates.points.size() && rates.points[point + 1].from.days() <= day) {
                ++point;
            }
            sum += scaled.rates[point];
        }
        whole_ = point + 1 == rates.points.size();
        principal_max_ = divider_.most() / std::max<std::uint64_t>(sums_.back(), 1);
    }

    void run(std::span<const Column> columns, std::size_t first, std::size_t last,
             const Cells& cells) const override {
        MoneyLane principals{columns[principal]};
        const DateLane starts{columns[start]};
        const DateLane ends{columns[end]};
        for (std::size_t row = first; row < last; row += block_rows) {
            const std::size_t count = std::min(block_rows, last - row);
            block(principals.block(row, count), starts.block(row), ends.block(row), count,
                  {cells.minor + row, cells.state + row});
            redo_nulls(columns, row, count, cells.state + row);
        }
    }

private:
    void block(const std::int64_t* principals, const std::int32_t* starts, const std::int32_t* ends,
               std::size_t count, const Cells& cells) const {
        const Divider divider = divider_;
        const std::uint32_t* from_sums = sums_.data();
        const std::uint32_t* to_sums = sums_.data() + extra_;
        const auto end_max = static_cast<std::uint32_t>(sums_.size() - 1) - extra_;
        const std::uint32_t extra = extra_;
        const std::uint8_t known = known_;
        const std::int32_t provisional_after = provisional_after_;
        const std::uint64_t principal_max = principal_max_;
        const auto zero = static_cast<std::uint32_t>(first_);
        for (std::size_t i = 0; i < count; ++i) {
            // As unsigned, what is negative or before the series lies beyond every limit.
            const auto amount = static_cast<std::uint64_t>(principals[i]);
            const std::uint32_t from = static_cast<std::uint32_t>(starts[i]) - zero;
            const std::uint32_t to = static_cast<std::uint32_t>(ends[i]) - zero;
            if (amount > principal_max || from > to || to > end_max) [[unlikely]] {
                rare(amount, from, to, {cells.minor + i, cells.state + i});
                continue;
            }
            cells.minor[i] =
                static_cast<std::int64_t>(divider(amount * (to_sums[to] - from_sums[from])));
            const bool beyond = static_cast<std::int32_t>(to) > provisional_after;
            cells.state[i] = known | static_cast<std::uint8_t>(beyond & (from < to + extra));
        }
    }

    /// Σ rate × days before `day`, which may lie beyond the table.
    [[nodiscard]] std::uint64_t sum_before(std::uint32_t day) const {
        if (day < sums_.size()) return sums_[day];
        return sums_.back() + (day - (sums_.size() - 1)) * last_rate_;
    }

    /// Large principals and days beyond the table, in 128 bits; the rest is not for a kernel.
    void rare(std::uint64_t amount, std::uint32_t from, std::uint32_t to, const Cells& cell) const {
        *cell.minor = 0;
        *cell.state = cell_redo;
        const auto days_max = static_cast<std::uint32_t>(calendar::last_date.days() - first_);
        if (amount > std::numeric_limits<std::int64_t>::max() || from > to || to > days_max) return;
        if (!whole_ && to + extra_ >= sums_.size()) return;
        const std::uint64_t until = sum_before(to + extra_);
        if (until >= sum_end) return;
        const auto exact = static_cast<unsigned __int128>(amount) * (until - sum_before(from));
        const unsigned __int128 figure = (exact + divider_.added()) / denominator_;
        if (figure > std::numeric_limits<std::int64_t>::max()) return;
        *cell.minor = static_cast<std::int64_t>(figure);
        const bool beyond = static_cast<std::int32_t>(to) > provisional_after_;
        *cell.state = known_ | static_cast<std::uint8_t>(beyond && from < to + extra_);
    }

    Divider divider_;
    std::uint64_t denominator_;
    std::uint8_t known_;              // the state of a figure that is not provisional
    std::int32_t first_;              // the series' first day
    std::uint32_t extra_;             // 1 where the last day counts
    std::int32_t provisional_after_;  // ends beyond this day rest on rates not known yet
    std::uint64_t last_rate_;
    std::vector<std::uint32_t> sums_;  // before each day from the first on
    bool whole_ = false;               // whether the table reaches the last rate
    std::uint64_t principal_max_ = 0;  // whose products stay within the divider
};

/// Days of a year under a day count that adds up over segments; none for another.
std::optional<std::int64_t> days_per_year(const std::string& name) {
    for (const auto convention : {calendar::DayCount::act_360, calendar::DayCount::act_365}) {
        if (calendar::to_text(convention) == name) {
            return calendar::year_fraction(convention, Date{}, Date{}).per_year;
        }
    }
    return std::nullopt;
}

/// A figure's status is that of the weakest rate it meets: here it must not depend on the period.
bool is_of_one_status(const rules::RateSeries& rates) {
    return std::all_of(rates.points.begin(), rates.points.end(), [&](const auto& point) {
        return base::weakest(rates.clause.status, point.status) == rates.clause.status;
    });
}

std::unique_ptr<Kernel> make(std::span<const Column> columns, const Law& law) {
    const auto* name = constant_of<std::string>(columns[series]);
    const auto* counted = constant_of<std::string>(columns[day_count]);
    const auto* ends = constant_of<bool>(columns[both_ends]);
    const auto* factor = constant_of<Rate>(columns[multiple]);
    const auto* added = constant_of<Rate>(columns[spread]);
    const auto* policy = constant_of<std::string>(columns[rounding]);
    if (name == nullptr || counted == nullptr || ends == nullptr || factor == nullptr ||
        added == nullptr || policy == nullptr) {
        return nullptr;
    }
    // What the rule does not admit, it says itself.
    if (factor->per() != money::Per::none || factor->numerator() < 0 ||
        added->per() != money::Per::year || added->basis() != money::Basis::none) {
        return nullptr;
    }
    const std::optional<std::int64_t> per_year = days_per_year(*counted);
    const rules::RateSeries& rates = law.series(*name);
    if (!per_year || !is_of_one_status(rates)) return nullptr;
    const std::optional<Scaled> scaled = scaled_rates(rates, *added, *factor, *per_year);
    if (!scaled) return nullptr;
    const std::optional<Divider> divider =
        Divider::make(scaled->denominator, money::rounding_from_text(*policy));
    if (!divider) return nullptr;
    return std::make_unique<SeriesKernel>(rates, *scaled, *divider, *ends);
}

}  // namespace

std::unique_ptr<Kernel> series_kernel(std::span<const Column> columns, const Law& law) {
    if (columns.size() != parameter_count || !is_money_lane(columns[principal]) ||
        !is_date_lane(columns[start]) || !is_date_lane(columns[end])) {
        return nullptr;
    }
    try {
        return make(columns, law);
    } catch (const base::Error&) {
        return nullptr;  // each row says what is wrong
    } catch (const Refused&) {
        return nullptr;
    }
}

}  // namespace accord::settlement
