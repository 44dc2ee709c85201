// Checks a definition's chart: every stage is reached and can be left, and no two moves are enabled
// at once unless the definition says that their order decides.
#include <algorithm>
#include <vector>

#include "accord/base/error.hpp"
#include "accord/procedure/definition_check.hpp"
#include "accord/procedure/disjoint.hpp"

namespace accord::procedure {
namespace {

using chart::Chart;
using chart::Index;
using chart::StageKind;
using chart::Transition;

std::string place_of(const Chart& chart, Index stage) {
    return "/stages/" + std::to_string(chart.stages[stage].definition);
}

bool starts_from(const Chart& chart, const Transition& t, const std::vector<bool>& reached) {
    if (t.source != chart::root) return reached[static_cast<Index>(t.source)];
    if (t.after_end) return true;
    for (Index i = 0; i < reached.size(); ++i) {
        const bool is_end =
            chart.stages[i].kind == StageKind::final && chart.stages[i].parent == chart::root;
        if (reached[i] && !is_end) return true;
    }
    return false;
}

std::vector<bool> reached_stages(const Chart& chart) {
    std::vector<bool> reached(chart.stages.size(), false);
    for (const Index i : chart.opening) reached[i] = true;
    std::vector<bool> is_taken(chart.transitions.size(), false);
    for (bool grows = true; grows;) {
        grows = false;
        for (std::size_t t = 0; t < chart.transitions.size(); ++t) {
            const Transition& transition = chart.transitions[t];
            if (is_taken[t] || !starts_from(chart, transition, reached)) continue;
            is_taken[t] = grows = true;
            for (const Index i : chart.entries_of(transition)) reached[i] = true;
        }
    }
    return reached;
}

/// Both can be active, and neither inside the other: they stand in different tracks of one stage.
bool are_parallel(const Chart& chart, std::int32_t a, std::int32_t b) {
    if (a == b || a == chart::root || b == chart::root) return false;
    if (chart.is_inside(a, b) || chart.is_inside(b, a)) return false;
    for (std::int32_t at = chart.stages[static_cast<Index>(a)].parent; at != chart::root;
         at = chart.stages[static_cast<Index>(at)].parent) {
        if (chart.is_inside(b, at))
            return chart.stages[static_cast<Index>(at)].kind == StageKind::tracks;
    }
    return false;
}

/// Some transition leaves the stage for another one; silence may lead away from anywhere.
bool is_left(const Chart& chart, Index stage) {
    const auto here = static_cast<std::int32_t>(stage);
    return std::any_of(
        chart.transitions.begin(), chart.transitions.end(), [&](const Transition& t) {
            if (stage < t.exit_first || stage >= t.exit_end) return false;
            if (t.after_end) return true;
            const auto entries = chart.entries_of(t);
            if (entries.size() == 1 && entries.front() == stage) return false;
            return t.source == chart::root || t.source == here || chart.is_inside(here, t.source) ||
                   are_parallel(chart, here, t.source);
        });
}

void check_stages(const Definition& d) {
    const Chart& chart = d.chart;
    const std::vector<bool> reached = reached_stages(chart);
    for (Index i = 0; i < chart.stages.size(); ++i) {
        if (!reached[i])
            base::fail_procedure("unreachable_stage", chart.names[i], place_of(chart, i));
    }
    for (Index i = 0; i < chart.stages.size(); ++i) {
        const bool is_end =
            chart.stages[i].kind == StageKind::final && chart.stages[i].parent == chart::root;
        // A final stage inside another waits there until what is around it moves on.
        if (is_end || !chart.is_leaf(i) || is_left(chart, i)) continue;
        base::fail_procedure("dead_stage", chart.names[i], place_of(chart, i));
    }
}

// --- two at once
// ----------------------------------------------------------------------------------

const Move* move_of(const Definition& d, const Transition& t) {
    switch (t.owner) {
        case chart::Owner::action: return &d.actions[t.owner_index].moves[t.move];
        case chart::Owner::reaction: return &d.reactions[t.owner_index].move;
        case chart::Owner::lapse: return nullptr;
    }
    return nullptr;
}

bool may_conflict(const Chart& chart, const Transition& a, const Transition& b) {
    if (a.source == b.source) return true;
    const bool leave_the_same =
        std::max(a.exit_first, b.exit_first) < std::min(a.exit_end, b.exit_end);
    return leave_the_same && are_parallel(chart, a.source, b.source);
}

void check_pair(const Definition& d, const Transition& a, const Transition& b) {
    const Move* first = move_of(d, a);
    const Move* second = move_of(d, b);
    // One move from several stages leads to the same wherever it is found first.
    if (second == nullptr || first == second || !may_conflict(d.chart, a, b)) return;
    if (first != nullptr && first->when && second->when &&
        are_disjoint(*first->when, *second->when))
        return;
    base::fail_procedure("ambiguous", second->to.empty() ? std::string() : second->to.front(),
                         second->where);
}

void check_row(const Definition& d, const chart::EventRow& row) {
    if (row.count == 0) return;
    const auto& sources = d.chart.sources;
    const std::uint32_t first = sources[row.first].first;
    const chart::Source& last = sources[row.first + row.count - 1];
    const std::uint32_t end = last.first + last.count;
    for (std::uint32_t a = first; a < end; ++a) {
        for (std::uint32_t b = a + 1; b < end; ++b)
            check_pair(d, d.chart.transitions[a], d.chart.transitions[b]);
    }
}

void check_ambiguity(const Definition& d) {
    if (d.orders_conflicts) return;
    for (const chart::EventRow& row : d.chart.events) check_row(d, row);
    check_row(d, d.chart.eventless);
}

}  // namespace

void check_chart(const Definition& definition) {
    check_stages(definition);
    check_ambiguity(definition);
}

}  // namespace accord::procedure
