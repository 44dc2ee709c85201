// Guards: pure, typed, total expressions over a case, in Kleene's three-valued logic.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "accord/base/clause.hpp"
#include "accord/base/json.hpp"
#include "accord/casefile/case.hpp"
#include "accord/rules/value.hpp"

namespace accord::procedure {

/// JSON: {"op":"and","args":[…],"clause":{"id","status"}?} with op not, and, or, eq, ne, lt, le,
/// gt, ge;
/// {"field":"case.amount"}; {"has":"contract"} (an item of evidence) or
/// {"has":{"kind":"document"}}; literals {"money":"1.00 CNY"} {"date":"2026-03-02"}
/// {"text":"urgent"} {"integer":3} {"bool":true}.
///
/// A node: a literal, a field of the case, or an operation on its arguments. Each conjunct may name
/// its own clause, which a refusal then quotes.
struct Expression {
    enum class Op { literal, field, has, not_, and_, or_, eq, ne, lt, le, gt, ge };
    Op op = Op::literal;
    rules::Value literal;
    std::string name;  // field path, or what `has` asks for
    std::vector<Expression> args;
    base::Clause clause;
};

/// What a guard may look at.
struct Scope {
    const casefile::Case& c;
    calendar::Instant at;
    calendar::Date today;  // local day of `at`
};

/// Throws Error(procedure, code, name, pointer): unknown operator or field, wrong number of
/// arguments, depth over 64, personal field.
[[nodiscard]] Expression expression_from_json(const base::Json& json, std::string_view where);
[[nodiscard]] rules::Value evaluate(const Expression& expression, const Scope& scope);

/// A conjunct that did not hold: false, or unknown with its reason.
struct Failed {
    const Expression* conjunct = nullptr;
    std::string unknown;  // empty: plainly false
};
/// The conjuncts of a guard that do not hold now; empty when the guard holds.
[[nodiscard]] std::vector<Failed> failed_conjuncts(const Expression& guard, const Scope& scope);
/// The first day after today on which the guard would hold if nothing but time changed; nothing
/// when time alone does not change it. Exact: the guard is asked anew on each day it compares today
/// with.
[[nodiscard]] std::optional<calendar::Date> holds_from(const Expression& guard, const Scope& scope);
/// The refusal's word for what an unknown lacks: "fact:complex", "case.amount", "currency_differs".
[[nodiscard]] std::string missing_from(std::string_view unknown_reason);

/// Fields a guard may read: name and type. Personal and sealed fields are not among them.
[[nodiscard]] bool is_field(std::string_view path) noexcept;
/// "money" "text" "bool" "date"; "fact" where the definition declares the type; empty: no such
/// field.
[[nodiscard]] std::string_view field_type(std::string_view path) noexcept;
[[nodiscard]] rules::Value read_field(const Scope& scope, std::string_view path);

/// Names a definition declares, for the checks at load.
struct Names {
    const std::vector<std::pair<std::string, std::string>>& facts;  // name → type
    std::vector<std::string> terms;
};
/// The type an expression yields. Throws Error(procedure, "unknown_fact" | "unknown_term" |
/// "type_mismatch", name, pointer).
[[nodiscard]] std::string_view check_types(const Expression& expression, const Names& names,
                                           const std::string& where);

}  // namespace accord::procedure
