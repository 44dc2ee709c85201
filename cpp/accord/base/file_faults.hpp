// The system calls of the file layer as a table, so that a test can make any one of them fail.
#pragma once

#include <sys/types.h>

namespace accord::base {

/// Each has the meaning, arguments, result and errno of the call it is named after.
struct FileCalls {
    int (*open)(const char* path, int flags, mode_t mode);
    ssize_t (*read)(int file, void* out, size_t size);
    ssize_t (*write)(int file, const void* bytes, size_t size);
    int (*fsync)(int file);
    int (*close)(int file);
    int (*rename)(const char* from, const char* to);
    int (*rename_new)(const char* from, const char* to);  // renameat2 with RENAME_NOREPLACE
    int (*link)(const char* from, const char* to);
    int (*unlink)(const char* path);
    int (*mkdir)(const char* path, mode_t mode);
};

/// The table in use by all threads; a test puts the original back when it is done.
[[nodiscard]] FileCalls& file_calls() noexcept;

}  // namespace accord::base
