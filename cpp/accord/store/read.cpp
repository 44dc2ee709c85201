// Reading: events and chains in one snapshot each, openings of sealed fields, law, proofs.
#include <algorithm>

#include "accord/base/error.hpp"
#include "accord/store/state.hpp"

namespace accord::store {

namespace {

[[noreturn]] void fail_row(std::uint64_t seq, std::string what) {
    base::fail_store("damaged", std::to_string(seq), std::move(what));
}

int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

}  // namespace

std::string law_key(std::string_view hash) {
    if (hash.starts_with("l_")) {
        const base::Id id = base::parse_id('l', hash);
        return {reinterpret_cast<const char*>(id.bytes.data()), id.bytes.size()};
    }
    std::string key;
    for (std::size_t i = 0; i + 1 < hash.size(); i += 2) {
        const int high = hex_value(hash[i]);
        const int low = hex_value(hash[i + 1]);
        if (high < 0 || low < 0) base::fail_input("bad_hash", std::string(hash.substr(0, 80)));
        key.push_back(static_cast<char>(high << 4 | low));
    }
    if (hash.size() != 64) base::fail_input("bad_hash", std::string(hash.substr(0, 80)));
    return key;
}

std::string law_text(std::string_view key) {
    base::Id id;
    if (key.size() != id.bytes.size()) return base::hex(key);
    std::copy(key.begin(), key.end(), id.bytes.begin());
    return base::print_id('l', id);
}

Journal::Lease Store::State::read() {
    check_process();
    if (writing_here() && journal.in_transaction()) return Journal::Lease(journal.writer());
    return journal.read();
}

Binding Store::State::binding_of(const Frame& frame) const {
    HeadFacts facts;
    if (!read_head(frame.head, facts)) fail_row(frame.seq, "head");
    const base::Id case_id =
        facts.case_text.empty() ? base::Id{} : base::parse_id('c', facts.case_text);
    return {keys.docket_id(), case_id, facts.n};
}

void Store::State::decode(const Row& source, Frame& frame, Sealed sealed, StoredEvent& out) const {
    if (!parse_frame(source.bytes, frame) || frame.seq != source.seq) fail_row(source.seq, "frame");
    out.seq = source.seq;
    out.at = {source.case_ordinal, source.previous};
    out.head.assign(frame.head);
    out.sealed.resize(frame.fields.size());
    if (frame.fields.empty()) return;
    std::optional<Binding> binding;
    if (sealed == Sealed::open) binding = binding_of(frame);
    std::string plain;
    for (std::size_t i = 0; i < frame.fields.size(); ++i) {
        const FrameField& from = frame.fields[i];
        base::SealedField& to = out.sealed[i];
        to.path.assign(from.path);
        to.owner = from.owner;
        to.value.clear();
        to.readable = false;
        if (!binding) continue;
        std::optional<Key> key = keys.find(from.owner);
        if (!key) continue;  // destroyed: the field is gone, and that is not a fault
        if (!unseal_field(*key, *binding, from, plain)) fail_row(source.seq, to.path);
        to.value.assign(plain, salt_size);
        to.readable = true;
        wipe(*key);
    }
    wipe(plain);
}

std::uint64_t Store::last_seq() const {
    state_->check_process();
    return state_->journal.read()->state().tree.size();
}

std::uint64_t Store::last_own_seq() const {
    if (state_->writing_here()) return state_->log.last_own;
    return state_->read()->state().last_own;
}

StoredEvent Store::event(std::uint64_t seq, Sealed sealed) const {
    State& state = *state_;
    if (sealed == Sealed::open) state.keys.refresh();
    Journal::Lease reader = state.read();
    StoredEvent event;
    Frame frame;
    reader->at(seq, [&](const Row& row) { state.decode(row, frame, sealed, event); });
    return event;
}

std::string Store::row(std::uint64_t seq) const {
    Journal::Lease reader = state_->read();
    std::string bytes;
    reader->at(seq, [&](const Row& row) { bytes.assign(row.bytes); });
    return bytes;
}

std::vector<StoredEvent> Store::chain(std::uint64_t last_seq_of_case, Sealed sealed) const {
    State& state = *state_;
    if (sealed == Sealed::open) state.keys.refresh();
    Journal::Lease reader = state.read();
    std::vector<StoredEvent> events;
    Frame frame;
    for (std::uint64_t seq = last_seq_of_case; seq != 0;) {
        StoredEvent& event = events.emplace_back();
        reader->at(seq, [&](const Row& row) { state.decode(row, frame, sealed, event); });
        const bool follows =
            event.at.previous_seq < seq && event.at.case_ordinal == events.front().at.case_ordinal;
        if (!follows) fail_row(seq, "previous");
        seq = event.at.previous_seq;
    }
    std::reverse(events.begin(), events.end());
    return events;
}

void Store::scan(std::uint64_t from, std::uint64_t to, Sealed sealed,
                 const std::function<bool(const StoredEvent&)>& visit) const {
    State& state = *state_;
    if (sealed == Sealed::open) state.keys.refresh();
    Journal::Lease reader = state.read();
    StoredEvent event;  // one for all rows: its buffers are reused
    Frame frame;
    reader->scan(from, std::min<std::uint64_t>(to, INT64_MAX), [&](const Row& row) {
        state.decode(row, frame, sealed, event);
        return visit(event);
    });
}

std::vector<Opening> Store::openings(std::uint64_t seq) const {
    State& state = *state_;
    state.keys.refresh();
    Journal::Lease reader = state.read();
    std::vector<Opening> openings;
    reader->at(seq, [&](const Row& row) {
        Frame frame;
        if (!parse_frame(row.bytes, frame) || frame.seq != seq) fail_row(seq, "frame");
        Binding binding = state.binding_of(frame);
        std::string plain;
        for (const FrameField& field : frame.fields) {
            const std::optional<Key> key = state.keys.find(field.owner);
            if (!key) continue;
            Opening opening{std::string(field.path), {}, {}};
            if (!unseal_field(*key, binding, field, plain)) fail_row(seq, opening.path);
            opening.salt = plain.substr(0, salt_size);
            opening.value = plain.substr(salt_size);
            const base::Digest committed = commitment(opening.salt, opening.path, opening.value);
            if (base::view(committed) != field.commitment) fail_row(seq, opening.path);
            openings.push_back(std::move(opening));
        }
        wipe(plain);
    });
    return openings;
}

bool Store::has_law(std::string_view hash) const {
    std::string bytes;
    return state_->read()->law(law_key(hash), bytes);
}

std::string Store::law(std::string_view hash) const {
    std::string bytes;
    if (!state_->read()->law(law_key(hash), bytes)) {
        base::fail_store("law_missing", std::string(hash));
    }
    return bytes;
}

std::vector<std::string> Store::law_hashes() const {
    std::vector<std::string> hashes = state_->read()->law_hashes();
    for (std::string& hash : hashes) hash = law_text(hash);
    return hashes;
}

base::Digest Store::root() const {
    state_->check_process();
    return state_->journal.read()->state().tree.root();
}

std::string Store::checkpoint() const {
    state_->check_process();
    const LogState log = state_->journal.read()->state();
    return checkpoint_text(state_->origin(), log.tree.size(), log.tree.root());
}

Proof Store::inclusion(std::uint64_t seq) const {
    state_->check_process();
    Journal::Lease reader = state_->journal.read();
    const LogState log = reader->state();
    Proof proof;
    proof.size = log.tree.size();
    if (seq == 0 || seq > proof.size) base::fail_store("no_such_event", std::to_string(seq));
    proof.index = seq - 1;
    proof.root = log.tree.root();
    proof.checkpoint = checkpoint_text(state_->origin(), proof.size, proof.root);
    reader->at(seq, [&](const Row& row) { proof.row.assign(row.bytes); });
    proof.path = inclusion_path(proof.index, proof.size, [&](unsigned height, std::uint64_t index) {
        return reader->node(height, index);
    });
    std::vector<std::string> path;
    for (const base::Digest& hash : proof.path) path.emplace_back(base::view(hash));
    const base::Digest leaf = leaf_hash(proof.row);
    // A proof that does not hold is never handed out.
    if (!check_inclusion(proof.index, proof.size, base::view(leaf), path, base::view(proof.root))) {
        fail_row(seq, "leaf");
    }
    return proof;
}

std::vector<base::Digest> Store::consistency(std::uint64_t old_size) const {
    state_->check_process();
    Journal::Lease reader = state_->journal.read();
    const std::uint64_t size = reader->state().tree.size();
    if (old_size == 0) base::fail_input("empty_log", "0");
    if (old_size > size) base::fail_store("no_such_event", std::to_string(old_size));
    return consistency_path(old_size, size, [&](unsigned height, std::uint64_t index) {
        return reader->node(height, index);
    });
}

}  // namespace accord::store
