"""Fees of ombudsman schemes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from accord import _core
from accord.settle._call import Money, Rate, money

__all__ = [
    "afca_fee",
    "afca_registration_fee",
    "fdrc_fee",
    "fidrec_fee",
    "fos_case_fee",
]

Day = date | str


def fos_case_fee(
    cases: int,
    *,
    payer: str = "firm",
    reduced: int = 0,
    on: Day,
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """Case fees of the UK Financial Ombudsman Service in a year.

    `payer`: "firm" or "professional_representative"; `reduced`: of the cases beyond the free ones,
    those at the lower fee. From 2026-04-01 the fee is a proposal and unverified.

    >>> print(accord.settle.fos_case_fee(10, on="2026-01-16").value)
    4550.00 GBP
    """
    given = {"cases": cases, "payer": payer, "reduced": reduced, "on": on}
    return money("fos_case_fee", given, book, accept)


def fdrc_fee(
    amount: Money,
    *,
    party: str,
    hours: Rate = "4/1",
    track: str = "mediation",
    on: Day,
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """Fees of Hong Kong's Financial Dispute Resolution Centre for one side (2018 terms).

    `hours` of mediation ("26/5" is 5.2): a part of an hour beyond four counts whole, and the extra
    time of both sides together is capped.

    >>> print(accord.settle.fdrc_fee("150000 HKD", party="claimant", hours="26/5",
    ...                              track="documents", on="2026-01-16").value)
    7700.00 HKD
    """
    given = {"amount": amount, "party": party, "hours": hours, "track": track, "on": on}
    return money("fdrc_fee", given, book, accept)


def afca_fee(
    complaints: int,
    *,
    stage: str,
    on: Day,
    gst: bool = False,
    rounding: str = "half_up",
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """Complaint fees of the Australian Financial Complaints Authority by stage; five are free.

    >>> print(accord.settle.afca_fee(5, stage="case_management", on="2023-08-01").value)
    0.00 AUD
    """
    given = {"complaints": complaints, "stage": stage, "on": on, "gst": gst, "rounding": rounding}
    return money("afca_fee", given, book, accept)


def afca_registration_fee(
    on: Day,
    *,
    gst: bool = False,
    rounding: str = "half_up",
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """The Authority's yearly registration fee.

    >>> print(accord.settle.afca_registration_fee("2023-08-01").value)
    375.55 AUD
    """
    given = {"on": on, "gst": gst, "rounding": rounding}
    return money("afca_registration_fee", given, book, accept)


def fidrec_fee(
    amount: Money,
    *,
    stage: str,
    scheme: str = "standard",
    on: Day,
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """Fee of Singapore's FIDReC: mediation is free, adjudication is not.

    >>> print(accord.settle.fidrec_fee("80000 SGD", stage="adjudication", on="2026-01-16").value)
    50.00 SGD
    """
    given = {"amount": amount, "stage": stage, "scheme": scheme, "on": on}
    return money("fidrec_fee", given, book, accept)
