// The floor of an import: the rows of a finished docket sealed, hashed and written again by bare
// C++ over libcrypto and SQLite, into files of the same kind, with the same syncs, and nothing
// else.
//
// Usage: first_floor SOURCE_DOCKET NEW_FOLDER CASES_PER_COMMIT; the last word printed is cases per
// second. Reading the source is not timed; what is timed: a fresh subject key a case (wrapped and
// stored), every sealed field encrypted under it with its salted commitment, the leaf and inner
// hashes of the tree, the event rows, one full sync a batch, and the lists' rows of derived.sqlite.
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace {

using Digest = std::array<unsigned char, 32>;

void check(bool holds, const char* what) {
    if (holds) return;
    std::fprintf(stderr, "first_floor: %s\n", what);
    std::exit(1);
}

struct Field {
    std::string head;      // path and owner, as framed
    std::size_t size = 0;  // of salt and value
};
struct Row {
    std::string begin;  // everything before the fields
    std::vector<Field> fields;
    std::int64_t case_ord = 0, previous = 0;
};

std::uint64_t varint(std::string_view row, std::size_t& at) {
    std::uint64_t value = 0;
    for (int shift = 0;; shift += 7) {
        const auto byte = static_cast<unsigned char>(row[at++]);
        value |= std::uint64_t{byte & 0x7FU} << shift;
        if (byte < 0x80) return value;
    }
}

void put_varint(std::string& out, std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) out += static_cast<char>(value | 0x80);
    out += static_cast<char>(value);
}

Row parse(std::string_view bytes) {
    Row row;
    std::size_t at = 1;
    (void)varint(bytes, at);
    std::size_t length = varint(bytes, at);
    at += length;
    const std::uint64_t count = varint(bytes, at);
    row.begin = bytes.substr(0, at);
    for (std::uint64_t i = 0; i < count; ++i) {
        const std::size_t start = at;
        length = varint(bytes, at);
        at += length;
        (void)varint(bytes, at);
        Field field{std::string(bytes.substr(start, at - start)), 0};
        at += 32;
        length = varint(bytes, at);
        at += length;
        field.size = length - 28;
        row.fields.push_back(std::move(field));
    }
    return row;
}

struct Database {
    sqlite3* handle = nullptr;
    explicit Database(const std::string& path) {
        check(sqlite3_open(path.c_str(), &handle) == SQLITE_OK, "open");
    }
    ~Database() { sqlite3_close(handle); }
    void run(const char* sql) const {
        check(sqlite3_exec(handle, sql, nullptr, nullptr, nullptr) == SQLITE_OK, sql);
    }
    [[nodiscard]] sqlite3_stmt* prepare(const char* sql) const {
        sqlite3_stmt* statement = nullptr;
        check(sqlite3_prepare_v2(handle, sql, -1, &statement, nullptr) == SQLITE_OK, sql);
        return statement;
    }
};

void step(sqlite3_stmt* statement) {
    check(sqlite3_step(statement) == SQLITE_DONE, "step");
    sqlite3_reset(statement);
}

/// libcrypto with everything fetched once and chance drawn in large pieces.
struct Crypto {
    EVP_MD* sha = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    EVP_MD_CTX* digest = EVP_MD_CTX_new();
    EVP_CIPHER* gcm = EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr);
    EVP_CIPHER_CTX* cipher = EVP_CIPHER_CTX_new();
    std::array<unsigned char, 8192> pool{};
    std::size_t used = pool.size();

    const unsigned char* random(std::size_t size) {
        if (used + size > pool.size()) {
            RAND_bytes(pool.data(), static_cast<int>(pool.size()));
            used = 0;
        }
        used += size;
        return pool.data() + used - size;
    }
    template <class... Parts>
    Digest hash(const Parts&... parts) {
        Digest out;
        EVP_DigestInit_ex2(digest, sha, nullptr);
        (EVP_DigestUpdate(digest, parts.data(), parts.size()), ...);
        EVP_DigestFinal_ex(digest, out.data(), nullptr);
        return out;
    }
    /// Appends nonce ‖ ciphertext ‖ tag.
    void seal(std::string& out, const unsigned char* key, std::string_view aad,
              std::string_view plain) {
        const std::size_t start = out.size();
        out.resize(start + 28 + plain.size());
        auto* to = reinterpret_cast<unsigned char*>(out.data()) + start;
        const unsigned char* nonce = random(12);
        std::copy_n(nonce, 12, to);
        int size = 0;
        EVP_EncryptInit_ex2(cipher, gcm, key, to, nullptr);
        EVP_EncryptUpdate(cipher, nullptr, &size,
                          reinterpret_cast<const unsigned char*>(aad.data()),
                          static_cast<int>(aad.size()));
        EVP_EncryptUpdate(cipher, to + 12, &size,
                          reinterpret_cast<const unsigned char*>(plain.data()),
                          static_cast<int>(plain.size()));
        EVP_EncryptFinal_ex(cipher, to + 12 + size, &size);
        EVP_CIPHER_CTX_ctrl(cipher, EVP_CTRL_AEAD_GET_TAG, 16, to + 12 + plain.size());
    }
};

/// The floor's files and what it carries from row to row.
struct Floor {
    explicit Floor(const std::string& folder)
        : journal(folder + "/journal.sqlite"),
          keys(folder + "/keys.sqlite"),
          derived(folder + "/derived.sqlite") {
        journal.run(
            "PRAGMA page_size=16384; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
            "PRAGMA wal_autocheckpoint=4096;"
            "CREATE TABLE event(seq INTEGER PRIMARY KEY, case_ord INTEGER NOT NULL, previous "
            "INTEGER NOT NULL,"
            "bytes BLOB NOT NULL) STRICT");
        keys.run(
            "PRAGMA synchronous=FULL; CREATE TABLE key(ordinal INTEGER PRIMARY KEY, wrapped BLOB "
            "NOT NULL) STRICT");
        derived.run(
            "PRAGMA page_size=16384; PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
            "CREATE TABLE head(ordinal INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT");
        event = journal.prepare("INSERT INTO event VALUES(?,?,?,?)");
        key = keys.prepare("INSERT INTO key VALUES(?,?)");
        head = derived.prepare("INSERT INTO head VALUES(?,?)");
        RAND_bytes(master.data(), 32);
    }
    ~Floor() {
        for (sqlite3_stmt* statement : {event, key, head}) sqlite3_finalize(statement);
    }

    void new_case(std::int64_t ordinal) {
        std::copy_n(crypto.random(32), 32, subject.begin());
        std::string wrapped;
        crypto.seal(wrapped, master.data(), "docket and ordinal..",
                    {reinterpret_cast<char*>(subject.data()), 32});
        sqlite3_bind_int64(key, 1, ordinal);
        sqlite3_bind_blob(key, 2, wrapped.data(), static_cast<int>(wrapped.size()), SQLITE_STATIC);
        step(key);
        static const std::string words(200, 'x');  // as many bytes as a line of the lists
        sqlite3_bind_int64(head, 1, ordinal);
        sqlite3_bind_text(head, 2, words.data(), static_cast<int>(words.size()), SQLITE_STATIC);
        step(head);
    }

    void write(const Row& row, std::int64_t seq) {
        bytes = row.begin;
        for (const Field& field : row.fields) {
            plain.assign(field.size, 'v');
            std::copy_n(crypto.random(16), 16, plain.begin());
            const std::string_view label = "accord.field.v1........salt....path....value";
            const Digest commitment = crypto.hash(label, plain, field.head);
            bytes += field.head;
            bytes.append(reinterpret_cast<const char*>(commitment.data()), 32);
            put_varint(bytes, field.size + 28);
            crypto.seal(bytes, subject.data(), "docket id, case id, n and the field's path", plain);
        }
        static const std::string leaf_prefix(1, '\0');
        static const std::string node_prefix(1, '\1');
        Digest node = crypto.hash(leaf_prefix, bytes);
        for (std::int64_t size = seq - 1; (size & 1) == 1; size >>= 1) {
            node = crypto.hash(node_prefix, tree.back(), node);
            tree.pop_back();
        }
        tree.push_back(node);
        sqlite3_bind_int64(event, 1, seq);
        sqlite3_bind_int64(event, 2, row.case_ord);
        sqlite3_bind_int64(event, 3, row.previous);
        sqlite3_bind_blob(event, 4, bytes.data(), static_cast<int>(bytes.size()), SQLITE_STATIC);
        step(event);
    }

    Database journal, keys, derived;
    sqlite3_stmt *event = nullptr, *key = nullptr, *head = nullptr;
    Crypto crypto;
    std::array<unsigned char, 32> master{}, subject{};
    std::vector<Digest> tree;
    std::string bytes, plain;
};

}  // namespace

int main(int argc, char** argv) {
    check(argc == 4, "usage: first_floor SOURCE_DOCKET NEW_FOLDER CASES_PER_COMMIT");
    const std::int64_t batch = std::atoll(argv[3]);
    std::filesystem::create_directories(argv[2]);
    const Database source(std::string(argv[1]) + "/journal.sqlite");
    sqlite3_stmt* select =
        source.prepare("SELECT case_ord, previous, bytes FROM event ORDER BY seq");
    Floor floor(argv[2]);
    using Clock = std::chrono::steady_clock;
    Clock::duration spent{};
    std::int64_t cases = 0, seq = 0;
    std::vector<Row> rows;
    for (bool more = true; more;) {
        rows.clear();
        for (std::int64_t begun = 0; begun <= batch;) {
            more = sqlite3_step(select) == SQLITE_ROW;
            if (!more) break;
            const auto* data = static_cast<const char*>(sqlite3_column_blob(select, 2));
            Row row = parse({data, static_cast<std::size_t>(sqlite3_column_bytes(select, 2))});
            row.case_ord = sqlite3_column_int64(select, 0);
            row.previous = sqlite3_column_int64(select, 1);
            begun += row.previous == 0 && row.case_ord != 0 ? 1 : 0;
            rows.push_back(std::move(row));
        }
        const Clock::time_point start = Clock::now();
        for (const Database* database : {&floor.keys, &floor.journal, &floor.derived})
            database->run("BEGIN IMMEDIATE");
        for (const Row& row : rows) {
            if (row.previous == 0 && row.case_ord != 0) floor.new_case(++cases);
            floor.write(row, ++seq);
        }
        for (const Database* database : {&floor.keys, &floor.journal, &floor.derived})
            database->run("COMMIT");
        spent += Clock::now() - start;
    }
    sqlite3_finalize(select);
    const double seconds = std::chrono::duration<double>(spent).count();
    std::printf("%lld cases, %lld events, %.3f s, cases/s %.1f\n", static_cast<long long>(cases),
                static_cast<long long>(seq), seconds, static_cast<double>(cases) / seconds);
    return 0;
}
