// Compiles a procedure's JSON into the structures the engine runs.
#include "accord/procedure/definition.hpp"

#include <algorithm>

#include "accord/base/check.hpp"
#include "accord/base/error.hpp"
#include "accord/base/hash.hpp"
#include "accord/procedure/definition_check.hpp"
#include "accord/procedure/definition_parts.hpp"

namespace accord::procedure {

std::optional<Expression> read_guard(const Reader& at, std::string_view name) {
    const auto found = at.find(name);
    if (!found) return std::nullopt;
    return expression_from_json(found->json(), found->pointer());
}

namespace {

Role read_role(const Reader& at) {
    at.only({"id", "actors"});
    return {at.at("id").name(), at.name_list("actors")};
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
    at.only({"id", "version", "effective", "calendar", "zone", "number", "conflicts", "roles",
             "stages", "actions", "reactions", "terms", "milestones", "obligations", "contracts",
             "parameters", "tables", "triage", "facts"});
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
    if (const auto conflicts = at.find("conflicts")) {
        if (conflicts->text() != "definition_order")
            conflicts->fail("unknown_rule", conflicts->text());
        definition.orders_conflicts = true;
    }
    definition.roles = read_list(at, "roles", read_role);
    definition.stages = read_list(at, "stages", read_stage);
    if (definition.stages.size() > chart::stages_max)
        at.at("stages").fail("too_many", std::to_string(definition.stages.size()));
    definition.actions = read_list(at, "actions", read_action);
    definition.reactions = read_list(at, "reactions", read_reaction);
    definition.milestones = read_list(at, "milestones", read_milestone);
    definition.obligations = read_list(at, "obligations", read_obligation);
    definition.contracts = read_list(at, "contracts", read_contract);
    definition.parameters = read_list(at, "parameters", read_parameter);
    definition.tables =
        read_list(at, "tables", [&](const Reader& item) { return read_table(item, definition); });
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
    const base::Json filled = with_parameters(tree);
    Definition definition = read_definition(Reader{filled, ""});
    check_definition(definition);
    definition.chart = chart::compile(definition);
    check_chart(definition);
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

const OwnTable* Definition::table(std::string_view id) const noexcept {
    return find_by_id(tables, id);
}

const Action& Definition::opening() const {
    const auto found = std::find_if(actions.begin(), actions.end(),
                                    [](const Action& action) { return action.starts; });
    ACCORD_CHECK(found != actions.end());
    return *found;
}

}  // namespace accord::procedure
