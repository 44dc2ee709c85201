"""What the docket's verbs take: the forms of a case, a moment, names, and a filter."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Protocol

from accord import _core

__all__ = ["FILTERS", "AnyCase", "Definition", "Moment", "Names", "definition_of", "filter_of"]

Moment = _core.Instant | datetime | str
AnyCase = _core.Case | _core.Head | str
Names = str | Iterable[str]


# What cases are found and counted by, and what each takes.
FILTERS = {
    "procedure": "text",
    "stage": "text",
    "branch": "text",
    "business": "text",
    "cause": "text",
    "channel": "text",
    "kind": "text",
    "party": "text",
    "final": "flag",
    "limit": "count",
}


class Definition(Protocol):
    """A procedure as verbs take it: accord.procedure.Procedure, or anything with its JSON."""

    @property
    def json(self) -> str: ...


def definition_of(procedure: Definition) -> str:
    """A procedure's JSON."""
    json = getattr(procedure, "json", None)
    if not isinstance(json, str):
        raise TypeError(f"a procedure is a Procedure, not {type(procedure).__name__!r}")
    return json


def filter_of(by: dict[str, Any]) -> dict[str, Any]:
    """Named conditions without those left open; a procedure may be given as the object."""
    given = {name: value for name, value in by.items() if value is not None}
    if hasattr(given.get("procedure"), "id"):
        given["procedure"] = given["procedure"].id
    return given
