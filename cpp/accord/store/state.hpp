// What an open store holds; shared by the files that implement Store.
#pragma once

#include <unistd.h>

#include <atomic>
#include <mutex>
#include <string>

#include "accord/store/journal.hpp"
#include "accord/store/keys.hpp"
#include "accord/store/lock.hpp"
#include "accord/store/seal.hpp"
#include "accord/store/store.hpp"
#include "accord/store/vault.hpp"

namespace accord::store {

struct Store::State {
    State(std::filesystem::path where, const OpenOptions& options, const Key& master);

    const std::filesystem::path folder;
    const bool read_only;
    const pid_t process = ::getpid();
    WriterLock lock;
    Keys keys;
    Journal journal;
    Vault vault;
    std::string secret;

    // --- the writer's, under the lock ------------------------------------------------------------
    LogState log;  // with what is appended and not yet committed
    std::atomic<bool> writing = false;
    bool dirty = false;   // something to commit
    bool failed = false;  // an append broke off: nothing more until the Write is gone
    std::string row;      // scratch: 0x00 ‖ frame
    CompactRange::TileSink keep_tile;
    std::mutex key_mutex;
    std::uint64_t next_key = 1;  // never goes back while open, even when a Write is rolled back

    /// Error(store, "after_fork") in a forked child: its locks are not its own.
    void check_process() const {
        if (::getpid() != process) fail_after_fork();
    }
    [[noreturn]] void fail_after_fork() const;
    [[nodiscard]] bool writing_here() const { return writing && lock.held_here(); }

    void begin_write();
    void begin_transaction();
    void end_write() noexcept;
    void build_row(std::uint64_t seq, const base::Record& record);

    /// A snapshot; the writer's own connection for the thread that writes.
    [[nodiscard]] Journal::Lease read();
    /// Fills `out` from a row (Error(store, "damaged") when it is not one).
    void decode(const Row& row, Frame& frame, Sealed sealed, StoredEvent& out) const;
    [[nodiscard]] Binding binding_of(const Frame& frame) const;
    [[nodiscard]] std::string origin() const;
};

/// A law's hash as stored: 32 bytes, or 16 for the identity form. Error(input, "bad_hash").
[[nodiscard]] std::string law_key(std::string_view hash);
[[nodiscard]] std::string law_text(std::string_view key);

}  // namespace accord::store
