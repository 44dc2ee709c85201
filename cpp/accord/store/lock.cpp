// The writer's lock over flock, and the tip of the log kept in the lock file.
#include "accord/store/lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>

#include "accord/base/error.hpp"
#include "accord/store/bytes.hpp"

namespace accord::store {

namespace {

constexpr std::string_view tip_label = "accord.tip.v1";
constexpr std::size_t tip_size = 13 + 8 + 32 + 8;  // label, size, root, check
static_assert(tip_label.size() == 13);

std::string tip_check(std::string_view bytes) {
    return std::string(base::view(base::sha256(bytes)).substr(0, 8));
}

int open_file(const std::filesystem::path& path, bool create) {
    const int flags = create ? O_RDWR | O_CREAT | O_CLOEXEC : O_RDONLY | O_CLOEXEC;
    const int file = ::open(path.c_str(), flags, 0600);
    if (file < 0 && create) base::fail_store("io", path.string(), std::strerror(errno));
    return file;
}

void lock_file(int file) {
    while (::flock(file, LOCK_EX) != 0) {
        if (errno != EINTR) base::fail_store("io", "lock", std::strerror(errno));
    }
}

}  // namespace

void refuse_network_file_system(const std::filesystem::path& folder) {
    struct statfs facts {};
    if (::statfs(folder.c_str(), &facts) != 0) {
        base::fail_store("io", folder.string(), std::strerror(errno));
    }
    switch (static_cast<std::uint32_t>(facts.f_type)) {
        case 0x6969:      // NFS
        case 0xFF534D42:  // CIFS
        case 0xFE534D42:  // SMB2
        case 0x517B:      // SMB
        case 0x65735546:  // FUSE, sshfs among them
            base::fail_store("network_file_system", folder.string());
        default: break;
    }
}

WriterLock::WriterLock(const std::filesystem::path& folder, bool create)
    : lock_file_(open_file(folder / "lock", create)) {
    try {
        queue_file_ = open_file(folder / "queue", create);
    } catch (...) {
        ::close(lock_file_);
        throw;
    }
}

WriterLock::~WriterLock() {
    if (lock_file_ >= 0) ::close(lock_file_);
    if (queue_file_ >= 0) ::close(queue_file_);
}

void WriterLock::acquire() {
    std::unique_lock guard(mutex_);
    if (owner_ == std::this_thread::get_id()) base::fail_store("locked", "writer");
    if (lock_file_ < 0 || queue_file_ < 0) base::fail_store("read_only", "lock");
    const std::uint64_t ticket = next_ticket_++;
    served_.wait(guard, [&] { return now_serving_ == ticket; });
    guard.unlock();
    try {
        lock_file(queue_file_);
        lock_file(lock_file_);
    } catch (...) {
        ::flock(queue_file_, LOCK_UN);
        guard.lock();
        ++now_serving_;
        served_.notify_all();
        throw;
    }
    ::flock(queue_file_, LOCK_UN);
    guard.lock();
    owner_ = std::this_thread::get_id();
}

void WriterLock::release() noexcept {
    ::flock(lock_file_, LOCK_UN);
    const std::lock_guard guard(mutex_);
    owner_ = {};
    ++now_serving_;
    served_.notify_all();
}

bool WriterLock::held_here() const {
    const std::lock_guard guard(mutex_);
    return owner_ == std::this_thread::get_id();
}

std::optional<Tip> WriterLock::tip() const {
    char bytes[tip_size];
    if (lock_file_ < 0 || ::pread(lock_file_, bytes, tip_size, 0) != ssize_t{tip_size}) return {};
    const std::string_view all(bytes, tip_size);
    const std::string_view body = all.substr(0, tip_size - 8);
    if (!body.starts_with(tip_label) || tip_check(body) != all.substr(tip_size - 8)) return {};
    Tip tip;
    tip.size = read_u64(body.substr(tip_label.size()));
    std::memcpy(tip.root.data(), body.data() + tip_label.size() + 8, tip.root.size());
    return tip;
}

void WriterLock::set_tip(const Tip& tip) const noexcept {
    std::string bytes(tip_label);
    append_u64(bytes, tip.size);
    bytes.append(base::view(tip.root));
    bytes.append(tip_check(bytes));
    // A failure is no harm: the tip stays behind, and only a tip ahead of the journal says
    // anything.
    [[maybe_unused]] const ssize_t written = ::pwrite(lock_file_, bytes.data(), bytes.size(), 0);
}

}  // namespace accord::store
