// Fees on a claim by a scale of slices: the property court fee of mainland China.
#pragma once

#include "accord/calendar/date.hpp"
#include "accord/rules/rule_book.hpp"
#include "accord/settlement/explained.hpp"

namespace accord::settlement {

/// How the case ends or is tried; each of the last two halves the fee, and it is halved once only
/// (诉讼费用交纳办法 15, 16; 民诉法解释 206).
enum class CourtTrack { ordinary, mediated_or_withdrawn, simple_procedure };

/// Acceptance fee of a property case (诉讼费用交纳办法 13(1)). The lines read as a court's own
/// note: one per slice that the claim reaches, then the halving as the amount it takes off. The
/// exact fee is halved and then rounded, once; no rounding rule stands in the Measures: `rounding`
/// is a stated policy. A claim in another currency is converted first (55): Error(money,
/// "currency_mismatch").
[[nodiscard]] Explained court_fee_property(const money::Money& claim, calendar::Date on,
                                           const rules::Book& book,
                                           CourtTrack track = CourtTrack::ordinary,
                                           money::Rounding rounding = money::Rounding::half_up);

}  // namespace accord::settlement
