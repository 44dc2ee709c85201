// Settles the type of every part of a guard, and fails where two do not fit together.
#include "accord/procedure/guard/check.hpp"

#include <algorithm>

#include "accord/base/error.hpp"
#include "accord/procedure/guard/compiled.hpp"

namespace accord::procedure {
namespace {

using Op = Expression::Op;
using guard::FieldKind;
using guard::name_of;
using guard::Type;

[[noreturn]] void mismatch(std::string_view a, std::string_view b, const std::string& where) {
    base::fail_procedure("type_mismatch", std::string(a) + "," + std::string(b), where);
}

bool contains(const std::vector<std::string>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}
bool is_missing(const std::optional<std::vector<std::string>>& names, std::string_view name) {
    return names && !contains(*names, name);
}

class Checker {
public:
    explicit Checker(const Names& names) : names_(names) {}

    [[nodiscard]] Type type(const Expression& e, const std::string& where) const {
        switch (e.op) {
            case Op::literal: return guard::type_of(e.literal);
            case Op::duration: return Type::duration;
            case Op::field: return field(e, where + "/field");
            case Op::has:
            case Op::open: return Type::boolean;
            case Op::done:
                if (is_missing(names_.actions, e.name))
                    base::fail_procedure("unknown_action", e.name, where + "/done");
                return Type::boolean;
            case Op::in_stage:
                if (is_missing(names_.stages, e.name))
                    base::fail_procedure("unknown_stage", e.name, where + "/in_stage");
                return Type::boolean;
            case Op::milestone:
                if (is_missing(names_.milestones, e.name))
                    base::fail_procedure("unknown_milestone", e.name, where + "/milestone");
                return Type::boolean;
            case Op::count:
            case Op::any:
            case Op::all: return loop(e, where);
            default: return operation(e, where);
        }
    }

private:
    [[nodiscard]] Type field(const Expression& e, const std::string& where) const {
        const auto found = guard::is_item_path(e.name) ? guard::field_of_item(e.of, e.name)
                                                       : guard::field_of_case(e.name);
        if (!found) base::fail_procedure("unknown_field", e.name, where);
        const bool of_term = found->kind == FieldKind::term_due ||
                             found->kind == FieldKind::term_state ||
                             found->kind == FieldKind::term_started;
        if (of_term && !contains(names_.terms, found->name))
            base::fail_procedure("unknown_term", found->name, where);
        if (found->type != Type::any) return found->type;
        for (const auto& [declared, type] : names_.facts) {
            if (declared == found->name) return guard::type_named(type);
        }
        base::fail_procedure("unknown_fact", found->name, where);
    }

    [[nodiscard]] Type loop(const Expression& e, const std::string& where) const {
        const std::string_view word = e.op == Op::count ? "count" : e.op == Op::any ? "any" : "all";
        if (!e.args.empty()) {
            const std::string inner = where + "/" + std::string(word) + "/where";
            const Type condition = type(e.args.front(), inner);
            if (condition != Type::boolean) mismatch(name_of(condition), "bool", inner);
        }
        return e.op == Op::count ? Type::integer : Type::boolean;
    }

    [[nodiscard]] Type operation(const Expression& e, const std::string& where) const {
        std::vector<Type> types;
        for (std::size_t i = 0; i < e.args.size(); ++i)
            types.push_back(type(e.args[i], where + "/args/" + std::to_string(i)));
        switch (e.op) {
            case Op::not_:
            case Op::and_:
            case Op::or_:
                for (const Type type : types) {
                    if (type != Type::boolean) mismatch(name_of(type), "bool", where);
                }
                return Type::boolean;
            case Op::in:
                if (types[0] != Type::text) mismatch(name_of(types[0]), "text", where);
                if (types[1] != Type::set) mismatch(name_of(types[1]), "set", where);
                return Type::boolean;
            case Op::add:
            case Op::sub: return sum(e, types[0], types[1], where);
            default: break;
        }
        if (types[0] != types[1]) mismatch(name_of(types[0]), name_of(types[1]), where);
        const bool has_order = types[0] == Type::integer || types[0] == Type::money ||
                               types[0] == Type::date || types[0] == Type::instant;
        if (types[0] == Type::duration || (!has_order && e.op != Op::eq && e.op != Op::ne))
            mismatch(name_of(types[0]), "ordered", where);
        return Type::boolean;
    }

    [[nodiscard]] static Type sum(const Expression& e, Type a, Type b, const std::string& where) {
        const bool adds = e.op == Op::add;
        if (a == Type::duration && b != Type::duration && adds)
            return shifted(b, e.args[0].duration, where);
        if (b == Type::duration && a != Type::duration)
            return shifted(a, e.args[1].duration, where);
        if (a == b && (a == Type::money || a == Type::integer)) return a;
        if (a == b && a == Type::date && !adds) return Type::integer;
        mismatch(name_of(a), name_of(b), where);
    }

    /// A day moves by days, months and years; a moment by hours and days of 24 hours, for what a
    /// month is depends on the place.
    [[nodiscard]] static Type shifted(Type type, const Duration& by, const std::string& where) {
        const bool fits = type == Type::date      ? by.unit != Duration::Unit::hours
                          : type == Type::instant ? by.unit != Duration::Unit::months
                                                  : false;
        constexpr std::string_view units[] = {"hours", "days", "months"};
        if (!fits) mismatch(name_of(type), units[static_cast<std::size_t>(by.unit)], where);
        return type;
    }

    const Names& names_;
};

}  // namespace

std::string_view check_types(const Expression& expression, const Names& names,
                             const std::string& where) {
    const Type type = Checker{names}.type(expression, where);
    if (expression.compiled != nullptr)
        expression.compiled->program = guard::compile(expression, &names.facts);
    return name_of(type);
}

bool is_field(std::string_view path) noexcept {
    return !field_type(path).empty();
}

std::string_view field_type(std::string_view path) noexcept {
    const auto found = guard::field_of_case(path);
    if (!found) return {};
    return found->type == Type::any ? "fact" : name_of(found->type);
}

}  // namespace accord::procedure
