// Reads a definition's own decision tables: those of the rule book, without what a definition says
// once for all of them.
#include <algorithm>

#include "accord/base/error.hpp"
#include "accord/procedure/definition_parts.hpp"
#include "accord/rules/table_reading.hpp"

namespace accord::procedure {

OwnTable read_table(const Reader& at, const Definition& definition) {
    at.only({"id", "clause", "hit", "inputs", "outputs", "rows", "gaps", "aggregate"});
    OwnTable own;
    own.id = at.at("id").name();
    own.aggregate = at.text_or("aggregate", "");
    const auto known = {"", "sum", "min", "max", "count"};
    if (std::find(known.begin(), known.end(), own.aggregate) == known.end())
        at.at("aggregate").fail("unknown_rule", own.aggregate);
    base::JsonObject whole = at.json().get_object();
    whole.erase("aggregate");
    whole["jurisdiction"] = definition.id;
    whole["source"] = definition.id;
    whole["effective_from"] = definition.effective.empty() ? "1970-01-01" : definition.effective;
    if (whole.find("clause") == whole.end()) {
        base::JsonObject clause;
        clause["id"] = definition.id;
        clause["status"] = "unverified";
        whole["clause"] = clause;
    }
    try {
        own.table = rules::read_table(whole, at.pointer());
    } catch (const base::Error& error) {
        base::fail_procedure(error.code(), error.subject(), error.where());
    }
    for (std::size_t i = 0; i < own.table.inputs.size(); ++i) {
        base::JsonObject field;
        field["field"] = own.table.inputs[i].name;
        own.inputs.push_back(
            expression_from_json(field, at.pointer() + "/inputs/" + std::to_string(i) + "/name"));
    }
    const bool collects = own.table.policy == rules::HitPolicy::collect;
    if (!own.aggregate.empty() && !collects) at.at("aggregate").fail("unknown_rule", own.aggregate);
    return own;
}

}  // namespace accord::procedure
