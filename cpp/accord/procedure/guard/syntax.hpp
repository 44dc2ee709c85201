// What a guard is made of, as its author wrote it: a tree of typed operations.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "accord/base/clause.hpp"
#include "accord/base/json.hpp"
#include "accord/rules/value.hpp"

namespace accord::procedure {

/// A length of time in one unit. Years are twelve months; on a moment only hours and days (of 24
/// hours) can be counted, on a day only days and months.
struct Duration {
    enum class Unit : std::uint8_t { hours, days, months };
    Unit unit = Unit::days;
    std::int64_t amount = 0;
    bool operator==(const Duration&) const = default;
};

/// What a case has several of, open to a guard without its personal fields.
enum class Collection : std::uint8_t {
    parties,
    evidence,
    terms,
    services,
    claims,
    acts,
    tasks,
    offers
};

namespace guard {
/// A guard compiled once at load and shared by the copies of its expression.
struct Compiled;
}  // namespace guard

/// JSON: {"op":"and","args":[…],"clause":{"id","status"}?} with op not, and, or, eq, ne, lt, le,
/// gt, ge, add, sub, in;
/// {"field":"case.amount"}; literals {"money":"1.00 CNY"} {"date":"2026-03-02"} {"instant":"…Z"}
/// {"text":"urgent"} {"integer":3} {"bool":true} {"set":["a","b"]}
/// {"duration":{"days":5}} (or "hours", "months", "years"); what a literal holds may be
/// {"parameter":"id"}, and so may the literal itself;
/// {"has":"contract"} (an item of evidence) or {"has":{"kind":"document"}}; {"done":"hearing"};
/// {"milestone":"id"}; {"in_stage":"id"}; {"open":"stay"} (a wait of that kind is open);
/// {"count":{"of":"parties","where":E}}, {"any":{…}}, {"all":{…}} over parties, evidence, terms,
/// services, claims, acts, tasks, offers, where E may read {"field":"item.role"}.
///
/// A node: a literal, a field of the case, or an operation on its arguments. Each conjunct may name
/// its own clause, which a refusal then quotes.
struct Expression {
    enum class Op : std::uint8_t {
        literal,
        field,
        has,
        not_,
        and_,
        or_,
        eq,
        ne,
        lt,
        le,
        gt,
        ge,
        add,
        sub,
        in,
        duration,
        count,
        any,
        all,
        done,
        milestone,
        in_stage,
        open
    };
    Op op = Op::literal;
    rules::Value literal;
    std::string name;  // field path, or what has, done, milestone, in_stage, open ask for
    std::vector<Expression> args;  // of count, any, all: the condition, where there is one
    base::Clause clause;
    Duration duration;
    Collection of = Collection::parties;
    std::shared_ptr<guard::Compiled> compiled;  // of a whole guard; parts have none
};

/// The values of a definition's parameters, as JSON: {"days":30} is in {"integer":30} or 30.
using Parameters = std::map<std::string, base::Json, std::less<>>;

inline constexpr int expression_depth_max = 64;
inline constexpr std::size_t expression_nodes_max = 10'000;
inline constexpr std::size_t expression_bytes_max = 1'000'000;
/// count, any and all in one guard, nested ones included.
inline constexpr std::size_t expression_loops_max = 256;

/// Throws Error(procedure, code, name, pointer): unknown operator, field or collection, wrong
/// number of arguments, depth over 64, more than 10,000 nodes or 1 MB of text, personal field.
[[nodiscard]] Expression expression_from_json(const base::Json& json, std::string_view where,
                                              const Parameters* parameters = nullptr);
/// From bytes; what is no JSON is Error(procedure) too.
[[nodiscard]] Expression expression_from_text(std::string_view json, std::string_view where,
                                              const Parameters* parameters = nullptr);

}  // namespace accord::procedure
