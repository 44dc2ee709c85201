// Arbitration fees: one reckoning over the schedules of all bodies.
#include "accord/settlement/fee/arbitration.hpp"

#include <array>
#include <utility>
#include <vector>

#include "accord/base/error.hpp"

namespace accord::settlement {
namespace {

constexpr const char* rule_id = "arbitration_fee";

enum class Sort {
    registration,
    filing,
    fee,
    acceptance,
    handling,
    handling_by_band,
    administration,
    arbitrator,
};

/// One fee of a body: where it stands in the book, and what bounds it.
struct Charge {
    Sort sort;
    const char* id;
    bool least = false;      // "<id>.least"
    bool most = false;       // "<id>.most"
    bool published = false;  // read at one amount alone: "<id>.published"
    bool bounded = false;    // read up to "<id>.read_up_to"
};

struct Body {
    const char* name;
    std::vector<Charge> charges;
};

const std::vector<Body>& bodies() {
    static const std::vector<Body> all{
        {"cietac_foreign",
         {{Sort::registration, "cn.cietac.foreign.registration"},
          {Sort::fee, "cn.cietac.foreign", true, true}}},
        {"cietac_domestic",
         {{Sort::acceptance, "cn.cietac.domestic.acceptance"},
          {Sort::handling, "cn.cietac.domestic.handling"}}},
        {"cietac_financial",
         {{Sort::registration, "cn.cietac.financial.registration"},
          {Sort::fee, "cn.cietac.financial", true}}},
        {"cietac_handling_2005",
         {{Sort::handling, "cn.cietac.handling_2005", false, false, false, true}}},
        {"bac", {{Sort::acceptance, "cn.bac.acceptance"}, {Sort::handling, "cn.bac.handling"}}},
        {"shiac", {{Sort::registration, "cn.shiac.registration"}, {Sort::fee, "cn.shiac", true}}},
        {"scia", {{Sort::registration, "cn.scia.registration"}, {Sort::fee, "cn.scia", true}}},
        {"shenzhen",
         {{Sort::acceptance, "cn.shenzhen.acceptance"}, {Sort::handling, "cn.shenzhen.handling"}}},
        {"cmac", {{Sort::acceptance, "cn.cmac.acceptance"}, {Sort::handling, "cn.cmac.handling"}}},
        {"shenyang",
         {{Sort::acceptance, "cn.shenyang.acceptance"},
          {Sort::handling_by_band, "cn.shenyang.handling"}}},
        {"state_council_least", {{Sort::acceptance, "cn.state_council.least"}}},
        {"state_council_most", {{Sort::acceptance, "cn.state_council.most"}}},
        {"hkiac",
         {{Sort::registration, "hk.hkiac.registration"},
          {Sort::administration, "hk.hkiac.administration"}}},
        {"hkiac_arbitrator", {{Sort::arbitrator, "hk.hkiac.arbitrator", false, true}}},
        {"siac",
         {{Sort::filing, "sg.siac.filing"}, {Sort::administration, "sg.siac.administration"}}},
        {"siac_arbitrator", {{Sort::arbitrator, "sg.siac.arbitrator", false, false, false, true}}},
        {"icc_administration",
         {{Sort::administration, "int.icc.administration", false, true, true}}},
        {"icc_arbitrator_least",
         {{Sort::arbitrator, "int.icc.arbitrator_least", false, false, true}}},
        {"icc_arbitrator_most",
         {{Sort::arbitrator, "int.icc.arbitrator_most", false, false, true}}},
    };
    return all;
}

const Body& body_of(const std::string& name) {
    for (const Body& body : bodies()) {
        if (body.name == name) return body;
    }
    base::fail_input("unknown_name", name, "body");
}

base::Line head_of(Sort sort, const money::Money& nothing) {
    switch (sort) {
        case Sort::registration: return line("registration_fee", rule_id, nothing);
        case Sort::filing: return line("filing_fee", rule_id, nothing);
        case Sort::fee: break;
        case Sort::acceptance: return line("acceptance_fee", rule_id, nothing);
        case Sort::handling:
        case Sort::handling_by_band: return line("handling_fee", rule_id, nothing);
        case Sort::administration: return line("administration_fee", rule_id, nothing);
        case Sort::arbitrator: return line("arbitrator_fee", rule_id, nothing);
    }
    return line("amount_fee", rule_id, nothing);
}

/// Registration and filing fees stand apart from the amount; a tax on the filing fee comes on top.
Explained flat_charge(const ArbitrationFee& input, const Charge& charge, const Law& law) {
    const rules::Parameter& fee = law.parameter(charge.id, input.on);
    FeeSheet sheet{rule_id, money_of(fee).currency(), input.rounding};
    add_flat(sheet, fee);
    if (charge.sort == Sort::filing && input.filing_tax.numerator() != 0) {
        base::Line tax = line("tax", rule_id, sheet.nothing());
        tax.clauses = {fee.clause};
        tax.inputs.emplace_back("rate", input.filing_tax.text());
        sheet.change(std::move(tax), sheet.total() * (Exact{1, 1} + Exact{input.filing_tax}));
    }
    base::Line head = head_of(charge.sort, sheet.nothing());
    head.clauses = {fee.clause};
    head.source = fee.source;
    return sheet.close(std::move(head));
}

/// BAC: of the fee between the two bounds, what lies above the fee at the lower one is cut.
void cut_simple_procedure(FeeSheet& sheet, const ArbitrationFee& input,
                          const rules::FeeScale& scale, const Law& law) {
    const money::Money over = law.money("cn.bac.simple.over", input.on);
    const money::Money up_to = law.money("cn.bac.simple.up_to", input.on);
    if (!money::less(over, input.amount) || money::less(up_to, input.amount)) return;
    FeeSheet below{rule_id, over.currency(), input.rounding};
    add_slices(below, scale, over);
    const rules::Parameter& cut = law.parameter("cn.bac.simple.cut", input.on);
    base::Line lessened = line("simple_procedure_cut", rule_id, sheet.nothing());
    lessened.clauses = {cut.clause};
    lessened.inputs = {{"over", over.text()}, {"share", cut.value}};
    lessened.source = cut.source;
    const Exact above = sheet.total() - below.total();
    sheet.change(std::move(lessened), sheet.total() - above * Exact{money::Rate::parse(cut.value)});
}

Explained band_charge(const ArbitrationFee& input, const Charge& charge, const Law& law) {
    const rules::DecisionTable& table = law.table(charge.id, input.on);
    require_currency(input.amount, *table.inputs.front().currency);
    const std::vector<rules::Value> given{input.amount};
    const rules::TableRow* row = law.decide(charge.id, input.on, given);
    if (row == nullptr) refuse("not_in_schedule", table.clause, {{"amount", input.amount.text()}});
    const money::Money value = money::Money::parse(table.output(*row, "fee"));
    base::Line head = head_of(charge.sort, value);
    head.clauses = {table.clause};
    head.source = table.source;
    return explained(value, std::move(head));
}

Explained scale_charge(const ArbitrationFee& input, const Charge& charge, const Law& law) {
    const std::string id = charge.id;
    if (charge.published) {
        // One amount alone has a total that was read; at every other the slices from memory count.
        const money::Money read_at = law.money("int.icc.published", input.on);
        require_currency(input.amount, read_at.currency());
        if (input.amount == read_at) {
            return flat_fee(head_of(charge.sort, read_at),
                            law.parameter(id + ".published", input.on));
        }
    }
    const rules::FeeScale& scale = law.scale(id, input.on);
    if (charge.bounded && money::less(law.money(id + ".read_up_to", input.on), input.amount)) {
        refuse("not_in_schedule", scale.clause, {{"amount", input.amount.text()}});
    }
    FeeSheet sheet{rule_id, scale.slices.front().over.currency(), input.rounding};
    add_slices(sheet, scale, input.amount);
    if (input.simple_procedure) cut_simple_procedure(sheet, input, scale, law);
    if (charge.least) raise_to_least(sheet, law.parameter(id + ".least", input.on));
    if (charge.most) cap(sheet, law.parameter(id + ".most", input.on));
    base::Line head = head_of(charge.sort, sheet.nothing());
    head.clauses = {scale.clause};
    head.source = scale.source;
    return sheet.close(std::move(head));
}

Explained charge_of(const ArbitrationFee& input, const Charge& charge, const Law& law) {
    switch (charge.sort) {
        case Sort::registration:
        case Sort::filing: return flat_charge(input, charge, law);
        case Sort::handling_by_band: return band_charge(input, charge, law);
        case Sort::fee:
        case Sort::acceptance:
        case Sort::handling:
        case Sort::administration:
        case Sort::arbitrator: break;
    }
    return scale_charge(input, charge, law);
}

}  // namespace

std::vector<std::string> arbitration_bodies() {
    std::vector<std::string> names;
    for (const Body& body : bodies()) names.emplace_back(body.name);
    return names;
}

Explained arbitration_fee(const ArbitrationFee& input, const Law& law) {
    const Body& body = body_of(input.body);
    require_not_negative(input.amount, "amount");
    if (input.simple_procedure && input.body != "bac") refuse_argument("procedure", input.body);
    if (input.filing_tax.numerator() != 0 && input.body != "siac") {
        refuse_argument("filing_tax", input.body);
    }
    require_share(input.filing_tax, "filing_tax");
    std::vector<Explained> fees;
    for (const Charge& charge : body.charges) {
        fees.push_back(charge_of(input, charge, law));
        require_currency(input.amount, fees.back().value.currency());
    }

    base::Line why = line("arbitration_fee", rule_id, fees.front().value);
    why.clauses = fees.front().why.clauses;
    why.inputs = {{"amount", input.amount.text()}, {"body", input.body}, {"on", input.on.text()}};
    if (input.simple_procedure) why.inputs.emplace_back("procedure", "simple_procedure");
    return sum_of(std::move(why), std::move(fees));
}

Explained arbitration_refund(const money::Money& fee, const std::string& stage, calendar::Date on,
                             const Law& law, const std::optional<money::Rate>& share,
                             money::Rounding rounding) {
    constexpr const char* rule = "cn.arbitration_refund";
    require_not_negative(fee, "fee");
    const bool by_circumstances = stage == "after_tribunal";
    if (share && !by_circumstances) refuse_argument("share", stage);
    if (!share && by_circumstances) base::fail_input("needs_argument", "share");
    const rules::Parameter& refund = law.parameter("cn.arbitration.refund." + stage, on);
    const money::Rate part = by_circumstances ? *share : money::Rate::parse(refund.value);
    require_share(part, "share");

    const money::Money value{(Exact{fee} * Exact{part}).round(rounding), fee.currency()};
    base::Line why = line("arbitration_refund", rule, value);
    why.clauses = {refund.clause};
    why.inputs = {{"fee", fee.text()},
                  {"stage", stage},
                  {"share", part.text()},
                  {"on", on.text()},
                  {"rounding", std::string{money::to_text(rounding)}}};
    why.source = refund.source;
    return explained(value, std::move(why));
}

namespace {

struct EmergencyBody {
    const char* name;
    const char* id;
    bool further = false;           // "<id>.further" for each further measure
    bool arbitrator = false;        // "<id>.arbitrator" is part of it
    bool arbitrator_least = false;  // the arbitrator is paid apart, not below the least
};

constexpr std::array<EmergencyBody, 7> emergency_bodies{{
    {"hkiac", "hk.hkiac.emergency"},
    {"icc", "int.icc.emergency"},
    {"siac", "sg.siac.emergency"},
    {"cietac", "cn.cietac.emergency"},
    {"scia", "cn.scia.emergency", true},
    {"bac", "cn.bac.emergency", true, false, true},
    {"lcia", "gb.lcia.emergency", false, true},
}};

const EmergencyBody& emergency_body_of(const std::string& name) {
    for (const EmergencyBody& body : emergency_bodies) {
        if (body.name == name) return body;
    }
    base::fail_input("unknown_name", name, "body");
}

Explained further_measures(const rules::Parameter& further, std::int64_t measures) {
    const money::Money each = money_of(further);
    const Exact exact = Exact{each} * Exact{measures - 1, 1};
    const money::Money value{exact.round(money::Rounding::half_up), each.currency()};
    base::Line result = line("further_measures", "emergency_arbitrator_fee", value);
    result.clauses = {further.clause};
    result.inputs = {{"each", each.text()}, {"count", std::to_string(measures - 1)}};
    result.source = further.source;
    return explained(value, std::move(result));
}

Explained arbitrator_apart(const std::string& id, calendar::Date on, const Law& law,
                           const std::optional<money::Money>& fee) {
    if (!fee) base::fail_input("needs_argument", "arbitrator_fee");
    require_not_negative(*fee, "arbitrator_fee");
    const rules::Parameter& least = law.parameter(id + ".arbitrator_least", on);
    if (money::less(*fee, money_of(least))) {
        refuse("outside_range", least.clause, {{"given", fee->text()}, {"least", least.value}});
    }
    base::Line result = line("arbitrator_fee", "emergency_arbitrator_fee", *fee);
    result.clauses = {least.clause};
    return explained(*fee, std::move(result));
}

}  // namespace

Explained emergency_arbitrator_fee(const std::string& name, calendar::Date on, const Law& law,
                                   std::int64_t measures,
                                   const std::optional<money::Money>& arbitrator_fee) {
    constexpr const char* rule = "emergency_arbitrator_fee";
    const EmergencyBody& body = emergency_body_of(name);
    if (measures < 1) base::fail_input("no_measures", std::to_string(measures));
    if (measures > 1 && !body.further) refuse_argument("measures", name);
    if (arbitrator_fee && !body.arbitrator_least) refuse_argument("arbitrator_fee", name);

    const std::string id = body.id;
    const rules::Parameter& application = law.parameter(id, on);
    const money::Money first = money_of(application);
    std::vector<Explained> fees;
    fees.push_back(flat_fee(line("application_fee", rule, first), application));
    if (measures > 1)
        fees.push_back(further_measures(law.parameter(id + ".further", on), measures));
    if (body.arbitrator) {
        fees.push_back(
            flat_fee(line("arbitrator_fee", rule, first), law.parameter(id + ".arbitrator", on)));
    }
    if (body.arbitrator_least) fees.push_back(arbitrator_apart(id, on, law, arbitrator_fee));

    base::Line why = line("emergency_arbitrator_fee", rule, first);
    why.clauses = {application.clause};
    why.inputs = {{"body", name}, {"on", on.text()}, {"count", std::to_string(measures)}};
    why.source = application.source;
    return sum_of(std::move(why), std::move(fees));
}

}  // namespace accord::settlement
