// The check that every explained figure passes before anyone sees it.
#include "accord/settlement/explained.hpp"

#include <utility>

#include "accord/base/check.hpp"

namespace accord::settlement {

Explained explained(money::Money value, base::Line why) {
    ACCORD_CHECK(why.amount.count == value.minor());
    ACCORD_CHECK(why.amount.unit == value.currency().code());
    base::check_sums(why);
    return {value, std::move(why)};
}

base::Line line(std::string label, std::string rule, const money::Money& amount) {
    base::Line line;
    line.label = std::move(label);
    line.rule = std::move(rule);
    line.amount = {amount.minor(), std::string{amount.currency().code()}};
    return line;
}

}  // namespace accord::settlement
