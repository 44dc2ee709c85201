// A term as a definition states it: what starts it, how it is counted, what moves, stops and ends
// it.
//
// The JSON of a term (members in [brackets] may be absent). ANCHOR is one of
//   "after":[action] with ["after_service_on":role, ["service":"each" | "last" | "sending"]],
//   "after_fact":name, "after_stage":stage,
//   "after_term":{"term":id,["due":"original"]}   the other's last day, even if it was extended
// and LENGTH is "amount":15,"unit":"calendar_day",["roll":"forward" | "backward"],
//   ["rest_days":"announced_only"],["day_zero":"included"],["cut_off":1020],["zone"],["calendar"],
//   ["direction":"before"],["business_up_to":5].
//   {"id","nature",ANCHOR,LENGTH,["met_by":[action]],["when":E],["clause":C],
//    ["clocks":[{ANCHOR,LENGTH} | {"clocks":[…],"choose"}],"choose":"earlier" | "later"]  in place
//       of an anchor and a length of its own
//    ["carry_over":term]            only what is left of another term's length
//    ["restarts":[action]]          these acts interrupt it: it is counted anew from there
//    ["waits":[{"kind","effect":"pause" | "restart" | "exclude" | "none",["by":[role]],
//       ["clause":C]}]],
//    ["extensions":[{"amount":30,["by":[role]],["all_of"],["when":E],["approved_by":[role]],
//       ["told":[role]],["from":"rolled"],["clause":C]}]],
//    ["override":{["by":[role]],["clause":C]}],
//    ["restore":{"amount","unit",["by":[role]],["clause":C]}],
//    ["reminders":[days before]],["on_lapse_stage"],["on_lapse_task"],["on_lapse_raise"],
//    ["ends_with_case":false]}
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accord/base/clause.hpp"
#include "accord/calendar/term_arithmetic.hpp"
#include "accord/procedure/expression.hpp"

namespace accord::procedure {

struct Extension {
    std::int64_t amount = 0;      // the term's new total length
    std::vector<std::string> by;  // roles that may extend; empty: anybody
    bool all_of = false;          // every role in `by` together (consent of both sides)
    std::optional<Expression> when;
    std::vector<std::string> approved_by;  // any of these; empty: no approval
    std::vector<std::string> told;
    calendar::ExtendFrom from = calendar::ExtendFrom::unrolled;
    base::Clause clause;
};

/// Whose service starts the term: of any one recipient, of each his own, of the last of several, or
/// the sending.
enum class ServiceAnchor { any, each, last, sending };

struct Anchor {
    std::vector<std::string> after;  // actions that trigger it
    std::string after_fact;          // or a date fact of the filing
    std::string after_service_on;    // or service of that action's document on this role
    ServiceAnchor service = ServiceAnchor::any;
    std::string after_stage;      // or a stage being entered
    std::string after_term;       // or another term's last day
    bool after_original = false;  // as first reckoned, even if it was extended since
};

enum class Choose { earlier, later };

/// One of several clocks, or several clocks again. A term ends with the earlier or the later of
/// those that run.
struct Clock {
    Anchor anchor;
    calendar::TermRule rule;
    std::vector<Clock> clocks;
    Choose choose = Choose::earlier;
};

/// What a wait does to the term's clock. Under `pause` and `exclude` the days so far count and the
/// days waited do not; `restart` forgets the days so far; `none` only lists the wait.
enum class WaitEffect { pause, restart, exclude, none };
struct WaitRule {
    std::string name;  // "appraisal" "customer_papers" "approval" "stay" …
    WaitEffect effect = WaitEffect::pause;
    std::vector<std::string> by;
    base::Clause clause;
};

/// Who may set the last day, against the reckoning.
struct Override {
    std::vector<std::string> by;
    base::Clause clause;
};

/// A missed term may be restored within so long after the obstacle is gone (民事诉讼法 86).
struct Restore {
    std::int64_t amount = 0;
    calendar::Unit unit = calendar::Unit::calendar_day;
    std::vector<std::string> by;
    base::Clause clause;
};

struct TermDefinition : Anchor {
    std::string id;
    std::string nature;
    calendar::TermRule rule;
    std::vector<Clock> clocks;
    Choose choose = Choose::earlier;
    std::string carry_over;             // a term whose remaining balance this one is
    std::vector<std::string> restarts;  // actions that interrupt it
    std::vector<WaitRule> waits;
    std::vector<std::string> met_by;    // actions
    std::vector<Extension> extensions;  // ascending by amount
    std::optional<Override> override_by;
    std::optional<Restore> restore;
    std::vector<std::int64_t> reminders;  // days before the last day
    std::optional<Expression> when;       // applies only where this holds
    std::string on_lapse_stage;
    std::string on_lapse_task;
    std::string on_lapse_raise;
    bool ends_with_case = true;
    base::Clause clause;

    [[nodiscard]] const WaitRule* wait(std::string_view name) const noexcept;
};

/// The clocks without those that only join others, in their order: what a ClockMark counts.
[[nodiscard]] std::vector<const Clock*> leaves(const TermDefinition& term);

}  // namespace accord::procedure
