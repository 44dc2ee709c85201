// The guarantee period and the acts that count in it; the guarantor's sum and his recourse.
#include "accord/settlement/guarantee/guarantee.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "accord/base/error.hpp"
#include "accord/settlement/exact.hpp"
#include "accord/settlement/guarantee/last_day.hpp"
#include "accord/settlement/guarantee/limitation.hpp"

namespace accord::settlement {
namespace {

using calendar::Date;

const char* print(GuaranteeMode mode) {
    if (mode == GuaranteeMode::joint) return "joint";
    return mode == GuaranteeMode::general ? "general_guarantee" : "not_agreed";
}

struct Period {
    Date until;
    std::int64_t months = 0;  // 0 where a day was agreed
    bool agreed = false;
    base::Clause clause;
    std::string source;
};

Date law_day(const GuaranteeClaim& input) {
    return input.contract_on.value_or(input.due);
}

Period period_of(const GuaranteeClaim& input, const Law& law) {
    if (input.period_months && input.period_until) base::fail_input("two_periods", "period_until");
    if (input.period_months && *input.period_months < 1) {
        base::fail_input("not_positive", std::to_string(*input.period_months), "period_months");
    }
    constexpr const char* id = "cn.guarantee.period_months_default";
    const rules::Parameter& entry = law.parameter(id, law_day(input));
    Period period{input.due, 0, true, entry.clause, entry.source};
    if (input.period_until) period.until = *input.period_until;
    if (input.period_months) {
        period.months = *input.period_months;
        period.until = add_months(input.due, months_checked(period.months));
    }
    // A period that ends no later than the debt's own term counts as none (692).
    if (input.due < period.until) return period;
    period.months = law.count(id, law_day(input));
    period.until = add_months(input.due, months_checked(period.months));
    period.agreed = false;
    return period;
}

bool counts_jointly(const CreditorAct& act) {
    if (act.against != Against::guarantor) return false;
    if (act.kind == ActKind::demand) return true;
    const bool sued = act.kind == ActKind::suit || act.kind == ActKind::arbitration;
    return sued && (!act.withdrawn || act.served);  // 担保制度解释 31(2)
}

bool counts_generally(const CreditorAct& act) {
    if (act.against != Against::debtor || act.withdrawn) return false;  // 担保制度解释 31(1)
    return act.kind == ActKind::suit || act.kind == ActKind::arbitration ||
           act.kind == ActKind::enforcement;  // of a notarised debt, 担保制度解释 27
}

struct Found {
    std::optional<Date> counting;  // the first act in time
    std::optional<Date> latest;    // of all acts
    bool mediated = false;
};

Found acts_in(const GuaranteeClaim& input, GuaranteeMode mode, Date until) {
    Found found;
    for (const CreditorAct& act : input.acts) {
        found.mediated |= act.kind == ActKind::mediation;
        if (!found.latest || *found.latest < act.date) found.latest = act.date;
        const bool counts =
            mode == GuaranteeMode::joint ? counts_jointly(act) : counts_generally(act);
        if (!counts || act.date <= input.due || until < act.date) continue;
        if (!found.counting || act.date < *found.counting) found.counting = act.date;
    }
    return found;
}

void require_in_time(const GuaranteeClaim& input, const Period& period, const LastDay& last,
                     const Found& found, GuaranteeMode mode, const rules::Parameter& lapse) {
    if (found.counting) return;
    std::optional<Date> today = input.on;
    if (found.latest && (!today || *today < *found.latest)) today = found.latest;
    if (!today || !(last.day < *today)) return;
    std::vector<std::pair<std::string, std::string>> details = {
        {"until", last.day.text()}, {"mode", print(mode)}, {"lapse", lapse.clause.id}};
    if (found.latest) details.emplace_back("last_act", found.latest->text());
    refuse("guarantee_lapsed", period.clause, std::move(details));
}

base::Line note_line(std::string label, const base::Clause& clause, std::int64_t days) {
    base::Line note;
    note.label = std::move(label);
    note.rule = "cn.guarantee.claim";
    note.clauses = {clause};
    note.amount = {days, "day"};
    note.role = base::LineRole::note;
    return note;
}

base::Line money_line(std::string label, base::Clause clause, const money::Money& amount) {
    base::Line result = line(std::move(label), "cn.guarantee.amount", amount);
    result.clauses = {std::move(clause)};
    return result;
}

/// The debt the guarantee reaches to, after a change made with or without the guarantor.
money::Money reached(const GuaranteeAmount& input) {
    if (!input.changed_debt) return input.debt;
    if (input.consent) return *input.changed_debt;
    return less(*input.changed_debt, input.debt) ? *input.changed_debt : input.debt;
}

const money::Money* given(const std::optional<money::Money>& amount, money::Currency currency,
                          const char* name) {
    if (!amount) return nullptr;
    require_currency(*amount, currency);
    require_not_negative(*amount, name);
    return &*amount;
}

}  // namespace

Answer guarantee_claim(const GuaranteeClaim& input, const Law& law) {
    GuaranteeMode mode = input.mode;
    std::vector<base::Clause> clauses;
    if (mode == GuaranteeMode::not_agreed) {
        const rules::Parameter& entry =
            law.parameter("cn.guarantee.mode_not_agreed", law_day(input));
        mode = entry.value == "joint" ? GuaranteeMode::joint : GuaranteeMode::general;
        clauses.push_back(entry.clause);
    }
    const Period period = period_of(input, law);
    const rules::Parameter& lapse = law.parameter(
        mode == GuaranteeMode::joint ? "cn.guarantee.act_joint" : "cn.guarantee.act_general",
        law_day(input));
    clauses.push_back(period.clause);
    clauses.push_back(lapse.clause);
    const LastDays last_days(law, law_day(input));
    const LastDay last = last_days.of(period.until);
    const Found found = acts_in(input, mode, last.day);
    require_in_time(input, period, last, found, mode, lapse);

    base::Line why;
    why.label = "guarantee_until";
    why.rule = "cn.guarantee.claim";
    why.clauses = clauses;
    why.amount = {last.day - input.due, "day"};
    why.source = period.source;
    why.inputs = {{"due", input.due.text()},   {"mode", print(input.mode)},
                  {"treated_as", print(mode)}, {"period_agreed", period.agreed ? "yes" : "no"},
                  {"until", last.day.text()},  {"state", found.counting ? "bound" : "open"}};
    if (period.months != 0) why.inputs.emplace_back("months", std::to_string(period.months));
    if (found.counting) why.inputs.emplace_back("acted_on", found.counting->text());
    if (found.mediated && mode == GuaranteeMode::general && !found.counting) {
        why.lines.push_back(note_line("mediation_alone", lapse.clause, 0));
    }
    if (found.counting && mode == GuaranteeMode::joint) {
        base::Line note =
            note_line("guarantee_limitation_runs", {"民法典 694", base::Status::official},
                      *found.counting - input.due);
        note.inputs = {{"from", found.counting->text()}};
        why.lines.push_back(std::move(note));
    }
    last_days.tell(last, why);
    return {last.day, std::move(why)};
}

Explained guarantee_amount(const GuaranteeAmount& input, const Law& law) {
    const money::Currency currency = input.debt.currency();
    require_not_negative(input.debt, "debt");
    (void)given(input.changed_debt, currency, "changed_debt");
    const money::Money* security = given(input.debtor_security, currency, "debtor_security");
    require_share(input.share, "share");
    // The law of that day is asked even where the debt was not changed: 392 and 699 hold with it.
    const rules::Parameter& change_law = law.parameter("cn.guarantee.change", input.on);

    const money::Money reach = reached(input);
    const money::Money none{0, currency};
    money::Money own = none;
    if (security != nullptr && !input.order_agreed)
        own = less(*security, reach) ? *security : reach;
    const money::Money left = reach - own;
    const Exact exact = Exact{left} * Exact{input.share};
    const money::Money value{exact.round(input.rounding), currency};

    base::Line why = line("guarantee_amount", "cn.guarantee.amount", value);
    why.inputs = {{"debt", input.debt.text()},
                  {"exact", settlement::print(exact, currency)},
                  {"rounding", std::string{money::to_text(input.rounding)}}};
    why.lines.push_back(line("guaranteed_debt", "cn.guarantee.amount", input.debt));
    if (input.changed_debt) {
        base::Line change = money_line("debt_changed", change_law.clause, reach - input.debt);
        change.inputs = {{"changed_debt", input.changed_debt->text()},
                         {"consent", input.consent ? "yes" : "no"}};
        change.source = change_law.source;
        why.lines.push_back(std::move(change));
    }
    if (own != none) {
        why.lines.push_back(
            money_line("own_security_first", {"民法典 392", base::Status::official}, -own));
    }
    if (value != left) {
        base::Line share =
            money_line("agreed_share", {"民法典 699", base::Status::official}, value - left);
        share.inputs = {{"share", input.share.text()}};
        why.lines.push_back(std::move(share));
    }
    return explained(value, std::move(why));
}

Explained recourse(const Recourse& input) {
    constexpr const char* rule = "cn.guarantee.recourse";
    const money::Currency currency = input.paid.currency();
    require_not_negative(input.paid, "paid");
    const money::Money* interest = given(input.interest, currency, "interest");
    const money::Money* costs = given(input.costs, currency, "costs");
    const money::Money* bound = given(input.bound, currency, "bound");
    const money::Money* recovered = given(input.recovered, currency, "recovered");
    base::Line why = line("recourse", rule, input.paid);
    why.clauses = {{"民法典 700", base::Status::official}};
    why.inputs = {{"paid", input.paid.text()}};
    why.lines.push_back(line("guarantor_paid", rule, input.paid));
    money::Money total = input.paid;
    if (interest != nullptr) {
        why.inputs.emplace_back("interest", interest->text());
        why.lines.push_back(line("interest", rule, *interest));
        total = total + *interest;
    }
    if (costs != nullptr) {
        why.inputs.emplace_back("guarantor_costs", costs->text());
        why.lines.push_back(line("guarantor_costs", rule, *costs));
        total = total + *costs;
    }
    if (bound != nullptr) why.inputs.emplace_back("guarantee_bound", bound->text());
    if (bound != nullptr && less(*bound, total)) {
        why.lines.push_back(line("beyond_guarantee", rule, *bound - total));
        total = *bound;
    }
    if (recovered != nullptr) {
        if (less(total, *recovered)) {
            base::fail_input("recovered_above_claim", recovered->text(), "recovered");
        }
        why.inputs.emplace_back("recovered_from_debtor", recovered->text());
        why.lines.push_back(line("recovered_from_debtor", rule, -*recovered));
        total = total - *recovered;
    }
    why.amount.count = total.minor();
    return explained(total, std::move(why));
}

}  // namespace accord::settlement
