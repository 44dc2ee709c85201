// The upper limit of interest on private loans, and what a loan bears under it (PRC).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "accord/settlement/explained.hpp"
#include "accord/settlement/interest/period.hpp"
#include "accord/settlement/law.hpp"

namespace accord::settlement {

/// The kinds of lender, those of private loans first.
[[nodiscard]] std::vector<std::string> lenders();
/// Refuses "licensed_lender" (民间借贷规定 1(2)) and "local_financial_organisation"
/// (法释〔2020〕27号).
void require_private_lender(const std::string& lender);

/// Whose loan, when agreed, when sued over: what finds the limit (民间借贷规定 1, 25, 31).
struct PrivateLoan {
    std::string lender;
    calendar::Date formed;
    std::optional<calendar::Date> sued{};
    bool old_rules = true;  // a party asks for the rules of before, where they can apply (31(2))
};

/// The limit from one day on.
struct LendingLimit {
    calendar::Date from;
    money::Rate rate;                   // per year
    std::vector<base::Clause> clauses;  // the limit's own, and the published rate's
    std::string source;
    bool provisional = false;
};

/// The limits that hold over [start, last], in order. Refuses other lenders than private ones and
/// "before_interpretation". Throws Error(input, "needs_argument" | "end_before_start").
[[nodiscard]] std::vector<LendingLimit> caps(const PrivateLoan& loan, calendar::Date start,
                                             calendar::Date last, const Law& law);
/// The limit of interest from now on: four times the one-year rate at formation (25), or at suit
/// for a loan formed before the limit took effect (31); the old line for one sued over before.
[[nodiscard]] LendingLimit lending_cap(const PrivateLoan& loan, const Law& law);

/// Interest in term as agreed (none agreed: none, 24), after default as 28 puts it, each within the
/// limit of its day; on the principal actually lent (26); other overdue items as far as all of them
/// together stay within the limit (29). Rounded once.
struct PrivateLending {
    money::Money principal;
    PrivateLoan loan;
    calendar::Date start;
    calendar::Date end;
    std::optional<money::Rate> rate{};
    std::optional<calendar::Date> defaulted{};
    std::optional<money::Rate> overdue_rate{};
    std::optional<money::Money> penalty{};
    std::optional<money::Money> deducted{};  // interest taken off in advance
    calendar::DayCount day_count = calendar::DayCount::act_365;
    BothEnds both_ends = BothEnds::no;
    money::Rounding rounding = money::Rounding::half_up;
};
[[nodiscard]] Explained private_lending_interest(const PrivateLending& input, const Law& law);

/// What may be owed in all after roll-overs: the first principal and the limit's interest on it for
/// the whole time (27(2)). Rounded once.
struct Rollover {
    money::Money principal;
    PrivateLoan loan;
    calendar::Date start;
    calendar::Date end;
    calendar::DayCount day_count = calendar::DayCount::act_365;
    money::Rounding rounding = money::Rounding::half_up;
};
[[nodiscard]] Explained rollover_ceiling(const Rollover& input, const Law& law);

}  // namespace accord::settlement
