// Keys and blobs: who can open what, what a destroyed key leaves, and what is refused at the door.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "accord/base/file.hpp"
#include "store_folder.hpp"

namespace accord::store {
namespace {

using store_tests::code_of;
using store_tests::record_of;

class StoreKeys : public store_tests::Folder {
protected:
    /// Whether the bytes stand in any file under the test's folder.
    [[nodiscard]] bool found_anywhere(std::string_view bytes) const {
        for (const auto& entry : std::filesystem::recursive_directory_iterator(root_)) {
            if (!entry.is_regular_file()) continue;
            const std::string text = base::read_file(entry.path(), std::size_t{1} << 26);
            if (text.find(bytes) != std::string::npos) return true;
        }
        return false;
    }
    [[nodiscard]] std::string wrapped(std::uint32_t ordinal) const {
        const auto database = open_database(folder_ / "keys.sqlite", Access::read_only);
        SQLite::Statement get(*database, "SELECT wrapped FROM key WHERE ordinal = ?1");
        get.bind(1, std::int64_t{ordinal});
        EXPECT_TRUE(get.executeStep());
        return std::string(column_bytes(get, 0));
    }
};

TEST_F(StoreKeys, ADestroyedKeyTakesItsFieldsAndNothingElse) {
    const auto store = open();
    fill(*store, 3, 2);
    const base::Digest root = store->root();
    const Proof before = store->inclusion(3);
    const std::string gone = wrapped(2);
    ASSERT_TRUE(found_anywhere(gone));
    store->destroy_key(2);
    EXPECT_FALSE(found_anywhere(gone));
    EXPECT_FALSE(store->has_key(2));
    EXPECT_TRUE(store->has_key(1));

    const StoredEvent event = store->event(3, Store::Sealed::open);
    EXPECT_FALSE(event.sealed[0].readable);
    EXPECT_TRUE(event.sealed[0].value.empty());
    EXPECT_TRUE(store->event(1, Store::Sealed::open).sealed[0].readable);
    EXPECT_TRUE(store->openings(3).empty());
    const auto verified = store->verify({});
    EXPECT_TRUE(verified.faults.empty());
    EXPECT_EQ(verified.destroyed_keys, std::vector<std::uint32_t>{2});
    EXPECT_EQ(store->root(), root);
    EXPECT_EQ(store->inclusion(3).path, before.path);

    Store::Write write = store->begin_write();
    EXPECT_EQ(code_of([&] { write.append(record_of(2, 3, 2), {2, 4}); }), "key_destroyed");
    EXPECT_EQ(code_of([&] { (void)store->put_blob("x", 2); }), "key_destroyed");
    EXPECT_EQ(code_of([&] { store->destroy_key(0); }), "check_failed");
}

TEST_F(StoreKeys, AnotherStoreForgetsADestroyedKeyToo) {
    const auto one = open();
    const auto two = open();
    fill(*one, 1, 1);
    EXPECT_TRUE(two->event(1, Store::Sealed::open).sealed[0].readable);
    one->destroy_key(1);
    EXPECT_FALSE(two->event(1, Store::Sealed::open).sealed[0].readable);
    EXPECT_FALSE(two->has_key(1));
}

TEST_F(StoreKeys, NumbersGoOnAndAreNeverGivenTwice) {
    {
        const auto store = open();
        for (std::uint32_t i = 1; i <= 3; ++i) EXPECT_EQ(store->new_key(), i);
    }
    const auto store = open();
    EXPECT_EQ(store->new_key(), 4U);
    Store::Write write = store->begin_write();
    for (std::uint32_t i = 5; i <= 2000; ++i) ASSERT_EQ(store->new_key(), i);
    write.append(record_of(1, 1, 2000), {1, 0});
    write.commit();
    const auto again = open();
    EXPECT_TRUE(again->event(1, Store::Sealed::open).sealed[0].readable);
    EXPECT_TRUE(again->verify({}).faults.empty());
    EXPECT_GT(again->verify({}).keys, 2000U);
}

TEST_F(StoreKeys, TheMasterKeyFile) {
    open().reset();
    const std::filesystem::path file = root_ / "docket.key";
    struct stat facts {};
    ASSERT_EQ(::stat(file.c_str(), &facts), 0);
    EXPECT_EQ(facts.st_mode & 0777, 0600U);
    const std::string text = base::read_file(file, 1000);
    EXPECT_EQ(text.size(), 65U);

    OpenOptions given;
    for (std::size_t i = 0; i < 64; i += 2) {
        given.master_key.push_back(static_cast<char>(std::stoi(text.substr(i, 2), nullptr, 16)));
    }
    std::filesystem::remove(file);
    EXPECT_EQ(code_of([&] { (void)open(); }), "wrong_key");
    EXPECT_FALSE(std::filesystem::exists(file));
    EXPECT_EQ(open(given)->last_seq(), 0U);
    given.master_key[7] = static_cast<char>(given.master_key[7] ^ 1);
    EXPECT_EQ(code_of([&] { (void)open(given); }), "wrong_key");
    given.master_key = "short";
    EXPECT_EQ(code_of([&] { (void)open(given); }), "wrong_key");

    base::create_file(file, text);
    EXPECT_EQ(open()->last_seq(), 0U);
    ::chmod(file.c_str(), 0644);
    EXPECT_EQ(code_of([&] { (void)open(); }), "wrong_key");
    ::chmod(file.c_str(), 0600);
    base::write_file(file, "not a key");
    EXPECT_EQ(code_of([&] { (void)open(); }), "wrong_key");
}

TEST_F(StoreKeys, AGivenMasterKeyLeavesNoFile) {
    OpenOptions given;
    given.master_key = std::string(32, 'k');
    const auto store = open(given);
    EXPECT_EQ(store->secret().size(), 32U);
    EXPECT_FALSE(std::filesystem::exists(root_ / "docket.key"));
    EXPECT_EQ(open(given)->secret(), store->secret());
}

TEST_F(StoreKeys, ForeignDatabasesAreRefusedUntouched) {
    open().reset();
    for (const char* file : {"journal.sqlite", "keys.sqlite"}) {
        tamper(file, "PRAGMA application_id = 7");
        EXPECT_EQ(code_of([&] { (void)open(); }), "not_a_docket") << file;
        tamper(file, std::string("PRAGMA application_id = ") +
                         (file[0] == 'j' ? "1633903460" : "1633903467"));
        EXPECT_EQ(open()->last_seq(), 0U);
        tamper(file, "PRAGMA user_version = 2");
        EXPECT_EQ(code_of([&] { (void)open(); }), "newer_format") << file;
        tamper(file, "PRAGMA user_version = 1");
        tamper(file, "CREATE TRIGGER t AFTER UPDATE ON meta BEGIN SELECT 1; END");
        EXPECT_EQ(code_of([&] { (void)open(); }), "damaged") << file;
        tamper(file, "DROP TRIGGER t");
        EXPECT_EQ(open()->last_seq(), 0U);
    }
    tamper("journal.sqlite", "UPDATE meta SET value = x'534d33' WHERE name = 'suite'");
    EXPECT_EQ(code_of([&] { (void)open(); }), "newer_format");
}

TEST_F(StoreKeys, AFolderOfOtherThingsIsRefused) {
    std::filesystem::create_directory(folder_);
    base::create_file(folder_ / "letter.txt", "dear sir");
    EXPECT_EQ(code_of([&] { (void)open(); }), "not_a_docket");
    std::filesystem::remove(folder_ / "letter.txt");
    base::create_file(folder_ / "journal.sqlite", std::string(5000, 'x'));
    EXPECT_EQ(code_of([&] { (void)open(); }), "damaged");
    EXPECT_EQ(base::read_file(folder_ / "journal.sqlite", 9000), std::string(5000, 'x'));
    EXPECT_FALSE(std::filesystem::exists(folder_ / "keys.sqlite"));
    OpenOptions options;
    options.create = false;
    EXPECT_EQ(code_of([&] { (void)Store::open(root_ / "none", options); }), "not_found");
    EXPECT_FALSE(std::filesystem::exists(root_ / "none"));
}

TEST_F(StoreKeys, CreationIsTakenUpAgainWhereItBrokeOff) {
    open().reset();
    const std::string docket = base::hex(
        std::string_view(reinterpret_cast<const char*>(open()->docket_id().bytes.data()), 16));
    tamper("keys.sqlite", "UPDATE meta SET value = x'6e6577' WHERE name = 'state'");  // "new"
    EXPECT_EQ(open()->last_seq(), 0U);
    tamper("keys.sqlite", "UPDATE meta SET value = x'6e6577' WHERE name = 'state'");
    std::filesystem::remove(folder_ / "journal.sqlite");
    std::filesystem::remove(folder_ / "lock");
    EXPECT_EQ(open()->last_seq(), 0U);
    std::filesystem::remove(folder_ / "keys.sqlite");
    EXPECT_EQ(code_of([&] { (void)open(); }), "wrong_key");
    std::filesystem::remove(folder_ / "journal.sqlite");
    std::filesystem::remove(folder_ / "lock");
    base::create_file(folder_ / "keys.sqlite", "");
    const auto fresh = open();
    EXPECT_NE(docket, base::hex(std::string_view(
                          reinterpret_cast<const char*>(fresh->docket_id().bytes.data()), 16)));
}

TEST_F(StoreKeys, AMissingJournalIsDamageNotANewDocket) {
    fill(*open(), 1, 1);
    std::filesystem::remove(folder_ / "journal.sqlite");
    EXPECT_EQ(code_of([&] { (void)open(); }), "damaged");
    base::create_file(folder_ / "journal.sqlite", "");
    EXPECT_EQ(code_of([&] { (void)open(); }), "damaged");
}

TEST_F(StoreKeys, AnOlderJournalPutBackIsRefused) {
    fill(*open(), 1, 1);
    std::filesystem::copy_file(folder_ / "journal.sqlite", root_ / "older");
    fill(*open(), 1, 1);
    std::filesystem::rename(root_ / "older", folder_ / "journal.sqlite");
    EXPECT_EQ(code_of([&] { (void)open(); }), "damaged");
}

// --- blobs
// ----------------------------------------------------------------------------------------

TEST_F(StoreKeys, BlobsOfEverySizeComeBack) {
    const auto store = open();
    const std::uint32_t owner = store->new_key();
    std::vector<std::string> addresses;
    for (const std::size_t size : {0UL, 1UL, 65535UL, 65536UL, 65537UL, 1048576UL}) {
        std::string bytes(size, 'b');
        for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<char>(i * 131 >> 4);
        const BlobRef ref = store->put_blob(bytes, owner);
        EXPECT_EQ(ref.size, size);
        EXPECT_EQ(ref.address.size(), 64U);
        EXPECT_EQ(ref.plain_hash, store->plain_hash(bytes, owner));
        EXPECT_EQ(store->blob(ref, owner), bytes) << size;
        addresses.push_back(ref.address);
    }
    auto verified = store->verify(addresses);
    EXPECT_TRUE(verified.faults.empty());
    EXPECT_TRUE(verified.notes.empty());
    EXPECT_EQ(verified.blobs, 6U);
    const std::string orphan = addresses.back();
    addresses.pop_back();
    verified = store->verify(addresses);
    EXPECT_TRUE(verified.faults.empty());
    EXPECT_EQ(verified.notes, std::vector<std::string>{"blob_orphan:" + orphan});
    addresses.push_back(std::string(64, '0'));
    EXPECT_EQ(store->verify(addresses).faults,
              std::vector<std::string>{"blob_missing:" + std::string(64, '0')});
}

TEST_F(StoreKeys, ABlobOpensOnlyForItsOwner) {
    const auto store = open();
    const std::uint32_t one = store->new_key();
    const std::uint32_t two = store->new_key();
    const BlobRef ref = store->put_blob("statement", one);
    EXPECT_NE(store->plain_hash("statement", one), store->plain_hash("statement", two));
    EXPECT_EQ(code_of([&] { (void)store->blob(ref, two); }), "damaged");
    BlobRef other_size = ref;
    other_size.size = 8;
    EXPECT_EQ(code_of([&] { (void)store->blob(other_size, one); }), "damaged");
    store->destroy_key(one);
    EXPECT_EQ(code_of([&] { (void)store->blob(ref, one); }), "key_destroyed");
}

TEST_F(StoreKeys, NoAddressLeavesTheVault) {
    const auto store = open();
    BlobRef ref = store->put_blob("statement", 0);
    for (const std::string& address :
         {std::string("../../docket.key"), std::string(), std::string(63, 'a'),
          std::string(62, 'a') + "/.", std::string(64, 'A'), ref.address + "0",
          "../" + ref.address.substr(3), std::string(64, '\0')}) {
        BlobRef bad = ref;
        bad.address = address;
        EXPECT_EQ(code_of([&] { (void)store->blob(bad, 0); }), "bad_address") << address;
        EXPECT_EQ(store->verify({address}).faults.size(), 1U);
    }
    // A link in the vault's place is not followed.
    const std::filesystem::path file = folder_ / "vault" / ref.address.substr(0, 2) / ref.address;
    std::filesystem::rename(file, root_ / "elsewhere");
    std::filesystem::create_symlink(root_ / "elsewhere", file);
    EXPECT_EQ(code_of([&] { (void)store->blob(ref, 0); }), "blob_missing");
}

TEST_F(StoreKeys, ABlobBeyondTheLimitIsRefused) {
    const auto store = open();
    const std::string large((std::size_t{64} << 20) + 1, 'x');
    EXPECT_EQ(code_of([&] { (void)store->put_blob(large, 0); }), "too_large");
    EXPECT_FALSE(std::filesystem::exists(folder_ / "vault"));
}

}  // namespace
}  // namespace accord::store
