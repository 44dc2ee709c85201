// The tables of the two databases: what is written here stays readable for ever.
#pragma once

#include <cstdint>
#include <string_view>

namespace accord::store {

// "accd" and "acck", big-endian: a file with another number is somebody else's database.
inline constexpr std::int64_t journal_application_id = 0x61636364;
inline constexpr std::int64_t keys_application_id = 0x6163636b;
inline constexpr std::int64_t format_version = 1;  // user_version of both

// No secondary index: an index over case numbers is written at random places and costs a factor of
// five. Each event names its case's previous one instead.
inline constexpr std::string_view event_table =
    "CREATE TABLE event(seq INTEGER PRIMARY KEY, case_ord INTEGER NOT NULL, "
    "previous INTEGER NOT NULL, bytes BLOB NOT NULL) STRICT";
inline constexpr std::string_view law_table =
    "CREATE TABLE law(hash BLOB PRIMARY KEY, bytes BLOB NOT NULL) STRICT, WITHOUT ROWID";
// The root of each complete subtree of 256^level leaves: hash `idx` of tile level `level` in the
// geometry of C2SP tlog-tiles. Level 0, the leaf hashes, is recomputed from the rows.
inline constexpr std::string_view tile_table =
    "CREATE TABLE tile(level INTEGER NOT NULL, idx INTEGER NOT NULL, hash BLOB NOT NULL, "
    "PRIMARY KEY(level, idx)) STRICT, WITHOUT ROWID";
inline constexpr std::string_view meta_table =
    "CREATE TABLE meta(name TEXT PRIMARY KEY, value ANY NOT NULL) STRICT, WITHOUT ROWID";
inline constexpr std::string_view key_table =
    "CREATE TABLE key(ordinal INTEGER PRIMARY KEY, wrapped BLOB NOT NULL) STRICT";

inline constexpr std::string_view journal_tables[] = {event_table, law_table, tile_table,
                                                      meta_table};
inline constexpr std::string_view keys_tables[] = {key_table, meta_table};

}  // namespace accord::store
