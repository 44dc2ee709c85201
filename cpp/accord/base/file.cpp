// The one way to write a file: a temporary beside it, synced, renamed, and the folder synced.
#include "accord/base/file.hpp"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <utility>

#include "accord/base/error.hpp"
#include "accord/base/file_faults.hpp"
#include "accord/base/hash.hpp"

namespace accord::base {
namespace {

std::string errno_name(int number) {
    switch (number) {
        case EACCES: return "EACCES";
        case EBUSY: return "EBUSY";
        case EDQUOT: return "EDQUOT";
        case EEXIST: return "EEXIST";
        case EFBIG: return "EFBIG";
        case EINVAL: return "EINVAL";
        case EIO: return "EIO";
        case EISDIR: return "EISDIR";
        case ELOOP: return "ELOOP";
        case EMFILE: return "EMFILE";
        case EMLINK: return "EMLINK";
        case ENAMETOOLONG: return "ENAMETOOLONG";
        case ENFILE: return "ENFILE";
        case ENODEV: return "ENODEV";
        case ENOENT: return "ENOENT";
        case ENOMEM: return "ENOMEM";
        case ENOSPC: return "ENOSPC";
        case ENOTDIR: return "ENOTDIR";
        case ENXIO: return "ENXIO";
        case EPERM: return "EPERM";
        case EROFS: return "EROFS";
        case ESTALE: return "ESTALE";
        case ETXTBSY: return "ETXTBSY";
        case EXDEV: return "EXDEV";
        default: return "E" + std::to_string(number);
    }
}

[[noreturn]] void fail_io(const std::filesystem::path& path) {
    fail_store("io", path.string(), errno_name(errno));
}

/// Repeats a call that a signal interrupted.
template <typename Call>
auto uninterrupted(const Call& call) {
    for (;;) {
        const auto result = call();
        if (result >= 0 || errno != EINTR) return result;
    }
}

/// An open file; closed by `close`, which tells of a failure, or silently when an error is under
/// way.
class Handle {
public:
    /// `told` is the file the caller knows of, for the error: a temporary's name would help nobody.
    Handle(const std::filesystem::path& path, int flags, const std::filesystem::path& told)
        : file_(uninterrupted(
              [&] { return file_calls().open(path.c_str(), flags | O_CLOEXEC, 0600); })) {
        if (file_ < 0) fail_io(told);
    }
    ~Handle() {
        if (file_ >= 0) (void)file_calls().close(file_);
    }
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;

    [[nodiscard]] int get() const noexcept { return file_; }
    void sync(const std::filesystem::path& path) const {
        if (uninterrupted([&] { return file_calls().fsync(file_); }) != 0) fail_io(path);
    }
    // Not repeated when interrupted: Linux has freed the descriptor all the same.
    void close(const std::filesystem::path& path) {
        const int file = std::exchange(file_, -1);
        if (file_calls().close(file) != 0 && errno != EINTR) fail_io(path);
    }

private:
    int file_;
};

/// Removes the temporary file unless it was renamed away.
class Temporary {
public:
    explicit Temporary(const std::filesystem::path& beside)
        : path_(beside.parent_path() / (".accord-" + hex(random_bytes(8)) + ".tmp")) {}
    ~Temporary() {
        if (armed_) (void)file_calls().unlink(path_.c_str());
    }
    Temporary(const Temporary&) = delete;
    Temporary& operator=(const Temporary&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }
    void arm() noexcept { armed_ = true; }
    void disarm() noexcept { armed_ = false; }

private:
    std::filesystem::path path_;
    bool armed_ = false;
};

void write_all(int file, std::string_view bytes, const std::filesystem::path& path) {
    while (!bytes.empty()) {
        const ssize_t written =
            uninterrupted([&] { return file_calls().write(file, bytes.data(), bytes.size()); });
        if (written == 0) errno = EIO;  // no progress and no reason given
        if (written <= 0) fail_io(path);
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}

void fill(Temporary& temporary, std::string_view bytes, const std::filesystem::path& path) {
    Handle handle(temporary.path(), O_WRONLY | O_CREAT | O_EXCL, path);
    temporary.arm();
    write_all(handle.get(), bytes, path);
    handle.sync(path);
    handle.close(path);
}

std::filesystem::path folder_of(const std::filesystem::path& path) {
    const std::filesystem::path folder = path.parent_path();
    return folder.empty() ? std::filesystem::path(".") : folder;
}

/// Gives the temporary its name without replacing a file of that name; true if it still has the old
/// too.
bool name_new(const Temporary& temporary, const std::filesystem::path& path) {
    const char* const from = temporary.path().c_str();
    if (file_calls().rename_new(from, path.c_str()) == 0) return false;
    const bool unsupported = errno == EINVAL || errno == ENOSYS;  // by this file system or kernel
    if (unsupported && file_calls().link(from, path.c_str()) == 0) return true;
    if (errno == EEXIST) fail_store("exists", path.string());
    fail_io(path);
}

}  // namespace

FileCalls& file_calls() noexcept {
    static FileCalls calls{
        [](const char* path, int flags, mode_t mode) { return ::open(path, flags, mode); },
        ::read,
        ::write,
        ::fsync,
        ::close,
        ::rename,
        [](const char* from, const char* to) {
            return ::renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE);
        },
        ::link,
        ::unlink,
        ::mkdir,
    };
    return calls;
}

void write_file(const std::filesystem::path& path, std::string_view bytes) {
    Temporary temporary(path);
    fill(temporary, bytes, path);
    if (file_calls().rename(temporary.path().c_str(), path.c_str()) != 0) fail_io(path);
    temporary.disarm();
    sync_folder(folder_of(path));
}

void create_file(const std::filesystem::path& path, std::string_view bytes) {
    Temporary temporary(path);
    fill(temporary, bytes, path);
    const bool has_two_names = name_new(temporary, path);
    if (has_two_names && file_calls().unlink(temporary.path().c_str()) != 0) fail_io(path);
    temporary.disarm();
    sync_folder(folder_of(path));
}

std::string read_file(const std::filesystem::path& path, std::size_t bytes_max) {
    // Without O_NONBLOCK a named pipe in the file's place would hang the process that opens it.
    Handle handle(path, O_RDONLY | O_NONBLOCK, path);
    std::string bytes;
    for (;;) {
        std::array<char, 16384> part;
        const ssize_t size = uninterrupted(
            [&] { return file_calls().read(handle.get(), part.data(), part.size()); });
        if (size < 0) fail_io(path);
        if (size == 0) return bytes;
        if (static_cast<std::size_t>(size) > bytes_max - bytes.size()) {
            fail_store("file_too_large", path.string(), std::to_string(bytes_max));
        }
        bytes.append(part.data(), static_cast<std::size_t>(size));
    }
}

void make_private_folder(const std::filesystem::path& path) {
    if (file_calls().mkdir(path.c_str(), 0700) != 0) {
        if (errno == EEXIST) fail_store("exists", path.string());
        fail_io(path);
    }
    sync_folder(folder_of(path));
}

void sync_folder(const std::filesystem::path& path) {
    Handle handle(path, O_RDONLY | O_DIRECTORY, path);
    // Some file systems have no sync for folders and say so with EINVAL; there is no more to be
    // done.
    if (uninterrupted([&] { return file_calls().fsync(handle.get()); }) != 0 && errno != EINVAL) {
        fail_io(path);
    }
}

void remove_file(const std::filesystem::path& path) {
    if (file_calls().unlink(path.c_str()) != 0) fail_io(path);
    sync_folder(folder_of(path));
}

}  // namespace accord::base
