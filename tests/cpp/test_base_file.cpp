// Files are whole or absent: every call of the file layer is made to fail once, and nothing is left
// behind.
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>

#include "accord/base/file.hpp"
#include "accord/base/file_faults.hpp"
#include "accord/base/hash.hpp"
#include "throws.hpp"

namespace accord::base {
namespace {

using testing::code_of;
using testing::error_of;
namespace fs = std::filesystem;

class BaseFile : public ::testing::Test {
protected:
    void SetUp() override {
        folder_ = fs::temp_directory_path() / ("accord-test-" + hex(random_bytes(8)));
        make_private_folder(folder_);
    }
    void TearDown() override {
        file_calls() = original_;
        fs::remove_all(folder_);
    }
    [[nodiscard]] std::size_t files() const {
        return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder_), {}));
    }
    static mode_t mode_of(const fs::path& path) {
        struct stat status {};
        EXPECT_EQ(stat(path.c_str(), &status), 0);
        return status.st_mode & 07777U;
    }
    /// What writing "new" over "old" reports when `set_fault` is in force; checks that no trace is
    /// left.
    template <typename SetFault>
    std::string fault_of(const SetFault& set_fault) {
        const fs::path path = folder_ / "a";
        write_file(path, "old");
        set_fault(file_calls());
        const Error error = error_of([&] {
            write_file(path, "new");
            return 0;
        });
        file_calls() = original_;
        EXPECT_EQ(error.kind(), ErrorKind::store);
        EXPECT_EQ(error.code(), "io");
        EXPECT_EQ(error.subject(), path.string());
        EXPECT_EQ(read_file(path, 10), "old");
        EXPECT_EQ(files(), 1U);
        return error.where();
    }

    const FileCalls original_ = file_calls();
    fs::path folder_;
};

TEST_F(BaseFile, WritesReplacesReadsAndRemoves) {
    const fs::path path = folder_ / "文件";
    write_file(path, "one");
    EXPECT_EQ(read_file(path, 3), "one");
    const std::string large = random_bytes(300'000);
    write_file(path, large);
    EXPECT_EQ(read_file(path, large.size()), large);
    write_file(path, "");
    EXPECT_EQ(read_file(path, 0), "");
    EXPECT_EQ(files(), 1U);
    remove_file(path);
    EXPECT_EQ(files(), 0U);
}

TEST_F(BaseFile, WhatItMakesIsPrivate) {
    write_file(folder_ / "a", "x");
    create_file(folder_ / "b", "x");
    EXPECT_EQ(mode_of(folder_ / "a"), 0600U);
    EXPECT_EQ(mode_of(folder_ / "b"), 0600U);
    EXPECT_EQ(mode_of(folder_), 0700U);
}

TEST_F(BaseFile, CreatingRefusesWhatIsThere) {
    create_file(folder_ / "a", "first");
    const Error error = error_of([&] {
        create_file(folder_ / "a", "second");
        return 0;
    });
    EXPECT_EQ(error.kind(), ErrorKind::store);
    EXPECT_EQ(error.code(), "exists");
    EXPECT_EQ(read_file(folder_ / "a", 10), "first");
    EXPECT_EQ(files(), 1U);
    EXPECT_EQ(code_of([&] {
                  make_private_folder(folder_);
                  return 0;
              }),
              "exists");
}

TEST_F(BaseFile, CreatingFallsBackToALinkWhereRenameCanNotRefuse) {
    file_calls().rename_new = [](const char*, const char*) {
        errno = EINVAL;
        return -1;
    };
    create_file(folder_ / "a", "first");
    EXPECT_EQ(read_file(folder_ / "a", 10), "first");
    EXPECT_EQ(files(), 1U);
    EXPECT_EQ(code_of([&] {
                  create_file(folder_ / "a", "second");
                  return 0;
              }),
              "exists");
    EXPECT_EQ(read_file(folder_ / "a", 10), "first");
    EXPECT_EQ(files(), 1U);
}

TEST_F(BaseFile, ReadingIsBoundedAndNamesTheReason) {
    write_file(folder_ / "a", "12345");
    EXPECT_EQ(read_file(folder_ / "a", 5), "12345");
    const Error error = error_of([&] { return read_file(folder_ / "a", 4); });
    EXPECT_EQ(error.code(), "file_too_large");
    EXPECT_EQ(error.where(), "4");
    EXPECT_EQ(error_of([&] { return read_file(folder_ / "b", 4); }).where(), "ENOENT");
    EXPECT_EQ(error_of([&] { return read_file(folder_, 4); }).where(), "EISDIR");
    EXPECT_EQ(error_of([&] {
                  write_file(folder_ / "b" / "c", "x");
                  return 0;
              }).where(),
              "ENOENT");
    EXPECT_EQ(error_of([&] {
                  remove_file(folder_ / "b");
                  return 0;
              }).where(),
              "ENOENT");
    EXPECT_EQ(error_of([&] {
                  sync_folder(folder_ / "a");
                  return 0;
              }).where(),
              "ENOTDIR");
    EXPECT_EQ(error_of([&] {
                  make_private_folder(folder_ / "b" / "c");
                  return 0;
              }).where(),
              "ENOENT");
    ASSERT_EQ(mkfifo((folder_ / "pipe").c_str(), 0600), 0);
    EXPECT_EQ(read_file(folder_ / "pipe", 4), "");  // does not hang
}

TEST_F(BaseFile, AnyFailingCallLeavesTheOldFile) {
    EXPECT_EQ(fault_of([](FileCalls& c) {
                  c.open = [](const char*, int, mode_t) {
                      errno = EMFILE;
                      return -1;
                  };
              }),
              "EMFILE");
    EXPECT_EQ(fault_of([](FileCalls& c) {
                  c.write = [](int, const void*, std::size_t) -> ssize_t {
                      errno = ENOSPC;
                      return -1;
                  };
              }),
              "ENOSPC");
    EXPECT_EQ(fault_of([](FileCalls& c) {
                  c.write = [](int, const void*, std::size_t) -> ssize_t { return 0; };
              }),
              "EIO");
    EXPECT_EQ(fault_of([](FileCalls& c) {
                  c.fsync = [](int) {
                      errno = EIO;
                      return -1;
                  };
              }),
              "EIO");
    EXPECT_EQ(fault_of([](FileCalls& c) {
                  c.rename = [](const char*, const char*) {
                      errno = EXDEV;
                      return -1;
                  };
              }),
              "EXDEV");
    EXPECT_EQ(fault_of([](FileCalls& c) {
                  c.close = [](int file) {
                      static_cast<void>(::close(file));
                      errno = EDQUOT;
                      return -1;
                  };
              }),
              "EDQUOT");
    EXPECT_EQ(fault_of([](FileCalls& c) {
                  c.open = [](const char*, int, mode_t) {
                      errno = 4095;
                      return -1;
                  };
              }),
              "E4095");
}

TEST_F(BaseFile, ShortAndInterruptedCallsAreCarriedOn) {
    file_calls().write = [](int file, const void* bytes, std::size_t size) -> ssize_t {
        static int turn = 0;
        if (++turn % 2 == 0) {
            errno = EINTR;
            return -1;
        }
        return ::write(file, bytes, std::min<std::size_t>(size, 3));
    };
    file_calls().fsync = [](int file) {
        static int turn = 0;
        if (++turn % 2 == 1) {
            errno = EINTR;
            return -1;
        }
        return ::fsync(file);
    };
    write_file(folder_ / "a", "0123456789");
    EXPECT_EQ(read_file(folder_ / "a", 10), "0123456789");
}

TEST_F(BaseFile, TheFileIsSyncedBeforeAndTheFolderAfterTheRename) {
    static std::string story;
    story.clear();
    file_calls().fsync = [](int file) {
        struct stat status {};
        static_cast<void>(fstat(file, &status));
        story += S_ISDIR(status.st_mode) ? "sync folder;" : "sync file;";
        return ::fsync(file);
    };
    file_calls().rename = [](const char* from, const char* to) {
        story += "rename;";
        return ::rename(from, to);
    };
    write_file(folder_ / "a", "x");
    EXPECT_EQ(story, "sync file;rename;sync folder;");
}

TEST_F(BaseFile, AFolderThatCanNotBeSyncedIsToldUnlessItNeverCan) {
    const auto with_errno = [this](int (*fsync_of_folders)(int)) {
        file_calls().fsync = fsync_of_folders;
        const std::string code = code_of([&] {
            sync_folder(folder_);
            return 0;
        });
        file_calls() = original_;
        return code;
    };
    EXPECT_EQ(with_errno([](int) {
                  errno = EINVAL;
                  return -1;
              }),
              "");
    EXPECT_EQ(with_errno([](int) {
                  errno = EIO;
                  return -1;
              }),
              "io");
}

}  // namespace
}  // namespace accord::base
