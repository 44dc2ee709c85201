// Counts of cases, hours and stages turned into what a scheme charges.
#include "accord/settlement/fee/schemes.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "accord/base/error.hpp"
#include "accord/settlement/fee/hours.hpp"

namespace accord::settlement {
namespace {

constexpr const char* fos_rule = "gb.fos.case_fee";
constexpr const char* fdrc_rule = "hk.fdrc.fee";
constexpr const char* afca_rule = "au.afca.fee";
constexpr const char* fidrec_rule = "sg.fidrec.fee";

money::Money times(const money::Money& each, std::int64_t count) {
    const Exact exact = Exact{each} * Exact{count, 1};
    return {exact.round(money::Rounding::half_up), each.currency()};
}

/// Refuses a claim that the scheme does not take.
void require_limit(const money::Money& amount, const rules::Parameter& limit) {
    if (!money::less(money_of(limit), amount)) return;
    refuse("above_limit", limit.clause, {{"amount", amount.text()}, {"most", limit.value}});
}

/// So many cases at one fee each.
Explained counted(base::Line head, const money::Money& each, std::int64_t count,
                  const rules::Parameter& law_of_it) {
    const money::Money value = times(each, count);
    head.amount = {value.minor(), std::string{value.currency().code()}};
    head.clauses = {law_of_it.clause};
    head.inputs = {{"each", each.text()}, {"count", std::to_string(count)}};
    head.source = law_of_it.source;
    return explained(value, std::move(head));
}

/// A representative's reduced fee is the full one less the credit; a firm's has its own figure.
money::Money reduced_fee(const std::string& payer, const money::Money& full, calendar::Date on,
                         const Law& law) {
    if (payer == "firm") return law.money("gb.fos.firm.reduced", on);
    return full - law.money("gb.fos.professional_representative.credit", on);
}

std::int64_t full_hours_above(const money::Rate& hours, std::int64_t standard) {
    const Exact above = Exact{hours} - Exact{standard, 1};
    return above.numerator() <= 0 ? 0 : above.round(money::Rounding::ceiling);
}

Explained extended_time(const FdrcFee& input, const rules::DecisionTable& table,
                        const rules::TableRow& row, const Law& law) {
    const std::int64_t hours =
        full_hours_above(input.hours, law.count("hk.fdrc.mediation_hours", input.on));
    const rules::Parameter& most = law.parameter("hk.fdrc.mediation_most", input.on);
    const money::Money each = money::Money::parse(table.output(row, "each_hour"));
    const money::Money both = money::Money::parse(table.output(row, "claimant")) +
                              money::Money::parse(table.output(row, "institution"));
    const money::Money uncapped = times(each, hours);
    const money::Money room{(money_of(most) - both).minor() / 2, each.currency()};
    const bool capped = money::less(room, uncapped);
    const money::Money value = capped ? room : uncapped;

    base::Line result = line("extended_time", fdrc_rule, value);
    result.clauses = {table.clause};
    result.inputs = {
        {"hours", input.hours.text()}, {"each", each.text()}, {"count", std::to_string(hours)}};
    if (capped) result.inputs.emplace_back("most", most.value);
    result.source = table.source;
    return explained(value, std::move(result));
}

std::vector<Explained> mediation_fees(const FdrcFee& input, const Law& law) {
    const rules::DecisionTable& table = law.table("hk.fdrc.mediation", input.on);
    const std::vector<rules::Value> given{input.amount};
    const rules::TableRow* row = law.decide(table.id, input.on, given);
    if (row == nullptr) refuse("not_in_schedule", table.clause, {{"amount", input.amount.text()}});
    const money::Money side =
        money::Money::parse(table.output(*row, input.institution ? "institution" : "claimant"));
    base::Line mediation = line("mediation_fee", fdrc_rule, side);
    mediation.clauses = {table.clause};
    mediation.source = table.source;
    std::vector<Explained> fees;
    fees.push_back(explained(side, std::move(mediation)));
    fees.push_back(extended_time(input, table, *row, law));
    return fees;
}

/// The goods and services tax on top, rounded by itself.
void add_tax(std::vector<Explained>& fees, calendar::Date on, const Law& law,
             money::Rounding rounding) {
    const rules::Parameter& gst = law.parameter("au.afca.gst", on);
    const money::Money net = fees.front().value;
    const Exact exact = Exact{net} * Exact{money::Rate::parse(gst.value)};
    const money::Money value{exact.round(rounding), net.currency()};
    base::Line tax = line("tax", afca_rule, value);
    tax.clauses = {gst.clause};
    tax.inputs = {{"rate", gst.value}, {"rounding", std::string{money::to_text(rounding)}}};
    tax.source = gst.source;
    fees.push_back(explained(value, std::move(tax)));
}

}  // namespace

Explained fos_case_fee(std::int64_t cases, const std::string& payer, std::int64_t reduced,
                       calendar::Date on, const Law& law) {
    require_not_negative(cases, "cases");
    require_not_negative(reduced, "reduced");
    const std::string id = "gb.fos." + payer;
    const std::int64_t free = law.count(id + ".free", on);
    const std::int64_t charged = std::max<std::int64_t>(0, cases - free);
    if (reduced > charged) base::fail_input("more_reduced_than_charged", std::to_string(reduced));
    const rules::Parameter& full = law.parameter(id + ".full", on);
    const money::Money each = money_of(full);
    std::vector<Explained> fees;
    fees.push_back(counted(line("full_fees", fos_rule, each), each, charged - reduced, full));
    if (reduced > 0) {
        fees.push_back(counted(line("reduced_fees", fos_rule, each),
                               reduced_fee(payer, each, on, law), reduced, full));
    }

    base::Line why = line("fos_case_fee", fos_rule, each);
    why.clauses = {full.clause};
    why.inputs = {{"cases", std::to_string(cases)},
                  {"free", std::to_string(free)},
                  {"payer", payer},
                  {"on", on.text()}};
    why.source = full.source;
    return sum_of(std::move(why), std::move(fees));
}

Explained fdrc_fee(const FdrcFee& input, const Law& law) {
    require_not_negative(input.amount, "amount");
    require_hours(input.hours);
    const rules::Parameter& application = law.parameter("hk.fdrc.application", input.on);
    const money::Money none{0, money_of(application).currency()};
    require_currency(input.amount, none.currency());
    require_limit(input.amount, law.parameter("hk.fdrc.limit", input.on));
    std::vector<Explained> fees;
    if (!input.institution) {
        fees.push_back(flat_fee(line("application_fee", fdrc_rule, none), application));
    }
    for (Explained& fee : mediation_fees(input, law)) fees.push_back(std::move(fee));
    if (input.track != "mediation") {
        const char* side = input.institution ? "institution" : "claimant";
        fees.push_back(flat_fee(line("documents_fee", fdrc_rule, none),
                                law.parameter(std::string{"hk.fdrc.documents."} + side, input.on)));
    }
    if (input.track == "hearing") {
        fees.push_back(flat_fee(line("hearing_fee", fdrc_rule, none),
                                law.parameter("hk.fdrc.hearing", input.on)));
    }

    base::Line why = line("fdrc_fee", fdrc_rule, none);
    why.clauses = {application.clause};
    why.inputs = {{"amount", input.amount.text()},
                  {"party", input.institution ? "institution" : "claimant"},
                  {"hours", input.hours.text()},
                  {"track", input.track},
                  {"on", input.on.text()}};
    why.source = application.source;
    return sum_of(std::move(why), std::move(fees));
}

Explained afca_fee(std::int64_t complaints, const std::string& stage, calendar::Date on,
                   const Law& law, bool gst, money::Rounding rounding) {
    require_not_negative(complaints, "complaints");
    const rules::Parameter& fee = law.parameter("au.afca." + stage, on);
    const std::int64_t free = law.count("au.afca.free", on);
    const std::int64_t charged = std::max<std::int64_t>(0, complaints - free);
    const money::Money each = money_of(fee);
    std::vector<Explained> fees;
    fees.push_back(counted(line("complaint_fees", afca_rule, each), each, charged, fee));
    if (gst) add_tax(fees, on, law, rounding);

    base::Line why = line("afca_fee", afca_rule, each);
    why.clauses = {fee.clause};
    why.inputs = {{"complaints", std::to_string(complaints)},
                  {"free", std::to_string(free)},
                  {"stage", stage},
                  {"on", on.text()}};
    why.source = fee.source;
    return sum_of(std::move(why), std::move(fees));
}

Explained afca_registration_fee(calendar::Date on, const Law& law, bool gst,
                                money::Rounding rounding) {
    const rules::Parameter& fee = law.parameter("au.afca.registration", on);
    const money::Money each = money_of(fee);
    std::vector<Explained> fees;
    fees.push_back(flat_fee(line("registration_fee", afca_rule, each), fee));
    if (gst) add_tax(fees, on, law, rounding);
    base::Line why = line("afca_registration_fee", afca_rule, each);
    why.clauses = {fee.clause};
    why.inputs = {{"on", on.text()}};
    why.source = fee.source;
    return sum_of(std::move(why), std::move(fees));
}

Explained fidrec_fee(const money::Money& amount, const std::string& stage,
                     const std::string& scheme, calendar::Date on, const Law& law) {
    require_not_negative(amount, "amount");
    const rules::Parameter& limit = law.parameter("sg.fidrec.limit", on);
    const money::Currency currency = money_of(limit).currency();
    require_currency(amount, currency);
    require_limit(amount, limit);
    const std::string id = "sg.fidrec." + stage + (stage == "mediation" ? "" : "." + scheme);
    base::Line why = line("fidrec_fee", fidrec_rule, {0, currency});
    why.inputs = {
        {"amount", amount.text()}, {"stage", stage}, {"scheme", scheme}, {"on", on.text()}};
    return flat_fee(std::move(why), law.parameter(id, on));
}

}  // namespace accord::settlement
