// Hashes against FIPS 180-4 and RFC 4231, encodings against RFC 4648, identities, randomness and
// forks.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <random>
#include <set>
#include <thread>

#include "accord/base/hash.hpp"
#include "accord/base/id.hpp"
#include "throws.hpp"

namespace accord::base {
namespace {

using testing::code_of;

std::string sha256_hex(std::string_view bytes) {
    return hex(view(sha256(bytes)));
}
std::string hmac_hex(std::string_view key, std::string_view bytes) {
    return hex(view(hmac_sha256(key, bytes)));
}

// FIPS 180-4; examples at csrc.nist.gov "Cryptographic Standards and Guidelines", SHA256.pdf, and
// the long message of SHA_all.pdf.
TEST(BaseHash, Sha256GivesTheExamplesOfFips1804) {
    EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(sha256_hex("abc"),
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
              "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    EXPECT_EQ(sha256_hex(std::string(1'000'000, 'a')),
              "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

// RFC 4231, section 4, test cases 1, 2, 3, 4, 6 and 7 (5 truncates, which we never do).
TEST(BaseHash, HmacGivesTheCasesOfRfc4231) {
    EXPECT_EQ(hmac_hex(std::string(20, '\x0b'), "Hi There"),
              "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    EXPECT_EQ(hmac_hex("Jefe", "what do ya want for nothing?"),
              "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    EXPECT_EQ(hmac_hex(std::string(20, '\xaa'), std::string(50, '\xdd')),
              "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe");
    std::string counted;
    for (char c = 1; c <= 25; ++c) counted += c;
    EXPECT_EQ(hmac_hex(counted, std::string(50, '\xcd')),
              "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b");
    EXPECT_EQ(hmac_hex(std::string(131, '\xaa'),
                       "Test Using Larger Than Block-Size Key - Hash Key First"),
              "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
    EXPECT_EQ(hmac_hex(std::string(131, '\xaa'),
                       "This is a test using a larger than block-size key and a larger than "
                       "block-size data. The key needs to be hashed before being used by the HMAC "
                       "algorithm."),
              "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2");
}

TEST(BaseHash, PartsAreHashedAsTheyStandOneAfterTheOther) {
    EXPECT_EQ(sha256({"ab", "", "c"}), sha256("abc"));
    EXPECT_EQ(hmac_sha256("key", {"ab", "", "c"}), hmac_sha256("key", "abc"));
    EXPECT_EQ(sha256(std::initializer_list<std::string_view>{}), sha256(""));
}

TEST(BaseHash, StreamingGivesTheSameWhereverItIsCut) {
    const std::string bytes = random_bytes(300);
    for (std::size_t cut = 0; cut <= bytes.size(); cut += 13) {
        Sha256 stream;
        stream.update(std::string_view(bytes).substr(0, cut));
        stream.update(std::string_view(bytes).substr(cut));
        EXPECT_EQ(stream.finish(), sha256(bytes)) << cut;
        stream.update("abc");  // finish() begins a new message
        EXPECT_EQ(stream.finish(), sha256("abc"));
    }
}

TEST(BaseHash, ThreadsDoNotShareAContext) {
    std::vector<std::thread> threads;
    std::vector<int> wrong(4, 0);
    for (std::size_t t = 0; t < wrong.size(); ++t) {
        threads.emplace_back([&wrong, t] {
            const std::string bytes(100 + t, static_cast<char>('a' + t));
            const Digest expected = sha256(bytes);
            for (int i = 0; i < 2000; ++i) wrong[t] += sha256(bytes) != expected;
        });
    }
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(wrong, std::vector<int>(4, 0));
}

// RFC 4648, section 10.
TEST(BaseHash, EncodingsGiveTheVectorsOfRfc4648) {
    EXPECT_EQ(hex("foobar"), "666f6f626172");
    const std::pair<std::string_view, std::string_view> rows[] = {
        {"", ""},
        {"f", "Zg=="},
        {"fo", "Zm8="},
        {"foo", "Zm9v"},
        {"foob", "Zm9vYg=="},
        {"fooba", "Zm9vYmE="},
        {"foobar", "Zm9vYmFy"},
    };
    for (const auto& [plain, encoded] : rows) {
        EXPECT_EQ(base64(plain), encoded);
        EXPECT_EQ(unbase64(encoded), plain);
    }
}

TEST(BaseHash, Base64ReadsWhatItPrintsAndNothingElse) {
    for (std::size_t size = 0; size < 100; ++size) {
        const std::string bytes = random_bytes(size);
        EXPECT_EQ(unbase64(base64(bytes)), bytes);
    }
    for (const char* bad : {"Zg", "Zg=", "Zg===", "Z===", "====", "=", "Zh==", "Zm9=", "Zm 9",
                            "Zm9v\n", "Z-_v", "Zg==Zg==", "Zm9vé"}) {
        EXPECT_EQ(code_of([&] { return unbase64(bad); }), "bad_base64") << bad;
    }
}

TEST(BaseId, PrintsTwentySixCharactersAndReadsThemBack) {
    Id id;
    EXPECT_TRUE(id.empty());
    EXPECT_EQ(print_id('c', id), "c_aaaaaaaaaaaaaaaaaaaaaaaaaa");
    id.bytes.fill(0xff);
    EXPECT_EQ(print_id('s', id),
              "s_7777777777777777777777777"
              "4");
    id.bytes = {'f', 'o', 'o', 'b', 'a', 'r'};  // RFC 4648: base32("foobar") = MZXW6YTBOI======
    EXPECT_TRUE(print_id('p', id).starts_with("p_mzxw6ytboi"));
    for (int i = 0; i < 1000; ++i) {
        random_fill(reinterpret_cast<char*>(id.bytes.data()), id.bytes.size());
        EXPECT_EQ(parse_id('e', print_id('e', id)), id);
    }
}

TEST(BaseId, AnyOtherTextIsRefused) {
    const std::string good = "c_aaaaaaaaaaaaaaaaaaaaaaaaaa";
    EXPECT_EQ(code_of([&] { return parse_id('c', good); }), "");
    for (const std::string& bad :
         {std::string(), good + "a", good.substr(0, 27), "s" + good.substr(1),
          "c-" + good.substr(2), good.substr(0, 27) + "b",  // bits beyond the 128th
          good.substr(0, 27) + "A", good.substr(0, 27) + "1", good.substr(0, 27) + "8",
          good.substr(0, 27) + std::string(1, '\0'), good.substr(0, 25) + "文"}) {
        EXPECT_EQ(code_of([&] { return parse_id('c', bad); }), "bad_id") << bad;
    }
}

TEST(BaseId, DerivedIdentitiesDependOnEachPart) {
    const Id id = derive_id("secret", "case", "1");
    EXPECT_EQ(derive_id("secret", "case", "1"), id);
    const std::set<Id> all{id, derive_id("secreT", "case", "1"),
                           derive_id("secret", "subject", "1"), derive_id("secret", "case", "2"),
                           derive_id("secret", "cas", "e1")};
    EXPECT_EQ(all.size(), 5U);
    const Digest mac = hmac_sha256("secret", std::string("case\0001", 6));
    EXPECT_TRUE(std::equal(id.bytes.begin(), id.bytes.end(), mac.begin()));
}

TEST(BaseRandom, FillsAllOfASizeAndNeverRepeats) {
    std::set<std::string> seen;
    for (int i = 0; i < 5000; ++i) seen.insert(random_bytes(16));
    EXPECT_EQ(seen.size(), 5000U);
    for (const std::size_t size : {0U, 1U, 1023U, 1024U, 1025U, 4096U, 70000U}) {
        EXPECT_EQ(random_bytes(size).size(), size);
    }
    // 70,000 bytes without one of the 256 values would be a chance of about 256 × e^-273.
    const std::string many = random_bytes(70000);
    EXPECT_EQ(std::set<char>(many.begin(), many.end()).size(), 256U);
}

TEST(BaseRandom, AForkedChildDrawsOtherBytesThanItsParent) {
    static_cast<void>(random_bytes(16));  // the pool is filled before the fork
    int ends[2];
    ASSERT_EQ(pipe(ends), 0);
    const pid_t child = fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
        const std::string bytes = random_bytes(16);
        _exit(write(ends[1], bytes.data(), bytes.size()) == 16 ? 0 : 1);
    }
    const std::string ours = random_bytes(16);
    std::string theirs(16, '\0');
    EXPECT_EQ(read(ends[0], theirs.data(), theirs.size()), 16);
    int status = -1;
    EXPECT_EQ(waitpid(child, &status, 0), child);
    EXPECT_EQ(status, 0);
    EXPECT_NE(ours, theirs);
    close(ends[0]);
    close(ends[1]);
}

}  // namespace
}  // namespace accord::base
