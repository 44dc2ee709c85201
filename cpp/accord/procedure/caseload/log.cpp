// Fills events' bytes in and hashes them; a shape seen for the first time goes through the codec.
#include "accord/procedure/caseload/log.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "accord/base/check.hpp"
#include "accord/base/error.hpp"
#include "accord/casefile/codec.hpp"
#include "accord/procedure/term/reckoning.hpp"

namespace accord::procedure::caseload {
namespace {

using calendar::Instant;
using casefile::When;

// Numbers no event has; each is found again in the bytes.
constexpr std::int64_t some_moment = 7'777'777'777'777'777;
constexpr std::int16_t some_offset = 7'891;
constexpr std::int64_t some_recorded = 8'888'888'888'888'888;
constexpr std::uint64_t some_number = 5'555'555'555'555'555;

base::Id some_case() {
    base::Id id;
    id.bytes.fill(0xa5);
    return id;
}

void add_number(std::string& out, std::int64_t number) {
    std::array<char, 24> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    out.append(digits.data(), end);
}

}  // namespace

const Instant Pattern::any_moment{some_moment, some_offset};
const std::string Pattern::any_trigger = "@trigger@";

Pattern::Pattern(const casefile::Body& body, const std::string& law) {
    casefile::Event event;
    event.body = body;
    event.envelope.case_id = some_case();
    event.envelope.n = some_number;
    event.envelope.occurred = any_moment;
    event.envelope.recorded_at = Instant{some_recorded};
    event.envelope.law = law;
    base::Record record;
    casefile::encode(event, record);
    const std::array<std::pair<std::string, Hole>, 6> marks{
        {{base::print_id('c', some_case()), Hole::case_id},
         {std::to_string(some_number), Hole::number},
         {std::to_string(some_moment), Hole::moment},
         {std::to_string(some_offset), Hole::offset},
         {std::to_string(some_recorded), Hole::recorded},
         {any_trigger, Hole::trigger}}};
    std::string_view rest = record.head;
    while (!rest.empty()) {
        std::size_t first = rest.size();
        std::size_t length = 0;
        Hole hole = Hole::none;
        for (const auto& [text, which] : marks) {
            const std::size_t at = rest.find(text);
            if (at >= first) continue;
            first = at;
            length = text.size();
            hole = which;
        }
        pieces_.emplace_back(rest.substr(0, first), hole);
        rest.remove_prefix(first + length);
    }
}

void Pattern::fill(const Values& values, std::string& out) const {
    for (const auto& [text, hole] : pieces_) {
        out += text;
        switch (hole) {
            case Hole::none: break;
            case Hole::case_id: out += values.case_id; break;
            case Hole::number: add_number(out, static_cast<std::int64_t>(values.number)); break;
            case Hole::moment: add_number(out, values.occurred.micros()); break;
            case Hole::offset: add_number(out, values.occurred.offset_minutes()); break;
            case Hole::recorded: add_number(out, values.recorded); break;
            case Hole::trigger: out += values.trigger->text(); break;
        }
    }
}

namespace {

/// Some part of it names a clause of its own, which a broken contract would have to name.
bool has_clauses(const Expression& expression) {
    return !expression.clause.id.empty() ||
           std::any_of(expression.args.begin(), expression.args.end(), has_clauses);
}

}  // namespace

Log::Log(const Plan& plan, const Law& law, std::size_t cases)
    : plan_(plan), law_(law), law_hash_(plan.definition->hash), versions_(cases) {
    const auto leaves_out = [](std::string_view what, std::string_view list, std::size_t i) {
        base::fail_procedure("not_in_caseload", std::string(what),
                             "/" + std::string(list) + "/" + std::to_string(i));
    };
    const Definition& definition = *plan.definition;
    for (std::size_t i = 0; i < definition.actions.size(); ++i) {
        const Action& action = definition.actions[i];
        if (action.effect == Effect::offer || action.effect == Effect::agreement)
            leaves_out("effect", "actions", i);
        if (!action.tasks.empty()) leaves_out("tasks", "actions", i);
    }
    for (std::size_t i = 0; i < definition.reactions.size(); ++i) {
        if (!definition.reactions[i].tasks.empty()) leaves_out("tasks", "reactions", i);
    }
    for (std::size_t i = 0; i < definition.contracts.size(); ++i) {
        if (has_clauses(definition.contracts[i].holds)) leaves_out("clause", "contracts", i);
    }
    for (std::size_t i = 0; i < definition.terms.size(); ++i) {
        if (!definition.terms[i].reminders.empty()) leaves_out("reminders", "terms", i);
        if (!definition.terms[i].on_lapse_task.empty()) leaves_out("on_lapse_task", "terms", i);
    }
}

base::Id Log::case_id(std::uint32_t row) noexcept {
    base::Id id;
    const std::uint64_t number = std::uint64_t{row} + 1;
    for (std::size_t i = 0; i < 8; ++i)
        id.bytes[15 - i] = static_cast<std::uint8_t>(number >> 8 * i);
    return id;
}

// --- a decision ----------------------------------------------------------------------------------

void Log::begin(std::uint32_t row, std::int64_t at) {
    row_ = row;
    kept_ = ends_.size();
    case_text_ = base::print_id('c', case_id(row));
    values_.case_id = case_text_;
    values_.number = versions_[row] + 1;
    values_.recorded = at;
    values_.occurred = Instant{at};
}

void Log::end_event() {
    ends_.push_back(bytes_.size());
    ++values_.number;
}

void Log::keep() {
    for (std::size_t i = kept_; i < ends_.size(); ++i) {
        constexpr std::string_view entry{"\0", 1};
        leaves_.push_back(base::sha256({entry, event(i)}));
    }
    versions_[row_] += ends_.size() - kept_;
}

void Log::drop() {
    bytes_.resize(kept_ == 0 ? 0 : ends_[kept_ - 1]);
    ends_.resize(kept_);
}

void Log::skip(std::uint64_t others) {
    versions_[row_] += ends_.size() - kept_ + others;
    drop();
}

void Log::clear() noexcept {
    bytes_.clear();
    ends_.clear();
    leaves_.clear();
}

// --- events --------------------------------------------------------------------------------------

void Log::add_plain(casefile::Body body) {
    casefile::Event event;
    event.body = std::move(body);
    event.envelope.case_id = case_id(row_);
    event.envelope.n = values_.number;
    event.envelope.occurred = values_.occurred;
    event.envelope.recorded_at = Instant{values_.recorded};
    event.envelope.law = law_hash_;
    base::Record record;
    casefile::encode(event, record);
    bytes_ += record.head;
    end_event();
}

void Log::acted(ActionIndex action) {
    add(key_of(Shape::acted, action, 0), [&] {
        casefile::Acted acted;
        acted.action = plan_.definition->actions[action].id;
        return acted;
    });
}

void Log::served(ActionIndex index) {
    const Action& action = plan_.definition->actions[index];
    for (std::uint32_t i = 0; i < action.serve.size(); ++i) {
        add(key_of(Shape::served, index, i), [&] {
            casefile::Service service;
            service.action = action.id;
            service.document = action.document;
            service.method = "electronic";
            service.recipient = action.serve[i];
            service.served = Pattern::any_moment;
            return casefile::Served{std::move(service)};
        });
    }
}

void Log::met(TermIndex term, ActionIndex by) {
    add(key_of(Shape::met, term, by), [&] {
        return casefile::TermMet{plan_.definition->actions[by].id, false,
                                 plan_.definition->terms[term].id, Pattern::any_moment,
                                 plan_.terms[term].of};
    });
}

casefile::TermStarted Log::start_of(TermIndex index, const When& trigger) const {
    const TermDefinition& term = plan_.definition->terms[index];
    auto reckoning = reckon_term(term.rule, term.rule.amount, trigger, law_);
    ACCORD_CHECK(reckoning.has_value());
    casefile::TermStarted started;
    started.amount = term.rule.amount;
    if (!term.clause.id.empty()) started.clauses.push_back(term.clause);
    started.nature = term.nature;
    started.of = plan_.terms[index].of;
    started.reckoning = std::move(*reckoning);
    started.term = term.id;
    return started;
}

void Log::started(TermIndex term, const When& trigger, std::int32_t day) {
    const auto* at = std::get_if<Instant>(&trigger);
    const bool in_hours = plan_.definition->terms[term].rule.unit == calendar::Unit::hour;
    if (at == nullptr || in_hours || day < 0) return add_plain(start_of(term, trigger));
    // Of a day all that differs is the moment it was counted from.
    values_.trigger = *at;
    add(key_of(Shape::started, term, static_cast<std::uint32_t>(day)), [&] {
        casefile::TermStarted started = start_of(term, trigger);
        started.reckoning.steps.front().detail = Pattern::any_trigger;
        return started;
    });
}

void Log::moved(TermIndex term, const When& trigger, std::string_view reason) {
    casefile::TermMoved moved;
    moved.of = plan_.terms[term].of;
    moved.reason = reason;
    moved.reckoning = start_of(term, trigger).reckoning;
    moved.term = plan_.definition->terms[term].id;
    add_plain(std::move(moved));
}

void Log::lapsed(TermIndex term, std::int32_t due) {
    add_plain(casefile::TermLapsed{calendar::Date{due}, false, plan_.definition->terms[term].id,
                                   plan_.terms[term].of});
}

void Log::withdrawn(TermIndex term, std::string_view reason) {
    add_plain(casefile::LapseWithdrawn{std::string(reason), plan_.definition->terms[term].id,
                                       plan_.terms[term].of});
}

void Log::waived(TermIndex term) {
    add(key_of(Shape::waived, term, 0), [&] {
        return casefile::TermWaived{"case_closed", plan_.definition->terms[term].id,
                                    plan_.terms[term].of};
    });
}

void Log::reached(std::uint32_t mark) {
    add(key_of(Shape::reached, mark, 0), [&] {
        constexpr std::string_view prefix = "milestone:";
        casefile::MilestoneReached reached;
        reached.milestone = plan_.marks[mark].substr(prefix.size());
        const base::Clause* clause = nullptr;
        for (const Milestone& milestone : plan_.definition->milestones) {
            if (milestone.id == reached.milestone) clause = &milestone.clause;
        }
        for (const Stage& stage : plan_.definition->stages) {
            if (stage.milestone == reached.milestone) clause = &stage.clause;
        }
        if (clause != nullptr && !clause->id.empty()) reached.clauses.push_back(*clause);
        return reached;
    });
}

void Log::closed(chart::Index stage) {
    add(key_of(Shape::closed, stage, 0), [&] {
        const auto& node = plan_.definition->chart.stages[stage];
        return casefile::Closed{plan_.definition->stages[node.definition].outcome};
    });
}

void Log::broken(std::uint32_t index, std::uint64_t of) {
    const Contract& contract = plan_.definition->contracts[index];
    casefile::IrregularityNoted noted;
    noted.clause = contract.clause.id.empty() ? contract.id : contract.clause.id;
    noted.of = of;
    add_plain(std::move(noted));
}

}  // namespace accord::procedure::caseload
