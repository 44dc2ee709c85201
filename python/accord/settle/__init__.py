"""Figures that explain themselves, under the rule book that ships with the package.

Each function takes money and rates as values or as texts ("50000.00 CNY", "0.35% per year 30/360"),
never as numbers, and returns an Explained: its `.value`, and `.why()` down to the clause. What is
no money is an Answer; a lawful "no" is a Refusal, which is falsy. `batch` has the same rules under
the same names over columns.
"""

from accord.settle.fee import court_fee
from accord.settle.indemnity import agreed_indemnity, indemnity
from accord.settle.interest import interest, series_interest
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
from accord.settle.loss import wrong_debit

__all__ = [
    "Instalment",
    "agreed_indemnity",
    "court_fee",
    "early_repayment",
    "effective_annual_rate",
    "future_value",
    "indemnity",
    "instalment",
    "instalment_date",
    "interest",
    "internal_rate",
    "loan_balance",
    "loan_schedule",
    "months_to_repay",
    "nominal_annual_rate",
    "overcharge_redress",
    "present_value",
    "reschedule",
    "schedule",
    "series_interest",
    "unrounded_loan_interest",
    "wrong_debit",
]
