// Opening SQLite files the store's way, and turning SQLite's failures into the store's codes.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace accord::store {

/// Throws Error(store, code, where): busy, full, read_only, damaged, io.
[[noreturn]] void fail_sqlite(int code, std::string_view where);

/// Runs `body`; a SQLite failure leaves as the store's own error.
template <typename Body>
auto guarded(std::string_view where, Body&& body) -> decltype(body()) {
    try {
        return std::forward<Body>(body)();
    } catch (const SQLite::Exception& failure) {
        fail_sqlite(failure.getErrorCode(), where);
    }
}

enum class Access { read_write, read_only };

/// Opens an existing file. One connection serves one thread at a time, so SQLite's own mutex is
/// off.
[[nodiscard]] std::unique_ptr<SQLite::Database> open_database(const std::filesystem::path& path,
                                                              Access access);
void run(SQLite::Database& database, std::string_view sql);
[[nodiscard]] std::int64_t number(SQLite::Database& database, std::string_view sql);

/// Creates the tables and marks the file, inside the caller's transaction.
void create_tables(SQLite::Database& database, std::span<const std::string_view> tables,
                   std::int64_t application_id);
/// Refuses a file that is not ours ("not_a_docket"), is newer ("newer_format"), or whose tables are
/// not exactly those of its format ("damaged"): an added trigger would act inside our transactions.
void check_tables(SQLite::Database& database, std::span<const std::string_view> tables,
                  std::int64_t application_id, const std::filesystem::path& path);
/// True for a file that SQLite created and nobody wrote to.
[[nodiscard]] bool is_blank(SQLite::Database& database);

/// A consistent copy of an open database into a new file of mode 0600, synced.
void copy_database(SQLite::Database& source, const std::filesystem::path& target);

/// Binds bytes that stay where they are until the statement is reset.
void bind_bytes(SQLite::Statement& statement, int index, std::string_view bytes);
[[nodiscard]] std::string_view column_bytes(SQLite::Statement& statement, int index);
/// Steps a statement that returns no row, and makes it ready again.
void execute(SQLite::Statement& statement);

/// The file's own notes: every file of the store has a table `meta`. What is not there is "".
void put_meta(SQLite::Database& database, const char* name, std::string_view value);
[[nodiscard]] std::string get_meta(SQLite::Database& database, const char* name);

/// Resets a statement when the scope ends, however it ends.
class Using {
public:
    explicit Using(SQLite::Statement& statement) : statement_(statement) {}
    Using(const Using&) = delete;
    Using& operator=(const Using&) = delete;
    ~Using() { statement_.tryReset(); }

private:
    SQLite::Statement& statement_;
};

}  // namespace accord::store
