"""Interest in the United Kingdom, the United States and Hong Kong."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from accord import _core
from accord.settle._call import Money, Rate, money

__all__ = [
    "fos_interest",
    "hk_judgment_interest",
    "hk_prejudgment_interest",
    "uk_court_interest",
    "uk_tax_on_interest",
    "us_post_judgment_interest",
]


def uk_court_interest(
    principal: Money,
    *,
    start: date | str,
    end: date | str,
    rounding: str = "half_up",
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """Interest in the county court: 8 % simple, days over 365 (County Courts Act 1984 s 69).

    >>> print(accord.settle.uk_court_interest("1000 GBP", start="2025-01-01",
    ...                                       end="2025-01-26").value)
    5.48 GBP
    """
    given: dict[str, object] = {
        "principal": principal,
        "start": start,
        "end": end,
        "rounding": rounding,
    }
    return money("uk_court_interest", given, book, accept)


def fos_interest(
    principal: Money,
    *,
    start: date | str,
    paid_by: date | str,
    referred: date | str,
    paid: date | str | None = None,
    rounding: str = "half_up",
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """Interest on an award of the Financial Ombudsman Service, by the day of referral.

    From 2026-01-01: the time-weighted base rate plus a point from the deprivation (`start`) to the
    term for payment (`paid_by`), 8 % after it; earlier referrals 8 %. The base rate is from memory:
    accept "uk.boe.base_rate" by name, or override it from the Bank's own table.

    >>> print(accord.settle.fos_interest("10000 GBP", start="2025-02-06", paid_by="2025-11-15",
    ...           referred="2026-01-01", accept="uk.boe.base_rate").value)
    405.00 GBP
    """
    given: dict[str, object] = {
        "principal": principal,
        "start": start,
        "paid_by": paid_by,
        "referred": referred,
        "paid": paid,
        "rounding": rounding,
    }
    return money("fos_interest", given, book, accept)


def uk_tax_on_interest(
    interest: Money,
    *,
    on: date | str,
    refund: Money | None = None,
    rounding: str = "half_up",
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """Income tax taken from interest alone; what is paid after it stands beside.

    >>> print(accord.settle.uk_tax_on_interest("767.47 GBP", on="2018-01-01").value)
    153.49 GBP
    """
    given: dict[str, object] = {
        "interest": interest,
        "on": on,
        "refund": refund,
        "rounding": rounding,
    }
    return money("uk_tax_on_interest", given, book, accept)


def us_post_judgment_interest(
    amount: Money,
    *,
    rate: Rate,
    week: date | str,
    judgment: date | str,
    paid: date | str,
    on_release_day: bool = False,
    rounding: str = "half_up",
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """Interest on a federal judgment: by the day, compounded each year (28 USC 1961).

    `rate` is the Treasury's average of the week before the judgment's (of the week before that
    where the judgment fell on the day of its release), and `week` any day of that week: another
    week is refused. Each year's interest is rounded as it joins the sum.

    >>> print(accord.settle.us_post_judgment_interest("100000 USD", rate="5% per year",
    ...           week="2025-01-03", judgment="2025-01-06", paid="2026-04-16").value)
    6438.36 USD
    """
    given: dict[str, object] = {
        "amount": amount,
        "rate": rate,
        "week": week,
        "judgment": judgment,
        "paid": paid,
        "on_release_day": on_release_day,
        "rounding": rounding,
    }
    return money("us_post_judgment_interest", given, book, accept)


def hk_judgment_interest(
    principal: Money,
    *,
    start: date | str,
    end: date | str,
    rounding: str = "half_up",
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """Interest after judgment in Hong Kong, simple; past the last rate known it is provisional.

    >>> print(accord.settle.hk_judgment_interest("100000 HKD", start="2015-01-01",
    ...                                          end="2016-01-01").value)
    8000.00 HKD
    """
    given: dict[str, object] = {
        "principal": principal,
        "start": start,
        "end": end,
        "rounding": rounding,
    }
    return money("hk_judgment_interest", given, book, accept)


def hk_prejudgment_interest(
    principal: Money,
    *,
    prime: Rate,
    start: date | str,
    end: date | str,
    rounding: str = "half_up",
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """Interest before judgment in Hong Kong: prime and the usual point, simple.

    >>> print(accord.settle.hk_prejudgment_interest("100000 HKD", prime="5% per year",
    ...           start="2015-01-01", end="2016-01-01").value)
    6000.00 HKD
    """
    given: dict[str, object] = {
        "principal": principal,
        "prime": prime,
        "start": start,
        "end": end,
        "rounding": rounding,
    }
    return money("hk_prejudgment_interest", given, book, accept)
