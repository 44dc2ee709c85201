// Lays stages out in document order and works out once what each transition leaves and enters.
#include "accord/procedure/chart/chart.hpp"

#include <algorithm>

#include "accord/base/error.hpp"
#include "accord/procedure/definition.hpp"

namespace accord::procedure::chart {
namespace {

std::string place(std::string_view list, std::size_t index, std::string_view member) {
    return "/" + std::string(list) + "/" + std::to_string(index) + "/" + std::string(member);
}

// --- the tree ----------------------------------------------------------------------------------

/// Puts the stages in preorder without recursion: a definition may nest as deep as it has stages.
class Layout {
public:
    Layout(const std::vector<Stage>& stages, Chart& chart) : stages_(stages), chart_(chart) {
        for (std::uint32_t i = 0; i < stages.size(); ++i) place_of_.emplace(stages[i].id, i);
        children_.resize(stages.size() + 1);
        for (std::uint32_t i = 0; i < stages.size(); ++i) children_[parent_of(i)].push_back(i);
    }

    void run() {
        push_children(stages_.size(), root);
        while (!open_.empty()) {
            const Waiting at = open_.back();
            open_.pop_back();
            const auto index = static_cast<Index>(chart_.stages.size());
            add(at, index);
            push_children(at.definition, static_cast<std::int32_t>(index));
        }
        // A stage that no chain of parents leads up from stands within itself.
        for (std::uint32_t i = 0; i < stages_.size(); ++i) {
            if (!chart_.stage_of.contains(stages_[i].id))
                base::fail_procedure("within_itself", stages_[i].id, place("stages", i, "within"));
        }
        close();
    }

private:
    struct Waiting {
        std::uint32_t definition;
        std::int32_t parent;
    };

    std::size_t parent_of(std::uint32_t i) const {
        const std::string& within = stages_[i].within;
        if (within.empty()) return stages_.size();
        const auto found = place_of_.find(within);
        if (found == place_of_.end())
            base::fail_procedure("unknown_stage", within, place("stages", i, "within"));
        if (stages_[found->second].is_final)
            base::fail_procedure("within_final", stages_[i].id, place("stages", i, "within"));
        return found->second;
    }
    void push_children(std::size_t of, std::int32_t parent) {
        const auto& children = children_[of];
        for (auto child = children.rbegin(); child != children.rend(); ++child)
            open_.push_back({*child, parent});
    }
    void add(const Waiting& at, Index index) {
        const Stage& stage = stages_[at.definition];
        StageNode node;
        node.parent = at.parent;
        node.definition = at.definition;
        if (!children_[at.definition].empty())
            node.kind = stage.has_tracks ? StageKind::tracks : StageKind::compound;
        if (stage.is_final) node.kind = StageKind::final;
        chart_.stages.push_back(std::move(node));
        chart_.names.push_back(stage.id);
        chart_.stage_of.emplace(stage.id, index);
    }
    void close() {
        for (auto i = static_cast<Index>(chart_.stages.size()); i-- > 0;) {
            StageNode& node = chart_.stages[i];
            node.end = std::max(node.end, i + 1);
            if (node.parent == root) continue;
            StageNode& parent = chart_.stages[static_cast<Index>(node.parent)];
            parent.end = std::max(parent.end, node.end);
        }
    }

    const std::vector<Stage>& stages_;
    Chart& chart_;
    std::map<std::string, std::uint32_t, std::less<>> place_of_;
    std::vector<std::vector<std::uint32_t>> children_;
    std::vector<Waiting> open_;
};

// --- events and transitions --------------------------------------------------------------------

class Compiler {
public:
    Compiler(const Definition& definition, Chart& chart) : d_(definition), chart_(chart) {}

    void run() {
        name_stages();
        for (const Action& action : d_.actions) (void)event_named(action.id);
        for (std::uint32_t i = 0; i < d_.actions.size(); ++i) add_action(i);
        for (std::uint32_t i = 0; i < d_.reactions.size(); ++i) add_reaction(i);
        for (std::uint32_t i = 0; i < d_.terms.size(); ++i) add_lapse(i);
        group();
        const Index start = stage_named(d_.opening().start, "/actions");
        chart_.opening = chart_.entry_of(root, std::span<const Index>{&start, 1});
    }

private:
    EventIndex event_named(const std::string& name) {
        const auto [at, is_new] =
            chart_.event_of.emplace(name, static_cast<EventIndex>(chart_.events.size()));
        if (is_new) chart_.events.push_back({name, 0, 0, 0});
        return at->second;
    }
    Index stage_named(const std::string& name, const std::string& where) const {
        const Index* found = chart_.stage(name);
        if (found == nullptr) base::fail_procedure("unknown_stage", name, where);
        return *found;
    }

    void name_stages() {
        for (Index i = 0; i < chart_.stages.size(); ++i) {
            StageNode& node = chart_.stages[i];
            const Stage& stage = d_.stages[node.definition];
            for (const std::string& name : stage.raises_on_entry)
                node.on_entry.push_back(event_named(name));
            for (const std::string& name : stage.raises_on_exit)
                node.on_exit.push_back(event_named(name));
            if (!chart_.is_leaf(i)) node.done = event_named("done." + stage.id);
            chart_.has_effects |= node.parent != root || !node.on_entry.empty() ||
                                  !node.on_exit.empty() || !stage.milestone.empty();
            if (node.kind == StageKind::final && node.parent == root) chart_.final_top.push_back(i);
            if (!chart_.is_narrow()) continue;
            if (chart_.is_leaf(i)) chart_.atomic_word |= 1ULL << i;
        }
        for (const Index i : chart_.final_top) {
            if (chart_.is_narrow()) chart_.final_word |= 1ULL << i;
        }
    }

    void add_raises(const std::vector<std::string>& names, Transition& transition) {
        transition.raises_first = static_cast<std::uint32_t>(chart_.raises.size());
        transition.raises_count = static_cast<std::uint32_t>(names.size());
        for (const std::string& name : names) chart_.raises.push_back(event_named(name));
    }

    void add_action(std::uint32_t index) {
        const Action& action = d_.actions[index];
        Transition transition;
        transition.event = event_named(action.id);
        transition.owner_index = index;
        add_raises(action.raises, transition);
        for (std::uint32_t m = 0; m < action.moves.size(); ++m) {
            transition.move = m;
            add_move(action.moves[m], transition);
        }
    }
    void add_reaction(std::uint32_t index) {
        const Reaction& reaction = d_.reactions[index];
        Transition transition;
        transition.event = reaction.on.empty() ? no_event : event_named(reaction.on);
        transition.owner = Owner::reaction;
        transition.owner_index = index;
        add_raises(reaction.raises, transition);
        add_move(reaction.move, transition);
    }
    /// Silence that a clause gives a meaning leads to its stage from wherever the case stands.
    void add_lapse(std::uint32_t index) {
        const TermDefinition& term = d_.terms[index];
        if (!term.on_lapse_raise.empty()) (void)event_named(term.on_lapse_raise);
        if (term.on_lapse_stage.empty()) return;
        Transition transition;
        transition.event = event_named("lapsed." + term.id);
        transition.owner = Owner::lapse;
        transition.owner_index = index;
        transition.after_end = true;
        Move move;
        move.to = {term.on_lapse_stage};
        move.where = "/terms/" + std::to_string(index) + "/on_lapse_stage";
        add_move(move, transition);
    }

    void add_move(const Move& move, Transition transition) {
        std::vector<Index> targets;
        for (const std::string& name : move.to)
            targets.push_back(stage_named(name, move.where + "/to"));
        transition.guarded =
            move.when.has_value() || (transition.owner == Owner::reaction && holds_back());
        transition.has_target = !targets.empty();
        if (move.from.empty()) {
            add_transition(root, move, targets, transition);
            return;
        }
        for (const std::string& name : move.from) {
            const Index source = stage_named(name, move.where + "/from");
            add_transition(static_cast<std::int32_t>(source), move, targets, transition);
        }
    }
    /// An obligation that keeps the case in a stage holds reactions back too.
    bool holds_back() const {
        return std::any_of(d_.obligations.begin(), d_.obligations.end(), [](const Obligation& o) {
            return std::any_of(o.blocks.begin(), o.blocks.end(), [](const std::string& blocked) {
                return blocked.starts_with("stage:");
            });
        });
    }
    void add_transition(std::int32_t source, const Move& move, const std::vector<Index>& targets,
                        Transition transition) {
        transition.source = source;
        if (!targets.empty()) {
            const std::int32_t domain = domain_of(source, move, targets);
            transition.exit_first = static_cast<Index>(domain + 1);
            transition.exit_end = domain == root ? static_cast<Index>(chart_.stages.size())
                                                 : chart_.stages[static_cast<Index>(domain)].end;
            set_entries(domain, targets, move, transition);
        }
        chart_.transitions.push_back(transition);
    }
    std::int32_t domain_of(std::int32_t source, const Move& move,
                           const std::vector<Index>& targets) const {
        const auto is_within = [&](Index target) {
            return chart_.is_inside(static_cast<std::int32_t>(target), source);
        };
        const bool is_compound =
            source != root && chart_.stages[static_cast<Index>(source)].kind == StageKind::compound;
        if (move.internal && is_compound && std::all_of(targets.begin(), targets.end(), is_within))
            return source;
        return chart_.common_compound(source, targets);
    }
    void set_entries(std::int32_t domain, const std::vector<Index>& targets, const Move& move,
                     Transition& transition) {
        const std::vector<Index> entries = chart_.entry_of(domain, targets);
        transition.entry_first = static_cast<std::uint32_t>(chart_.entries.size());
        transition.entry_count = static_cast<std::uint32_t>(entries.size());
        for (const Index i : entries) {
            chart_.entries.push_back(i);
            if (chart_.is_narrow()) transition.entry_word |= 1ULL << i;
        }
        check_targets(domain, entries, move);
    }
    /// Two children of one compound stage are never active together.
    void check_targets(std::int32_t domain, const std::vector<Index>& entries,
                       const Move& move) const {
        std::vector<std::int32_t> parents;
        for (const Index i : entries) {
            const std::int32_t parent = chart_.stages[i].parent;
            const bool is_tracks =
                parent != root &&
                chart_.stages[static_cast<Index>(parent)].kind == StageKind::tracks;
            if (!is_tracks || parent == domain) parents.push_back(parent);
        }
        std::sort(parents.begin(), parents.end());
        if (std::adjacent_find(parents.begin(), parents.end()) != parents.end())
            base::fail_procedure("bad_targets", move.to.front(), move.where + "/to");
    }

    /// By event, then source, each in the order of the definition.
    void group() {
        auto& all = chart_.transitions;
        std::stable_sort(all.begin(), all.end(), [](const Transition& a, const Transition& b) {
            return a.event != b.event ? a.event < b.event : a.source < b.source;
        });
        for (std::uint32_t t = 0; t < all.size(); ++t) {
            EventRow& row =
                all[t].event == no_event ? chart_.eventless : chart_.events[all[t].event];
            const bool is_first = row.count == 0;
            if (is_first) row.first = static_cast<std::uint32_t>(chart_.sources.size());
            if (is_first || chart_.sources.back().stage != all[t].source) {
                chart_.sources.push_back({all[t].source, t, 0});
                ++row.count;
                if (all[t].source != root && chart_.is_narrow())
                    row.source_word |= 1ULL << all[t].source;
            }
            ++chart_.sources.back().count;
        }
    }

    const Definition& d_;
    Chart& chart_;
};

void set_initial(const Definition& definition, Chart& chart) {
    for (Index i = 0; i < chart.stages.size(); ++i) {
        StageNode& node = chart.stages[i];
        const Stage& stage = definition.stages[node.definition];
        node.initial = i + 1;
        if (stage.initial.empty()) continue;
        const Index* found = chart.stage(stage.initial);
        const bool is_child =
            found != nullptr && chart.stages[*found].parent == static_cast<std::int32_t>(i);
        if (!is_child || node.kind != StageKind::compound)
            base::fail_procedure("bad_initial", stage.initial,
                                 place("stages", node.definition, "initial"));
        node.initial = *found;
    }
}

/// A stage with tracks has some, and a track is a stage that can go on.
void check_tree(const Definition& definition, const Chart& chart) {
    for (Index i = 0; i < chart.stages.size(); ++i) {
        const StageNode& node = chart.stages[i];
        const Stage& stage = definition.stages[node.definition];
        const bool has_children = node.end > i + 1;
        if (stage.has_tracks && !has_children)
            base::fail_procedure("no_tracks", stage.id, place("stages", node.definition, "tracks"));
        if (node.kind != StageKind::final || node.parent == root) continue;
        if (chart.stages[static_cast<Index>(node.parent)].kind == StageKind::tracks)
            base::fail_procedure("final_track", stage.id,
                                 place("stages", node.definition, "final"));
    }
}

}  // namespace

Chart compile(const Definition& definition) {
    Chart chart;
    if (definition.stages.size() > stages_max)
        base::fail_procedure("too_many", std::to_string(definition.stages.size()), "/stages");
    Layout{definition.stages, chart}.run();
    set_initial(definition, chart);
    check_tree(definition, chart);
    Compiler{definition, chart}.run();
    return chart;
}

}  // namespace accord::procedure::chart
