// Appending: identities, keys and numbers filled in, each event folded as it goes.
#include "accord/base/check.hpp"
#include "accord/base/error.hpp"
#include "accord/base/hash.hpp"
#include "accord/casefile/codec.hpp"
#include "accord/casefile/evolve.hpp"
#include "accord/docket/number.hpp"
#include "accord/docket/state.hpp"

namespace accord::docket {
namespace {

/// What a body gets from the docket before it is written: identities from (case, kind, n, ordinal),
/// subject keys for persons, the key of free text.
struct FillIn {
    State& state;
    const casefile::Case& c;
    std::uint64_t n;

    base::Id identity(std::string_view kind, std::size_t ordinal) const {
        std::string seed(reinterpret_cast<const char*>(c.id.bytes.data()), c.id.bytes.size());
        for (const std::uint64_t part : {n, static_cast<std::uint64_t>(ordinal)}) {
            for (int shift = 56; shift >= 0; shift -= 8) seed += static_cast<char>(part >> shift);
        }
        return base::derive_id(state.store->secret(), kind, seed);
    }

    void fill(casefile::Party& party, std::size_t ordinal) const {
        if (party.id.empty()) party.id = identity("party", ordinal);
        const bool is_person = party.kind == casefile::PartyKind::person;
        if (is_person && party.key == 0) party.key = state.store->new_key();
        if (!party.subject.empty()) return;
        // A person is new in every filing; an organisation is the same subject under the same name.
        party.subject =
            is_person ? identity("subject", ordinal)
                      : base::derive_id(state.store->secret(), "organisation", party.organisation);
    }

    void operator()(casefile::Filed& e) const {
        std::size_t ordinal = 0;
        for (casefile::Party& party : e.filing.parties) fill(party, ordinal++);
    }
    void operator()(casefile::PartyJoined& e) const { fill(e.party, 0); }
    void operator()(casefile::AgentAppointed& e) const {
        if (e.agent.id.empty()) e.agent.id = identity("agent", 0);
        if (e.agent.key == 0) e.agent.key = state.store->new_key();
    }
    void operator()(casefile::EvidenceAdded& e) const {
        if (e.evidence.id.empty()) e.evidence.id = identity("evidence", 0);
        if (e.evidence.key == 0) e.evidence.key = c.filing.owner_key();
    }
    void operator()(casefile::Acted& e) const {
        if (e.note.present && e.key == 0) e.key = c.filing.owner_key();
    }
    void operator()(casefile::OfferMade& e) const {
        if (e.offer.key == 0) e.offer.key = c.filing.owner_key();
    }
    void operator()(casefile::Numbered& e) const {
        const std::int64_t last = state.projection->counter(e.rule, e.year);
        e.ordinal = last + 1;
        e.text = format_number(e.rule, e.year, e.ordinal);
        state.projection->put_counter(e.rule, e.year, e.ordinal);
    }
    template <class Body>
    void operator()(Body&) const {}
};

std::string cut_hmac(std::string_view secret, std::string_view label, std::string_view text) {
    std::string message(label);
    message += '\0';
    message += text;
    return std::string(base::view(base::hmac_sha256(secret, message)).substr(0, 16));
}

}  // namespace

std::vector<casefile::Event> State::append(store::Store::Write& write, OpenCase& c,
                                           procedure::Happenings happenings, const Act& act) {
    last_recorded = std::max(last_recorded, now());
    std::vector<casefile::Event> events;
    events.reserve(happenings.size());
    base::Record record;
    for (procedure::Happening& happening : happenings) {
        casefile::Event event;
        event.envelope.case_id = c.value.id;
        event.envelope.n = c.value.version + 1;
        event.envelope.occurred = happening.occurred;
        event.envelope.recorded_at = calendar::Instant(last_recorded);
        event.envelope.actor = settings.actor;
        event.envelope.by = act.by;
        event.envelope.law = act.law;
        if (events.empty()) event.envelope.key = act.key;
        event.body = std::move(happening.body);
        std::visit(FillIn{*this, c.value, event.envelope.n}, event.body);
        casefile::encode(event, record);
        const std::uint64_t seq = write.append(record, {c.ordinal, c.value.last_seq});
        casefile::evolve(c.value, event);
        c.value.last_seq = seq;
        projection->set_seen(seq);
        events.push_back(std::move(event));
    }
    return events;
}

void State::append_own(store::Store::Write& write, casefile::Body body) {
    last_recorded = std::max(last_recorded, now());
    casefile::Event event;
    event.envelope.occurred = calendar::Instant(last_recorded);
    event.envelope.recorded_at = calendar::Instant(last_recorded);
    event.envelope.actor = settings.actor;
    event.body = std::move(body);
    base::Record record;
    casefile::encode(event, record);
    projection->set_seen(write.append(record, {}));
}

void State::publish(const OpenCase& c, const LawSet& law) {
    projection::Update update;
    update.head = projection::head_of(c.value, c.ordinal, law.zone());
    update.due = projection::due_of(c.value, c.ordinal);
    update.tasks = c.value.tasks;
    update.is_new = c.is_new;
    for (const casefile::Party& party : c.value.filing.parties) {
        if (!party.organisation.empty())
            update.parties.emplace_back(party.role, party.organisation);
    }
    projection->put(std::move(update));
}

void State::keep_law(store::Store::Write& write, const LawSet& set) {
    for (const auto& [hash, bytes] : set.files) store->put_law(hash, bytes);
    store->put_law(set.id, set.manifest);
    append_own(write, casefile::LawAdded{base::hex(base::view(base::sha256(set.manifest))),
                                         set.definition.id + " " + set.definition.version, "set"});
}

void State::ensure_law(store::Store::Write& write, const LawSet& set) {
    if (laws_unsure && !store->has_law(set.id)) keep_law(write, set);
}

std::string State::key_of(std::string_view key, std::string_view content) const {
    if (key.empty()) return {};
    return cut_hmac(store->secret(), "key", key) + cut_hmac(store->secret(), "content", content);
}

std::optional<std::uint64_t> State::known(std::string_view key_bytes) {
    if (key_bytes.empty()) return std::nullopt;
    const std::optional<projection::KeyRow> row = projection->key(key_bytes.substr(0, 16));
    if (!row) return std::nullopt;
    if (row->fingerprint != key_bytes.substr(16)) base::fail_input("key_reused", "key");
    return row->ordinal;
}

void State::check_moment(calendar::Instant at) const {
    if (at.micros() > now()) base::fail_input("in_the_future", at.text(), "at");
}

void State::check_writable() const {
    if (settings.read_only) base::fail_store("read_only", store->folder().string());
}

void State::await_batch() {
    if (batch && batch_thread != std::this_thread::get_id())
        batch_end.wait(mutex, [this] { return !batch; });
    if (!store) base::fail_store("closed");
}

void State::drop_batch() {
    if (!batch) return;
    batch.reset();
    batch_failed = false;
    projection->forget();
    cases.clear();
    successors_known = false;
    laws_unsure = true;  // one that came with the batch is gone with it
    batch_end.notify_all();
}

WriteScope::WriteScope(State& state) : state_(state) {
    state.check_writable();
    state.await_batch();
    if (state.batch_failed) base::fail_input("batch_failed", "batch");
    if (!state.batch) own_.emplace(state.store->begin_write());
    if (own_) state.catch_up();
    first_seen_ = state.projection->seen_seq();
}

WriteScope::~WriteScope() {
    // Half a verb stands in the batch's transaction: what the lists and the journal say differs.
    const bool is_half = !own_ && !is_finished_ && state_.projection->seen_seq() != first_seen_;
    if (is_half) state_.batch_failed = true;
}

void WriteScope::finish() {
    if (own_) own_->commit();
    is_finished_ = true;
}

}  // namespace accord::docket
