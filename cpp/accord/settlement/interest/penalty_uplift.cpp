// The two ranges of uplift, looked up in the rule book on the day that decides.
#include "accord/settlement/interest/penalty_uplift.hpp"

#include "accord/base/error.hpp"

namespace accord::settlement {

using calendar::Date;

Date loan_day(std::optional<Date> made, Date start) {
    if (!made) return start;
    if (start < *made) base::fail_input("made_after_start", made->text(), start.text());
    return *made;
}

const rules::Parameter& require_uplift(const Law& law, const money::Rate& uplift, Breach breach,
                                       Date on) {
    const bool overdue = breach == Breach::overdue;
    const char* least_id = overdue ? "cn.loan.overdue_uplift_min" : "cn.loan.misuse_uplift_min";
    const char* most_id = overdue ? "cn.loan.overdue_uplift_max" : "cn.loan.misuse_uplift_max";
    if (law.book().find_parameter(least_id, on) == nullptr) {
        refuse("loan_before_rule", {"银发〔2003〕251号", base::Status::secondary},
               {{"made", on.text()}});
    }
    const rules::Parameter& least = law.parameter(least_id, on);
    const rules::Parameter& most = law.parameter(most_id, on);
    if (money::less(uplift, money::Rate::parse(least.value)) ||
        money::less(money::Rate::parse(most.value), uplift)) {
        refuse("penalty_uplift_outside", most.clause,
               {{"uplift", uplift.text()}, {"least", least.value}, {"most", most.value}});
    }
    return most;
}

}  // namespace accord::settlement
