"""Fees of courts, arbitration bodies and ombudsman schemes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from accord import _core
from accord.settle._call import Money, money

__all__ = ["court_fee"]


def court_fee(
    claim: Money,
    *,
    on: date | str,
    track: str = "ordinary",
    rounding: str = "half_up",
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """Acceptance fee of a property case (诉讼费用交纳办法 13(1)).

    `track`: "ordinary", "mediated_or_withdrawn" or "simple_procedure"; each of the last two halves
    the fee, and it is halved once only (15, 16; 民诉法解释 206). The Measures hold no rounding rule:
    `rounding` is a stated policy.

    >>> print(accord.settle.court_fee("510845.99 CNY", on="2026-01-16").value)
    8908.46 CNY
    """
    given = {"claim": claim, "on": on, "track": track, "rounding": rounding}
    return money("court_fee", given, book, accept)
