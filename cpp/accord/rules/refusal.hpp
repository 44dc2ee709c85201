// A lawful "no": what may not be done, by which clause, what is missing, and from when it could be.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "accord/base/clause.hpp"
#include "accord/calendar/date.hpp"

namespace accord::rules {

struct Refusal {
    std::string code;  // "wrong_stage" "wrong_role" "guard" "evidence_missing" "term_lapsed"
                       // "stale" "out_of_order" "no_authority" "not_extendable" "told_missing" …
    std::string action;                      // what was attempted
    std::vector<base::Clause> clauses;       // of the conjuncts that failed
    std::vector<std::string> missing;        // "evidence:contract", "fact:amount" …
    std::optional<calendar::Date> earliest;  // when time alone would change the answer
    std::vector<std::pair<std::string, std::string>>
        details;  // name → printed value, for the words
    bool operator==(const Refusal&) const = default;
};

}  // namespace accord::rules
