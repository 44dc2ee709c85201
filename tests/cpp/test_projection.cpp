// derived.sqlite by itself: the queue of tasks, a file that is spoilt, and what a reader may write.
#include "accord/projection/projection.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "accord/base/file.hpp"
#include "accord/base/hash.hpp"
#include "throws.hpp"

namespace accord::projection {
namespace {

using base::testing::error_of;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class ProjectionTest : public ::testing::Test {
protected:
    void SetUp() override {
        folder_ = std::filesystem::temp_directory_path() /
                  ("accord_lists_" + base::hex(base::random_bytes(8)));
        std::filesystem::create_directory(folder_);
        file_ = folder_ / "derived.sqlite";
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    static Update with_tasks(std::uint64_t ordinal, std::vector<casefile::Task> tasks) {
        Update update;
        update.head.ordinal = ordinal;
        update.head.id.bytes[0] = static_cast<std::uint8_t>(ordinal);
        update.head.last_seq = ordinal;
        update.tasks = std::move(tasks);
        return update;
    }
    static casefile::Task task(std::uint32_t number, std::string name, std::string assignee,
                               std::optional<calendar::Date> due = {}) {
        casefile::Task task;
        task.number = number;
        task.name = std::move(name);
        task.assignee = std::move(assignee);
        task.due = due;
        return task;
    }
    static std::vector<std::string> names(const std::vector<TaskRow>& rows) {
        std::vector<std::string> names;
        for (const TaskRow& row : rows) names.push_back(row.name);
        return names;
    }

    std::filesystem::path folder_;
    std::filesystem::path file_;
};

TEST_F(ProjectionTest, TheQueueIsOpenWorkByItsDayUndatedLast) {
    Projection lists(file_, false);
    const calendar::Date day = calendar::Date::of(2026, 3, 9);
    lists.put(with_tasks(1, {task(1, "undated", "a"), task(2, "later", "b", day + 1)}));
    lists.put(with_tasks(2, {task(1, "first", "a", day), task(2, "same_day", "a", day)}));
    EXPECT_THAT(names(lists.tasks({})), ElementsAre("first", "same_day", "later", "undated"));
    EXPECT_THAT(names(lists.tasks("a")), ElementsAre("first", "same_day", "undated"));
    EXPECT_THAT(lists.tasks(""), IsEmpty());

    Update done = with_tasks(2, {task(1, "first", "a", day), task(2, "same_day", "a", day)});
    done.tasks[0].done = true;
    lists.put(done);
    EXPECT_THAT(names(lists.tasks("a")), ElementsAre("same_day", "undated"));
}

TEST_F(ProjectionTest, AFailureInTheFileIsTheStoresError) {
    Projection lists(file_, false);
    lists.put(with_tasks(1, {}));
    lists.flush();
    SQLite::Database other(file_.string(), SQLite::OPEN_READWRITE);
    other.exec("DROP TABLE due; DROP TABLE task");
    const base::Error read = error_of([&] { return lists.tasks({}); });
    EXPECT_EQ(read.kind(), base::ErrorKind::store);
    EXPECT_EQ(read.subject(), file_.string());
    lists.put(with_tasks(2, {}));
    EXPECT_EQ(error_of([&] { lists.flush(); }).kind(), base::ErrorKind::store);
}

TEST_F(ProjectionTest, WhatIsNoDatabaseIsMadeAnewAndAReaderLeavesItAsItIs) {
    const std::string garbage(5000, 'x');
    base::create_file(file_, garbage);
    {
        Projection reader(file_, true);
        reader.put(with_tasks(1, {task(1, "read", "a")}));
        EXPECT_EQ(reader.cases(), 1U);
    }
    EXPECT_EQ(base::read_file(file_, 1 << 20), garbage);
    Projection writer(file_, false);
    EXPECT_EQ(writer.seen_seq(), 0U);
    EXPECT_EQ(writer.cases(), 0U);
    EXPECT_NE(base::read_file(file_, 1 << 20), garbage);
}

TEST_F(ProjectionTest, AReaderSeesWhatItAddsAndTheFileKeepsWhatItHad) {
    {
        Projection writer(file_, false);
        writer.put(with_tasks(1, {task(1, "kept", "a")}));
        writer.set_seen(7);
        writer.flush();
    }
    {
        Projection reader(file_, true);
        EXPECT_EQ(reader.seen_seq(), 7U);
        reader.put(with_tasks(2, {task(1, "learned", "a")}));
        reader.set_seen(8);
        EXPECT_THAT(names(reader.tasks({})), ElementsAre("kept", "learned"));
    }
    Projection again(file_, true);
    EXPECT_EQ(again.seen_seq(), 7U);
    EXPECT_THAT(names(again.tasks({})), ElementsAre("kept"));
}

}  // namespace
}  // namespace accord::projection
