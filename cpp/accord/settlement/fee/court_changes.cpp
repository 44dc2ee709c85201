// Differences, inversion and division of court fees.
#include "accord/settlement/fee/court_changes.hpp"

#include <string>
#include <utility>

#include "accord/base/error.hpp"

namespace accord::settlement {
namespace {

constexpr const char* change_rule = "cn.court_fee.change";
constexpr const char* claim_rule = "cn.court_fee.claim";
constexpr const char* costs_rule = "cn.costs_by_success";

/// A fee paid before counts against; its slices stand beside.
base::Line fee_before(const Explained& fee) {
    base::Line result = line("fee_before", change_rule, -fee.value);
    result.clauses = fee.why.clauses;
    result.lines.push_back(fee.why);
    result.lines.back().role = base::LineRole::note;
    return result;
}

base::Line fee_after(const Explained& fee) {
    base::Line result = line("fee_after", change_rule, fee.value);
    result.clauses = fee.why.clauses;
    result.lines.push_back(fee.why);
    return result;
}

void check_direction(const money::Money& before, const money::Money& after, ClaimChange when) {
    require_currency(after, before.currency());
    if (when == ClaimChange::increase) {
        if (money::less(after, before)) base::fail_input("not_an_increase", after.text());
    } else if (money::less(before, after)) {
        base::fail_input("not_a_decrease", after.text());
    }
}

/// The slice that a fee ends in: the last whose fee at the lower end lies below it.
std::size_t slice_of_fee(const rules::FeeScale& scale, const Exact& fee) {
    std::size_t found = 0;
    for (std::size_t i = 1; i < scale.slices.size(); ++i) {
        if (Exact{scale.slices[i].base} < fee) found = i;
    }
    return found;
}

Exact claimant_share_of(const CostsBySuccess& input) {
    if (input.claimant_share) {
        if (input.claimed || input.awarded) refuse_argument("claimed", "claimant_share");
        require_share(*input.claimant_share, "claimant_share");
        return Exact{*input.claimant_share};
    }
    if (!input.claimed || !input.awarded) base::fail_input("needs_argument", "claimant_share");
    require_not_negative(*input.claimed, "claimed");
    require_not_negative(*input.awarded, "awarded");
    require_currency(*input.awarded, input.claimed->currency());
    if (input.claimed->minor() == 0) base::fail_input("zero_amount", "claimed");
    if (money::less(*input.claimed, *input.awarded)) {
        base::fail_input("awarded_above_claimed", input.awarded->text());
    }
    return Exact{1, 1} - Exact{*input.awarded} / Exact{*input.claimed};
}

std::string print_share(const Exact& share) {
    return money::Rate{static_cast<std::int64_t>(share.numerator()),
                       static_cast<std::int64_t>(share.denominator())}
        .text();
}

}  // namespace

ClaimChange claim_change_of(std::string_view text) {
    if (text == "increase") return ClaimChange::increase;
    if (text == "decrease_before_end_of_investigation") {
        return ClaimChange::decrease_before_end_of_investigation;
    }
    if (text == "later") return ClaimChange::later;
    base::fail_input("unknown_name", std::string{text}, "when");
}

Explained court_fee_change(const money::Money& before, const money::Money& after, ClaimChange when,
                           calendar::Date on, const Law& law, CourtTrack track,
                           money::Rounding rounding) {
    require_not_negative(before, "before");
    require_not_negative(after, "after");
    check_direction(before, after, when);
    const rules::Parameter& change = law.parameter("cn.court.law.change", on);
    Explained old_fee = court_fee_property(before, on, law, track, rounding);
    Explained new_fee = court_fee_property(after, on, law, track, rounding);
    const bool stays = when == ClaimChange::later;
    const money::Money value =
        stays ? money::Money{0, before.currency()} : new_fee.value - old_fee.value;

    base::Line why = line("court_fee_change", change_rule, value);
    why.clauses = {change.clause};
    why.inputs = {
        {"claim_before", before.text()}, {"claim_after", after.text()}, {"on", on.text()}};
    why.source = change.source;
    why.lines.push_back(fee_after(new_fee));
    why.lines.push_back(fee_before(old_fee));
    if (stays) {
        base::Line kept = line("no_refund_later", change_rule, old_fee.value - new_fee.value);
        kept.clauses = {law.parameter("cn.court.law.later_decrease", on).clause};
        why.lines.push_back(std::move(kept));
    }
    return explained(value, std::move(why));
}

Explained court_fee_claim(const money::Money& fee, calendar::Date on, const Law& law,
                          CourtTrack track, money::Rounding rounding) {
    const rules::FeeScale& scale = law.scale("cn.court.property", on);
    require_not_negative(fee, "fee");
    require_currency(fee, scale.slices.front().over.currency());
    const Exact full = Exact{fee} / share_of_track(track, on, law);
    const Exact least{scale.slices.front().base};
    if (full < least) base::fail_input("below_least_fee", fee.text());

    const std::size_t i = slice_of_fee(scale, full);
    const rules::FeeSlice& slice = scale.slices[i];
    const bool flat = slice.rate.numerator() == 0;
    // A scale that ends in a flat slice has one greatest fee, paid on any claim.
    if (flat && i + 1 == scale.slices.size()) {
        refuse("not_in_schedule", scale.clause, {{"amount", fee.text()}});
    }
    const Exact part = flat ? Exact{scale.slices[i + 1].over - slice.over}
                            : (full - Exact{slice.base}) / Exact{slice.rate};
    FeeSheet sheet{claim_rule, fee.currency(), rounding};
    base::Line lower = line("lower_end", claim_rule, sheet.nothing());
    lower.clauses = {scale.clause};
    sheet.add(std::move(lower), Exact{slice.over});
    base::Line above = line("part_above", claim_rule, sheet.nothing());
    above.clauses = {scale.clause};
    above.inputs = {{"fee", print(full, fee.currency())}, {"base", slice.base.text()}};
    if (!flat) above.inputs.emplace_back("rate", slice.rate.text());
    sheet.add(std::move(above), part);

    base::Line why = line("claim_of_fee", claim_rule, sheet.nothing());
    why.clauses = {scale.clause};
    why.inputs = {{"fee", fee.text()}, {"on", on.text()}, {"track", print(track)}};
    why.source = scale.source;
    return sheet.close(std::move(why));
}

Explained costs_by_success(const CostsBySuccess& input, const Law& law) {
    const rules::Parameter& burden = law.parameter("cn.court.law.burden", input.on);
    require_not_negative(input.costs, "costs");
    const Exact share = claimant_share_of(input);
    const money::Money own{(Exact{input.costs} * share).round(input.rounding),
                           input.costs.currency()};

    base::Line claimant = line("borne_by_claimant", costs_rule, own);
    claimant.clauses = {burden.clause};
    claimant.inputs = {{"share", print_share(share)},
                       {"rounding", std::string{money::to_text(input.rounding)}}};
    base::Line respondent = line("borne_by_respondent", costs_rule, input.costs - own);
    respondent.clauses = {burden.clause};

    base::Line why = line("costs_by_success", costs_rule, input.costs);
    why.clauses = {burden.clause};
    why.inputs = {{"costs", input.costs.text()}, {"on", input.on.text()}};
    if (input.claimed) why.inputs.emplace_back("claimed", input.claimed->text());
    if (input.awarded) why.inputs.emplace_back("awarded", input.awarded->text());
    why.source = burden.source;
    why.lines.push_back(std::move(claimant));
    why.lines.push_back(std::move(respondent));
    return explained(input.costs, std::move(why));
}

}  // namespace accord::settlement
