// Guards: pure, typed, total expressions over a case, in Kleene's three-valued logic.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "accord/base/clause.hpp"
#include "accord/base/json.hpp"
#include "accord/casefile/case.hpp"
#include "accord/rules/value.hpp"

namespace accord::procedure {

/// A node: a literal, a field of the case, or an operation on its arguments. Each conjunct may name
/// its own clause, which a refusal then quotes.
struct Expression {
    enum class Op { literal, field, has, not_, and_, or_, eq, ne, lt, le, gt, ge };
    Op op = Op::literal;
    rules::Value literal;
    std::string name;                       // field path, or what `has` asks for
    std::vector<Expression> args;
    base::Clause clause;
};

/// What a guard may look at.
struct Scope {
    const casefile::Case& c;
    calendar::Instant at;
    calendar::Date today;                   // local day of `at`
};

/// Throws Error(procedure, code, name, pointer): unknown operator or field, wrong number of arguments,
/// depth over 64, personal field.
[[nodiscard]] Expression expression_from_json(const base::Json& json, std::string_view where);
[[nodiscard]] rules::Value evaluate(const Expression& expression, const Scope& scope);

/// A conjunct that did not hold: false, or unknown with its reason.
struct Failed {
    const Expression* conjunct = nullptr;
    std::string unknown;                    // empty: plainly false
};
/// The conjuncts of a guard that do not hold now; empty when the guard holds.
[[nodiscard]] std::vector<Failed> failed_conjuncts(const Expression& guard, const Scope& scope);
/// Fields a guard may read: name and type. Personal and sealed fields are not among them.
[[nodiscard]] bool is_field(std::string_view path) noexcept;
[[nodiscard]] rules::Value read_field(const Scope& scope, std::string_view path);

}  // namespace accord::procedure
