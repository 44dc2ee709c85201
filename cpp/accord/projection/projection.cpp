// The projections' file: what is pending in memory, how it is flushed, and the point look-ups.
#include "accord/projection/projection.hpp"

#include <SQLiteCpp/Backup.h>
#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

#include <algorithm>
#include <map>
#include <unordered_map>

#include "accord/base/file.hpp"
#include "accord/projection/rows.hpp"
#include "accord/projection/schema.hpp"
#include "accord/store/sqlite.hpp"

namespace accord::projection {
namespace {

/// So many changed cases are held in memory before they are written in one step.
constexpr std::size_t pending_max = 32768;

constexpr const char* in_memory = ":memory:";

bool is_there(const std::filesystem::path& file) {
    std::error_code ignored;
    return std::filesystem::exists(file, ignored);
}

void remove_with_journals(const std::filesystem::path& file) {
    for (const char* suffix : {"", "-wal", "-shm"}) {
        std::error_code ignored;
        std::filesystem::remove(file.string() + suffix, ignored);
    }
}

SQLite::Database open_file(const std::filesystem::path& file, bool read_only) {
    // SQLite gives its journals the mode of the database, which is ours to set.
    if (!read_only && !is_there(file)) base::create_file(file, {});
    return {file.string(), read_only ? SQLite::OPEN_READONLY : SQLite::OPEN_READWRITE};
}

SQLite::Database open_memory() {
    return {in_memory, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE};
}

}  // namespace

struct Projection::State {
    State() : database(open_memory()), place(in_memory) { prepare(); }

    State(const std::filesystem::path& file, bool is_read_only)
        : database(is_read_only && !is_there(file) ? open_memory() : open_file(file, is_read_only)),
          place(file.string()),
          read_only(is_read_only && is_there(file)) {
        try {
            set_up();
        } catch (const SQLite::Exception& failure) {
            const int code = failure.getErrorCode() & 0xff;
            const bool is_unsound = code == SQLITE_NOTADB || code == SQLITE_CORRUPT ||
                                    code == SQLITE_ERROR || code == SQLITE_SCHEMA;
            if (!is_unsound && !is_read_only) throw;
            database = open_memory();  // closes the file
            if (!is_read_only) {
                remove_with_journals(file);
                database = open_file(file, false);
            }
            read_only = false;
            set_up();
        }
    }

    void set_up() {
        // The file may hold anything: no code of its own runs, no trigger and no view.
        sqlite3_db_config(database.getHandle(), SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
        sqlite3_db_config(database.getHandle(), SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
        sqlite3_db_config(database.getHandle(), SQLITE_DBCONFIG_ENABLE_VIEW, 0, nullptr);
        database.setBusyTimeout(10000);
        // Derived and rebuildable: never synced, but the WAL keeps a kill from damaging it.
        if (!read_only)
            database.exec(
                "PRAGMA page_size=16384; PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;");
        database.exec("PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY;");
        if (read_only && version() != schema_version) {
            database = open_memory();
            read_only = false;
        }
        if (!read_only) prepare();
        seen = stored_seen();
    }

    int version() { return database.execAndGet("PRAGMA user_version").getInt(); }

    /// A reader that may not write goes on in memory where it has something to add.
    void to_memory() {
        if (!read_only) return;
        head_query.reset();
        key_query.reset();
        SQLite::Database copy = open_memory();
        SQLite::Backup(copy, database).executeStep(-1);
        database = std::move(copy);
        read_only = false;
        prepare();
    }

    void prepare() {
        if (version() != 0 && version() != schema_version) drop_all();
        database.exec(schema);
        std::string statement = "PRAGMA user_version=";
        database.exec(statement += std::to_string(schema_version));
    }

    void drop_all() {
        for (const char* table : {"meta", "head", "due", "task", "party", "key", "counter"}) {
            std::string statement = "DROP TABLE IF EXISTS ";
            database.exec(statement += table);
        }
    }

    std::uint64_t stored_seen() {
        SQLite::Statement query(database, "SELECT value FROM meta WHERE name='seen'");
        return query.executeStep() ? static_cast<std::uint64_t>(query.getColumn(0).getInt64()) : 0;
    }

    void flush() {
        if (updates.empty() && keys.empty() && counters.empty() && seen == flushed_seen) return;
        to_memory();
        std::optional<SQLite::Transaction> transaction;
        if (!held) transaction.emplace(database, SQLite::TransactionBehavior::IMMEDIATE);
        RowWriter writer(database);
        for (const auto& [ordinal, update] : updates) writer.write(update);  // a map: in key order
        std::sort(keys.begin(), keys.end(),
                  [](const KeyRow& a, const KeyRow& b) { return a.key < b.key; });
        for (const KeyRow& row : keys) writer.write(row);
        for (const auto& [name, last] : counters)
            writer.write_counter(name.first, name.second, last);
        writer.write_seen(seen);
        if (transaction) transaction->commit();
        updates.clear();
        keys.clear();
        key_index.clear();
        counters.clear();
        flushed_seen = seen;
    }

    SQLite::Database database;
    std::string place;
    bool read_only = false;
    std::uint64_t seen = 0;
    std::uint64_t flushed_seen = 0;
    std::map<std::uint64_t, Update> updates;
    std::vector<KeyRow> keys;
    std::unordered_map<std::string, std::size_t> key_index;  // key → place in `keys`
    std::map<std::pair<std::string, std::int64_t>, std::int64_t> counters;
    std::optional<SQLite::Statement> head_query, key_query;
    std::optional<SQLite::Transaction> held;
    std::uint64_t seen_when_held = 0;
};

Projection::Projection(const std::filesystem::path& file, bool read_only)
    : state_(
          store::guarded(file.string(), [&] { return std::make_unique<State>(file, read_only); })) {
    state_->flushed_seen = state_->seen;
}

Projection::Projection() : state_(std::make_unique<State>()) {}

Projection::~Projection() {
    try {
        flush();
    } catch (...) {  // derived: the next opening catches up from the journal
    }
}

std::uint64_t Projection::seen_seq() const {
    return state_->seen;
}
void Projection::set_seen(std::uint64_t seq) {
    state_->seen = seq;
}

void Projection::put(Update update) {
    store::guarded(state_->place, [&] {
        const std::uint64_t ordinal = update.head.ordinal;
        const auto at = state_->updates.find(ordinal);
        if (at != state_->updates.end()) update.is_new |= at->second.is_new;
        state_->updates.insert_or_assign(ordinal, std::move(update));
        if (state_->updates.size() >= pending_max) flush();
    });
}

void Projection::put_key(KeyRow row) {
    state_->key_index[row.key] = state_->keys.size();
    state_->keys.push_back(std::move(row));
}

void Projection::put_counter(std::string_view rule, std::int64_t year, std::int64_t last) {
    state_->counters[{std::string(rule), year}] = last;
}

void Projection::flush() {
    store::guarded(state_->place, [&] { state_->flush(); });
}

void Projection::hold() {
    store::guarded(state_->place, [&] {
        flush();
        state_->seen_when_held = state_->seen;
        state_->held.emplace(state_->database, SQLite::TransactionBehavior::IMMEDIATE);
    });
}

void Projection::release() {
    store::guarded(state_->place, [&] {
        if (!state_->held) return;
        flush();
        state_->held->commit();
        state_->held.reset();
    });
}

void Projection::forget() {
    if (state_->held) {
        state_->held.reset();  // rolls back
        state_->flushed_seen = state_->seen_when_held;
    }
    state_->updates.clear();
    state_->keys.clear();
    state_->key_index.clear();
    state_->counters.clear();
    state_->seen = state_->flushed_seen;
}

void Projection::clear() {
    store::guarded(state_->place, [&] {
        forget();
        state_->to_memory();
        state_->drop_all();
        state_->database.exec(schema);
        state_->seen = state_->flushed_seen = 0;
    });
}

std::optional<Head> Projection::head(std::uint64_t ordinal) {
    return store::guarded(state_->place, [&]() -> std::optional<Head> {
        const auto at = state_->updates.find(ordinal);
        if (at != state_->updates.end()) return at->second.head;
        if (!state_->head_query) {
            state_->head_query.emplace(state_->database, select_heads(" WHERE ordinal=?"));
        }
        SQLite::Statement& query = *state_->head_query;
        query.reset();
        query.bind(1, static_cast<std::int64_t>(ordinal));
        std::optional<Head> head;
        if (query.executeStep()) head = read_head(query);
        query.reset();
        return head;
    });
}

std::optional<KeyRow> Projection::key(std::string_view key) {
    return store::guarded(state_->place, [&]() -> std::optional<KeyRow> {
        const auto at = state_->key_index.find(std::string(key));
        if (at != state_->key_index.end()) return state_->keys[at->second];
        if (!state_->key_query) {
            state_->key_query.emplace(state_->database,
                                      "SELECT fingerprint, ordinal FROM key WHERE key=?");
        }
        SQLite::Statement& query = *state_->key_query;
        query.reset();
        query.bind(1, key.data(), static_cast<int>(key.size()));
        std::optional<KeyRow> row;
        if (query.executeStep()) {
            row = KeyRow{std::string(key), query.getColumn(0).getString(),
                         static_cast<std::uint64_t>(query.getColumn(1).getInt64())};
        }
        query.reset();
        return row;
    });
}

std::int64_t Projection::counter(std::string_view rule, std::int64_t year) {
    return store::guarded(state_->place, [&]() -> std::int64_t {
        const auto at = state_->counters.find({std::string(rule), year});
        if (at != state_->counters.end()) return at->second;
        SQLite::Statement query(state_->database,
                                "SELECT last FROM counter WHERE rule=? AND year=?");
        query.bind(1, std::string(rule));
        query.bind(2, year);
        return query.executeStep() ? query.getColumn(0).getInt64() : 0;
    });
}

std::vector<Head> Projection::find(const Filter& filter) {
    return store::guarded(state_->place, [&]() -> std::vector<Head> {
        flush();
        SQLite::Statement query(
            state_->database,
            select_heads(where_of(filter) + " ORDER BY ordinal" + limit_of(filter)));
        bind_filter(query, filter);
        std::vector<Head> heads;
        while (query.executeStep()) heads.push_back(read_head(query));
        return heads;
    });
}

std::vector<DueRow> Projection::due(calendar::Date until) {
    return store::guarded(state_->place, [&]() -> std::vector<DueRow> {
        flush();
        SQLite::Statement query(
            state_->database,
            "SELECT ordinal, term, nature, due, provisional FROM due WHERE due <= ? "
            "ORDER BY due, ordinal, term");
        query.bind(1, until.days());
        std::vector<DueRow> rows;
        while (query.executeStep()) {
            rows.push_back({static_cast<std::uint64_t>(query.getColumn(0).getInt64()),
                            query.getColumn(1).getString(), query.getColumn(2).getString(),
                            calendar::Date(query.getColumn(3).getInt()),
                            query.getColumn(4).getInt() != 0});
        }
        return rows;
    });
}

std::vector<TaskRow> Projection::tasks(const std::optional<std::string>& assignee) {
    return store::guarded(state_->place, [&]() -> std::vector<TaskRow> {
        flush();
        SQLite::Statement query(state_->database,
                                "SELECT ordinal, number, name, assignee, due FROM task "
                                "WHERE done=0 AND (?1 IS NULL OR assignee=?1) "
                                "ORDER BY due IS NULL, due, ordinal, number");
        if (assignee) query.bind(1, *assignee);
        std::vector<TaskRow> rows;
        while (query.executeStep()) rows.push_back(read_task(query));
        return rows;
    });
}

std::vector<std::pair<std::string, std::uint64_t>> Projection::count(std::string_view by,
                                                                     const Filter& filter) {
    return store::guarded(
        state_->place, [&]() -> std::vector<std::pair<std::string, std::uint64_t>> {
            flush();
            const std::string column = dimension(by);
            std::string text = "SELECT ";
            text += column;
            text += ", count(*) FROM head";
            text += where_of(filter);
            SQLite::Statement query(state_->database, text += " GROUP BY 1 ORDER BY 1");
            bind_filter(query, filter);
            std::vector<std::pair<std::string, std::uint64_t>> counts;
            while (query.executeStep()) {
                counts.emplace_back(query.getColumn(0).getString(),
                                    static_cast<std::uint64_t>(query.getColumn(1).getInt64()));
            }
            return counts;
        });
}

std::uint64_t Projection::cases() {
    return store::guarded(state_->place, [&]() -> std::uint64_t {
        flush();
        return static_cast<std::uint64_t>(
            state_->database.execAndGet("SELECT count(*) FROM head").getInt64());
    });
}

std::vector<std::pair<std::string, std::uint64_t>> Projection::differences(Projection& other) {
    return store::guarded(state_->place, [&] {
        flush();
        other.flush();
        std::vector<std::pair<std::string, std::uint64_t>> found;
        for (const char* table : {"head", "due", "task", "party", "key", "counter", "meta"}) {
            if (const auto at = first_difference(state_->database, other.state_->database, table))
                found.emplace_back(table, *at);
        }
        return found;
    });
}

}  // namespace accord::projection
