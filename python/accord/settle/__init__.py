"""Figures that explain themselves, under the rule book that ships with the package.

Each function takes money and rates as values or as texts ("50000.00 CNY", "0.35% per year 30/360"),
never as numbers, and returns an Explained: its `.value`, and `.why()` down to the clause. What is
no money is an Answer; a lawful "no" is a Refusal, which is falsy. `batch` has the same rules under
the same names over columns.
"""

from accord.settle import batch
from accord.settle.contract_cn import contract_default_interest, deposit, penalty_presumption
from accord.settle.fee import court_fee
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
from accord.settle.redress import (
    benchmark_redress,
    commission_redress,
    plan_of_allocation_loss,
    ppi_redress,
    pslra_loss,
)

__all__ = [
    "Instalment",
    "agreed_indemnity",
    "base_date",
    "base_price",
    "batch",
    "benchmark_redress",
    "card_interest",
    "card_late_charge",
    "commission_redress",
    "compound_interest",
    "contract_default_interest",
    "contribution",
    "court_fee",
    "delayed_performance_interest",
    "deposit",
    "early_repayment",
    "effective_annual_rate",
    "exchange",
    "fos_interest",
    "future_value",
    "hk_judgment_interest",
    "hk_prejudgment_interest",
    "indemnity",
    "indemnity_expected",
    "instalment",
    "instalment_date",
    "interest",
    "internal_rate",
    "lending_cap",
    "loan_balance",
    "loan_compound_interest",
    "loan_penalty_interest",
    "loan_schedule",
    "misrepresentation_loss",
    "months_to_repay",
    "nominal_annual_rate",
    "non_money_delay",
    "overcharge_redress",
    "overdue_loan_interest",
    "penalty_presumption",
    "plan_of_allocation_loss",
    "ppi_redress",
    "premium_refund",
    "present_value",
    "private_lending_interest",
    "pslra_loss",
    "reschedule",
    "rollover_ceiling",
    "schedule",
    "series_interest",
    "set_off",
    "subrogation",
    "uk_court_interest",
    "uk_tax_on_interest",
    "unrounded_loan_interest",
    "us_post_judgment_interest",
    "wrong_debit",
]
