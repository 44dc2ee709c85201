// The numbers simulations draw: SplitMix64 by its published outputs, places, means and their ends.
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <limits>
#include <vector>

#include "accord/settlement/range/random.hpp"
#include "accord/settlement/range/sampled.hpp"
#include "accord/settlement/range/simulate.hpp"
#include "throws.hpp"

namespace accord::settlement {
namespace {

using base::testing::code_of;
using money::Money;
using money::Rate;
using Five = std::array<std::uint64_t, 5>;

Five first_of(std::uint64_t seed) {
    Five bits{};
    for (std::size_t i = 0; i < bits.size(); ++i) bits[i] = random_bits(seed, i);
    return bits;
}

// Seed 1234567: Rosetta Code, "Pseudo-random numbers/Splitmix64"; seed 0: what the authors' C
// prints.
TEST(SettlementEstimatesRandom, PublishedOutputs) {
    EXPECT_EQ(first_of(1234567),
              (Five{6457827717110365317U, 3203168211198807973U, 9817491932198370423U,
                    4593380528125082431U, 16408922859458223821U}));
    EXPECT_EQ(first_of(0), (Five{0xE220A8397B1DCDAFU, 0x6E789E6AA1B965F4U, 0x06C45D188009454FU,
                                 0xF88BB8A8724C81ECU, 0x1B39896A51A8749BU}));
}

// Also of Rosetta Code: 100,000 numbers from seed 987654321, each put among five by its size.
TEST(SettlementEstimatesRandom, PublishedCountsOfPlaces) {
    std::array<int, 5> counts{};
    for (std::uint64_t i = 0; i < 100'000; ++i) ++counts[random_below(987654321, i, 5)];
    EXPECT_EQ(counts, (std::array<int, 5>{20027, 19892, 20073, 19978, 20030}));
}

TEST(SettlementEstimatesRandom, PlacesStayWithinTheirBounds) {
    for (std::uint64_t i = 0; i < 10'000; ++i) {
        EXPECT_EQ(random_below(7, i, 1), 0U);
        EXPECT_LT(random_below(7, i, 3), 3U);
        const double unit = random_unit(7, i);
        EXPECT_GE(unit, 0);
        EXPECT_LT(unit, 1);
        EXPECT_EQ(unit, static_cast<double>(random_bits(7, i) >> 11) / 9007199254740992.0);
    }
}

// By hand: 1, 2, 4, 9 have the mean 4 and squares of 38 about it; 38 / 3 / 4.
TEST(SettlementEstimatesMean, MeanAndStandardError) {
    Mean mean;
    for (const double value : {1.0, 2.0, 4.0, 9.0}) mean.add(value);
    EXPECT_DOUBLE_EQ(mean.mean(), 4);
    EXPECT_DOUBLE_EQ(mean.error(), std::sqrt(38.0 / 12));
}

TEST(SettlementEstimatesMean, NearestUnit) {
    EXPECT_EQ(nearest_unit(2.5), 3);
    EXPECT_EQ(nearest_unit(-2.5), -3);
    EXPECT_EQ(nearest_unit(0x1.0p63), std::numeric_limits<std::int64_t>::max());
    EXPECT_EQ(nearest_unit(-0x1.0p63), std::numeric_limits<std::int64_t>::min());
}

// As doubles these means are one above the largest sum; their lines stay sums of money.
TEST(SettlementEstimatesMean, TheLargestSum) {
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
    const Money all{most, Money::parse("0 CNY").currency()};
    const std::vector<AwardRange> certain = {{Rate{1, 1}, all, all, {}}};
    EXPECT_EQ(simulate_award(certain, 10, 1).why.amount.count, most);
    const std::vector<Money> claims = {all};
    const Estimate share = random_arrival_sampled(all, claims, 1, 10, -1);
    EXPECT_EQ(share.why.amount.count, most);
    EXPECT_EQ(share.error, 0);
    EXPECT_EQ(share.seed, -1);
}

TEST(SettlementEstimatesMean, TooFewAndTooManySamples) {
    for (const std::int64_t samples :
         {std::int64_t{-1}, std::int64_t{0}, std::int64_t{1}, samples_max + 1}) {
        EXPECT_EQ(code_of([&] {
                      require_samples(samples);
                      return 0;
                  }),
                  "out_of_range");
    }
    EXPECT_NO_THROW(require_samples(2));
    EXPECT_NO_THROW(require_samples(samples_max));
}

}  // namespace
}  // namespace accord::settlement
