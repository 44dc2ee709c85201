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
    std::string master_key;           // 32 bytes; empty: read or create `<docket>.key` beside the folder
    std::int64_t now_micros = 0;      // for the creation record
    int batch_page_cache_mb = 16;
};

/// Where an event hangs: dense case number and the seq of the case's previous event (0: none).
struct Placement {
    std::uint64_t case_ordinal = 0;   // 0: the docket's own events
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
    std::string address;      // hex of SHA-256 of the ciphertext file
    std::uint64_t size = 0;   // plaintext bytes
    std::string plain_hash;   // hex HMAC-SHA-256(owner key, plaintext SHA-256): for de-duplication
    std::string wrapped_key;  // base64, under the owner's key
};

struct Proof {
    std::uint64_t index = 0;          // leaf index = seq − 1
    std::uint64_t size = 0;
    base::Digest root{};
    std::vector<base::Digest> path;
    std::string row;                  // the bytes whose leaf it is
};

struct VerifyReport {
    std::uint64_t events = 0;
    std::uint64_t blobs = 0;
    base::Digest root{};
    std::string checkpoint;           // C2SP note body: origin, size, base64 root
    std::vector<std::string> faults;  // codes with places: "leaf_differs:17", "blob_missing:…"
};

/// One docket folder. Thread-safe: one writer at a time (mutex, then a lock file shared with other
/// processes), readers on their own connections. All failures are Error(store, …): "busy" "full"
/// "read_only" "damaged" "newer_format" "after_fork" "not_a_docket" "wrong_key" "locked".
class Store {
public:
    static std::unique_ptr<Store> open(const std::filesystem::path& folder, const OpenOptions& options);
    ~Store();

    [[nodiscard]] const base::Id& docket_id() const noexcept;
    /// HMAC secret of the docket: identities and idempotency keys derive from it.
    [[nodiscard]] const std::string& secret() const noexcept;
    [[nodiscard]] const std::filesystem::path& folder() const noexcept;

    // --- keys -----------------------------------------------------------------------------------
    /// A fresh subject key from the pool of wrapped keys (dense ordinal ≥ 1); durable before it is given.
    [[nodiscard]] std::uint32_t new_key();
    [[nodiscard]] bool has_key(std::uint32_t ordinal) const;
    /// Overwrites and deletes the wrapped key (secure_delete) and syncs.
    void destroy_key(std::uint32_t ordinal);

    // --- law ------------------------------------------------------------------------------------
    /// Definitions, rule books, calendars by hex SHA-256 of their bytes. Part of the current write.
    void put_law(std::string_view hash, std::string_view bytes);
    [[nodiscard]] std::string law(std::string_view hash) const;  // Error(store,"law_missing")

    // --- writing --------------------------------------------------------------------------------
    /// Holds the writer's mutex and lock file until destroyed; rolls back unless committed.
    class Write {
    public:
        Write(Write&&) noexcept;
        ~Write();
        /// Seals, commits to, hashes and appends; returns seq (dense, from 1).
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
    enum class Sealed { leave, open };
    [[nodiscard]] std::uint64_t last_seq() const;      // committed
    [[nodiscard]] StoredEvent event(std::uint64_t seq, Sealed sealed) const;
    /// A case's events in order, by following `previous_seq` back from `last_seq_of_case`.
    [[nodiscard]] std::vector<StoredEvent> chain(std::uint64_t last_seq_of_case, Sealed sealed) const;
    /// Calls `visit` for seq in [from, to]; stops early when it returns false.
    void scan(std::uint64_t from, std::uint64_t to, Sealed sealed,
              const std::function<bool(const StoredEvent&)>& visit) const;
    /// The openings of one event's sealed fields, for a party's copy.
    [[nodiscard]] std::vector<Opening> openings(std::uint64_t seq) const;

    // --- blobs ----------------------------------------------------------------------------------
    [[nodiscard]] BlobRef put_blob(std::string_view bytes, std::uint32_t owner);
    [[nodiscard]] std::string blob(const BlobRef& ref, std::uint32_t owner) const;

    // --- the log --------------------------------------------------------------------------------
    [[nodiscard]] base::Digest root() const;
    [[nodiscard]] Proof inclusion(std::uint64_t seq) const;
    [[nodiscard]] std::vector<base::Digest> consistency(std::uint64_t old_size) const;
    /// Rehashes every row, recomputes indexes, compares with the stored frontier, checks every blob.
    [[nodiscard]] VerifyReport verify(const std::vector<std::string>& blob_addresses) const;
    /// SQLite backup API into a new folder (journal, vault, keys per `with_keys`).
    void backup(const std::filesystem::path& target) const;

private:
    Store();
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace accord::store
