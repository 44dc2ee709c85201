// The property court fee by slices, and its single halving.
#include "accord/settlement/fee/court.hpp"

#include <string>
#include <utility>
#include <vector>

#include "accord/base/error.hpp"

namespace accord::settlement {
namespace {

constexpr const char* rule_id = "cn.court_fee.property";

/// Null for the track that leaves the fee whole.
const rules::Parameter* share_parameter(CourtTrack track, calendar::Date on, const Law& law) {
    switch (track) {
        case CourtTrack::ordinary: return nullptr;
        case CourtTrack::mediated_or_withdrawn:
            return &law.parameter("cn.court.mediated_share", on);
        case CourtTrack::simple_procedure:
            return &law.parameter("cn.court.simple_procedure_share", on);
        case CourtTrack::counterclaim_or_joined: return &law.parameter("cn.court.joined_share", on);
    }
    return nullptr;
}

/// The clause of an entry that confirms what was done before it too: none on an earlier day.
std::vector<base::Clause> named_from_its_day(std::string_view id, calendar::Date on,
                                             const Law& law) {
    const rules::Parameter* found = law.book().find_parameter(id, on);
    if (found == nullptr) return {};
    law.admit(found->id, found->hash, found->clause);
    return {found->clause};
}

}  // namespace

CourtTrack court_track_of(std::string_view text) {
    for (const CourtTrack track :
         {CourtTrack::ordinary, CourtTrack::mediated_or_withdrawn, CourtTrack::simple_procedure,
          CourtTrack::counterclaim_or_joined}) {
        if (print(track) == text) return track;
    }
    base::fail_input("unknown_name", std::string{text}, "track");
}

const char* print(CourtTrack track) {
    switch (track) {
        case CourtTrack::ordinary: return "ordinary";
        case CourtTrack::mediated_or_withdrawn: return "mediated_or_withdrawn";
        case CourtTrack::simple_procedure: return "simple_procedure";
        case CourtTrack::counterclaim_or_joined: return "counterclaim_or_joined";
    }
    return "";
}

void halve(FeeSheet& sheet, CourtTrack track, calendar::Date on, const Law& law) {
    const rules::Parameter* share = share_parameter(track, on, law);
    if (share == nullptr) return;
    base::Line halved = line("halved", sheet.rule(), sheet.nothing());
    halved.clauses = named_from_its_day("cn.court.halving_limit", on, law);
    halved.clauses.insert(halved.clauses.begin(), share->clause);
    halved.inputs = {{"share", share->value},
                     {"fee", print(sheet.total(), sheet.nothing().currency())}};
    halved.source = share->source;
    // The exact fee is halved, then rounded: half of a rounded fee may be a cent off.
    sheet.change(std::move(halved), sheet.total() * Exact{money::Rate::parse(share->value)});
}

Exact share_of_track(CourtTrack track, calendar::Date on, const Law& law) {
    const rules::Parameter* share = share_parameter(track, on, law);
    return share == nullptr ? Exact{1, 1} : Exact{money::Rate::parse(share->value)};
}

Explained court_fee_property(const money::Money& claim, calendar::Date on, const Law& law,
                             CourtTrack track, money::Rounding rounding) {
    const rules::FeeScale& scale = law.scale("cn.court.property", on);
    require_not_negative(claim, "claim");
    FeeSheet sheet{rule_id, scale.slices.front().over.currency(), rounding};
    add_slices(sheet, scale, claim);
    halve(sheet, track, on, law);

    base::Line why = line("court_fee", rule_id, sheet.nothing());
    why.clauses = {scale.clause};
    why.inputs = {{"claim", claim.text()}, {"on", on.text()}, {"track", print(track)}};
    why.source = scale.source;
    return sheet.close(std::move(why));
}

Explained court_fee_several(std::span<const money::Money> claims, calendar::Date on, const Law& law,
                            CourtTrack track, money::Rounding rounding) {
    if (claims.empty()) base::fail_input("no_claims", "claims");
    // 13(1) itself speaks of the whole sum claimed; the interpretation says so from its own day.
    const std::vector<base::Clause> clauses = named_from_its_day("cn.court.law.added", on, law);
    money::Money sum{0, claims.front().currency()};
    for (const money::Money& claim : claims) {
        require_not_negative(claim, "claims");
        sum = sum + claim;
    }
    Explained fee = court_fee_property(sum, on, law, track, rounding);
    fee.why.rule = "cn.court_fee.several";
    fee.why.clauses.insert(fee.why.clauses.end(), clauses.begin(), clauses.end());
    for (const money::Money& claim : claims) {
        base::Line note = line("added_claim", rule_id, claim);
        note.role = base::LineRole::note;
        note.clauses = clauses.empty() ? fee.why.clauses : clauses;
        fee.why.lines.push_back(std::move(note));
    }
    return fee;
}

Explained appeal_fee(const money::Money& appealed, calendar::Date on, const Law& law,
                     CourtTrack track, money::Rounding rounding) {
    const rules::Parameter& appeal = law.parameter("cn.court.law.appeal", on);
    Explained fee = court_fee_property(appealed, on, law, track, rounding);
    fee.why.label = "appeal_fee";
    fee.why.clauses.insert(fee.why.clauses.begin(), appeal.clause);
    return fee;
}

}  // namespace accord::settlement
