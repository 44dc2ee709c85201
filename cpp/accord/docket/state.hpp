// What an open docket holds, and the steps that its verbs share.
#pragma once

#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <unordered_map>

#include "accord/base/ordinal_id.hpp"
#include "accord/docket/docket.hpp"
#include "accord/docket/law_set.hpp"

namespace accord::docket {

/// Who acts, under which law and key: what goes into the envelopes of one verb.
struct Act {
    std::vector<std::string> by;
    std::string key;  // base64 of HMAC(key) ‖ HMAC(content): on the first event of the verb
    std::string law;
};

/// A case open for writing: the fold so far and where it hangs in the journal.
struct OpenCase {
    std::uint64_t ordinal = 0;
    casefile::Case value;
    bool is_new = false;
};

struct State {
    Settings settings;
    std::unique_ptr<store::Store> store;
    std::unique_ptr<projection::Projection> projection;
    std::unique_ptr<base::OrdinalCipher> cipher;
    std::map<std::string, std::shared_ptr<const LawSet>, std::less<>> laws;
    std::unordered_map<std::uint64_t, CasePtr> cases;  // recently read, by ordinal
    std::optional<store::Store::Write> batch;          // the block that `begin_batch` opened
    std::thread::id batch_thread;  // who opened it: other threads' verbs wait for its end
    std::map<std::string, std::string, std::less<>> successors;  // of law sets, by id
    bool successors_known = false;
    bool laws_unsure = false;               // a batch was taken back, perhaps with laws
    bool batch_failed = false;              // a verb inside broke off halfway: it can not be kept
    std::condition_variable_any batch_end;  // waited for under `mutex`
    std::int64_t last_recorded = 0;
    mutable std::recursive_mutex mutex;

    // --- reading (reading.cpp) -------------------------------------------------------------------
    [[nodiscard]] std::int64_t now() const { return settings.clock(); }
    [[nodiscard]] std::uint64_t ordinal_of(
        const base::Id& id) const;  // Error(input, "no_such_case")
    [[nodiscard]] CasePtr load(std::uint64_t ordinal);
    [[nodiscard]] casefile::Case fold(std::uint64_t last_seq) const;
    [[nodiscard]] std::shared_ptr<const LawSet> law(std::string_view id);
    /// The set that decides now for what is pinned to this one: itself, or the one that a new
    /// edition of a calendar put in its place.
    [[nodiscard]] std::shared_ptr<const LawSet> law_now(std::string_view id);
    /// Takes in what other writers appended since the projections last looked.
    void catch_up();

    // --- writing (writing.cpp) -------------------------------------------------------------------
    /// Appends happenings to a case, folding as it goes; fills in identities, keys and numbers.
    std::vector<casefile::Event> append(store::Store::Write& write, OpenCase& c,
                                        procedure::Happenings happenings, const Act& act);
    void append_own(store::Store::Write& write, casefile::Body body);
    /// The case as the projections and the cache now see it.
    void publish(const OpenCase& c, const LawSet& law);
    void keep_law(store::Store::Write& write, const LawSet& set);
    /// Before a case is opened under it: a law known here may have been taken back with a batch.
    void ensure_law(store::Store::Write& write, const LawSet& set);
    /// 32 bytes: HMAC(key's text) ‖ HMAC(content), each cut to 16.
    [[nodiscard]] std::string key_of(std::string_view key, std::string_view content) const;
    /// The earlier case under the same key; Error(input, "key_reused") if its content differs.
    [[nodiscard]] std::optional<std::uint64_t> known(std::string_view key_bytes);
    void check_moment(calendar::Instant at) const;  // Error(input, "in_the_future")
    void check_writable() const;
    /// Until no other thread's batch is open; a verb of theirs would be taken back with it.
    void await_batch();
    void drop_batch();
};

/// Holds the journal for one verb, or joins the batch that is open; `finish` makes it durable.
class WriteScope {
public:
    explicit WriteScope(State& state);
    ~WriteScope();
    WriteScope(const WriteScope&) = delete;
    WriteScope& operator=(const WriteScope&) = delete;
    [[nodiscard]] store::Store::Write& write() noexcept { return own_ ? *own_ : *state_.batch; }
    void finish();
    /// What was appended so far is published and may stay, whatever follows.
    void settle() { first_seen_ = state_.projection->seen_seq(); }
    [[nodiscard]] bool is_in_batch() const noexcept { return !own_; }

private:
    State& state_;
    std::uint64_t first_seen_ = 0;
    bool is_finished_ = false;
    std::optional<store::Store::Write> own_;
};

}  // namespace accord::docket
