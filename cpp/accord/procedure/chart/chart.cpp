// What a chart says of itself: names, what stands within what, and what entering a stage enters.
#include "accord/procedure/chart/chart.hpp"

#include <algorithm>

namespace accord::procedure::chart {
namespace {

template <class Visit>
void each_child(const Chart& chart, std::int32_t of, Visit visit) {
    const Index end = of == root ? static_cast<Index>(chart.stages.size())
                                 : chart.stages[static_cast<Index>(of)].end;
    for (auto child = static_cast<Index>(of + 1); child < end; child = chart.stages[child].end)
        visit(child);
}

class Entry {
public:
    explicit Entry(const Chart& chart) : chart_(chart), entered_(chart.stages.size(), false) {}

    void descendants(Index stage) {
        std::vector<Index> open{stage};
        while (!open.empty()) {
            const Index at = open.back();
            open.pop_back();
            entered_[at] = true;
            const StageNode& node = chart_.stages[at];
            if (node.kind == StageKind::compound) open.push_back(node.initial);
            if (node.kind == StageKind::tracks) push_tracks(at, open);
        }
    }
    void ancestors(Index stage, std::int32_t up_to) {
        for (std::int32_t at = chart_.stages[stage].parent; at != up_to && at != root;
             at = chart_.stages[static_cast<Index>(at)].parent) {
            const auto index = static_cast<Index>(at);
            entered_[index] = true;
            if (chart_.stages[index].kind != StageKind::tracks) continue;
            std::vector<Index> tracks;
            push_tracks(index, tracks);
            for (const Index track : tracks) descendants(track);
        }
    }
    [[nodiscard]] std::vector<Index> list() const {
        std::vector<Index> list;
        for (Index i = 0; i < entered_.size(); ++i) {
            if (entered_[i]) list.push_back(i);
        }
        return list;
    }

private:
    /// Tracks in which nothing is entered yet.
    void push_tracks(Index of, std::vector<Index>& out) const {
        each_child(chart_, static_cast<std::int32_t>(of), [&](Index track) {
            const auto first = entered_.begin() + track + 1;
            const auto end = entered_.begin() + chart_.stages[track].end;
            if (std::find(first, end, true) == end) out.push_back(track);
        });
    }

    const Chart& chart_;
    std::vector<bool> entered_;
};

}  // namespace

bool Chart::is_within(std::string_view stage, std::string_view ancestor) const {
    const Index* inner = this->stage(stage);
    const Index* outer = this->stage(ancestor);
    if (inner == nullptr || outer == nullptr) return stage == ancestor;
    return *inner == *outer ||
           is_inside(static_cast<std::int32_t>(*inner), static_cast<std::int32_t>(*outer));
}

EventIndex Chart::event(std::string_view name) const noexcept {
    const auto found = event_of.find(name);
    return found == event_of.end() ? no_event : found->second;
}

const Index* Chart::stage(std::string_view name) const noexcept {
    const auto found = stage_of.find(name);
    return found == stage_of.end() ? nullptr : &found->second;
}

std::int32_t Chart::common_compound(std::int32_t of, std::span<const Index> others) const noexcept {
    if (of == root) return root;
    for (std::int32_t at = stages[static_cast<Index>(of)].parent; at != root;
         at = stages[static_cast<Index>(at)].parent) {
        if (stages[static_cast<Index>(at)].kind != StageKind::compound) continue;
        const auto is_within = [&](Index other) {
            return is_inside(static_cast<std::int32_t>(other), at);
        };
        if (std::all_of(others.begin(), others.end(), is_within)) return at;
    }
    return root;
}

std::vector<Index> Chart::entry_of(std::int32_t domain, std::span<const Index> targets) const {
    Entry entry{*this};
    for (const Index target : targets) entry.descendants(target);
    for (const Index target : targets) entry.ancestors(target, domain);
    return entry.list();
}

Index Chart::deepest_around(std::span<const Index> leaves) const noexcept {
    auto at = static_cast<std::int32_t>(leaves.front());
    const auto contains = [&](Index leaf) {
        const auto stage = static_cast<std::int32_t>(leaf);
        return stage == at || is_inside(stage, at);
    };
    while (at != root && !std::all_of(leaves.begin(), leaves.end(), contains))
        at = stages[static_cast<Index>(at)].parent;
    return at == root ? leaves.front() : static_cast<Index>(at);
}

}  // namespace accord::procedure::chart
