// Runs the macrostep over a case: guards read the draft, the sink writes its events.
#include "accord/procedure/course.hpp"

#include <algorithm>

#include "accord/base/error.hpp"
#include "accord/procedure/chart/macrostep.hpp"
#include "accord/procedure/duties.hpp"
#include "accord/procedure/term/terms.hpp"

namespace accord::procedure {
namespace {

using chart::Chart;
using chart::Index;
using chart::Owner;
using chart::Transition;

/// The active leaves and all that is around them. A stage that the definition no longer has counts
/// for nothing.
template <class Set>
Set configuration(const Chart& chart, const std::vector<std::string>& leaves) {
    Set set;
    for (const std::string& name : leaves) {
        const Index* leaf = chart.stage(name);
        if (leaf == nullptr) continue;
        for (auto at = static_cast<std::int32_t>(*leaf); at != chart::root;
             at = chart.stages[static_cast<Index>(at)].parent)
            set.set(static_cast<Index>(at));
    }
    return set;
}

template <class Set>
std::vector<Index> leaves_of(const Chart& chart, const Set& active) {
    std::vector<Index> leaves;
    active.each([&](Index i) {
        if (chart.is_leaf(i)) leaves.push_back(i);
    });
    return leaves;
}

/// The move that an irregular act makes: one whose stage is active before any other.
template <class Set>
const Move* forced_move(const Chart& chart, const Set& active, const Action& action) {
    const Move* first = nullptr;
    for (const Move& move : action.moves) {
        if (move.to.empty()) continue;
        if (first == nullptr) first = &move;
        const auto is_active = [&](const std::string& name) {
            const Index* stage = chart.stage(name);
            return stage != nullptr && active.test(*stage);
        };
        if (std::any_of(move.from.begin(), move.from.end(), is_active)) return &move;
    }
    return first;
}

/// The nearest active compound stage around all targets: what is outside of it goes on.
template <class Set>
std::int32_t forced_domain(const Chart& chart, const Set& active, const std::vector<Index>& to) {
    std::int32_t at =
        chart.common_compound(static_cast<std::int32_t>(to.front()), {to.data(), to.size()});
    while (at != chart::root && !active.test(static_cast<Index>(at)))
        at = chart.common_compound(at, {to.data(), to.size()});
    return at;
}

}  // namespace

/// What the macrostep tells of itself, as names.
template <class Set>
class Course::Sink {
public:
    static constexpr bool sees_stages = true;

    explicit Sink(Course& course) : course_(course), chart_(course.definition().chart) {}

    void leave(Index i) { left_.push_back(chart_.names[i]); }
    void enter(Index i) { entered_.push_back(chart_.names[i]); }
    void raise(chart::EventIndex) {}
    void take(std::uint32_t t) {
        if (chart_.transitions[t].owner == Owner::reaction) course_.taken_.push_back(t);
    }
    void settle(const Set& before, const Set& after) {
        const bool is_final = chart::detail::has_final_top(chart_, after);
        if (before == after) {
            left_.clear();
            entered_.clear();
        }
        course_.settle(std::move(left_), std::move(entered_), leaves_of(chart_, after), is_final);
        left_.clear();
        entered_.clear();
    }

private:
    Course& course_;
    const Chart& chart_;
    std::vector<std::string> left_;
    std::vector<std::string> entered_;
};

template <class Set>
class Course::Guards {
public:
    explicit Guards(Course& course) : course_(course) {}
    bool holds(std::uint32_t t) { return course_.holds(course_.definition().chart.transitions[t]); }

private:
    Course& course_;
};

template <class Set, class Do>
void Course::run_in(Do&& what) {
    const Chart& chart = definition().chart;
    chart::Run<Set> run;
    run.active = configuration<Set>(chart, draft_.stages());
    run.is_closed = draft_.is_final();
    for (const chart::EventIndex event : queue_) run.queue.push(event);
    queue_.clear();
    Guards<Set> guards{*this};
    Sink<Set> sink{*this};
    what(chart, run, guards, sink);
    while (!run.queue.empty()) queue_.push_back(run.queue.pop());
}

template <class Do>
void Course::run(Do&& what) {
    if (definition().chart.is_narrow()) {
        run_in<chart::Narrow>(what);
    } else {
        run_in<chart::Wide>(what);
    }
}

// --- what moves a case -------------------------------------------------------------------------

void Course::open() {
    run([](const Chart& chart, auto& run, auto&, auto& sink) {
        chart::enter_opening(chart, run, sink);
    });
}

void Course::choose(const Action& action) {
    chosen_.clear();
    chosen_at_ = draft_.stages();
    run([&](const Chart& chart, auto& run, auto& guards, auto&) {
        chart::select(chart, chart.event(action.id), guards, run);
        const auto& enabled = run.enabled;
        chosen_.assign(enabled.transition.begin(), enabled.transition.begin() + enabled.count);
    });
}

void Course::choose_again(const Action& action) {
    if (chosen_at_ != draft_.stages()) choose(action);
}

void Course::move() {
    hear();
    run([&](const Chart& chart, auto& run, auto&, auto& sink) {
        run.enabled.count = static_cast<std::uint32_t>(chosen_.size());
        std::copy(chosen_.begin(), chosen_.end(), run.enabled.transition.begin());
        if (run.enabled.count > 0) chart::microstep(chart, run, sink);
    });
}

void Course::force(const Action& action) {
    hear();
    run([&](const Chart& chart, auto& run, auto&, auto& sink) {
        const Move* move = forced_move(chart, run.active, action);
        if (move == nullptr) return;
        std::vector<Index> targets;
        for (const std::string& name : move->to) targets.push_back(*chart.stage(name));
        const std::int32_t domain = forced_domain(chart, run.active, targets);
        auto left = decltype(run.active){};
        auto entered = decltype(run.active){};
        const auto end = domain == chart::root ? static_cast<Index>(chart.stages.size())
                                               : chart.stages[static_cast<Index>(domain)].end;
        left.add_range(run.active, static_cast<Index>(domain + 1), end);
        for (const Index i : chart.entry_of(domain, targets)) entered.set(i);
        chart::pass(chart, left, entered, run, sink, [&] {
            for (const std::string& name : action.raises)
                chart::detail::raise(chart.event(name), run, sink);
        });
    });
}

void Course::lapse(const TermDefinition& term) {
    hear();
    const chart::EventIndex event = definition().chart.event("lapsed." + term.id);
    if (event != chart::no_event) {
        run([&](const Chart& chart, auto& run, auto& guards, auto& sink) {
            chart::select(chart, event, guards, run);
            if (run.enabled.count > 0) chart::microstep(chart, run, sink);
        });
    }
    if (!term.on_lapse_raise.empty())
        queue_.push_back(definition().chart.event(term.on_lapse_raise));
}

void Course::rest() {
    bool has_more = true;
    while (has_more) {
        hear();
        if (definition().reactions.empty()) {
            queue_.clear();  // nobody hears them
        } else {
            run([&](const Chart& chart, auto& run, auto& guards, auto& sink) {
                if (!chart::rest(chart, guards, run, sink))
                    base::fail_procedure("no_rest", definition().id, "/reactions");
            });
        }
        has_more = reach_milestones();
        hear();
        has_more |= !queue_.empty();
    }
}

bool Course::would_leave(std::string_view stage) const {
    const Chart& chart = definition().chart;
    const Index* index = chart.stage(stage);
    if (index == nullptr) return false;
    return std::any_of(chosen_.begin(), chosen_.end(), [&](std::uint32_t t) {
        const Transition& transition = chart.transitions[t];
        return *index >= transition.exit_first && *index < transition.exit_end;
    });
}

// --- what the macrostep asks and tells ---------------------------------------------------------

bool Course::holds(const Transition& transition) {
    const auto known = [&](const std::optional<Expression>& when) {
        return !when || procedure::holds(*when, draft_.scope());
    };
    if (transition.owner == Owner::action)
        return known(definition().actions[transition.owner_index].moves[transition.move].when);
    if (transition.owner == Owner::lapse) return true;
    return !is_held_back(draft_, transition) &&
           known(definition().reactions[transition.owner_index].move.when);
}

void Course::settle(std::vector<std::string> left, std::vector<std::string> entered,
                    const std::vector<Index>& leaves, bool is_final) {
    const Chart& chart = definition().chart;
    if (!entered.empty() || !left.empty()) {
        casefile::StageEntered event;
        event.is_final = is_final;
        event.stage = chart.names[chart.deepest_around({leaves.data(), leaves.size()})];
        const bool is_one = leaves.size() == 1;
        const bool is_plain =
            is_one && left.size() <= 1 && entered.size() == 1 && entered.front() == event.stage;
        ended_ = is_final ? definition().stage(event.stage) : nullptr;
        if (!is_one) {
            for (const Index i : leaves) event.stages.push_back(chart.names[i]);
        }
        if (!is_plain) {
            event.left = std::move(left);
            event.entered = entered;
        }
        draft_.add(occurred_, std::move(event));
    }
    for (const std::string& name : entered) start_terms_after_stage(draft_, name, occurred_);
    for (const std::uint32_t t : taken_) {
        const Reaction& reaction = definition().reactions[chart.transitions[t].owner_index];
        open_tasks(draft_, reaction.tasks, reaction.id, occurred_);
    }
    taken_.clear();
    for (const std::string& name : entered) {
        const Stage* stage = definition().stage(name);
        if (stage != nullptr && !stage->milestone.empty()) reach(stage->milestone, stage->clause);
    }
}

/// What happened since the last look, as internal events; lapses are events of their own.
void Course::hear() {
    const Chart& chart = definition().chart;
    const auto news = draft_.unheard();
    if (definition().reactions.empty()) return;
    const auto push = [&](std::string_view prefix, const std::string& name) {
        const chart::EventIndex event = chart.event(std::string(prefix) + name);
        if (event != chart::no_event) queue_.push_back(event);
    };
    for (const Happening& happening : news) {
        if (const auto* met = std::get_if<casefile::TermMet>(&happening.body))
            push("met.", met->term);
        if (const auto* stated = std::get_if<casefile::FactStated>(&happening.body))
            push("stated.", stated->fact.name);
        if (const auto* reached = std::get_if<casefile::MilestoneReached>(&happening.body))
            push("reached.", reached->milestone);
    }
}

void Course::reach(const std::string& milestone, const base::Clause& clause) {
    if (is_reached(draft_, milestone)) return;
    casefile::MilestoneReached reached;
    if (!clause.id.empty()) reached.clauses.push_back(clause);
    reached.milestone = milestone;
    draft_.add(occurred_, std::move(reached));
}

bool Course::reach_milestones() {
    const std::size_t before = draft_.happenings().size();
    for (const Milestone& milestone : definition().milestones) {
        if (is_reached(draft_, milestone.id)) continue;
        if (!milestone.after.empty() && !is_done(draft_, milestone.after)) continue;
        if (milestone.when && !procedure::holds(*milestone.when, draft_.scope())) continue;
        reach(milestone.id, milestone.clause);
    }
    return draft_.happenings().size() > before;
}

bool is_in_stage(const std::vector<std::string>& leaves, const Definition& definition,
                 std::string_view stage) {
    const Chart& chart = definition.chart;
    const Index* asked = chart.stage(stage);
    if (asked == nullptr) return false;
    const auto around = static_cast<std::int32_t>(*asked);
    return std::any_of(leaves.begin(), leaves.end(), [&](const std::string& name) {
        const Index* leaf = chart.stage(name);
        if (leaf == nullptr) return false;
        return *leaf == *asked || chart.is_inside(static_cast<std::int32_t>(*leaf), around);
    });
}

void open_tasks(Draft& draft, const std::vector<TaskRule>& tasks, std::string_view reason,
                const casefile::When& occurred) {
    for (const TaskRule& rule : tasks) {
        casefile::Task task;
        task.approver = rule.approver;
        task.assignee = rule.assignee;
        task.joint = rule.joint;
        task.name = rule.name;
        task.number = draft.next_task();
        task.reason = reason;
        if (!rule.due.empty()) {
            const casefile::Term* term = casefile::find_term(draft.now(), rule.due);
            if (term != nullptr) task.due = term->reckoning.due;
        }
        draft.add(occurred, casefile::TaskOpened{std::move(task)});
    }
}

}  // namespace accord::procedure
