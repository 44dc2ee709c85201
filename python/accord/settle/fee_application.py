"""Fees of applications to mainland courts: enforcement, preservation, payment order …"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from accord import _core
from accord.settle._call import Money, money

__all__ = [
    "bankruptcy_fee",
    "enforcement_fee",
    "payment_order_fee",
    "preservation_fee",
    "public_summons_fee",
    "set_aside_fee",
]

Day = date | str


def enforcement_fee(
    amount: Money | None = None,
    *,
    on: Day,
    set_fee: Money | None = None,
    rounding: str = "half_up",
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """Fee of an application for enforcement (诉讼费用交纳办法 14(1)).

    Without an amount the court sets a fee between 50 and 500 yuan: `set_fee`.

    >>> print(accord.settle.enforcement_fee("1000000.00 CNY", on="2026-01-16").value)
    12400.00 CNY
    """
    given = {"amount": amount, "on": on, "set_fee": set_fee, "rounding": rounding}
    return money("enforcement_fee", given, book, accept)


def preservation_fee(
    amount: Money | None = None,
    *,
    on: Day,
    rounding: str = "half_up",
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """Fee of an application for preservation, at most 5,000 yuan (诉讼费用交纳办法 14(2)).

    >>> print(accord.settle.preservation_fee("200000.00 CNY", on="2026-01-16").value)
    1520.00 CNY
    """
    given = {"amount": amount, "on": on, "rounding": rounding}
    return money("preservation_fee", given, book, accept)


def payment_order_fee(
    claim: Money,
    *,
    on: Day,
    rounding: str = "half_up",
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """Fee of a payment order: one third of the property fee (诉讼费用交纳办法 14(3)).

    >>> print(accord.settle.payment_order_fee("1000000.00 CNY", on="2026-01-16").value)
    4600.00 CNY
    """
    given = {"claim": claim, "on": on, "rounding": rounding}
    return money("payment_order_fee", given, book, accept)


def bankruptcy_fee(
    estate: Money,
    *,
    on: Day,
    rounding: str = "half_up",
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """Fee of a bankruptcy: half of the property fee on the estate, capped (办法 14(6)).

    >>> print(accord.settle.bankruptcy_fee("10000000.00 CNY", on="2026-01-16").value)
    40900.00 CNY
    """
    given = {"estate": estate, "on": on, "rounding": rounding}
    return money("bankruptcy_fee", given, book, accept)


def public_summons_fee(
    on: Day,
    *,
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """Fee of a public summons (诉讼费用交纳办法 14(4)).

    >>> print(accord.settle.public_summons_fee("2026-01-16").value)
    100.00 CNY
    """
    given = {"on": on}
    return money("public_summons_fee", given, book, accept)


def set_aside_fee(
    on: Day,
    *,
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """Fee of an application to set an award aside (诉讼费用交纳办法 14(5)).

    >>> print(accord.settle.set_aside_fee("2026-01-16").value)
    400.00 CNY
    """
    given = {"on": on}
    return money("set_aside_fee", given, book, accept)
