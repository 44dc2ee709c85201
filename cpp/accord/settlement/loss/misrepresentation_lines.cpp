// The loss on misrepresentation with its why: both formulas, other causes, commission and duty.
#include <utility>

#include "accord/base/error.hpp"
#include "accord/settlement/loss/misrepresentation.hpp"

namespace accord::settlement {
namespace {

constexpr const char* rule_id = "cn.misrepresentation.loss";

base::Clause official(const char* id) {
    return {id, base::Status::official};
}

const char* name_of(Averaging method) {
    switch (method) {
        case Averaging::moving_weighted: return "moving_weighted";
        case Averaging::actual_cost: return "actual_cost";
        case Averaging::weighted: return "weighted";
        case Averaging::fifo_weighted: return "fifo_weighted";
        case Averaging::fifo_actual: break;
    }
    return "fifo_actual";
}

std::string percent(const Fraction& share) {
    const Fraction hundredfold = share * 100;
    return denominator(hundredfold) == 1 ? hundredfold.str() + "%" : share.str();
}

/// A line whose amount is yet to be placed.
struct Part {
    base::Line line;
    Fraction exact;
};

/// The lines of parts placed under a total, in order.
std::vector<base::Line> placed_lines(const std::vector<Part>& parts, std::int64_t total) {
    std::vector<Fraction> exact;
    for (const Part& part : parts) exact.push_back(part.exact);
    const std::vector<std::int64_t> units = place_units(exact, total);
    std::vector<base::Line> lines;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        lines.push_back(parts[i].line);
        lines.back().amount.count = units[i];
    }
    return lines;
}

/// Gains are no claim: where both formulas together give nothing, their figures stand as notes.
std::vector<base::Line> loss_lines(const Misrepresentation& input, const std::vector<Part>& parts,
                                   const Fraction& total, std::int64_t units) {
    if (total > 0) return placed_lines(parts, units);
    std::vector<base::Line> lines;
    for (const Part& part : parts) {
        lines.push_back(part.line);
        lines.back().amount.count = round(part.exact, input.rounding);
        lines.back().role = base::LineRole::note;
    }
    return lines;
}

std::vector<Part> formulas(const Misrepresentation& input, const Shares& shares) {
    const money::Money none{0, input.currency};
    const Fraction whole = shares.loss_turned + shares.loss_left;
    std::vector<Part> parts{{line("loss_sold", rule_id, none), shares.loss_turned},
                            {line("loss_held", rule_id, none), shares.loss_left}};
    if (whole > 0 && input.risk_share > 0) {
        parts.push_back({line("risk_deduction", rule_id, none), -whole * input.risk_share});
    }
    if (whole > 0 && input.other_share > 0) {
        parts.push_back({line("other_deduction", rule_id, none), -whole * input.other_share});
    }
    return parts;
}

void describe_formulas(const Misrepresentation& input, const Shares& shares,
                       std::vector<base::Line>& lines) {
    const bool up = input.lured == Lured::up;
    const std::string average = show_price(shares.average, input.currency);
    base::Line& turned = lines[0];
    turned.clauses = {official(up ? "虚假陈述规定(2022) 27(1)" : "虚假陈述规定(2022) 28(1)")};
    turned.inputs = {{"average_price", average}, {"quantity", print(shares.turned)}};
    if (shares.turned > 0) {
        turned.inputs.emplace_back("average_price_after",
                                   show_price(shares.turned_value / shares.turned, input.currency));
    }
    base::Line& left = lines[1];
    left.clauses = {official(up ? "虚假陈述规定(2022) 27(2)" : "虚假陈述规定(2022) 28(2)")};
    left.inputs = {{"average_price", average},
                   {"base_price", show_price(input.base_price, input.currency)},
                   {"quantity", print(shares.left)}};
    for (std::size_t i = 2; i < lines.size(); ++i) {
        lines[i].clauses = {official("虚假陈述规定(2022) 31(2)")};
        if (lines[i].label == "risk_deduction") {
            if (input.risk_clause) lines[i].clauses.push_back(*input.risk_clause);
            lines[i].inputs.emplace_back("share", percent(input.risk_share));
            for (const auto& [name, value] : input.risk_inputs) {
                lines[i].inputs.emplace_back(name, value);
            }
        } else {
            lines[i].inputs.emplace_back("share", percent(input.other_share));
            lines[i].inputs.emplace_back("other_cause", input.other_cause);
        }
    }
}

void describe_difference(const Misrepresentation& input, const Shares& shares,
                         base::Line& difference) {
    difference.clauses = {
        official(input.lured == Lured::up ? "虚假陈述规定(2022) 27" : "虚假陈述规定(2022) 28"),
        official("虚假陈述规定(2022) 34(4)")};
    if (input.method_clause) difference.clauses.push_back(*input.method_clause);
    difference.inputs = {
        {"method", name_of(input.method)},
        {"earlier_shares",
         input.earlier_shares == EarlierShares::first_sold ? "first_sold" : "last_sold"}};
    if (shares.outside > 0) difference.inputs.emplace_back("outside", print(shares.outside));
    if (!input.ex_rights.empty()) {
        difference.clauses.push_back(official("虚假陈述规定(2022) 29"));
        difference.inputs.emplace_back("ex_rights", std::to_string(input.ex_rights.size()));
    }
}

}  // namespace

Explained misrepresentation_loss(const Misrepresentation& input) {
    if (input.risk_share + input.other_share > 1) {
        base::fail_input("shares_above_one", percent(input.risk_share + input.other_share));
    }
    const Shares shares = reckon_shares(input);
    const Fraction whole = shares.loss_turned + shares.loss_left;
    const Fraction left_share = Fraction{1} - input.risk_share - input.other_share;
    const Fraction loss = whole > 0 ? Fraction{whole * left_share} : Fraction{};
    const Fraction exact = loss * (Fraction{1} + input.commission + input.stamp_duty);
    const money::Money value{round(exact, input.rounding), input.currency};

    const money::Money none{0, input.currency};
    std::vector<Part> parts{{line("difference_loss", rule_id, none), loss}};
    if (input.commission > 0) {
        parts.push_back({line("commission", rule_id, none), loss * input.commission});
    }
    if (input.stamp_duty > 0) {
        parts.push_back({line("stamp_duty", rule_id, none), loss * input.stamp_duty});
    }
    base::Line why = line("misrepresentation_loss", rule_id, value);
    why.clauses = {official("虚假陈述规定(2022) 25")};
    why.inputs = {{"case", input.lured == Lured::up ? "up_case" : "down_case"},
                  {"implemented", input.implemented.text()},
                  {"disclosed", input.disclosed.text()},
                  {"base_date", input.base_date.text()},
                  {"exact", show_price(exact, input.currency)},
                  {"rounding", std::string{money::to_text(input.rounding)}}};
    why.lines = placed_lines(parts, value.minor());
    for (base::Line& each : why.lines) {
        if (each.label == "difference_loss") continue;
        each.clauses = {official("虚假陈述规定(2022) 25")};
        each.inputs = {
            {"share", percent(each.label == "commission" ? input.commission : input.stamp_duty)}};
    }

    base::Line& difference = why.lines.front();
    describe_difference(input, shares, difference);
    difference.lines = loss_lines(input, formulas(input, shares), whole, difference.amount.count);
    describe_formulas(input, shares, difference.lines);
    return explained(value, std::move(why));
}

}  // namespace accord::settlement
