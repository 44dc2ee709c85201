// The façade's readers: nothing here appends.
#include <algorithm>

#include "accord/base/error.hpp"
#include "accord/casefile/codec.hpp"
#include "accord/docket/state.hpp"

namespace accord::docket {
namespace {

/// Readers see what other processes wrote, too.
State& current(State& state) {
    if (!state.batch) state.catch_up();
    return state;
}

std::vector<std::string> blob_addresses(const State& state, std::uint64_t last) {
    std::vector<std::string> addresses;
    state.store->scan(1, last, store::Store::Sealed::leave, [&](const store::StoredEvent& stored) {
        if (stored.head.find("\"kind\":\"evidence_added\"") == std::string::npos) return true;
        const casefile::Event event = casefile::decode(stored.head, {});
        const auto* added = std::get_if<casefile::EvidenceAdded>(&event.body);
        if (added != nullptr && !added->evidence.address.empty())
            addresses.push_back(added->evidence.address);
        return true;
    });
    return addresses;
}

/// Every case refolded from the journal shows the head that the lists show.
void compare_heads(State& state, store::VerifyReport& report) {
    for (const Head& head : state.projection->find({})) {
        const casefile::Case c = state.fold(head.last_seq);
        const std::shared_ptr<const LawSet> law = state.law(c.law);
        const Head again = projection::head_of(c, head.ordinal, law->zone());
        const bool same = again.id == head.id && again.version == head.version &&
                          again.number == head.number && again.stage == head.stage &&
                          again.outcome == head.outcome && again.branch == head.branch &&
                          again.business == head.business && again.cause == head.cause &&
                          again.channel == head.channel && again.kind == head.kind &&
                          again.priority == head.priority && again.is_final == head.is_final &&
                          again.filed == head.filed && again.closed == head.closed &&
                          again.next_due == head.next_due && again.next_term == head.next_term &&
                          again.on_time == head.on_time && again.extended == head.extended &&
                          again.repeat == head.repeat && again.claimed == head.claimed &&
                          again.agreed == head.agreed;
        if (!same) report.faults.push_back("projection_differs:" + base::print_id('c', head.id));
    }
}

}  // namespace

CasePtr Docket::get(const base::Id& id) const {
    const std::lock_guard lock(state_->mutex);
    return current(*state_).load(state_->ordinal_of(id));
}

std::vector<casefile::Event> Docket::events(const base::Id& id) const {
    const std::lock_guard lock(state_->mutex);
    const CasePtr c = current(*state_).load(state_->ordinal_of(id));
    std::vector<casefile::Event> events;
    for (const store::StoredEvent& stored :
         state_->store->chain(c->last_seq, store::Store::Sealed::open)) {
        events.push_back(casefile::decode(stored.head, stored.sealed));
    }
    return events;
}

std::vector<Head> Docket::find(const Filter& filter) const {
    const std::lock_guard lock(state_->mutex);
    return current(*state_).projection->find(filter);
}

std::vector<Due> Docket::due(calendar::Date until, calendar::Instant at) const {
    const std::lock_guard lock(state_->mutex);
    State& state = current(*state_);
    std::vector<Due> rows;
    for (const projection::DueRow& row : state.projection->due(until)) {
        const std::optional<Head> head = state.projection->head(row.ordinal);
        if (!head) continue;
        const std::shared_ptr<const LawSet> law = state.law(state.load(row.ordinal)->law);
        const bool is_over = row.due < law->zone().date_of(at);
        rows.push_back({head->id, head->number, row.term, row.nature,
                        is_over ? "lapsed_not_recorded" : "running", row.due, row.provisional});
    }
    return rows;
}

std::vector<procedure::Option> Docket::options(const base::Id& id,
                                               const std::vector<std::string>& by,
                                               calendar::Instant at) const {
    const std::lock_guard lock(state_->mutex);
    State& state = current(*state_);
    const CasePtr c = state.load(state.ordinal_of(id));
    const std::shared_ptr<const LawSet> law = state.law(c->law);
    return procedure::options(*c, by, state.settings.actor, at, law->law());
}

std::vector<std::pair<std::string, std::uint64_t>> Docket::count(std::string_view by,
                                                                 const Filter& filter) const {
    const std::lock_guard lock(state_->mutex);
    return current(*state_).projection->count(by, filter);
}

store::VerifyReport Docket::verify(bool deep) const {
    const std::lock_guard lock(state_->mutex);
    State& state = *state_;
    store::VerifyReport report =
        state.store->verify(blob_addresses(state, state.store->last_seq()));
    if (deep && report.faults.empty()) compare_heads(current(state), report);
    return report;
}

store::Proof Docket::proof(std::uint64_t seq) const {
    const std::lock_guard lock(state_->mutex);
    return state_->store->inclusion(seq);
}

std::uint64_t Docket::last_seq() const {
    const std::lock_guard lock(state_->mutex);
    return state_->store->last_seq();
}

void Docket::backup(const std::filesystem::path& target) const {
    const std::lock_guard lock(state_->mutex);
    state_->store->backup(target);
}

}  // namespace accord::docket
