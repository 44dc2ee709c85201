// One case is a block of one row.
#include "accord/procedure/guard/evaluate.hpp"

#include <algorithm>

#include "accord/procedure/guard/compiled.hpp"
#include "accord/procedure/guard/value.hpp"

namespace accord::procedure {
namespace guard {

std::shared_ptr<const Program> program_of(const Expression& expression) {
    if (expression.compiled != nullptr) return expression.compiled->program;
    return compile(expression);
}

std::size_t width_for_case(const Program& program) noexcept {
    return program.loops.empty() ? 1 : 16;
}

rules::Value value_of(const Cells& cells, Type type, const Program& program,
                      const CaseSource& source) {
    if (!is_known(cells, 0)) return rules::Unknown{program.reason_text(reason_of(cells, 0))};
    const std::int64_t value = cells.values[0];
    std::uint32_t unit = cells.units != nullptr ? cells.units[0] : cells.unit;
    if (type == Type::any) {
        type = type_in(unit);
        unit &= 0xff'ffff;
    }
    switch (type) {
        case Type::boolean: return value != 0;
        case Type::integer: return value;
        case Type::text: return std::string(source.text(value));
        case Type::money: return money::Money{value, currency_of(unit)};
        case Type::date: return calendar::Date{static_cast<std::int32_t>(value)};
        case Type::instant: return calendar::Instant{value};
        case Type::set: {
            rules::TextSet set;
            for (const std::int64_t item : source.set(value))
                set.items.emplace_back(source.text(item));
            std::sort(set.items.begin(), set.items.end());
            return set;
        }
        default: return rules::Unknown{program.reason_text(reason::types_differ)};
    }
}

rules::Value answer_of(const Machine& machine, const Program& program, const CaseSource& source) {
    if (program.type != Type::boolean)
        return value_of(machine.cells(), program.type, program, source);
    const Outcome outcome = machine.outcome(0);
    if (outcome.state == Outcome::State::unknown)
        return rules::Unknown{program.reason_text(outcome.reason)};
    return outcome.state == Outcome::State::yes;
}

}  // namespace guard

namespace {

using Op = Expression::Op;

void add_missing(std::string missing, Failed& failed) {
    const bool named =
        std::find(failed.missing.begin(), failed.missing.end(), missing) != failed.missing.end();
    if (!named) failed.missing.push_back(std::move(missing));
}

std::string mark_of(const Expression& e) {
    constexpr std::string_view kind = "kind:";
    switch (e.op) {
        case Op::done: return "action:" + e.name;
        case Op::milestone: return "milestone:" + e.name;
        case Op::in_stage: return "stage:" + e.name;
        case Op::open: return "wait:" + e.name;
        default:
            return e.name.starts_with(kind) ? "evidence_kind:" + e.name.substr(kind.size())
                                            : "evidence:" + e.name;
    }
}

bool is_mark(Op op) noexcept {
    return op == Op::has || op == Op::done || op == Op::milestone || op == Op::in_stage ||
           op == Op::open;
}

/// What is lacking in a part that would have to be true (`wanted`) or false.
void add_lacks(const Expression& e, const Scope& scope, bool wanted, Failed& failed) {
    if (is_mark(e.op)) {
        if (wanted && !holds(e, scope)) add_missing(mark_of(e), failed);
        return;
    }
    if (e.op == Op::not_) return add_lacks(e.args.front(), scope, !wanted, failed);
    if (e.op == Op::and_ || e.op == Op::or_) {
        for (const Expression& arg : e.args) {
            const rules::Value value = evaluate(arg, scope);
            const bool* known = std::get_if<bool>(&value);
            if (known == nullptr || *known != wanted) add_lacks(arg, scope, wanted, failed);
        }
        return;
    }
    const rules::Value value = evaluate(e, scope);
    if (const auto* unknown = std::get_if<rules::Unknown>(&value))
        add_missing(missing_from(unknown->reason), failed);
}

const Expression& part_of(const Expression& guard, const guard::NodePath& path) {
    const Expression* part = &guard;
    for (const std::uint16_t index : path) part = &part->args[index];
    return *part;
}

}  // namespace

rules::Value evaluate(const Expression& expression, const Scope& scope) {
    const auto program = guard::program_of(expression);
    guard::CaseSource source{*program, scope};
    guard::Machine machine{*program, guard::width_for_case(*program), guard::Detail::reasons};
    machine.run(source, {0, 1});
    return guard::answer_of(machine, *program, source);
}

bool holds(const Expression& guard, const Scope& scope) {
    const auto program = guard::program_of(guard);
    if (program->type != guard::Type::boolean) return failed_conjuncts(guard, scope).empty();
    guard::CaseSource source{*program, scope};
    guard::Machine machine{*program, guard::width_for_case(*program), guard::Detail::answers};
    machine.run(source, {0, 1});
    return machine.outcome(0).state == guard::Outcome::State::yes;
}

std::vector<Failed> failed_conjuncts(const Expression& guard, const Scope& scope) {
    std::vector<Failed> failed;
    const auto program = guard::program_of(guard);
    if (program->type == guard::Type::boolean && holds(guard, scope)) return failed;
    guard::CaseSource source{*program, scope};
    guard::Machine machine{*program, guard::width_for_case(*program), guard::Detail::reasons};
    machine.run(source, {0, 1});
    for (std::size_t i = 0; i < program->conjuncts.size(); ++i) {
        const guard::Outcome outcome = machine.conjunct(i, 0);
        if (outcome.state == guard::Outcome::State::yes) continue;
        Failed one{
            &part_of(guard, program->conjuncts[i]), program->reason_text(outcome.reason), {}};
        add_lacks(*one.conjunct, scope, true, one);
        if (one.missing.empty() && !one.unknown.empty())
            add_missing(missing_from(one.unknown), one);
        failed.push_back(std::move(one));
    }
    return failed;
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
