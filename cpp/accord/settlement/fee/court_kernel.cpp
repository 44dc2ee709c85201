// A scale as a straight line per slice over one denominator: fee = (offset + rate × claim) / D.
#include "accord/settlement/fee/court_kernel.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>
#include <numeric>
#include <string>
#include <vector>

#include "accord/base/error.hpp"
#include "accord/settlement/lanes.hpp"
#include "accord/settlement/law.hpp"

namespace accord::settlement {
namespace {

using calendar::Date;
using money::Rate;

enum Parameter : std::size_t { claim, on, track, rounding, parameter_count };

constexpr const char* scale_id = "cn.court.property";
constexpr const char* halving_id = "cn.court.halving_limit";
constexpr std::size_t slices_max = 16;

/// fee = (offset + slope × claim) / D; the offset in two's complement, as a line's zero may lie
/// above it.
struct Line {
    std::uint64_t offset = 0;
    std::uint64_t slope = 0;
};

/// Claims of one bit width: at most one slice ends among them, at `end`, which belongs to it.
struct Octave {
    std::uint64_t end = std::numeric_limits<std::uint64_t>::max();
    std::uint64_t slice = 0;
};

struct Lines {
    std::array<Octave, 65> octaves{};  // by the claim's bit width
    std::array<Line, slices_max> lines{};
    std::uint64_t slope_max = 0;
    std::uint64_t base_max = 0;
    std::uint64_t denominator = 1;
};

/// False where two slices end within one doubling of the claim.
bool find_octaves(const std::vector<rules::FeeSlice>& slices, Lines& lines) {
    std::size_t slice = 0;
    for (int width = 0; width <= 63; ++width) {
        Octave& octave = lines.octaves[static_cast<std::size_t>(width)];
        octave.slice = slice;
        const std::uint64_t most = (std::uint64_t{1} << width) - 1;
        const auto ends_here = [&] {
            return slice + 1 < slices.size() &&
                   static_cast<std::uint64_t>(slices[slice + 1].over.minor()) <= most;
        };
        if (!ends_here()) continue;
        octave.end = static_cast<std::uint64_t>(slices[slice + 1].over.minor());
        ++slice;
        if (ends_here()) return false;
    }
    return true;
}

/// None where the scale is longer, steeper or finer than 64 bits have room for.
std::optional<Lines> lines_of(const rules::FeeScale& scale, const Rate& share) {
    constexpr std::int64_t limit = std::int64_t{1} << 30;
    const std::vector<rules::FeeSlice>& slices = scale.slices;
    if (slices.size() > slices_max || slices.front().over.minor() != 0) return std::nullopt;
    std::int64_t denominator = 1;
    for (const rules::FeeSlice& slice : slices) {
        denominator = std::lcm(denominator, slice.rate.denominator());
        if (denominator > limit || slice.rate.numerator() < 0) return std::nullopt;
    }
    if (share.numerator() < 0 || share.numerator() > limit || share.denominator() > limit ||
        denominator * share.denominator() > limit) {
        return std::nullopt;
    }

    Lines lines;
    if (!find_octaves(slices, lines)) return std::nullopt;
    lines.denominator = static_cast<std::uint64_t>(denominator * share.denominator());
    for (std::size_t i = 0; i < slices.size(); ++i) {
        const rules::FeeSlice& slice = slices[i];
        // A slice's base is the sum of all below it: the book checks that they join up.
        std::int64_t slope = denominator / slice.rate.denominator();
        std::int64_t base = 0;
        std::int64_t below = 0;
        if (__builtin_mul_overflow(slope, slice.rate.numerator() * share.numerator(), &slope) ||
            __builtin_mul_overflow(denominator * share.numerator(), slice.base.minor(), &base) ||
            __builtin_mul_overflow(slope, slice.over.minor(), &below) || base < 0) {
            return std::nullopt;
        }
        lines.lines[i] = {static_cast<std::uint64_t>(base) - static_cast<std::uint64_t>(below),
                          static_cast<std::uint64_t>(slope)};
        lines.slope_max = std::max(lines.slope_max, static_cast<std::uint64_t>(slope));
        lines.base_max = std::max(lines.base_max, static_cast<std::uint64_t>(base));
    }
    return lines;
}

/// The last days in a row on which one scale and one share hold: from the latest day on which the
/// book's entries of these names change.
struct InForce {
    Date first;
    Date last;
};

class CourtFeeKernel final : public Kernel {
public:
    CourtFeeKernel(const Lines& lines, const Divider& divider, const InForce& days,
                   base::Status status)
        : lines_(lines),
          divider_(divider),
          state_(cell(cell_fine, status)),
          first_day_(days.first.days()),
          days_max_(static_cast<std::uint32_t>(days.last - days.first)),
          claim_max_((divider.most() - lines.base_max) /
                     std::max<std::uint64_t>(lines.slope_max, 1)) {}

    void run(std::span<const Column> columns, std::size_t first, std::size_t last,
             const Cells& cells) const override {
        MoneyLane claims{columns[claim]};
        const DateLane days{columns[on]};
        for (std::size_t row = first; row < last; row += block_rows) {
            const std::size_t count = std::min(block_rows, last - row);
            block(claims.block(row, count), days.block(row), count,
                  {cells.minor + row, cells.state + row});
            redo_nulls(columns, row, count, cells.state + row);
        }
    }

private:
    void block(const std::int64_t* claims, const std::int32_t* days, std::size_t count,
               const Cells& cells) const {
        const Divider divider = divider_;
        const std::uint8_t state = state_;
        const std::uint64_t claim_max = claim_max_;
        const auto first_day = static_cast<std::uint32_t>(first_day_);
        const std::uint32_t days_max = days_max_;
        for (std::size_t i = 0; i < count; ++i) {
            const auto amount = static_cast<std::uint64_t>(claims[i]);
            const std::uint32_t day = static_cast<std::uint32_t>(days[i]) - first_day;
            if (amount > claim_max || day > days_max) [[unlikely]] {
                cells.minor[i] = 0;
                cells.state[i] = cell_redo;
                continue;
            }
            const Octave& octave = lines_.octaves[static_cast<std::size_t>(std::bit_width(amount))];
            const Line& line = lines_.lines[octave.slice + (amount > octave.end)];
            cells.minor[i] = static_cast<std::int64_t>(divider(line.offset + line.slope * amount));
            cells.state[i] = state;
        }
    }

    Lines lines_;
    Divider divider_;
    std::uint8_t state_;
    std::int32_t first_day_;  // from here to `days_max_` later one scale and share hold
    std::uint32_t days_max_;
    std::uint64_t claim_max_;  // whose products stay within the divider
};

/// The entry that a track's share stands in, empty for the whole fee; none for a track not known
/// here.
std::optional<std::string_view> share_id_of(std::string_view name) {
    if (name == "ordinary") return "";
    if (name == "mediated_or_withdrawn") return "cn.court.mediated_share";
    if (name == "simple_procedure") return "cn.court.simple_procedure_share";
    if (name == "counterclaim_or_joined") return "cn.court.joined_share";
    return std::nullopt;
}

/// The weakest status of a figure's clauses; none where it would depend on the day, for the clause
/// that the fee is halved once only holds from a day of its own.
std::optional<base::Status> status_of_figures(const rules::Book& book, base::Status scale,
                                              const rules::Parameter* share) {
    if (share == nullptr) return scale;
    const base::Status status = base::weakest(scale, share->clause.status);
    for (const rules::Entry& entry : book.entries()) {
        if (entry.id == halving_id && base::weakest(status, entry.clause.status) != status)
            return std::nullopt;
    }
    return status;
}

InForce latest(const rules::Book& book, std::string_view share_id) {
    InForce days{calendar::first_date, calendar::last_date};
    for (const rules::Entry& entry : book.entries()) {
        if (entry.id != scale_id && entry.id != share_id) continue;
        days.first = std::max(days.first, entry.effective_from);
    }
    for (const rules::Entry& entry : book.entries()) {
        if (entry.id != scale_id && entry.id != share_id) continue;
        if (!entry.effective_to) continue;
        if (*entry.effective_to >= days.first) {
            days.last = std::min(days.last, *entry.effective_to);
        }
    }
    return days;
}

std::unique_ptr<Kernel> make(std::span<const Column> columns, const Law& law) {
    const auto* name = constant_of<std::string>(columns[track]);
    const auto* policy = constant_of<std::string>(columns[rounding]);
    if (name == nullptr || policy == nullptr) return nullptr;
    const std::optional<std::string_view> share_id = share_id_of(*name);
    if (!share_id) return nullptr;

    const InForce days = latest(law.book(), *share_id);
    const rules::FeeScale& scale = law.scale(scale_id, days.first);
    const rules::Parameter* share =
        share_id->empty() ? nullptr : &law.parameter(*share_id, days.first);
    if (scale.slices.front().over.currency() != money_currency(columns[claim])) return nullptr;
    const std::optional<Lines> lines =
        lines_of(scale, share == nullptr ? Rate{1, 1} : Rate::parse(share->value));
    if (!lines) return nullptr;
    const std::optional<Divider> divider =
        Divider::make(lines->denominator, money::rounding_from_text(*policy));
    const std::optional<base::Status> status =
        status_of_figures(law.book(), scale.clause.status, share);
    if (!divider || !status) return nullptr;
    return std::make_unique<CourtFeeKernel>(*lines, *divider, days, *status);
}

}  // namespace

std::unique_ptr<Kernel> court_fee_kernel(std::span<const Column> columns, const Law& law) {
    if (columns.size() != parameter_count || !is_money_lane(columns[claim]) ||
        !is_date_lane(columns[on])) {
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
