// What a definition says of stages and of what moves a case between them: actions and reactions.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accord/base/clause.hpp"
#include "accord/procedure/expression.hpp"
#include "accord/rules/decision_table.hpp"

namespace accord::procedure {

/// A stage that others stand `within` is compound: one of its children is active with it, or all of
/// them at once where it has `tracks`.
struct Stage {
    std::string id;
    bool is_final = false;
    std::string outcome;  // of a final stage
    std::string within;   // its parent; empty: at the top
    bool has_tracks = false;
    std::string initial;  // a child; empty: the first
    std::vector<std::string> raises_on_entry;
    std::vector<std::string> raises_on_exit;
    std::string milestone;  // recorded when it is entered
    base::Clause clause;
};

/// From where to where, and when. Several `to` are stages of different tracks of one stage.
struct Move {
    std::vector<std::string> from;  // empty: any stage that is not final
    std::vector<std::string> to;    // empty: nothing is left or entered
    std::optional<Expression> when;
    bool internal = false;  // a compound stage that moves within itself is not left
    base::Clause clause;
    std::string where;  // JSON pointer below the definition
};

/// What must be in the file before an action: an item ("contract"), or any of a kind.
struct EvidenceRequirement {
    std::string item;
    std::string kind;
    base::Clause clause;
};

/// Work that an action or a reaction gives to people.
struct TaskRule {
    std::string name;
    std::string assignee;            // role
    std::string approver;            // role
    std::vector<std::string> joint;  // roles that give their opinion together
    std::string due;                 // a term: its last day
};

enum class Effect { none, agreement, offer, decision };

struct Action {
    std::string id;
    bool starts = false;             // the opening action
    std::string start;               // the stage it opens in
    std::vector<Move> moves;         // at least one, but for the opening
    std::vector<std::string> by;     // roles that may
    bool all_of = false;             // every role in `by` together (an agreement)
    bool special_authority = false;  // an agent needs 特别授权
    base::Clause authority_clause;   // why it does; otherwise the action's own clause
    std::optional<Expression> guard;
    std::vector<EvidenceRequirement> evidence;
    std::string within;              // a term that must not have run out
    std::vector<std::string> serve;  // roles served
    std::string document;
    Effect effect = Effect::none;
    std::string agreement_kind;  // "settlement" "mediation_agreement"
    std::vector<std::string> raises;
    std::vector<std::string> decides;  // tables whose outputs it states as facts
    std::vector<TaskRule> tasks;
    bool discretionary = false;  // may be done, never must
    bool repeats = true;         // may be done again
    bool stay_safe = false;      // may be done while the case is stayed
    base::Clause clause;

    /// Some move of it has a target.
    [[nodiscard]] bool leads_on() const noexcept { return !leads_to().empty(); }
    /// The first target of its moves; empty where nothing is entered.
    [[nodiscard]] std::string_view leads_to() const noexcept {
        for (const Move& move : moves) {
            if (!move.to.empty()) return move.to.front();
        }
        return {};
    }
};

/// A move that nobody makes: on an internal event, or (`on` empty) as soon as its guard holds.
struct Reaction {
    std::string id;
    std::string on;
    Move move;
    std::vector<std::string> raises;
    std::vector<TaskRule> tasks;
    base::Clause clause;
};

/// Recorded once, after the acts named or when its guard comes to hold.
struct Milestone {
    std::string id;
    std::vector<std::string> after;  // actions; empty: at any time
    std::optional<Expression> when;
    base::Clause clause;
};

/// Owed from an act until it is met: what is blocked meanwhile is refused with this clause.
struct Obligation {
    std::string id;
    std::string of;  // role
    std::vector<std::string> after;
    std::vector<std::string> met_by;
    std::vector<std::string> blocks;  // actions, or "stage:<id>": leaving that stage
    base::Clause clause;
};

/// What must hold when an action is done, a stage is entered, or (neither named) always.
struct Contract {
    std::string id;
    std::string action;
    std::string stage;
    Expression holds;
    base::Clause clause;
};

/// A decision table; one that collects may sum its rows up to one value.
struct OwnTable {
    std::string id;
    rules::DecisionTable table;
    std::vector<Expression> inputs;  // the fields it asks for
    std::string aggregate;  // "sum" "min" "max" "count", of a table that collects; else empty
};

/// A value that an institution sets or that the law read leaves open.
struct Parameter {
    std::string id;
    std::string value;  // JSON
    base::Clause clause;
};

}  // namespace accord::procedure
