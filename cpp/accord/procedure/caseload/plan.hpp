// A definition laid out for columns of cases: what each action asks and does, as numbers.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "accord/procedure/definition.hpp"
#include "accord/procedure/guard/program.hpp"

namespace accord::procedure::caseload {

using ActionIndex = std::uint32_t;
using TermIndex = std::uint32_t;
/// Of a mark, a program, a term: there is none.
constexpr std::uint32_t none = 0xffffffffU;

/// What an action asks of a case before it is done, and what it does to terms.
struct ActionPlan {
    chart::EventIndex event = chart::no_event;
    std::vector<chart::Index> from;  // stages from which some move starts
    bool from_anywhere = false;      // some move has no `from`
    bool repeats = true;
    bool has_whens = false;  // some move has a `when`
    std::uint32_t mark = none;
    std::uint32_t guard = none;         // program
    std::vector<std::string> evidence;  // keys of fields: "has:contract"
    TermIndex within = none;
    std::vector<TermIndex> meets;
    std::vector<TermIndex> starts;     // by the act itself
    std::vector<TermIndex> restarts;   // interrupted by it
    std::vector<TermIndex> serves;     // by service of its paper, in the order of recipients
    std::vector<std::uint32_t> whens;  // transitions of its own with a `when`
    std::vector<std::uint32_t> owed;   // obligations it brings about
    std::vector<std::uint32_t> pays;   // obligations it meets
    std::vector<std::uint32_t> blocked_by;
};

struct TermPlan {
    std::uint32_t when = none;  // program
    bool ends_with_case = true;
    chart::EventIndex lapsed = chart::no_event;
    chart::EventIndex met = chart::no_event;
    chart::EventIndex raises = chart::no_event;  // on lapse
    std::string after_fact;
    std::string of;  // the recipient, where each has a term of his own
};

struct ObligationPlan {
    std::uint32_t mark = none;
    std::vector<chart::Index> stages;  // that are not left meanwhile
    std::vector<ActionIndex> pays;
};

struct MilestonePlan {
    std::uint32_t mark = none;
    std::vector<std::uint32_t> after;  // marks of acts
    bool has_after = false;
    std::uint32_t when = none;
    chart::EventIndex reached = chart::no_event;
};

struct ContractPlan {
    std::uint32_t holds = none;
    ActionIndex action = none;
    chart::Index stage = none;
    bool is_general = false;
};

/// What a stage brings with it when it is entered.
struct StagePlan {
    std::vector<TermIndex> starts;
    std::uint32_t milestone = none;  // mark
    chart::EventIndex reached = chart::no_event;
};

struct Plan {
    std::shared_ptr<const Definition> definition;
    std::shared_ptr<guard::Dictionary> texts;
    std::vector<std::shared_ptr<const guard::Program>> programs;
    std::vector<ActionPlan> actions;  // as in the definition
    std::vector<TermPlan> terms;
    std::vector<ObligationPlan> obligations;
    std::vector<MilestonePlan> milestones;
    std::vector<ContractPlan> contracts;
    std::vector<StagePlan> stages;    // in document order
    std::vector<std::uint32_t> when;  // programs, by transition
    std::vector<std::string> marks;   // "done:hearing" "milestone:m" "owed:o"
    std::uint32_t filed = none;       // the mark of the opening
    ActionIndex opening = none;
    bool stages_matter = false;  // entering some stage starts a term, or is a milestone
    bool stages_count = false;   // contracts ask which stages were entered

    [[nodiscard]] std::uint32_t mark(std::string_view name) const noexcept;
    [[nodiscard]] std::uint32_t mark_words() const noexcept {
        return static_cast<std::uint32_t>((marks.size() + 63) / 64);
    }
};

/// Throws Error(procedure, "not_in_caseload", what, pointer) for a definition that needs more of a
/// case than columns have: items counted one by one, decision tables of its own, alternative
/// clocks, terms that run from others or carry a balance over.
[[nodiscard]] Plan plan_of(std::shared_ptr<const Definition> definition);

}  // namespace accord::procedure::caseload
