"""Figures that explain themselves, under the rule book that ships with the package.

Each function takes money and rates as values or as texts ("50000.00 CNY", "0.35% per year 30/360"),
never as numbers, and returns an Explained: its `.value`, and `.why()` down to the clause. What is
no money is an Answer; a lawful "no" is a Refusal, which is falsy. `batch` has the same rules under
the same names over columns.
"""

from accord.settle import batch
from accord.settle.apportion import fault_shares, joint_liability, order_of_debts, waterfall
from accord.settle.claims import (
    constrained_equal_awards,
    constrained_equal_losses,
    integer_shares,
    proportional,
    random_arrival,
    random_arrival_sampled,
    talmud,
)
from accord.settle.contract_cn import contract_default_interest, deposit, penalty_presumption
from accord.settle.fee import (
    appeal_fee,
    costs_by_success,
    court_fee,
    court_fee_change,
    court_fee_claim,
    court_fee_kind,
    court_fee_several,
)
from accord.settle.fee_application import (
    bankruptcy_fee,
    enforcement_fee,
    payment_order_fee,
    preservation_fee,
    public_summons_fee,
    set_aside_fee,
)
from accord.settle.fee_arbitration import (
    aaa_icdr_fee,
    aaa_individual_fee,
    aaa_older_refund,
    arbitration_fee,
    arbitration_refund,
    emergency_arbitrator_fee,
    finra_fees,
    lcia_costs,
)
from accord.settle.fee_schemes import (
    afca_fee,
    afca_registration_fee,
    fdrc_fee,
    fidrec_fee,
    fos_case_fee,
)
from accord.settle.guarantee import guarantee_amount, guarantee_claim, limitation, recourse
from accord.settle.indemnity import agreed_indemnity, indemnity, indemnity_expected
from accord.settle.insurance import contribution, premium_refund, subrogation
from accord.settle.interest import compound_interest, interest, series_interest
from accord.settle.interest_abroad import (
    fos_interest,
    hk_judgment_interest,
    hk_prejudgment_interest,
    uk_court_interest,
    uk_tax_on_interest,
    us_post_judgment_interest,
)
from accord.settle.interest_bank import (
    card_interest,
    card_late_charge,
    loan_compound_interest,
    loan_penalty_interest,
    overdue_loan_interest,
)
from accord.settle.interest_cn import delayed_performance_interest, non_money_delay, set_off
from accord.settle.lending_cn import lending_cap, private_lending_interest, rollover_ceiling
from accord.settle.loan import (
    Instalment,
    instalment,
    instalment_date,
    loan_balance,
    loan_schedule,
    months_to_repay,
    schedule,
    unrounded_loan_interest,
)
from accord.settle.loan_rate import (
    effective_annual_rate,
    future_value,
    internal_rate,
    nominal_annual_rate,
    present_value,
)
from accord.settle.loan_redress import early_repayment, overcharge_redress, reschedule
from accord.settle.loss import exchange, wrong_debit
from accord.settle.misrepresentation import base_date, base_price, misrepresentation_loss
from accord.settle.range import decision_tree, route, simulate_award, zopa
from accord.settle.redress import (
    benchmark_redress,
    commission_redress,
    fos_award,
    plan_of_allocation_loss,
    ppi_redress,
    pslra_loss,
)

__all__ = [
    "Instalment",
    "aaa_icdr_fee",
    "aaa_individual_fee",
    "aaa_older_refund",
    "afca_fee",
    "afca_registration_fee",
    "agreed_indemnity",
    "appeal_fee",
    "arbitration_fee",
    "arbitration_refund",
    "bankruptcy_fee",
    "base_date",
    "base_price",
    "batch",
    "benchmark_redress",
    "card_interest",
    "card_late_charge",
    "commission_redress",
    "compound_interest",
    "constrained_equal_awards",
    "constrained_equal_losses",
    "contract_default_interest",
    "contribution",
    "costs_by_success",
    "court_fee",
    "court_fee_change",
    "court_fee_claim",
    "court_fee_kind",
    "court_fee_several",
    "decision_tree",
    "delayed_performance_interest",
    "deposit",
    "early_repayment",
    "effective_annual_rate",
    "emergency_arbitrator_fee",
    "enforcement_fee",
    "exchange",
    "fault_shares",
    "fdrc_fee",
    "fidrec_fee",
    "finra_fees",
    "fos_award",
    "fos_case_fee",
    "fos_interest",
    "future_value",
    "guarantee_amount",
    "guarantee_claim",
    "hk_judgment_interest",
    "hk_prejudgment_interest",
    "indemnity",
    "indemnity_expected",
    "instalment",
    "instalment_date",
    "integer_shares",
    "interest",
    "internal_rate",
    "joint_liability",
    "lcia_costs",
    "lending_cap",
    "limitation",
    "loan_balance",
    "loan_compound_interest",
    "loan_penalty_interest",
    "loan_schedule",
    "misrepresentation_loss",
    "months_to_repay",
    "nominal_annual_rate",
    "non_money_delay",
    "order_of_debts",
    "overcharge_redress",
    "overdue_loan_interest",
    "payment_order_fee",
    "penalty_presumption",
    "plan_of_allocation_loss",
    "ppi_redress",
    "premium_refund",
    "present_value",
    "preservation_fee",
    "private_lending_interest",
    "proportional",
    "pslra_loss",
    "public_summons_fee",
    "random_arrival",
    "random_arrival_sampled",
    "recourse",
    "reschedule",
    "rollover_ceiling",
    "route",
    "schedule",
    "series_interest",
    "set_aside_fee",
    "set_off",
    "simulate_award",
    "subrogation",
    "talmud",
    "uk_court_interest",
    "uk_tax_on_interest",
    "unrounded_loan_interest",
    "us_post_judgment_interest",
    "waterfall",
    "wrong_debit",
    "zopa",
]
