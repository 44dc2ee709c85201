"""What the oracles of interest abroad, of bank loans and of redress have in common.

Days, months, rates in exact fractions, the named roundings, and ways to make rows that stand on
edges or have one fault.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from functools import cache, lru_cache
from random import Random

from tests.oracles import No, Row, minor

MOST = 2**63 - 1  # minor units of the largest amount of money
ROUNDINGS = ("half_even", "half_down", "up", "down", "ceiling", "floor")
NOT_ANNUAL = (
    "5% per year ACT/360",
    "5% per year 30/360",
    "0.05% per day",
    "0.5% per month",
    "5%",
    "3/2",
    "-0.01% per year",
    "-5% per year",
)


class Stop(Exception):
    """The rule has no figure: the code says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def answering(reckon: Callable[[Row], int]) -> Callable[[Row], int | str | No]:
    """The rule's figure, or No(code) where the reckoning stopped."""

    def expected(row: Row) -> int | str | No:
        try:
            figure = reckon(row)
        except Stop as stop:
            return No(stop.code)
        return figure if -MOST - 1 <= figure <= MOST else No("overflow")

    return expected


def parting(reckon: Callable[[Row], dict[str, int]]) -> Callable[[Row], dict[str, int]]:
    """The parts of a row that has a figure; none where the reckoning stopped."""

    def parts(row: Row) -> dict[str, int]:
        try:
            return reckon(row)
        except Stop:
            return {}

    return parts


def rounded(value: Fraction, name: str = "half_up") -> int:
    """A whole number of minor units by the named rounding; half ones away from zero by default."""
    below, rest = divmod(value.numerator, value.denominator)
    if rest == 0:
        return below
    twice = 2 * rest - value.denominator  # above 0: nearer to the next one; 0: a tie
    above_zero = below >= 0
    upward = {
        "half_up": twice > 0 or (twice == 0 and above_zero),
        "half_down": twice > 0 or (twice == 0 and not above_zero),
        "half_even": twice > 0 or (twice == 0 and below % 2 == 1),
        "up": above_zero,
        "down": not above_zero,
        "ceiling": True,
        "floor": False,
    }[name]
    units = below + 1 if upward else below
    if not -MOST - 1 <= units <= MOST:
        raise Stop("overflow")
    return units


@cache
def dated(text: str) -> date:
    return date.fromisoformat(text)


@lru_cache(maxsize=200_000)
def rated(text: str) -> tuple[Fraction, str]:
    """A rate and its unit: "", "year", "day", "month" or "year ACT/360" and the like."""
    number, _, unit = text.partition(" per ")
    if number.endswith("%"):
        return Fraction(number[:-1]) / 100, unit
    return Fraction(number), unit


def annual(text: str, *, below_zero: bool = False) -> Fraction:
    """A rate per year without a day count, not negative."""
    value, unit = rated(text)
    if unit != "year" or (value < 0 and not below_zero):
        raise Stop("rate_unit")
    return value


def plain(text: str) -> Fraction:
    """A rate without a unit of time."""
    value, unit = rated(text)
    if unit:
        raise Stop("rate_unit")
    return value


def owed(row: Row, name: str, currency: str, absent: int | None = 0) -> int | None:
    """Minor units of an argument: of the subject's currency and not negative."""
    text = row.get(name)
    if text is None:
        return absent
    if text[-3:] != currency:
        raise Stop("currency_mismatch")
    units = minor(text)
    if units < 0:
        raise Stop("negative_amount")
    return units


def subject(row: Row, name: str) -> int:
    """Minor units of the subject, which are not negative."""
    units = minor(row[name])
    if units < 0:
        raise Stop("negative_amount")
    return units


def way(row: Row) -> str:
    return row.get("rounding") or "half_up"


@lru_cache(maxsize=200_000)
def add_months(day: date, months: int) -> date:
    """The corresponding day, or the end of a month that has none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def part_of_year(day_count: str, start: date, end: date) -> Fraction:
    if day_count == "30/360":
        first = min(start.day, 30)
        last = 30 if end.day == 31 and first == 30 else end.day
        months = 12 * (end.year - start.year) + end.month - start.month
        return Fraction(30 * months + last - first, 360)
    return Fraction((end - start).days, {"ACT/360": 360, "ACT/365": 365}[day_count])


# Making rows.


def written(units: int, currency: str) -> str:
    """Minor units as text; the yen has none smaller than itself."""
    if currency == "JPY":
        return f"{units} JPY"
    sign = "-" if units < 0 else ""
    return f"{sign}{abs(units) // 100}.{abs(units) % 100:02d} {currency}"


def units_of(random: Random, factor: Fraction | None = None) -> int:
    """Minor units: zero, cents, large ones, rarely the largest; a built tie of `factor` if any."""
    chance = random.random()
    if chance < 0.3 and factor is not None and factor.denominator % 2 == 0:
        base = factor.denominator // 2  # an odd multiple of it, times the factor, ends in a half
        return base * (2 * random.randrange(max(1, min(500, 10**15 // base))) + 1)
    if chance < 0.45:
        return random.choice((0, 1, 2, 9, 10, 11, 49, 50, 51, 99, 100, 101, 10_000, 100_000_000))
    if chance < 0.455:
        return MOST - random.randrange(3)
    return random.randrange(random.choice((1000, 10**6, 10**9, 10**12)))


def after(random: Random, start: date) -> date:
    """An end of a time that starts on a day: the same day, whole years, months, or any."""
    if random.random() < 0.5:
        months = random.choice((0, 0, 1, 3, 12, 24, 48, 60))
        return max(start, add_months(start, months) + timedelta(days=random.choice((-1, 0, 1))))
    return start + timedelta(days=random.randrange(random.choice((60, 800, 4000))))


def annual_rate(random: Random) -> str:
    chance = random.random()
    if chance < 0.3:
        return random.choice(("0% per year", "5% per year", "4.35% per year", "1/3 per year"))
    if chance < 0.5:
        return f"{random.randrange(60)}/{random.choice((7, 64, 300, 365, 400))} per year"
    return f"{random.randrange(2400) / 100:.2f}% per year"


def shifted(text: str, days: int) -> str:
    return (dated(text) + timedelta(days=days)).isoformat()


Fault = Callable[[Random, Row], None]


def finished(random: Random, row: Row, faults: list[Fault], share: float = 0.14) -> Row:
    """The row with a rounding's name now and then, and with one of the faults at times."""
    if random.random() < 0.3:
        row["rounding"] = random.choice((*ROUNDINGS, "half_up"))
    if random.random() < share:
        random.choice(faults)(random, row)
    return row


def negative(name: str) -> Fault:
    def fault(random: Random, row: Row) -> None:
        text = row.get(name) or "1.00 CNY"
        row[name] = written(-max(1, minor(text)), text[-3:])

    return fault


def foreign(name: str) -> Fault:
    """An argument in a currency of its own."""

    def fault(random: Random, row: Row) -> None:
        row[name] = written(random.randrange(1000), "EUR")

    return fault


def wrong(name: str, *values: object) -> Fault:
    def fault(random: Random, row: Row) -> None:
        row[name] = random.choice(values)

    return fault


def payment_fault(**change: str) -> Fault:
    """A change in one of the payments, where there are any."""

    def fault(random: Random, row: Row) -> None:
        if row.get("payments"):
            random.choice(row["payments"]).update(change)

    return fault


def early(end: str, start: str) -> Fault:
    """A day before the one it must not precede."""

    def fault(random: Random, row: Row) -> None:
        row[end] = shifted(row[start], -random.choice((1, 1, 400)))

    return fault


def currency(random: Random, usual: str) -> str:
    return usual if random.random() < 0.97 else random.choice(("JPY", "USD"))
