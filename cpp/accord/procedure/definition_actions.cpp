// Reads the actions and reactions of a definition: who may do what, where, under which guard.
#include "accord/procedure/definition_parts.hpp"

namespace accord::procedure {
namespace {

EvidenceRequirement read_requirement(const Reader& at) {
    at.only({"item", "kind", "clause"});
    EvidenceRequirement requirement{at.name_or_empty("item"), at.name_or_empty("kind"),
                                    at.clause_or_empty("clause")};
    if (requirement.item.empty() == requirement.kind.empty()) at.fail("bad_evidence", "item");
    return requirement;
}

Effect read_effect(const Reader& at) {
    const std::string word = at.name_or_empty("effect");
    if (word.empty()) return Effect::none;
    if (word == "agreement") return Effect::agreement;
    if (word == "offer") return Effect::offer;
    if (word == "decision") return Effect::decision;
    at.at("effect").fail("unknown_effect", word);
}

/// One stage, or several of different tracks.
std::vector<std::string> read_targets(const Reader& at) {
    const auto to = at.find("to");
    if (!to) return {};
    if (to->json().is_array()) return at.name_list("to");
    return {to->name()};
}

Move read_move_members(const Reader& at) {
    Move move;
    move.from = at.name_list("from");
    move.to = read_targets(at);
    move.where = at.pointer();
    return move;
}

Move read_conditional_move(const Reader& at) {
    Move move = read_move_members(at);
    move.when = read_guard(at, "when");
    move.internal = at.flag("internal", false);
    move.clause = at.clause_or_empty("clause");
    return move;
}

Move read_move(const Reader& at) {
    at.only({"from", "to", "when", "internal", "clause"});
    return read_conditional_move(at);
}

void read_moves(const Reader& at, Action& action) {
    const bool has_own = at.has("from") || at.has("to");
    if (action.starts && (has_own || at.has("moves"))) at.fail("opening_has_from", action.id);
    if (has_own && at.has("moves")) at.fail("moves_twice", action.id);
    action.moves = read_list(at, "moves", read_move);
    if (action.moves.empty() && !action.starts) action.moves.push_back(read_move_members(at));
}

TaskRule read_task(const Reader& at) {
    at.only({"name", "assignee", "approver", "joint", "due"});
    TaskRule task;
    task.name = at.at("name").name();
    task.assignee = at.name_or_empty("assignee");
    task.approver = at.name_or_empty("approver");
    task.joint = at.name_list("joint");
    task.due = at.name_or_empty("due");
    return task;
}

}  // namespace

Reaction read_reaction(const Reader& at) {
    at.only({"id", "on", "from", "to", "when", "internal", "raises", "tasks", "clause"});
    Reaction reaction;
    reaction.id = at.at("id").name();
    reaction.on = at.name_or_empty("on");
    reaction.move = read_conditional_move(at);
    reaction.raises = at.name_list("raises");
    reaction.tasks = read_list(at, "tasks", read_task);
    reaction.clause = reaction.move.clause;
    return reaction;
}

Action read_action(const Reader& at) {
    at.only({"id",
             "start",
             "from",
             "to",
             "moves",
             "by",
             "all_of",
             "special_authority",
             "authority_clause",
             "guard",
             "evidence",
             "within",
             "serve",
             "document",
             "effect",
             "agreement",
             "raises",
             "decides",
             "tasks",
             "discretionary",
             "repeat",
             "stay_safe",
             "clause"});
    Action action;
    action.id = at.at("id").name();
    action.starts = at.has("start");
    action.start = at.name_or_empty("start");
    read_moves(at, action);
    action.by = at.name_list("by");
    action.all_of = at.flag("all_of", false);
    action.special_authority = at.flag("special_authority", false);
    action.authority_clause = at.clause_or_empty("authority_clause");
    action.guard = read_guard(at, "guard");
    action.evidence = read_list(at, "evidence", read_requirement);
    action.within = at.name_or_empty("within");
    action.serve = at.name_list("serve");
    action.document = at.name_or_empty("document");
    action.effect = read_effect(at);
    action.agreement_kind = at.name_or_empty("agreement");
    if ((action.effect == Effect::agreement) == action.agreement_kind.empty()) {
        at.fail("agreement_without_kind", action.id);
    }
    action.raises = at.name_list("raises");
    action.decides = at.name_list("decides");
    action.tasks = read_list(at, "tasks", read_task);
    action.discretionary = at.flag("discretionary", false);
    action.repeats = at.flag("repeat", true);
    action.stay_safe = at.flag("stay_safe", false);
    action.clause = at.clause_or_empty("clause");
    return action;
}

}  // namespace accord::procedure
