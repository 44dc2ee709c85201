"""Loss and redress: money wrongly debited."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from accord import _core
from accord.settle._call import Money, Rate, money

__all__ = ["wrong_debit"]


def wrong_debit(
    amount: Money,
    *,
    rate: Rate,
    start: date | str,
    end: date | str,
    own_fault: Rate = "0%",
    rounding: str = "half_up",
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """Money wrongly debited, less own fault, with simple interest on that (民法典 1172-1173).

    >>> print(accord.settle.wrong_debit("50000.00 CNY", rate="0.35% per year 30/360",
    ...           start="2025-09-01", end="2026-03-01", own_fault="20%").value)
    40070.00 CNY
    """
    given = {
        "amount": amount,
        "rate": rate,
        "start": start,
        "end": end,
        "own_fault": own_fault,
        "rounding": rounding,
    }
    return money("wrong_debit", given, book, accept)
