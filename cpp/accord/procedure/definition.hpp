// A procedure as data: what the engine runs, compiled from its JSON and checked at load.
//
// The JSON (canonical; members in [brackets] may be absent; C is {"id":"…","status":"official" |
// "secondary" | "unverified"}; E an expression, see expression.hpp; names are lower case):
//   {"id","version",["effective":"2026-03-01"],["calendar":"CN"],["zone":"Asia/Shanghai"],
//    ["number":"〔{year}〕调字第{ordinal:4}号"],
//    "roles":[{"id",["actors":["officer"]]}],
//    "stages":[{"id",["final":true,"outcome"]}],
//    "actions":[{"id","start":stage | ["from":[stage]],["to":stage],["by":[role]],["all_of":true],
//       ["special_authority":true],["authority_clause":C],["guard":E],
//       ["evidence":[{"item" | "kind",["clause":C]}]],["within":term],["serve":[role]],
//       ["document"],["effect":"agreement" | "offer" | "decision"],
//       ["agreement":"settlement"],["clause":C]}],
//    "terms":[see term/term_definition.hpp],
//    ["triage":[{"severity","urgency","priority","routes":[…]}]],   "*" stands for any
//    ["facts":{name:"bool" | "integer" | "text" | "money" | "date"}]}
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accord/base/clause.hpp"
#include "accord/calendar/term_arithmetic.hpp"
#include "accord/procedure/expression.hpp"
#include "accord/procedure/term/term_definition.hpp"

namespace accord::procedure {

struct Stage {
    std::string id;
    bool is_final = false;
    std::string outcome;  // of a final stage
};

/// What must be in the file before an action: an item ("contract"), or any of a kind.
struct EvidenceRequirement {
    std::string item;
    std::string kind;
    base::Clause clause;
};

enum class Effect { none, agreement, offer, decision };

struct Action {
    std::string id;
    bool starts = false;             // the opening action
    std::vector<std::string> from;   // stages; empty: any that is not final
    std::string to;                  // empty: the stage stays
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
    base::Clause clause;
};

/// S4: severity × urgency → priority and departments (hit policy U).
struct TriageRow {
    std::string severity;
    std::string urgency;
    std::string priority;
    std::vector<std::string> routes;
};

struct Role {
    std::string id;
    std::vector<std::string> actors;  // prefixes of actor ids that hold it: "officer"
};

class Definition {
public:
    /// Throws Error(procedure, code, name, JSON pointer).
    [[nodiscard]] static Definition from_json(std::string_view json);

    std::string id;
    std::string version;
    std::string effective;
    std::string number_rule;  // "〔{year}〕…第{ordinal:4}号"; empty: no number
    std::string zone = "Asia/Shanghai";
    std::string calendar = "CN";
    std::vector<Role> roles;
    std::vector<Stage> stages;
    std::vector<Action> actions;
    std::vector<TermDefinition> terms;
    std::vector<TriageRow> triage;
    std::vector<std::pair<std::string, std::string>> facts;  // name → type
    std::string hash;                                        // hex SHA-256 of the canonical JSON
    std::string json;                                        // canonical

    [[nodiscard]] const Stage* stage(std::string_view id) const noexcept;
    [[nodiscard]] const Action* action(std::string_view id) const noexcept;
    [[nodiscard]] const TermDefinition* term(std::string_view id) const noexcept;
    [[nodiscard]] const Action& opening() const;
};

}  // namespace accord::procedure
