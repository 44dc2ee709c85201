// A definition's stages and moves compiled to integers: what the macrostep runs on.
//
// Stages stand in document order (preorder of the tree, siblings as the definition lists them), so
// that a stage's descendants are the range that follows it. A move with several `from` is one
// transition for each of them. Transitions lie by event, then source, then definition order.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "accord/procedure/chart/configuration.hpp"
#include "accord/procedure/guard/scope.hpp"

namespace accord::procedure {
class Definition;
}

namespace accord::procedure::chart {

using EventIndex = std::uint32_t;
constexpr EventIndex no_event = 0xffffffffU;
/// The parent of the stages at the top; as a source: whatever is active.
constexpr std::int32_t root = -1;

enum class StageKind : std::uint8_t { atomic, compound, tracks, final };

struct StageNode {
    std::int32_t parent = root;
    Index end = 0;      // behind the last descendant
    Index initial = 0;  // of a compound stage: the child entered by default
    StageKind kind = StageKind::atomic;
    std::uint32_t definition = 0;  // place in Definition::stages
    EventIndex done = no_event;    // done.<id>, of a stage with children
    std::vector<EventIndex> on_entry;
    std::vector<EventIndex> on_exit;
};

/// Whose move a transition is.
enum class Owner : std::uint8_t { action, reaction, lapse };

struct Transition {
    EventIndex event = no_event;  // no_event: as soon as its guard holds
    std::int32_t source = root;
    Index exit_first = 0;  // what is active in [exit_first, exit_end) is left
    Index exit_end = 0;
    std::uint32_t entry_first = 0;  // in Chart::entries
    std::uint32_t entry_count = 0;
    std::uint64_t entry_word = 0;  // the same as bits, of a narrow chart
    std::uint32_t raises_first = 0;
    std::uint32_t raises_count = 0;
    Owner owner = Owner::action;
    std::uint32_t owner_index = 0;  // in actions, reactions or terms
    std::uint32_t move = 0;         // of the action's moves
    bool guarded = false;           // has a `when`
    bool has_target = false;
    bool after_end = false;  // taken even when the case is closed (a lapse to a stage)
};

/// The transitions of one event from one source.
struct Source {
    std::int32_t stage = root;
    std::uint32_t first = 0;
    std::uint32_t count = 0;
};

struct EventRow {
    std::string name;
    std::uint32_t first = 0;  // in Chart::sources
    std::uint32_t count = 0;
    std::uint64_t source_word = 0;  // of a narrow chart, without the root
};

class Chart final : public StageTree {
public:
    [[nodiscard]] bool is_within(std::string_view stage, std::string_view ancestor) const override;

    std::vector<StageNode> stages;
    std::vector<std::string> names;  // of stages, in document order
    std::vector<Transition> transitions;
    std::vector<Source> sources;
    std::vector<Index> entries;
    std::vector<EventIndex> raises;
    std::vector<EventRow> events;
    EventRow eventless;
    std::vector<Index> opening;     // what the opening action enters, in order
    bool has_effects = false;       // a stage raises, or stages stand within others
    std::vector<Index> final_top;   // final stages at the top
    std::uint64_t final_word = 0;   // the same as bits, of a narrow chart
    std::uint64_t atomic_word = 0;  // atomic and final stages
    std::map<std::string, Index, std::less<>> stage_of;
    std::map<std::string, EventIndex, std::less<>> event_of;

    [[nodiscard]] bool is_narrow() const noexcept { return stages.size() <= narrow_max; }
    /// no_event where nothing listens and nothing raises it.
    [[nodiscard]] EventIndex event(std::string_view name) const noexcept;
    [[nodiscard]] const Index* stage(std::string_view name) const noexcept;
    [[nodiscard]] const EventRow& row(EventIndex event) const noexcept {
        return event == no_event ? eventless : events[event];
    }
    [[nodiscard]] std::span<const Index> entries_of(const Transition& t) const noexcept {
        return {entries.data() + t.entry_first, t.entry_count};
    }
    [[nodiscard]] std::span<const EventIndex> raises_of(const Transition& t) const noexcept {
        return {raises.data() + t.raises_first, t.raises_count};
    }
    [[nodiscard]] bool is_leaf(Index i) const noexcept {
        return stages[i].kind == StageKind::atomic || stages[i].kind == StageKind::final;
    }
    [[nodiscard]] bool is_inside(std::int32_t stage, std::int32_t ancestor) const noexcept {
        if (stage == ancestor || stage == root) return false;
        if (ancestor == root) return true;
        return stage > ancestor &&
               static_cast<Index>(stage) < stages[static_cast<std::size_t>(ancestor)].end;
    }
    /// The nearest compound stage (or the root) around all of these: what a move between them
    /// leaves alone.
    [[nodiscard]] std::int32_t common_compound(std::int32_t of,
                                               std::span<const Index> others) const noexcept;
    /// What entering `targets` below `domain` enters: ancestors, defaults, the other tracks.
    [[nodiscard]] std::vector<Index> entry_of(std::int32_t domain,
                                              std::span<const Index> targets) const;
    /// The deepest stage that contains all of these leaves (the leaf itself where it is one).
    [[nodiscard]] Index deepest_around(std::span<const Index> leaves) const noexcept;
};

/// Throws Error(procedure, "too_many" | "unknown_stage" | "within_itself" | "bad_targets" | …).
[[nodiscard]] Chart compile(const Definition& definition);

}  // namespace accord::procedure::chart
