// Compiles a procedure's JSON into the structures the engine runs.
#include "accord/procedure/definition.hpp"

#include <algorithm>

#include "accord/base/check.hpp"
#include "accord/base/error.hpp"
#include "accord/base/hash.hpp"
#include "accord/procedure/definition_check.hpp"
#include "accord/procedure/reading.hpp"

namespace accord::procedure {
namespace {

std::optional<Expression> read_guard(const Reader& at, std::string_view name) {
    const auto found = at.find(name);
    if (!found) return std::nullopt;
    return expression_from_json(found->json(), found->pointer());
}

template <class Read>
auto read_list(const Reader& at, std::string_view name, Read read) {
    std::vector<decltype(read(at))> list;
    if (const auto found = at.find(name)) {
        for (const Reader& item : found->items()) list.push_back(read(item));
    }
    return list;
}

Role read_role(const Reader& at) {
    at.only({"id", "actors"});
    return {at.at("id").name(), at.name_list("actors")};
}

Stage read_stage(const Reader& at) {
    at.only({"id", "final", "outcome"});
    Stage stage{at.at("id").name(), at.flag("final", false), at.name_or_empty("outcome")};
    if (stage.is_final && stage.outcome.empty()) stage.outcome = stage.id;
    return stage;
}

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

Extension read_extension(const Reader& at) {
    at.only({"amount", "by", "all_of", "when", "approved_by", "told", "from", "clause"});
    Extension extension;
    extension.amount = at.at("amount").integer();
    extension.by = at.name_list("by");
    extension.all_of = at.flag("all_of", false);
    extension.when = read_guard(at, "when");
    extension.approved_by = at.name_list("approved_by");
    extension.told = at.name_list("told");
    const std::string from = at.text_or("from", "unrolled");
    if (from != "rolled" && from != "unrolled") at.at("from").fail("unknown_start", from);
    extension.from =
        from == "rolled" ? calendar::ExtendFrom::rolled : calendar::ExtendFrom::unrolled;
    extension.clause = at.clause_or_empty("clause");
    return extension;
}

calendar::TermRule read_rule(const Reader& at, const Definition& definition) {
    calendar::TermRule rule;
    rule.amount = at.at("amount").integer();
    // A century is longer than any term of law here, and keeps the arithmetic far from its bounds.
    if (rule.amount < 1 || rule.amount > 36'525) at.at("amount").fail("out_of_range", "amount");
    try {
        rule.unit = calendar::unit_from_text(at.at("unit").text());
        rule.roll = calendar::roll_from_text(at.text_or("roll", "none"));
        rule.rest_days = calendar::rest_days_from_text(at.text_or("rest_days", "work_calendar"));
    } catch (const base::Error& error) {
        at.fail(error.code(), error.subject());
    }
    const std::string day_zero = at.text_or("day_zero", "excluded");
    if (day_zero != "excluded" && day_zero != "included")
        at.at("day_zero").fail("unknown_rule", day_zero);
    rule.day_zero =
        day_zero == "included" ? calendar::DayZero::included : calendar::DayZero::excluded;
    if (const auto cut_off = at.find("cut_off")) {
        const std::int64_t minutes = cut_off->integer();
        if (minutes < 0 || minutes >= 24 * 60) cut_off->fail("out_of_range", "cut_off");
        rule.cut_off_minutes = static_cast<std::int32_t>(minutes);
    }
    rule.zone = at.text_or("zone", definition.zone);
    rule.calendar = at.text_or("calendar", definition.calendar);
    return rule;
}

TermDefinition read_term(const Reader& at, const Definition& definition) {
    at.only({"id",         "nature",         "after",         "after_service_on", "after_fact",
             "amount",     "unit",           "roll",          "rest_days",        "day_zero",
             "cut_off",    "zone",           "calendar",      "met_by",           "when",
             "extensions", "on_lapse_stage", "on_lapse_task", "ends_with_case",   "clause"});
    TermDefinition term;
    term.id = at.at("id").name();
    term.nature = at.at("nature").name();
    term.after = at.name_list("after");
    term.after_service_on = at.name_or_empty("after_service_on");
    term.after_fact = at.name_or_empty("after_fact");
    term.rule = read_rule(at, definition);
    term.met_by = at.name_list("met_by");
    term.when = read_guard(at, "when");
    term.extensions = read_list(at, "extensions", read_extension);
    term.on_lapse_stage = at.name_or_empty("on_lapse_stage");
    term.on_lapse_task = at.name_or_empty("on_lapse_task");
    term.ends_with_case = at.flag("ends_with_case", true);
    term.clause = at.clause_or_empty("clause");
    return term;
}

TriageRow read_triage_row(const Reader& at) {
    at.only({"severity", "urgency", "priority", "routes"});
    const auto code = [&](std::string_view name) {
        std::string word = at.at(name).text();
        return word == "*" ? word : at.at(name).name();
    };
    return {code("severity"), code("urgency"), at.at("priority").name(), at.name_list("routes")};
}

void read_facts(const Reader& at, Definition& definition) {
    const auto facts = at.find("facts");
    if (!facts) return;
    for (const std::string& name : facts->names()) {
        const Reader type = facts->at(name);
        const std::string word = type.text();
        const auto known = {"bool", "integer", "text", "money", "date"};
        if (std::find(known.begin(), known.end(), word) == known.end())
            type.fail("unknown_type", word);
        definition.facts.emplace_back(name, word);
    }
    std::sort(definition.facts.begin(), definition.facts.end());
}

Definition read_definition(const Reader& at) {
    at.only({"id", "version", "effective", "calendar", "zone", "number", "roles", "stages",
             "actions", "terms", "triage", "facts"});
    Definition definition;
    definition.id = at.at("id").name();
    definition.version = at.at("version").text();
    definition.effective = at.text_or("effective", "");
    if (const auto effective = at.find("effective")) {
        try {
            (void)calendar::Date::parse(definition.effective);
        } catch (const base::Error& error) {
            effective->fail(error.code(), error.subject());
        }
    }
    definition.calendar = at.text_or("calendar", definition.calendar);
    definition.zone = at.text_or("zone", definition.zone);
    definition.number_rule = at.text_or("number", "");
    definition.roles = read_list(at, "roles", read_role);
    definition.stages = read_list(at, "stages", read_stage);
    definition.actions = read_list(at, "actions", read_action);
    definition.terms =
        read_list(at, "terms", [&](const Reader& item) { return read_term(item, definition); });
    definition.triage = read_list(at, "triage", read_triage_row);
    read_facts(at, definition);
    return definition;
}

base::Json parse(std::string_view json) {
    try {
        return base::parse_json(json, "definition");
    } catch (const base::Error& error) {
        base::fail_procedure(error.code(), error.subject(), error.where());
    }
}

template <class T>
const T* find_by_id(const std::vector<T>& list, std::string_view id) noexcept {
    const auto found =
        std::find_if(list.begin(), list.end(), [&](const T& item) { return item.id == id; });
    return found == list.end() ? nullptr : &*found;
}

}  // namespace

Definition Definition::from_json(std::string_view json) {
    const base::Json tree = parse(json);
    Definition definition = read_definition(Reader{tree, ""});
    check_definition(definition);
    definition.json = base::canonical_json(tree);
    definition.hash = base::hex(base::view(base::sha256(definition.json)));
    return definition;
}

const Stage* Definition::stage(std::string_view id) const noexcept {
    return find_by_id(stages, id);
}
const Action* Definition::action(std::string_view id) const noexcept {
    return find_by_id(actions, id);
}
const TermDefinition* Definition::term(std::string_view id) const noexcept {
    return find_by_id(terms, id);
}

const Action& Definition::opening() const {
    const auto found = std::find_if(actions.begin(), actions.end(),
                                    [](const Action& action) { return action.starts; });
    ACCORD_CHECK(found != actions.end());
    return *found;
}

}  // namespace accord::procedure
