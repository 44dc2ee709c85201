"""A return's specification: what it counts, by what, and in which words; data, never code."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from accord import law
from accord.errors import InputError
from accord.text import LANGUAGES, has, sections, words

__all__ = ["Period", "Spec", "load", "period_of"]


@dataclass(frozen=True)
class Period:
    """A calendar quarter by its name, "2026Q1"."""

    name: str
    first: date
    last: date

    @property
    def before(self) -> Period | None:
        """The quarter before; none before the first of all."""
        if self.first == date.min:
            return None
        return _quarter(self.first - timedelta(days=1))


def _quarter(day: date) -> Period:
    number = (day.month - 1) // 3
    first = date(day.year, 3 * number + 1, 1)
    last = date(day.year, 3 * number + 3, (31, 30, 30, 31)[number])
    return Period(f"{day.year:04}Q{number + 1}", first, last)


def period_of(text: str) -> Period:
    """The quarter of a name."""
    if not isinstance(text, str):
        raise TypeError(f"a period is a str like '2026Q1', not {type(text).__name__!r}")
    if not re.fullmatch(r"[0-9]{4}Q[1-4]", text) or text.startswith("0000"):
        raise InputError("bad_period", text, "period")
    return _quarter(date(int(text[:4]), 3 * int(text[5]) - 2, 1))


class Spec:
    """A specification as read, with its hash and its words."""

    def __init__(self, content: bytes) -> None:
        self.hash = hashlib.sha256(content).hexdigest()
        self.json: dict[str, Any] = json.loads(content)
        self.id: str = self.json["id"]
        self.version: str = self.json["version"]
        self.dimensions: tuple[str, ...] = tuple(row["id"] for row in self.json["dimensions"])
        self.measures: tuple[str, ...] = tuple(row["id"] for row in self.json["measures"])
        self._rows = {row["id"]: row for row in self.json["dimensions"] + self.json["measures"]}
        self._checks = {row["id"]: row for row in self.json["checks"]}

    def row(self, id: str) -> dict[str, Any]:
        """One dimension or measure."""
        found: dict[str, Any] = self._rows[id]
        return found

    def check(self, id: str) -> dict[str, Any]:
        found: dict[str, Any] = self._checks[id]
        return found

    def say(self, word: str, language: str) -> str:
        """A word of the specification's own."""
        sections(language)  # refuses a language that nobody speaks
        found: str = self.json["words"][word][language]
        return found

    def name(self, id: str, language: str) -> str:
        """A dimension's title or a measure's label."""
        row = self.row(id)
        found: str = (row.get("title") or row["label"])[language]
        return found

    def label(self, dimension: str, code: str, language: str) -> str:
        """A code of a dimension in words; a code that its list does not hold speaks for itself."""
        if code == "unstated":
            found: str = law.document("classification.json")["unstated"][language]
            return found
        section = self.row(dimension)["list"]
        if section is None or not has(section, code, language):
            return code
        return words(section, code, language)

    def listed(self, dimension: str) -> frozenset[str] | None:
        """All codes of a dimension's list; None for free names."""
        section = self.row(dimension)["list"]
        return None if section is None else frozenset(sections(LANGUAGES[0])[section])

    def ranks(self, dimension: str) -> dict[str, int]:
        """The place of each code in its dimension's list; free names have none."""
        section = self.row(dimension)["list"]
        codes = () if section is None else sections(LANGUAGES[0])[section]
        return {code: place for place, code in enumerate(codes)}

    def due(self, period: Period) -> tuple[date, bool]:
        """By when the return is to be handed in, and whether that day is still provisional."""
        rule = self.json["due"]
        calendar = law.calendar_book().calendar(rule["calendar"])
        day = calendar.add_working_days(period.last, rule["business_days"])
        return day, calendar.is_provisional(day)


@cache
def load(name: str) -> Spec:
    """A specification of this package by its file's name."""
    return Spec(files("accord").joinpath("returns", f"{name}.json").read_bytes())
