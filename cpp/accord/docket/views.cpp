// The façade's readers: nothing here appends.
#include <utility>

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

/// The lists, against lists folded anew from the journal.
void compare_lists(State& state, store::VerifyReport& report) {
    // In its own scope the docket works on the new lists; whatever happens the old come back.
    struct Swapped {
        explicit Swapped(State& its_state)
            : state(its_state),
              kept(std::exchange(state.projection, std::make_unique<projection::Projection>())) {}
        ~Swapped() {
            state.projection = std::move(kept);
            state.cases.clear();
        }
        State& state;
        std::unique_ptr<projection::Projection> kept;
    };
    const Swapped lists(state);
    state.catch_up();
    for (const auto& [table, ordinal] : lists.kept->differences(*state.projection)) {
        report.faults.push_back("projection_differs:" + table);
        if (ordinal != 0)
            report.faults.back() += ':' + base::print_id('c', state.cipher->seal('c', ordinal));
    }
}

/// Whether the last day is over where the case is at home. No zone's day is further than one from
/// that of UTC, so a case is opened for its zone only where its term ends about now.
bool is_over(State& state, const projection::DueRow& row, calendar::Instant at) {
    const calendar::Date today = calendar::Zone{"UTC", {{0, 0}}}.date_of(at);
    if (row.due < today - 1) return true;
    if (row.due > today) return false;
    return row.due < state.law(state.load(row.ordinal)->law)->zone().date_of(at);
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
        rows.push_back({head->id, head->number, row.term, row.nature,
                        is_over(state, row, at) ? "lapsed_not_recorded" : "running", row.due,
                        row.provisional});
    }
    return rows;
}

std::vector<OpenTask> Docket::tasks(const std::optional<std::string>& assignee) const {
    const std::lock_guard lock(state_->mutex);
    State& state = current(*state_);
    std::vector<OpenTask> open;
    for (projection::TaskRow& row : state.projection->tasks(assignee)) {
        const std::optional<Head> head = state.projection->head(row.ordinal);
        if (!head) continue;
        open.push_back({head->id, head->number, row.number, std::move(row.name),
                        std::move(row.assignee), row.due});
    }
    return open;
}

std::vector<procedure::Option> Docket::options(const base::Id& id,
                                               const std::vector<std::string>& by,
                                               calendar::Instant at) const {
    const std::lock_guard lock(state_->mutex);
    State& state = current(*state_);
    const CasePtr c = state.load(state.ordinal_of(id));
    const std::shared_ptr<const LawSet> law = state.law_now(c->law);
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
    if (deep && state.batch) base::fail_input("batch_open", "verify");
    store::VerifyReport report =
        state.store->verify(blob_addresses(state, state.store->last_seq()));
    // No verb erases yet: a key that is gone was taken, and with it what it opened.
    for (const std::uint32_t key : report.destroyed_keys)
        report.faults.push_back("key_destroyed:" + std::to_string(key));
    if (deep && report.faults.empty()) compare_lists(current(state), report);
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
