// The indemnity as a loss adjuster sets it out, and the range around a sum the parties agreed.
#include "accord/settlement/indemnity/indemnity.hpp"

#include <algorithm>
#include <utility>

#include "accord/base/error.hpp"
#include "accord/settlement/exact.hpp"

namespace accord::settlement {
namespace {

constexpr const char* rule_id = "cn.insurance.indemnity";
constexpr const char* agreed_rule_id = "cn.insurance.agreed_sum";

base::Clause official(const char* id) {
    return {id, base::Status::official};
}

void check_input(const Indemnity& input) {
    const money::Currency currency = input.loss.currency();
    require_currency(input.sum_insured, currency);
    require_currency(input.value, currency);
    require_not_negative(input.sum_insured, "sum_insured");
    require_not_negative(input.value, "value");
    require_not_negative(input.loss, "loss");
    if (input.value.minor() == 0) base::fail_input("no_value", input.value.text());
    const Deductible& deductible = input.deductible;
    if (deductible.amount) {
        require_currency(*deductible.amount, currency);
        require_not_negative(*deductible.amount, "deductible");
    }
    if (deductible.kind == DeductibleKind::percentage)
        require_share(deductible.share, "deductible");
    if (deductible.kind == DeductibleKind::absolute && !deductible.amount) {
        base::fail_input("no_deductible_amount");
    }
}

const money::Money& lesser(const money::Money& a, const money::Money& b) {
    return money::less(b, a) ? b : a;
}

/// What the clause takes off the loss after average, never more than that loss.
Exact deductible_of(const Deductible& deductible, const Exact& after_average) {
    Exact amount;
    if (deductible.kind == DeductibleKind::absolute) amount = Exact{*deductible.amount};
    if (deductible.kind == DeductibleKind::percentage) {
        amount = after_average * Exact{deductible.share};
        if (deductible.amount) amount = std::max(amount, Exact{*deductible.amount});
    }
    return std::min(amount, after_average);
}

/// Figures rounded from exact ones at each step that is printed; only `payable` is owed.
struct Steps {
    money::Money measured;   // the loss, at most the value
    money::Money valid_sum;  // the sum insured, at most the value
    money::Money after_average;
    money::Money after_deductible;
    Exact exact;  // of what is payable
};

Steps steps_of(const Indemnity& input) {
    const money::Currency currency = input.loss.currency();
    const money::Money measured = lesser(input.loss, input.value);
    const money::Money valid_sum = lesser(input.sum_insured, input.value);
    const Exact average = Exact{measured} * Exact{valid_sum} / Exact{input.value};
    const Exact remaining = average - deductible_of(input.deductible, average);
    return {measured,
            valid_sum,
            {average.round(input.rounding), currency},
            {remaining.round(input.rounding), currency},
            input.clause_binds ? remaining : average};
}

/// The value is the measure of the loss, and a sum insured above it is void in the excess (55).
void add_value_lines(const Indemnity& input, const Steps& steps, base::Line& why) {
    if (steps.measured != input.loss) {
        base::Line line_over = line("loss_above_value", rule_id, steps.measured - input.loss);
        line_over.clauses = {official("保险法 55")};
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
    if (!money::less(steps.valid_sum, input.value)) return;
    base::Line average = line("average", rule_id, steps.after_average - steps.measured);
    average.clauses = {official("保险法 55(4)")};
    average.inputs = {{"sum_insured", input.sum_insured.text()},
                      {"value", input.value.text()},
                      {"before_average", steps.measured.text()},
                      {"after_average", steps.after_average.text()}};
    why.lines.push_back(std::move(average));
}

/// A clause that does not bind is still shown, with what it would have taken off, as a note.
void add_deductible_line(const Indemnity& input, const Steps& steps, base::Line& why) {
    const Deductible& deductible = input.deductible;
    if (deductible.kind == DeductibleKind::none) return;
    base::Line result = line(input.clause_binds ? "deductible" : "deductible_without_effect",
                             rule_id, steps.after_deductible - steps.after_average);
    result.clauses = {official("保险法 17(2)"), official("保险法解释二 9")};
    if (deductible.kind == DeductibleKind::percentage) {
        result.inputs.emplace_back("share", deductible.share.text());
        if (deductible.amount) result.inputs.emplace_back("minimum", deductible.amount->text());
    } else {
        result.inputs.emplace_back("amount", deductible.amount->text());
    }
    result.inputs.emplace_back("after_average", steps.after_average.text());
    result.inputs.emplace_back("clause_binds", input.clause_binds ? "yes" : "no");
    if (!input.clause_binds) result.role = base::LineRole::note;
    why.lines.push_back(std::move(result));
}

base::Line bound(const char* label, base::Line why) {
    why.label = label;
    why.role = base::LineRole::note;
    return why;
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
    const money::Money value = input.clause_binds ? steps.after_deductible : steps.after_average;

    base::Line why = line("indemnity", rule_id, value);
    why.clauses = {official("保险法 55")};
    why.inputs = {{"sum_insured", input.sum_insured.text()},
                  {"value", input.value.text()},
                  {"loss", input.loss.text()},
                  {"clause_binds", input.clause_binds ? "yes" : "no"},
                  {"exact", print(steps.exact, input.loss.currency())},
                  {"rounding", std::string{money::to_text(input.rounding)}}};
    why.lines.push_back(line("loss", rule_id, input.loss));
    add_value_lines(input, steps, why);
    add_average_line(input, steps, why);
    add_deductible_line(input, steps, why);
    return explained(value, std::move(why));
}

Explained agreed_indemnity(const Indemnity& input, const money::Money& agreed) {
    Indemnity binding = input;
    binding.clause_binds = true;
    Indemnity not_binding = input;
    not_binding.clause_binds = false;
    Explained lower = indemnity(binding);
    Explained upper = indemnity(not_binding);
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
