// A docket folder for one test: made empty, filled with small cases, opened raw to be tampered
// with.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "accord/store/sqlite.hpp"
#include "accord/store/store.hpp"
#include "throws.hpp"

namespace accord::store_tests {

namespace fs = std::filesystem;

using base::testing::code_of;

inline base::Id case_id(std::uint64_t ordinal) {
    base::Id id;
    for (std::size_t i = 0; i < id.bytes.size(); ++i) {
        id.bytes[i] = static_cast<std::uint8_t>(0xa0 + i + ordinal * 7);
    }
    return id;
}

inline std::string head_of(const base::Id& id, std::uint64_t n, std::string_view text) {
    std::string head = R"({"actor":"officer:intake","body":{"text":")";
    head += text;
    head += R"("},)";
    if (!id.empty()) head += R"("case":")" + base::print_id('c', id) + R"(",)";
    return head + R"("kind":"filed","n":)" + std::to_string(n) + R"(,"v":1})";
}

inline base::Record record_of(std::uint64_t ordinal, std::uint64_t n, std::uint32_t owner,
                              std::string_view name = "\"甲\"") {
    base::Record record;
    record.case_id = ordinal == 0 ? base::Id{} : case_id(ordinal);
    record.n = n;
    record.head = head_of(record.case_id, n, "statement \\\"of\\\\ account");
    if (ordinal != 0) {
        record.sealed.push_back({"party.name", owner, std::string(name), true});
        record.sealed.push_back({"party.telephone", owner, "\"13800000000\"", true});
    }
    return record;
}

class Folder : public ::testing::Test {
protected:
    void SetUp() override {
        std::string pattern = (fs::temp_directory_path() / "accord-store-XXXXXX").string();
        ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
        root_ = pattern;
        folder_ = root_ / "docket";
    }
    void TearDown() override { fs::remove_all(root_); }

    [[nodiscard]] std::unique_ptr<store::Store> open() const { return open(store::OpenOptions{}); }
    [[nodiscard]] std::unique_ptr<store::Store> open(const store::OpenOptions& options) const {
        return store::Store::open(folder_, options);
    }

    /// `cases` new cases of `events` events each, under a key of their own; commits. Last seqs.
    static std::vector<std::uint64_t> fill(store::Store& store, std::size_t cases,
                                           std::uint64_t events) {
        std::vector<std::uint64_t> lasts;
        store::Store::Write write = store.begin_write();
        for (std::size_t i = 0; i < cases; ++i) {
            const std::uint64_t ordinal = write.new_case_ordinal();
            const std::uint32_t owner = store.new_key();
            std::uint64_t previous = 0;
            for (std::uint64_t n = 1; n <= events; ++n) {
                previous = write.append(record_of(ordinal, n, owner), {ordinal, previous});
            }
            lasts.push_back(previous);
        }
        write.commit();
        return lasts;
    }

    /// Runs SQL on a closed docket's file.
    void tamper(const char* file, const std::string& sql) const {
        const auto database = store::open_database(folder_ / file, store::Access::read_write);
        database->exec(sql);
    }

    fs::path root_;
    fs::path folder_;
};

}  // namespace accord::store_tests
