// The award beside its limit, looked up by two dates.
#include "accord/settlement/loss/award_limit.hpp"

#include <array>
#include <utility>

#include "accord/base/error.hpp"
#include "accord/settlement/exact.hpp"

namespace accord::settlement {

Explained fos_award(const money::Money& award, calendar::Date act, calendar::Date referred,
                    const Law& law) {
    require_not_negative(award, "award");
    if (referred < act) base::fail_input("end_before_start", referred.text(), act.text());
    const rules::DecisionTable& table = law.table("uk.fos.award_limit", referred);
    const std::array<rules::Value, 2> dates{referred, act};
    const rules::TableRow* row = law.decide("uk.fos.award_limit", referred, dates);
    if (row == nullptr) base::fail_input("not_in_force", table.id, referred.text());
    const money::Money limit = money::Money::parse(table.output(*row, "limit"));
    require_currency(award, limit.currency());
    const money::Money above =
        money::less(limit, award) ? award - limit : money::Money{0, limit.currency()};

    base::Line why = line("binding_award", "uk.fos.award", award - above);
    why.clauses = {table.clause};
    why.source = table.source;
    why.inputs = {{"act", act.text()}, {"referred", referred.text()}, {"limit", limit.text()}};
    why.lines = {line("award", "uk.fos.award", award), line("above_limit", "uk.fos.award", -above)};
    return explained(award - above, std::move(why));
}

}  // namespace accord::settlement
