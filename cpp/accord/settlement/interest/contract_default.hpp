// What a contract in default costs where the law sets or measures it: delay, penalty, deposit
// (PRC).
#pragma once

#include <optional>
#include <string>

#include "accord/settlement/explained.hpp"
#include "accord/settlement/interest/period.hpp"
#include "accord/settlement/law.hpp"

namespace accord::settlement {

/// Loss by late payment of a price where no penalty was agreed (买卖合同解释 18(4)): for days to
/// 2019-08-19 the central bank's benchmark for a loan of the same kind with the uplift of overdue
/// loans, from 2019-08-20 the one-year LPR with 30–50 %. Rounded once.
/// Refuses "uplift_out_of_range".
struct ContractDefault {
    enum class Lpr { at_default, each_day };  // which quotation later days take
    money::Money amount;
    calendar::Date defaulted;
    calendar::Date end;
    money::Rate uplift;
    std::string tenor = "gt_6m_le_1y";  // of the benchmark
    Lpr lpr = Lpr::at_default;
    calendar::DayCount day_count = calendar::DayCount::act_365;
    BothEnds both_ends = BothEnds::no;
    money::Rounding rounding = money::Rounding::half_up;
};
[[nodiscard]] Explained contract_default_interest(const ContractDefault& input, const Law& law);

/// A penalty more than 30 % above the loss is presumed too high, and what lies above is shown as
/// the presumed excess; a party that broke the contract in bad faith is not heard with it
/// (合同编通则解释 65).
[[nodiscard]] Explained penalty_presumption(const money::Money& penalty, const money::Money& loss,
                                            calendar::Date on, bool bad_faith,
                                            money::Rounding rounding, const Law& law);

/// What the receiver of a deposit owes back: it is doubled against a receiver and lost by a payer
/// in default (民法典 587), as far as it lies within a fifth of the price (586(2)) and, after
/// performance in part, for the share left unperformed (合同编通则解释 68(2)).
struct Deposit {
    enum class Defaulter { payer, receiver };
    money::Money deposit;
    Defaulter defaulter = Defaulter::payer;
    calendar::Date on;
    std::optional<money::Money> price{};
    money::Rate unperformed{1, 1};
    money::Rounding rounding = money::Rounding::half_up;
};
[[nodiscard]] Explained deposit(const Deposit& input, const Law& law);

}  // namespace accord::settlement
