// Finds a contradiction between two guards: a negation, other values of a field, intervals apart.
#include "accord/procedure/disjoint.hpp"

#include <algorithm>
#include <optional>

namespace accord::procedure {
namespace {

using Op = Expression::Op;
using rules::Value;

bool is_same(const Expression& a, const Expression& b) {
    return a.op == b.op && a.name == b.name && a.literal == b.literal && a.of == b.of &&
           a.duration == b.duration &&
           std::equal(a.args.begin(), a.args.end(), b.args.begin(), b.args.end(), is_same);
}

/// A field held against a literal, the field on the left.
struct Comparison {
    Op op;
    const std::string* field;
    const Value* literal;
};

Op flipped(Op op) {
    switch (op) {
        case Op::lt: return Op::gt;
        case Op::le: return Op::ge;
        case Op::gt: return Op::lt;
        case Op::ge: return Op::le;
        default: return op;
    }
}

std::optional<Comparison> comparison_in(const Expression& e) {
    switch (e.op) {
        case Op::eq:
        case Op::ne:
        case Op::lt:
        case Op::le:
        case Op::gt:
        case Op::ge: break;
        default: return std::nullopt;
    }
    const Expression& left = e.args[0];
    const Expression& right = e.args[1];
    if (left.op == Op::field && right.op == Op::literal)
        return Comparison{e.op, &left.name, &right.literal};
    if (left.op == Op::literal && right.op == Op::field)
        return Comparison{flipped(e.op), &right.name, &left.literal};
    return std::nullopt;
}

/// −1, 0, 1; nothing where the two have no order.
std::optional<int> ordered(const Value& a, const Value& b) {
    const auto sign = [](auto left, auto right) {
        return left < right ? -1 : left > right ? 1 : 0;
    };
    if (const auto* x = std::get_if<std::int64_t>(&a), *y = std::get_if<std::int64_t>(&b); x && y)
        return sign(*x, *y);
    if (const auto* x = std::get_if<calendar::Date>(&a), *y = std::get_if<calendar::Date>(&b);
        x && y)
        return sign(x->days(), y->days());
    if (const auto* x = std::get_if<money::Money>(&a), *y = std::get_if<money::Money>(&b);
        x && y && x->currency() == y->currency())
        return sign(x->minor(), y->minor());
    return std::nullopt;
}

/// Whether `value` meets `op limit`.
bool meets(int order, Op op) {
    switch (op) {
        case Op::eq: return order == 0;
        case Op::ne: return order != 0;
        case Op::lt: return order < 0;
        case Op::le: return order <= 0;
        case Op::gt: return order > 0;
        case Op::ge: return order >= 0;
        default: return true;
    }
}

bool is_lower_bound(Op op) {
    return op == Op::gt || op == Op::ge;
}

bool is_upper_bound(Op op) {
    return op == Op::lt || op == Op::le;
}

bool are_apart(const Comparison& a, const Comparison& b) {
    if (*a.field != *b.field) return false;
    if (a.op == Op::eq && b.op == Op::eq && a.literal->index() == b.literal->index() &&
        !std::holds_alternative<money::Money>(*a.literal))
        return *a.literal != *b.literal;
    if ((a.op == Op::eq && b.op == Op::ne) || (a.op == Op::ne && b.op == Op::eq))
        return *a.literal == *b.literal;
    const auto order = ordered(*a.literal, *b.literal);
    if (!order) return false;
    if (a.op == Op::eq) return !meets(*order, b.op);
    if (b.op == Op::eq) return !meets(-*order, a.op);
    const bool is_open = a.op == Op::lt || a.op == Op::gt || b.op == Op::lt || b.op == Op::gt;
    if (is_upper_bound(a.op) && is_lower_bound(b.op)) return *order < 0 || (*order == 0 && is_open);
    if (is_lower_bound(a.op) && is_upper_bound(b.op)) return *order > 0 || (*order == 0 && is_open);
    return false;
}

bool contradict(const Expression& a, const Expression& b) {
    if (a.op == Op::not_ && is_same(a.args[0], b)) return true;
    if (b.op == Op::not_ && is_same(b.args[0], a)) return true;
    const auto left = comparison_in(a);
    const auto right = comparison_in(b);
    return left && right && are_apart(*left, *right);
}

bool is_joined(const Expression& e) {
    return e.op == Op::and_ || e.op == Op::or_;
}

}  // namespace

bool are_disjoint(const Expression& a, const Expression& b) {
    const auto apart_from_b = [&](const Expression& part) { return are_disjoint(part, b); };
    const auto apart_from_a = [&](const Expression& part) { return are_disjoint(a, part); };
    if (contradict(a, b)) return true;
    if (a.op == Op::or_) return std::all_of(a.args.begin(), a.args.end(), apart_from_b);
    if (b.op == Op::or_) return std::all_of(b.args.begin(), b.args.end(), apart_from_a);
    if (!is_joined(a) && !is_joined(b)) return false;
    if (a.op == Op::and_) return std::any_of(a.args.begin(), a.args.end(), apart_from_b);
    return std::any_of(b.args.begin(), b.args.end(), apart_from_a);
}

}  // namespace accord::procedure
