"""Apportionment by law: fault, joint debtors, ranks, and a payment over several debts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from accord import _core
from accord.settle._call import Money, Rate, money

Rows = Iterable[object]

__all__ = [
    "fault_shares",
    "joint_liability",
    "order_of_debts",
    "waterfall",
]


def fault_shares(
    loss: Money,
    *,
    own_share: Rate = "0%",
    debtors: Rows = (),
    rounding: str = "half_up",
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """A loss less the own share, divided among the debtors by theirs (民法典 592, 1172, 1173).

    `debtors` are shares as plain numbers of any sum ("50%", "5/1"); left out, they are equal.

    >>> print(accord.settle.fault_shares("250000.00 CNY", own_share="30%").value)
    175000.00 CNY
    """
    given = {
        "loss": loss,
        "own_share": own_share,
        "debtors": debtors,
        "rounding": rounding,
    }
    return money("fault_shares", given, book, accept)


def joint_liability(
    amount: Money,
    *,
    debtors: Rows,
    rounding: str = "half_up",
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """What joint debtors owe those among them who paid more than their share (民法典 178, 519).

    `debtors` are rows of share, paid, insolvent; one line for each says what he owes. What an
    insolvent one can not bear is spread over the others in proportion.

    >>> owed = accord.settle.joint_liability("900000.00 CNY", debtors=[
    ...     {"share": "5/1", "paid": "900000.00 CNY"}, {"share": "3/1"},
    ...     {"share": "2/1", "insolvent": True}])
    >>> print(owed.why("en").lines[1].amount)
    337500.00 CNY
    """
    given = {
        "amount": amount,
        "debtors": debtors,
        "rounding": rounding,
    }
    return money("joint_liability", given, book, accept)


def order_of_debts(
    payment: Money,
    *,
    on: date | str,
    debts: Rows,
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """A payment that does not suffice for all debts to one creditor (民法典 560).

    `debts` are rows of amount, due, security, burden (a rate per year), named (by the debtor).

    >>> applied = accord.settle.order_of_debts("90000.00 CNY", on="2025-06-01", debts=[
    ...     {"amount": "60000.00 CNY", "due": "2025-01-01", "security": "60000.00 CNY"},
    ...     {"amount": "50000.00 CNY", "due": "2025-03-01"}])
    >>> [line.amount for line in applied.why("en").lines]
    ['40000.00 CNY', '50000.00 CNY']
    """
    given = {
        "payment": payment,
        "on": on,
        "debts": debts,
    }
    return money("order_of_debts", given, book, accept)


def waterfall(
    estate: Money,
    *,
    claims: Rows,
    basis: str = "bankruptcy",
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """An estate paid out rank by rank, in proportion in the rank that runs out.

    `claims` are rows of amount and rank, 1 first. `basis` names the law: "bankruptcy" (企业破产法
    43, 113: costs, common-benefit debts, employees, social security and tax, ordinary claims),
    "participation" (民诉法解释 508) or "agreed".

    >>> paid = accord.settle.waterfall("687600.00 CNY", basis="participation", claims=[
    ...     ("500000.00 CNY", 1), ("300000.00 CNY", 1), ("700000.00 CNY", 1)])
    >>> [line.amount for line in paid.why("en").lines]
    ['229200.00 CNY', '137520.00 CNY', '320880.00 CNY']
    """
    given = {
        "estate": estate,
        "claims": claims,
        "basis": basis,
    }
    return money("waterfall", given, book, accept)
