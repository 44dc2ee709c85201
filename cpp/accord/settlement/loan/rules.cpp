// The rules of loan, as data.
#include "accord/settlement/rule.hpp"

namespace accord::settlement {

std::vector<Rule> loan_rules() {
    return {};
}

}  // namespace accord::settlement
