"""Guarantees and limitation: until when to act, for how much, and who pays whom back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from accord import _core
from accord.settle._call import Money, Rate, last_day, money

Rows = Iterable[object]

__all__ = [
    "guarantee_amount",
    "guarantee_claim",
    "limitation",
    "recourse",
]


def guarantee_claim(
    due: date | str,
    *,
    mode: str = "not_agreed",
    period_months: int | None = None,
    period_until: date | str | None = None,
    acts: Rows = (),
    on: date | str | None = None,
    contract_on: date | str | None = None,
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
    calendars: _core.CalendarBook | None = None,
) -> _core.Answer | _core.Refusal:
    """The last day on which the creditor must act against a guarantor (民法典 692, 693).

    `due` is the day on which the main debt's term ends; `mode` is "joint", "general" or
    "not_agreed", which is a general one (686). `acts` are rows of date, kind ("demand", "suit",
    "arbitration", "enforcement", "mediation"), against ("guarantor", "debtor"), withdrawn, served,
    towards this guarantor or the debtor: what was done to another guarantor does not count. A
    last day that is a rest day moves to the day after (203), by the package's calendar unless
    `calendars` are given; one that no notice covers yet is provisional. A period that ran out
    without the act the law asks for is a Refusal "guarantee_lapsed".

    >>> print(accord.settle.guarantee_claim("2025-02-28", mode="joint", period_months=36))
    2028-02-28
    >>> print(accord.settle.guarantee_claim("2025-02-15", mode="joint", period_months=12))
    2026-02-24
    >>> accord.settle.guarantee_claim("2025-02-28", mode="joint",
    ...     acts=[{"date": "2025-09-01", "kind": "demand"}]).code
    'guarantee_lapsed'
    """
    given = {
        "due": due,
        "mode": mode,
        "period_months": period_months,
        "period_until": period_until,
        "acts": acts,
        "on": on,
        "contract_on": contract_on,
    }
    return last_day("guarantee_claim", given, book, accept, calendars)


def guarantee_amount(
    debt: Money,
    *,
    on: date | str,
    changed_debt: Money | None = None,
    consent: bool = False,
    debtor_security: Money | None = None,
    order_agreed: bool = False,
    share: Rate = "100%",
    rounding: str = "half_up",
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """For how much a bound guarantor answers (民法典 695, 392, 699).

    A change of the debt without his written consent helps him and never burdens him; the debtor's
    own security comes first unless another order was agreed; `share` is the part agreed among
    several guarantors. `on` is the day of the change.

    >>> print(accord.settle.guarantee_amount("500000.00 CNY", on="2026-01-16",
    ...           changed_debt="520000.00 CNY", debtor_security="100000.00 CNY").value)
    400000.00 CNY
    """
    given = {
        "debt": debt,
        "on": on,
        "changed_debt": changed_debt,
        "consent": consent,
        "debtor_security": debtor_security,
        "order_agreed": order_agreed,
        "share": share,
        "rounding": rounding,
    }
    return money("guarantee_amount", given, book, accept)


def limitation(
    start: date | str,
    *,
    years: int | None = None,
    infringed: date | str | None = None,
    events: Rows = (),
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
    calendars: _core.CalendarBook | None = None,
) -> _core.Answer | _core.Refusal:
    """The last day of a claim's limitation period, with its steps (民法典 188, 194, 195, 203).

    `start` is the day of knowledge; `events` are rows of date and kind ("interruption",
    "suspension_start", "suspension_end"), ascending. Twenty years from `infringed` (or `start`) it
    ends in any case. A last day that is a rest day moves to the day after, by the package's
    calendar unless `calendars` are given; one that no notice covers yet is provisional. While an
    obstacle lasts the answer is a Refusal "limitation_suspended".

    >>> last = accord.settle.limitation("2025-02-28", events=[("2025-11-20", "interruption")])
    >>> print(last, last.provisional)
    2028-11-20 True
    """
    given = {
        "start": start,
        "years": years,
        "infringed": infringed,
        "events": events,
    }
    return last_day("limitation", given, book, accept, calendars)


def recourse(
    paid: Money,
    *,
    interest: Money | None = None,
    costs: Money | None = None,
    bound: Money | None = None,
    recovered: Money | None = None,
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """What a guarantor who paid claims from the debtor, within what he answered for (民法典 700).

    >>> print(accord.settle.recourse("200000.00 CNY", interest="1400.00 CNY").value)
    201400.00 CNY
    """
    given = {
        "paid": paid,
        "interest": interest,
        "costs": costs,
        "bound": bound,
        "recovered": recovered,
    }
    return money("recourse", given, book, accept)
