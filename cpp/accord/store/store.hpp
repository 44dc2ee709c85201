// The record's files: an append-only journal under a Merkle log, a vault of blobs, and keys apart.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accord/base/hash.hpp"
#include "accord/base/id.hpp"
#include "accord/base/record.hpp"

namespace accord::store {

/// The suite named in every docket; others (SM3/SM4/SM2) come under the same field.
inline constexpr std::string_view suite_standard = "SHA-256/AES-256-GCM/Ed25519";

struct OpenOptions {
    bool create = true;
    bool read_only = false;
    std::string master_key;  // 32 bytes; empty: read or create `<docket>.key` beside the folder
    std::int64_t now_micros = 0;  // for the creation record
    int batch_page_cache_mb = 16;
};

/// Where an event hangs: dense case number and the seq of the case's previous event (0: none).
struct Placement {
    std::uint64_t case_ordinal = 0;  // 0: the docket's own events
    std::uint64_t previous_seq = 0;
};

/// A row as read: `head` is the JSON with everything but seq; sealed fields opened when asked.
struct StoredEvent {
    std::uint64_t seq = 0;
    Placement at;
    std::string head;
    std::vector<base::SealedField> sealed;
};

/// A salted commitment opened for somebody who holds the row: H(salt ‖ path ‖ value), framed.
struct Opening {
    std::string path;
    std::string salt;
    std::string value;
};

struct BlobRef {
    std::string address;     // hex of SHA-256 of the ciphertext file
    std::uint64_t size = 0;  // plaintext bytes
    std::string plain_hash;  // hex HMAC-SHA-256(owner key, "accord.plain.v1" ‖ plaintext's SHA-256)
    std::string wrapped_key;  // base64, under the owner's key
};

struct Proof {
    std::uint64_t index = 0;  // leaf index = seq − 1
    std::uint64_t size = 0;
    base::Digest root{};
    std::vector<base::Digest> path;
    std::string row;         // the bytes whose leaf it is
    std::string checkpoint;  // C2SP note body of the same size and root
};

struct VerifyReport {
    std::uint64_t events = 0;
    std::uint64_t blobs = 0;
    std::uint64_t laws = 0;
    std::uint64_t keys = 0;  // wrapped keys that open, spare ones among them
    base::Digest root{};
    std::string checkpoint;           // C2SP note body: origin, size, base64 root
    std::vector<std::string> faults;  // codes with places: "frame_damaged:17", "blob_missing:…"
    std::vector<std::string> notes;   // no faults: "blob_orphan:…", left by a crash
    /// To be compared with the erasures that are recorded.
    std::vector<std::uint32_t> destroyed_keys;
};

/// One docket folder. Thread-safe: one writer at a time (mutex, then a lock file shared with other
/// processes), readers on their own connections. All failures are Error(store, …): "busy" "full"
/// "read_only" "damaged" "newer_format" "after_fork" "not_a_docket" "wrong_key" "locked" (this
/// thread writes already) "io" "not_found" "no_such_event" "key_destroyed" "law_missing"
/// "blob_missing" "network_file_system".
///
/// A thread that holds a Write reads its own events before they are committed; all others, and
/// last_seq(), see what is committed.
class Store {
public:
    [[nodiscard]] static std::unique_ptr<Store> open(const std::filesystem::path& folder,
                                                     const OpenOptions& options);
    ~Store();
    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;

    [[nodiscard]] const base::Id& docket_id() const noexcept;
    /// HMAC secret of the docket: identities and idempotency keys derive from it.
    [[nodiscard]] const std::string& secret() const noexcept;
    [[nodiscard]] const std::filesystem::path& folder() const noexcept;

    // --- keys -----------------------------------------------------------------------------------
    /// A fresh subject key from the pool of wrapped keys (dense ordinal ≥ 1); durable before it is
    /// given. That it is taken becomes durable with the Write that is open; without one, before it
    /// returns.
    [[nodiscard]] std::uint32_t new_key();
    [[nodiscard]] bool has_key(std::uint32_t ordinal) const;
    /// Overwrites the wrapped key and the rollback journal's copy of it (secure_delete), and syncs.
    /// Waits for the writer's lock unless this thread holds it. Key 0 can not be destroyed.
    void destroy_key(std::uint32_t ordinal);

    // --- law ------------------------------------------------------------------------------------
    /// Definitions, rule books, calendars by the SHA-256 of their bytes: 64 hexadecimal digits, or
    /// the first 128 bits printed as an identity "l_…". Part of the current write, which must be
    /// open.
    void put_law(std::string_view hash, std::string_view bytes);
    [[nodiscard]] bool has_law(std::string_view hash) const;
    [[nodiscard]] std::string law(std::string_view hash) const;  // Error(store,"law_missing")
    [[nodiscard]] std::vector<std::string> law_hashes() const;   // as put_law was given them

    // --- writing --------------------------------------------------------------------------------
    /// Holds the writer's mutex and lock file until destroyed; rolls back unless committed.
    class Write {
    public:
        Write(Write&&) noexcept;
        Write& operator=(Write&&) = delete;
        ~Write();
        /// The number that the next new case gets. It is taken when that case's first event
        /// (previous seq 0) is appended; until then every call returns the same.
        [[nodiscard]] std::uint64_t new_case_ordinal() const;
        /// Seals, commits to, hashes and appends; returns seq (dense, from 1). The head's "case"
        /// and "n" must be the record's. For the docket's own events `at` is {}: the store chains
        /// them itself.
        std::uint64_t append(const base::Record& record, Placement at);
        /// Durable when it returns (full sync). Afterwards the object may append again.
        void commit();

    private:
        friend class Store;
        explicit Write(Store& store);
        Store* store_;
    };
    [[nodiscard]] Write begin_write();

    // --- reading --------------------------------------------------------------------------------
    /// leave: sealed fields have path and owner, no value, and are not readable.
    enum class Sealed { leave, open };
    [[nodiscard]] std::uint64_t last_seq() const;  // committed
    [[nodiscard]] StoredEvent event(std::uint64_t seq, Sealed sealed) const;
    /// A row's bytes, as its leaf hashes them.
    [[nodiscard]] std::string row(std::uint64_t seq) const;
    /// A case's events in order, by following `previous_seq` back from `last_seq_of_case`.
    [[nodiscard]] std::vector<StoredEvent> chain(std::uint64_t last_seq_of_case,
                                                 Sealed sealed) const;
    /// Calls `visit` for seq in [from, to]; stops early when it returns false.
    void scan(std::uint64_t from, std::uint64_t to, Sealed sealed,
              const std::function<bool(const StoredEvent&)>& visit) const;
    /// The docket's own last event (0: none), from which chain() leads through all of them.
    [[nodiscard]] std::uint64_t last_own_seq() const;
    /// The openings of one event's sealed fields, for a party's copy.
    [[nodiscard]] std::vector<Opening> openings(std::uint64_t seq) const;

    // --- blobs ----------------------------------------------------------------------------------
    /// At most 64 MB (Error(input, "too_large")); durable when it returns, before the event that
    /// names it.
    [[nodiscard]] BlobRef put_blob(std::string_view bytes, std::uint32_t owner);
    /// What put_blob would give as plain_hash: to look for the same file under the same owner
    /// first.
    [[nodiscard]] std::string plain_hash(std::string_view bytes, std::uint32_t owner) const;
    [[nodiscard]] std::string blob(const BlobRef& ref, std::uint32_t owner) const;

    // --- the log --------------------------------------------------------------------------------
    [[nodiscard]] base::Digest root() const;
    /// C2SP note body of the committed log: origin, size, base64 root.
    [[nodiscard]] std::string checkpoint() const;
    [[nodiscard]] Proof inclusion(std::uint64_t seq) const;
    /// From `old_size` to the committed size. Size 0 is refused (Error(input, "empty_log")).
    [[nodiscard]] std::vector<base::Digest> consistency(std::uint64_t old_size) const;
    /// Rehashes every row, recomputes indexes, compares with the stored frontier, checks every
    /// blob, law and key. Decrypts no field.
    [[nodiscard]] VerifyReport verify(const std::vector<std::string>& blob_addresses) const;
    /// A consistent copy into a new folder: journal, vault, and the wrapped keys unless they are
    /// escrowed apart. The master key is never copied.
    void backup(const std::filesystem::path& target, bool with_keys = true) const;

    struct State;

private:
    Store();
    std::unique_ptr<State> state_;
};

}  // namespace accord::store
