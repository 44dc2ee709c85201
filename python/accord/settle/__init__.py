"""Figures that explain themselves, under the rule book that ships with the package.

Each function takes money and rates as values or as texts ("50000.00 CNY", "0.35% per year 30/360"),
never as numbers, and returns an Explained: its `.value`, and `.why()` down to the clause. What is
no money is an Answer; a lawful "no" is a Refusal, which is falsy. `batch` has the same rules under
the same names over columns.
"""

from accord.settle.fee import court_fee
from accord.settle.indemnity import agreed_indemnity, indemnity
from accord.settle.interest import interest, series_interest
from accord.settle.loss import wrong_debit

__all__ = [
    "agreed_indemnity",
    "court_fee",
    "indemnity",
    "interest",
    "series_interest",
    "wrong_debit",
]
