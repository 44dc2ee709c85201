// The key file: pool, cache, and destruction that leaves no copy behind.
#include "accord/store/keys.hpp"

#include <algorithm>
#include <cstring>

#include "accord/base/error.hpp"
#include "accord/base/file.hpp"
#include "accord/base/hash.hpp"
#include "accord/store/bytes.hpp"
#include "accord/store/schema.hpp"

namespace accord::store {

namespace {

constexpr std::uint32_t pool_first = 256;
constexpr std::uint32_t pool_most = 4096;
constexpr std::size_t remembered_count = 65536;
constexpr std::size_t wrapped_size = sizeof(Key) + aead_overhead;

std::string bound_to(const base::Id& docket, std::uint32_t ordinal) {
    std::string aad(reinterpret_cast<const char*>(docket.bytes.data()), docket.bytes.size());
    append_u32(aad, ordinal);
    return aad;
}

Key random_key() {
    Key key{};
    base::random_fill(reinterpret_cast<char*>(key.data()), key.size());
    return key;
}

void set_pragmas(SQLite::Database& database) {
    // PERSIST keeps the rollback journal's file, so that destroy() can write over the old page in
    // it.
    run(database, "PRAGMA journal_mode = PERSIST");
    run(database, "PRAGMA synchronous = FULL");
    run(database, "PRAGMA secure_delete = ON");
    run(database, "PRAGMA cache_size = -2000");
}

void insert_keys(SQLite::Database& database, const base::Id& docket, const Key& master,
                 std::uint32_t first, const std::vector<Key>& fresh) {
    SQLite::Statement insert(database, "INSERT INTO key(ordinal, wrapped) VALUES(?1, ?2)");
    for (std::size_t i = 0; i < fresh.size(); ++i) {
        const auto ordinal = static_cast<std::uint32_t>(first + i);
        const std::string wrapped = aead_box(master, bound_to(docket, ordinal), view(fresh[i]));
        insert.bind(1, std::int64_t{ordinal});
        bind_bytes(insert, 2, wrapped);
        execute(insert);
    }
}

}  // namespace

void Keys::create(const std::filesystem::path& path, const Key& master) {
    base::create_file(path, {});  // SQLite would make it readable by others
    const auto database = open_database(path, Access::read_write);
    guarded(path.string(), [&] {
        set_pragmas(*database);
        SQLite::Transaction transaction(*database);
        create_tables(*database, keys_tables, keys_application_id);
        base::Id docket;
        base::random_fill(reinterpret_cast<char*>(docket.bytes.data()), docket.bytes.size());
        put_meta(*database, "docket",
                 {reinterpret_cast<const char*>(docket.bytes.data()), docket.bytes.size()});
        put_meta(*database, "state", "new");
        std::vector<Key> fresh(1 + pool_first);
        std::generate(fresh.begin(), fresh.end(), random_key);
        insert_keys(*database, docket, master, 0, fresh);
        for (Key& key : fresh) wipe(key);
        transaction.commit();
    });
}

bool Keys::is_ready(const std::filesystem::path& path) {
    std::error_code ignored;
    if (!std::filesystem::exists(path, ignored)) return false;
    try {
        const auto database = open_database(path, Access::read_write);
        return guarded(path.string(), [&] {
            return !is_blank(*database) && get_meta(*database, "state") != "new";
        });
    } catch (const base::Error&) {
        return true;
    }
}

Keys::Keys(const std::filesystem::path& path, const Key& master, Access access)
    : path_(path),
      master_(master),
      database_(open_database(path, access)),
      remembered_(remembered_count) {
    guarded(path_.string(), [&] {
        check_tables(*database_, keys_tables, keys_application_id, path_);
        if (access == Access::read_write) set_pragmas(*database_);
        const std::string docket = get_meta(*database_, "docket");
        if (docket.size() != docket_id_.bytes.size())
            base::fail_store("damaged", path_.string(), "docket");
        std::memcpy(docket_id_.bytes.data(), docket.data(), docket.size());
        ready_ = get_meta(*database_, "state") == "ready";
        count_ = static_cast<std::uint64_t>(
            number(*database_, "SELECT coalesce(max(ordinal) + 1, 0) FROM key"));
        select_ = std::make_unique<SQLite::Statement>(*database_,
                                                      "SELECT wrapped FROM key WHERE ordinal = ?1");
        version_ = std::make_unique<SQLite::Statement>(*database_, "PRAGMA data_version");
        select_->bind(1, std::int64_t{0});
        const Using scope(*select_);
        if (!select_->executeStep()) base::fail_store("damaged", path_.string(), "key_missing:0");
        const std::optional<Key> own = unwrap(0, column_bytes(*select_, 0));
        if (!own) base::fail_store("wrong_key", path_.string());
        remember(0, *own);
    });
    refresh();
}

Keys::~Keys() {
    forget_all();
    wipe(master_);
}

void Keys::set_ready() {
    const std::lock_guard guard(mutex_);
    guarded(path_.string(), [&] { put_meta(*database_, "state", "ready"); });
    ready_ = true;
}

std::optional<Key> Keys::unwrap(std::uint32_t ordinal, std::string_view wrapped) const {
    std::string plain;
    const bool whole = wrapped.size() == wrapped_size &&
                       aead_unbox(master_, bound_to(docket_id_, ordinal), wrapped, plain);
    if (!whole) return std::nullopt;
    Key key{};
    std::memcpy(key.data(), plain.data(), key.size());
    wipe(plain);
    return key;
}

void Keys::remember(std::uint32_t ordinal, const Key& key) const {
    Remembered& place = remembered_[ordinal % remembered_count];
    place.ordinal = ordinal;
    place.key = key;
}

void Keys::forget_all() const {
    for (Remembered& place : remembered_) {
        if (place.ordinal == UINT64_MAX) continue;
        place.ordinal = UINT64_MAX;
        wipe(place.key);
    }
}

void Keys::add_keys(std::uint32_t first, std::uint32_t count) {
    std::vector<Key> fresh(count);
    std::generate(fresh.begin(), fresh.end(), random_key);
    guarded(path_.string(), [&] {
        SQLite::Transaction transaction(*database_, SQLite::TransactionBehavior::IMMEDIATE);
        insert_keys(*database_, docket_id_, master_, first, fresh);
        transaction.commit();
    });
    for (std::uint32_t i = 0; i < count; ++i) {
        remember(first + i, fresh[i]);
        wipe(fresh[i]);
    }
    count_ = std::uint64_t{first} + count;
}

void Keys::provide(std::uint32_t ordinal) {
    const std::lock_guard guard(mutex_);
    if (ordinal < count_) return;
    // Another process may have filled the pool since.
    guarded(path_.string(), [&] {
        count_ = static_cast<std::uint64_t>(
            number(*database_, "SELECT coalesce(max(ordinal) + 1, 0) FROM key"));
    });
    while (count_ <= ordinal) {
        // A docket that used much will use much: the pool grows with what was used.
        const auto more = std::clamp(static_cast<std::uint32_t>(count_), pool_first, pool_most);
        if (count_ + more > UINT32_MAX) base::fail_store("full", path_.string(), "keys");
        add_keys(static_cast<std::uint32_t>(count_), more);
    }
}

std::optional<Key> Keys::find(std::uint32_t ordinal) const {
    const std::lock_guard guard(mutex_);
    const Remembered& place = remembered_[ordinal % remembered_count];
    if (place.ordinal == ordinal) return place.key;
    return guarded(path_.string(), [&]() -> std::optional<Key> {
        const std::string name = std::to_string(ordinal);
        const Using scope(*select_);
        select_->bind(1, std::int64_t{ordinal});
        if (!select_->executeStep())
            base::fail_store("damaged", path_.string(), "key_missing:" + name);
        const std::string_view wrapped = column_bytes(*select_, 0);
        if (wrapped == std::string(wrapped_size, '\0')) return std::nullopt;
        const std::optional<Key> key = unwrap(ordinal, wrapped);
        if (!key) base::fail_store("damaged", path_.string(), "key_damaged:" + name);
        remember(ordinal, *key);
        return key;
    });
}

Key Keys::require(std::uint32_t ordinal) const {
    const std::optional<Key> key = find(ordinal);
    if (!key) base::fail_store("key_destroyed", std::to_string(ordinal));
    return *key;
}

void Keys::overwrite(std::uint32_t ordinal, std::string_view bytes) {
    SQLite::Transaction transaction(*database_, SQLite::TransactionBehavior::IMMEDIATE);
    SQLite::Statement update(*database_, "UPDATE key SET wrapped = ?2 WHERE ordinal = ?1");
    update.bind(1, std::int64_t{ordinal});
    bind_bytes(update, 2, bytes);
    execute(update);
    const bool there = database_->getChanges() == 1;
    transaction.commit();
    if (!there)
        base::fail_store("damaged", path_.string(), "key_missing:" + std::to_string(ordinal));
}

void Keys::destroy(std::uint32_t ordinal) {
    const std::lock_guard guard(mutex_);
    Remembered& place = remembered_[ordinal % remembered_count];
    if (place.ordinal == ordinal) {
        place.ordinal = UINT64_MAX;
        wipe(place.key);
    }
    guarded(path_.string(), [&] {
        // The first change leaves the page with the wrapped key in the rollback journal; the second
        // journals the same pages at the same places, with noise where the key was. Same length, so
        // the cell is overwritten where it lies and no page is split or merged.
        overwrite(ordinal, base::random_bytes(wrapped_size));
        overwrite(ordinal, std::string(wrapped_size, '\0'));
    });
}

void Keys::refresh() const {
    const std::lock_guard guard(mutex_);
    guarded(path_.string(), [&] {
        const Using scope(*version_);
        const std::int64_t now = version_->executeStep() ? version_->getColumn(0).getInt64() : 0;
        if (now == seen_version_) return;
        seen_version_ = now;
        const Key own = remembered_[0].ordinal == 0 ? remembered_[0].key : Key{};
        const bool had_own = remembered_[0].ordinal == 0;
        forget_all();
        if (had_own) remember(0, own);
    });
}

Keys::Survey Keys::survey(std::uint32_t last) const {
    const std::lock_guard guard(mutex_);
    return guarded(path_.string(), [&] {
        Survey found;
        const std::string gone(wrapped_size, '\0');
        SQLite::Statement all(*database_, "SELECT ordinal, wrapped FROM key ORDER BY ordinal");
        std::int64_t expected = 0;
        for (; all.executeStep(); ++expected) {
            const std::int64_t ordinal = all.getColumn(0).getInt64();
            for (; expected < ordinal && expected <= last; ++expected) {
                found.faults.push_back("key_missing:" + std::to_string(expected));
            }
            expected = ordinal;
            const std::string_view wrapped = column_bytes(all, 1);
            if (ordinal >= 0 && ordinal <= UINT32_MAX && wrapped == gone) {
                found.destroyed.push_back(static_cast<std::uint32_t>(ordinal));
            } else if (ordinal >= 0 && ordinal <= UINT32_MAX &&
                       unwrap(static_cast<std::uint32_t>(ordinal), wrapped)) {
                ++found.whole;
            } else {
                found.faults.push_back("key_damaged:" + std::to_string(ordinal));
            }
        }
        for (; expected <= last; ++expected) {
            found.faults.push_back("key_missing:" + std::to_string(expected));
        }
        return found;
    });
}

void Keys::backup(const std::filesystem::path& target) const {
    const std::lock_guard guard(mutex_);
    copy_database(*database_, target);
}

}  // namespace accord::store
