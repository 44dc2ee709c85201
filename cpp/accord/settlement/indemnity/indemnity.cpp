// The indemnity as a loss adjuster sets it out, and the range around a sum the parties agreed.
#include "accord/settlement/indemnity/indemnity.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "accord/base/error.hpp"
#include "accord/settlement/exact.hpp"

namespace accord::settlement {
namespace {

constexpr const char* rule_id = "cn.insurance.indemnity";
constexpr const char* expected_rule_id = "insurance.expected_indemnity";
constexpr const char* agreed_rule_id = "cn.insurance.agreed_sum";

base::Clause official(const char* id) {
    return {id, base::Status::official};
}

void check_amount(const std::optional<money::Money>& amount, const char* name,
                  money::Currency currency) {
    if (!amount) return;
    require_currency(*amount, currency);
    require_not_negative(*amount, name);
}

void check_input(const Indemnity& input) {
    const money::Currency currency = input.loss.currency();
    check_amount(input.sum_insured, "sum_insured", currency);
    check_amount(input.value, "value", currency);
    require_not_negative(input.loss, "loss");
    if (input.value.minor() == 0) base::fail_input("no_value", input.value.text());
    check_amount(input.mitigation, "mitigation", currency);
    check_amount(input.salvage, "salvage", currency);
    check_amount(input.received, "received", currency);
    if (input.salvage && money::less(input.loss, input.value)) {
        base::fail_input("salvage_without_total_loss", input.loss.text(), "salvage");
    }
    const Deductible& deductible = input.deductible;
    check_amount(deductible.amount, "deductible", currency);
    if (deductible.kind == DeductibleKind::none) return;
    if (deductible.kind == DeductibleKind::percentage) {
        require_share(deductible.share, "deductible");
    } else if (!deductible.amount) {
        base::fail_input("no_deductible_amount");
    }
}

const money::Money& lesser(const money::Money& a, const money::Money& b) {
    return money::less(b, a) ? b : a;
}

/// What the clause takes off the loss after average, never more than that loss.
Exact deductible_of(const Deductible& deductible, const Exact& after_average) {
    Exact amount;
    switch (deductible.kind) {
        case DeductibleKind::none: break;
        case DeductibleKind::absolute: amount = Exact{*deductible.amount}; break;
        case DeductibleKind::relative_reached:
            if (after_average < Exact{*deductible.amount}) amount = after_average;
            break;
        case DeductibleKind::relative_exceeded:
            if (!(Exact{*deductible.amount} < after_average)) amount = after_average;
            break;
        case DeductibleKind::percentage:
            amount = after_average * Exact{deductible.share};
            if (deductible.amount) amount = std::max(amount, Exact{*deductible.amount});
            break;
    }
    return std::min(amount, after_average);
}

/// Running figures, exact; each is rounded for its line alone, and only the last is owed.
struct Steps {
    money::Money measured;   // the loss, at most the value
    money::Money valid_sum;  // the sum insured, at most the value
    Exact averaged;
    Exact deducted;  // had the clause bound, where it does not
    Exact owed_before_salvage;
    Exact after_salvage;
    Exact payable;
};

Steps steps_of(const Indemnity& input) {
    const money::Money measured = lesser(input.loss, input.value);
    const money::Money valid_sum = lesser(input.sum_insured, input.value);
    const Exact insured = Exact{valid_sum} / Exact{input.value};
    Steps steps{measured, valid_sum, {}, {}, {}, {}, {}};
    steps.averaged = input.average ? Exact{measured} * insured : Exact{lesser(measured, valid_sum)};
    steps.deducted = steps.averaged - deductible_of(input.deductible, steps.averaged);
    steps.owed_before_salvage = input.clause_binds ? steps.deducted : steps.averaged;
    const Exact remains = input.salvage ? Exact{*input.salvage} * insured : Exact{};
    steps.after_salvage = steps.owed_before_salvage - std::min(remains, steps.owed_before_salvage);
    const Exact received = input.received ? Exact{*input.received} : Exact{};
    steps.payable = steps.after_salvage - std::min(received, steps.after_salvage);
    return steps;
}

money::Money rounded(const Indemnity& input, const Exact& exact) {
    return {exact.round(input.rounding), input.loss.currency()};
}

/// The value is the measure of the loss, and a sum insured above it is void in the excess (55).
void add_value_lines(const Indemnity& input, const Steps& steps, base::Line& why) {
    if (steps.measured != input.loss) {
        base::Line line_over = line("loss_above_value", rule_id, steps.measured - input.loss);
        line_over.clauses = {
            official(input.valued == Valued::agreed ? "保险法 55(1)" : "保险法 55(2)")};
        line_over.inputs = {{"value", input.value.text()}, {"loss", input.loss.text()}};
        why.lines.push_back(std::move(line_over));
    }
    if (steps.valid_sum != input.sum_insured) {
        base::Line line_void =
            line("sum_void_above_value", rule_id, input.sum_insured - steps.valid_sum);
        line_void.clauses = {official("保险法 55(3)")};
        line_void.inputs = {{"sum_insured", input.sum_insured.text()},
                            {"value", input.value.text()}};
        line_void.role = base::LineRole::note;
        why.lines.push_back(std::move(line_void));
    }
}

void add_average_line(const Indemnity& input, const Steps& steps, base::Line& why) {
    const money::Money after_average = rounded(input, steps.averaged);
    if (!money::less(steps.valid_sum, input.value)) return;
    if (!input.average && after_average == steps.measured) return;
    base::Line average = line(input.average ? "average" : "over_sum_insured", rule_id,
                              after_average - steps.measured);
    average.clauses = {official("保险法 55(4)")};
    average.inputs = {{"sum_insured", input.sum_insured.text()},
                      {"value", input.value.text()},
                      {"before_average", steps.measured.text()},
                      {"after_average", after_average.text()}};
    why.lines.push_back(std::move(average));
}

void describe(const Deductible& deductible, base::Line& result) {
    switch (deductible.kind) {
        case DeductibleKind::none:
        case DeductibleKind::absolute: break;
        case DeductibleKind::relative_reached:
            result.inputs.emplace_back("deductible_kind", "relative_reached");
            break;
        case DeductibleKind::relative_exceeded:
            result.inputs.emplace_back("deductible_kind", "relative_exceeded");
            break;
        case DeductibleKind::percentage:
            result.inputs.emplace_back("share", deductible.share.text());
            if (deductible.amount) {
                result.inputs.emplace_back("minimum", deductible.amount->text());
            }
            return;
    }
    result.inputs.emplace_back("amount", deductible.amount->text());
}

/// A clause that does not bind is still shown, with what it would have taken off, as a note.
void add_deductible_line(const Indemnity& input, const Steps& steps, base::Line& why) {
    if (input.deductible.kind == DeductibleKind::none) return;
    const money::Money after_average = rounded(input, steps.averaged);
    base::Line result = line(input.clause_binds ? "deductible" : "deductible_without_effect",
                             rule_id, rounded(input, steps.deducted) - after_average);
    result.clauses = {official("保险法 17(2)"), official("保险法解释二 9")};
    describe(input.deductible, result);
    result.inputs.emplace_back("after_average", after_average.text());
    result.inputs.emplace_back("clause_binds", input.clause_binds ? "yes" : "no");
    if (!input.clause_binds) result.role = base::LineRole::note;
    why.lines.push_back(std::move(result));
}

void add_set_off_lines(const Indemnity& input, const Steps& steps, base::Line& why) {
    const money::Money after_salvage = rounded(input, steps.after_salvage);
    if (input.salvage) {
        base::Line salvage =
            line("salvage", rule_id, after_salvage - rounded(input, steps.owed_before_salvage));
        salvage.clauses = {official("保险法 59")};
        salvage.inputs = {{"salvage", input.salvage->text()},
                          {"sum_insured", steps.valid_sum.text()},
                          {"value", input.value.text()}};
        why.lines.push_back(std::move(salvage));
    }
    if (input.received) {
        base::Line received =
            line("received", rule_id, rounded(input, steps.payable) - after_salvage);
        received.clauses = {official("保险法 60(2)")};
        received.inputs = {{"received", input.received->text()}};
        why.lines.push_back(std::move(received));
    }
}

/// Borne apart from the indemnity, at most the sum insured once more (57(2)).
money::Money add_mitigation_line(const Indemnity& input, const Steps& steps, base::Line& why) {
    if (!input.mitigation) return {0, input.loss.currency()};
    const money::Money borne = lesser(*input.mitigation, steps.valid_sum);
    base::Line mitigation = line("mitigation", rule_id, borne);
    mitigation.clauses = {official("保险法 57(2)")};
    mitigation.inputs = {{"mitigation", input.mitigation->text()},
                         {"sum_insured", steps.valid_sum.text()}};
    why.lines.push_back(std::move(mitigation));
    return borne;
}

base::Line bound(const char* label, base::Line why) {
    why.label = label;
    why.role = base::LineRole::note;
    return why;
}

struct Bounds {
    Explained binding;
    Explained not_binding;
};

Bounds bounds_of(const Indemnity& input) {
    Indemnity binding = input;
    binding.clause_binds = true;
    Indemnity not_binding = input;
    not_binding.clause_binds = false;
    return {indemnity(binding), indemnity(not_binding)};
}

const char* position(const money::Money& agreed, const money::Money& lower,
                     const money::Money& upper) {
    if (lower == upper) return "equals_both_bounds";
    if (agreed == lower) return "equals_lower_bound";
    return agreed == upper ? "equals_upper_bound" : "between_bounds";
}

}  // namespace

Explained indemnity(const Indemnity& input) {
    check_input(input);
    const Steps steps = steps_of(input);
    const money::Money owed = rounded(input, steps.payable);

    base::Line why = line("indemnity", rule_id, owed);
    why.clauses = {official("保险法 55")};
    why.inputs = {{"sum_insured", input.sum_insured.text()},
                  {"value", input.value.text()},
                  {"loss", input.loss.text()},
                  {"clause_binds", input.clause_binds ? "yes" : "no"},
                  {"exact", print(steps.payable, input.loss.currency())},
                  {"rounding", std::string{money::to_text(input.rounding)}}};
    why.lines.push_back(line("loss", rule_id, input.loss));
    add_value_lines(input, steps, why);
    add_average_line(input, steps, why);
    add_deductible_line(input, steps, why);
    add_set_off_lines(input, steps, why);
    const money::Money value = owed + add_mitigation_line(input, steps, why);
    why.amount.count = value.minor();
    return explained(value, std::move(why));
}

Explained indemnity_expected(const Indemnity& input, const money::Rate& binds_chance) {
    require_share(binds_chance, "binds_chance");
    Bounds bounds = bounds_of(input);
    const Exact chance{binds_chance};
    const std::array<Exact, 2> parts{chance * Exact{bounds.binding.value},
                                     (Exact{1, 1} - chance) * Exact{bounds.not_binding.value}};
    const Exact exact = parts[0] + parts[1];
    const money::Money value = rounded(input, exact);
    const std::vector<std::int64_t> units = place_units(parts, value.minor());

    base::Line why = line("indemnity_expected", expected_rule_id, value);
    why.inputs = {{"binds_chance", binds_chance.text()},
                  {"exact", print(exact, value.currency())},
                  {"rounding", std::string{money::to_text(input.rounding)}}};
    why.lines.push_back(
        line("outcome_clause_binds", expected_rule_id, {units[0], value.currency()}));
    why.lines.push_back(
        line("outcome_clause_not_binding", expected_rule_id, {units[1], value.currency()}));
    why.lines[0].lines.push_back(bound("bound_clause_binds", std::move(bounds.binding.why)));
    why.lines[1].lines.push_back(
        bound("bound_clause_not_binding", std::move(bounds.not_binding.why)));
    return explained(value, std::move(why));
}

Explained agreed_indemnity(const Indemnity& input, const money::Money& agreed) {
    auto [lower, upper] = bounds_of(input);
    require_not_negative(agreed, "agreed");
    require_currency(agreed, input.loss.currency());
    if (money::less(agreed, lower.value) || money::less(upper.value, agreed)) {
        base::fail_input("agreed_outside_range", agreed.text(),
                         lower.value.text() + " … " + upper.value.text());
    }

    base::Line sum = line("agreed_sum", agreed_rule_id, agreed);
    // The parties dispose of their own claims (自愿原则): no formula yields the figure.
    sum.clauses = {official("民法典 5")};
    sum.inputs = {{"position", position(agreed, lower.value, upper.value)},
                  {"lower_bound", lower.value.text()},
                  {"upper_bound", upper.value.text()}};

    base::Line why = line("agreed_indemnity", agreed_rule_id, agreed);
    why.inputs = {{"agreed", agreed.text()}};
    why.lines.push_back(std::move(sum));
    why.lines.push_back(bound("bound_clause_binds", std::move(lower.why)));
    why.lines.push_back(bound("bound_clause_not_binding", std::move(upper.why)));
    return explained(agreed, std::move(why));
}

}  // namespace accord::settlement
