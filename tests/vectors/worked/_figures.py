"""Figures and lines as the worked examples write them."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import accord

ON = "2026-01-16"


def cny(amount: str) -> str:
    return str(accord.Money.from_minor(round(Fraction(amount) * 100), "CNY"))


def of(currency: str, amount: str) -> str:
    return str(accord.Money.from_minor(round(Fraction(amount) * 100), currency))


def number(result: Any) -> Fraction:
    """The figure in major units; the exact one where the line tells it."""
    assert result, result
    return Fraction(str(result.value).split(" ")[0])


def exact(result: Any) -> Fraction:
    """The exact figure before its one rounding."""
    return Fraction(result.line.inputs["exact"].split(" ")[0])


def part(result: Any, label: str) -> Fraction:
    """A line right under the figure, by its label."""
    units = [line.count for line in result.line.lines if line.label == label]
    assert units, [line.label for line in result.line.lines]
    return Fraction(sum(units), 100)


def shares(result: Any) -> list[Fraction]:
    return [Fraction(line.count, 100) for line in result.line.lines if line.role == "addend"]


def exact_shares(result: Any) -> list[Fraction]:
    return [Fraction(line.inputs["exact"].split(" ")[0]) for line in result.line.lines]


def after(start: str, days: int) -> str:
    return (date.fromisoformat(start) + timedelta(days=days)).isoformat()
