"""The parts a procedure is written with: names, clauses, stages, lengths, extensions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from accord.procedure._expression import Expression, Json, clause_json, expression

NAME = re.compile(r"[a-z0-9._-]{1,64}")
LENGTH_MAX = 1_000_000  # in any unit: no procedure runs so long
UNITS = {
    "hours": "hour",
    "days": "calendar_day",
    "business_days": "business_day",
    "clear_days": "clear_day",
    "weeks": "week",
    "months": "month",
    "years": "year",
}


class Clause(NamedTuple):
    """Where a rule stands in law, and how surely it was read there."""

    text: str
    status: str = "unverified"


class Move(NamedTuple):
    """From any of some stages to one: handling >> answered, (applied | mediating) >> refused."""

    start: tuple[str, ...]
    end: str


class Stages:
    """One or several stages: | joins them, >> leads from them to another."""

    def __init__(self, *names: str) -> None:
        self.names = names

    def __or__(self, other: Stages) -> Stages:
        return Stages(*self.names, *other.names)

    def __rshift__(self, other: Stages) -> Move:
        if len(other.names) != 1:
            raise ValueError("an action leads to one stage")
        return Move(self.names, other.names[0])

    def __repr__(self) -> str:
        return " | ".join(self.names)


class Extension(NamedTuple):
    """A longer total length of a term: its unit and JSON."""

    unit: str
    json: Json


def name(value: Any) -> str:
    if not isinstance(value, str) or not NAME.fullmatch(value):
        raise ValueError(f"a name is lower-case letters, digits, '.', '_', '-': {value!r}")
    return value


def made_of(kind: type | tuple[type, ...], **given: object) -> None:
    """Refuses what is not of the builder's own kind; None stands for what is not said."""
    for said, value in given.items():
        if value is not None and not isinstance(value, kind):
            raise TypeError(f"{said} can not be {value!r}")


def names(value: str | Iterable[str]) -> list[str]:
    return [name(value)] if isinstance(value, str) else [name(item) for item in value]


def length(amounts: Mapping[str, Any]) -> tuple[str, int]:
    """days=15 → ("calendar_day", 15): exactly one unit, a whole number above zero."""
    if len(amounts) != 1 or not amounts.keys() <= UNITS.keys():
        raise ValueError(f"a length is one of {', '.join(UNITS)}: {dict(amounts)!r}")
    unit, amount = next(iter(amounts.items()))
    if isinstance(amount, bool) or not isinstance(amount, int):
        raise TypeError(f"{unit} is a whole number: {amount!r}")
    if not 1 <= amount <= LENGTH_MAX:
        raise ValueError(f"{unit} lies between 1 and {LENGTH_MAX}: {amount}")
    return UNITS[unit], amount


def full(members: Mapping[str, Any]) -> Json:
    """The members that say something: absent and empty ones are left out of the definition."""
    return {key: value for key, value in members.items() if not is_silent(value)}


def is_silent(value: Any) -> bool:
    return value is None or value is False or value == "" or value == []


def guard_json(guard: Any) -> Json | None:
    return None if guard is None else expression(guard).json


def extension(
    *,
    by: str | Iterable[str] = (),
    all_of: bool = False,
    when: Expression | None = None,
    approved_by: str | Iterable[str] = (),
    told: str | Iterable[str] = (),
    start: str = "unrolled",
    clause: Any = None,
    **amount: int,
) -> Extension:
    """A term's new total length (days=30), and what it takes: a guard, an approval, who is told."""
    unit, count = length(amount)
    if start not in ("rolled", "unrolled"):
        raise ValueError("an extension runs from the rolled or the unrolled date")
    members = {
        "amount": count,
        "by": names(by),
        "all_of": all_of,
        "when": guard_json(when),
        "approved_by": names(approved_by),
        "told": names(told),
        "from": "" if start == "unrolled" else start,
        "clause": clause_json(clause),
    }
    return Extension(unit, full(members))


def minutes(clock: str) -> int:
    """ "17:30" → 1050, minutes after midnight."""
    found = re.fullmatch(r"([01]\d|2[0-3]):([0-5]\d)", clock)
    if found is None:
        raise ValueError(f"a time of day is written 17:30: {clock!r}")
    return int(found[1]) * 60 + int(found[2])
