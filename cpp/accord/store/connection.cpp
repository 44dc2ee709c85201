// Reading the journal: rows, law, tiles and the nodes of the tree.
#include <cstring>

#include "accord/base/error.hpp"
#include "accord/store/journal.hpp"

namespace accord::store {

namespace {

std::unique_ptr<SQLite::Statement> prepare(SQLite::Database& database, const char* sql) {
    return std::make_unique<SQLite::Statement>(database, sql);
}

}  // namespace

Connection::Connection(const std::filesystem::path& path, Access access, int cache_mb)
    : place_(path.string()), database_(open_database(path, access)) {
    guarded(place_, [&] {
        run(*database_, "PRAGMA cache_size = " + std::to_string(-1024 * cache_mb));
        at_ = prepare(*database_, "SELECT case_ord, previous, bytes FROM event WHERE seq = ?1");
        range_ = prepare(*database_,
                         "SELECT seq, case_ord, previous, bytes FROM event "
                         "WHERE seq BETWEEN ?1 AND ?2 ORDER BY seq");
        state_ = prepare(*database_, "SELECT value FROM meta WHERE name = 'log'");
        law_ = prepare(*database_, "SELECT bytes FROM law WHERE hash = ?1");
        tile_ = prepare(*database_, "SELECT hash FROM tile WHERE level = ?1 AND idx = ?2");
    });
}

void Connection::begin() {
    guarded(place_, [&] { run(*database_, "BEGIN"); });
    in_snapshot_ = true;
}

void Connection::end() noexcept {
    if (!in_snapshot_) return;
    in_snapshot_ = false;
    database_->tryExec("ROLLBACK");  // nothing was written: this only lets the snapshot go
}

LogState Connection::state() {
    return guarded(place_, [&] {
        const Using scope(*state_);
        if (!state_->executeStep()) base::fail_store("damaged", place_, "log");
        return LogState::read(column_bytes(*state_, 0));
    });
}

bool Connection::law(std::string_view hash, std::string& bytes) {
    return guarded(place_, [&] {
        const Using scope(*law_);
        bind_bytes(*law_, 1, hash);
        if (!law_->executeStep()) return false;
        bytes.assign(column_bytes(*law_, 0));
        return true;
    });
}

std::vector<std::string> Connection::law_hashes() {
    return guarded(place_, [&] {
        std::vector<std::string> hashes;
        SQLite::Statement all(*database_, "SELECT hash FROM law ORDER BY hash");
        while (all.executeStep()) hashes.emplace_back(column_bytes(all, 0));
        return hashes;
    });
}

base::Digest Connection::tile(unsigned level, std::uint64_t index) {
    return guarded(place_, [&] {
        const Using scope(*tile_);
        tile_->bind(1, static_cast<std::int64_t>(level));
        tile_->bind(2, static_cast<std::int64_t>(index));
        base::Digest hash{};
        const bool there = tile_->executeStep();
        const std::string_view bytes = there ? column_bytes(*tile_, 0) : std::string_view{};
        if (bytes.size() != hash.size()) {
            base::fail_store("damaged", place_,
                             "tile:" + std::to_string(level) + "/" + std::to_string(index));
        }
        std::memcpy(hash.data(), bytes.data(), hash.size());
        return hash;
    });
}

base::Digest Connection::node(unsigned height, std::uint64_t index) {
    if (height >= tile_height) {
        if (height % tile_height == 0) return tile(height / tile_height, index);
        return node_hash(node(height - 1, 2 * index), node(height - 1, 2 * index + 1));
    }
    const std::uint64_t first = (index << height) + 1;  // as seq
    const std::uint64_t last = first + (std::uint64_t{1} << height) - 1;
    CompactRange range;
    scan(first, last, [&](const Row& row) {
        range.push(leaf_hash(row.bytes), [](unsigned, std::uint64_t, const base::Digest&) {});
        return true;
    });
    if (range.size() != last - first + 1) fail_missing(first);
    return range.root();
}

void Connection::fail_missing(std::uint64_t seq) const {
    base::fail_store("no_such_event", std::to_string(seq), place_);
}

}  // namespace accord::store
