"""What differs between two versions of a procedure, row by row, as a person reads it."""

from __future__ import annotations

import html
import json
from typing import Any, NamedTuple

from accord.procedure._builder import PARTS, Procedure
from accord.procedure._expression import Json
from accord.procedure._typed import text_of

LITERALS = {"money", "date", "text", "integer", "bool", "set", "duration", "parameter"}
ORDER = ["id", "version", "effective", "calendar", "zone", "number", "conflicts", "facts", "roles"]
ORDER += PARTS
EXPRESSIONS = LITERALS | {"op", "field", "has", "count", "any", "all", "done"}


class Change(NamedTuple):
    """One member that changed: where it stands, what it was (None: not there) and what it is."""

    place: str
    was: str | None
    now: str | None

    def __str__(self) -> str:
        if self.was is None:
            return f"+ {self.place}: {self.now}" if self.now else f"+ {self.place}"
        if self.now is None:
            return f"- {self.place}: {self.was}" if self.was else f"- {self.place}"
        return f"~ {self.place}: {self.was} → {self.now}"


class Difference(tuple[Change, ...]):
    """All changes between two versions, in the order of the definition; empty when there is none.

    >>> from accord.procedure import diff
    >>> from accord.procedures import make_cn_complaint
    >>> print(diff(make_cn_complaint(), make_cn_complaint(rolls="forward")))
    ~ version: 2026.1 → 2026.1-rolls-forward
    + terms answer roll: forward
    """

    def __str__(self) -> str:
        return "\n".join(str(change) for change in self)

    def __repr__(self) -> str:
        return f"<Difference {len(self)} changes>"

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><td>{html.escape(change.place)}</td><td>{html.escape(change.was or '')}</td>"
            f"<td>{html.escape(change.now or '')}</td></tr>"
            for change in self
        )
        return f"<table>{rows}</table>"


def diff(a: Procedure, b: Procedure) -> Difference:
    """What `b` changes against `a`: stages, actions, terms … by their names, guards as typed.

    >>> from accord.procedure import diff
    >>> from accord.procedures import cn_mediation
    >>> len(diff(cn_mediation, cn_mediation))
    0
    """
    was, now = (json.loads(procedure.json) for procedure in (a, b))
    return Difference(changes("", was, now))


def changes(place: str, was: Any, now: Any) -> list[Change]:
    """Members by name and rows by id; everything else as one text."""
    if was == now:
        return []
    if is_rows(was) and is_rows(now) and (was or now):
        return rows_changes(place, was or [], now or [])
    if is_members(was) and is_members(now):
        found = []
        for name in sorted({**(was or {}), **(now or {})}, key=rank):
            inner = f"{place} {name}".strip()
            found += changes(inner, (was or {}).get(name), (now or {}).get(name))
        return found
    return [Change(place, printed(was), printed(now))]


def rank(name: str) -> tuple[int, str]:
    """Members in the order an author writes them; others by their name."""
    return (ORDER.index(name) if name in ORDER else len(ORDER), name)


def rows_changes(place: str, was: list[Json], now: list[Json]) -> list[Change]:
    before = {key_of(row): row for row in was}
    after = {key_of(row): row for row in now}
    found = [Change(f"{place} {key}", "", None) for key in before if key not in after]
    for key, row in after.items():
        inner = f"{place} {key}"
        if key in before:
            found += changes(inner, {**before[key], "id": key}, {**row, "id": key})
        else:
            found.append(Change(inner, None, summary(row)))
    kept = [key for key in before if key in after]
    if kept != [key for key in after if key in before]:
        found.append(Change(f"{place} order", ", ".join(before), ", ".join(after)))
    return found


def key_of(row: Json) -> str:
    """What names a row: its id, its amount (of an extension), else the whole of it."""
    for name in ("id", "name"):
        if name in row:
            return str(row[name])
    if "severity" in row:
        return f"{row['severity']}/{row['urgency']}"
    if "amount" in row:
        return printed(row["amount"]) or ""
    return summary(row)


def summary(row: Json) -> str:
    return ", ".join(f"{name} {printed(value)}" for name, value in row.items() if name != "id")


def is_rows(value: Any) -> bool:
    is_list = isinstance(value, list) and all(isinstance(row, dict) for row in value)
    return value is None or is_list


def is_members(value: Any) -> bool:
    return value is None or (isinstance(value, dict) and not is_expression(value))


def is_expression(value: Json) -> bool:
    return "id" not in value and bool(EXPRESSIONS & value.keys())


def printed(value: Any) -> str | None:
    """A value as one would type it."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, dict) and is_expression(value):
        return text_of(value)
    if isinstance(value, dict) and value.keys() == {"id", "status"}:
        return f"{value['id']} ({value['status']})"
    if isinstance(value, dict):
        return summary({**value})
    if isinstance(value, list):
        return ", ".join(printed(item) or "" for item in value)
    return json.dumps(value, ensure_ascii=False)
