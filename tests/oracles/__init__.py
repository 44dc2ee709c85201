"""Oracles of the rules: written from the text of the rule alone, in exact fractions.

A module per area holds `ORACLES`, from a rule's name to its Oracle: rows as the scalar face takes
them (texts, ints, bools, lists of dicts; a name left out is left out), and what the rule's text
says of a row. `expected` answers with minor units for money, a text for a date, rate, code or flag,
an int for a count, or No(code) for a refusal or an error.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from random import Random
from typing import Any

Row = dict[str, Any]


@dataclass(frozen=True)
class No:
    """The rule has no figure for this row: the code of its refusal or error."""

    code: str


@dataclass(frozen=True)
class Oracle:
    """`rows(random, n)` makes n rows, about half of them on edges; `accept` names the unverified
    entries that the rule needs; `parts(row)` gives minor units by the label of a part."""

    rows: Callable[[Random, int], list[Row]]
    expected: Callable[[Row], int | str | No]
    accept: tuple[str, ...] = ()
    parts: Callable[[Row], dict[str, int]] | None = None
    shares: Callable[[Row], list[int]] | None = None
    edges: str = ""  # which edges the rows stand on, for the table of rules
    options: dict[str, Any] = field(default_factory=dict)


def half_up(value: Fraction) -> int:
    """Nearest integer, ties away from zero."""
    doubled = abs(value) * 2 + 1
    whole = doubled.numerator // (doubled.denominator * 2)
    return whole if value >= 0 else -whole


def money(minor: int, currency: str = "CNY") -> str:
    """Minor units of a two-digit currency as the scalar face takes them."""
    sign, minor = ("-", -minor) if minor < 0 else ("", minor)
    return f"{sign}{minor // 100}.{minor % 100:02d} {currency}"


def minor(text: str) -> int:
    """The minor units of such a text."""
    number = text.split(" ")[0]
    return int(number.replace(".", ""))


def amount(random: Random, edges: list[int], most: int = 10**11) -> int:
    """Minor units: half of the time an edge or its neighbour, otherwise small and large ones."""
    if random.random() < 0.5:
        return max(0, random.choice(edges) + random.choice((-1, 0, 1)))
    return random.randrange(random.choice((100, 10**6, 10**9, most)) + 1)


def day(random: Random, first: date, last: date, edges: list[date]) -> date:
    """A day: half of the time an edge, the day before or after it, 29 February among them."""
    leap = [date(2020, 2, 29), date(2024, 2, 29)]
    if random.random() < 0.5:
        picked = random.choice(edges + leap) + timedelta(days=random.choice((-1, 0, 1)))
        return min(max(picked, first), last)
    return first + timedelta(days=random.randrange((last - first).days + 1))
