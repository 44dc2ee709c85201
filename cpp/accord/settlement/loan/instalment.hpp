// What the formulas of a loan say before any month is rounded: instalments, balances, values.
#pragma once

#include <cstdint>

#include "accord/settlement/explained.hpp"
#include "accord/settlement/loan/plan.hpp"

namespace accord::settlement {

enum class Portion { total, principal, interest };

/// The instalment of a month under the unrounded plan, or its principal or interest alone, rounded
/// once. Plain arithmetic of the agreement: no statute fixes it.
[[nodiscard]] Explained instalment(const Plan& plan, std::int64_t month, Portion portion);
/// All instalments less the principal: n × payment − P, or P r (n+1)/2 under equal principal.
[[nodiscard]] Explained unrounded_loan_interest(const Plan& plan);
/// What is owed after so many instalments, month by month in whole units.
[[nodiscard]] Explained loan_balance(const Plan& plan, std::int64_t after);
/// The same with nothing rounded on the way.
[[nodiscard]] Explained unrounded_loan_balance(const Plan& plan, std::int64_t after);

enum class Due { end, start };  // of each period

/// Equal payments, one each period, and one amount beside them: paid at the end where a present
/// value is asked, held from the start where a future value is.
struct Annuity {
    money::Money payment;
    MonthlyRate rate;
    std::int64_t months = 0;
    money::Money beside;
    Due due = Due::end;
    money::Rounding rounding = money::Rounding::half_up;
};
[[nodiscard]] Explained present_value(const Annuity& annuity);
[[nodiscard]] Explained future_value(const Annuity& annuity);

}  // namespace accord::settlement
