// The tables of derived.sqlite; a change of this text takes a new version, and the file is rebuilt.
#pragma once

namespace accord::projection {

inline constexpr int schema_version = 1;

inline constexpr const char* schema = R"sql(
CREATE TABLE IF NOT EXISTS meta(
    name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID, STRICT;
CREATE TABLE IF NOT EXISTS head(
    ordinal INTEGER PRIMARY KEY, id BLOB NOT NULL, version INTEGER NOT NULL,
    last_seq INTEGER NOT NULL,
    number TEXT NOT NULL, procedure TEXT NOT NULL, stage TEXT NOT NULL, outcome TEXT NOT NULL,
    branch TEXT NOT NULL, business TEXT NOT NULL, cause TEXT NOT NULL, channel TEXT NOT NULL,
    kind TEXT NOT NULL, priority TEXT NOT NULL, is_final INTEGER NOT NULL, filed INTEGER,
    closed INTEGER, next_due INTEGER, next_term TEXT NOT NULL, on_time INTEGER NOT NULL,
    extended INTEGER NOT NULL, repeat INTEGER NOT NULL, claimed TEXT NOT NULL,
    agreed TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS due(
    ordinal INTEGER NOT NULL, term TEXT NOT NULL, nature TEXT NOT NULL, due INTEGER NOT NULL,
    provisional INTEGER NOT NULL, PRIMARY KEY(ordinal, term)) WITHOUT ROWID, STRICT;
CREATE INDEX IF NOT EXISTS due_by_day ON due(due);
CREATE TABLE IF NOT EXISTS task(
    ordinal INTEGER NOT NULL, number INTEGER NOT NULL, name TEXT NOT NULL, assignee TEXT NOT NULL,
    due INTEGER, done INTEGER NOT NULL, PRIMARY KEY(ordinal, number)) WITHOUT ROWID, STRICT;
CREATE TABLE IF NOT EXISTS party(
    ordinal INTEGER NOT NULL, position INTEGER NOT NULL, role TEXT NOT NULL,
    organisation TEXT NOT NULL, PRIMARY KEY(ordinal, position)) WITHOUT ROWID, STRICT;
CREATE TABLE IF NOT EXISTS key(
    key BLOB PRIMARY KEY, fingerprint BLOB NOT NULL,
    ordinal INTEGER NOT NULL) WITHOUT ROWID, STRICT;
CREATE TABLE IF NOT EXISTS counter(
    rule TEXT NOT NULL, year INTEGER NOT NULL, last INTEGER NOT NULL,
    PRIMARY KEY(rule, year)) WITHOUT ROWID, STRICT;
)sql";

}  // namespace accord::projection
