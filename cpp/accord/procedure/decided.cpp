// Asks a table with the fields it names, and writes its row down as facts.
#include "accord/procedure/decided.hpp"

#include <algorithm>

#include "accord/base/error.hpp"

namespace accord::procedure {
namespace {

using rules::Value;

std::string_view fact_type(const Definition& definition, std::string_view name) {
    for (const auto& [known, type] : definition.facts) {
        if (known == name) return type;
    }
    return "text";
}

/// A cell's text as the fact's type has it. Throws Error(input) for what it can not be.
Value value_of(std::string_view type, const std::string& text) {
    if (type == "bool") return text == "true";
    if (type == "money") return money::Money::parse(text);
    if (type == "date") return calendar::Date::parse(text);
    if (type != "integer") return text;
    return rules::read_value(text);
}

Value sum_of(const std::vector<Value>& values) {
    std::int64_t total = 0;
    const money::Money* first = std::get_if<money::Money>(&values.front());
    for (const Value& value : values) {
        const auto* amount = std::get_if<money::Money>(&value);
        const auto* count = std::get_if<std::int64_t>(&value);
        if (amount != nullptr && first != nullptr && amount->currency() != first->currency())
            return rules::Unknown{"currency_differs"};
        const std::int64_t part = amount != nullptr ? amount->minor() : count ? *count : 0;
        if (__builtin_add_overflow(total, part, &total)) return rules::Unknown{"overflow"};
    }
    if (first != nullptr) return money::Money{total, first->currency()};
    return total;
}

std::int64_t rank_of(const Value& value) {
    if (const auto* amount = std::get_if<money::Money>(&value)) return amount->minor();
    if (const auto* day = std::get_if<calendar::Date>(&value)) return day->days();
    const auto* count = std::get_if<std::int64_t>(&value);
    return count == nullptr ? 0 : *count;
}

Value aggregate(const std::string& how, const std::vector<Value>& values) {
    const auto less = [](const Value& a, const Value& b) { return rank_of(a) < rank_of(b); };
    if (how == "count") return static_cast<std::int64_t>(values.size());
    if (values.empty()) return rules::Unknown{"no_row"};
    if (how == "min") return *std::min_element(values.begin(), values.end(), less);
    if (how == "max") return *std::max_element(values.begin(), values.end(), less);
    return sum_of(values);
}

/// One value of a single row; all of them as a set where the table gives several rows.
Value output_of(const OwnTable& own, const std::vector<const rules::TableRow*>& rows,
                std::string_view name, std::string_view type) {
    std::vector<std::string> texts;
    for (const rules::TableRow* row : rows) texts.push_back(own.table.output(*row, name));
    if (!own.aggregate.empty()) {
        std::vector<Value> values;
        for (const std::string& text : texts) values.push_back(value_of(type, text));
        return aggregate(own.aggregate, values);
    }
    const bool gives_several = own.table.policy == rules::HitPolicy::collect ||
                               own.table.policy == rules::HitPolicy::rule_order;
    if (!gives_several) return value_of(type, texts.front());
    std::sort(texts.begin(), texts.end());
    texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
    return rules::TextSet{std::move(texts)};
}

rules::Refusal undecided(const Context& context, const OwnTable& own,
                         std::vector<std::string> missing) {
    rules::Refusal refusal = refuse("undecided", context.command.action, own.table.clause);
    refusal.missing = std::move(missing);
    refusal.details = {{"table", own.id}};
    return refusal;
}

std::optional<rules::Refusal> decide_table(const Context& context, const OwnTable& own,
                                           const casefile::When& occurred, Draft& draft) {
    const Scope scope = draft.scope();
    std::vector<Value> given;
    std::vector<std::string> missing;
    for (const Expression& input : own.inputs) {
        given.push_back(evaluate(input, scope));
        if (const auto* unknown = std::get_if<rules::Unknown>(&given.back()))
            missing.push_back(missing_from(unknown->reason));
    }
    if (!missing.empty()) return undecided(context, own, std::move(missing));
    try {
        const auto rows = own.table.decide(given);
        if (rows.empty() && own.aggregate != "count") return undecided(context, own, {});
        for (const rules::TableOutput& output : own.table.outputs) {
            const std::string_view type = fact_type(context.law.definition, output.name);
            Value value = output_of(own, rows, output.name, type);
            if (const auto* unknown = std::get_if<rules::Unknown>(&value))
                return undecided(context, own, {unknown->reason});
            draft.add(occurred,
                      casefile::FactStated{casefile::Fact{output.name, std::move(value)}});
        }
    } catch (const base::Error& error) {
        return undecided(context, own, {error.code()});
    }
    return std::nullopt;
}

}  // namespace

std::optional<rules::Refusal> decide_tables(const Context& context, const Action& action,
                                            const casefile::When& occurred, Draft& draft) {
    std::optional<rules::Refusal> first;
    for (const std::string& name : action.decides) {
        const OwnTable* own = context.law.definition.table(name);
        if (own == nullptr) continue;
        auto refusal = decide_table(context, *own, occurred, draft);
        if (refusal && !first) first = std::move(refusal);
    }
    return first;
}

}  // namespace accord::procedure
