// The rules of apportion, as data.
#include "accord/settlement/rule.hpp"

namespace accord::settlement {

std::vector<Rule> apportion_rules() {
    return {};
}

}  // namespace accord::settlement
