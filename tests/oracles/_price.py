"""What the oracles of losses and indemnity share: price texts, ex-rights, shares, whole parts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from functools import lru_cache
from random import Random

from tests.oracles import Row
from tests.oracles._whole import Stop, dated, rated

DIGITS = {"CNY": 2, "USD": 2, "EUR": 2, "HKD": 2, "GBP": 2, "JPY": 0, "KWD": 3}


@lru_cache(maxsize=100_000)
def price(text: str) -> tuple[Fraction, str]:
    """A price text: minor units, exactly, and the currency."""
    number, _, currency = text.partition(" ")
    top, slash, bottom = number.partition("/")
    good = top.isdigit() and bottom.isdigit() if slash else top.replace(".", "", 1).isdigit()
    if not currency or not good or (slash and not int(bottom)):
        raise Stop("bad_price")
    if currency not in DIGITS:
        raise Stop("unknown_currency")
    return Fraction(number) * 10 ** DIGITS[currency], currency


def shown(major: Fraction, currency: str) -> str:
    """The text of a price: a decimal where it ends within 12 digits, otherwise the fraction."""
    for digits in range(DIGITS[currency], 13):
        scaled = major * 10**digits
        if scaled.denominator == 1:
            sign = "-" if scaled < 0 else ""
            whole = str(abs(scaled.numerator)).zfill(digits + 1)
            point = f".{whole[-digits:]}" if digits else ""
            return f"{sign}{whole[: len(whole) - digits]}{point} {currency}"
    return f"{major.numerator}/{major.denominator} {currency}"


def share(text: str | None) -> Fraction:
    """A plain rate from 0 to 1; nothing where none was given."""
    if text is None:
        return Fraction(0)
    value, unit = rated(text)
    if unit or not 0 <= value <= 1:
        raise Stop("share_out_of_range")
    return value


def placed(parts: dict[str, Fraction], total: int) -> dict[str, int]:
    """Whole units that add up to the total: floors, then one more to the largest remainders."""
    units = {label: part.numerator // part.denominator for label, part in parts.items()}
    left = total - sum(units.values())
    for label in sorted(parts, key=lambda label: units[label] - parts[label])[:left]:
        units[label] += 1
    assert sum(units.values()) == total
    return units


# Ex-rights: a price or quantity of before the event is told as it would be after it.

Event = tuple[date, Fraction, Fraction]


def events_until(row: Row, last: date, currency: str) -> list[Event]:
    """Events up to the base day, by date, those of one day in their order."""
    events = []
    for one in row.get("ex_rights") or ():
        factor, unit = rated(one.get("factor") or "100%")
        if unit or factor <= 0:
            raise Stop("bad_factor")
        dividend = Fraction(0)
        if one.get("dividend"):
            dividend, kind = price(one["dividend"])
            if kind != currency:
                raise Stop("currency_mismatch")
        if dated(one["date"]) <= last:
            events.append((dated(one["date"]), factor, dividend))
    return sorted(events, key=lambda event: event[0])


def adjusted(events: list[Event], on: date, value: Fraction) -> tuple[Fraction, Fraction]:
    """The price after the events that follow its day, and what one share has become."""
    shares = Fraction(1)
    for event, factor, dividend in events:
        if on < event:
            if dividend > value:
                raise Stop("dividend_above_price")
            value = (value - dividend) / factor
            shares *= factor
    return value, shares


FACTORS = ("100%", "120%", "3/2", "2/1", "13/10", "4/3", "90%", "1/2", "102.4%")
DIVIDENDS = ("0 CNY", "0.01 CNY", "0.105 CNY", "0.10 CNY", "1/3 CNY", "0.0000000000001 CNY")


def ex_rights(random: Random, days: list[str], currency: str) -> list[Row]:
    """One or a few events on the given days, some of them on one day."""
    found: list[Row] = []
    for _ in range(random.choice((1, 1, 1, 2, 3))):
        one: Row = {"date": random.choice(days)}
        if random.random() < 0.8:
            one["factor"] = random.choice(FACTORS)
        if random.random() < 0.6:
            one["dividend"] = random.choice(DIVIDENDS).replace("CNY", currency)
        found.append(one)
    return found


def changed(name: str, **change: object) -> Callable[[Random, Row], None]:
    """A fault: one of the rows of an argument is changed, where there are any."""

    def fault(random: Random, row: Row) -> None:
        if row.get(name):
            random.choice(row[name]).update(change)

    return fault


def event_fault(**change: str) -> Callable[[Random, Row], None]:
    """An event on the base day, of what an event cannot be."""

    def fault(random: Random, row: Row) -> None:
        row["ex_rights"] = [{"date": row["base_date"], **change}]

    return fault


FAULTS_OF_EVENTS = [
    event_fault(factor="0%"),
    event_fault(factor="-120%"),
    event_fault(factor="5% per year"),
    event_fault(dividend="500000000000000 CNY"),
    event_fault(dividend="0.10 EUR"),
    event_fault(dividend="-0.10 CNY"),
    event_fault(dividend="a tenth"),
    event_fault(dividend="1/0 CNY"),
    event_fault(dividend="0.10 ZZZ"),
]
