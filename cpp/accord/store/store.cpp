// Opening a docket's folder, making a new one, and the identity of what was opened.
#include "accord/store/store.hpp"

#include <algorithm>

#include "accord/base/error.hpp"
#include "accord/base/file.hpp"
#include "accord/store/master_key.hpp"
#include "accord/store/state.hpp"

namespace accord::store {

namespace {

namespace fs = std::filesystem;

fs::path journal_path(const fs::path& folder) {
    return folder / "journal.sqlite";
}
fs::path keys_path(const fs::path& folder) {
    return folder / "keys.sqlite";
}

bool has_bytes(const fs::path& path) {
    std::error_code ignored;
    const auto size = fs::file_size(path, ignored);
    return !ignored && size > 0;
}

/// Only what an interrupted creation leaves may lie in a folder that becomes a docket.
void refuse_foreign_folder(const fs::path& folder) {
    for (const auto& entry : fs::directory_iterator(folder)) {
        const std::string name = entry.path().filename().string();
        const bool ours = name == "lock" || name == "queue" || name.starts_with("keys.sqlite") ||
                          name.starts_with("journal.sqlite");
        if (!ours) base::fail_store("not_a_docket", folder.string(), name);
    }
}

bool is_blank_file(const fs::path& path) {
    const auto database = open_database(path, Access::read_write);
    return guarded(path.string(), [&] { return is_blank(*database); });
}

/// Throws unless the folder may become a docket, or its creation may be taken up again.
void refuse_to_create(const fs::path& folder, const OpenOptions& options) {
    const fs::path journal = journal_path(folder);
    const fs::path keys = keys_path(folder);
    if (has_bytes(keys) && !is_blank_file(keys)) return;
    if (has_bytes(journal) && !is_blank_file(journal)) {
        const Journal ours_or_refused(journal, Access::read_only, 1);
        base::fail_store("wrong_key", keys.string(), "missing");
    }
    if (!options.create) base::fail_store("not_found", folder.string());
    refuse_foreign_folder(folder);
}

/// Creation in an order that can be taken up again after a crash at any point: master key, keys
/// with the docket's id, journal, and only then the mark that both are there. With that mark a
/// missing journal is damage, not a new docket.
void create_or_complete(const fs::path& folder, const OpenOptions& options) {
    const fs::path journal = journal_path(folder);
    const fs::path keys = keys_path(folder);
    refuse_to_create(folder, options);
    if (!has_bytes(keys) || is_blank_file(keys)) {
        for (const char* rest : {"", "-journal"}) {
            if (fs::exists(keys.string() + rest)) base::remove_file(keys.string() + rest);
        }
        Key master = read_master_key(folder, options.master_key, true);
        Keys::create(keys, master);
        wipe(master);
    }
    // Opening it lets SQLite finish or undo what it began.
    if (has_bytes(journal)) (void)is_blank_file(journal);
    Key master = read_master_key(folder, options.master_key, false);
    Keys made(keys, master, Access::read_write);
    wipe(master);
    if (made.ready()) return;
    if (!has_bytes(journal) || is_blank_file(journal)) {
        Journal::create(journal, made.docket_id(), suite_standard, options.now_micros);
    }
    made.set_ready();
}

/// Only a new docket needs the writer's lock: opening one never waits for who writes in it.
void create_locked(const fs::path& folder, const OpenOptions& options) {
    refuse_to_create(folder, options);  // before a lock file is laid into a folder of other things
    // An empty folder of somebody's making may be open to all; from now on it is a docket. Where it
    // is not ours to close, its files still are.
    std::error_code ignored;
    fs::permissions(folder, fs::perms::owner_all, ignored);
    WriterLock creating(folder, true);
    creating.acquire();
    try {
        create_or_complete(folder, options);
    } catch (...) {
        creating.release();
        throw;
    }
    creating.release();
}

}  // namespace

Store::State::State(std::filesystem::path where, const OpenOptions& options, const Key& master)
    : folder(std::move(where)),
      read_only(options.read_only),
      lock(folder, !options.read_only),
      keys(keys_path(folder), master, read_only ? Access::read_only : Access::read_write),
      journal(journal_path(folder), read_only ? Access::read_only : Access::read_write,
              options.batch_page_cache_mb),
      vault(folder / "vault") {
    keep_tile = [this](unsigned level, std::uint64_t index, const base::Digest& hash) {
        journal.insert_tile(level, index, hash);
    };
}

void Store::State::fail_after_fork() const {
    base::fail_store("after_fork", folder.string());
}

std::string Store::State::origin() const {
    return "accord/" + base::print_id('d', keys.docket_id());
}

Store::Store() = default;

std::unique_ptr<Store> Store::open(const fs::path& folder, const OpenOptions& options) {
    std::error_code ignored;
    const fs::path whole = fs::absolute(folder).lexically_normal();
    if (!fs::is_directory(whole, ignored)) {
        if (!options.create || options.read_only) base::fail_store("not_found", whole.string());
        base::make_private_folder(whole);
    }
    refuse_network_file_system(whole);
    if (!options.read_only && !Keys::is_ready(keys_path(whole))) create_locked(whole, options);
    if (!has_bytes(journal_path(whole))) {
        base::fail_store("damaged", journal_path(whole).string(), "missing");
    }
    Key master = read_master_key(whole, options.master_key, false);
    auto store = std::unique_ptr<Store>(new Store());
    store->state_ = std::make_unique<State>(whole, options, master);
    wipe(master);
    State& state = *store->state_;

    const Journal::Identity& identity = state.journal.identity();
    if (identity.docket != state.keys.docket_id()) {
        base::fail_store("damaged", whole.string(), "docket");
    }
    if (identity.suite != suite_standard) {
        base::fail_store("newer_format", whole.string(), identity.suite);
    }
    state.secret = base::view(base::hmac_sha256(view(state.keys.require(0)), "accord.secret.v1"));
    // The tip first: the journal only ever runs ahead of it.
    const std::optional<Tip> tip = state.lock.tip();
    const LogState log = state.journal.read()->state();
    state.next_key = log.next_key;
    if (tip && (tip->size > log.tree.size() ||
                (tip->size == log.tree.size() && tip->root != log.tree.root()))) {
        base::fail_store("damaged", whole.string(), "rolled_back");
    }
    return store;
}

Store::~Store() {
    // A forked child leaves everything as it is: closing would drop its parent's locks and files.
    if (state_ && ::getpid() != state_->process) (void)state_.release();
}

const base::Id& Store::docket_id() const noexcept {
    return state_->keys.docket_id();
}
const std::string& Store::secret() const noexcept {
    return state_->secret;
}
const fs::path& Store::folder() const noexcept {
    return state_->folder;
}

void Store::backup(const fs::path& target, bool with_keys) const {
    const State& state = *state_;
    state.check_process();
    if (fs::exists(target)) base::fail_store("exists", target.string());
    base::make_private_folder(target);
    // Journal first: whatever it names was in the vault and among the keys before.
    {
        Connection source(state.journal.path(), Access::read_only, 2);
        copy_database(source.database(), target / "journal.sqlite");
    }
    if (with_keys) state.keys.backup(target / "keys.sqlite");
    const Vault copy(target / "vault");
    for (const std::string& name : state.vault.list()) {
        if (name.size() == 64) (void)copy.put(state.vault.get(name));
    }
    base::sync_folder(target);
}

}  // namespace accord::store
