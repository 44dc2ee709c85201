"""Which formula a line of a reckoning rests on: a rule's own for its figure, else its line's."""

from __future__ import annotations

from accord._core import Line
from accord.text import has, words

__all__ = ["RULES", "code", "formula"]

# "<rule id of the line>:<code of the line>" of the line that is the figure of a rule, by the name
# that the rule has in the engine's table. One rule may have several (loan_balance).
RULES = {
    "interest.simple:interest": "interest",
    "interest.series:interest": "series_interest",
    "interest.compound:compound_interest": "compound_interest",
    "cn.delayed_performance:delayed_performance_interest": "delayed_performance_interest",
    "cn.non_money_delay:non_money_delay": "non_money_delay",
    "cn.set_off:still_owed": "set_off",
    "cn.lending.cap:lending_cap": "lending_cap",
    "cn.lending.interest:private_lending_interest": "private_lending_interest",
    "cn.lending.rollover:rollover_ceiling": "rollover_ceiling",
    "cn.contract_default:contract_default_interest": "contract_default_interest",
    "cn.contract.penalty:penalty_presumption": "penalty_presumption",
    "cn.deposit:deposit_due_back": "deposit",
    "cn.loan.penalty:penalty_interest": "loan_penalty_interest",
    "cn.loan.compound:penalty_compound_interest": "loan_compound_interest",
    "cn.loan.overdue:overdue_debt": "overdue_loan_interest",
    "cn.card.interest:card_interest": "card_interest",
    "cn.card.late_charge:late_charge": "card_late_charge",
    "uk.court_interest:court_interest": "uk_court_interest",
    "uk.fos_interest:award_interest": "fos_interest",
    "uk.tax_on_interest:tax_on_interest": "uk_tax_on_interest",
    "us.post_judgment:judgment_interest": "us_post_judgment_interest",
    "hk.judgment_interest:judgment_interest": "hk_judgment_interest",
    "hk.prejudgment_interest:prejudgment_interest": "hk_prejudgment_interest",
    "cn.court_fee.property:court_fee": "court_fee",
    "cn.court_fee.several:court_fee": "court_fee_several",
    "cn.court_fee.kind:court_fee": "court_fee_kind",
    "cn.court_fee.property:appeal_fee": "appeal_fee",
    "cn.court_fee.change:court_fee_change": "court_fee_change",
    "cn.court_fee.claim:claim_of_fee": "court_fee_claim",
    "cn.costs_by_success:costs_by_success": "costs_by_success",
    "cn.enforcement_fee:enforcement_fee": "enforcement_fee",
    "cn.preservation_fee:preservation_fee": "preservation_fee",
    "cn.payment_order_fee:payment_order_fee": "payment_order_fee",
    "cn.bankruptcy_fee:bankruptcy_fee": "bankruptcy_fee",
    "cn.public_summons_fee:public_summons_fee": "public_summons_fee",
    "cn.set_aside_fee:set_aside_fee": "set_aside_fee",
    "arbitration_fee:arbitration_fee": "arbitration_fee",
    "cn.arbitration_refund:arbitration_refund": "arbitration_refund",
    "emergency_arbitrator_fee:emergency_arbitrator_fee": "emergency_arbitrator_fee",
    "gb.lcia_costs:lcia_costs": "lcia_costs",
    "us.aaa.commercial:aaa_icdr_fee": "aaa_icdr_fee",
    "us.aaa.individual:aaa_individual_fee": "aaa_individual_fee",
    "us.aaa.commercial:aaa_older_refund": "aaa_older_refund",
    "us.finra:finra_fees": "finra_fees",
    "gb.fos.case_fee:fos_case_fee": "fos_case_fee",
    "hk.fdrc.fee:fdrc_fee": "fdrc_fee",
    "au.afca.fee:afca_fee": "afca_fee",
    "au.afca.fee:afca_registration_fee": "afca_registration_fee",
    "sg.fidrec.fee:fidrec_fee": "fidrec_fee",
    "loan.instalment:instalment": "instalment",
    "loan.schedule:loan_interest": "loan_schedule",
    "loan.unrounded_interest:loan_interest": "unrounded_loan_interest",
    "loan.balance:loan_balance": "loan_balance",
    "loan.unrounded_balance:loan_balance": "loan_balance",
    "loan.early_repayment:early_repayment": "early_repayment",
    "loan.reschedule:reschedule": "reschedule",
    "loan.overcharge:overcharge_redress": "overcharge_redress",
    "loan.annual_rate:annual_rate": "effective_annual_rate",
    "loan.annual_rate:nominal_annual_rate": "nominal_annual_rate",
    "loan.annual_rate:internal_rate": "internal_rate",
    "loan.present_value:present_value": "present_value",
    "loan.future_value:future_value": "future_value",
    "loan.months_to_repay:months_to_repay": "months_to_repay",
    "loan.instalment_date:instalment_date": "instalment_date",
    "cn.misrepresentation.base_date:base_date": "base_date",
    "cn.misrepresentation.base_price:base_price": "base_price",
    "cn.misrepresentation.loss:misrepresentation_loss": "misrepresentation_loss",
    "cn.wrong_debit:wrong_debit": "wrong_debit",
    "exchange.stated_rate:exchange": "exchange",
    "us.pslra:pslra_loss": "pslra_loss",
    "us.plan_of_allocation:plan_loss": "plan_of_allocation_loss",
    "uk.ppi:ppi_redress": "ppi_redress",
    "uk.commission:commission_redress": "commission_redress",
    "uk.fos.award:binding_award": "fos_award",
    "uk.benchmark:benchmark_loss": "benchmark_redress",
    "cn.insurance.indemnity:indemnity": "indemnity",
    "cn.insurance.agreed_sum:agreed_indemnity": "agreed_indemnity",
    "insurance.expected_indemnity:indemnity_expected": "indemnity_expected",
    "cn.insurance.premium_refund:premium_refund": "premium_refund",
    "cn.insurance.contribution:contribution": "contribution",
    "cn.insurance.subrogation:subrogation": "subrogation",
    "cn.guarantee.amount:guarantee_amount": "guarantee_amount",
    "cn.guarantee.recourse:recourse": "recourse",
    "cn.fault_shares:fault_shares": "fault_shares",
    "cn.joint_liability:joint_recourse": "joint_liability",
    "cn.waterfall:paid_out": "waterfall",
    "apportion.proportional:apportioned": "proportional",
    "apportion.constrained_equal_awards:apportioned": "constrained_equal_awards",
    "apportion.constrained_equal_losses:apportioned": "constrained_equal_losses",
    "apportion.talmud:apportioned": "talmud",
    "apportion.random_arrival:apportioned": "random_arrival",
    "apportion.integer_shares:apportioned": "integer_shares",
    "cn.order_of_debts:payment_applied": "order_of_debts",
    "range.zopa:zone_width": "zopa",
    "range.decision_tree:expected_value": "decision_tree",
    "range.route:route_recommended": "route",
    "cn.guarantee.claim:guarantee_until": "guarantee_claim",
    "cn.limitation:limitation_until": "limitation",
    "apportion.random_arrival_sampled:arrival_estimate": "random_arrival_sampled",
    "range.simulate_award:award_estimate": "simulate_award",
}
NAMES = frozenset(RULES.values())


def code(line: Line) -> str:
    """The code of a line's formula; empty for a line that is given and not calculated."""
    own = f"{line.rule}:{line.label}"
    if own in RULES:
        return RULES[own]
    if has("formulas", own):
        return own
    # A line may be called as another rule is (interest); that rule's formula is not its own.
    return line.label if line.label not in NAMES and has("formulas", line.label) else ""


def formula(line: Line, language: str) -> str:
    """How a line was calculated, in the words of a language and the names of its inputs."""
    found = code(line)
    return words("formulas", found, language) if found else ""
