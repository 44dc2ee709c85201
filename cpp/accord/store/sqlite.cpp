// SQLite connections, schema checks and error codes.
#include "accord/store/sqlite.hpp"

#include <SQLiteCpp/Backup.h>
#include <sqlite3.h>
#include <unistd.h>

#include <climits>

#include "accord/base/check.hpp"
#include "accord/base/error.hpp"
#include "accord/base/file.hpp"
#include "accord/store/schema.hpp"

namespace accord::store {

namespace {

// Writers queue on the lock file; SQLite's own waiting only covers a checkpoint or a recovery.
constexpr int busy_wait_milliseconds = 5000;

/// On a medium that can not be written, SQLite must be told so to open a WAL database at all.
bool is_immutable(const std::filesystem::path& path) {
    std::error_code ignored;
    const bool has_wal = std::filesystem::exists(path.string() + "-wal", ignored);
    return !has_wal && ::access(path.parent_path().c_str(), W_OK) != 0;
}

std::string as_uri(const std::filesystem::path& path) {
    std::string uri = "file:";
    for (const char c : path.string()) {
        if (c == '%' || c == '?' || c == '#') {
            constexpr char digits[] = "0123456789ABCDEF";
            uri += '%';
            uri += digits[static_cast<unsigned char>(c) >> 4];
            uri += digits[static_cast<unsigned char>(c) & 15];
        } else {
            uri += c;
        }
    }
    return uri + "?immutable=1";
}

}  // namespace

void fail_sqlite(int code, std::string_view where) {
    const std::string place(where);
    const std::string detail = sqlite3_errstr(code);
    switch (code & 0xff) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED: base::fail_store("busy", place, detail);
        case SQLITE_FULL: base::fail_store("full", place, detail);
        case SQLITE_READONLY:
        case SQLITE_PERM: base::fail_store("read_only", place, detail);
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB: base::fail_store("damaged", place, detail);
        default: base::fail_store("io", place, detail);
    }
}

std::unique_ptr<SQLite::Database> open_database(const std::filesystem::path& path, Access access) {
    return guarded(path.string(), [&] {
        const bool writes = access == Access::read_write;
        const bool immutable = !writes && is_immutable(path);
        const int flags = (writes ? SQLite::OPEN_READWRITE : SQLite::OPEN_READONLY) |
                          SQLite::OPEN_NOMUTEX | (immutable ? SQLite::OPEN_URI : 0);
        auto database = std::make_unique<SQLite::Database>(immutable ? as_uri(path) : path.string(),
                                                           flags, busy_wait_milliseconds);
        sqlite3_extended_result_codes(database->getHandle(), 1);
        // Nothing in a file may run code of its own: no triggers or views that call functions.
        sqlite3_db_config(database->getHandle(), SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
        sqlite3_db_config(database->getHandle(), SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
        return database;
    });
}

void run(SQLite::Database& database, std::string_view sql) {
    database.exec(std::string(sql));
}

std::int64_t number(SQLite::Database& database, std::string_view sql) {
    SQLite::Statement statement(database, std::string(sql));
    return statement.executeStep() ? statement.getColumn(0).getInt64() : 0;
}

void create_tables(SQLite::Database& database, std::span<const std::string_view> tables,
                   std::int64_t application_id) {
    for (const std::string_view table : tables) run(database, table);
    run(database, "PRAGMA application_id = " + std::to_string(application_id));
    run(database, "PRAGMA user_version = " + std::to_string(format_version));
}

void check_tables(SQLite::Database& database, std::span<const std::string_view> tables,
                  std::int64_t application_id, const std::filesystem::path& path) {
    if (number(database, "PRAGMA application_id") != application_id) {
        base::fail_store("not_a_docket", path.string());
    }
    const std::int64_t version = number(database, "PRAGMA user_version");
    if (version > format_version)
        base::fail_store("newer_format", path.string(), std::to_string(version));
    if (version != format_version) base::fail_store("damaged", path.string(), "user_version");
    SQLite::Statement statement(database, "SELECT sql FROM sqlite_schema ORDER BY rowid");
    for (const std::string_view table : tables) {
        if (!statement.executeStep() || statement.getColumn(0).getString() != table) {
            base::fail_store("damaged", path.string(), "schema");
        }
    }
    if (statement.executeStep()) base::fail_store("damaged", path.string(), "schema");
}

bool is_blank(SQLite::Database& database) {
    return number(database, "SELECT count(*) FROM sqlite_schema") == 0 &&
           number(database, "PRAGMA application_id") == 0 &&
           number(database, "PRAGMA user_version") == 0;
}

void copy_database(SQLite::Database& source, const std::filesystem::path& target) {
    base::create_file(target, {});
    const auto copy = open_database(target, Access::read_write);
    guarded(target.string(), [&] {
        SQLite::Backup backup(*copy, source);
        backup.executeStep(-1);
    });
}

void bind_bytes(SQLite::Statement& statement, int index, std::string_view bytes) {
    ACCORD_CHECK(bytes.size() <= INT_MAX);
    // A null pointer would bind NULL; an empty blob needs an address.
    statement.bindNoCopy(index, bytes.empty() ? static_cast<const void*>("") : bytes.data(),
                         static_cast<int>(bytes.size()));
}

std::string_view column_bytes(SQLite::Statement& statement, int index) {
    const SQLite::Column column = statement.getColumn(index);
    const void* const bytes = column.getBlob();
    const int size = column.getBytes();
    return bytes == nullptr
               ? std::string_view{}
               : std::string_view(static_cast<const char*>(bytes), static_cast<std::size_t>(size));
}

void execute(SQLite::Statement& statement) {
    const Using scope(statement);
    while (statement.executeStep()) {
    }
}

void put_meta(SQLite::Database& database, const char* name, std::string_view value) {
    SQLite::Statement put(database, "INSERT OR REPLACE INTO meta(name, value) VALUES(?1, ?2)");
    put.bind(1, name);
    bind_bytes(put, 2, value);
    execute(put);
}

std::string get_meta(SQLite::Database& database, const char* name) {
    SQLite::Statement get(database, "SELECT value FROM meta WHERE name = ?1");
    get.bind(1, name);
    return get.executeStep() ? std::string(column_bytes(get, 0)) : std::string();
}

}  // namespace accord::store
