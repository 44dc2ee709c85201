// The row's bytes: round trip, strictness, sealing and commitments.
#include <gtest/gtest.h>

#include "accord/store/bytes.hpp"
#include "accord/store/frame.hpp"
#include "accord/store/log_state.hpp"
#include "accord/store/seal.hpp"
#include "accord/store/vault.hpp"
#include "store_folder.hpp"

namespace accord::store {
namespace {

using store_tests::code_of;

Key key_of(std::uint8_t fill) {
    Key key{};
    key.fill(fill);
    return key;
}

base::Id id_of(std::uint8_t fill) {
    base::Id id;
    id.bytes.fill(fill);
    return id;
}

std::string sample_row() {
    std::string row;
    begin_frame(row, 300, R"({"n":1})", 2);
    Binding binding(id_of(1), id_of(2), 1);
    seal_field(row, key_of(7), binding, "party.name", 5, "\"甲\"");
    seal_field(row, key_of(8), binding, "party.note", 70000, "");
    return row;
}

TEST(StoreFrame, RoundTrip) {
    const std::string row = sample_row();
    Frame frame;
    ASSERT_TRUE(parse_frame(row, frame));
    EXPECT_EQ(frame.seq, 300U);
    EXPECT_EQ(frame.head, R"({"n":1})");
    ASSERT_EQ(frame.fields.size(), 2U);
    EXPECT_EQ(frame.fields[0].path, "party.name");
    EXPECT_EQ(frame.fields[1].owner, 70000U);
    EXPECT_EQ(frame.fields[1].sealed.size(), nonce_size + salt_size + tag_size);
}

/// The layout is final: written out here byte by byte, from the description and not from the code.
TEST(StoreFrame, BytesAreThoseOfTheDescription) {
    std::string row;
    begin_frame(row, 300, "{}", 1);
    append_field(row, "a.b", 130, std::string(32, 'c'));
    append_varint(row, 44);
    row.append(44, 's');
    const std::string expected = std::string(
                                     "\x01\xac\x02\x02{}\x01\x03"
                                     "a.b\x82\x01",
                                     13) +
                                 std::string(32, 'c') + "\x2c" + std::string(44, 's');
    EXPECT_EQ(row, expected);
    Frame frame;
    EXPECT_TRUE(parse_frame(row, frame));
}

TEST(StoreFrame, EveryPrefixAndEveryExtensionIsRefused) {
    const std::string row = sample_row();
    Frame frame;
    for (std::size_t size = 0; size < row.size(); ++size) {
        EXPECT_FALSE(parse_frame(std::string_view(row).substr(0, size), frame)) << size;
    }
    EXPECT_FALSE(parse_frame(row + '\0', frame));
}

TEST(StoreFrame, OnlyShortestVarintsAreTaken) {
    const auto reads = [](std::string_view bytes) {
        ByteReader reader(bytes);
        std::uint64_t value = 0;
        return reader.varint(value) && reader.at_end();
    };
    EXPECT_TRUE(reads(std::string_view("\0", 1)));
    EXPECT_FALSE(reads(std::string_view("\x80\0", 2)));
    EXPECT_FALSE(reads(std::string_view("\xff\0", 2)));
    EXPECT_FALSE(reads("\x80"));
    EXPECT_TRUE(reads("\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01"));
    EXPECT_FALSE(reads("\xff\xff\xff\xff\xff\xff\xff\xff\xff\x02"));
    EXPECT_FALSE(reads("\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01"));
    for (const std::uint64_t value : {0ULL, 127ULL, 128ULL, 16383ULL, 16384ULL, ~0ULL}) {
        std::string bytes;
        append_varint(bytes, value);
        ByteReader reader(bytes);
        std::uint64_t again = 1;
        EXPECT_TRUE(reader.varint(again));
        EXPECT_EQ(again, value);
    }
}

TEST(StoreFrame, HeadFactsAreFoundBehindNestedBodies) {
    HeadFacts facts;
    const std::string tricky =
        R"({"actor":"a\"}","body":{"case":"c_inner","n":[1,{"n":7}],"t":"\\"},"by":["x"],)"
        R"("case":"c_outer","kind":"filed","n":42,"v":1})";
    ASSERT_TRUE(read_head(tricky, facts));
    EXPECT_EQ(facts.case_text, "c_outer");
    EXPECT_EQ(facts.n, 42U);
    ASSERT_TRUE(read_head(R"({"kind":"law_added"})", facts));
    EXPECT_TRUE(facts.case_text.empty());
    EXPECT_EQ(facts.n, 0U);
    EXPECT_TRUE(read_head("{}", facts));
    for (const char* bad :
         {"", "{", "[]", R"({"case)", R"({"case":"c)", R"({"case":1,"n":1})", R"({"n":-1})",
          R"({"n":"1"})", R"({"n":1.5})", R"({"case":"c\u0041"})", R"({"n":99999999999999999})"}) {
        EXPECT_FALSE(read_head(bad, facts)) << bad;
    }
}

TEST(StoreSeal, OpensOnlyInItsPlaceUnderItsKey) {
    const std::string row = sample_row();
    Frame frame;
    ASSERT_TRUE(parse_frame(row, frame));
    const FrameField& name = frame.fields[0];
    std::string plain;
    Binding right(id_of(1), id_of(2), 1);
    ASSERT_TRUE(unseal_field(key_of(7), right, name, plain));
    EXPECT_EQ(plain.substr(salt_size), "\"甲\"");
    EXPECT_EQ(
        base::view(commitment(plain.substr(0, salt_size), name.path, plain.substr(salt_size))),
        name.commitment);

    EXPECT_FALSE(unseal_field(key_of(8), right, name, plain));
    Binding docket(id_of(9), id_of(2), 1);
    EXPECT_FALSE(unseal_field(key_of(7), docket, name, plain));
    Binding other_case(id_of(1), id_of(9), 1);
    EXPECT_FALSE(unseal_field(key_of(7), other_case, name, plain));
    Binding other_n(id_of(1), id_of(2), 2);
    EXPECT_FALSE(unseal_field(key_of(7), other_n, name, plain));
    FrameField moved = name;
    moved.path = "party.note";
    EXPECT_FALSE(unseal_field(key_of(7), right, moved, plain));
}

TEST(StoreSeal, EqualValuesLookDifferent) {
    Frame first;
    Frame second;
    const std::string one = sample_row();
    const std::string two = sample_row();
    ASSERT_TRUE(parse_frame(one, first));
    ASSERT_TRUE(parse_frame(two, second));
    EXPECT_NE(first.fields[0].commitment, second.fields[0].commitment);
    EXPECT_NE(first.fields[0].sealed.substr(0, nonce_size),
              second.fields[0].sealed.substr(0, nonce_size));
}

/// Lengths are hashed too, so a boundary can not be moved between salt, path and value.
TEST(StoreSeal, CommitmentFramesItsParts) {
    EXPECT_NE(commitment("ab", "c", "d"), commitment("a", "bc", "d"));
    EXPECT_NE(commitment("a", "b", "cd"), commitment("a", "bc", "d"));
    const std::string framed = std::string("accord.field.v1") + std::string("\0\0\0\0\0\0\0\1", 8) +
                               "a" + std::string("\0\0\0\0\0\0\0\2", 8) + "bc" +
                               std::string("\0\0\0\0\0\0\0\1", 8) + "d";
    EXPECT_EQ(commitment("a", "bc", "d"), base::sha256(framed));
}

/// AES-256-GCM, test case 16 of the GCM specification (McGrew and Viega, 2005), appendix B.
TEST(StoreSeal, CipherIsAes256Gcm) {
    const auto bytes = [](std::string_view hex) {
        std::string out;
        for (std::size_t i = 0; i < hex.size(); i += 2) {
            out.push_back(static_cast<char>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16)));
        }
        return out;
    };
    const std::string raw =
        bytes("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308");
    Key key{};
    std::copy(raw.begin(), raw.end(), key.begin());
    const std::string plain = bytes(
        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
        "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39");
    const std::string aad = bytes("feedfacedeadbeeffeedfacedeadbeefabaddad2");
    std::string sealed(plain.size() + tag_size, '\0');
    aead_encrypt(key, bytes("cafebabefacedbaddecaf888"), aad, plain, sealed.data());
    EXPECT_EQ(base::hex(sealed),
              "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
              "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
              "76fc6ece0f4e1768cddf8853bb2d551b");
}

TEST(StoreVault, ChunksCanNotBeMovedCutOrAdded) {
    const Key key = key_of(3);
    for (const std::size_t size : {0UL, 1UL, 65535UL, 65536UL, 65537UL, 131072UL, 200000UL}) {
        std::string plain(size, '\0');
        for (std::size_t i = 0; i < size; ++i) plain[i] = static_cast<char>(i * 31 >> 3);
        const std::string sealed = seal_blob(id_of(1), key, plain);
        std::string again;
        ASSERT_TRUE(open_blob(id_of(1), key, sealed, again)) << size;
        EXPECT_EQ(again, plain);
        EXPECT_FALSE(open_blob(id_of(2), key, sealed, again));
        EXPECT_FALSE(open_blob(id_of(1), key_of(4), sealed, again));
        EXPECT_FALSE(open_blob(id_of(1), key, sealed.substr(0, sealed.size() - 1), again));
        EXPECT_FALSE(open_blob(id_of(1), key, sealed + std::string(1, '\0'), again));
        EXPECT_FALSE(open_blob(id_of(1), key, sealed + std::string(16, '\0'), again));
        constexpr std::size_t whole = 65536 + 16;
        if (sealed.size() > 13 + whole) {
            EXPECT_FALSE(open_blob(id_of(1), key, sealed.substr(0, 13 + whole), again)) << size;
            std::string swapped = sealed;
            swapped.erase(13, whole);
            EXPECT_FALSE(open_blob(id_of(1), key, swapped, again)) << size;
        }
        for (const std::size_t at : {0UL, 1UL, 12UL, 13UL, sealed.size() - 1}) {
            std::string changed = sealed;
            changed[at] = static_cast<char>(changed[at] ^ 1);
            EXPECT_FALSE(open_blob(id_of(1), key, changed, again)) << size << " " << at;
        }
    }
}

TEST(StoreState, RoundTripAndStrictness) {
    LogState state;
    for (std::uint64_t i = 0; i < 300; ++i) {
        state.tree.push(leaf_hash(std::to_string(i)), [](unsigned, std::uint64_t, const auto&) {});
    }
    state.next_key = 1000;
    state.next_case = 70;
    state.last_own = 299;
    state.laws = 4;
    const std::string bytes = state.write();
    const LogState again = LogState::read(bytes);
    EXPECT_EQ(again.write(), bytes);
    EXPECT_EQ(again.tree.root(), state.tree.root());
    EXPECT_EQ(again.next_case, 70U);
    EXPECT_EQ(code_of([&] { (void)LogState::read(bytes + '\0'); }), "damaged");
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        EXPECT_EQ(code_of([&] { (void)LogState::read(bytes.substr(0, size)); }), "damaged") << size;
    }
}

}  // namespace
}  // namespace accord::store
