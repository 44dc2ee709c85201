// What the opening of a case rests on: when it happened, and how the filing is triaged.
#pragma once

#include <string>
#include <vector>

#include "accord/procedure/decide.hpp"

namespace accord::procedure {

struct Triage {
    std::string priority;
    std::vector<std::string> routes;
};

/// S4: the row of severity × urgency; "unstated" where no row fits what the filing says.
[[nodiscard]] Triage triage_of(const casefile::Filing& filing, const Definition& definition);
/// When the opening happened: the day or moment of receipt, or `at` where the filing does not say.
/// Error(input, "received_later") when that lies after `at`.
[[nodiscard]] casefile::When opening_moment(const casefile::Filing& filing, calendar::Instant at,
                                            const Law& law);

}  // namespace accord::procedure
