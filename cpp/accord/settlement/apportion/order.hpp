// Money paid out in an order of law: a waterfall of ranks, and a payment over several debts.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "accord/calendar/date.hpp"
#include "accord/money/rate.hpp"
#include "accord/settlement/explained.hpp"

namespace accord::settlement {

struct RankedClaim {
    money::Money amount;
    std::int64_t rank = 1;  // 1 is paid first
};

enum class Basis { bankruptcy, participation, agreed };

/// Each rank in full before the next; the one that runs out in proportion. Of a bankrupt
/// (企业破产法 43, 113): costs, common-benefit debts, employees, social security and tax, ordinary
/// claims; among several creditors of one who can not be made bankrupt 参与分配 (民诉法解释 508).
/// Throws Error(input, "no_rows" | "negative_amount" | "not_positive").
[[nodiscard]] Explained waterfall(const money::Money& estate, std::span<const RankedClaim> claims,
                                  Basis basis);

struct Debt {
    money::Money amount;
    calendar::Date due;
    std::optional<money::Money> security;  // what secures it; none is the least
    std::optional<money::Rate> burden;     // its rate per year; none is 0 %
    bool named = false;                    // by the debtor, when paying
};

/// A payment that does not suffice for all debts of one kind to one creditor (民法典 560): those
/// the debtor named, then what is due, then the least secured, the heaviest, the one due first;
/// equal in all, in proportion. Throws Error(input, "no_rows" | "negative_amount" | "rate_unit").
[[nodiscard]] Explained order_of_debts(const money::Money& payment, calendar::Date on,
                                       std::span<const Debt> debts);

}  // namespace accord::settlement
