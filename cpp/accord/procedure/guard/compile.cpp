// Compiles a guard: types are settled, texts become numbers, loops are laid flat.
#include <algorithm>
#include <unordered_map>

#include "accord/procedure/guard/program.hpp"

namespace accord::procedure::guard {
namespace {

using Op = Expression::Op;
using Facts = std::vector<std::pair<std::string, std::string>>;

Type wanted(Type first, Type second) noexcept {
    return first != Type::any ? first : second;
}

/// The types alone, as far as they are known without the case.
class Typing {
public:
    explicit Typing(const Facts* facts) : facts_(facts) {}

    [[nodiscard]] Type of(const Expression& e) const {
        switch (e.op) {
            case Op::literal: return type_of(e.literal);
            case Op::duration: return Type::duration;
            case Op::count: return Type::integer;
            case Op::field: return field(e);
            case Op::add:
            case Op::sub: return arithmetic(e);
            default: return Type::boolean;
        }
    }

    [[nodiscard]] Type fact(std::string_view name) const {
        if (facts_ == nullptr) return Type::any;
        for (const auto& [declared, type] : *facts_) {
            if (declared == name) return type_named(type);
        }
        return Type::any;
    }

private:
    [[nodiscard]] Type field(const Expression& e) const {
        const auto found =
            is_item_path(e.name) ? field_of_item(e.of, e.name) : field_of_case(e.name);
        if (!found) return Type::any;
        if (found->kind == FieldKind::fact && found->type == Type::any) return fact(found->name);
        return found->type;
    }
    [[nodiscard]] Type arithmetic(const Expression& e) const {
        if (e.args.size() != 2) return Type::any;
        const Type a = of(e.args[0]);
        const Type b = of(e.args[1]);
        if (b == Type::duration) return a == Type::any ? Type::date : a;
        if (a == Type::duration) return b == Type::any ? Type::date : b;
        if (e.op == Op::sub && (a == Type::date || b == Type::date)) return Type::integer;
        return wanted(a, b);
    }

    const Facts* facts_;
};

class Compiler {
public:
    Compiler(Program& program, const Facts* facts) : program_(program), typing_(facts) {}

    void whole(const Expression& e) {
        steps_ = &program_.steps;
        program_.type = conjunction(e, 0, {}, Type::any);
    }

private:
    void emit(Opcode op, std::uint16_t to, std::uint16_t b = 0, std::size_t n = 0) {
        steps_->push_back({op, to, b, static_cast<std::uint32_t>(n)});
        auto& slots = in_items_ ? program_.item_slots : program_.slots;
        slots = std::max<std::uint16_t>(slots, static_cast<std::uint16_t>(to + 1));
    }

    /// Like expression(), and notes each part that must hold for the whole to hold.
    Type conjunction(const Expression& e, std::uint16_t to, const NodePath& path, Type want) {
        if (e.op == Op::and_ && e.clause.id.empty()) {
            for (std::size_t i = 0; i < e.args.size(); ++i) {
                NodePath inner = path;
                inner.push_back(static_cast<std::uint16_t>(i));
                const auto slot = static_cast<std::uint16_t>(i == 0 ? to : to + 1);
                as_truths(conjunction(e.args[i], slot, inner, Type::boolean), slot);
                if (i != 0) emit(Opcode::and_, to, slot);
            }
            return Type::boolean;
        }
        const Type type = expression(e, to, want);
        if (type == Type::boolean) {
            emit(Opcode::conjunct, to, 0, program_.conjuncts.size());
        } else {
            // What is no condition keeps its value in `to`, for who asks what it is.
            const auto copy = static_cast<std::uint16_t>(to + 1);
            as_truths(expression(e, copy, want), copy);
            emit(Opcode::conjunct, copy, 0, program_.conjuncts.size());
        }
        program_.conjuncts.push_back(path);
        return type;
    }

    void as_truths(Type type, std::uint16_t slot) {
        if (type == Type::boolean) return;
        if (type == Type::any) return emit(Opcode::any_truths, slot);
        emit(Opcode::unknown, slot, 0, reason::types_differ);
    }
    void truths(const Expression& e, std::uint16_t to) {
        as_truths(expression(e, to, Type::boolean), to);
    }
    Type does_not_fit(std::uint16_t to, Reason why = reason::types_differ) {
        emit(Opcode::unknown, to, 0, why);
        return Type::boolean;
    }

    /// Emits the steps that leave `e` in slot `to`; truths where the type is boolean, cells
    /// otherwise. A fact of undeclared type takes the type `want`.
    Type expression(const Expression& e, std::uint16_t to, Type want) {
        switch (e.op) {
            case Op::literal: return constant(e.literal, to);
            case Op::field: return field(e, to, want);
            case Op::duration: return does_not_fit(to);
            case Op::has:
            case Op::done:
            case Op::milestone:
            case Op::in_stage:
            case Op::open: return load(field_of_mark(e), to);
            case Op::not_:
                truths(e.args.front(), to);
                emit(Opcode::not_, to);
                return Type::boolean;
            case Op::and_:
            case Op::or_: return connected(e, to);
            case Op::add:
            case Op::sub: return arithmetic(e, to, want);
            case Op::in: return membership(e, to);
            case Op::count:
            case Op::any:
            case Op::all: return loop(e, to);
            default: return comparison(e, to);
        }
    }

    Type constant(const rules::Value& literal, std::uint16_t to) {
        Constant value;
        const Type type = type_of(literal);
        if (const auto* flag = std::get_if<bool>(&literal)) value.value = *flag ? 1 : 0;
        if (const auto* number = std::get_if<std::int64_t>(&literal)) value.value = *number;
        if (const auto* text = std::get_if<std::string>(&literal))
            value.value = program_.texts->intern(*text);
        if (const auto* money = std::get_if<money::Money>(&literal))
            value = {money->minor(), unit_of(money->currency())};
        if (const auto* date = std::get_if<calendar::Date>(&literal)) value.value = date->days();
        if (const auto* at = std::get_if<calendar::Instant>(&literal)) value.value = at->micros();
        if (const auto* set = std::get_if<rules::TextSet>(&literal))
            value.value = program_.texts->intern_set(set->items);
        if (type == Type::any) return does_not_fit(to);
        emit(Opcode::constant, to, 0, program_.constants.size());
        program_.constants.push_back(value);
        if (type == Type::boolean) emit(Opcode::to_truths, to);
        return type;
    }

    std::size_t number_of(const Field& field) {
        const std::string key = field.key + "\n" + std::string(name_of(field.type));
        const auto [entry, added] = field_numbers_.emplace(key, program_.fields.size());
        if (added) program_.fields.push_back(field);
        return entry->second;
    }

    Type load(const Field& field, std::uint16_t to) {
        if (field.kind == FieldKind::today || field.kind == FieldKind::now)
            program_.reads_time = true;
        emit(Opcode::load, to, 0, number_of(field));
        if (field.type == Type::boolean) emit(Opcode::to_truths, to);
        return field.type;
    }

    Type field(const Expression& e, std::uint16_t to, Type want) {
        auto found = is_item_path(e.name) ? field_of_item(e.of, e.name) : field_of_case(e.name);
        if (!found) return does_not_fit(to);
        if (found->type == Type::any) found->type = wanted(typing_.fact(found->name), want);
        return load(*found, to);
    }

    Type connected(const Expression& e, std::uint16_t to) {
        const auto next = static_cast<std::uint16_t>(to + 1);
        for (std::size_t i = 0; i < e.args.size(); ++i) {
            truths(e.args[i], i == 0 ? to : next);
            if (i != 0) emit(e.op == Op::and_ ? Opcode::and_ : Opcode::or_, to, next);
        }
        return Type::boolean;
    }

    Type comparison(const Expression& e, std::uint16_t to) {
        Type want = wanted(typing_.of(e.args[0]), typing_.of(e.args[1]));
        const auto is_sum = [](const Expression& arg) {
            return arg.op == Op::add || arg.op == Op::sub;
        };
        if (want == Type::any && std::any_of(e.args.begin(), e.args.end(), is_sum))
            want = Type::integer;
        const auto next = static_cast<std::uint16_t>(to + 1);
        const Type a = expression(e.args[0], to, want);
        if (a == Type::boolean) emit(Opcode::to_cells, to);
        const Type b = expression(e.args[1], next, want);
        if (b == Type::boolean) emit(Opcode::to_cells, next);
        if (a != b) return does_not_fit(to);
        const bool equality = e.op == Op::eq || e.op == Op::ne;
        if (!equality && (a == Type::text || a == Type::set || a == Type::boolean))
            return does_not_fit(to, reason::not_ordered);
        Opcode op = Opcode::compare;
        if (a == Type::money) op = Opcode::compare_money;
        if (a == Type::any) op = Opcode::compare_any;
        const int place = static_cast<int>(e.op) - static_cast<int>(Op::eq);
        emit(op, to, next, static_cast<std::size_t>(place));
        return Type::boolean;
    }

    Type shift(const Expression& of, const Duration& by, int sign, std::uint16_t to, Type want) {
        const Type type = expression(of, to, want == Type::instant ? want : Type::date);
        std::int64_t amount = by.amount * sign;
        Opcode op = by.unit == Duration::Unit::months ? Opcode::shift_months : Opcode::shift_days;
        if (type == Type::instant) {
            if (by.unit == Duration::Unit::months) return does_not_fit(to);
            constexpr std::int64_t micros_of_hour = 3'600'000'000;
            amount *= micros_of_hour * (by.unit == Duration::Unit::days ? 24 : 1);
            op = Opcode::shift_micros;
        } else if (type != Type::date || by.unit == Duration::Unit::hours) {
            return does_not_fit(to);
        }
        emit(op, to, 0, program_.amounts.size());
        program_.amounts.push_back(amount);
        return type;
    }

    Type arithmetic(const Expression& e, std::uint16_t to, Type want) {
        const Expression& left = e.args[0];
        const Expression& right = e.args[1];
        const bool adds = e.op == Op::add;
        if (right.op == Op::duration) return shift(left, right.duration, adds ? 1 : -1, to, want);
        if (left.op == Op::duration && adds) return shift(right, left.duration, 1, to, want);
        const Type types[] = {typing_.of(left), typing_.of(right)};
        Type operand = wanted(wanted(types[0], types[1]), want);
        if (operand == Type::any) operand = Type::integer;
        const auto next = static_cast<std::uint16_t>(to + 1);
        const Type a = expression(left, to, operand);
        const Type b = expression(right, next, operand);
        if (a != b) return does_not_fit(to);
        if (a == Type::money) {
            emit(adds ? Opcode::add_money : Opcode::sub_money, to, next);
            return a;
        }
        if (a != Type::integer && (a != Type::date || adds)) return does_not_fit(to);
        emit(adds ? Opcode::add : Opcode::sub, to, next);
        return Type::integer;
    }

    Type membership(const Expression& e, std::uint16_t to) {
        if (expression(e.args[0], to, Type::text) != Type::text) return does_not_fit(to);
        if (const auto* set = std::get_if<rules::TextSet>(&e.args[1].literal);
            set != nullptr && e.args[1].op == Op::literal) {
            std::vector<std::int64_t> items;
            for (const std::string& item : set->items)
                items.push_back(program_.texts->intern(item));
            std::sort(items.begin(), items.end());
            emit(Opcode::in_constant, to, 0, program_.sets.size());
            program_.sets.push_back(std::move(items));
            return Type::boolean;
        }
        const auto next = static_cast<std::uint16_t>(to + 1);
        if (expression(e.args[1], next, Type::set) != Type::set) return does_not_fit(to);
        emit(Opcode::in_set, to, next);
        return Type::boolean;
    }

    Type loop(const Expression& e, std::uint16_t to) {
        const Type type = e.op == Op::count ? Type::integer : Type::boolean;
        if (in_items_) {
            // An inner loop can not see the outer item: once for the case, then to every item. Its
            // slot of the case must live until this loop has run.
            in_items_ = false;
            std::vector<Step>* const items = std::exchange(steps_, case_steps_);
            const std::uint16_t slot = next_hoisted_++;
            (void)loop(e, slot);
            steps_ = items;
            in_items_ = true;
            emit(Opcode::broadcast, to, slot, type == Type::boolean ? 1 : 0);
            return type;
        }
        Loop loop;
        loop.of = e.of;
        loop.quantifier = e.op == Op::count ? Quantifier::count
                          : e.op == Op::any ? Quantifier::any
                                            : Quantifier::all;
        if (!e.args.empty()) {
            std::vector<Step>* const outer = std::exchange(steps_, &loop.steps);
            const std::uint16_t hoisted =
                std::exchange(next_hoisted_, static_cast<std::uint16_t>(to + 1));
            case_steps_ = outer;
            in_items_ = true;
            truths(e.args.front(), 0);
            in_items_ = false;
            next_hoisted_ = hoisted;
            steps_ = outer;
        }
        emit(Opcode::loop, to, 0, program_.loops.size());
        program_.loops.push_back(std::move(loop));
        return type;
    }

    Program& program_;
    Typing typing_;
    std::vector<Step>* steps_ = nullptr;
    std::vector<Step>* case_steps_ = nullptr;
    bool in_items_ = false;
    std::uint16_t next_hoisted_ = 0;
    std::unordered_map<std::string, std::size_t> field_numbers_;
};

}  // namespace

std::shared_ptr<const Program> compile(const Expression& expression, const Facts* facts,
                                       std::shared_ptr<Dictionary> texts) {
    auto program = std::make_shared<Program>();
    program->texts = texts != nullptr ? std::move(texts) : std::make_shared<Dictionary>();
    Compiler{*program, facts}.whole(expression);
    return program;
}

std::string Program::reason_text(Reason reason) const {
    switch (reason) {
        case reason::none: return {};
        case reason::overflow: return "overflow";
        case reason::currency_differs: return "currency_differs";
        case reason::types_differ: return "types_differ";
        case reason::not_ordered: return "not_ordered";
        default: return "missing:" + fields[reason - reason::first_missing].key;
    }
}

std::uint32_t unit_of(money::Currency currency) noexcept {
    std::uint32_t unit = 0;
    for (const char letter : currency.code()) unit = unit << 8 | static_cast<unsigned char>(letter);
    return unit;
}

money::Currency currency_of(std::uint32_t unit) {
    const char code[] = {static_cast<char>(unit >> 16 & 0xff), static_cast<char>(unit >> 8 & 0xff),
                         static_cast<char>(unit & 0xff)};
    return money::Currency::of({code, 3});
}

}  // namespace accord::procedure::guard
