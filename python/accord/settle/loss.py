"""Loss: money wrongly debited, and an amount turned into another currency."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from accord import _core
from accord.settle._call import Money, Rate, money, price

__all__ = ["exchange", "wrong_debit"]


def wrong_debit(
    amount: Money,
    *,
    rate: Rate,
    start: date | str,
    end: date | str,
    own_fault: Rate = "0%",
    recovered: Money | None = None,
    ex_gratia: Money | None = None,
    rounding: str = "half_up",
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """Money wrongly debited, less own fault, with simple interest on that (民法典 1172-1173).

    With what others gave (`recovered`) it comes to the whole loss at most: the debit and its
    interest (银行卡规定 13). A sum paid `ex_gratia` stands beside and is no part of the value.
    Raises InputError("negative_amount", "share_out_of_range", "end_before_start", "rate_unit").

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
        "recovered": recovered,
        "ex_gratia": ex_gratia,
        "rounding": rounding,
    }
    return money("wrong_debit", given, book, accept)


def exchange(
    amount: Money,
    *,
    rate: Money | str,
    on: date | str,
    source: str,
    per: int = 1,
    rounding: str = "half_up",
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """An amount in another currency at a stated rate, its day and source kept in the line.

    `rate` is the price of `per` whole units of the amount's currency, with any number of digits
    ("7.1234 CNY", or "10000/6512 CNY" for a rate quoted the other way round). Which day's rate
    holds is for the asking rule to say. Raises InputError("bad_price", "bad_quantity",
    "same_currency", "needs_argument", "negative_amount").

    >>> print(accord.settle.exchange("100000 JPY", rate="4.8512 CNY", per=100, on="2026-01-05",
    ...                              source="central parity of the day").value)
    4851.20 CNY
    """
    given = {
        "amount": amount,
        "rate": price(rate),
        "per": per,
        "on": on,
        "source": source,
        "rounding": rounding,
    }
    return money("exchange", given, book, accept)
