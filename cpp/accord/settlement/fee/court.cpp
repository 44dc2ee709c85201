// The property court fee by slices, and its single halving.
#include "accord/settlement/fee/court.hpp"

#include <utility>
#include <vector>

#include "accord/settlement/exact.hpp"

namespace accord::settlement {
namespace {

constexpr const char* rule_id = "cn.court_fee.property";

const char* print(CourtTrack track) {
    switch (track) {
        case CourtTrack::ordinary: return "ordinary";
        case CourtTrack::mediated_or_withdrawn: return "mediated_or_withdrawn";
        case CourtTrack::simple_procedure: return "simple_procedure";
    }
    return "";
}

/// What lies in slice `i` of the claim: between its lower end and the next one's.
money::Money part_in_slice(const rules::FeeScale& scale, std::size_t i, const money::Money& claim) {
    const money::Money& over = scale.slices[i].over;
    const bool last = i + 1 == scale.slices.size();
    const bool beyond = !last && money::less(scale.slices[i + 1].over, claim);
    return (beyond ? scale.slices[i + 1].over : claim) - over;
}

struct Slices {
    std::vector<Exact> fees;  // of each slice that the claim reaches
    Exact sum;
};

/// The first slice is always reached: its flat fee is due per case (13(1)1).
Slices slices_of(const rules::FeeScale& scale, const money::Money& claim) {
    Slices result;
    for (std::size_t i = 0; i < scale.slices.size(); ++i) {
        const rules::FeeSlice& slice = scale.slices[i];
        // "Over": a claim at the very end of a slice stays in it.
        if (i > 0 && !money::less(slice.over, claim)) break;
        Exact fee = Exact{part_in_slice(scale, i, claim)} * Exact{slice.rate};
        if (i == 0) fee = fee + Exact{slice.base};
        result.sum = result.sum + fee;
        result.fees.push_back(fee);
    }
    return result;
}

base::Line slice_line(const rules::FeeScale& scale, std::size_t i, const money::Money& claim,
                      std::int64_t units) {
    const rules::FeeSlice& slice = scale.slices[i];
    base::Line result = line("slice", rule_id, {units, claim.currency()});
    result.clauses = {scale.clause};
    result.inputs.emplace_back("over", slice.over.text());
    if (i + 1 < scale.slices.size()) {
        result.inputs.emplace_back("up_to", scale.slices[i + 1].over.text());
    }
    result.inputs.emplace_back("part", part_in_slice(scale, i, claim).text());
    if (i == 0 && slice.base.minor() != 0) result.inputs.emplace_back("flat", slice.base.text());
    if (slice.rate.numerator() != 0) result.inputs.emplace_back("rate", slice.rate.text());
    result.source = scale.source;
    return result;
}

const rules::Parameter* share_of(CourtTrack track, calendar::Date on, const rules::Book& book) {
    if (track == CourtTrack::ordinary) return nullptr;
    return &book.parameter(track == CourtTrack::simple_procedure ? "cn.court.simple_procedure_share"
                                                                 : "cn.court.mediated_share",
                           on);
}

/// The halving as the amount it takes off, so that slices and halving add up to what is paid.
base::Line halved_line(const rules::Parameter& share, calendar::Date on, const rules::Book& book,
                       const money::Money& full, const money::Money& paid,
                       const Exact& exact_full) {
    base::Line result = line("halved", rule_id, paid - full);
    result.clauses = {share.clause};
    const rules::Parameter* once = book.find_parameter("cn.court.halving_limit", on);
    if (once != nullptr) result.clauses.push_back(once->clause);
    result.inputs = {{"share", share.value}, {"fee", print(exact_full, full.currency())}};
    result.source = share.source;
    return result;
}

}  // namespace

Explained court_fee_property(const money::Money& claim, calendar::Date on, const rules::Book& book,
                             CourtTrack track, money::Rounding rounding) {
    const rules::FeeScale& scale = book.scale("cn.court.property", on);
    require_not_negative(claim, "claim");
    require_currency(claim, scale.slices.front().over.currency());

    const Slices slices = slices_of(scale, claim);
    const rules::Parameter* share = share_of(track, on, book);
    // The exact fee is halved, then rounded: half of a rounded fee may be a cent off.
    const Exact exact =
        share == nullptr ? slices.sum : slices.sum * Exact{money::Rate::parse(share->value)};
    const money::Money full{slices.sum.round(rounding), claim.currency()};
    const money::Money value{exact.round(rounding), claim.currency()};

    base::Line why = line("court_fee", rule_id, value);
    why.clauses = {scale.clause};
    why.inputs = {{"claim", claim.text()},
                  {"on", on.text()},
                  {"track", print(track)},
                  {"exact", print(exact, claim.currency())},
                  {"rounding", std::string{money::to_text(rounding)}}};
    why.source = scale.source;
    const std::vector<std::int64_t> units = place_units(slices.fees, full.minor());
    for (std::size_t i = 0; i < units.size(); ++i) {
        why.lines.push_back(slice_line(scale, i, claim, units[i]));
    }
    if (share != nullptr) {
        why.lines.push_back(halved_line(*share, on, book, full, value, slices.sum));
    }
    return explained(value, std::move(why));
}

}  // namespace accord::settlement
