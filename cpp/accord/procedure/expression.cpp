// Reads guards from JSON and evaluates them: missing, currency differs, overflow give *unknown*.
#include "accord/procedure/expression.hpp"

#include <algorithm>
#include <compare>
#include <set>

#include "accord/base/error.hpp"
#include "accord/procedure/reading.hpp"

namespace accord::procedure {
namespace {

using Op = Expression::Op;
using rules::Unknown;
using rules::Value;

constexpr int depth_max = 64;

struct OpName {
    std::string_view name;
    Op op;
    std::size_t args_min;
    std::size_t args_max;
};
constexpr OpName op_names[] = {
    {"not", Op::not_, 1, 1}, {"and", Op::and_, 1, 256}, {"or", Op::or_, 1, 256},
    {"eq", Op::eq, 2, 2},    {"ne", Op::ne, 2, 2},      {"lt", Op::lt, 2, 2},
    {"le", Op::le, 2, 2},    {"gt", Op::gt, 2, 2},      {"ge", Op::ge, 2, 2},
};

Value read_literal(const Reader& at, std::string_view type) {
    if (type == "integer") return at.integer();
    if (type == "bool") return at.boolean();
    const std::string text = at.text();
    if (type == "text") return text;
    try {
        if (type == "money") return money::Money::parse(text);
        if (type == "date") return calendar::Date::parse(text);
        return calendar::Instant::parse(text);
    } catch (const base::Error& error) {
        at.fail(error.code(), error.subject());
    }
}

Expression read_expression(const Reader& at, int depth);

void read_operation(const Reader& at, Expression& expression, int depth) {
    const std::string word = at.at("op").text();
    const auto known = std::find_if(std::begin(op_names), std::end(op_names),
                                    [&](const OpName& row) { return row.name == word; });
    if (known == std::end(op_names)) at.at("op").fail("unknown_operator", word);
    expression.op = known->op;
    for (const Reader& arg : at.at("args").items()) {
        expression.args.push_back(read_expression(arg, depth + 1));
    }
    if (expression.args.size() < known->args_min || expression.args.size() > known->args_max) {
        at.at("args").fail("argument_count", word);
    }
}

void read_field_name(const Reader& at, Expression& expression) {
    expression.op = Op::field;
    expression.name = at.text();
    if (is_field(expression.name)) return;
    const bool is_personal = expression.name.find("narrative") != std::string::npos ||
                             expression.name.find("parties") != std::string::npos;
    at.fail(is_personal ? "personal_field" : "unknown_field", expression.name);
}

void read_has(const Reader& at, Expression& expression) {
    expression.op = Op::has;
    if (at.json().is_string()) {
        expression.name = at.name();
        return;
    }
    at.only({"kind"});
    expression.name = "kind:" + at.at("kind").name();
}

Expression read_expression(const Reader& at, int depth) {
    if (depth > depth_max) at.fail("too_deep", std::to_string(depth_max));
    at.only({"op", "args", "field", "has", "money", "date", "instant", "text", "integer", "bool",
             "clause"});
    Expression expression;
    expression.clause = at.clause_or_empty("clause");
    std::size_t forms = 0;
    const auto form = [&](std::string_view name) {
        const auto found = at.find(name);
        if (found) ++forms;
        return found;
    };
    if (form("op")) read_operation(at, expression, depth);
    if (const auto field = form("field")) read_field_name(*field, expression);
    if (const auto has = form("has")) read_has(*has, expression);
    for (const std::string_view type : {"money", "date", "instant", "text", "integer", "bool"}) {
        if (const auto literal = form(type)) expression.literal = read_literal(*literal, type);
    }
    if (forms != 1) at.fail("bad_expression", std::to_string(forms));
    return expression;
}

// --- evaluation ----------------------------------------------------------------------------------

std::partial_ordering order(const money::Money& a, const money::Money& b) {
    if (a.currency() != b.currency()) return std::partial_ordering::unordered;
    return a.minor() <=> b.minor();
}
std::partial_ordering order(const money::Rate& a, const money::Rate& b) {
    if (a == b) return std::partial_ordering::equivalent;
    if (a.per() != b.per() || a.basis() != b.basis()) return std::partial_ordering::unordered;
    return money::less(a, b) ? std::partial_ordering::less : std::partial_ordering::greater;
}
std::partial_ordering order(const rules::TextSet& a, const rules::TextSet& b) {
    return a == b ? std::partial_ordering::equivalent : std::partial_ordering::unordered;
}
std::partial_ordering order(const Unknown&, const Unknown&) {
    return std::partial_ordering::unordered;
}
template <class T>
std::partial_ordering order(const T& a, const T& b) {
    return a <=> b;
}

bool answer(Op op, std::partial_ordering found) {
    switch (op) {
        case Op::eq: return found == 0;
        case Op::ne: return found != 0;
        case Op::lt: return found < 0;
        case Op::le: return found <= 0;
        case Op::gt: return found > 0;
        default: return found >= 0;
    }
}

Value compare(Op op, const Value& a, const Value& b) {
    if (rules::is_unknown(a)) return a;
    if (rules::is_unknown(b)) return b;
    if (a.index() != b.index()) return Unknown{"types_differ"};
    const auto found = std::visit(
        [&](const auto& left) { return order(left, std::get<std::decay_t<decltype(left)>>(b)); },
        a);
    if (found == std::partial_ordering::unordered) {
        if (std::holds_alternative<money::Money>(a)) return Unknown{"currency_differs"};
        // Sets have no order, but they are equal or not.
        if (op != Op::eq && op != Op::ne) return Unknown{"not_ordered"};
    }
    return answer(op, found);
}

Value has(const Scope& scope, std::string_view what) {
    constexpr std::string_view kind = "kind:";
    const auto& evidence = scope.c.evidence;
    return std::any_of(evidence.begin(), evidence.end(), [&](const casefile::Evidence& item) {
        return what.starts_with(kind) ? item.kind == what.substr(kind.size()) : item.item == what;
    });
}

/// Kleene: `decides` (false for and, true for or) wins over unknown, unknown over the rest.
Value connect(const Expression& expression, const Scope& scope, bool decides) {
    std::optional<Value> unknown;
    for (const Expression& arg : expression.args) {
        Value value = evaluate(arg, scope);
        const bool* known = std::get_if<bool>(&value);
        if (known != nullptr && *known == decides) return decides;
        if (known == nullptr && !unknown) {
            if (!rules::is_unknown(value)) value = Unknown{"types_differ"};
            unknown = std::move(value);
        }
    }
    if (unknown) return *unknown;
    return !decides;
}

void add_failed(const Expression& guard, const Scope& scope, std::vector<Failed>& failed) {
    // A conjunction under a clause of its own fails as one.
    if (guard.op == Op::and_ && guard.clause.id.empty()) {
        for (const Expression& arg : guard.args) add_failed(arg, scope, failed);
        return;
    }
    const Value value = evaluate(guard, scope);
    if (const bool* known = std::get_if<bool>(&value)) {
        if (!*known) failed.push_back({&guard, {}});
        return;
    }
    const auto* unknown = std::get_if<Unknown>(&value);
    failed.push_back({&guard, unknown != nullptr ? unknown->reason : std::string("types_differ")});
}

bool is_today(const Expression& expression) {
    return expression.op == Op::field && expression.name == "today";
}

void add_turning_days(const Expression& guard, const Scope& scope, std::set<calendar::Date>& days) {
    for (const Expression& arg : guard.args) add_turning_days(arg, scope, days);
    if (guard.args.size() != 2 || is_today(guard.args[0]) == is_today(guard.args[1])) return;
    const Value other = evaluate(is_today(guard.args[0]) ? guard.args[1] : guard.args[0], scope);
    const auto* day = std::get_if<calendar::Date>(&other);
    if (day == nullptr) return;
    for (const calendar::Date turn : {*day, *day + 1}) {
        if (turn > scope.today) days.insert(turn);
    }
}

}  // namespace

Expression expression_from_json(const base::Json& json, std::string_view where) {
    return read_expression(Reader{json, std::string(where)}, 0);
}

Value evaluate(const Expression& expression, const Scope& scope) {
    switch (expression.op) {
        case Op::literal: return expression.literal;
        case Op::field: return read_field(scope, expression.name);
        case Op::has: return has(scope, expression.name);
        case Op::and_: return connect(expression, scope, false);
        case Op::or_: return connect(expression, scope, true);
        case Op::not_: {
            Value value = evaluate(expression.args.front(), scope);
            if (const bool* known = std::get_if<bool>(&value)) return !*known;
            return rules::is_unknown(value) ? value : Value{Unknown{"types_differ"}};
        }
        default:
            return compare(expression.op, evaluate(expression.args[0], scope),
                           evaluate(expression.args[1], scope));
    }
}

std::vector<Failed> failed_conjuncts(const Expression& guard, const Scope& scope) {
    std::vector<Failed> failed;
    add_failed(guard, scope, failed);
    return failed;
}

std::optional<calendar::Date> holds_from(const Expression& guard, const Scope& scope) {
    // A comparison of today with a day turns on that day or the day after, and nowhere else.
    std::set<calendar::Date> days;
    add_turning_days(guard, scope, days);
    for (const calendar::Date day : days) {
        const Value value = evaluate(guard, Scope{scope.c, scope.at, day});
        if (const bool* known = std::get_if<bool>(&value); known != nullptr && *known) return day;
    }
    return std::nullopt;
}

std::string missing_from(std::string_view reason) {
    constexpr std::string_view missing = "missing:";
    constexpr std::string_view facts = "facts.";
    if (!reason.starts_with(missing)) return std::string(reason);
    reason.remove_prefix(missing.size());
    if (reason.starts_with(facts)) return "fact:" + std::string(reason.substr(facts.size()));
    return std::string(reason);
}

}  // namespace accord::procedure
