// A procedure as data: what the engine runs, compiled from its JSON and checked at load.
//
// The JSON (canonical; members in [brackets] may be absent; C is {"id":"…","status":"official" |
// "secondary" | "unverified"}; E an expression, see expression.hpp; names are lower case):
//   {"id","version",["effective":"2026-03-01"],["calendar":"CN"],["zone":"Asia/Shanghai"],
//    ["number":"〔{year}〕调字第{ordinal:4}号"],["conflicts":"definition_order"],
//    "roles":[{"id",["actors":["officer"]]}],
//    "stages":[{"id",["within":stage],["tracks":true],["initial":stage],["final":true,"outcome"],
//       ["raises_on_entry":[name]],["raises_on_exit":[name]],["milestone":name],["clause":C]}],
//    "actions":[{"id","start":stage | M | "moves":[M],["by":[role]],["all_of":true],
//       ["special_authority":true],["authority_clause":C],["guard":E],
//       ["evidence":[{"item" | "kind",["clause":C]}]],["within":term],["serve":[role]],
//       ["document"],["effect":"agreement" | "offer" | "decision"],
//       ["agreement":"settlement"],["raises":[name]],["decides":[table]],["tasks":[T]],
//       ["discretionary":true],["repeat":false],["stay_safe":true],["clause":C]}],
//       M a move: ["from":[stage]],["to":stage | [stage]]; and in "moves" alone ["when":E],
//       ["internal":true],["clause":C]
//       T a task: {"name",["assignee":role],["approver":role],["joint":[role]],["due":term]}
//    ["reactions":[{"id",["on":event],M's members,["raises":[name]],["tasks":[T]]}]],
//    ["milestones":[{"id",["after":[action]],["when":E],["clause":C]}]],
//    ["obligations":[{"id","of":role,"after":[action],"met_by":[action],
//       "blocks":[action | "stage:<id>"],["clause":C]}]],
//    ["contracts":[{"id",["action" | "stage"],"holds":E,["clause":C]}]],
//    ["parameters":[{"id","value":15 | literal,"clause":C}]], put in as {"parameter":"id"}
//    ["tables":[a decision table of the rule book, an input's name is a field;
//       ["aggregate":"sum" | "min" | "max" | "count"]]],
//    "terms":[see term/term_definition.hpp],
//    ["triage":[{"severity","urgency","priority","routes":[…]}]],   "*" stands for any
//    ["facts":{name:"bool" | "integer" | "text" | "money" | "date"}]}
// Events that reactions answer: an action, done.<stage>, lapsed.<term>, met.<term>,
// reached.<milestone>, stated.<fact>, and every name that is raised.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accord/procedure/chart/chart.hpp"
#include "accord/procedure/definition_action.hpp"
#include "accord/procedure/term/term_definition.hpp"

namespace accord::procedure {

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
    std::vector<Reaction> reactions;
    std::vector<Milestone> milestones;
    std::vector<Obligation> obligations;
    std::vector<Contract> contracts;
    std::vector<Parameter> parameters;
    std::vector<OwnTable> tables;
    std::vector<TriageRow> triage;
    std::vector<std::pair<std::string, std::string>> facts;  // name → type
    bool orders_conflicts = false;  // "conflicts":"definition_order": the first enabled is meant
    chart::Chart chart;             // stages and moves, compiled
    std::string hash;               // hex SHA-256 of the canonical JSON
    std::string json;               // canonical

    [[nodiscard]] const Stage* stage(std::string_view id) const noexcept;
    [[nodiscard]] const Action* action(std::string_view id) const noexcept;
    [[nodiscard]] const TermDefinition* term(std::string_view id) const noexcept;
    [[nodiscard]] const OwnTable* table(std::string_view id) const noexcept;
    [[nodiscard]] const Action& opening() const;
};

}  // namespace accord::procedure
