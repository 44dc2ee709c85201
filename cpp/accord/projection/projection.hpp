// derived.sqlite: heads, due terms, tasks, parties and keys, all of it rebuildable from the
// journal.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "accord/projection/head.hpp"

namespace accord::projection {

struct Filter {
    std::optional<std::string> procedure, stage, branch, business, cause, channel, kind;
    std::optional<std::string> party;  // an organisation's name, in any role
    std::optional<bool> is_final;
    std::uint64_t limit = 0;  // 0: all
};

/// An idempotency key as the journal holds it, and what it stands for.
struct KeyRow {
    std::string key;          // 16 bytes: HMAC of the key's text
    std::string fingerprint;  // 16 bytes: HMAC of the content
    std::uint64_t ordinal = 0;
};

/// A case after a change, as the projections take it in.
struct Update {
    Head head;
    std::vector<DueRow> due;
    std::vector<casefile::Task> tasks;
    std::vector<std::pair<std::string, std::string>> parties;  // role, organisation
    bool is_new = false;
};

/// Updates collect in memory and are written in large steps, in key order, outside the journal's
/// commit; every reader flushes first, so it sees all. The file remembers the last seq it has seen.
class Projection {
public:
    /// What is no sound file of ours is made anew: all of it is in the journal. Read only, the file
    /// stays as it is, and what it lacks is added to a copy in memory.
    Projection(const std::filesystem::path& file, bool read_only);
    Projection();  // in memory
    ~Projection();

    [[nodiscard]] std::uint64_t seen_seq() const;  // all events up to here are in
    void set_seen(std::uint64_t seq);
    void put(Update update);
    void put_key(KeyRow row);
    void put_counter(std::string_view rule, std::int64_t year, std::int64_t last);
    void flush();
    /// From here on all is one step of this file, seen by its readers, until `release` or `forget`.
    void hold();
    void release();
    /// Forgets what was put since `hold`, or since the last flush.
    void forget();
    void clear();  // for a rebuild

    [[nodiscard]] std::optional<Head> head(std::uint64_t ordinal);
    [[nodiscard]] std::optional<KeyRow> key(std::string_view key);
    [[nodiscard]] std::int64_t counter(std::string_view rule, std::int64_t year);
    [[nodiscard]] std::vector<Head> find(const Filter& filter);
    [[nodiscard]] std::vector<DueRow> due(calendar::Date until);
    /// What is not done, in the order of its days, undated work last.
    [[nodiscard]] std::vector<TaskRow> tasks(const std::optional<std::string>& assignee);
    [[nodiscard]] std::vector<std::pair<std::string, std::uint64_t>> count(std::string_view by,
                                                                           const Filter& filter);
    [[nodiscard]] std::uint64_t cases();
    /// Tables whose rows differ, each with the case of its first difference (0: none).
    [[nodiscard]] std::vector<std::pair<std::string, std::uint64_t>> differences(Projection& other);

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace accord::projection
