// journal.sqlite: the rows of the log, the law they cite, and the state of the tree.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "accord/base/id.hpp"
#include "accord/store/log_state.hpp"
#include "accord/store/sqlite.hpp"

namespace accord::store {

/// A row's columns; `bytes` is valid until the connection reads on.
struct Row {
    std::uint64_t seq = 0;
    std::uint64_t case_ordinal = 0;
    std::uint64_t previous = 0;
    std::string_view bytes;
};

/// One connection with its prepared statements, used by one thread at a time.
class Connection {
public:
    Connection(const std::filesystem::path& path, Access access, int cache_mb);

    [[nodiscard]] SQLite::Database& database() noexcept { return *database_; }
    void begin();
    void end() noexcept;

    [[nodiscard]] LogState state();
    /// Calls `visit` for each row with from ≤ seq ≤ to, in order, until it returns false.
    template <typename Visit>
    void scan(std::uint64_t from, std::uint64_t to, Visit&& visit);
    /// Error(store, "no_such_event", seq) when it is not there.
    template <typename Visit>
    void at(std::uint64_t seq, Visit&& visit);
    [[nodiscard]] bool law(std::string_view hash, std::string& bytes);
    [[nodiscard]] std::vector<std::string> law_hashes();
    /// Error(store, "damaged", "tile:level/index") when it is not there.
    [[nodiscard]] base::Digest tile(unsigned level, std::uint64_t index);
    /// Nodes for proofs: from tiles where they are stored, otherwise from the rows.
    [[nodiscard]] base::Digest node(unsigned height, std::uint64_t index);

private:
    [[noreturn]] void fail_missing(std::uint64_t seq) const;

    std::string place_;
    std::unique_ptr<SQLite::Database> database_;
    std::unique_ptr<SQLite::Statement> at_;
    std::unique_ptr<SQLite::Statement> range_;
    std::unique_ptr<SQLite::Statement> state_;
    std::unique_ptr<SQLite::Statement> law_;
    std::unique_ptr<SQLite::Statement> tile_;
    bool in_snapshot_ = false;
};

/// The writer's connection and a pool of readers.
class Journal {
public:
    /// Makes the file with its tables and an empty log, in one commit.
    static void create(const std::filesystem::path& path, const base::Id& docket,
                       std::string_view suite, std::int64_t now_micros);
    Journal(const std::filesystem::path& path, Access access, int cache_mb);

    struct Identity {
        base::Id docket;
        std::string suite;
    };
    [[nodiscard]] const Identity& identity() const noexcept { return identity_; }

    /// A reader inside one snapshot; goes back to the pool when the lease ends.
    class Lease {
    public:
        Lease(Journal& journal, std::unique_ptr<Connection> connection);
        explicit Lease(Connection& writer) : connection_(&writer) {}
        Lease(const Lease&) = delete;
        Lease& operator=(const Lease&) = delete;
        ~Lease();
        [[nodiscard]] Connection& operator*() noexcept { return *connection_; }
        [[nodiscard]] Connection* operator->() noexcept { return connection_; }

    private:
        Journal* journal_ = nullptr;
        std::unique_ptr<Connection> owned_;
        Connection* connection_;
    };
    [[nodiscard]] Lease read();

    // --- the writer; the caller holds the writer's lock ------------------------------------------
    [[nodiscard]] Connection& writer() noexcept { return *writer_; }
    [[nodiscard]] bool in_transaction() const noexcept { return in_transaction_; }
    /// Starts a transaction and returns the state it builds on.
    [[nodiscard]] LogState begin();
    void insert(std::uint64_t seq, std::uint64_t case_ordinal, std::uint64_t previous,
                std::string_view bytes);
    void insert_tile(unsigned level, std::uint64_t index, const base::Digest& hash);
    /// True when it was not there before.
    [[nodiscard]] bool insert_law(std::string_view hash, std::string_view bytes);
    /// Writes the state and commits, durably.
    void commit(const LogState& state);
    void rollback() noexcept;
    /// Moves the write-ahead log into the database when it has grown enough; never fails.
    void checkpoint() noexcept;

    [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }

private:
    void give_back(std::unique_ptr<Connection> connection) noexcept;
    void prepare_writer();

    std::filesystem::path path_;
    Access access_;
    Identity identity_;
    std::unique_ptr<Connection> writer_;
    std::unique_ptr<SQLite::Statement> begin_;
    std::unique_ptr<SQLite::Statement> commit_;
    std::unique_ptr<SQLite::Statement> insert_;
    std::unique_ptr<SQLite::Statement> insert_tile_;
    std::unique_ptr<SQLite::Statement> insert_law_;
    std::unique_ptr<SQLite::Statement> put_state_;
    bool in_transaction_ = false;
    int wal_pages_ = 0;     // in the write-ahead log after the last commit
    int commit_pages_ = 0;  // of the last commit
    std::mutex pool_mutex_;
    std::vector<std::unique_ptr<Connection>> pool_;
};

template <typename Visit>
void Connection::scan(std::uint64_t from, std::uint64_t to, Visit&& visit) {
    guarded(place_, [&] {
        const Using scope(*range_);
        range_->bind(1, static_cast<std::int64_t>(from));
        range_->bind(2, static_cast<std::int64_t>(to));
        while (range_->executeStep()) {
            const SQLite::Column seq = range_->getColumn(0);
            Row row{static_cast<std::uint64_t>(seq.getInt64()),
                    static_cast<std::uint64_t>(range_->getColumn(1).getInt64()),
                    static_cast<std::uint64_t>(range_->getColumn(2).getInt64()),
                    column_bytes(*range_, 3)};
            if (!visit(row)) return;
        }
    });
}

template <typename Visit>
void Connection::at(std::uint64_t seq, Visit&& visit) {
    guarded(place_, [&] {
        const Using scope(*at_);
        at_->bind(1, static_cast<std::int64_t>(seq));
        if (!at_->executeStep()) fail_missing(seq);
        visit(Row{seq, static_cast<std::uint64_t>(at_->getColumn(0).getInt64()),
                  static_cast<std::uint64_t>(at_->getColumn(1).getInt64()), column_bytes(*at_, 2)});
    });
}

}  // namespace accord::store
