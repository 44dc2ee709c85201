// Collects a decision's events and folds them into a copy of the case when somebody asks.
#include "accord/procedure/draft.hpp"

#include <algorithm>

#include "accord/casefile/evolve.hpp"

namespace accord::procedure {
namespace {

using casefile::TermState;

/// What an event makes of the term of that name, if it speaks of it.
class StateAfter {
public:
    StateAfter(std::string_view id, std::string_view of, TermState before)
        : id_(id), of_(of), state_(before) {}
    [[nodiscard]] TermState state() const noexcept { return state_; }

    void operator()(const casefile::TermStarted& e) { set(e, TermState::running); }
    void operator()(const casefile::TermMet& e) { set(e, TermState::met); }
    void operator()(const casefile::TermLapsed& e) { set(e, TermState::lapsed); }
    void operator()(const casefile::LapseWithdrawn& e) { set(e, TermState::running); }
    void operator()(const casefile::TermWaived& e) { set(e, TermState::waived); }
    void operator()(const casefile::TermPaused& e) { set(e, TermState::paused); }
    void operator()(const casefile::TermResumed& e) { set(e, TermState::running); }
    template <class Other>
    void operator()(const Other&) {}

private:
    template <class Event>
    void set(const Event& e, TermState after) {
        if (e.term == id_ && e.of == of_) state_ = after;
    }

    std::string_view id_;
    std::string_view of_;
    TermState state_;
};

}  // namespace

calendar::Date local_day(calendar::Instant at, const Law& law) {
    return law.calendars.zone(law.definition.zone).date_of(at);
}

Scope scope_of(const casefile::Case& c, calendar::Instant at, const Law& law) {
    const calendar::Zone& zone = law.calendars.zone(law.definition.zone);
    return Scope{c, at, zone.date_of(at), &law.definition.chart, &zone};
}

Context context_of(const casefile::Case& c, const Command& command, calendar::Instant at,
                   const Law& law) {
    Context context{c, command, at, local_day(at, law), law, command.by};
    if (context.holders.empty() && !command.actor.empty()) context.holders.push_back(command.actor);
    return context;
}

void Draft::add(const casefile::When& occurred, casefile::Body body) {
    happenings_.push_back({occurred, std::move(body)});
}

const casefile::Case& Draft::now() {
    if (happenings_.empty()) return base_;
    if (!folded_) folded_ = base_;
    for (; folded_count_ < happenings_.size(); ++folded_count_) {
        Happening& happening = happenings_[folded_count_];
        casefile::Event event;
        event.envelope.case_id = base_.id;
        event.envelope.n = base_.version + folded_count_ + 1;
        event.envelope.occurred = happening.occurred;
        event.envelope.recorded_at = at_;
        event.envelope.by = by_;
        event.body = std::move(happening.body);
        casefile::evolve(*folded_, event);
        happening.body = std::move(event.body);
    }
    return *folded_;
}

TermState Draft::state_of(std::string_view term, std::string_view of) const {
    const casefile::Term* before = casefile::find_term(base_, term, of);
    StateAfter after{term, of, before == nullptr ? TermState::pending : before->state};
    for (const Happening& happening : happenings_) std::visit(after, happening.body);
    return after.state();
}

namespace {

const casefile::StageEntered* last_entered(const Happenings& happenings) noexcept {
    for (auto at = happenings.rbegin(); at != happenings.rend(); ++at) {
        if (const auto* entered = std::get_if<casefile::StageEntered>(&at->body)) return entered;
    }
    return nullptr;
}

}  // namespace

std::vector<std::string> Draft::stages() const {
    const casefile::StageEntered* entered = last_entered(happenings_);
    if (entered == nullptr) return base_.stages;
    return entered->stages.empty() ? std::vector<std::string>{entered->stage} : entered->stages;
}

bool Draft::is_final() const noexcept {
    const casefile::StageEntered* entered = last_entered(happenings_);
    return entered == nullptr ? base_.is_final : entered->is_final;
}

std::span<const Happening> Draft::unheard() noexcept {
    const std::span<const Happening> news{happenings_.data() + heard_, happenings_.size() - heard_};
    heard_ = happenings_.size();
    return news;
}

std::vector<TermName> Draft::term_names() const {
    std::vector<TermName> names;
    const auto add = [&](const std::string& id, const std::string& of) {
        TermName name{id, of};
        if (std::find(names.begin(), names.end(), name) == names.end())
            names.push_back(std::move(name));
    };
    for (const casefile::Term& term : base_.terms) add(term.id, term.of);
    for (const Happening& happening : happenings_) {
        if (const auto* started = std::get_if<casefile::TermStarted>(&happening.body))
            add(started->term, started->of);
    }
    return names;
}

std::uint32_t Draft::next_task() const noexcept {
    std::size_t count = base_.tasks.size() + 1;
    for (const Happening& happening : happenings_) {
        count += std::holds_alternative<casefile::TaskOpened>(happening.body) ? 1 : 0;
    }
    return static_cast<std::uint32_t>(count);
}

base::Id id_in_case(const casefile::Case& c, std::string_view kind, std::uint64_t n) {
    const auto& bytes = c.id.bytes;
    const std::string_view secret{reinterpret_cast<const char*>(bytes.data()), bytes.size()};
    return base::derive_id(secret, kind, std::to_string(n));
}

casefile::Evidence complete(const Context& context, casefile::Evidence evidence, std::uint64_t n) {
    if (evidence.id.empty()) evidence.id = id_in_case(context.c, "evidence", n);
    if (evidence.key == 0) evidence.key = context.c.filing.owner_key();
    return evidence;
}

casefile::Offer complete(const Context& context, casefile::Offer offer) {
    if (!offer.amount) offer.amount = context.command.amount;
    if (offer.by.empty()) offer.by = context.holders;
    if (offer.key == 0) offer.key = context.c.filing.owner_key();
    offer.number = static_cast<std::uint32_t>(context.c.offers.size() + 1);
    offer.state = casefile::OfferState::open;
    return offer;
}

bool contains(const std::vector<std::string>& list, std::string_view word) noexcept {
    return std::find(list.begin(), list.end(), word) != list.end();
}

bool is_of_role(std::string_view who, std::string_view role) noexcept {
    if (!who.starts_with(role)) return false;
    who.remove_prefix(role.size());
    if (who.empty()) return true;
    if (who.front() != '.' || who.size() < 2) return false;
    return std::all_of(who.begin() + 1, who.end(), [](char c) { return c >= '0' && c <= '9'; });
}

rules::Refusal refuse(std::string_view code, std::string_view action, const base::Clause& clause) {
    rules::Refusal refusal;
    refusal.code = code;
    refusal.action = action;
    if (!clause.id.empty()) refusal.clauses.push_back(clause);
    return refusal;
}

}  // namespace accord::procedure
