// Fees looked up in bands, and what comes on top of them.
#include "accord/settlement/fee/bands.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "accord/base/error.hpp"

namespace accord::settlement {
namespace {

constexpr const char* aaa_rule = "us.aaa.commercial";
constexpr const char* individual_rule = "us.aaa.individual";
constexpr const char* finra_rule = "us.finra";

money::Currency dollar() {
    return money::Currency::of("USD");
}

void require_one_or_three(std::int64_t arbitrators) {
    if (arbitrators == 1 || arbitrators == 3) return;
    base::fail_input("arbitrators_one_or_three", std::to_string(arbitrators));
}

/// The row of an amount; refuses an amount that the table does not have.
const rules::TableRow& band_of(const rules::DecisionTable& table, const money::Money& amount) {
    const std::vector<rules::Value> given{amount};
    const std::vector<const rules::TableRow*> rows = table.decide(given);
    if (rows.empty()) refuse("not_in_schedule", table.clause, {{"amount", amount.text()}});
    return *rows.front();
}

/// A fee of a table, with the table's law and source.
Explained fee_of(base::Line head, const rules::DecisionTable& table, const money::Money& value) {
    head.amount = {value.minor(), std::string{value.currency().code()}};
    head.clauses = {table.clause};
    head.source = table.source;
    return explained(value, std::move(head));
}

/// The base fee of the band, and in the top band a share of the excess, together capped.
Explained initial_fee(const AaaFee& input, const rules::DecisionTable& table,
                      const rules::TableRow& row) {
    FeeSheet sheet{aaa_rule, dollar(), input.rounding};
    base::Line band = line("flat_fee", aaa_rule, sheet.nothing());
    band.clauses = {table.clause};
    sheet.add(std::move(band), Exact{money::Money::parse(table.output(row, "initial"))});
    const money::Rate rate = money::Rate::parse(table.output(row, "rate"));
    if (rate.numerator() != 0) {
        const money::Money over = money::Money::parse(table.output(row, "over"));
        base::Line part = line("part_above", aaa_rule, sheet.nothing());
        part.clauses = {table.clause};
        part.inputs = {{"over", over.text()}, {"rate", rate.text()}};
        sheet.add(std::move(part), Exact{input.amount - over} * Exact{rate});
        const Exact most{money::Money::parse(table.output(row, "most"))};
        if (most < sheet.total()) {
            base::Line capped = line("capped", aaa_rule, sheet.nothing());
            capped.clauses = {table.clause};
            capped.inputs.emplace_back("most", table.output(row, "most"));
            sheet.change(std::move(capped), most);
        }
    }
    base::Line head = line("initial_fee", aaa_rule, sheet.nothing());
    head.clauses = {table.clause};
    head.source = table.source;
    return sheet.close(std::move(head));
}

/// A least fee where three sit.
Explained at_least(Explained fee, const rules::Parameter& least) {
    const money::Money floor = money_of(least);
    if (!money::less(fee.value, floor)) return fee;
    base::Line raised = line("raised_to_least", aaa_rule, floor - fee.value);
    raised.clauses = {least.clause};
    raised.inputs.emplace_back("least", least.value);
    if (fee.why.lines.empty()) {
        base::Line band = line("flat_fee", aaa_rule, fee.value);
        band.clauses = fee.why.clauses;
        fee.why.lines.push_back(std::move(band));
    }
    fee.why.lines.push_back(std::move(raised));
    fee.why.amount.count = floor.minor();
    return explained(floor, std::move(fee.why));
}

Explained head_with(const AaaFee& input, const base::Clause& clause, std::vector<Explained> fees) {
    base::Line why = line("aaa_icdr_fee", aaa_rule, {0, dollar()});
    why.clauses = {clause};
    why.inputs = {{"amount", input.amount.text()},
                  {"schedule", input.schedule},
                  {"arbitrators", std::to_string(input.arbitrators)},
                  {"on", input.on.text()}};
    return sum_of(std::move(why), std::move(fees));
}

const rules::DecisionTable& table_of(const AaaFee& input, const Law& law) {
    if (input.schedule == "commercial") return law.table("us.aaa.commercial", input.on);
    if (input.schedule == "commercial_older") {
        return law.table("us.aaa.commercial_older", input.on);
    }
    if (input.schedule == "bcdr_2010") return law.table("bh.bcdr.commercial", input.on);
    base::fail_input("unknown_name", input.schedule, "schedule");
}

}  // namespace

Explained aaa_icdr_fee(const AaaFee& input, const Law& law) {
    require_not_negative(input.amount, "amount");
    require_currency(input.amount, dollar());
    require_one_or_three(input.arbitrators);
    const bool older = input.schedule == "commercial_older";
    if (input.arbitrators == 3 && !older) refuse_argument("arbitrators", input.schedule);
    if (input.schedule == "commercial") {
        // The lowest band alone was read, so it stands apart from the table from memory.
        const rules::Parameter& below = law.parameter("us.aaa.commercial.small.below", input.on);
        if (money::less(input.amount, money_of(below))) {
            std::vector<Explained> fees;
            fees.push_back(flat_fee(line("initial_fee", aaa_rule, {0, dollar()}),
                                    law.parameter("us.aaa.commercial.small.initial", input.on)));
            fees.push_back(flat_fee(line("final_fee", aaa_rule, {0, dollar()}),
                                    law.parameter("us.aaa.commercial.small.final", input.on)));
            return head_with(input, below.clause, std::move(fees));
        }
    }
    const rules::DecisionTable& table = table_of(input, law);
    const rules::TableRow& row = band_of(table, input.amount);
    Explained initial = initial_fee(input, table, row);
    Explained last = fee_of(line("final_fee", aaa_rule, {0, dollar()}), table,
                            money::Money::parse(table.output(row, "final")));
    if (input.arbitrators == 3) {
        initial = at_least(std::move(initial),
                           law.parameter("us.aaa.commercial_older.three.initial", input.on));
        last = at_least(std::move(last),
                        law.parameter("us.aaa.commercial_older.three.final", input.on));
    }
    std::vector<Explained> fees;
    fees.push_back(std::move(initial));
    fees.push_back(std::move(last));
    return head_with(input, table.clause, std::move(fees));
}

Explained aaa_individual_fee(bool business_files, std::int64_t arbitrators, calendar::Date on,
                             const Law& law) {
    require_one_or_three(arbitrators);
    const std::string id = "us.aaa.individual.";
    const std::string number = "." + std::to_string(arbitrators);
    std::vector<Explained> fees;
    if (!business_files) {
        fees.push_back(flat_fee(line("individual_fee", individual_rule, {0, dollar()}),
                                law.parameter(id + "individual", on)));
    }
    const rules::Parameter& business =
        law.parameter(id + (business_files ? "business_files" : "business") + number, on);
    fees.push_back(flat_fee(line("business_fee", individual_rule, {0, dollar()}), business));

    base::Line why = line("aaa_individual_fee", individual_rule, {0, dollar()});
    why.clauses = {business.clause};
    why.inputs = {{"filed_by", business_files ? "business" : "individual"},
                  {"arbitrators", std::to_string(arbitrators)},
                  {"on", on.text()}};
    why.source = business.source;
    return sum_of(std::move(why), std::move(fees));
}

Explained aaa_older_refund(const money::Money& fee, std::int64_t days, calendar::Date on,
                           const Law& law, money::Rounding rounding) {
    require_not_negative(fee, "fee");
    require_not_negative(days, "days");
    require_currency(fee, dollar());
    const rules::DecisionTable& table = law.table("us.aaa.commercial_older.refund", on);
    const std::vector<rules::Value> given{days};
    const rules::TableRow* row = law.decide(table.id, on, given);
    if (row == nullptr) refuse("not_in_schedule", table.clause, {{"days", std::to_string(days)}});
    const rules::Parameter& kept = law.parameter("us.aaa.commercial_older.refund.kept", on);
    const std::string& share = table.output(*row, "share");
    const std::int64_t by_share = (Exact{fee} * Exact{money::Rate::parse(share)}).round(rounding);
    const std::int64_t most = std::max<std::int64_t>(0, fee.minor() - money_of(kept).minor());
    const money::Money value{std::min(by_share, most), fee.currency()};

    base::Line why = line("aaa_older_refund", aaa_rule, value);
    why.clauses = {table.clause};
    why.inputs = {{"fee", fee.text()}, {"days", std::to_string(days)},
                  {"share", share},    {"kept", kept.value},
                  {"on", on.text()},   {"rounding", std::string{money::to_text(rounding)}}};
    why.source = table.source;
    return explained(value, std::move(why));
}

namespace {

/// A fee by the band of the amount, or the one of a claim that is not for money.
Explained finra_fee(base::Line head, const std::string& id, const FinraFees& input,
                    const Law& law) {
    if (!input.amount)
        return flat_fee(std::move(head), law.parameter(id + ".non_monetary", input.on));
    const rules::DecisionTable& table = law.table(id, input.on);
    const rules::TableRow& row = band_of(table, *input.amount);
    return fee_of(std::move(head), table, money::Money::parse(table.output(row, "fee")));
}

money::Money session_fee(const FinraFees& input, const rules::DecisionTable& table,
                         const Law& law) {
    const std::string column = input.arbitrators == 1 ? "one" : "three";
    if (!input.amount) return law.money("us.finra.session.non_monetary." + column, input.on);
    const std::string& fee = table.output(band_of(table, *input.amount), column);
    if (fee == "none") {
        refuse("not_in_schedule", table.clause, {{"amount", input.amount->text()}});
    }
    return money::Money::parse(fee);
}

Explained hearing_fee(const FinraFees& input, const Law& law) {
    const rules::DecisionTable& table = law.table("us.finra.session", input.on);
    const money::Money each = session_fee(input, table, law);
    const Exact exact = Exact{each} * Exact{input.sessions, 1};
    Explained result = fee_of(line("hearing_fee", finra_rule, {0, dollar()}), table,
                              {exact.round(money::Rounding::half_up), each.currency()});
    result.why.inputs = {{"each", each.text()}, {"sessions", std::to_string(input.sessions)}};
    return result;
}

}  // namespace

Explained finra_fees(const FinraFees& input, const Law& law) {
    require_one_or_three(input.arbitrators);
    require_not_negative(input.sessions, "sessions");
    if (input.amount) {
        require_not_negative(*input.amount, "amount");
        require_currency(*input.amount, dollar());
        if (input.amount->minor() == 0) base::fail_input("zero_amount", "amount");
    }
    std::vector<Explained> fees;
    fees.push_back(finra_fee(
        line("filing_fee", finra_rule, {0, dollar()}),
        input.earlier_filing_table ? "us.finra.filing_earlier" : "us.finra.filing", input, law));
    fees.push_back(hearing_fee(input, law));
    fees.push_back(finra_fee(line("member_surcharge", finra_rule, {0, dollar()}),
                             "us.finra.member_surcharge", input, law));

    base::Line why = line("finra_fees", finra_rule, {0, dollar()});
    why.clauses = fees.front().why.clauses;
    why.inputs = {{"arbitrators", std::to_string(input.arbitrators)},
                  {"sessions", std::to_string(input.sessions)},
                  {"on", input.on.text()}};
    if (input.amount) why.inputs.emplace_back("amount", input.amount->text());
    return sum_of(std::move(why), std::move(fees));
}

}  // namespace accord::settlement
