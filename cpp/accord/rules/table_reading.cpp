// A decision table read cell by cell, every fault named by its place, then checked as a whole.
#include "accord/rules/table_reading.hpp"

#include <utility>

#include "accord/rules/reading.hpp"

namespace accord::rules {
namespace {

using base::JsonArray;
using base::JsonObject;

HitPolicy policy_of(const std::string& text, const std::string& where) {
    if (text == "unique") return HitPolicy::unique;
    if (text == "any") return HitPolicy::any;
    if (text == "priority") return HitPolicy::priority;
    if (text == "first") return HitPolicy::first;
    if (text == "rule_order") return HitPolicy::rule_order;
    if (text == "collect") return HitPolicy::collect;
    base::fail_input("unknown_name", text, where);
}

CellKind kind_of(const std::string& text, const std::string& where) {
    if (text == "money") return CellKind::money;
    if (text == "date") return CellKind::date;
    if (text == "count") return CellKind::count;
    if (text == "text") return CellKind::text;
    if (text == "flag") return CellKind::flag;
    base::fail_input("unknown_name", text, where);
}

std::vector<std::string> texts_of(const JsonObject& object, std::string_view name,
                                  const std::string& where) {
    std::vector<std::string> texts;
    const base::Json* found = base::find_member(object, name);
    if (found == nullptr) return texts;
    const std::string place = where + "/" + std::string{name};
    for (const base::Json& item : base::as_array(*found, place)) {
        texts.emplace_back(base::as_text(item, place));
    }
    return texts;
}

std::optional<std::int64_t> end_of(const TableInput& input, const JsonObject& object,
                                   std::string_view name, const std::string& where) {
    if (base::find_member(object, name) == nullptr) return std::nullopt;
    return at_place(where + "/" + std::string{name}, [&] {
        return read_condition(input, ">= " + text_of(object, name, where)).low;
    });
}

TableInput input_of(const JsonObject& object, const std::string& where) {
    refuse_others(object, {"name", "kind", "currency", "values", "from", "to"}, where);
    TableInput input;
    input.name = text_of(object, "name", where);
    input.kind = kind_of(text_of(object, "kind", where), where + "/kind");
    input.values = texts_of(object, "values", where);
    if (input.kind == CellKind::flag) input.values = {"true", "false"};
    if (input.kind == CellKind::text && input.values.empty()) {
        base::fail_input("missing_member", "values", where);
    }
    if (input.kind == CellKind::money) {
        input.currency = at_place(where + "/currency", [&] {
            return money::Currency::of(text_of(object, "currency", where));
        });
    }
    if (input.kind == CellKind::text || input.kind == CellKind::flag) return input;
    input.from = end_of(input, object, "from", where);
    input.to = end_of(input, object, "to", where);
    return input;
}

TableRow row_of(const DecisionTable& table, const JsonObject& object, const std::string& where) {
    refuse_others(object, {"when", "then", "note"}, where);
    TableRow row;
    const std::vector<std::string> when = texts_of(object, "when", where);
    row.then = texts_of(object, "then", where);
    if (when.size() != table.inputs.size() || row.then.size() != table.outputs.size()) {
        base::fail_input("table_row_size", table.id, where);
    }
    for (std::size_t i = 0; i < when.size(); ++i) {
        row.when.push_back(at_place(where + "/when/" + std::to_string(i),
                                    [&] { return read_condition(table.inputs[i], when[i]); }));
    }
    if (base::find_member(object, "note") != nullptr) row.note = text_of(object, "note", where);
    return row;
}

/// Calls `take(object, place)` for each element of an array that must be there and not empty.
template <class Take>
void each_of(const JsonObject& table, std::string_view name, const std::string& where, Take take) {
    const std::string place = where + "/" + std::string{name};
    const JsonArray& array = base::as_array(base::member(table, name, where), place);
    if (array.empty()) base::fail_input("empty_table", std::string{name}, where);
    for (std::size_t i = 0; i < array.size(); ++i) {
        const std::string at = place + "/" + std::to_string(i);
        take(base::as_object(array[i], at), at);
    }
}

}  // namespace

DecisionTable read_table(const JsonObject& object, const std::string& where) {
    refuse_others(object,
                  {"id", "jurisdiction", "title", "note", "clause", "source", "effective_from",
                   "effective_to", "hit", "inputs", "outputs", "rows", "gaps"},
                  where);
    DecisionTable table;
    table.id = text_of(object, "id", where);
    table.jurisdiction = text_of(object, "jurisdiction", where);
    table.clause = clause_of(object, where);
    table.source = text_of(object, "source", where);
    table.effective_from = date_of(object, "effective_from", where);
    table.effective_to = optional_date_of(object, "effective_to", where);
    table.policy = policy_of(text_of(object, "hit", where), where + "/hit");
    table.hash = hash_of(object);
    if (const base::Json* gaps = base::find_member(object, "gaps")) {
        table.may_have_gaps = base::as_bool(*gaps, where + "/gaps");
    }
    each_of(object, "inputs", where, [&](const JsonObject& input, const std::string& at) {
        table.inputs.push_back(input_of(input, at));
    });
    each_of(object, "outputs", where, [&](const JsonObject& output, const std::string& at) {
        refuse_others(output, {"name", "priority"}, at);
        table.outputs.push_back({text_of(output, "name", at), texts_of(output, "priority", at)});
    });
    each_of(object, "rows", where, [&](const JsonObject& row, const std::string& at) {
        table.rows.push_back(row_of(table, row, at));
    });
    check_table(table, where);
    return table;
}

}  // namespace accord::rules
