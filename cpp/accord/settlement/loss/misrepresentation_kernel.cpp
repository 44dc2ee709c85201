// One pass over an investor's trades. What the shares bought under the statement cost is carried
// instead of their average: a buy adds to it, a sale leaves its part, and
// loss = cost at disclosure - proceeds since - base price × shares left.
#include "accord/settlement/loss/misrepresentation_kernel.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "accord/base/error.hpp"
#include "accord/settlement/lanes.hpp"
#include "accord/settlement/loss/cost_kernel.hpp"
#include "accord/settlement/loss/price.hpp"

namespace accord::settlement {
namespace {

using calendar::Date;
using money::Wide;

enum Parameter : std::size_t {
    trades,
    implemented,
    disclosed,
    base_date,
    base_price,
    lured,
    method,
    held_before,
    earlier_shares,
    risk_share,
    risk_method,
    index_fall,
    stock_fall,
    other_share,
    other_cause,
    commission,
    stamp_duty,
    ex_rights,
    judged,
    rounding,
    parameter_count
};
enum Field : std::size_t { date, side, quantity, price, field_count };
enum Part : std::size_t { difference_loss, part_commission, part_stamp_duty };

constexpr std::uint8_t buy = 0;
constexpr std::uint8_t sell = 1;

/// Below this many minor units, products of costs in units of 2^-40 fit 128 bits.
constexpr std::int64_t amount_end = std::int64_t{1} << 46;
constexpr std::int64_t shares_end = std::int64_t{1} << 46;
constexpr std::size_t trades_max = std::size_t{1} << 16;  // of an investor, for their sums

/// What the constants of a call come to.
struct Terms {
    std::int32_t implemented = 0;
    std::int32_t disclosed = 0;
    std::int32_t base_date = 0;
    std::int64_t base_numerator = 0;  // of the base price in minor units
    std::int64_t base_denominator = 1;
    std::int64_t share_numerator = 1;  // of the loss that other causes leave
    std::int64_t share_denominator = 1;
    Divider divider;  // by the denominators of both, doubled
    money::Currency currency;
};

/// The trades of some investors as arrays.
struct TradeArrays {
    const std::int32_t* dates;
    const std::uint8_t* sides;
    const std::int64_t* quantities;
    const std::int64_t* prices;
};

class MisrepresentationKernel final : public Kernel {
public:
    explicit MisrepresentationKernel(const Terms& terms) : terms_(terms) {}

    [[nodiscard]] std::optional<money::Currency> currency() const override {
        return terms_.currency;
    }

    void run(std::span<const Column> columns, std::size_t first, std::size_t last,
             const Cells& cells) const override {
        const Column& column = columns[trades];
        const RecordLists& lists = *column.source->lists();
        TradeBuffer buffer;
        for (std::size_t row = first; row < last; row += block_rows) {
            const std::size_t count = std::min(block_rows, last - row);
            const std::int64_t list = column.values_offset + static_cast<std::int64_t>(row);
            const std::int64_t begin = lists.offset(list);
            const TradeArrays arrays =
                buffer.read(lists, begin, lists.offset(list + static_cast<std::int64_t>(count)));
            for (std::size_t i = 0; i < count; ++i) {
                const std::int64_t at = list + static_cast<std::int64_t>(i);
                const auto from = static_cast<std::size_t>(lists.offset(at) - begin);
                const auto to = static_cast<std::size_t>(lists.offset(at + 1) - begin);
                settle(arrays, {from, to}, row + i, cells);
            }
            redo_nulls(columns, row, count, cells.state + row);
        }
    }

private:
    /// Trades of one block of rows; only decimals are copied.
    class TradeBuffer {
    public:
        TradeArrays read(const RecordLists& lists, std::int64_t first, std::int64_t last) {
            const auto count = static_cast<std::size_t>(last - first);
            const auto from = static_cast<std::size_t>(first);
            const Column& texts = lists.fields[side];
            sides_.resize(count);
            if (!texts.source->choices(texts.values_offset + first, count, sides_.data())) {
                std::fill(sides_.begin(), sides_.end(), no_choice);
            }
            mark_nulls(lists.fields, from, count, sides_.data(), no_choice);
            Column records;
            records.validity = lists.validity;
            records.validity_offset = lists.validity_offset;
            mark_nulls({&records, 1}, from, count, sides_.data(), no_choice);
            return {static_cast<const std::int32_t*>(lists.fields[date].values) + from,
                    sides_.data(),
                    static_cast<const std::int64_t*>(lists.fields[quantity].values) + from,
                    prices(lists.fields[price], from, count)};
        }

    private:
        const std::int64_t* prices(const Column& column, std::size_t first, std::size_t count) {
            if (column.layout == Column::Layout::int64) {
                return static_cast<const std::int64_t*>(column.values) + first;
            }
            prices_.resize(count);
            MoneyLane lane{column};
            for (std::size_t at = 0; at < count; at += block_rows) {
                const std::size_t here = std::min(block_rows, count - at);
                std::copy_n(lane.block(first + at, here), here,
                            prices_.begin() + static_cast<std::ptrdiff_t>(at));
            }
            return prices_.data();
        }

        std::vector<std::uint8_t> sides_;
        std::vector<std::int64_t> prices_;
    };

    /// Places of one investor's trades.
    struct Stretch {
        std::size_t from;
        std::size_t to;
    };

    template <class Cost>
    [[nodiscard]] Investor<Cost> walk(const TradeArrays& arrays, Stretch trades_at) const {
        const auto [from, to] = trades_at;
        Investor<Cost> investor;
        investor.fine = to - from <= trades_max;
        std::int32_t before = calendar::first_date.days();
        for (std::size_t i = from; i < to && investor.fine; ++i) {
            const std::int32_t day = arrays.dates[i];
            const std::int64_t shares = arrays.quantities[i];
            const std::int64_t each = arrays.prices[i];
            std::int64_t amount = 0;
            // Out of order, nulls, amounts that are wrong or large: for the rule itself.
            if (day < before || day > calendar::last_date.days() || arrays.sides[i] > sell ||
                shares <= 0 || each < 0 || shares >= shares_end ||
                __builtin_mul_overflow(shares, each, &amount) || amount >= amount_end) {
                investor.fine = false;
                break;
            }
            before = day;
            if (day > terms_.base_date) continue;
            if (arrays.sides[i] == buy) {
                take_in(investor, day, shares, amount);
            } else {
                investor.fine = give_away(investor, day, shares, each);
            }
        }
        return investor;
    }

    template <class Cost>
    void take_in(Investor<Cost>& investor, std::int32_t day, std::int64_t shares,
                 std::int64_t amount) const {
        if (day < terms_.implemented) {
            investor.earlier += shares;
        } else if (day < terms_.disclosed) {
            investor.window += shares;
            investor.cost.add(amount);
        } else {
            investor.later += shares;
        }
    }

    /// False where more is sold than held.
    template <class Cost>
    [[nodiscard]] bool give_away(Investor<Cost>& investor, std::int32_t day, std::int64_t shares,
                                 std::int64_t each) const {
        const std::int64_t of_earlier = std::min(investor.earlier, shares);
        investor.earlier -= of_earlier;
        std::int64_t wanted = shares - of_earlier;
        if (day < terms_.disclosed) {
            if (wanted > investor.window) return false;
            investor.sell_in_window(wanted);
            return true;
        }
        const std::int64_t of_window = std::min(investor.window, wanted);
        investor.window -= of_window;
        investor.proceeds += of_window * each;
        wanted -= of_window;
        investor.later -= wanted;
        return investor.later >= 0;
    }

    /// The loss, rounded; less than zero where the amounts are too large for 128 bits.
    [[nodiscard]] std::int64_t loss_of(const TradeArrays& arrays, Stretch trades_at,
                                       const Investor<BoundedCost>& investor) const {
        std::int64_t kept = 0;
        if (investor.cost.least >> cost_bits >= amount_end || investor.proceeds >= amount_end ||
            __builtin_mul_overflow(investor.window, terms_.base_numerator, &kept) ||
            kept >= amount_end * terms_.base_denominator) {
            return -1;
        }
        // In units of 2^-40 over the base price's denominator; the true loss is less than
        // `inexact` × denominator units above.
        const Wide raw =
            (static_cast<Wide>(investor.cost.least) - (Wide{investor.proceeds} << cost_bits)) *
                terms_.base_denominator -
            (Wide{kept} << cost_bits);
        if (raw <= 0) return 0;
        const auto times = static_cast<std::uint64_t>(2 * terms_.share_numerator);
        const UnsignedWide least = static_cast<UnsignedWide>(raw) * times;
        const UnsignedWide doubt = UnsignedWide{investor.cost.inexact} *
                                   static_cast<std::uint64_t>(terms_.base_denominator) * times;
        const UnsignedWide most = least + doubt;
        if ((most >> cost_bits) > terms_.divider.most()) return -1;
        const std::uint64_t loss = terms_.divider(static_cast<std::uint64_t>(least >> cost_bits));
        // Both ends of what it may be must round alike.
        if (doubt != 0 && terms_.divider(static_cast<std::uint64_t>(most >> cost_bits)) != loss) {
            return exact_loss(walk<ExactCost>(arrays, trades_at));
        }
        return static_cast<std::int64_t>(loss);
    }

    [[nodiscard]] std::int64_t exact_loss(const Investor<ExactCost>& investor) const {
        const Whole against = Whole{investor.proceeds} * terms_.base_denominator +
                              Whole{investor.window} * terms_.base_numerator;
        const Whole loss = (investor.cost.numerator * terms_.base_denominator -
                            investor.cost.denominator * against) *
                           terms_.share_numerator;
        if (loss <= 0) return 0;
        const Whole by =
            investor.cost.denominator * terms_.base_denominator * terms_.share_denominator;
        return static_cast<std::int64_t>(Whole{(2 * loss + by) / (2 * by)});
    }

    void settle(const TradeArrays& arrays, Stretch trades_at, std::size_t row,
                const Cells& cells) const {
        const Investor<BoundedCost> investor = walk<BoundedCost>(arrays, trades_at);
        const std::int64_t loss = investor.fine ? loss_of(arrays, trades_at, investor) : -1;
        cells.minor[row] = loss;
        cells.state[row] = loss < 0 ? cell_redo : cell_fine;
        if (cells.parts == nullptr) return;
        cells.parts[difference_loss][row] = loss;
        cells.parts[part_commission][row] = 0;
        cells.parts[part_stamp_duty][row] = 0;
    }

    Terms terms_;
};

bool is_zero(const Column& column) {
    const auto* rate = constant_of<money::Rate>(column);
    return rate != nullptr && *rate == money::Rate{0, 1};
}

/// A share from 0 to 1, plain; null where the rule would refuse it.
const money::Rate* share_of(const Column& column) {
    const auto* rate = constant_of<money::Rate>(column);
    const bool fits = rate != nullptr && rate->numerator() >= 0 &&
                      rate->numerator() <= rate->denominator() && rate->per() == money::Per::none &&
                      rate->basis() == money::Basis::none;
    return fits ? rate : nullptr;
}

bool has_no_events(const Column& column) {
    const auto* rows = constant_of<std::vector<Arguments>>(column);
    return is_absent(column) || (rows != nullptr && rows->empty());
}

/// Whether all but the figures is as this kernel reckons.
bool is_plain_case(std::span<const Column> columns) {
    const auto* held = constant_of<std::int64_t>(columns[held_before]);
    return says(columns[lured], "up") && says(columns[method], "moving_weighted") &&
           says(columns[earlier_shares], "first_sold") && held != nullptr && *held == 0 &&
           says(columns[risk_method], "stated") && is_absent(columns[index_fall]) &&
           is_absent(columns[stock_fall]) && is_zero(columns[commission]) &&
           is_zero(columns[stamp_duty]) && has_no_events(columns[ex_rights]) &&
           says(columns[rounding], "half_up");
}

bool are_trades(const Column& column, money::Currency currency) {
    if (column.layout != Column::Layout::other || column.source == nullptr) return false;
    const RecordLists* lists = column.source->lists();
    if (lists == nullptr || lists->fields.size() != field_count) return false;
    const Column& sides = lists->fields[side];
    std::uint8_t none = 0;
    return lists->fields[date].layout == Column::Layout::date32 &&
           lists->fields[quantity].layout == Column::Layout::int64 &&
           lists->fields[price].layout != Column::Layout::constant &&
           is_money_lane(lists->fields[price]) && lists->fields[price].currency == currency &&
           sides.layout == Column::Layout::other && sides.source->choices(0, 0, &none);
}

/// None where the numbers leave too little room in 128 bits.
std::optional<Terms> terms_of(std::span<const Column> columns) {
    const auto* from = constant_of<Date>(columns[implemented]);
    const auto* told = constant_of<Date>(columns[disclosed]);
    const auto* until = constant_of<Date>(columns[base_date]);
    const auto* text = constant_of<std::string>(columns[base_price]);
    const money::Rate* risk = share_of(columns[risk_share]);
    const money::Rate* other = share_of(columns[other_share]);
    if (from == nullptr || told == nullptr || until == nullptr || text == nullptr ||
        risk == nullptr || other == nullptr || *told < *from || *until < *told) {
        return std::nullopt;
    }
    const Price base = read_price(*text, "base_price");
    const Fraction left = Fraction{1} - fraction(*risk) - fraction(*other);
    const Fraction limit{std::int64_t{1} << 15};
    if (left < 0 || numerator(left) > limit || denominator(left) > limit ||
        denominator(base.minor) > limit || numerator(base.minor) > amount_end) {
        return std::nullopt;
    }
    const auto base_denominator = static_cast<std::int64_t>(denominator(base.minor));
    const auto divisor = 2 * static_cast<std::uint64_t>(base_denominator) *
                         static_cast<std::uint64_t>(denominator(left));
    const std::optional<Divider> divider = Divider::make(divisor, money::Rounding::half_up);
    if (!divider) return std::nullopt;
    return Terms{.implemented = from->days(),
                 .disclosed = told->days(),
                 .base_date = until->days(),
                 .base_numerator = static_cast<std::int64_t>(numerator(base.minor)),
                 .base_denominator = base_denominator,
                 .share_numerator = static_cast<std::int64_t>(numerator(left)),
                 .share_denominator = static_cast<std::int64_t>(denominator(left)),
                 .divider = *divider,
                 .currency = base.currency};
}

}  // namespace

std::unique_ptr<Kernel> misrepresentation_kernel(std::span<const Column> columns, const Law&) {
    if (columns.size() != parameter_count || !is_plain_case(columns)) return nullptr;
    try {
        const std::optional<Terms> terms = terms_of(columns);
        if (!terms || !are_trades(columns[trades], terms->currency)) return nullptr;
        return std::make_unique<MisrepresentationKernel>(*terms);
    } catch (const base::Error&) {
        return nullptr;  // each row says what is wrong
    }
}

}  // namespace accord::settlement
