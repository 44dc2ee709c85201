"""Day counts, roundings and published rates for the oracles of interest, from their texts."""

from __future__ import annotations

import calendar
from bisect import bisect_right
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from random import Random

from tests.oracles import Row, day, half_up
from tests.vectors.oracle_settlement import LPR, LPR_KNOWN_UNTIL

ONE = timedelta(days=1)
LAST = date(9999, 12, 31)
MOST = 2**63 - 1  # minor units that an amount can hold

PLAIN = (
    "ACT/365",
    "ACT/360",
    "30/360",
    "ACT/ACT ISDA",
    "ACT/ACT AFB",
    "30/360 US",
    "30E/360",
    "30/365",
    "ACT/366",
    "ACT/365.25",
)
CARRIED = ("ACT/365", "ACT/360", "30/360")  # bases that the text of a rate can name
ROUNDINGS = ("half_even", "half_down", "up", "down", "ceiling", "floor")

# The year of the conventions that count one day alike wherever it lies.
_YEAR = {
    "ACT/365": Fraction(365),
    "ACT/360": Fraction(360),
    "ACT/366": Fraction(366),
    "ACT/365.25": Fraction(1461, 4),
    "30/360": Fraction(360),
    "30/360 US": Fraction(360),
    "30E/360": Fraction(360),
    "30/365": Fraction(365),
}


def _last_of_february(one: date) -> bool:
    return one.month == 2 and (one + ONE).month == 3


def _days_of_thirty(basis: str, start: date, end: date) -> int:
    first, last = start.day, end.day
    if basis == "30/360":
        first = min(first, 30)
        if last == 31 and first == 30:
            last = 30
    elif basis == "30/360 US":
        if _last_of_february(start):
            if _last_of_february(end):
                last = 30
            first = 30
        if last == 31 and first >= 30:
            last = 30
        first = min(first, 30)
    else:
        first, last = min(first, 30), min(last, 30)
    return 360 * (end.year - start.year) + 30 * (end.month - start.month) + last - first


def _isda(start: date, end: date) -> Fraction:
    leap = common = 0
    for year in range(start.year, end.year + 1):
        opens = max(start, date(year, 1, 1))
        days = (end - opens).days if year == end.year else (date(year + 1, 1, 1) - opens).days
        if calendar.isleap(year):
            leap += days
        else:
            common += days
    return Fraction(leap, 366) + Fraction(common, 365)


def _year_before(one: date) -> date:
    year = one.year - 1
    if one.month == 2 and one.day >= 28:
        return date(year, 2, 29 if calendar.isleap(year) else 28)
    return one.replace(year=year)


def _afb(start: date, end: date) -> Fraction:
    years, cursor = 0, end
    while cursor.year > 1 and _year_before(cursor) >= start:
        years, cursor = years + 1, _year_before(cursor)
    leap = any(
        calendar.isleap(year) and start <= date(year, 2, 29) < cursor
        for year in (cursor.year, start.year)
    )
    return years + Fraction((cursor - start).days, 366 if leap else 365)


@lru_cache(maxsize=200_000)
def fraction(basis: str, start: date, end: date) -> Fraction:
    """The part of a year between two days; the first counts, the last does not."""
    if basis == "ACT/ACT ISDA":
        return _isda(start, end)
    if basis == "ACT/ACT AFB":
        return _afb(start, end)
    if basis.startswith("30"):
        return _days_of_thirty(basis, start, end) / _YEAR[basis]
    return (end - start).days / _YEAR[basis]


class OutOfRange(Exception):
    """A day after 9999-12-31 would be needed."""


def one_day(basis: str, end: date) -> Fraction:
    """The last day too: one day of the convention's year."""
    if basis in _YEAR:
        return 1 / _YEAR[basis]
    if end == LAST:
        raise OutOfRange
    return fraction(basis, end, end + ONE)


def add_months(one: date, months: int) -> date:
    """The same day some months later, or the last day of a month that has no such day."""
    year, month = divmod(one.year * 12 + one.month - 1 + months, 12)
    return date(year, month + 1, min(one.day, calendar.monthrange(year, month + 1)[1]))


def rounded(value: Fraction, how: str = "half_up") -> int:
    """The whole number by the rounding named."""
    if how == "half_up":
        return half_up(value)
    whole, rest = divmod(abs(value.numerator), value.denominator)
    negative = value < 0
    twice = 2 * rest
    more = {
        "half_even": twice > value.denominator or (twice == value.denominator and whole % 2 == 1),
        "half_down": twice > value.denominator,
        "up": rest > 0,
        "down": False,
        "ceiling": rest > 0 and not negative,
        "floor": rest > 0 and negative,
    }[how]
    whole += more
    return -whole if negative else whole


@lru_cache(maxsize=100_000)
def parsed(text: str) -> tuple[Fraction, str, str]:
    """A rate's number, its unit (day, month, year or nothing) and its basis or nothing."""
    number, _, unit = text.partition(" per ")
    period, _, basis = unit.partition(" ")
    value = Fraction(number[:-1]) / 100 if number.endswith("%") else Fraction(number)
    return value, period, basis


# Benchmark rates of loans in percent, of up to 6 months, 1, 3, 5 years and more (secondary).
_PBOC = """
1989-02-01 11.34 11.34 12.78 14.40 19.26
1990-03-21 9.00 10.08 10.80 11.52 11.88
1990-08-21 8.64 9.36 10.08 10.80 11.16
1991-04-21 8.10 8.64 9.00 9.54 9.72
1993-05-15 8.82 9.36 10.80 12.06 12.24
1993-07-11 9.00 10.98 12.24 13.86 14.04
1995-01-01 9.00 10.98 12.96 14.58 14.76
1995-07-01 10.08 12.06 13.50 15.12 15.30
1996-05-01 9.72 10.98 13.14 14.94 15.12
1996-08-23 9.18 10.08 10.98 11.70 12.42
1997-10-23 7.65 8.64 9.36 9.90 10.53
1998-03-25 7.02 7.92 9.00 9.72 10.35
1998-07-01 6.57 6.93 7.11 7.65 8.01
1998-12-07 6.12 6.39 6.66 7.20 7.56
1999-06-10 5.58 5.85 5.94 6.03 6.21
2002-02-21 5.04 5.31 5.49 5.58 5.76
2004-10-29 5.22 5.58 5.76 5.85 6.12
2006-04-28 5.40 5.85 6.03 6.12 6.39
2006-08-19 5.58 6.12 6.30 6.48 6.84
2007-03-18 5.67 6.39 6.57 6.75 7.11
2007-05-19 5.85 6.57 6.75 6.93 7.20
2007-07-21 6.03 6.84 7.02 7.20 7.38
2007-08-22 6.21 7.02 7.20 7.38 7.56
2007-09-15 6.48 7.29 7.47 7.65 7.83
2007-12-21 6.57 7.47 7.56 7.74 7.83
2008-09-16 6.21 7.20 7.29 7.56 7.74
2008-10-09 6.12 6.93 7.02 7.29 7.47
2008-10-30 6.03 6.66 6.75 7.02 7.20
2008-11-27 5.04 5.58 5.67 5.94 6.12
2008-12-23 4.86 5.31 5.40 5.76 5.94
2010-10-20 5.10 5.56 5.60 5.96 6.14
2010-12-26 5.35 5.81 5.85 6.22 6.40
2011-02-09 5.60 6.06 6.10 6.45 6.60
2011-04-06 5.85 6.31 6.40 6.65 6.80
2011-07-07 6.10 6.56 6.65 6.90 7.05
2012-06-08 5.85 6.31 6.40 6.65 6.80
2012-07-06 5.60 6.00 6.15 6.40 6.55
2014-11-22 5.60 5.60 6.00 6.00 6.15
2015-03-01 5.35 5.35 5.75 5.75 5.90
2015-05-11 5.10 5.10 5.50 5.50 5.65
2015-06-28 4.85 4.85 5.25 5.25 5.40
2015-08-26 4.60 4.60 5.00 5.00 5.15
2015-10-24 4.35 4.35 4.75 4.75 4.90
"""
TENORS = ("le_6m", "gt_6m_le_1y", "gt_1y_le_3y", "gt_3y_le_5y", "gt_5y")
# The day of 1990-03-21 was not read: the list prints a year that does not fit.
UNREAD = date(1990, 3, 21)


def _published() -> dict[str, list[tuple[date, Fraction]]]:
    series: dict[str, list[tuple[date, Fraction]]] = {
        "cn.lpr.1y": [(at, Fraction(one) / 100) for at, one, _ in LPR],
        "cn.lpr.5y": [(at, Fraction(five) / 100) for at, _, five in LPR],
    }
    for line in _PBOC.split("\n"):
        if line:
            at, *rates = line.split()
            for tenor, rate in zip(TENORS, rates, strict=True):
                points = series.setdefault(f"cn.pboc.{tenor}", [])
                points.append((date.fromisoformat(at), Fraction(rate) / 100))
    return series


def _changes(points: list[tuple[date, Fraction]]) -> list[tuple[date, Fraction]]:
    kept = points[:1]
    kept += [new for old, new in pairwise(points) if old[1] != new[1]]
    return kept


SERIES = {name: _changes(points) for name, points in _published().items()}
CHANGES = {name: [at for at, _ in points] for name, points in SERIES.items()}
# The first day of which nobody knows the rate yet: a segment begins there too.
UNKNOWN_FROM = {
    name: LPR_KNOWN_UNTIL + ONE if name.startswith("cn.lpr") else date(2019, 8, 20)
    for name in SERIES
}


def rate_on(series: str, one: date) -> Fraction | None:
    """The rate published on a day or last before it; nothing before the series."""
    at = bisect_right(CHANGES[series], one)
    return SERIES[series][at - 1][1] if at else None


def read(series: str, one: date) -> bool:
    """The rate that holds on a day was read somewhere, date and all."""
    at = bisect_right(CHANGES[series], one)
    return CHANGES[series][at - 1] != UNREAD


def pieces(series: str, start: date, end: date) -> list[tuple[date, date]]:
    """[start, end) cut at each change of the rate and where its knowledge ends."""
    cuts = CHANGES[series][bisect_right(CHANGES[series], start) :]
    cuts = sorted({one for one in (*cuts, UNKNOWN_FROM[series]) if start < one < end})
    return list(zip([start, *cuts], [*cuts, end], strict=True)) if start < end else []


def how(random: Random, row: Row) -> Row:
    """Mostly no rounding named, otherwise one of all."""
    if random.random() < 0.3:
        row["rounding"] = random.choice(("half_up", *ROUNDINGS))
    return row


def span(
    random: Random, first: date, last: date, edges: list[date], most: int = 3000
) -> tuple[date, date]:
    """Two days, the first mostly not after the second; edges, equal days, neighbours, years."""
    start = day(random, first, last, edges)
    kind = random.random()
    if kind < 0.35:
        end = day(random, first, last, edges)
        if end < start:
            start, end = end, start
    elif kind < 0.5:
        end = start + random.choice((0, 0, 1, 2, 30, 364, 365, 366)) * ONE
    elif kind < 0.6:
        end = add_months(start, random.choice((1, 3, 12, 24, 48)))
    else:
        end = start + random.randrange(most) * ONE
    end = min(end, last)
    if random.random() < 0.015:
        start, end = end + ONE, start
    return start, end
