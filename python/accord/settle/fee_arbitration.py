"""Fees of arbitration bodies."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from accord import _core
from accord.settle._call import Money, Rate, money

__all__ = [
    "aaa_icdr_fee",
    "aaa_individual_fee",
    "aaa_older_refund",
    "arbitration_fee",
    "arbitration_refund",
    "emergency_arbitrator_fee",
    "finra_fees",
    "lcia_costs",
]

Day = date | str


def arbitration_fee(
    amount: Money,
    *,
    body: str,
    on: Day,
    procedure: str = "ordinary",
    filing_tax: Rate = "0%",
    rounding: str = "half_up",
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """Fees of an arbitration by its body's schedule in force on a day; each fee rounded by itself.

    Schedules that were not read whole are unverified entries and refused unless accepted by name.
    `procedure` "simple" is Beijing's cut; `filing_tax` is Singapore's tax on the filing fee.

    >>> fee = accord.settle.arbitration_fee("3000000 CNY", body="cietac_foreign", on="2016-01-04")
    >>> print(fee.value)
    110000.00 CNY
    """
    given = {
        "amount": amount,
        "body": body,
        "on": on,
        "procedure": procedure,
        "filing_tax": filing_tax,
        "rounding": rounding,
    }
    return money("arbitration_fee", given, book, accept)


def arbitration_refund(
    fee: Money,
    *,
    stage: str,
    on: Day,
    share: Rate | None = None,
    rounding: str = "half_up",
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """What of the acceptance fee comes back on withdrawal (仲裁委员会仲裁收费办法 11, 12).

    `stage`: "before_tribunal" all of it, "after_tribunal" the `share` that the body decides,
    "deemed_withdrawn" nothing.

    >>> print(accord.settle.arbitration_refund("5000 CNY", stage="before_tribunal",
    ...                                        on="2026-01-16").value)
    5000.00 CNY
    """
    given = {"fee": fee, "stage": stage, "on": on, "share": share, "rounding": rounding}
    return money("arbitration_refund", given, book, accept)


def emergency_arbitrator_fee(
    body: str,
    *,
    on: Day,
    measures: int = 1,
    arbitrator_fee: Money | None = None,
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """Fee of an application for an emergency arbitrator, by body.

    `measures`: how many are asked for, where the body counts them; `arbitrator_fee`: Beijing's.

    >>> print(accord.settle.emergency_arbitrator_fee("scia", on="2026-01-16", measures=3).value)
    14000.00 CNY
    """
    given = {"body": body, "on": on, "measures": measures, "arbitrator_fee": arbitrator_fee}
    return money("emergency_arbitrator_fee", given, book, accept)


def lcia_costs(
    tribunal: Iterable[object],
    *,
    on: Day,
    secretary: Iterable[object] = (),
    secretariat: Iterable[object] = (),
    rounding: str = "half_up",
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """Costs of an LCIA arbitration by the hour (schedule of 2023-12-01).

    Rows of hours ("120/1") and hourly rate for the tribunal, its secretary and the secretariat;
    overheads are a share of the tribunal's fees. Rates outside the schedule are refused.

    >>> costs = accord.settle.lcia_costs([("120/1", "500 GBP")], on="2026-01-16",
    ...                                  secretariat=[("20/1", "285 GBP")])
    >>> print(costs.value)
    70650.00 GBP
    """
    given = {
        "tribunal": tribunal,
        "on": on,
        "secretary": secretary,
        "secretariat": secretariat,
        "rounding": rounding,
    }
    return money("lcia_costs", given, book, accept)


def aaa_icdr_fee(
    amount: Money,
    *,
    schedule: str,
    on: Day,
    arbitrators: int = 1,
    rounding: str = "half_up",
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """Initial and final fee of the AAA and its international centre, by schedule.

    >>> fee = accord.settle.aaa_icdr_fee("2000000 USD", schedule="bcdr_2010", on="2026-01-16")
    >>> print(fee.value)
    11450.00 USD
    """
    given = {
        "amount": amount,
        "schedule": schedule,
        "on": on,
        "arbitrators": arbitrators,
        "rounding": rounding,
    }
    return money("aaa_icdr_fee", given, book, accept)


def aaa_individual_fee(
    filed_by: str,
    *,
    on: Day,
    arbitrators: int = 1,
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """What an individual and a business pay in a case of the AAA between them.

    >>> print(accord.settle.aaa_individual_fee("individual", on="2022-01-03").value)
    500.00 USD
    """
    given = {"filed_by": filed_by, "on": on, "arbitrators": arbitrators}
    return money("aaa_individual_fee", given, book, accept)


def aaa_older_refund(
    fee: Money,
    *,
    days: int,
    on: Day,
    rounding: str = "half_up",
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """What of the initial fee came back under the AAA's older schedule, by days since filing.

    >>> print(accord.settle.aaa_older_refund("5000 USD", days=10, on="2016-01-04").value)
    2500.00 USD
    """
    given = {"fee": fee, "days": days, "on": on, "rounding": rounding}
    return money("aaa_older_refund", given, book, accept)


def finra_fees(
    amount: Money | None = None,
    *,
    arbitrators: int,
    sessions: int,
    on: Day,
    schedule: str = "current",
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """Fees of a FINRA case of a customer: filing, hearing sessions, surcharge (12900 to 12902).

    The amount is exclusive of interest and expenses; none is a claim that is not for money. Parts:
    filing_fee, hearing_fee, member_surcharge.

    >>> fees = accord.settle.finra_fees("250000 USD", arbitrators=3, sessions=4, on="2026-01-16")
    >>> print(fees.value)
    7625.00 USD
    """
    given = {
        "amount": amount,
        "arbitrators": arbitrators,
        "sessions": sessions,
        "on": on,
        "schedule": schedule,
    }
    return money("finra_fees", given, book, accept)
