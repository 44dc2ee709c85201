// The parts that the list of fee rules is made of.
#pragma once

#include <string>
#include <vector>

#include "accord/settlement/rule.hpp"

namespace accord::settlement {

[[nodiscard]] Rule fee_rule(std::string name, Result (*reckon)(const Arguments&, const Law&),
                            std::vector<Parameter> parameters, std::vector<std::string> parts = {});
[[nodiscard]] std::vector<Rule> arbitration_fee_rules();
[[nodiscard]] std::vector<Rule> scheme_fee_rules();

}  // namespace accord::settlement
