"""Mainland China: delayed performance, and the order in which a payment is set off."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from accord import _core
from accord.settle._call import Money, Rate, money

__all__ = ["delayed_performance_interest", "non_money_delay", "set_off"]

Row = Mapping[str, object] | Sequence[object]


def delayed_performance_interest(
    debt: Money,
    *,
    instrument: str,
    start: date | str,
    end: date | str,
    payments: Iterable[Row] = (),
    suspensions: Iterable[Row] = (),
    default_clause: bool = False,
    bankruptcy_accepted: date | str | None = None,
    convert_rate: Rate | None = None,
    both_ends: bool = False,
    rounding: str = "half_up",
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """The doubled part of interest on a money debt paid late (迟延履行利息解释 1–5, 7; 民诉法 264).

    `debt` is what the document fixes, without general interest; `start` the day its period of
    performance ends. `instrument`: judgment, ruling, award, mediation_order, payment_order,
    notarised_instrument or confirmed_agreement; a mediation_agreement or settlement that no court
    confirmed is refused, and so is a mediation order whose own default clause was borne
    (`default_clause`), and a time before 2014-08-01. `payments`: rows of date, amount;
    `suspensions`: rows of from, to (the first day that counts again), requested_by_debtor.
    `convert_rate`: CNY for one unit of the debt's currency on the start day ("71/10").

    >>> print(accord.settle.delayed_performance_interest(
    ...     "200000.00 CNY", instrument="confirmed_agreement", start="2026-04-30",
    ...     end="2026-06-09").value)
    1400.00 CNY
    >>> accord.settle.delayed_performance_interest(
    ...     "200000.00 CNY", instrument="mediation_agreement", start="2026-04-30",
    ...     end="2026-06-09").code
    'not_enforceable_instrument'
    """
    given: dict[str, object] = {
        "debt": debt,
        "instrument": instrument,
        "start": start,
        "end": end,
        "payments": payments,
        "suspensions": suspensions,
        "default_clause": default_clause,
        "bankruptcy_accepted": bankruptcy_accepted,
        "convert_rate": convert_rate,
        "both_ends": both_ends,
        "rounding": rounding,
    }
    return money("delayed_performance_interest", given, book, accept)


def non_money_delay(
    loss: Money,
    *,
    on: date | str,
    court_amount: Money | None = None,
    rounding: str = "half_up",
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """What delay of a duty other than money costs: double the loss (民诉法解释 505).

    Without a loss it is the amount the court set, `court_amount`; none set is refused.

    >>> print(accord.settle.non_money_delay("3000.00 CNY", on="2026-04-30").value)
    6000.00 CNY
    """
    given: dict[str, object] = {
        "loss": loss,
        "on": on,
        "court_amount": court_amount,
        "rounding": rounding,
    }
    return money("non_money_delay", given, book, accept)


def set_off(
    payment: Money,
    *,
    principal: Money,
    costs: Money | None = None,
    interest: Money | None = None,
    doubled: Money | None = None,
    order: str = "contract",
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """What remains owed once a payment is set off, in the order of contract or of enforcement.

    "contract": costs, interest, principal (民法典 561). "enforcement": the debt that the document
    fixes in that order, then the doubled part (迟延履行利息解释 4). Its lines give what is left of
    each and, beside it, what was met and what was paid too much.

    >>> print(accord.settle.set_off("20000.00 CNY", interest="11818.75 CNY",
    ...                             principal="500000.00 CNY").value)
    491818.75 CNY
    """
    given: dict[str, object] = {
        "payment": payment,
        "principal": principal,
        "costs": costs,
        "interest": interest,
        "doubled": doubled,
        "order": order,
    }
    return money("set_off", given, book, accept)
