// A docket folder as its users meet it: what is written is read, by one store or several.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <thread>

#include "accord/base/file.hpp"
#include "accord/store/merkle.hpp"
#include "accord/store/seal.hpp"
#include "store_folder.hpp"

namespace accord::store {
namespace {

using store_tests::case_id;
using store_tests::code_of;
using store_tests::record_of;
using store_tests::fs::path;

class StoreDocket : public store_tests::Folder {};

TEST_F(StoreDocket, WhatIsWrittenIsRead) {
    std::vector<std::uint64_t> lasts;
    {
        const auto store = open();
        lasts = fill(*store, 3, 4);
        EXPECT_EQ(store->last_seq(), 12U);
    }
    const auto store = open();
    EXPECT_EQ(store->last_seq(), 12U);
    const std::vector<StoredEvent> chain = store->chain(lasts[1], Store::Sealed::open);
    ASSERT_EQ(chain.size(), 4U);
    for (std::uint64_t n = 1; n <= 4; ++n) {
        const StoredEvent& event = chain[n - 1];
        EXPECT_EQ(event.seq, 4 + n);
        EXPECT_EQ(event.at.case_ordinal, 2U);
        EXPECT_EQ(event.at.previous_seq, n == 1 ? 0 : 3 + n);
        const base::Record wanted = record_of(2, n, 2);
        EXPECT_EQ(event.head, wanted.head);
        ASSERT_EQ(event.sealed.size(), 2U);
        EXPECT_EQ(event.sealed[0].path, "party.name");
        EXPECT_EQ(event.sealed[0].value, "\"甲\"");
        EXPECT_EQ(event.sealed[1].value, "\"13800000000\"");
        EXPECT_TRUE(event.sealed[1].readable);
    }
    const StoredEvent closed = store->event(5, Store::Sealed::leave);
    EXPECT_EQ(closed.sealed[0].owner, 2U);
    EXPECT_TRUE(closed.sealed[0].value.empty());
    EXPECT_FALSE(closed.sealed[0].readable);
    EXPECT_TRUE(store->verify({}).faults.empty());
    EXPECT_EQ(code_of([&] { (void)store->event(13, Store::Sealed::leave); }), "no_such_event");
    EXPECT_EQ(code_of([&] { (void)store->event(0, Store::Sealed::leave); }), "no_such_event");
}

TEST_F(StoreDocket, ScanStopsWhenTold) {
    const auto store = open();
    fill(*store, 2, 5);
    std::vector<std::uint64_t> seen;
    store->scan(3, 100, Store::Sealed::leave, [&](const StoredEvent& event) {
        seen.push_back(event.seq);
        return event.seq < 7;
    });
    EXPECT_EQ(seen, (std::vector<std::uint64_t>{3, 4, 5, 6, 7}));
}

TEST_F(StoreDocket, UncommittedIsGone) {
    const auto store = open();
    fill(*store, 1, 2);
    const base::Digest root = store->root();
    {
        Store::Write write = store->begin_write();
        write.append(record_of(2, 1, store->new_key()), {write.new_case_ordinal(), 0});
        EXPECT_EQ(write.new_case_ordinal(), 3U);
        EXPECT_EQ(store->event(3, Store::Sealed::open).sealed[0].value, "\"甲\"");
        EXPECT_EQ(store->last_seq(), 2U);
        std::thread([&] {
            EXPECT_EQ(code_of([&] { (void)store->event(3, Store::Sealed::leave); }),
                      "no_such_event");
        }).join();
    }
    EXPECT_EQ(store->last_seq(), 2U);
    EXPECT_EQ(store->root(), root);
    Store::Write write = store->begin_write();
    EXPECT_EQ(write.new_case_ordinal(), 2U);
    // The key that the abandoned write took is not given to another subject.
    EXPECT_EQ(store->new_key(), 3U);
}

TEST_F(StoreDocket, AWriteGoesOnAfterItsCommit) {
    const auto store = open();
    {
        Store::Write write = store->begin_write();
        EXPECT_EQ(write.append(record_of(1, 1, 0), {1, 0}), 1U);
        write.commit();
        EXPECT_EQ(write.append(record_of(1, 2, 0), {1, 1}), 2U);
    }
    EXPECT_EQ(store->last_seq(), 1U);
}

TEST_F(StoreDocket, OwnEventsFormAChain) {
    const auto store = open();
    {
        Store::Write write = store->begin_write();
        write.append(record_of(0, 0, 0), {});
        write.append(record_of(1, 1, 0), {1, 0});
        write.append(record_of(0, 0, 0), {});
        write.commit();
    }
    EXPECT_EQ(store->last_own_seq(), 3U);
    const auto chain = store->chain(3, Store::Sealed::leave);
    ASSERT_EQ(chain.size(), 2U);
    EXPECT_EQ(chain[0].seq, 1U);
    EXPECT_TRUE(store->verify({}).faults.empty());
}

TEST_F(StoreDocket, ARecordThatContradictsItsPlaceIsABugAndLeavesNothing) {
    const auto store = open();
    fill(*store, 2, 2);
    Store::Write write = store->begin_write();
    base::Record wrong_n = record_of(1, 3, 1);
    wrong_n.n = 4;
    base::Record wrong_case = record_of(1, 3, 1);
    wrong_case.case_id = case_id(2);
    base::Record twice = record_of(1, 3, 1);
    twice.sealed[1].path = twice.sealed[0].path;
    EXPECT_EQ(code_of([&] { write.append(wrong_n, {1, 2}); }), "check_failed");
    EXPECT_EQ(code_of([&] { write.append(wrong_case, {1, 2}); }), "check_failed");
    EXPECT_EQ(code_of([&] { write.append(twice, {1, 2}); }), "check_failed");
    EXPECT_EQ(code_of([&] { write.append(record_of(1, 3, 1), {1, 9}); }), "check_failed");
    EXPECT_EQ(code_of([&] { write.append(record_of(5, 1, 1), {5, 0}); }), "check_failed");
    EXPECT_EQ(code_of([&] { write.append(record_of(1, 3, 1), {0, 0}); }), "check_failed");
    base::Record large = record_of(1, 3, 1);
    large.sealed[0].value.assign(17 << 20, 'x');
    EXPECT_EQ(code_of([&] { write.append(large, {1, 2}); }), "too_long");
    EXPECT_EQ(write.append(record_of(1, 3, 1), {1, 2}), 5U);
    write.commit();
    EXPECT_TRUE(store->verify({}).faults.empty());
}

TEST_F(StoreDocket, WaitingForOneselfIsRefused) {
    const auto store = open();
    const Store::Write write = store->begin_write();
    EXPECT_EQ(code_of([&] { (void)store->begin_write(); }), "locked");
}

TEST_F(StoreDocket, TwoStoresOnOneFolderAlternate) {
    const auto one = open();
    const auto two = open();
    for (int i = 0; i < 5; ++i) {
        fill(*one, 1, 2);
        fill(*two, 1, 3);
        EXPECT_EQ(one->root(), two->root());
    }
    EXPECT_EQ(one->last_seq(), 25U);
    std::set<std::uint32_t> owners;
    two->scan(1, 25, Store::Sealed::open, [&](const StoredEvent& event) {
        EXPECT_TRUE(event.sealed[0].readable);
        owners.insert(event.sealed[0].owner);
        return true;
    });
    EXPECT_EQ(owners.size(), 10U);
    EXPECT_TRUE(two->verify({}).faults.empty());
}

TEST_F(StoreDocket, ThreadsQueue) {
    const auto store = open();
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back([&] {
            for (int i = 0; i < 10; ++i) {
                fill(*store, 1, 2);
                (void)store->chain(store->last_seq(), Store::Sealed::open);
            }
        });
    }
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(store->last_seq(), 80U);
    EXPECT_TRUE(store->verify({}).faults.empty());
}

/// Runs `body` in a forked child; its exit code.
template <typename Body>
int in_child(Body&& body) {
    const pid_t child = ::fork();
    if (child == 0) {
        int code = 99;
        try {
            code = body();
        } catch (...) {
            code = 98;
        }
        ::_exit(code);
    }
    int status = 0;
    EXPECT_EQ(::waitpid(child, &status, 0), child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST_F(StoreDocket, AForkedChildIsRefused) {
    auto store = open();
    fill(*store, 1, 2);
    const int code = in_child([&] {
        int refused = 0;
        refused += code_of([&] { (void)store->begin_write(); }) == "after_fork" ? 1 : 0;
        refused += code_of([&] { (void)store->event(1, Store::Sealed::open); }) == "after_fork";
        refused += code_of([&] { (void)store->last_seq(); }) == "after_fork" ? 1 : 0;
        store.reset();  // must not close what the parent works with
        return refused;
    });
    EXPECT_EQ(code, 3);
    fill(*store, 1, 2);
    EXPECT_TRUE(store->verify({}).faults.empty());
}

TEST_F(StoreDocket, ProcessesQueue) {
    open().reset();
    std::vector<pid_t> children;
    for (int c = 0; c < 3; ++c) {
        const pid_t child = ::fork();
        if (child == 0) {
            int code = 0;
            try {
                const auto store = open();
                for (int i = 0; i < 8; ++i) fill(*store, 1, 2);
            } catch (...) {
                code = 1;
            }
            ::_exit(code);
        }
        children.push_back(child);
    }
    for (const pid_t child : children) {
        int status = 1;
        ::waitpid(child, &status, 0);
        EXPECT_EQ(status, 0);
    }
    const auto store = open();
    EXPECT_EQ(store->last_seq(), 48U);
    EXPECT_TRUE(store->verify({}).faults.empty());
}

TEST_F(StoreDocket, AKilledWriterLosesNothingAcknowledged) {
    for (int round = 0; round < 3; ++round) {
        int pipe_ends[2];
        ASSERT_EQ(::pipe(pipe_ends), 0);
        const pid_t child = ::fork();
        if (child == 0) {
            ::close(pipe_ends[0]);
            try {
                const auto store = open();
                while (true) {
                    fill(*store, 2, 3);
                    const std::uint64_t acknowledged = store->last_seq();
                    if (::write(pipe_ends[1], &acknowledged, sizeof acknowledged) < 0) break;
                }
            } catch (...) {
            }
            ::_exit(0);
        }
        ::close(pipe_ends[1]);
        std::uint64_t acknowledged = 0;
        std::uint64_t next = 0;
        for (int i = 0; i < 5 + 7 * round; ++i) {
            ASSERT_EQ(::read(pipe_ends[0], &next, sizeof next), ssize_t{sizeof next});
            acknowledged = next;
        }
        ::kill(child, SIGKILL);
        while (::read(pipe_ends[0], &next, sizeof next) == ssize_t{sizeof next}) {
            acknowledged = next;
        }
        ::close(pipe_ends[0]);
        ::waitpid(child, nullptr, 0);
        const auto store = open();
        EXPECT_GE(store->last_seq(), acknowledged);
        EXPECT_EQ(store->last_seq() % 6, 0U);
        EXPECT_TRUE(store->verify({}).faults.empty());
    }
}

TEST_F(StoreDocket, LawIsKeptByItsHash) {
    const auto store = open();
    const std::string bytes = R"({"law":"诉讼费用交纳办法"})";
    const base::Digest digest = base::sha256(bytes);
    const std::string hash = base::hex(base::view(digest));
    base::Id id;
    std::copy_n(digest.begin(), id.bytes.size(), id.bytes.begin());
    const std::string printed = base::print_id('l', id);
    {
        Store::Write write = store->begin_write();
        store->put_law(hash, bytes);
        store->put_law(hash, bytes);
        store->put_law(printed, bytes);
        EXPECT_EQ(code_of([&] { store->put_law(hash, "other"); }), "bad_hash");
        EXPECT_EQ(code_of([&] { store->put_law("../etc", bytes); }), "bad_hash");
        EXPECT_EQ(store->law(hash), bytes);
        write.commit();
    }
    const auto again = open();
    EXPECT_EQ(again->law(hash), bytes);
    EXPECT_EQ(again->law(printed), bytes);
    EXPECT_TRUE(again->has_law(printed));
    EXPECT_EQ(again->law_hashes().size(), 2U);
    EXPECT_EQ(code_of([&] { (void)again->law(std::string(64, '0')); }), "law_missing");
    const auto verified = again->verify({});
    EXPECT_EQ(verified.laws, 2U);
    EXPECT_TRUE(verified.faults.empty());
}

TEST_F(StoreDocket, ProofsHoldAcrossTiles) {
    const auto store = open();
    fill(*store, 100, 2);
    const base::Digest early = store->root();
    fill(*store, 300, 2);
    ASSERT_EQ(store->last_seq(), 800U);
    for (const std::uint64_t seq : {1U, 2U, 255U, 256U, 257U, 512U, 513U, 799U, 800U}) {
        const Proof proof = store->inclusion(seq);
        std::vector<std::string> hashes;
        for (const base::Digest& hash : proof.path) hashes.emplace_back(base::view(hash));
        EXPECT_EQ(proof.index, seq - 1);
        EXPECT_EQ(proof.row, store->row(seq));
        const base::Digest leaf = leaf_hash(proof.row);
        EXPECT_TRUE(check_inclusion(proof.index, proof.size, base::view(leaf), hashes,
                                    base::view(store->root())));
    }
    std::vector<std::string> hashes;
    for (const base::Digest& hash : store->consistency(200)) hashes.emplace_back(base::view(hash));
    EXPECT_TRUE(check_consistency(200, 800, base::view(early), base::view(store->root()), hashes));
    EXPECT_TRUE(store->consistency(800).empty());
    EXPECT_EQ(code_of([&] { (void)store->consistency(0); }), "empty_log");
    EXPECT_EQ(code_of([&] { (void)store->consistency(801); }), "no_such_event");
    EXPECT_EQ(code_of([&] { (void)store->inclusion(801); }), "no_such_event");
    EXPECT_EQ(store->checkpoint(), store->verify({}).checkpoint);
}

TEST_F(StoreDocket, OpeningsMatchTheRow) {
    const auto store = open();
    fill(*store, 1, 1);
    const std::vector<Opening> openings = store->openings(1);
    ASSERT_EQ(openings.size(), 2U);
    const std::string row = store->row(1);
    for (const Opening& opening : openings) {
        const base::Digest committed = commitment(opening.salt, opening.path, opening.value);
        EXPECT_NE(row.find(base::view(committed)), std::string::npos);
    }
    EXPECT_EQ(openings[0].value, "\"甲\"");
}

TEST_F(StoreDocket, BackupIsADocketOfItsOwn) {
    const auto store = open();
    fill(*store, 3, 2);
    const BlobRef ref = store->put_blob("statement", 1);
    store->backup(root_ / "copy");
    EXPECT_EQ(code_of([&] { store->backup(root_ / "copy"); }), "exists");
    store->backup(root_ / "escrowed", false);
    EXPECT_FALSE(std::filesystem::exists(root_ / "escrowed" / "keys.sqlite"));
    std::filesystem::copy_file(root_ / "docket.key", root_ / "copy.key");
    const auto copy = Store::open(root_ / "copy", {});
    EXPECT_EQ(copy->root(), store->root());
    EXPECT_EQ(copy->blob(ref, 1), "statement");
    EXPECT_TRUE(copy->verify({ref.address}).faults.empty());
    EXPECT_EQ(code_of([&] { (void)Store::open(root_ / "escrowed", {}); }), "wrong_key");
}

TEST_F(StoreDocket, ReadOnlyWritesNothing) {
    open().reset();
    OpenOptions options;
    options.read_only = true;
    const auto store = open(options);
    EXPECT_EQ(store->last_seq(), 0U);
    EXPECT_EQ(code_of([&] { (void)store->begin_write(); }), "read_only");
    EXPECT_EQ(code_of([&] { (void)store->put_blob("x", 0); }), "read_only");
    EXPECT_EQ(code_of([&] { store->destroy_key(1); }), "read_only");
    EXPECT_EQ(code_of([&] { (void)Store::open(root_ / "none", options); }), "not_found");
}

TEST_F(StoreDocket, OnlyItsOwnerMayLookIn) {
    const auto store = open();
    fill(*store, 1, 1);
    (void)store->put_blob("statement", 1);
    std::size_t files = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root_)) {
        struct stat facts {};
        ASSERT_EQ(::lstat(entry.path().c_str(), &facts), 0);
        EXPECT_EQ(facts.st_mode & 077, 0U) << entry.path();
        ++files;
    }
    EXPECT_GE(files, 8U);
}

}  // namespace
}  // namespace accord::store
