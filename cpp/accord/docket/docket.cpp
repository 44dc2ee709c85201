// The façade's verbs: take the lock, load, ask the procedure, append, make durable, publish.
#include "accord/docket/docket.hpp"

#include "accord/base/error.hpp"
#include "accord/base/hash.hpp"
#include "accord/base/text.hpp"
#include "accord/casefile/correction.hpp"
#include "accord/docket/content.hpp"
#include "accord/docket/state.hpp"

namespace accord::docket {

Docket::Docket() : state_(std::make_unique<State>()) {}

Docket::~Docket() = default;

std::unique_ptr<Docket> Docket::open(const std::filesystem::path& folder, Settings settings) {
    (void)base::require_text(settings.actor, 200, "actor");
    if (settings.actor.empty()) base::fail_input("missing_member", "actor", "open");
    std::unique_ptr<Docket> docket(new Docket);
    State& state = *docket->state_;
    state.settings = std::move(settings);
    store::OpenOptions options;
    options.create = state.settings.create;
    options.read_only = state.settings.read_only;
    options.master_key = state.settings.master_key;
    options.now_micros = state.now();
    state.store = store::Store::open(folder, options);
    state.cipher = std::make_unique<base::OrdinalCipher>(state.store->secret());
    state.projection = std::make_unique<projection::Projection>(folder / "derived.sqlite",
                                                                state.settings.read_only);
    state.catch_up();
    return docket;
}

void Docket::close() {
    const std::lock_guard lock(state_->mutex);
    state_->drop_batch();
    if (state_->projection && !state_->settings.read_only) state_->projection->flush();
    state_->projection.reset();
    state_->store.reset();
}

std::string Docket::add_law(const LawFiles& files) {
    std::shared_ptr<const LawSet> set = compile(files);
    const std::lock_guard lock(state_->mutex);
    if (state_->laws.contains(set->id)) return set->id;
    if (!state_->settings.read_only && !state_->store->has_law(set->id)) {
        WriteScope scope(*state_);
        state_->keep_law(scope.write(), *set);
        scope.finish();
    }
    state_->laws.emplace(set->id, set);
    return set->id;
}

std::string Docket::definition(std::string_view law) const {
    const std::lock_guard lock(state_->mutex);
    return state_->law(law)->definition.json;
}

namespace {

/// A case as read, ready to be written on.
OpenCase open_case(State& state, std::uint64_t ordinal) {
    return {ordinal, *state.load(ordinal), false};
}

Written written(State& state, const OpenCase& c, std::vector<casefile::Event> events,
                const LawSet& law) {
    state.publish(c, law);
    CasePtr value = std::make_shared<const casefile::Case>(c.value);
    state.cases.insert_or_assign(c.ordinal, value);
    return {std::move(value), std::move(events), false};
}

/// Appends the lapses that are due up to `at`, then what `decide` says; a refusal keeps the lapses.
template <class Decide>
Result decide_and_append(State& state, const base::Id& id, calendar::Instant at,
                         const Act& act_of_verb, Decide decide) {
    WriteScope scope(state);
    // Under the lock, and after what other processes wrote: they may have had this key meanwhile.
    if (const auto known = state.known(base::unbase64(act_of_verb.key)))
        return Written{state.load(*known), {}, true};
    OpenCase c = open_case(state, state.ordinal_of(id));
    const std::shared_ptr<const LawSet> law = state.law_now(c.value.law);
    Act act = act_of_verb;
    act.law = law->id;
    procedure::Happenings lapses = procedure::advance(c.value, at, law->law());
    const bool has_lapsed = !lapses.empty();
    const Act unkeyed{{}, {}, act.law};
    if (has_lapsed) (void)state.append(scope.write(), c, std::move(lapses), unkeyed);
    if (has_lapsed && scope.is_in_batch()) {
        // They stand whatever becomes of the act: the batch goes on after an error in it.
        (void)written(state, c, {}, *law);
        scope.settle();
    }
    procedure::Decision decision = decide(c.value, law->law());
    if (auto* refusal = std::get_if<rules::Refusal>(&decision)) {
        if (has_lapsed) {
            scope.finish();
            (void)written(state, c, {}, *law);
        }
        return std::move(*refusal);
    }
    std::vector<casefile::Event> events =
        state.append(scope.write(), c, std::move(std::get<procedure::Happenings>(decision)), act);
    if (!act.key.empty()) {
        const std::string key = base::unbase64(act.key);
        state.projection->put_key({key.substr(0, 16), key.substr(16), c.ordinal});
    }
    scope.finish();
    return written(state, c, std::move(events), *law);
}

}  // namespace

Result Docket::file(casefile::Filing filing, std::string_view law_id, calendar::Instant at,
                    const std::vector<std::string>& by, std::string_view key) {
    const std::lock_guard lock(state_->mutex);
    State& state = *state_;
    state.check_moment(at);
    const std::shared_ptr<const LawSet> law = state.law_now(law_id);
    const std::string key_bytes = state.key_of(key, content_of(filing, law_id, by));
    WriteScope scope(state);
    if (const auto known = state.known(key_bytes)) return Written{state.load(*known), {}, true};
    procedure::Decision decision = procedure::from_filing(std::move(filing), by, at, law->law());
    if (auto* refusal = std::get_if<rules::Refusal>(&decision)) return std::move(*refusal);
    state.ensure_law(scope.write(), *law);
    OpenCase c;
    c.is_new = true;
    c.ordinal = scope.write().new_case_ordinal();
    c.value.id = state.cipher->seal('c', c.ordinal);
    const Act act{by, key_bytes.empty() ? std::string() : base::base64(key_bytes), law->id};
    std::vector<casefile::Event> events =
        state.append(scope.write(), c, std::move(std::get<procedure::Happenings>(decision)), act);
    if (!key_bytes.empty())
        state.projection->put_key({key_bytes.substr(0, 16), key_bytes.substr(16), c.ordinal});
    scope.finish();
    return written(state, c, std::move(events), *law);
}

Result Docket::act(const base::Id& id, procedure::Command command, calendar::Instant at,
                   std::string_view key) {
    const std::lock_guard lock(state_->mutex);
    State& state = *state_;
    state.check_moment(at);
    const std::string key_bytes = state.key_of(key, content_of(id, command));
    command.actor = state.settings.actor;
    const Act act{command.by, key_bytes.empty() ? std::string() : base::base64(key_bytes), {}};
    return decide_and_append(state, id, at, act,
                             [&](const casefile::Case& c, const procedure::Law& law) {
                                 return procedure::decide(c, command, at, law);
                             });
}

Result Docket::record(const base::Id& id, procedure::Command command,
                      const casefile::When& occurred, std::string_view irregular,
                      std::string_view authorised_by) {
    const std::lock_guard lock(state_->mutex);
    State& state = *state_;
    const calendar::Instant at(state.now());
    command.actor = state.settings.actor;
    const Act act{command.by, {}, {}};
    return decide_and_append(
        state, id, at, act, [&](const casefile::Case& c, const procedure::Law& law) {
            return procedure::Decision(
                procedure::record_fact(c, command, occurred, irregular, authorised_by, at, law));
        });
}

Result Docket::correct(const base::Id& id, std::string_view field, const rules::Value& now,
                       std::string_view reason) {
    const std::lock_guard lock(state_->mutex);
    State& state = *state_;
    const calendar::Instant at(state.now());
    return decide_and_append(state, id, at, {},
                             [&](const casefile::Case& c, const procedure::Law& law) {
                                 return procedure::correct(c, field, now, reason, at, law);
                             });
}

std::string Docket::reveal(const base::Id& id, std::string_view item, std::string_view reason) {
    const std::lock_guard lock(state_->mutex);
    State& state = *state_;
    if (reason.empty()) base::fail_input("missing_member", "reason", "reveal");
    WriteScope scope(state);
    OpenCase c = open_case(state, state.ordinal_of(id));
    const std::shared_ptr<const LawSet> law = state.law(c.value.law);
    std::string value = plain_value(*state.store, c.value, item);
    const casefile::When now = calendar::Instant(state.now());
    const Act act{{}, {}, c.value.law};
    // The access is durable before the value leaves.
    std::vector<casefile::Event> events = state.append(
        scope.write(), c, {{now, casefile::Accessed{std::string(item), std::string(reason)}}}, act);
    scope.finish();
    (void)written(state, c, std::move(events), *law);
    return value;
}

std::uint64_t Docket::advance(calendar::Instant at) {
    const std::lock_guard lock(state_->mutex);
    State& state = *state_;
    state.check_moment(at);
    WriteScope scope(state);
    std::uint64_t lapsed = 0;
    std::uint64_t previous = 0;
    // A day later than any zone's date of `at`: the procedure decides exactly.
    const calendar::Date until(static_cast<std::int32_t>(at.micros() / 86'400'000'000) + 1);
    for (const projection::DueRow& row : state.projection->due(until)) {
        if (row.ordinal == previous) continue;
        previous = row.ordinal;
        OpenCase c = open_case(state, row.ordinal);
        const std::shared_ptr<const LawSet> law = state.law_now(c.value.law);
        procedure::Happenings lapses = procedure::advance(c.value, at, law->law());
        if (lapses.empty()) continue;
        for (const procedure::Happening& happening : lapses) {
            lapsed += std::holds_alternative<casefile::TermLapsed>(happening.body) ? 1 : 0;
        }
        std::vector<casefile::Event> events =
            state.append(scope.write(), c, std::move(lapses), {{}, {}, law->id});
        (void)written(state, c, std::move(events), *law);
    }
    scope.finish();
    return lapsed;
}

casefile::Evidence Docket::store_evidence(const base::Id& id, std::string_view bytes,
                                          casefile::Evidence about) {
    const std::lock_guard lock(state_->mutex);
    State& state = *state_;
    state.check_writable();
    const CasePtr c = state.load(state.ordinal_of(id));
    const casefile::Party* giver = casefile::find_party(*c, about.source);
    about.key = giver != nullptr && giver->key != 0 ? giver->key : c->filing.owner_key();
    const store::BlobRef blob = state.store->put_blob(bytes, about.key);
    about.address = blob.address;
    about.digest = blob.plain_hash;
    about.size = static_cast<std::int64_t>(blob.size);
    about.wrapped_key = blob.wrapped_key;
    return about;
}

void Docket::begin_batch() {
    const std::lock_guard lock(state_->mutex);
    State& state = *state_;
    state.check_writable();
    state.await_batch();
    if (state.batch) base::fail_input("batch_open", "batch");
    state.batch.emplace(state.store->begin_write());
    state.batch_thread = std::this_thread::get_id();
    state.catch_up();
    state.projection->hold();
}

void Docket::end_batch() {
    const std::lock_guard lock(state_->mutex);
    if (!state_->batch) base::fail_input("no_batch", "batch");
    if (state_->batch_failed) {
        state_->drop_batch();
        base::fail_input("batch_failed", "batch");
    }
    state_->batch->commit();
    state_->batch.reset();
    state_->batch_end.notify_all();
    state_->projection->release();
}

void Docket::abandon_batch() {
    const std::lock_guard lock(state_->mutex);
    state_->drop_batch();
}

}  // namespace accord::docket
