// The catalogue of what a guard may read; personal and sealed fields are not in it.
#include "accord/procedure/guard/fields.hpp"

#include <algorithm>
#include <array>

#include "accord/procedure/guard/case_texts.hpp"

namespace accord::procedure::guard {
namespace {

constexpr std::string_view facts_prefix = "facts.";
constexpr std::string_view term_prefix = "term.";
constexpr std::string_view item_prefix = "item.";

constexpr std::array<std::string_view, 9> type_names{
    "any", "bool", "integer", "text", "money", "date", "instant", "set", "duration"};
constexpr std::array<std::string_view, 8> collection_names{
    "parties", "evidence", "terms", "services", "claims", "acts", "tasks", "offers"};

// The order of the fields is the order of the readers in case_items.cpp.
constexpr ItemField party_fields[] = {{"kind", Type::text}, {"role", Type::text}};
constexpr ItemField evidence_fields[] = {{"checked", Type::text}, {"item", Type::text},
                                         {"kind", Type::text},    {"media_type", Type::text},
                                         {"size", Type::integer}, {"source", Type::text}};
constexpr ItemField term_fields[] = {{"due", Type::date},
                                     {"extended", Type::integer},
                                     {"id", Type::text},
                                     {"nature", Type::text},
                                     {"of", Type::text},
                                     {"original", Type::date},
                                     {"provisional", Type::boolean},
                                     {"started", Type::date},
                                     {"state", Type::text}};
constexpr ItemField service_fields[] = {{"action", Type::text},
                                        {"document", Type::text},
                                        {"method", Type::text},
                                        {"on", Type::date},
                                        {"recipient", Type::text}};
constexpr ItemField claim_fields[] = {
    {"amount", Type::money}, {"ground", Type::text}, {"relief", Type::text}};
constexpr ItemField act_fields[] = {{"action", Type::text}, {"by", Type::set}, {"on", Type::date}};
constexpr ItemField task_fields[] = {{"assignee", Type::text},  {"done", Type::boolean},
                                     {"due", Type::date},       {"name", Type::text},
                                     {"number", Type::integer}, {"reason", Type::text}};
constexpr ItemField offer_fields[] = {{"amount", Type::money},
                                      {"by", Type::set},
                                      {"expires", Type::date},
                                      {"number", Type::integer},
                                      {"state", Type::text}};

/// "term.answer.due" → "answer" for suffix ".due"; empty when the path has another form.
std::string_view term_of(std::string_view path, std::string_view suffix) noexcept {
    if (!path.starts_with(term_prefix) || !path.ends_with(suffix)) return {};
    if (path.size() <= term_prefix.size() + suffix.size()) return {};
    return path.substr(term_prefix.size(), path.size() - term_prefix.size() - suffix.size());
}

Field make(FieldKind kind, Type type, std::string_view key, std::string_view name = {}) {
    Field field;
    field.kind = kind;
    field.type = type;
    field.key = key;
    field.name = name;
    return field;
}

}  // namespace

std::string_view name_of(Type type) noexcept {
    return type_names[static_cast<std::size_t>(type)];
}

Type type_named(std::string_view name) noexcept {
    const auto found = std::find(type_names.begin(), type_names.end(), name);
    if (found == type_names.end()) return Type::any;
    return static_cast<Type>(found - type_names.begin());
}

Type type_of(const rules::Value& literal) noexcept {
    return type_named(rules::type_name(literal));
}

std::string_view name_of(Collection of) noexcept {
    return collection_names[static_cast<std::size_t>(of)];
}

std::optional<Collection> collection_named(std::string_view name) noexcept {
    const auto found = std::find(collection_names.begin(), collection_names.end(), name);
    if (found == collection_names.end()) return std::nullopt;
    return static_cast<Collection>(found - collection_names.begin());
}

std::span<const ItemField> item_fields(Collection of) noexcept {
    switch (of) {
        case Collection::parties: return party_fields;
        case Collection::evidence: return evidence_fields;
        case Collection::terms: return term_fields;
        case Collection::services: return service_fields;
        case Collection::claims: return claim_fields;
        case Collection::acts: return act_fields;
        case Collection::tasks: return task_fields;
        case Collection::offers: break;
    }
    return offer_fields;
}

std::optional<Field> field_of_case(std::string_view path) {
    if (path == "today") return make(FieldKind::today, Type::date, path);
    if (path == "now") return make(FieldKind::now, Type::instant, path);
    if (path == "case.amount") return make(FieldKind::amount, Type::money, path);
    if (path == "case.filed_on") return make(FieldKind::filed_on, Type::date, path);
    // Whether the matter is complex is found by the office that handles it, and stated as a fact.
    if (path == "case.complex")
        return make(FieldKind::fact, Type::boolean, "facts.complex", "complex");
    const auto text = std::find_if(case_texts.begin(), case_texts.end(),
                                   [&](const CaseText& row) { return row.path == path; });
    if (text != case_texts.end()) {
        Field field = make(FieldKind::text, Type::text, path);
        field.number = static_cast<std::uint8_t>(text - case_texts.begin());
        return field;
    }
    if (path.starts_with(facts_prefix) && path.size() > facts_prefix.size()) {
        return make(FieldKind::fact, Type::any, path, path.substr(facts_prefix.size()));
    }
    if (const auto id = term_of(path, ".due"); !id.empty())
        return make(FieldKind::term_due, Type::date, path, id);
    if (const auto id = term_of(path, ".state"); !id.empty())
        return make(FieldKind::term_state, Type::text, path, id);
    if (const auto id = term_of(path, ".started"); !id.empty())
        return make(FieldKind::term_started, Type::date, path, id);
    return std::nullopt;
}

bool is_item_path(std::string_view path) noexcept {
    return path.starts_with(item_prefix);
}

std::optional<Field> field_of_item(Collection of, std::string_view path) {
    if (!is_item_path(path)) return std::nullopt;
    path.remove_prefix(item_prefix.size());
    const auto fields = item_fields(of);
    const auto found = std::find_if(fields.begin(), fields.end(),
                                    [&](const ItemField& row) { return row.name == path; });
    if (found == fields.end()) return std::nullopt;
    const std::string key = std::string(name_of(of)) + "." + std::string(path);
    Field field = make(FieldKind::item, found->type, key);
    field.of = of;
    field.number = static_cast<std::uint8_t>(found - fields.begin());
    return field;
}

Field field_of_mark(const Expression& expression) {
    const auto mark = [&](FieldKind kind, std::string_view prefix) {
        return make(kind, Type::boolean, std::string(prefix) + expression.name, expression.name);
    };
    switch (expression.op) {
        case Expression::Op::done: return mark(FieldKind::done, "done:");
        case Expression::Op::milestone: return mark(FieldKind::milestone, "milestone:");
        case Expression::Op::in_stage: return mark(FieldKind::in_stage, "in_stage:");
        case Expression::Op::open: return mark(FieldKind::open, "open:");
        default: return mark(FieldKind::has, "has:");
    }
}

}  // namespace accord::procedure::guard
