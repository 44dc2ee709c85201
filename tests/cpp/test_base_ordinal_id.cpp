// Enciphered ordinals: they open to what was sealed, under their own label and secret alone.
#include <gtest/gtest.h>

#include <set>

#include "accord/base/hash.hpp"
#include "accord/base/ordinal_id.hpp"

namespace accord::base {
namespace {

TEST(BaseOrdinalId, OpensToWhatWasSealed) {
    const OrdinalCipher cipher("secret");
    std::set<Id> seen;
    for (std::uint64_t ordinal : {0ULL, 1ULL, 2ULL, 255ULL, 256ULL, 1ULL << 40, ~0ULL}) {
        for (const char label : {'c', 's', 'p', 'e'}) {
            const Id id = cipher.seal(label, ordinal);
            EXPECT_TRUE(seen.insert(id).second);
            EXPECT_EQ(cipher.open(label, id), ordinal);
            EXPECT_EQ(OrdinalCipher("secret").seal(label, ordinal), id);
        }
    }
}

TEST(BaseOrdinalId, NeedsItsLabelAndItsSecret) {
    const OrdinalCipher cipher("secret");
    const Id id = cipher.seal('c', 7);
    EXPECT_EQ(cipher.open('s', id), std::nullopt);
    EXPECT_EQ(OrdinalCipher("other").open('c', id), std::nullopt);
}

TEST(BaseOrdinalId, AChangedBitOpensToNothing) {
    const OrdinalCipher cipher("secret");
    const Id id = cipher.seal('c', 123456);
    for (std::size_t bit = 0; bit < 128; ++bit) {
        Id forged = id;
        forged.bytes[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
        EXPECT_EQ(cipher.open('c', forged), std::nullopt) << bit;
    }
    for (int i = 0; i < 10000; ++i) {
        Id forged;
        random_fill(reinterpret_cast<char*>(forged.bytes.data()), forged.bytes.size());
        EXPECT_EQ(cipher.open('c', forged), std::nullopt);
    }
}

}  // namespace
}  // namespace accord::base
