// Reads the actions of a definition: who may do what, where, under which guard.
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

}  // namespace

Action read_action(const Reader& at) {
    at.only({"id", "start", "from", "to", "by", "all_of", "special_authority", "authority_clause",
             "guard", "evidence", "within", "serve", "document", "effect", "agreement", "clause"});
    Action action;
    action.id = at.at("id").name();
    action.starts = at.has("start");
    if (action.starts && (at.has("from") || at.has("to"))) at.fail("opening_has_from", action.id);
    action.from = at.name_list("from");
    action.to = at.name_or_empty(action.starts ? "start" : "to");
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
    action.clause = at.clause_or_empty("clause");
    return action;
}

}  // namespace accord::procedure
