// Each kernel gives the figure of its rule, to the last unit, and leaves what is rare to it.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "accord/settlement/lanes.hpp"
#include "kernel_frame.hpp"

namespace accord::settlement {
namespace {

using calendar::Date;
using testing::KernelFrame;

constexpr std::size_t row_count = 4000;

/// The same numbers in every run.
class Numbers {
public:
    /// From `low` to `high`, both included.
    std::int64_t between(std::int64_t low, std::int64_t high) {
        return std::uniform_int_distribution<std::int64_t>{low, high}(engine_);
    }
    template <class T>
    const T& any(const std::vector<T>& of) {
        return of[static_cast<std::size_t>(between(0, std::ssize(of) - 1))];
    }

private:
    std::mt19937_64 engine_{20260302};
};

std::int32_t day(std::string_view text) {
    return Date::parse(text).days();
}

/// Half of the days lie at an edge of the series cn.lpr.1y, or one day from it.
std::int32_t some_day(Numbers& numbers) {
    static const std::vector<std::int32_t> edges{
        day("2019-08-20"), day("2019-09-20"), day("2020-02-29"), day("2020-04-20"),
        day("2022-08-22"), day("2024-10-21"), day("2025-05-20"), day("2026-03-19"),
        day("2026-03-20"), day("2029-03-19"), day("9999-12-31")};
    if (numbers.between(0, 1) == 0) {
        return static_cast<std::int32_t>(numbers.between(day("2019-08-01"), day("2027-01-01")));
    }
    return std::min(numbers.any(edges) + static_cast<std::int32_t>(numbers.between(-1, 1)),
                    calendar::last_date.days());
}

std::int64_t some_amount(Numbers& numbers) {
    static const std::vector<std::int64_t> edges{
        -1, 0, 1, 50, 1'000'000, std::int64_t{1} << 43, INT64_MAX - 1, INT64_MAX, INT64_MIN};
    if (numbers.between(0, 3) == 0) return numbers.any(edges);
    return numbers.between(0, numbers.any<std::int64_t>({1000, 100'000'000, 900'000'000'000}));
}

KernelFrame interest_frame(Numbers& numbers) {
    std::vector<std::int64_t> principals;
    std::vector<std::int32_t> starts;
    std::vector<std::int32_t> ends;
    for (std::size_t row = 0; row < row_count; ++row) {
        principals.push_back(some_amount(numbers));
        starts.push_back(some_day(numbers));
        const bool near = numbers.between(0, 9) == 0;
        const auto step = static_cast<std::int32_t>(numbers.between(-1, 1));
        ends.push_back(near ? std::min(starts.back() + step, calendar::last_date.days())
                            : some_day(numbers));
    }
    // Ties: a hundred days of 3.65 % are 1 %.
    principals[0] = 50;
    starts[0] = day("2022-08-22");
    ends[0] = starts[0] + 100;
    KernelFrame frame{"series_interest"};
    frame.money("principal", principals).dates("start", starts).dates("end", ends);
    frame.constant("series", "cn.lpr.1y");
    return frame;
}

TEST(SettlementKernels, SeriesInterestIsTheRule) {
    Numbers numbers;
    for (const char* day_count : {"ACT/365", "ACT/360"}) {
        for (const char* both_ends : {"false", "true"}) {
            KernelFrame frame = interest_frame(numbers);
            frame.constant("day_count", day_count).constant("both_ends", both_ends);
            frame.expect_same(0);
            frame.nulls("principal", 7).nulls("end", 11).expect_same(0);
        }
    }
}

TEST(SettlementKernels, SeriesInterestWithSpreadMultipleAndEachRounding) {
    Numbers numbers;
    for (const char* rounding : {"half_up", "half_down", "up", "down", "ceiling", "floor"}) {
        KernelFrame frame = interest_frame(numbers);
        frame.constant("rounding", rounding).constant("multiple", "3/2");
        frame.constant("spread", "0.55% per year").expect_same(0);
    }
    KernelFrame five = interest_frame(numbers);
    five.constant("series", "cn.lpr.5y").constant("multiple", "0/1").expect_same(0);
}

TEST(SettlementKernels, SeriesInterestIsLeftToTheRule) {
    Numbers numbers;
    const std::vector<std::pair<const char*, const char*>> not_for_a_kernel{
        {"rounding", "half_even"},   {"day_count", "30/360"},    {"series", "cn.no_such"},
        {"multiple", "3% per year"}, {"spread", "-9% per year"}, {"spread", "1/3"}};
    for (const auto& [name, value] : not_for_a_kernel) {
        KernelFrame frame = interest_frame(numbers);
        EXPECT_EQ(frame.constant(name, value).kernel(), nullptr) << name << " " << value;
    }
}

TEST(SettlementKernels, CourtFeeIsTheRule) {
    Numbers numbers;
    const std::vector<std::int64_t> ends{
        0,           1'000'000,   10'000'000,  20'000'000,    50'000'000,
        100'000'000, 200'000'000, 500'000'000, 1'000'000'000, 2'000'000'000};
    for (const char* track :
         {"ordinary", "mediated_or_withdrawn", "simple_procedure", "counterclaim_or_joined"}) {
        for (const char* rounding : {"half_up", "half_down", "up", "down", "ceiling", "floor"}) {
            std::vector<std::int64_t> claims;
            std::vector<std::int32_t> days;
            for (std::size_t row = 0; row < row_count / 4; ++row) {
                const bool edge = numbers.between(0, 1) == 0;
                claims.push_back(edge ? numbers.any(ends) + numbers.between(-1, 1)
                                      : some_amount(numbers));
                days.push_back(day("2007-04-01") +
                               static_cast<std::int32_t>(numbers.between(-1, 1) * (edge ? 1 : 9)));
                if (numbers.between(0, 1) == 0) days.back() = some_day(numbers);
            }
            KernelFrame frame{"court_fee"};
            frame.money("claim", claims).dates("on", days);
            frame.constant("track", track).constant("rounding", rounding);
            // The rule alone reckons the largest claims there are.
            frame.expect_same(row_count / 4 / 8);
            frame.nulls("claim", 5).nulls("on", 3).expect_same(row_count / 4 / 8);
        }
    }
}

/// Rows (month, rate) of changes.
Argument changes(std::string_view rule, std::string_view name,
                 const std::vector<std::pair<std::int64_t, const char*>>& rows) {
    std::vector<Arguments> all;
    for (const Parameter& parameter : find_rule(rule).parameters) {
        if (parameter.name != name) continue;
        for (const auto& [month, rate] : rows) {
            all.emplace_back(parameter.fields,
                             std::vector<Argument>{month, money::Rate::parse(rate)});
        }
    }
    return all;
}

/// Loans of any size and term, half of them of a size and term that are usual.
struct Loans {
    std::vector<std::int64_t> principals;
    std::vector<std::int64_t> terms;
    std::vector<std::int64_t> paid;
    std::vector<std::int32_t> first_dues;

    Loans(Numbers& numbers, std::size_t count) {
        for (std::size_t row = 0; row < count; ++row) {
            const bool usual = numbers.between(0, 1) == 0;
            principals.push_back(usual ? numbers.between(1'000'000, 1'000'000'000)
                                       : some_amount(numbers));
            terms.push_back(usual ? 12 * numbers.between(1, 30) : numbers.between(-1, 200));
            paid.push_back(numbers.between(0, std::max<std::int64_t>(terms.back(), 0)));
            if (numbers.between(0, 9) == 0) paid.back() = terms.back();
            const std::int32_t redress = day("2026-03-02");
            const auto age = static_cast<std::int32_t>(31 * paid.back());
            first_dues.push_back(redress - age -
                                 static_cast<std::int32_t>(numbers.between(-3, 900)));
        }
    }
};

TEST(SettlementKernels, LoanScheduleIsTheRule) {
    Numbers numbers;
    for (const char* rate : {"4.9% per year", "0.35% per month", "0% per year", "24% per year"}) {
        const Loans loans{numbers, 600};
        KernelFrame frame{"loan_schedule"};
        frame.money("principal", loans.principals).integers("months", loans.terms);
        // Tiny and vast loans, and payments that are exact ties, are for the rule.
        frame.constant("rate", rate).expect_same(330);
        frame.set("changes", changes("loan_schedule", "changes",
                                     {{13, "5.1% per year"}, {60, "3.875% per year"}}));
        frame.expect_same(330);
        frame.nulls("months", 5).expect_same(330);

        KernelFrame one{"loan_schedule"};
        one.money("principal", loans.principals).constant("months", "240").constant("rate", rate);
        one.expect_same(330);
    }
}

TEST(SettlementKernels, UsualLoansAreNotLeftToTheRule) {
    Numbers numbers;
    std::vector<std::int64_t> principals;
    std::vector<std::int64_t> terms;
    for (int row = 0; row < 500; ++row) {
        principals.push_back(numbers.between(1'000'000, 10'000'000'000));
        terms.push_back(numbers.between(1, 480));
    }
    KernelFrame frame{"loan_schedule"};
    frame.money("principal", principals).integers("months", terms);
    frame.constant("rate", "4.45% per year").expect_same(8);
}

TEST(SettlementKernels, OverchargeRedressIsTheRule) {
    Numbers numbers;
    for (const char* compensatory : {"3.1% per year ACT/365", "0.0175% per day", ""}) {
        const Loans loans{numbers, 500};
        KernelFrame frame{"overcharge_redress"};
        frame.money("principal", loans.principals).integers("months", loans.terms);
        frame.integers("paid_months", loans.paid).dates("first_due", loans.first_dues);
        frame.constant("charged_rate", "5.4% per year").constant("right_rate", "4.9% per year");
        frame.constant("as_of", "2026-03-02");
        if (*compensatory != 0) frame.constant("compensatory_rate", compensatory);
        frame.expect_same(280);
        frame.set("charged_changes", changes("overcharge_redress", "charged_changes",
                                             {{13, "5.6% per year"}, {61, "5.25% per year"}}));
        frame.set("right_changes", changes("overcharge_redress", "right_changes",
                                           {{13, "5.7% per year"}, {73, "4.6% per year"}}));
        frame.expect_same(280);
        frame.nulls("first_due", 9).nulls("principal", 13).expect_same(280);
    }
}

/// Lists of trades as a frame would hold them.
class TradeLists final : public CellSource {
public:
    explicit TradeLists(const Parameter& trades) : parameter_(&trades), sides_(*this) {
        offsets_.push_back(0);
    }
    void add(std::int32_t date, bool buys, std::int64_t quantity, std::int64_t price) {
        dates_.push_back(date);
        buys_.push_back(buys ? 0 : 1);
        quantities_.push_back(quantity);
        prices_.push_back(price);
    }
    void end_row() { offsets_.push_back(static_cast<std::int32_t>(dates_.size())); }
    void finish() {
        fields_.resize(4);
        fields_[0].layout = Column::Layout::date32;
        fields_[0].values = dates_.data();
        fields_[1].layout = Column::Layout::other;
        fields_[1].source = &sides_;
        fields_[2].layout = Column::Layout::int64;
        fields_[2].values = quantities_.data();
        fields_[3].layout = Column::Layout::int64;
        fields_[3].values = prices_.data();
        fields_[3].currency = money::Currency::of("CNY");
        lists_.offsets = offsets_.data();
        lists_.fields = fields_;
    }
    [[nodiscard]] std::vector<Argument> rows() const {
        std::vector<Argument> all;
        for (std::size_t row = 0; row + 1 < offsets_.size(); ++row) {
            std::vector<Arguments> trades;
            for (auto i = static_cast<std::size_t>(offsets_[row]);
                 i < static_cast<std::size_t>(offsets_[row + 1]); ++i) {
                trades.emplace_back(
                    parameter_->fields,
                    std::vector<Argument>{
                        Date{dates_[i]}, std::string{buys_[i] == 0 ? "buy" : "sell"},
                        quantities_[i], money::Money{prices_[i], money::Currency::of("CNY")}});
            }
            all.emplace_back(std::move(trades));
        }
        return all;
    }
    [[nodiscard]] std::unique_ptr<CellReader> open() const override { return nullptr; }
    [[nodiscard]] const RecordLists* lists() const override { return &lists_; }

private:
    class Sides final : public CellSource {
    public:
        explicit Sides(const TradeLists& lists) : lists_(&lists) {}
        [[nodiscard]] std::unique_ptr<CellReader> open() const override { return nullptr; }
        [[nodiscard]] bool choices(std::int64_t first, std::size_t count,
                                   std::uint8_t* places) const override {
            std::copy_n(lists_->buys_.begin() + first, count, places);
            return true;
        }

    private:
        const TradeLists* lists_;
    };

    const Parameter* parameter_;
    Sides sides_;
    std::vector<std::int32_t> offsets_;
    std::vector<std::int32_t> dates_;
    std::vector<std::uint8_t> buys_;
    std::vector<std::int64_t> quantities_;
    std::vector<std::int64_t> prices_;
    std::vector<Column> fields_;
    RecordLists lists_;
};

/// Investors whose trades lie around the days of the statement; some sell more than they have, deal
/// in shares by the hundred or one by one, or are out of order.
void add_investors(Numbers& numbers, TradeLists& lists, std::size_t count) {
    const std::vector<std::int32_t> edges{day("2022-03-01"), day("2023-03-01"), day("2023-04-20")};
    for (std::size_t row = 0; row < count; ++row) {
        std::int64_t held = 0;
        std::int32_t date = day("2022-01-04");
        const std::int64_t lot = numbers.any<std::int64_t>({1, 100, 100});
        for (std::int64_t i = numbers.between(0, 12); i > 0; --i) {
            date += static_cast<std::int32_t>(numbers.between(0, 90));
            if (numbers.between(0, 3) == 0) {
                date = std::max(
                    date, numbers.any(edges) + static_cast<std::int32_t>(numbers.between(-1, 1)));
            }
            const bool buys = held == 0 || numbers.between(0, 2) > 0;
            const std::int64_t shares =
                buys ? lot * numbers.between(1, 40) : lot * numbers.between(1, held / lot);
            held += buys ? shares : -shares;
            lists.add(date, buys, shares, numbers.between(200, 4000));
        }
        if (numbers.between(0, 19) == 0) lists.add(date, false, held + 1, 700);
        if (numbers.between(0, 19) == 0) lists.add(date - 1, true, 100, 700);
        if (numbers.between(0, 39) == 0) lists.add(date, true, numbers.between(-1, 0), 700);
        lists.end_row();
    }
}

TEST(SettlementKernels, MisrepresentationLossIsTheRule) {
    Numbers numbers;
    for (const char* base_price : {"7.40 CNY", "593/80 CNY", "22/3 CNY"}) {
        for (const char* risk : {"0%", "15%", "1/2", "1/3"}) {
            TradeLists lists{find_rule("misrepresentation_loss").parameters.front()};
            add_investors(numbers, lists, 500);
            lists.finish();
            KernelFrame frame{"misrepresentation_loss"};
            frame.lists("trades", lists, lists.rows());
            frame.constant("implemented", "2022-03-01").constant("disclosed", "2023-03-01");
            frame.constant("base_date", "2023-04-20").constant("base_price", base_price);
            // Out of order, one in twenty; ties are decided by the kernel itself.
            frame.constant("risk_share", risk).expect_same(40);
            frame.nulls("trades", 7).expect_same(40);
        }
    }
}

TEST(SettlementKernels, DecimalsAndConstantsReadAsMinorUnits) {
    const auto yuan = money::Currency::of("CNY");
    const std::vector<money::Wide> units{0, 5, -1, money::Wide{1} << 100, 123'456'789};
    Column column;
    column.layout = Column::Layout::decimal128;
    column.values = units.data();
    column.scale = 1;
    column.currency = yuan;
    ASSERT_TRUE(is_money_lane(column));
    MoneyLane lane{column};
    const std::int64_t* minor = lane.block(0, units.size());
    EXPECT_EQ(std::vector<std::int64_t>(minor, minor + units.size()),
              (std::vector<std::int64_t>{0, 50, -10, -1, 1'234'567'890}));
    column.scale = 3;
    EXPECT_FALSE(is_money_lane(column));
    Column all;
    all.constant = money::Money{77, yuan};
    EXPECT_EQ(MoneyLane{all}.block(0, 1)[0], 77);
}

TEST(SettlementKernels, DividerIsExactUpToItsMost) {
    Numbers numbers;
    for (int i = 0; i < 2000; ++i) {
        const auto divisor = static_cast<std::uint64_t>(
            numbers.between(2, std::int64_t{1} << numbers.between(1, 61)));
        for (const auto rounding : {money::Rounding::half_up, money::Rounding::half_down,
                                    money::Rounding::down, money::Rounding::up}) {
            const auto divider = Divider::make(divisor, rounding);
            ASSERT_TRUE(divider);
            const auto most = static_cast<std::int64_t>(divider->most());
            const std::int64_t multiple =
                numbers.between(0, most / static_cast<std::int64_t>(divisor)) *
                static_cast<std::int64_t>(divisor);
            for (const std::int64_t n : {std::int64_t{0}, most, most - 1, numbers.between(0, most),
                                         multiple, std::max<std::int64_t>(multiple - 1, 0)}) {
                ASSERT_EQ(static_cast<std::int64_t>((*divider)(static_cast<std::uint64_t>(n))),
                          money::divide_rounded(n, static_cast<money::Wide>(divisor), rounding))
                    << n << " / " << divisor;
            }
        }
    }
}

}  // namespace
}  // namespace accord::settlement
