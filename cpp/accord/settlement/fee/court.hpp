// Fees on a claim by a scale of slices: the property court fee of mainland China.
#pragma once

#include <span>

#include "accord/calendar/date.hpp"
#include "accord/rules/rule_book.hpp"
#include "accord/settlement/explained.hpp"
#include "accord/settlement/fee/sheet.hpp"
#include "accord/settlement/law.hpp"

namespace accord::settlement {

/// How the case came or ends or is tried; each of the last three halves the fee, and it is halved
/// once only (诉讼费用交纳办法 15, 16, 18; 民诉法解释 206).
enum class CourtTrack { ordinary, mediated_or_withdrawn, simple_procedure, counterclaim_or_joined };

/// Throws Error(input, "unknown_name", text, "track").
[[nodiscard]] CourtTrack court_track_of(std::string_view text);
[[nodiscard]] const char* print(CourtTrack track);
/// The halving of the whole so far, where the track has one.
void halve(FeeSheet& sheet, CourtTrack track, calendar::Date on, const Law& law);
/// The share of the whole fee that the track leaves: 1, or what the clause says.
[[nodiscard]] Exact share_of_track(CourtTrack track, calendar::Date on, const Law& law);

/// Acceptance fee of a property case (诉讼费用交纳办法 13(1)). The lines read as a court's own
/// note: one per slice that the claim reaches, then the halving as the amount it takes off. The
/// exact fee is halved and then rounded, once; no rounding rule stands in the Measures: `rounding`
/// is a stated policy. A claim in another currency is converted first (55): Error(money,
/// "currency_mismatch").
[[nodiscard]] Explained court_fee_property(const money::Money& claim, calendar::Date on,
                                           const Law& law, CourtTrack track = CourtTrack::ordinary,
                                           money::Rounding rounding = money::Rounding::half_up);

/// Several property claims of one suit: added first, then the scale once (民诉法解释 201); each
/// claim stands as a note. Throws Error(input, "no_claims").
[[nodiscard]] Explained court_fee_several(std::span<const money::Money> claims, calendar::Date on,
                                          const Law& law, CourtTrack track,
                                          money::Rounding rounding);

/// Fee of an appeal in a property case: on the part of the judgment that is appealed (17).
[[nodiscard]] Explained appeal_fee(const money::Money& appealed, calendar::Date on, const Law& law,
                                   CourtTrack track, money::Rounding rounding);

}  // namespace accord::settlement
