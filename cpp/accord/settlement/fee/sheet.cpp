// Exact parts and changes of a fee, and the lines that they become.
#include "accord/settlement/fee/sheet.hpp"

#include <string>
#include <utility>

#include "accord/base/check.hpp"
#include "accord/base/error.hpp"

namespace accord::settlement {
namespace {

/// What lies in slice `i` of the amount: between its lower end and the next one's.
money::Money part_in_slice(const rules::FeeScale& scale, std::size_t i,
                           const money::Money& amount) {
    const money::Money& over = scale.slices[i].over;
    const bool last = i + 1 == scale.slices.size();
    const bool beyond = !last && money::less(scale.slices[i + 1].over, amount);
    return (beyond ? scale.slices[i + 1].over : amount) - over;
}

base::Line slice_line(const FeeSheet& sheet, const rules::FeeScale& scale, std::size_t i,
                      const money::Money& part) {
    const rules::FeeSlice& slice = scale.slices[i];
    base::Line result = line("slice", sheet.rule(), sheet.nothing());
    result.clauses = {scale.clause};
    result.inputs.emplace_back("over", slice.over.text());
    if (i + 1 < scale.slices.size()) {
        result.inputs.emplace_back("up_to", scale.slices[i + 1].over.text());
    }
    result.inputs.emplace_back("part", part.text());
    if (i == 0 && slice.base.minor() != 0) result.inputs.emplace_back("flat", slice.base.text());
    if (slice.rate.numerator() != 0) result.inputs.emplace_back("rate", slice.rate.text());
    result.source = scale.source;
    return result;
}

}  // namespace

void FeeSheet::add(base::Line line, const Exact& part) {
    ACCORD_CHECK(changes_.empty());
    parts_.push_back(std::move(line));
    exact_parts_.push_back(part);
    sum_ = sum_ + part;
    total_ = sum_;
}

void FeeSheet::change(base::Line line, const Exact& total) {
    changes_.push_back(std::move(line));
    totals_.push_back(total);
    total_ = total;
}

Explained FeeSheet::close(base::Line head) const {
    std::int64_t amount = sum_.round(rounding_);
    const std::vector<std::int64_t> units = place_units(exact_parts_, amount);
    for (std::size_t i = 0; i < parts_.size(); ++i) {
        head.lines.push_back(parts_[i]);
        head.lines.back().amount.count = units[i];
    }
    for (std::size_t i = 0; i < changes_.size(); ++i) {
        const std::int64_t next = totals_[i].round(rounding_);
        head.lines.push_back(changes_[i]);
        head.lines.back().amount.count = next - amount;
        amount = next;
    }
    head.amount.count = amount;
    head.inputs.emplace_back("exact", print(total_, currency_));
    head.inputs.emplace_back("rounding", std::string{money::to_text(rounding_)});
    return explained({amount, currency_}, std::move(head));
}

void add_slices(FeeSheet& sheet, const rules::FeeScale& scale, const money::Money& amount) {
    require_currency(amount, scale.slices.front().over.currency());
    for (std::size_t i = 0; i < scale.slices.size(); ++i) {
        const rules::FeeSlice& slice = scale.slices[i];
        if (i > 0 && !money::less(slice.over, amount)) break;
        const money::Money part = part_in_slice(scale, i, amount);
        Exact fee = Exact{part} * Exact{slice.rate};
        if (i == 0) fee = fee + Exact{slice.base};
        sheet.add(slice_line(sheet, scale, i, part), fee);
    }
}

void add_flat(FeeSheet& sheet, const rules::Parameter& fee) {
    base::Line flat = line("flat_fee", sheet.rule(), sheet.nothing());
    flat.clauses = {fee.clause};
    flat.source = fee.source;
    sheet.add(std::move(flat), Exact{money_of(fee)});
}

void add_set_fee(FeeSheet& sheet, const money::Money& fee, const base::Clause& clause) {
    require_currency(fee, sheet.nothing().currency());
    base::Line set = line("set_fee", sheet.rule(), sheet.nothing());
    set.clauses = {clause};
    sheet.add(std::move(set), Exact{fee});
}

void raise_to_least(FeeSheet& sheet, const rules::Parameter& least) {
    const Exact floor{money_of(least)};
    if (!(sheet.total() < floor)) return;
    base::Line raised = line("raised_to_least", sheet.rule(), sheet.nothing());
    raised.clauses = {least.clause};
    raised.inputs.emplace_back("least", least.value);
    raised.source = least.source;
    sheet.change(std::move(raised), floor);
}

void cap(FeeSheet& sheet, const rules::Parameter& most) {
    const Exact ceiling{money_of(most)};
    if (!(ceiling < sheet.total())) return;
    base::Line capped = line("capped", sheet.rule(), sheet.nothing());
    capped.clauses = {most.clause};
    capped.inputs.emplace_back("most", most.value);
    capped.source = most.source;
    sheet.change(std::move(capped), ceiling);
}

void take_share(FeeSheet& sheet, const rules::Parameter& share) {
    base::Line taken = line("share_of_fee", sheet.rule(), sheet.nothing());
    taken.clauses = {share.clause};
    taken.inputs = {{"share", share.value},
                    {"fee", print(sheet.total(), sheet.nothing().currency())}};
    taken.source = share.source;
    sheet.change(std::move(taken), sheet.total() * Exact{money::Rate::parse(share.value)});
}

Explained flat_fee(base::Line head, const rules::Parameter& fee) {
    const money::Money value = money_of(fee);
    head.amount = {value.minor(), std::string{value.currency().code()}};
    head.clauses = {fee.clause};
    head.source = fee.source;
    return explained(value, std::move(head));
}

Explained sum_of(base::Line head, std::vector<Explained> fees) {
    ACCORD_CHECK(!fees.empty());
    money::Money value = fees.front().value;
    for (std::size_t i = 0; i < fees.size(); ++i) {
        if (i > 0) value = value + fees[i].value;
        head.lines.push_back(std::move(fees[i].why));
    }
    head.amount = {value.minor(), std::string{value.currency().code()}};
    return explained(value, std::move(head));
}

void refuse_argument(const char* name, std::string_view kind) {
    base::fail_input("not_for_this_kind", name, std::string{kind});
}

void require_not_negative(std::int64_t count, const char* name) {
    if (count < 0) base::fail_input("negative_count", name, std::to_string(count));
}

void require_range(const money::Money& given, const char* name, const rules::Parameter& least,
                   const rules::Parameter& most) {
    require_not_negative(given, name);
    require_currency(given, money_of(least).currency());
    if (!money::less(given, money_of(least)) && !money::less(money_of(most), given)) return;
    refuse("outside_range", least.clause,
           {{"given", given.text()}, {"least", least.value}, {"most", most.value}});
}

money::Money money_of(const rules::Parameter& parameter) {
    return money::Money::parse(parameter.value);
}

}  // namespace accord::settlement
