// A loan that leaves its schedule: paid back early, or run anew over another term.
#pragma once

#include <cstdint>
#include <optional>

#include "accord/money/rate.hpp"
#include "accord/settlement/explained.hpp"
#include "accord/settlement/loan/plan.hpp"
#include "accord/settlement/rule.hpp"

namespace accord::settlement {

enum class Keep { term, instalment };

struct EarlyRepayment {
    Plan plan;
    std::int64_t after = 0;                // right after this instalment
    std::optional<money::Money> amount{};  // all that is owed, where none is given
    Keep keep = Keep::term;
    std::optional<money::Money> charge{};
    money::Rate charge_rate{0, 1};  // of the amount
};
/// The interest that is saved, less the break charge of the agreement. Throws Error(input,
/// "month_out_of_range" | "amount_above_balance" | "negative_amount" | "share_out_of_range").
[[nodiscard]] Explained early_repayment(const EarlyRepayment& input);

struct Reschedule {
    Plan plan;
    std::int64_t after = 0;
    std::int64_t new_months = 0;
    std::optional<MonthlyRate> new_rate{};  // the rate in force, where none is given
    std::optional<money::Money> added{};    // arrears made principal, or a new advance
};
/// The interest of the balance over its new term, less what the old schedule still asked.
[[nodiscard]] Explained reschedule(const Reschedule& input);

/// The months in which a fixed payment pays a loan off. Throws Error(input, "never_repaid", the
/// payment, the month's interest) where it does not in 1200 of them.
[[nodiscard]] Answer months_to_repay(const money::Money& principal, const MonthlyRate& rate,
                                     const money::Money& payment, money::Rounding rounding);

}  // namespace accord::settlement
