// What an imported row says became of its case, as happenings that claim no more than the row says.
#pragma once

#include "accord/intake/intake.hpp"
#include "accord/procedure/decide.hpp"

namespace accord::docket {

/// What the row says of the answer, as facts of the filing: "company_response" (a code), "timely",
/// "consumer_disputed".
void add_facts(const intake::Outcome& outcome, std::vector<casefile::Fact>& facts);

/// The source's outcome under the case's procedure. A timely response has no date in the source:
/// its term is met, date unknown, the source says so, and never lapses. A response said to be late
/// lapses the term for the same reason; "in progress" leaves the final term open.
[[nodiscard]] procedure::Happenings imported(const casefile::Case& c,
                                             const intake::Outcome& outcome,
                                             const procedure::Definition& definition);

}  // namespace accord::docket
