// Writing: sealing and appending events, committing, handing out keys, keeping law.
#include <algorithm>

#include "accord/base/check.hpp"
#include "accord/base/error.hpp"
#include "accord/store/bytes.hpp"
#include "accord/store/state.hpp"

namespace accord::store {

namespace {

constexpr std::size_t path_bytes_max = 1024;

void check_head(const base::Record& record) {
    HeadFacts facts;
    ACCORD_CHECK(read_head(record.head, facts));
    const bool own = record.case_id.empty();
    // A head that named another place than the one its fields are bound to could never be opened.
    ACCORD_CHECK(facts.n == record.n);
    ACCORD_CHECK(own ? facts.case_text.empty()
                     : facts.case_text == base::print_id('c', record.case_id));
}

void check_fields(const base::Record& record) {
    std::size_t size = record.head.size();
    if (record.sealed.size() > field_count_max) base::fail_input("too_long", "sealed");
    for (std::size_t i = 0; i < record.sealed.size(); ++i) {
        const base::SealedField& field = record.sealed[i];
        if (field.path.size() > path_bytes_max)
            base::fail_input("too_long", field.path.substr(0, 64));
        size += field.path.size() + field.value.size() + 128;
        for (std::size_t j = 0; j < i; ++j) ACCORD_CHECK(record.sealed[j].path != field.path);
    }
    if (size > row_bytes_max) base::fail_input("too_long", "event", std::to_string(size));
}

}  // namespace

void Store::State::begin_transaction() {
    log = journal.begin();
    dirty = false;
    const std::lock_guard guard(key_mutex);
    next_key = std::max(next_key, log.next_key);
}

void Store::State::begin_write() {
    check_process();
    if (read_only) base::fail_store("read_only", folder.string());
    lock.acquire();
    try {
        failed = false;
        begin_transaction();
        writing = true;
    } catch (...) {
        journal.rollback();
        lock.release();
        throw;
    }
}

void Store::State::end_write() noexcept {
    if (::getpid() != process) return;
    writing = false;
    journal.rollback();
    lock.release();
}

void Store::State::build_row(std::uint64_t seq, const base::Record& record) {
    row.assign(1, '\0');
    begin_frame(row, seq, record.head, record.sealed.size());
    if (record.sealed.empty()) return;
    Binding binding(keys.docket_id(), record.case_id, record.n);
    // Neighbours with one owner share the key's look-up, and its schedule inside the cipher.
    std::uint32_t owner = record.sealed.front().owner;
    Key key = keys.require(owner);
    for (const base::SealedField& field : record.sealed) {
        if (field.owner != owner) {
            owner = field.owner;
            key = keys.require(owner);
        }
        seal_field(row, key, binding, field.path, owner, field.value);
    }
    wipe(key);
}

Store::Write::Write(Store& store) : store_(&store) {
    store.state_->begin_write();
}

Store::Write::Write(Write&& other) noexcept : store_(std::exchange(other.store_, nullptr)) {}

Store::Write::~Write() {
    if (store_ != nullptr) store_->state_->end_write();
}

Store::Write Store::begin_write() {
    return Write(*this);
}

std::uint64_t Store::Write::new_case_ordinal() const {
    return store_->state_->log.next_case;
}

std::uint64_t Store::Write::append(const base::Record& record, Placement at) {
    State& state = *store_->state_;
    if (state.failed) base::fail_store("io", "append", "failed_before");
    if (!state.journal.in_transaction()) state.begin_transaction();
    check_head(record);
    check_fields(record);
    const std::uint64_t seq = state.log.tree.size() + 1;
    const bool own = at.case_ordinal == 0;
    const bool is_new = !own && at.previous_seq == 0;
    ACCORD_CHECK(own == record.case_id.empty());
    ACCORD_CHECK(at.previous_seq < seq);
    // Case numbers are dense in the order of first events, so that verify() can recompute them.
    ACCORD_CHECK(own || (is_new ? at.case_ordinal == state.log.next_case && record.n == 1
                                : at.case_ordinal < state.log.next_case));
    state.build_row(seq, record);

    // From here on the tree and the transaction go together: a failure between them ends the Write.
    state.failed = true;
    const std::string_view leaf_input(state.row);
    state.journal.insert(seq, at.case_ordinal, own ? state.log.last_own : at.previous_seq,
                         leaf_input.substr(1));
    state.log.tree.push(base::sha256(leaf_input), state.keep_tile);
    if (own) state.log.last_own = seq;
    if (is_new) ++state.log.next_case;
    state.dirty = true;
    state.failed = false;
    return seq;
}

void Store::Write::commit() {
    State& state = *store_->state_;
    state.check_process();
    if (state.failed) base::fail_store("io", "commit", "failed_before");
    if (!state.journal.in_transaction() || !state.dirty) return;
    {
        const std::lock_guard guard(state.key_mutex);
        state.log.next_key = state.next_key;
    }
    state.failed = true;
    state.journal.commit(state.log);
    state.failed = false;
    state.dirty = false;
    state.lock.set_tip({state.log.tree.size(), state.log.tree.root()});
    state.journal.checkpoint();
}

std::uint32_t Store::new_key() {
    State& state = *state_;
    state.check_process();
    if (!state.writing) {
        Write alone = begin_write();
        const std::uint32_t ordinal = new_key();
        state.dirty = true;
        alone.commit();
        return ordinal;
    }
    const std::lock_guard guard(state.key_mutex);
    const auto ordinal = static_cast<std::uint32_t>(state.next_key);
    state.keys.provide(ordinal);
    ++state.next_key;
    return ordinal;
}

bool Store::has_key(std::uint32_t ordinal) const {
    state_->check_process();
    state_->keys.refresh();
    return state_->keys.find(ordinal).has_value();
}

void Store::destroy_key(std::uint32_t ordinal) {
    State& state = *state_;
    state.check_process();
    if (state.read_only) base::fail_store("read_only", state.folder.string());
    ACCORD_CHECK(ordinal != 0);
    const bool waits = !state.lock.held_here();
    if (waits) state.lock.acquire();
    try {
        state.keys.destroy(ordinal);
    } catch (...) {
        if (waits) state.lock.release();
        throw;
    }
    if (waits) state.lock.release();
}

void Store::put_law(std::string_view hash, std::string_view bytes) {
    State& state = *state_;
    ACCORD_CHECK(state.writing);
    if (!state.journal.in_transaction()) state.begin_transaction();
    const std::string key = law_key(hash);
    const base::Digest digest = base::sha256(bytes);
    if (!base::view(digest).starts_with(key)) base::fail_input("bad_hash", std::string(hash));
    if (!state.journal.insert_law(key, bytes)) return;
    ++state.log.laws;
    state.dirty = true;
}

}  // namespace accord::store
