// Guarantees: until when the creditor must act, for how much the guarantor answers, his recourse.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "accord/calendar/date.hpp"
#include "accord/money/rate.hpp"
#include "accord/settlement/explained.hpp"
#include "accord/settlement/law.hpp"
#include "accord/settlement/rule.hpp"

namespace accord::settlement {

enum class GuaranteeMode { not_agreed, joint, general };
enum class ActKind { demand, suit, arbitration, enforcement, mediation };
enum class Against { guarantor, debtor };

/// What the creditor did. `served`: the paper of a suit withdrawn since had reached the guarantor.
struct CreditorAct {
    calendar::Date date;
    ActKind kind = ActKind::demand;
    Against against = Against::guarantor;
    bool withdrawn = false;
    bool served = false;
};

struct GuaranteeClaim {
    calendar::Date due;  // the main debt's term ends
    GuaranteeMode mode = GuaranteeMode::not_agreed;
    std::optional<std::int64_t> period_months;
    std::optional<calendar::Date> period_until;
    std::vector<CreditorAct> acts;     // towards this guarantor or the debtor; others' do not count
    std::optional<calendar::Date> on;  // the day on which it is asked
    std::optional<calendar::Date> contract_on;  // whose law holds; the due day, if not given
};

/// The last day of the guarantee period (民法典 692) – one that is a rest day moves to the day
/// after (203), one that no notice covers is provisional – and whether an act in it binds the
/// guarantor (693): a demand on a joint one; suit, arbitration or enforcement of a notarised debt
/// against the debtor for a general one, which no mediation replaces. Refuses "guarantee_lapsed".
/// Throws Error(input, "two_periods" | "not_positive").
[[nodiscard]] Answer guarantee_claim(const GuaranteeClaim& input, const Law& law);

struct GuaranteeAmount {
    money::Money debt;
    std::optional<money::Money> changed_debt;  // as creditor and debtor changed it
    bool consent = false;                      // of the guarantor, in writing
    std::optional<money::Money> debtor_security;
    bool order_agreed = false;  // another order than the debtor's own security first
    money::Rate share{1, 1};    // agreed among several guarantors
    calendar::Date on;
    money::Rounding rounding = money::Rounding::half_up;
};

/// For how much a bound guarantor answers: no more than before a change he did not accept (民法典
/// 695), after the debtor's own security (392), for the share agreed (699).
[[nodiscard]] Explained guarantee_amount(const GuaranteeAmount& input, const Law& law);

struct Recourse {
    money::Money paid;
    std::optional<money::Money> interest;
    std::optional<money::Money> costs;
    std::optional<money::Money> bound;      // for how much he answered
    std::optional<money::Money> recovered;  // already got from the debtor
};

/// What a guarantor who paid claims from the debtor, within what he answered for (民法典 700).
/// Throws Error(input, "recovered_above_claim" | "negative_amount").
[[nodiscard]] Explained recourse(const Recourse& input);

}  // namespace accord::settlement
