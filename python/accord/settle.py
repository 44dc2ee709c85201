"""Figures that explain themselves, under the rule book that ships with the package.

Each function takes money and rates as values or as texts ("50000.00 CNY", "0.35% per year 30/360"),
never as numbers, and returns an Explained: its `.value`, and `.why()` down to the clause.
"""

from __future__ import annotations

from datetime import date

from accord import _core
from accord._core import agreed_indemnity, indemnity, interest, wrong_debit

__all__ = [
    "agreed_indemnity",
    "court_fee",
    "indemnity",
    "interest",
    "series_interest",
    "wrong_debit",
]


def _book(book: _core.RuleBook | None) -> _core.RuleBook:
    if book is not None:
        return book
    from accord.law import rule_book

    return rule_book()


def court_fee(
    claim: _core.Money | str,
    *,
    on: date | str,
    track: str = "ordinary",
    rounding: str = "half_up",
    book: _core.RuleBook | None = None,
) -> _core.Explained:
    """Acceptance fee of a property case (诉讼费用交纳办法 13(1)).

    `track`: "ordinary", "mediated_or_withdrawn" or "simple_procedure"; each of the last two halves
    the fee, and it is halved once only.
    """
    return _core.court_fee(_book(book), claim, on=on, track=track, rounding=rounding)


def series_interest(
    principal: _core.Money | str,
    *,
    series: str,
    start: date | str,
    end: date | str,
    day_count: str = "ACT/365",
    both_ends: bool = False,
    multiple: _core.Rate | str = "1/1",
    spread: _core.Rate | str = "0% per year",
    rounding: str = "half_up",
    book: _core.RuleBook | None = None,
) -> _core.Explained:
    """Simple interest over a published series such as "cn.lpr.1y": (rate + spread) × multiple."""
    return _core.series_interest(
        _book(book),
        principal,
        series=series,
        start=start,
        end=end,
        day_count=day_count,
        both_ends=both_ends,
        multiple=multiple,
        spread=spread,
        rounding=rounding,
    )
