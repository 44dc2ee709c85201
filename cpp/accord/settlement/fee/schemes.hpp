// Case fees of ombudsman and dispute-resolution schemes: FOS, FDRC, AFCA, FIDReC.
#pragma once

#include <string>

#include "accord/settlement/fee/sheet.hpp"

namespace accord::settlement {

/// UK FOS: some cases of a year are free, each further one costs the case fee; `reduced` of the
/// charged ones cost less: a firm's represented case that was not upheld, a professional
/// representative's case that was (the fee less its credit). `payer`: "firm" or
/// "professional_representative". Throws Error(input, "negative_count" |
/// "more_reduced_than_charged").
[[nodiscard]] Explained fos_case_fee(std::int64_t cases, const std::string& payer,
                                     std::int64_t reduced, calendar::Date on, const Law& law);

/// Hong Kong FDRC: what one side pays for mediation and, where it follows, arbitration. A part of
/// an hour over the standard time is a full hour; both sides' mediation fees together are capped,
/// the room left for extended time being shared equally. Refuses a claim above the limit
/// (above_limit).
struct FdrcFee {
    money::Money amount;
    bool institution = false;  // the other side: the claimant
    money::Rate hours{4, 1};
    std::string track = "mediation";  // "mediation" "documents" "hearing"
    calendar::Date on;
};
[[nodiscard]] Explained fdrc_fee(const FdrcFee& input, const Law& law);

/// AFCA: complaints beyond the free ones of a year, at the fee of the stage in which they closed.
[[nodiscard]] Explained afca_fee(std::int64_t complaints, const std::string& stage,
                                 calendar::Date on, const Law& law, bool gst,
                                 money::Rounding rounding);
[[nodiscard]] Explained afca_registration_fee(calendar::Date on, const Law& law, bool gst,
                                              money::Rounding rounding);

/// Singapore FIDReC: mediation is free, adjudication costs a flat fee. Refuses a claim above the
/// limit of its day (above_limit).
[[nodiscard]] Explained fidrec_fee(const money::Money& amount, const std::string& stage,
                                   const std::string& scheme, calendar::Date on, const Law& law);

}  // namespace accord::settlement
