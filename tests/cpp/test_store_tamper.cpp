// Promise D1 at the level of the store: whatever is changed in the files, verify() names it.
#include <gtest/gtest.h>

#include <fstream>

#include "accord/base/file.hpp"
#include "store_folder.hpp"

namespace accord::store {
namespace {

using store_tests::code_of;
using store_tests::record_of;

class StoreTamper : public store_tests::Folder {
protected:
    void SetUp() override {
        Folder::SetUp();
        store_ = open();
        {
            Store::Write write = store_->begin_write();
            store_->put_law(base::hex(base::view(base::sha256("the law"))), "the law");
            write.append(record_of(0, 0, 0), {});
            write.commit();
        }
        fill(*store_, 2, 2);
        address_ = store_->put_blob("statement of account", 1).address;
        ASSERT_TRUE(store_->verify({address_}).faults.empty());
        journal_ = raw("journal.sqlite");
        keys_ = raw("keys.sqlite");
    }
    void TearDown() override {
        journal_.reset();
        keys_.reset();
        store_.reset();
        Folder::TearDown();
    }

    [[nodiscard]] std::unique_ptr<SQLite::Database> raw(const char* file) const {
        auto database = open_database(folder_ / file, Access::read_write);
        database->exec("PRAGMA synchronous = OFF");
        return database;
    }
    /// The first fault verify() names, or the code it throws; empty when it finds nothing.
    [[nodiscard]] std::string finding() const {
        std::string first;
        const std::string thrown = code_of([&] {
            const auto verified = store_->verify({address_});
            if (!verified.faults.empty()) first = verified.faults.front();
        });
        return thrown.empty() ? first : thrown;
    }
    [[nodiscard]] static std::string read_blob(SQLite::Database& database, const std::string& sql) {
        SQLite::Statement get(database, sql);
        EXPECT_TRUE(get.executeStep()) << sql;
        return std::string(column_bytes(get, 0));
    }
    static void write_blob(SQLite::Database& database, const std::string& sql,
                           const std::string& bytes) {
        SQLite::Statement put(database, sql);
        bind_bytes(put, 1, bytes);
        execute(put);
    }
    /// Changes every byte once, asks verify(), puts it back. The number of bytes tried.
    std::size_t flip_all(SQLite::Database& database, const std::string& select,
                         const std::string& update) {
        const std::string right = read_blob(database, select);
        for (std::size_t at = 0; at < right.size(); ++at) {
            std::string wrong = right;
            wrong[at] = static_cast<char>(wrong[at] ^ (1 << (at % 8)));
            write_blob(database, update, wrong);
            EXPECT_NE(finding(), "") << select << " byte " << at;
        }
        for (const std::string& wrong : {right.substr(1), right + 'x', std::string()}) {
            write_blob(database, update, wrong);
            EXPECT_NE(finding(), "") << select << " " << wrong.size();
        }
        write_blob(database, update, right);
        EXPECT_EQ(finding(), "");
        return right.size();
    }
    /// Runs SQL, expects a fault that begins with `code`, and undoes the change.
    void expect_fault(const std::string& sql, std::string_view code) {
        const std::string before = base::read_file(folder_ / "journal.sqlite", 1 << 26);
        journal_->exec("SAVEPOINT before");
        journal_->exec("RELEASE before");
        journal_->exec("CREATE TEMP TABLE IF NOT EXISTS kept AS SELECT * FROM event");
        journal_->exec(sql);
        const std::string found = finding();
        EXPECT_TRUE(found.starts_with(code)) << sql << " found " << found;
        journal_->exec("DELETE FROM event");
        journal_->exec("INSERT INTO event SELECT * FROM kept");
        EXPECT_EQ(finding(), "") << sql;
    }

    std::unique_ptr<Store> store_;
    std::unique_ptr<SQLite::Database> journal_;
    std::unique_ptr<SQLite::Database> keys_;
    std::string address_;
};

TEST_F(StoreTamper, EveryByteOfEveryRow) {
    std::size_t bytes = 0;
    for (int seq = 1; seq <= 5; ++seq) {
        const std::string where = " WHERE seq = " + std::to_string(seq);
        bytes += flip_all(*journal_, "SELECT bytes FROM event" + where,
                          "UPDATE event SET bytes = ?1" + where);
    }
    EXPECT_GT(bytes, 1000U);
}

TEST_F(StoreTamper, EveryByteOfTheState) {
    EXPECT_GT(flip_all(*journal_, "SELECT value FROM meta WHERE name = 'log'",
                       "UPDATE meta SET value = ?1 WHERE name = 'log'"),
              64U);
}

TEST_F(StoreTamper, EveryByteOfALaw) {
    EXPECT_EQ(flip_all(*journal_, "SELECT bytes FROM law", "UPDATE law SET bytes = ?1"), 7U);
    EXPECT_EQ(flip_all(*journal_, "SELECT hash FROM law", "UPDATE law SET hash = ?1"), 32U);
    journal_->exec("DELETE FROM law");
    EXPECT_EQ(finding(), "counter_differs:laws");
}

TEST_F(StoreTamper, EveryByteOfAKey) {
    for (const char* ordinal : {"0", "1", "256"}) {
        EXPECT_EQ(
            flip_all(*keys_, std::string("SELECT wrapped FROM key WHERE ordinal = ") + ordinal,
                     std::string("UPDATE key SET wrapped = ?1 WHERE ordinal = ") + ordinal),
            60U);
    }
    keys_->exec("DELETE FROM key WHERE ordinal = 2");
    EXPECT_EQ(finding(), "key_missing:2");
}

TEST_F(StoreTamper, EveryByteOfABlob) {
    const std::filesystem::path file = folder_ / "vault" / address_.substr(0, 2) / address_;
    const std::string right = base::read_file(file, 1000);
    ASSERT_EQ(right.size(), 13U + 20U + 16U);
    const auto put = [&](const std::string& bytes) {
        std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
    };
    for (std::size_t at = 0; at < right.size(); ++at) {
        std::string wrong = right;
        wrong[at] = static_cast<char>(wrong[at] ^ 0x40);
        put(wrong);
        EXPECT_EQ(finding(), "blob_differs:" + address_) << at;
    }
    put(right.substr(0, right.size() - 1));
    EXPECT_EQ(finding(), "blob_differs:" + address_);
    put(right);
    EXPECT_EQ(finding(), "");
    std::filesystem::remove(file);
    EXPECT_EQ(finding(), "blob_missing:" + address_);
}

TEST_F(StoreTamper, RowsDeletedMovedAddedAndColumnsChanged) {
    expect_fault("DELETE FROM event WHERE seq = 5", "size_differs");
    expect_fault("DELETE FROM event WHERE seq = 3", "seq_differs");
    expect_fault("DELETE FROM event", "size_differs");
    expect_fault("UPDATE event SET seq = 6 WHERE seq = 5", "seq_differs");
    expect_fault("UPDATE event SET seq = 0 WHERE seq = 1", "seq_differs");
    expect_fault("UPDATE event SET seq = -1 WHERE seq = 1", "seq_differs");
    expect_fault("INSERT INTO event SELECT 6, case_ord, previous, bytes FROM event WHERE seq = 5",
                 "seq_differs");
    expect_fault("INSERT INTO event SELECT -7, case_ord, previous, bytes FROM event WHERE seq = 5",
                 "seq_differs");
    expect_fault("UPDATE event SET bytes = (SELECT bytes FROM kept WHERE seq = 5) WHERE seq = 3",
                 "seq_differs");
    expect_fault("UPDATE event SET case_ord = 2 WHERE seq = 3", "case_differs");
    expect_fault("UPDATE event SET case_ord = 1152921504606846976 WHERE seq = 2", "case_differs");
    expect_fault("UPDATE event SET case_ord = -1 WHERE seq = 3", "case_differs");
    expect_fault("UPDATE event SET case_ord = 1 WHERE seq = 1", "case_differs");
    // Two whole cases whose numbers are exchanged.
    expect_fault("UPDATE event SET case_ord = 3 - case_ord WHERE case_ord > 0", "case_differs");
    expect_fault("UPDATE event SET previous = 1 WHERE seq = 3", "previous_differs");
    expect_fault("UPDATE event SET previous = 0 WHERE seq = 3", "case_differs");
    expect_fault("UPDATE event SET previous = 2 WHERE seq = 1", "previous_differs");
}

TEST_F(StoreTamper, ReadersRefuseARowThatIsNotItsPlaces) {
    journal_->exec(
        "UPDATE event SET bytes = (SELECT bytes FROM event WHERE seq = 2) WHERE seq = 3");
    EXPECT_EQ(code_of([&] { (void)store_->event(3, Store::Sealed::leave); }), "damaged");
    EXPECT_EQ(code_of([&] { (void)store_->chain(3, Store::Sealed::open); }), "damaged");
    EXPECT_EQ(code_of([&] { (void)store_->openings(3); }), "damaged");
    journal_->exec("UPDATE event SET previous = 5 WHERE seq = 5");
    EXPECT_EQ(code_of([&] { (void)store_->chain(5, Store::Sealed::leave); }), "damaged");
}

TEST_F(StoreTamper, ATileOrARowUnderItIsNoticedByProofs) {
    fill(*store_, 150, 2);
    ASSERT_EQ(finding(), "");
    const std::string right = read_blob(*journal_, "SELECT hash FROM tile WHERE level = 1");
    std::string wrong = right;
    wrong[3] = static_cast<char>(wrong[3] ^ 1);
    write_blob(*journal_, "UPDATE tile SET hash = ?1", wrong);
    EXPECT_EQ(finding(), "tile_differs:1/0");
    EXPECT_EQ(code_of([&] { (void)store_->inclusion(300); }), "damaged");
    write_blob(*journal_, "UPDATE tile SET hash = ?1", right);
    EXPECT_EQ(finding(), "");
    journal_->exec("INSERT INTO tile SELECT 2, 0, hash FROM tile");
    EXPECT_EQ(finding(), "counter_differs:tiles");
    journal_->exec("DELETE FROM tile");
    EXPECT_EQ(finding(), "tile_differs:1/0");
    journal_->exec("UPDATE event SET bytes = CAST(bytes || 'x' AS BLOB) WHERE seq = 10");
    EXPECT_EQ(code_of([&] { (void)store_->inclusion(12); }), "damaged");
}

/// Bytes of the files themselves, between cleanly closed and opened again: a sample over the whole
/// length. Either something is refused, or verify() speaks, or every row reads as before.
TEST_F(StoreTamper, BytesOfTheClosedFiles) {
    std::vector<std::string> rows;
    for (std::uint64_t seq = 1; seq <= 5; ++seq) rows.push_back(store_->row(seq));
    journal_.reset();
    keys_.reset();
    store_.reset();
    int refused = 0;
    int faults = 0;
    int same = 0;
    for (const char* name : {"journal.sqlite", "keys.sqlite", "lock"}) {
        const std::filesystem::path file = folder_ / name;
        const std::string right = base::read_file(file, 1 << 26);
        const std::size_t step = std::max<std::size_t>(1, right.size() / 150);
        for (std::size_t at = 0; at < right.size(); at += step) {
            std::string wrong = right;
            wrong[at] = static_cast<char>(wrong[at] ^ 0x11);
            std::ofstream(file, std::ios::binary | std::ios::in) << wrong;
            const std::string thrown = code_of([&] {
                OpenOptions options;
                options.read_only = true;
                const auto store = open(options);
                if (!store->verify({address_}).faults.empty()) {
                    ++faults;
                    return;
                }
                for (std::uint64_t seq = 1; seq <= 5; ++seq) {
                    EXPECT_EQ(store->row(seq), rows[seq - 1]) << name << " " << at;
                    if (seq == 1) continue;
                    EXPECT_TRUE(store->event(seq, Store::Sealed::open).sealed[0].readable);
                }
                ++same;
            });
            refused += thrown.empty() ? 0 : 1;
        }
        std::ofstream(file, std::ios::binary | std::ios::in) << right;
    }
    EXPECT_GT(refused, 0);
    EXPECT_GT(faults, 0);
    EXPECT_GT(same, 0);
    RecordProperty("refused", refused);
    RecordProperty("faults", faults);
    RecordProperty("same", same);
    EXPECT_TRUE(open()->verify({address_}).faults.empty());
}

}  // namespace
}  // namespace accord::store
