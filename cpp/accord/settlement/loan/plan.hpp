// A loan as it was agreed, and its life month by month with every amount in whole minor units.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <vector>

#include "accord/money/money.hpp"
#include "accord/settlement/arguments.hpp"
#include "accord/settlement/loan/annuity.hpp"

namespace accord::settlement {

enum class RepaymentMethod { equal_instalment, equal_principal };  // 等额本息, 等额本金
/// Who carries the minor units that equal payments leave over: the last instalment, the first as
/// far as whole units can, or each month anew.
enum class Residue { last, first, each };

/// From this month on, its interest included, the loan bears this rate.
struct RateChange {
    std::int64_t month = 0;
    MonthlyRate rate;
};

struct Plan {
    money::Money principal;
    MonthlyRate rate;
    std::int64_t months = 0;
    RepaymentMethod method = RepaymentMethod::equal_instalment;
    std::vector<RateChange> changes{};
    money::Rounding rounding = money::Rounding::half_up;
};

inline constexpr std::int64_t months_max = 1200;
/// Throws Error(input, "months_out_of_range", the count, name).
void require_months(std::int64_t months, const char* name);
/// Throws Error(input, "month_out_of_range", the month, name).
void require_month(std::int64_t month, std::int64_t first, std::int64_t last, const char* name);
/// Reads the principal, the rates and the numbers of months so named (the first of each is the
/// plan's, the others are only checked, where given), and the method; no changes. Checks in that
/// order. Throws what `monthly_rate` does and Error(input, "negative_amount" |
/// "months_out_of_range").
[[nodiscard]] Plan read_terms(const Arguments& given, std::initializer_list<const char*> rates,
                              std::initializer_list<const char*> months = {"months"});
/// Throws what `monthly_rate` does and Error(input, "changes_out_of_order").
[[nodiscard]] std::vector<RateChange> read_changes(const Arguments& given, const char* name);
/// The fields of a row of changes: month and rate.
[[nodiscard]] Parameter change_rows(std::string name);
/// equal_instalment and equal_principal, the first by default.
[[nodiscard]] Parameter method_parameter();

struct Month {
    std::int64_t payment = 0;
    std::int64_t principal = 0;
    std::int64_t interest = 0;
    std::int64_t balance = 0;  // after the payment
};

/// Months `first` to `last` from a balance. `level` is the payment (the principal's share under
/// equal principal) to begin with, where it is not to be reckoned from the balance.
struct Run {
    std::int64_t balance = 0;
    std::int64_t first = 1;
    std::int64_t last = 0;
    std::optional<std::int64_t> level{};
};

/// The months of a run, and the payment or share in force from each month on where it was set.
struct Life {
    std::vector<Month> months;
    std::vector<std::pair<std::int64_t, std::int64_t>> levels;

    [[nodiscard]] std::int64_t interest() const;
    /// In force in the month, counted as the plan counts.
    [[nodiscard]] std::int64_t level_at(std::int64_t month) const;
    [[nodiscard]] std::int64_t balance_after(std::int64_t months_paid, std::int64_t opening) const {
        return months_paid == 0 ? opening
                                : months[static_cast<std::size_t>(months_paid) - 1].balance;
    }
};

/// The rate in force in a month.
[[nodiscard]] const MonthlyRate& rate_in(const Plan& plan, std::int64_t month);
/// Interest is the month's balance × rate, rounded; a payment is recomputed where the rate changes;
/// a principal part is never negative nor above the balance; the last month pays what is left.
[[nodiscard]] Life run(const Plan& plan, const Run& run);
/// The whole loan.
[[nodiscard]] Life life(const Plan& plan, Residue residue = Residue::last);

}  // namespace accord::settlement
