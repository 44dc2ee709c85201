"""Interest: simple, compound, and over published series of rates."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from accord import _core
from accord.settle._call import Money, Rate, money

__all__ = ["compound_interest", "interest", "series_interest"]


def interest(
    principal: Money,
    *,
    rate: Rate,
    start: date | str,
    end: date | str,
    day_count: str | None = None,
    both_ends: bool = False,
    rounding: str = "half_up",
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """Simple interest at a fixed rate, per day or per year.

    A rate per year names its day count ("4.35% per year ACT/360") or has it beside it as
    `day_count`, one of the ten that two dates determine; for ACT/ACT ICMA, 30E/360 ISDA and
    BUS/252 see accord.calendar.year_fraction. The start day counts and the end day does not, unless
    `both_ends`; rounded once. A published rate such as the LPR is `series_interest`.

    >>> print(accord.settle.interest("1000000.00 CNY", rate="0.0175% per day",
    ...                              start="2026-01-01", end="2026-04-11").value)
    17500.00 CNY
    """
    given: dict[str, object] = {
        "principal": principal,
        "rate": rate,
        "start": start,
        "end": end,
        "day_count": day_count,
        "both_ends": both_ends,
        "rounding": rounding,
    }
    return money("interest", given, book, accept)


def series_interest(
    principal: Money,
    *,
    series: str,
    start: date | str,
    end: date | str,
    day_count: str = "ACT/365",
    both_ends: bool = False,
    multiple: Rate = "1/1",
    spread: Rate = "0% per year",
    rounding: str = "half_up",
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """Simple interest over a published series such as "cn.lpr.1y": (rate + spread) × multiple.

    A new rate holds from its own publication day; what lies past the series' `known_until` is
    provisional. Segments are exact and the total is rounded once. A day count whose parts do not
    add up to the whole (30/360, 30/360 US, ACT/ACT AFB) counts each segment by itself. `multiple`
    is a share: "150%" or "3/2". The names of series are among accord.law.rule_book().ids.

    >>> print(accord.settle.series_interest("1000000.00 CNY", series="cn.lpr.1y",
    ...                                     start="2019-08-20", end="2025-08-20").value)
    218727.40 CNY
    """
    given: dict[str, object] = {
        "principal": principal,
        "series": series,
        "start": start,
        "end": end,
        "day_count": day_count,
        "both_ends": both_ends,
        "multiple": multiple,
        "spread": spread,
        "rounding": rounding,
    }
    return money("series_interest", given, book, accept)


def compound_interest(
    principal: Money,
    *,
    rate: Rate,
    start: date | str,
    end: date | str,
    every: str = "year",
    day_count: str | None = None,
    both_ends: bool = False,
    round_each: bool = False,
    rounding: str = "half_up",
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """Compound interest as agreed: added to the balance `every` year, half_year, quarter or month.

    Periods run from the start to its corresponding days; the rest of the time is simple interest on
    the last balance. Exact and rounded once, unless `round_each` rounds what each period adds.
    The value is the interest, without the principal.

    >>> print(accord.settle.compound_interest("100000.00 USD", rate="5% per year ACT/365",
    ...                                       start="2025-01-01", end="2026-04-11").value)
    6438.36 USD
    """
    given: dict[str, object] = {
        "principal": principal,
        "rate": rate,
        "start": start,
        "end": end,
        "every": every,
        "day_count": day_count,
        "both_ends": both_ends,
        "round_each": round_each,
        "rounding": rounding,
    }
    return money("compound_interest", given, book, accept)
