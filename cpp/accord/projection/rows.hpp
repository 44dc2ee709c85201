// Rows of derived.sqlite as values, each way.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "accord/projection/projection.hpp"

namespace accord::projection {

inline constexpr const char* head_columns =
    "ordinal, id, version, last_seq, number, procedure, stage, outcome, branch, business, cause, "
    "channel, "
    "kind, priority, is_final, filed, closed, next_due, next_term, on_time, extended, repeat, "
    "claimed, agreed";

/// SELECT of the columns that read_head takes; `rest` follows the table's name.
[[nodiscard]] std::string select_heads(std::string_view rest);
[[nodiscard]] Head read_head(SQLite::Statement& row);
/// A row of ordinal, number, name, assignee, due.
[[nodiscard]] TaskRow read_task(SQLite::Statement& row);
[[nodiscard]] std::string where_of(const Filter& filter);
[[nodiscard]] std::string limit_of(const Filter& filter);
void bind_filter(SQLite::Statement& query, const Filter& filter);
/// The column to count by; Error(input, "unknown_dimension", by).
[[nodiscard]] std::string dimension(std::string_view by);

/// The case of the first row in which two tables of that name differ (0: of no case).
[[nodiscard]] std::optional<std::uint64_t> first_difference(SQLite::Database& a,
                                                            SQLite::Database& b,
                                                            const std::string& table);

/// Prepared statements for one flush.
class RowWriter {
public:
    explicit RowWriter(SQLite::Database& database);
    void write(const Update& update);
    void write(const KeyRow& row);
    void write_counter(const std::string& rule, std::int64_t year, std::int64_t last);
    void write_seen(std::uint64_t seq);

private:
    void write_head(const Head& head);
    SQLite::Statement head_, due_, due_clear_, task_, party_, key_, counter_, seen_;
};

}  // namespace accord::projection
