// Subject keys, each wrapped by the master key, in a file of their own that can really forget.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "accord/base/id.hpp"
#include "accord/store/aead.hpp"
#include "accord/store/sqlite.hpp"

namespace accord::store {

/// keys.sqlite. A key is 32 random bytes, kept as nonce ‖ AES-256-GCM ciphertext ‖ tag under the
/// master key, with additional data docket id ‖ ordinal (4 bytes, big-endian). Ordinal 0 is the
/// docket's own. A destroyed key's row holds zeros. Thread-safe; writes need the writer's lock.
///
/// A commit of this file costs two syncs, so keys are made ahead, in a pool: which of them are in
/// use is told by the journal (`next_key`), whose commit is due anyway.
class Keys {
public:
    /// A new file with a fresh docket id, key 0 and the first pool, in one commit.
    static void create(const std::filesystem::path& path, const Key& master);
    /// True once both files of a docket have been created; also for a file that is not ours or is
    /// damaged, so that opening it says what is wrong.
    [[nodiscard]] static bool is_ready(const std::filesystem::path& path);
    Keys(const std::filesystem::path& path, const Key& master, Access access);
    ~Keys();
    Keys(const Keys&) = delete;
    Keys& operator=(const Keys&) = delete;

    [[nodiscard]] const base::Id& docket_id() const noexcept { return docket_id_; }
    /// False until the journal beside it has been created.
    [[nodiscard]] bool ready() const noexcept { return ready_; }
    void set_ready();

    /// Makes sure that a key of this ordinal exists, durably.
    void provide(std::uint32_t ordinal);
    /// The key; empty when it was destroyed. Error(store, "damaged") when it is missing or altered.
    [[nodiscard]] std::optional<Key> find(std::uint32_t ordinal) const;
    [[nodiscard]] Key require(
        std::uint32_t ordinal) const;  // Error(store, "key_destroyed", ordinal)
    /// Overwrites the wrapped key, and the rollback journal's copy of it, and syncs.
    void destroy(std::uint32_t ordinal);
    /// Drops remembered keys if another process has written the file meanwhile.
    void refresh() const;

    struct Survey {
        std::uint64_t whole = 0;
        std::vector<std::uint32_t> destroyed;
        std::vector<std::string> faults;
    };
    /// Unwraps every key; each ordinal from 0 to `last` must be there.
    [[nodiscard]] Survey survey(std::uint32_t last) const;
    /// Consistent copy into a new file.
    void backup(const std::filesystem::path& target) const;

private:
    struct Remembered {
        std::uint64_t ordinal = UINT64_MAX;
        Key key{};
    };
    [[nodiscard]] std::optional<Key> unwrap(std::uint32_t ordinal, std::string_view wrapped) const;
    void remember(std::uint32_t ordinal, const Key& key) const;
    void forget_all() const;
    void add_keys(std::uint32_t first, std::uint32_t count);
    void overwrite(std::uint32_t ordinal, std::string_view bytes);

    std::filesystem::path path_;
    Key master_;
    base::Id docket_id_;
    bool ready_ = false;
    std::uint64_t count_ = 0;  // ordinals below it exist
    mutable std::mutex mutex_;
    std::unique_ptr<SQLite::Database> database_;
    std::unique_ptr<SQLite::Statement> select_;
    std::unique_ptr<SQLite::Statement> version_;
    mutable std::int64_t seen_version_ = 0;
    // Indexed by ordinal modulo its size: bounded memory, no bookkeeping on the way of an import.
    mutable std::vector<Remembered> remembered_;
};

}  // namespace accord::store
