// Writing the journal, and its pool of readers.
#include "accord/store/journal.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <cstring>

#include "accord/base/error.hpp"
#include "accord/base/file.hpp"
#include "accord/store/schema.hpp"

namespace accord::store {

namespace {

constexpr std::size_t pool_most = 4;
constexpr int reader_cache_mb = 2;

// The length of the write-ahead log is the time of an opening after a kill, and each checkpoint
// costs two syncs: small commits keep it at 4 MB, batches at 32 MB, in pages of 16 kB.
constexpr int small_commit_pages = 64;
constexpr int wal_pages_small = 256;
constexpr int wal_pages_batch = 2048;

std::unique_ptr<SQLite::Statement> prepare(SQLite::Database& database, const char* sql) {
    return std::make_unique<SQLite::Statement>(database, sql);
}

int keep_wal_pages(void* into, sqlite3*, const char*, int pages) {
    *static_cast<int*>(into) = pages;
    return SQLITE_OK;
}

}  // namespace

void Journal::create(const std::filesystem::path& path, const base::Id& docket,
                     std::string_view suite, std::int64_t now_micros) {
    if (!std::filesystem::exists(path)) base::create_file(path, {});
    const auto database = open_database(path, Access::read_write);
    guarded(path.string(), [&] {
        if (!is_blank(*database)) base::fail_store("not_a_docket", path.string());
        run(*database, "PRAGMA page_size = 16384");
        run(*database, "PRAGMA journal_mode = WAL");
        run(*database, "PRAGMA synchronous = FULL");
        SQLite::Transaction transaction(*database);
        create_tables(*database, journal_tables, journal_application_id);
        put_meta(*database, "docket",
                 {reinterpret_cast<const char*>(docket.bytes.data()), docket.bytes.size()});
        put_meta(*database, "suite", suite);
        put_meta(*database, "created", std::to_string(now_micros));
        put_meta(*database, "log", LogState{}.write());
        transaction.commit();
    });
}

Journal::Journal(const std::filesystem::path& path, Access access, int cache_mb)
    : path_(path), access_(access) {
    guarded(path_.string(), [&] {
        const auto probe = open_database(path_, access);
        check_tables(*probe, journal_tables, journal_application_id, path_);
        const std::string docket = get_meta(*probe, "docket");
        if (docket.size() != identity_.docket.bytes.size()) {
            base::fail_store("damaged", path_.string(), "docket");
        }
        std::memcpy(identity_.docket.bytes.data(), docket.data(), docket.size());
        identity_.suite = get_meta(*probe, "suite");
        if (access == Access::read_only) return;
        writer_ = std::make_unique<Connection>(path_, access, cache_mb);
        prepare_writer();
    });
}

void Journal::prepare_writer() {
    SQLite::Database& database = writer_->database();
    run(database, "PRAGMA synchronous = FULL");
    run(database, "PRAGMA journal_size_limit = " + std::to_string(64 << 20));
    // Recovering an old log, and the first reading, happen here rather than inside a verb.
    sqlite3_wal_hook(database.getHandle(), keep_wal_pages, &wal_pages_);
    begin_ = prepare(database, "BEGIN IMMEDIATE");
    commit_ = prepare(database, "COMMIT");
    insert_ = prepare(database,
                      "INSERT INTO event(seq, case_ord, previous, bytes) VALUES(?1, ?2, ?3, ?4)");
    insert_tile_ = prepare(database, "INSERT INTO tile(level, idx, hash) VALUES(?1, ?2, ?3)");
    insert_law_ = prepare(database, "INSERT OR IGNORE INTO law(hash, bytes) VALUES(?1, ?2)");
    put_state_ = prepare(database, "UPDATE meta SET value = ?1 WHERE name = 'log'");
}

Journal::Lease::Lease(Journal& journal, std::unique_ptr<Connection> connection)
    : journal_(&journal), owned_(std::move(connection)), connection_(owned_.get()) {
    connection_->begin();
}

Journal::Lease::~Lease() {
    if (!owned_) return;
    owned_->end();
    journal_->give_back(std::move(owned_));
}

Journal::Lease Journal::read() {
    std::unique_ptr<Connection> connection;
    {
        const std::lock_guard guard(pool_mutex_);
        if (!pool_.empty()) {
            connection = std::move(pool_.back());
            pool_.pop_back();
        }
    }
    // One more than the pool holds is opened rather than waited for: a reader may read while it
    // reads.
    if (!connection)
        connection = std::make_unique<Connection>(path_, Access::read_only, reader_cache_mb);
    return Lease(*this, std::move(connection));
}

void Journal::give_back(std::unique_ptr<Connection> connection) noexcept {
    const std::lock_guard guard(pool_mutex_);
    if (pool_.size() < pool_most) pool_.push_back(std::move(connection));
}

LogState Journal::begin() {
    return guarded(path_.string(), [&] {
        execute(*begin_);
        in_transaction_ = true;
        return writer_->state();
    });
}

void Journal::insert(std::uint64_t seq, std::uint64_t case_ordinal, std::uint64_t previous,
                     std::string_view bytes) {
    guarded(path_.string(), [&] {
        insert_->bind(1, static_cast<std::int64_t>(seq));
        insert_->bind(2, static_cast<std::int64_t>(case_ordinal));
        insert_->bind(3, static_cast<std::int64_t>(previous));
        bind_bytes(*insert_, 4, bytes);
        execute(*insert_);
    });
}

void Journal::insert_tile(unsigned level, std::uint64_t index, const base::Digest& hash) {
    guarded(path_.string(), [&] {
        insert_tile_->bind(1, static_cast<std::int64_t>(level));
        insert_tile_->bind(2, static_cast<std::int64_t>(index));
        bind_bytes(*insert_tile_, 3, base::view(hash));
        execute(*insert_tile_);
    });
}

bool Journal::insert_law(std::string_view hash, std::string_view bytes) {
    return guarded(path_.string(), [&] {
        bind_bytes(*insert_law_, 1, hash);
        bind_bytes(*insert_law_, 2, bytes);
        execute(*insert_law_);
        return writer_->database().getChanges() == 1;
    });
}

void Journal::commit(const LogState& state) {
    const int before = wal_pages_;
    guarded(path_.string(), [&] {
        const std::string bytes = state.write();
        bind_bytes(*put_state_, 1, bytes);
        execute(*put_state_);
        if (writer_->database().getChanges() != 1)
            base::fail_store("damaged", path_.string(), "log");
        execute(*commit_);
    });
    in_transaction_ = false;
    commit_pages_ = wal_pages_ > before ? wal_pages_ - before : wal_pages_;
}

void Journal::rollback() noexcept {
    if (!in_transaction_) return;
    in_transaction_ = false;
    writer_->database().tryExec("ROLLBACK");  // SQLite may have rolled back by itself already
}

void Journal::checkpoint() noexcept {
    const int most = commit_pages_ <= small_commit_pages ? wal_pages_small : wal_pages_batch;
    if (wal_pages_ < most) return;
    // What was acknowledged is durable already; a failure here is met again by the next commit.
    sqlite3_wal_checkpoint_v2(writer_->database().getHandle(), nullptr, SQLITE_CHECKPOINT_PASSIVE,
                              nullptr, nullptr);
}

}  // namespace accord::store
