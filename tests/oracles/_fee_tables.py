"""Scales of arbitration bodies as read, a fee by slices, and what the rows of fees share.

A scale is a flat sum in whole units of the currency and its slices: what the slice lies over, and
the percentage of what lies in it. The amount at an upper end belongs to the lower slice.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from math import gcd
from random import Random

from tests.oracles import No, Row, minor, money
from tests.oracles.fees import ROUNDINGS, fit

MOST = 2**63 - 1
MILLION = 10**6
UNIT = 100  # minor units; every currency here has two digits
LAST = "9999-12-31"
Band = tuple[int | None, int]
HUGE = (10**13, 10**14, 2**62)  # counts whose fees are beside or beyond the largest amount

# The slices that every domestic acceptance fee below shares up to 1,000,000, from the ranges' top.
_ACCEPTANCE = "100 | 1000 5 | 50000 4 | 100000 3 | 200000 2 | 500000 1 | 1000000 "
_HANDLING = (
    "6000 | 200000 2 | 500000 1.5 | 1000000 0.5 | 2000000 0.45 | 5000000 0.4 | 10000000 0.3"
    " | 20000000 0.2 | 40000000 0.15 | 100000000 0.13 | 500000000 0.12"
)
_SHANGHAI = "0 | 0 3.5 | 1000000 2.5 | 5000000 1.5 | 10000000 1 | 50000000 "

SCALES = {
    "cietac_foreign": "0 | 0 4 | 1000000 3.5 | 2000000 2.5 | 5000000 1.5 | 10000000 1"
    " | 50000000 0.5 | 100000000 0.48 | 500000000 0.47 | 1000000000 0.46 | 2000000000 0.45",
    "cietac_acceptance": _ACCEPTANCE + "0.5",
    "cietac_handling": _HANDLING,
    "cietac_handling_2005": "1250 | 50000 2.5 | 200000 2 | 500000 1.5 | 1000000 0.5 | 3000000 0.45"
    " | 6000000 0.4 | 10000000 0.3",
    "bac_acceptance": _ACCEPTANCE + "0.3",
    "bac_handling": "5000 | 200000 2 | 500000 1 | 1000000 0.4 | 5000000 0.3 | 10000000 0.25"
    " | 20000000 0.2 | 40000000 0.1",
    "shiac": _SHANGHAI + "0.5",
    "scia": _SHANGHAI + "0.65",
    "shenzhen_acceptance": _ACCEPTANCE + "0.5",
    "shenzhen_handling": "5000 | 400000 0.8 | 1000000 0.5 | 3000000 0.4 | 5000000 0.3"
    " | 10000000 0.2 | 30000000 0.15 | 50000000 0.1",
    "cmac_acceptance": _ACCEPTANCE + "0.4",
    "cmac_handling": _HANDLING + " | 1000000000 0.11 | 3000000000 0.1",
    "shenyang_acceptance": _ACCEPTANCE + "0.48 | 100000000 0.4",
    "state_council_least": "40 | 1000 4 | 50000 3 | 100000 2 | 200000 1 | 500000 0.5"
    " | 1000000 0.25",
    "state_council_most": _ACCEPTANCE + "0.5",
    "hkiac_2013": "14800 | 400000 0.8 | 800000 0.7 | 4000000 0.46 | 8000000 0.26 | 16000000 0.152"
    " | 40000000 0.081 | 80000000 0.052 | 240000000 0.037 | 400000000 0",
    "hkiac_2024": "19800 | 400000 1.3 | 800000 1 | 4000000 0.545 | 8000000 0.265 | 16000000 0.2"
    " | 40000000 0.11 | 80000000 0.071 | 240000000 0.059 | 400000000 0",
    "hkiac_arbitrator": "0 | 0 11 | 400000 10 | 800000 5.3 | 4000000 3.78 | 8000000 1.73"
    " | 16000000 1.06 | 40000000 0.44 | 80000000 0.25 | 240000000 0.228 | 400000000 0.101"
    " | 600000000 0.067 | 800000000 0.044 | 4000000000 0.025",
    "siac": "3800 | 50000 2.2 | 100000 1.2 | 500000 1 | 1000000 0.65 | 2000000 0.32 | 5000000 0.16"
    " | 10000000 0.095 | 50000000 0.04 | 80000000 0.031 | 100000000 0",
    "siac_arbitrator": "6250 | 50000 13.8",
    "icc_2012": "3000 | 50000 4.73 | 100000 2.53 | 200000 2.09 | 500000 1.51 | 1000000 0.95"
    " | 2000000 0.46 | 5000000 0.25 | 10000000 0.10 | 30000000 0.09 | 50000000 0.01"
    " | 80000000 0.0035 | 500000000 0",
    "icc_2017": "5000 | 50000 1.53 | 100000 2.72 | 200000 2.25 | 500000 1.62 | 1000000 0.788"
    " | 2000000 0.46 | 5000000 0.25 | 10000000 0.10 | 30000000 0.09 | 50000000 0.01"
    " | 80000000 0.0123 | 500000000 0",
}


@cache
def scale(name: str) -> tuple[int, tuple[tuple[int, int, int], ...]]:
    """The flat sum and the slices: over, up to (all in minor units), parts per million."""
    flat, *texts = SCALES[name].split(" | ")
    pairs = [text.split(" ") for text in texts]
    overs = [int(over) * 100 for over, _ in pairs]
    ends = [*overs[1:], 10**30]
    rates = [Fraction(rate) * 10_000 for _, rate in pairs]
    assert all(rate.denominator == 1 for rate in rates), name
    slices = zip(overs, ends, (int(rate) for rate in rates), strict=True)
    return int(flat) * 100, tuple(slices)


def by_slices(name: str, units: int) -> Fraction:
    """The exact fee in minor units on an amount in minor units."""
    flat, slices = scale(name)
    parts = sum((min(units, end) - over) * rate for over, end, rate in slices if units > over)
    return Fraction(flat * MILLION + parts, MILLION)


def tie(random: Random, name: str) -> int:
    """An amount whose fee ends in half a minor unit, in one of the slices that can have one."""
    found = []
    for over, end, rate in scale(name)[1]:
        common = gcd(rate, MILLION)
        if rate and (MILLION // 2) % common == 0:
            step = MILLION // common
            first = (MILLION // 2 // common) * pow(rate // common, -1, step) % step
            most = (min(end, over + 10**11) - over - first) // step
            if most >= 0:
                found.append(over + first + step * random.randrange(most + 1))
    return random.choice(found)


def ends(name: str) -> list[int]:
    return [over for over, _, _ in scale(name)[1]]


# --- rows and answers -----------------------------------------------------------------------------


def shifted(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def within(random: Random, windows: list[tuple[str, str]]) -> str:
    """A day of the windows: half of the time their first or last, or a leap day."""
    first, last = random.choice(windows)
    last = min(last, "2030-12-31")
    edges = [first, last, shifted(first, 1), shifted(last, -1), "2012-02-29", "2020-02-29"]
    inside = [edge for edge in [*edges, "2024-02-29"] if first <= edge <= last]
    if random.random() < 0.5:
        return random.choice(inside)
    span = (date.fromisoformat(last) - date.fromisoformat(first)).days
    return shifted(first, random.randrange(span + 1))


def outside(random: Random, windows: list[tuple[str, str]]) -> str:
    """A day in none of the windows, mostly the next to one."""
    near = [shifted(first, -1) for first, _ in windows]
    near += [shifted(last, 1) for _, last in windows if last != LAST]
    found = [day for day in [*near, "1994-01-03"] if not in_force(day, windows)]
    return random.choice(found)


def in_force(day: str, windows: list[tuple[str, str]]) -> bool:
    return any(first <= day <= last for first, last in windows)


def rounding_of(random: Random) -> Row:
    return {"rounding": random.choice(ROUNDINGS)} if random.random() < 0.3 else {}


def way(row: Row) -> str:
    return row.get("rounding", "half_up")


def currency_of(text: str) -> str:
    return text.split(" ")[1]


def band(bands: list[Band], units: int) -> int:
    """The fee of the first band whose upper end holds the amount; its end belongs to it."""
    return next(fee for up_to, fee in bands if up_to is None or units <= up_to * UNIT)


def money_fault(row: Row, name: str, currency: str) -> No | None:
    if minor(row[name]) < 0:
        return No("negative_amount")
    return None if currency_of(row[name]) == currency else No("currency_mismatch")


def spoil(random: Random, row: Row, name: str) -> None:
    """An amount below nothing or in another currency."""
    row[name] = random.choice((money(-1, currency_of(row[name])), money(minor(row[name]), "EUR")))


def parts_of(fees: Callable[[Row], dict[str, int] | No]) -> Callable[[Row], dict[str, int]]:
    def parts(row: Row) -> dict[str, int]:
        found = fees(row)
        assert not isinstance(found, No)
        return {part: units for part, units in found.items() if units}

    return parts


def total_of(fees: Callable[[Row], dict[str, int] | No]) -> Callable[[Row], int | No]:
    def total(row: Row) -> int | No:
        found = fees(row)
        return found if isinstance(found, No) else fit(sum(found.values()))

    return total
