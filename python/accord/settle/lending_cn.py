"""Mainland China: private lending, its limit and its ceiling."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from accord import _core
from accord.settle._call import Money, Rate, answer, money

__all__ = ["lending_cap", "private_lending_interest", "rollover_ceiling"]


def lending_cap(
    formed: date | str,
    *,
    lender: str,
    sued: date | str | None = None,
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Answer | _core.Refusal:
    """The limit of interest on a private loan as a rate per year (民间借贷规定 25, 31).

    Four times the one-year LPR when the contract was formed; for a loan formed before 2020-08-20
    when it was sued over, for the days from then on. `lender`: natural_person or company; a
    financial institution ("licensed") and the seven local kinds (small_loan, guarantee,
    regional_equity, pawn, leasing, factoring, local_asset_manager) are refused with the clause.

    >>> print(accord.settle.lending_cap("2024-11-01", lender="natural_person"))
    12.4% per year
    """
    given: dict[str, object] = {
        "formed": formed,
        "lender": lender,
        "sued": sued,
    }
    return answer("lending_cap", given, book, accept)


def private_lending_interest(
    principal: Money,
    *,
    lender: str,
    formed: date | str,
    start: date | str,
    end: date | str,
    rate: Rate | None = None,
    sued: date | str | None = None,
    defaulted: date | str | None = None,
    overdue_rate: Rate | None = None,
    penalty: Money | None = None,
    deducted: Money | None = None,
    old_rules: bool = True,
    day_count: str = "ACT/365",
    both_ends: bool = False,
    rounding: str = "half_up",
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """What a private loan bears, each day within its limit (民间借贷规定 24–31).

    No `rate`: none in term (24). From `defaulted` on the `overdue_rate`, or the same rate, or,
    where neither was agreed, the one-year LPR of that day (28). `penalty`: all other overdue
    items, as far as everything together stays within the limit (29). `deducted`: interest taken
    off in advance, which was never lent (26). `lender` as for `lending_cap`. A loan formed before
    2020-08-20 bears the line of the old interpretation to 2020-08-19, which is unverified and must
    be accepted by name.

    >>> print(accord.settle.private_lending_interest(
    ...     "500000.00 CNY", lender="natural_person", formed="2019-01-01", rate="24% per year",
    ...     start="2019-01-01", end="2021-06-01", sued="2021-06-01",
    ...     accept="cn.lending.old_cap").value)
    256397.26 CNY
    """
    given: dict[str, object] = {
        "principal": principal,
        "lender": lender,
        "formed": formed,
        "start": start,
        "end": end,
        "rate": rate,
        "sued": sued,
        "defaulted": defaulted,
        "overdue_rate": overdue_rate,
        "penalty": penalty,
        "deducted": deducted,
        "old_rules": old_rules,
        "day_count": day_count,
        "both_ends": both_ends,
        "rounding": rounding,
    }
    return money("private_lending_interest", given, book, accept)


def rollover_ceiling(
    principal: Money,
    *,
    lender: str,
    formed: date | str,
    start: date | str,
    end: date | str,
    sued: date | str | None = None,
    day_count: str = "ACT/365",
    rounding: str = "half_up",
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """What may be owed in all after roll-overs (民间借贷规定 27(2)).

    The first principal and interest on it at the limit for the whole time.

    >>> print(accord.settle.rollover_ceiling(
    ...     "300000.00 CNY", lender="natural_person", formed="2020-09-01", start="2020-09-01",
    ...     end="2023-09-01", day_count="30/360").value)
    438600.00 CNY
    """
    given: dict[str, object] = {
        "principal": principal,
        "lender": lender,
        "formed": formed,
        "start": start,
        "end": end,
        "sued": sued,
        "day_count": day_count,
        "rounding": rounding,
    }
    return money("rollover_ceiling", given, book, accept)
