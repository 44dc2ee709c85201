// Interest on money due under an enforceable document and not paid in time (PRC).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "accord/settlement/explained.hpp"
#include "accord/settlement/interest/period.hpp"
#include "accord/settlement/law.hpp"

namespace accord::settlement {

struct PartPayment {
    calendar::Date date;
    money::Money amount;
};

/// Days that do not count: review or retrial stopped the enforcement. Those the debtor asked for
/// count all the same.
struct Suspension {
    calendar::Date from;
    calendar::Date to;  // the first day that counts again
    bool requested_by_debtor = false;
};

/// The doubled part: unpaid money debt without general interest × 0.0175 % × days (迟延履行利息解释
/// 1–5, 7; 民诉法 264). `debt` is what the document fixes, `start` the day its period of
/// performance ends, `end` the day of full performance. A part payment ends its part on its own
/// day; from the acceptance of a bankruptcy petition on nothing runs (企业破产法 46, 破产法解释三
/// 3). A foreign debt bears its interest in its currency, or at `convert_rate` CNY for one unit,
/// the central parity of the start day. Rounded once.
/// Refuses "not_enforceable_instrument", "own_default_clause", "before_interpretation".
struct DelayedPerformance {
    money::Money debt;
    std::string instrument;
    calendar::Date start;
    calendar::Date end;
    std::vector<PartPayment> payments{};
    std::vector<Suspension> suspensions{};
    bool default_clause = false;  // the mediation order's own default clause was borne
    std::optional<calendar::Date> bankruptcy_accepted{};
    std::optional<money::Rate> convert_rate{};
    BothEnds both_ends = BothEnds::no;
    money::Rounding rounding = money::Rounding::half_up;
};
[[nodiscard]] Explained delayed_performance_interest(const DelayedPerformance& input,
                                                     const Law& law);

/// A duty other than money: double the loss that the delay caused, or, where it caused none, the
/// amount the court set (民诉法解释 505). Refuses "court_decides" where it has set none.
[[nodiscard]] Explained non_money_delay(const money::Money& loss, calendar::Date on,
                                        const std::optional<money::Money>& court_amount,
                                        money::Rounding rounding, const Law& law);

/// The kinds of document, enforceable ones first.
[[nodiscard]] std::vector<std::string> instruments();

}  // namespace accord::settlement
