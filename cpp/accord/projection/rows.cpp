// Binding and reading of the projections' rows.
#include "accord/projection/rows.hpp"

#include <algorithm>
#include <array>

#include "accord/base/error.hpp"

namespace accord::projection {
namespace {

std::int64_t signed_of(std::uint64_t value) {
    return static_cast<std::int64_t>(value);
}

void bind_date(SQLite::Statement& statement, int index, const std::optional<calendar::Date>& date) {
    if (date) {
        statement.bind(index, date->days());
    } else {
        statement.bind(index);
    }
}

std::optional<calendar::Date> read_date(const SQLite::Column& column) {
    if (column.isNull()) return std::nullopt;
    return calendar::Date(column.getInt());
}

std::string insert_head() {
    std::string text = "INSERT INTO head(";
    text += head_columns;
    text +=
        ") VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) "
        "ON CONFLICT(ordinal) DO UPDATE SET version=excluded.version, last_seq=excluded.last_seq, "
        "number=excluded.number, procedure=excluded.procedure, stage=excluded.stage, "
        "outcome=excluded.outcome, branch=excluded.branch, business=excluded.business, "
        "cause=excluded.cause, channel=excluded.channel, kind=excluded.kind, "
        "priority=excluded.priority, is_final=excluded.is_final, filed=excluded.filed, "
        "closed=excluded.closed, next_due=excluded.next_due, next_term=excluded.next_term, "
        "on_time=excluded.on_time, extended=excluded.extended, repeat=excluded.repeat, "
        "claimed=excluded.claimed, agreed=excluded.agreed WHERE excluded.last_seq >= head.last_seq";
    return text;
}

bool is_same_row(SQLite::Statement& a, SQLite::Statement& b) {
    if (a.getColumnCount() != b.getColumnCount()) return false;
    for (int i = 0; i < a.getColumnCount(); ++i) {
        const SQLite::Column left = a.getColumn(i);
        const SQLite::Column right = b.getColumn(i);
        if (left.getType() != right.getType() || left.getString() != right.getString())
            return false;
    }
    return true;
}

struct TextFilter {
    const char* condition;
    std::optional<std::string> Filter::*field;
};
constexpr std::array<TextFilter, 8> text_filters{
    {{"procedure=?", &Filter::procedure},
     {"stage=?", &Filter::stage},
     {"branch=?", &Filter::branch},
     {"business=?", &Filter::business},
     {"cause=?", &Filter::cause},
     {"channel=?", &Filter::channel},
     {"kind=?", &Filter::kind},
     {"ordinal IN (SELECT ordinal FROM party WHERE organisation=?)", &Filter::party}}};

}  // namespace

std::string select_heads(std::string_view rest) {
    std::string text = "SELECT ";
    text += head_columns;
    text += " FROM head";
    return text += rest;
}

Head read_head(SQLite::Statement& row) {
    Head head;
    head.ordinal = static_cast<std::uint64_t>(row.getColumn(0).getInt64());
    const SQLite::Column id = row.getColumn(1);
    if (id.getBytes() != 16) base::fail_store("damaged", "derived");
    std::copy_n(static_cast<const std::uint8_t*>(id.getBlob()), 16, head.id.bytes.begin());
    head.version = static_cast<std::uint64_t>(row.getColumn(2).getInt64());
    head.last_seq = static_cast<std::uint64_t>(row.getColumn(3).getInt64());
    const std::array<std::string*, 10> texts{
        &head.number,   &head.procedure, &head.stage,   &head.outcome, &head.branch,
        &head.business, &head.cause,     &head.channel, &head.kind,    &head.priority};
    for (std::size_t i = 0; i < texts.size(); ++i)
        *texts[i] = row.getColumn(static_cast<int>(4 + i)).getString();
    head.is_final = row.getColumn(14).getInt() != 0;
    head.filed = read_date(row.getColumn(15));
    head.closed = read_date(row.getColumn(16));
    head.next_due = read_date(row.getColumn(17));
    head.next_term = row.getColumn(18).getString();
    head.on_time = row.getColumn(19).getInt() != 0;
    head.extended = row.getColumn(20).getInt() != 0;
    head.repeat = row.getColumn(21).getInt() != 0;
    head.claimed = row.getColumn(22).getString();
    head.agreed = row.getColumn(23).getString();
    return head;
}

TaskRow read_task(SQLite::Statement& row) {
    return {static_cast<std::uint64_t>(row.getColumn(0).getInt64()), row.getColumn(1).getUInt(),
            row.getColumn(2).getString(), row.getColumn(3).getString(),
            read_date(row.getColumn(4))};
}

std::string where_of(const Filter& filter) {
    std::string where;
    const auto add = [&](const char* condition) {
        where += where.empty() ? " WHERE " : " AND ";
        where += condition;
    };
    for (const TextFilter& text : text_filters) {
        if (filter.*text.field) add(text.condition);
    }
    if (filter.is_final) add("is_final=?");
    return where;
}

std::string limit_of(const Filter& filter) {
    return filter.limit == 0 ? std::string() : " LIMIT " + std::to_string(filter.limit);
}

void bind_filter(SQLite::Statement& query, const Filter& filter) {
    int index = 1;
    for (const TextFilter& text : text_filters) {
        if (filter.*text.field) query.bind(index++, *(filter.*text.field));
    }
    if (filter.is_final) query.bind(index, *filter.is_final ? 1 : 0);
}

std::string dimension(std::string_view by) {
    for (const char* column : {"procedure", "stage", "outcome", "branch", "business", "cause",
                               "channel", "kind", "priority"}) {
        if (by == column) return column;
    }
    base::fail_input("unknown_dimension", std::string(by));
}

std::optional<std::uint64_t> first_difference(SQLite::Database& a, SQLite::Database& b,
                                              const std::string& table) {
    const std::string text = "SELECT * FROM " + table + " ORDER BY 1, 2";
    SQLite::Statement left(a, text);
    SQLite::Statement right(b, text);
    for (;;) {
        const bool has_left = left.executeStep();
        const bool has_right = right.executeStep();
        if (!has_left && !has_right) return std::nullopt;
        if (has_left && has_right && is_same_row(left, right)) continue;
        if (table == "counter" || table == "meta") return 0;
        const int ordinal = table == "key" ? 2 : 0;
        return static_cast<std::uint64_t>((has_left ? left : right).getColumn(ordinal).getInt64());
    }
}

RowWriter::RowWriter(SQLite::Database& database)
    : head_(database, insert_head()),
      due_(database, "INSERT OR REPLACE INTO due VALUES(?,?,?,?,?)"),
      due_clear_(database, "DELETE FROM due WHERE ordinal=?"),
      task_(database, "INSERT OR REPLACE INTO task VALUES(?,?,?,?,?,?)"),
      party_(database, "INSERT OR REPLACE INTO party VALUES(?,?,?,?)"),
      key_(database, "INSERT OR IGNORE INTO key VALUES(?,?,?)"),
      counter_(database,
               "INSERT INTO counter VALUES(?,?,?) ON CONFLICT(rule, year) DO UPDATE SET "
               "last=max(last, excluded.last)"),
      seen_(database,
            "INSERT INTO meta VALUES('seen', ?) ON CONFLICT(name) DO UPDATE SET "
            "value=max(value, excluded.value)") {}

void RowWriter::write_head(const Head& head) {
    head_.reset();
    head_.bind(1, signed_of(head.ordinal));
    head_.bindNoCopy(2, head.id.bytes.data(), 16);
    head_.bind(3, signed_of(head.version));
    head_.bind(4, signed_of(head.last_seq));
    const std::array<const std::string*, 10> texts{
        &head.number,   &head.procedure, &head.stage,   &head.outcome, &head.branch,
        &head.business, &head.cause,     &head.channel, &head.kind,    &head.priority};
    for (std::size_t i = 0; i < texts.size(); ++i)
        head_.bindNoCopy(static_cast<int>(5 + i), *texts[i]);
    head_.bind(15, head.is_final ? 1 : 0);
    bind_date(head_, 16, head.filed);
    bind_date(head_, 17, head.closed);
    bind_date(head_, 18, head.next_due);
    head_.bindNoCopy(19, head.next_term);
    head_.bind(20, head.on_time ? 1 : 0);
    head_.bind(21, head.extended ? 1 : 0);
    head_.bind(22, head.repeat ? 1 : 0);
    head_.bindNoCopy(23, head.claimed);
    head_.bindNoCopy(24, head.agreed);
    head_.exec();
}

void RowWriter::write(const Update& update) {
    write_head(update.head);
    const std::int64_t ordinal = signed_of(update.head.ordinal);
    if (!update.is_new) {
        due_clear_.reset();
        due_clear_.bind(1, ordinal);
        due_clear_.exec();
    }
    for (const DueRow& row : update.due) {
        due_.reset();
        due_.bind(1, ordinal);
        due_.bindNoCopy(2, row.term);
        due_.bindNoCopy(3, row.nature);
        due_.bind(4, row.due.days());
        due_.bind(5, row.provisional ? 1 : 0);
        due_.exec();
    }
    for (const casefile::Task& task : update.tasks) {
        task_.reset();
        task_.bind(1, ordinal);
        task_.bind(2, static_cast<std::int64_t>(task.number));
        task_.bindNoCopy(3, task.name);
        task_.bindNoCopy(4, task.assignee);
        bind_date(task_, 5, task.due);
        task_.bind(6, task.done ? 1 : 0);
        task_.exec();
    }
    for (std::size_t i = 0; i < update.parties.size(); ++i) {
        party_.reset();
        party_.bind(1, ordinal);
        party_.bind(2, static_cast<std::int64_t>(i));
        party_.bindNoCopy(3, update.parties[i].first);
        party_.bindNoCopy(4, update.parties[i].second);
        party_.exec();
    }
}

void RowWriter::write(const KeyRow& row) {
    key_.reset();
    key_.bindNoCopy(1, row.key.data(), static_cast<int>(row.key.size()));
    key_.bindNoCopy(2, row.fingerprint.data(), static_cast<int>(row.fingerprint.size()));
    key_.bind(3, signed_of(row.ordinal));
    key_.exec();
}

void RowWriter::write_counter(const std::string& rule, std::int64_t year, std::int64_t last) {
    counter_.reset();
    counter_.bind(1, rule);
    counter_.bind(2, year);
    counter_.bind(3, last);
    counter_.exec();
}

void RowWriter::write_seen(std::uint64_t seq) {
    seen_.reset();
    seen_.bind(1, signed_of(seq));
    seen_.exec();
}

}  // namespace accord::projection
