// One writer at a time: a fair mutex inside the process, then a kernel lock between processes.
#pragma once

#include <sys/types.h>

#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <mutex>
#include <optional>
#include <thread>

#include "accord/base/hash.hpp"

namespace accord::store {

/// Refuses file systems on which SQLite's locks and syncs can not be relied upon
/// (Error(store, "network_file_system")).
void refuse_network_file_system(const std::filesystem::path& folder);

/// How far the log had come when the writer last let go, kept outside the journal. It is written
/// after each commit, without a sync, so it never runs ahead of the journal: a journal that is
/// behind it has lost acknowledged events.
struct Tip {
    std::uint64_t size = 0;
    base::Digest root{};
};

/// Writers of one process are served in the order they came; between processes a second lock, for
/// the place at the head of the queue, keeps a busy writer from overtaking those that wait.
class WriterLock {
public:
    /// Opens (creating where allowed) `<folder>/lock` and `<folder>/queue`.
    WriterLock(const std::filesystem::path& folder, bool create);
    WriterLock(const WriterLock&) = delete;
    WriterLock& operator=(const WriterLock&) = delete;
    ~WriterLock();

    /// Error(store, "locked") when this thread holds it already: it would wait for itself.
    void acquire();
    void release() noexcept;
    [[nodiscard]] bool held_here() const;

    /// Empty when there is none, or when it is not whole.
    [[nodiscard]] std::optional<Tip> tip() const;
    void set_tip(const Tip& tip) const noexcept;

private:
    mutable std::mutex mutex_;
    std::condition_variable served_;
    std::uint64_t next_ticket_ = 0;
    std::uint64_t now_serving_ = 0;
    std::thread::id owner_;
    int lock_file_ = -1;
    int queue_file_ = -1;
};

}  // namespace accord::store
