// Cases from their events, law sets from their bytes, and catching up with other writers.
#include "accord/base/error.hpp"
#include "accord/base/hash.hpp"
#include "accord/casefile/codec.hpp"
#include "accord/casefile/evolve.hpp"
#include "accord/docket/state.hpp"
#include "accord/docket/succession.hpp"

namespace accord::docket {
namespace {

constexpr std::size_t cache_max = 4096;

/// Cases in the middle of being refolded while the journal streams by.
class CatchUp {
public:
    CatchUp(State& state) : state_(state) {}

    void take(const store::StoredEvent& stored) {
        const casefile::Event event = casefile::decode(stored.head, stored.sealed);
        state_.last_recorded = std::max(state_.last_recorded, event.envelope.recorded_at.micros());
        if (stored.at.case_ordinal != 0) take_case(stored, event);
        const auto* law = std::get_if<casefile::LawAdded>(&event.body);
        if (law != nullptr && law->sort == "succession") state_.successors_known = false;
    }

    void publish() {
        for (auto& [ordinal, open] : open_) {
            state_.publish(open, *state_.law(open.value.law));
            state_.cases.erase(ordinal);  // folded without its sealed fields
        }
        open_.clear();
    }

private:
    void take_case(const store::StoredEvent& stored, const casefile::Event& event) {
        if (open_.size() >= cache_max) publish();
        auto [at, is_new] = open_.try_emplace(stored.at.case_ordinal);
        OpenCase& open = at->second;
        if (is_new) {
            open.ordinal = stored.at.case_ordinal;
            open.is_new = stored.at.previous_seq == 0;
            if (stored.at.previous_seq != 0) open.value = state_.fold(stored.at.previous_seq);
        }
        casefile::evolve(open.value, event);
        open.value.last_seq = stored.seq;
        if (!event.envelope.key.empty()) {
            const std::string key = base::unbase64(event.envelope.key);
            state_.projection->put_key({key.substr(0, 16), key.substr(16), open.ordinal});
        }
        if (const auto* numbered = std::get_if<casefile::Numbered>(&event.body)) {
            state_.projection->put_counter(numbered->rule, numbered->year, numbered->ordinal);
        }
    }

    State& state_;
    std::unordered_map<std::uint64_t, OpenCase> open_;
};

}  // namespace

std::uint64_t State::ordinal_of(const base::Id& id) const {
    const std::optional<std::uint64_t> ordinal = cipher->open('c', id);
    if (!ordinal) base::fail_input("no_such_case", base::print_id('c', id));
    return *ordinal;
}

casefile::Case State::fold(std::uint64_t last_seq) const {
    casefile::Case c;
    for (const store::StoredEvent& stored : store->chain(last_seq, store::Store::Sealed::open)) {
        casefile::evolve(c, casefile::decode(stored.head, stored.sealed));
        c.last_seq = stored.seq;
    }
    return c;
}

CasePtr State::load(std::uint64_t ordinal) {
    const auto cached = cases.find(ordinal);
    if (cached != cases.end()) return cached->second;
    const std::optional<Head> head = projection->head(ordinal);
    if (!head) base::fail_input("no_such_case", base::print_id('c', cipher->seal('c', ordinal)));
    CasePtr value = std::make_shared<const casefile::Case>(fold(head->last_seq));
    // A head that leads to another case's events answers for nobody.
    if (value->id != cipher->seal('c', ordinal)) base::fail_store("damaged", "derived.sqlite");
    if (cases.size() >= cache_max) cases.clear();
    cases.emplace(ordinal, value);
    return value;
}

std::shared_ptr<const LawSet> State::law(std::string_view id) {
    const auto at = laws.find(id);
    if (at != laws.end()) return at->second;
    const std::string manifest = store->law(id);
    std::shared_ptr<const LawSet> set =
        compile(files_of(manifest, [&](std::string_view hash) { return store->law(hash); }));
    if (set->id != id) base::fail_store("damaged", std::string(id));
    laws.emplace(set->id, set);
    return set;
}

std::shared_ptr<const LawSet> State::law_now(std::string_view id) {
    if (!successors_known) read_successors(*this);
    std::string newest(id);
    for (auto next = successors.find(newest); next != successors.end();
         next = successors.find(newest)) {
        newest = next->second;
    }
    return law(newest);
}

void State::catch_up() {
    const std::uint64_t last = store->last_seq();
    const std::uint64_t seen = projection->seen_seq();
    if (last == seen) return;
    if (last < seen) projection->clear();  // the journal was put back from an older backup
    cases.clear();
    CatchUp folding(*this);
    store->scan(projection->seen_seq() + 1, last, store::Store::Sealed::leave,
                [&](const store::StoredEvent& stored) {
                    folding.take(stored);
                    return true;
                });
    folding.publish();
    projection->set_seen(last);
}

}  // namespace accord::docket
