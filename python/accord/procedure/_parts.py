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
    """From any of some stages to others: handling >> answered, (applied | mediating) >> refused.

    With a guard of its own, a clause, or without leaving a stage it moves within: move().
    """

    start: tuple[str, ...]
    end: tuple[str, ...]
    when: Json | None = None
    internal: bool = False
    clause: Json | None = None


class Stages:
    """One or several stages: | joins them, >> leads from them to another.

    & joins stages of different tracks, to be entered together.
    """

    def __init__(self, *names: str, together: bool = False) -> None:
        self.names = names
        self.together = together

    def __or__(self, other: Stages) -> Stages:
        return Stages(*self.names, *other.names)

    def __and__(self, other: Stages) -> Stages:
        return Stages(*self.names, *other.names, together=True)

    def __rshift__(self, other: Stages) -> Move:
        if len(other.names) != 1 and not other.together:
            raise ValueError("an action leads to one stage, or to stages of several tracks (a & b)")
        return Move(self.names, other.names)

    def __repr__(self) -> str:
        return (" & " if self.together else " | ").join(self.names)


class Parameter(NamedTuple):
    """A value set once and put where it is needed: a length, an amount to compare with."""

    parameter: str
    number: int | None  # of a parameter that counts


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


def length(amounts: Mapping[str, Any]) -> tuple[str, Any]:
    """days=15 → ("calendar_day", 15): exactly one unit, a whole number above zero."""
    if len(amounts) != 1 or not amounts.keys() <= UNITS.keys():
        raise ValueError(f"a length is one of {', '.join(UNITS)}: {dict(amounts)!r}")
    unit, amount = next(iter(amounts.items()))
    if isinstance(amount, Parameter):
        _, _ = length({unit: amount.number})
        return UNITS[unit], {"parameter": amount.parameter}
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


def move_json(move: Move | Stages | None) -> Json:
    """The members of a move as they stand in an action, a reaction or a list of moves."""
    if move is None:
        return {}
    if isinstance(move, Stages):
        return full({"from": list(move.names)})
    end = move.end[0] if len(move.end) == 1 else list(move.end)
    said = {"when": move.when, "internal": move.internal, "clause": move.clause}
    return full({"from": list(move.start), "to": end, **said})


def move(
    way: Move | Stages,
    *,
    when: Expression | None = None,
    internal: bool = False,
    clause: Any = None,
) -> Move:
    """One of an action's moves with a guard and a clause of its own.

    >>> from accord.procedure import Procedure, f, move
    >>> p = Procedure("example", version="1")
    >>> filed, fast, ordinary = p.stages("filed", "fast", "ordinary")
    >>> p.action("admit", moves=[move(filed >> fast, when=f.facts.small),
    ...                          move(filed >> ordinary, when=~f.facts.small)])
    """
    made_of((Move, Stages), way=way)
    made_of(bool, internal=internal)
    start, end = (way.start, way.end) if isinstance(way, Move) else (way.names, ())
    return Move(start, end, guard_json(when), internal, clause_json(clause))


def task(
    id: str,
    *,
    assignee: str | None = None,
    approver: str | None = None,
    joint: str | Iterable[str] = (),
    due: str | None = None,
) -> Json:
    """Work that an action or a reaction gives to people; `due` is a term, its last day.

    >>> from accord.procedure import task
    >>> task("draft_notice", assignee="handler", approver="head", due="answer")["approver"]
    'head'
    """
    members = {
        "name": name(id),
        "assignee": name(assignee) if assignee is not None else None,
        "approver": name(approver) if approver is not None else None,
        "joint": names(joint),
        "due": name(due) if due is not None else None,
    }
    return full(members)


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
    **amount: int | Parameter,
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
