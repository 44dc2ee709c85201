// One event run to completion, in the order of W3C SCXML (appendix D): the same template for a case
// that writes events and for columns of many cases.
//
// Guards: bool holds(std::uint32_t transition) — known to be true; asked only of guarded ones.
// Sink:   leave(Index) in reverse document order, take(std::uint32_t transition), enter(Index) in
//         document order, raise(EventIndex), settle(const Set& before, const Set& after) once a
//         microstep. `static constexpr bool sees_stages = false` spares a sink the single stages.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "accord/procedure/chart/chart.hpp"

namespace accord::procedure::chart {

/// More microsteps than this for one event, and the definition never comes to rest.
constexpr int microsteps_max = 1'000;

/// First in, first out; the first 32 take no memory of their own.
class EventQueue {
public:
    void push(EventIndex event) {
        if (spilled_.empty() && last_ < few_.size()) {
            few_[last_++] = event;
        } else {
            spilled_.push_back(event);
        }
    }
    [[nodiscard]] bool empty() const noexcept {
        return first_ == last_ && spilled_first_ == spilled_.size();
    }
    [[nodiscard]] EventIndex pop() noexcept {
        const EventIndex event = first_ < last_ ? few_[first_++] : spilled_[spilled_first_++];
        if (empty()) clear();
        return event;
    }
    void clear() noexcept {
        first_ = last_ = spilled_first_ = 0;
        spilled_.clear();
    }

private:
    std::array<EventIndex, 32> few_{};
    std::size_t first_ = 0;
    std::size_t last_ = 0;
    std::vector<EventIndex> spilled_;
    std::size_t spilled_first_ = 0;
};

/// The transitions taken together: at most one for each active leaf.
template <class Set>
struct Enabled {
    std::array<std::uint32_t, Set::capacity> transition;
    std::uint32_t count = 0;

    [[nodiscard]] bool has(std::uint32_t t) const noexcept {
        for (std::uint32_t i = 0; i < count; ++i) {
            if (transition[i] == t) return true;
        }
        return false;
    }
};

/// What one case needs while it runs; used again for the next.
template <class Set>
struct Run {
    Set active;
    bool is_closed = false;  // a final stage at the top is active
    EventQueue queue;
    Enabled<Set> enabled;
};

namespace detail {

[[nodiscard]] inline const Source* source_at(const Chart& chart, const EventRow& row,
                                             std::int32_t stage) noexcept {
    const Source* first = chart.sources.data() + row.first;
    for (const Source* at = first; at != first + row.count; ++at) {
        if (at->stage == stage) return at;
    }
    return nullptr;
}

template <class Guards>
[[nodiscard]] bool is_enabled(const Chart& chart, std::uint32_t t, bool is_closed, Guards& guards) {
    const Transition& transition = chart.transitions[t];
    if (is_closed && transition.source == root && !transition.after_end) return false;
    return !transition.guarded || guards.holds(t);
}

/// The first enabled transition of a source joins the others; false where none is.
template <class Set, class Guards>
bool add_first(const Chart& chart, const Source& source, bool is_closed, Guards& guards,
               Enabled<Set>& out) {
    for (std::uint32_t t = source.first; t < source.first + source.count; ++t) {
        if (out.has(t)) return true;
        if (!is_enabled(chart, t, is_closed, guards)) continue;
        out.transition[out.count++] = t;
        return true;
    }
    return false;
}

template <class Set>
[[nodiscard]] bool leave_the_same(const Set& active, const Transition& a,
                                  const Transition& b) noexcept {
    const Index first = a.exit_first > b.exit_first ? a.exit_first : b.exit_first;
    const Index end = a.exit_end < b.exit_end ? a.exit_end : b.exit_end;
    return first < end && active.any(first, end);
}

/// A descendant's transition wins over its ancestor's; otherwise the earlier in document order.
template <class Set>
void remove_conflicts(const Chart& chart, const Set& active, Enabled<Set>& enabled) {
    std::uint32_t kept = 0;
    for (std::uint32_t i = 0; i < enabled.count; ++i) {
        const std::uint32_t t = enabled.transition[i];
        const Transition& mine = chart.transitions[t];
        bool is_preempted = false;
        for (std::uint32_t k = 0; k < kept && !is_preempted; ++k) {
            const Transition& other = chart.transitions[enabled.transition[k]];
            is_preempted =
                leave_the_same(active, mine, other) && !chart.is_inside(mine.source, other.source);
        }
        if (is_preempted) continue;
        std::uint32_t left = 0;
        for (std::uint32_t k = 0; k < kept; ++k) {
            const std::uint32_t other = enabled.transition[k];
            if (!leave_the_same(active, mine, chart.transitions[other]))
                enabled.transition[left++] = other;
        }
        enabled.transition[left++] = t;
        kept = left;
    }
    enabled.count = kept;
}

template <class Set>
[[nodiscard]] bool is_done(const Chart& chart, const Set& active, Index stage) noexcept {
    const StageNode& node = chart.stages[stage];
    if (node.kind == StageKind::compound) {
        for (Index child = stage + 1; child < node.end; child = chart.stages[child].end) {
            if (chart.stages[child].kind == StageKind::final && active.test(child)) return true;
        }
        return false;
    }
    if (node.kind != StageKind::tracks) return false;
    for (Index child = stage + 1; child < node.end; child = chart.stages[child].end) {
        if (!is_done(chart, active, child)) return false;
    }
    return true;
}

template <class Set, class Sink>
void raise(EventIndex event, Run<Set>& run, Sink& sink) {
    sink.raise(event);
    run.queue.push(event);
}

/// A final stage was entered: its parent is done, and the tracks stage around it when all are.
template <class Set, class Sink>
void raise_done(const Chart& chart, Index stage, Run<Set>& run, Sink& sink) {
    const std::int32_t parent = chart.stages[stage].parent;
    if (parent == root) return;
    const StageNode& node = chart.stages[static_cast<std::size_t>(parent)];
    raise(node.done, run, sink);
    if (node.parent == root) return;
    const auto around = static_cast<Index>(node.parent);
    if (chart.stages[around].kind == StageKind::tracks && is_done(chart, run.active, around))
        raise(chart.stages[around].done, run, sink);
}

template <class Set>
[[nodiscard]] bool has_final_top(const Chart& chart, const Set& active) noexcept {
    if constexpr (Set::capacity == narrow_max) {
        return (active.word() & chart.final_word) != 0;
    } else {
        for (const Index i : chart.final_top) {
            if (active.test(i)) return true;
        }
        return false;
    }
}

template <class Set>
void add_entries(const Chart& chart, const Transition& transition, Set& entered) {
    if constexpr (Set::capacity == narrow_max) {
        entered.add(Set{transition.entry_word});
    } else {
        for (const Index i : chart.entries_of(transition)) entered.set(i);
    }
}

template <class Set, class Sink>
void enter_all(const Chart& chart, const Set& entered, Run<Set>& run, Sink& sink) {
    entered.each([&](Index i) {
        run.active.set(i);
        sink.enter(i);
        for (const EventIndex event : chart.stages[i].on_entry) raise(event, run, sink);
        if (chart.stages[i].kind == StageKind::final) raise_done(chart, i, run, sink);
    });
}

}  // namespace detail

/// The transitions an event enables, conflicts removed, in document order of what was active.
template <class Set, class Guards>
void select(const Chart& chart, EventIndex event, Guards& guards, Run<Set>& run) {
    run.enabled.count = 0;
    const EventRow& row = chart.row(event);
    if (row.count == 0) return;
    const Source* sources = chart.sources.data() + row.first;
    if (row.count == 1) {
        // One source alone: nothing deeper can come first, and nothing is in its way.
        const auto stage = sources->stage;
        if (stage == root || run.active.test(static_cast<Index>(stage)))
            (void)detail::add_first(chart, *sources, run.is_closed, guards, run.enabled);
        return;
    }
    bool has_leaf = false;
    run.active.each([&](Index leaf) {
        if (!chart.is_leaf(leaf)) return;
        has_leaf = true;
        for (auto at = static_cast<std::int32_t>(leaf);;) {
            const Source* source = detail::source_at(chart, row, at);
            if (source != nullptr &&
                detail::add_first(chart, *source, run.is_closed, guards, run.enabled))
                return;
            if (at == root) return;
            at = chart.stages[static_cast<std::size_t>(at)].parent;
        }
    });
    if (!has_leaf) {
        if (const Source* source = detail::source_at(chart, row, root))
            (void)detail::add_first(chart, *source, run.is_closed, guards, run.enabled);
    }
    if (run.enabled.count > 1) detail::remove_conflicts(chart, run.active, run.enabled);
}

/// Leaves `left`, lets `effects` happen, enters `entered`: the order of every microstep.
template <class Set, class Sink, class Effects>
void pass(const Chart& chart, const Set& left, const Set& entered, Run<Set>& run, Sink& sink,
          Effects&& effects) {
    const Set before = run.active;
    const bool by_stage = Sink::sees_stages || chart.has_effects;
    if (by_stage) {
        left.each_backwards([&](Index i) {
            sink.leave(i);
            for (const EventIndex event : chart.stages[i].on_exit) detail::raise(event, run, sink);
        });
    }
    run.active.remove(left);
    effects();
    if (by_stage) {
        detail::enter_all(chart, entered, run, sink);
    } else {
        run.active.add(entered);
    }
    run.is_closed = detail::has_final_top(chart, run.active);
    sink.settle(before, run.active);
}

/// Takes the selected transitions together.
template <class Set, class Sink>
void microstep(const Chart& chart, Run<Set>& run, Sink& sink) {
    Set left;
    Set entered;
    for (std::uint32_t i = 0; i < run.enabled.count; ++i) {
        const Transition& transition = chart.transitions[run.enabled.transition[i]];
        left.add_range(run.active, transition.exit_first, transition.exit_end);
        detail::add_entries(chart, transition, entered);
    }
    pass(chart, left, entered, run, sink, [&] {
        for (std::uint32_t i = 0; i < run.enabled.count; ++i) {
            const std::uint32_t t = run.enabled.transition[i];
            sink.take(t);
            for (const EventIndex event : chart.raises_of(chart.transitions[t]))
                detail::raise(event, run, sink);
        }
    });
}

/// What the opening enters.
template <class Set, class Sink>
void enter_opening(const Chart& chart, Run<Set>& run, Sink& sink) {
    Set entered;
    for (const Index i : chart.opening) entered.set(i);
    pass(chart, Set{}, entered, run, sink, [] {});
}

/// Eventless transitions, then the internal queue, until nothing more follows or the case is
/// closed. False after `microsteps_max`: no rest.
template <class Set, class Guards, class Sink>
[[nodiscard]] bool rest(const Chart& chart, Guards& guards, Run<Set>& run, Sink& sink) {
    for (int steps = 0; !run.is_closed;) {
        select(chart, no_event, guards, run);
        if (run.enabled.count == 0) {
            if (run.queue.empty()) return true;
            select(chart, run.queue.pop(), guards, run);
            if (run.enabled.count == 0) continue;
        }
        if (++steps > microsteps_max) {
            run.queue.clear();
            return false;
        }
        microstep(chart, run, sink);
    }
    run.queue.clear();
    return true;
}

/// One external event to completion. False: no rest.
template <class Set, class Guards, class Sink>
[[nodiscard]] bool macrostep(const Chart& chart, EventIndex event, Guards& guards, Run<Set>& run,
                             Sink& sink) {
    if (event != no_event) {
        select(chart, event, guards, run);
        if (run.enabled.count > 0) microstep(chart, run, sink);
    }
    return rest(chart, guards, run, sink);
}

/// The first configuration and what follows of itself.
template <class Set, class Guards, class Sink>
[[nodiscard]] bool open(const Chart& chart, Guards& guards, Run<Set>& run, Sink& sink) {
    enter_opening(chart, run, sink);
    return rest(chart, guards, run, sink);
}

}  // namespace accord::procedure::chart
