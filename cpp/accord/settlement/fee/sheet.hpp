// A fee put together from exact parts, rounded once, its cents placed so that the lines add up.
#pragma once

#include <string_view>
#include <vector>

#include "accord/rules/rule_book.hpp"
#include "accord/settlement/exact.hpp"
#include "accord/settlement/explained.hpp"
#include "accord/settlement/law.hpp"

namespace accord::settlement {

/// Parts first, then what changes their sum as a whole: a halving, a least fee, a cap. Each line of
/// a change is the difference of the rounded totals before and after it.
class FeeSheet {
public:
    FeeSheet(const char* rule, money::Currency currency, money::Rounding rounding)
        : rule_(rule), currency_(currency), rounding_(rounding) {}

    /// A line of this sheet's rule, its amount still to come.
    [[nodiscard]] money::Money nothing() const { return {0, currency_}; }
    [[nodiscard]] const char* rule() const noexcept { return rule_; }

    void add(base::Line line, const Exact& part);
    void change(base::Line line, const Exact& total);
    [[nodiscard]] const Exact& total() const noexcept { return total_; }
    /// The head with its lines; its last inputs are the exact figure and the rounding.
    [[nodiscard]] Explained close(base::Line head) const;

private:
    const char* rule_;
    money::Currency currency_;
    money::Rounding rounding_;
    std::vector<base::Line> parts_;
    std::vector<Exact> exact_parts_;
    std::vector<base::Line> changes_;
    std::vector<Exact> totals_;  // after each change
    Exact sum_;
    Exact total_;
};

/// One part per slice that the amount reaches. The first is always reached: its flat fee is due per
/// case. "Over": an amount at the very end of a slice stays in it.
void add_slices(FeeSheet& sheet, const rules::FeeScale& scale, const money::Money& amount);
/// A flat fee as the book has it, or as somebody set it by this clause.
void add_flat(FeeSheet& sheet, const rules::Parameter& fee);
void add_set_fee(FeeSheet& sheet, const money::Money& fee, const base::Clause& clause);
/// Not below, not above what the parameter says.
void raise_to_least(FeeSheet& sheet, const rules::Parameter& least);
void cap(FeeSheet& sheet, const rules::Parameter& most);
/// The share that the parameter says of the whole so far.
void take_share(FeeSheet& sheet, const rules::Parameter& share);

/// A fee that the book has as it is.
[[nodiscard]] Explained flat_fee(base::Line head, const rules::Parameter& fee);
/// Several fees, each rounded by itself, and their sum.
[[nodiscard]] Explained sum_of(base::Line head, std::vector<Explained> fees);
/// Throws Error(input, "not_for_this_kind", name, kind).
[[noreturn]] void refuse_argument(const char* name, std::string_view kind);
/// Throws Error(input, "negative_count", name, the count).
void require_not_negative(std::int64_t count, const char* name);
/// Refuses (outside_range) what does not lie between the two, ends inside. Throws Error(input,
/// "negative_amount"), Error(money, "currency_mismatch").
void require_range(const money::Money& given, const char* name, const rules::Parameter& least,
                   const rules::Parameter& most);
[[nodiscard]] money::Money money_of(const rules::Parameter& parameter);

}  // namespace accord::settlement
