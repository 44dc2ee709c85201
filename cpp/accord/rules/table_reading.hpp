// A decision table read from a law file.
#pragma once

#include <string>

#include "accord/base/json.hpp"
#include "accord/rules/decision_table.hpp"

namespace accord::rules {

/// {"id","jurisdiction","clause","source","effective_from","hit":"unique","inputs":[{"name",
/// "kind":"money","currency":"USD","from":"0.01 USD"}],"outputs":[{"name"}],"rows":[{"when":["<=
/// 1000.00 USD"],"then":["50.00 USD"]}],"gaps":true}. Throws Error(input, code, name, pointer),
/// also for overlaps and gaps.
[[nodiscard]] DecisionTable read_table(const base::JsonObject& object, const std::string& where);

}  // namespace accord::rules
