// The rules of range, as data.
#include "accord/settlement/rule.hpp"

namespace accord::settlement {

std::vector<Rule> range_rules() {
    return {};
}

}  // namespace accord::settlement
