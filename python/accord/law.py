"""The law that ships with the package, as bytes: rule books, calendars, lists, zone transitions.

The engine reads no file and no machine's zone table: what it may consult is handed to it from here,
kept in the docket by hash, and named by every event.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from accord import _core, _zones
from accord.errors import InputError

__all__ = [
    "calendar_book",
    "law_files",
    "names",
    "override",
    "read",
    "rule_book",
    "zone_json",
]

DEFAULT_ZONES = ("Asia/Shanghai",)
DEFAULT_CALENDARS = ("CN",)


@cache
def names() -> tuple[str, ...]:
    """The law files of the package, sorted by name."""
    folder = files("accord").joinpath("law")
    return tuple(sorted(item.name for item in folder.iterdir() if item.name.endswith(".json")))


def read(name: str) -> bytes:
    """The bytes of one law file, such as "fees_cn.json"; ValueError for no name of `names()`."""
    if not isinstance(name, str):
        raise TypeError(f"a law file is named by a text: {name!r}")
    if name not in names():
        raise ValueError(f"no law file is named {name!r}")
    return _bytes(name)


@cache
def _bytes(name: str) -> bytes:
    return files("accord").joinpath("law", name).read_bytes()


@cache
def document(name: str) -> Any:
    """One law file, parsed."""
    return json.loads(read(name))


def _of_sort(*members: str) -> tuple[bytes, ...]:
    found = [name for name in names() if any(member in document(name) for member in members)]
    return tuple(read(name) for name in found)


@cache
def rules() -> tuple[bytes, ...]:
    """The files that hold rate series, fee scales, parameters or decision tables."""
    return _of_sort("series", "scales", "parameters", "tables")


@cache
def calendars() -> tuple[bytes, ...]:
    """The files that hold a business calendar."""
    return _of_sort("weekend")


def transitions(name: str) -> list[tuple[int, int]]:
    """A zone's transitions; a name that is none of zoneinfo's is refused as input."""
    try:
        return _zones.transitions(name)
    except (KeyError, ValueError, OSError) as error:
        raise InputError("unknown_zone", str(name)) from error


@cache
def zone_json(name: str) -> bytes:
    """A zone's transitions as the engine takes them."""
    pairs = [list(pair) for pair in transitions(name)]
    return json.dumps({"name": name, "transitions": pairs}, separators=(",", ":")).encode()


@cache
def rule_book() -> _core.RuleBook:
    """The package's rates, fee scales and parameters."""
    return _core.RuleBook(list(rules()))


@cache
def calendar_book(zone: str = "Asia/Shanghai") -> _core.CalendarBook:
    """The package's calendars, with one zone."""
    book = _core.CalendarBook()
    for file in calendars():
        book.add(_core.BusinessCalendar.from_json(file))
    book.add_zone(zone, transitions(zone))
    return book


def _members(tree: Any, name: str) -> Iterator[str]:
    """What a member of that name holds, wherever it stands."""
    if isinstance(tree, dict):
        if isinstance(tree.get(name), str):
            yield tree[name]
        tree = list(tree.values())
    if isinstance(tree, list):
        for part in tree:
            yield from _members(part, name)


def law_files(definition: str) -> dict[str, Any]:
    """What a docket keeps beside a procedure's definition."""
    parsed = json.loads(definition)
    days = {*DEFAULT_CALENDARS, *_members(parsed, "calendar")}
    wanted = {parsed.get("zone", DEFAULT_ZONES[0]), *_members(parsed, "zone")}
    return {
        "definition": definition,
        "rules": list(rules()),
        "calendars": [file for file in calendars() if json.loads(file)["id"] in days],
        "zones": [zone_json(name) for name in sorted(wanted)],
    }


def override(entries: dict[str, Any], *, book: _core.RuleBook | None = None) -> _core.RuleBook:
    """A new rule book in which an institution's own entries stand before the package's.

    `entries` has the members of a law file: "series", "scales", "parameters", "tables". An entry of
    the same id and the same first day takes the other's place, any other is added; figures name the
    entry they used, by its hash. InputError names the place of a fault.

    >>> own = accord.law.override({"parameters": [{"id": "own.goodwill_share", "value": "1/4",
    ...     "clause": {"id": "goodwill policy", "status": "official"}, "source": "board, 2026",
    ...     "effective_from": "2026-01-01"}]})
    >>> own.parameter("own.goodwill_share", on="2026-03-01")
    '1/4'
    """
    if not isinstance(entries, dict):
        raise TypeError(f"entries are a dict, not {type(entries).__name__!r}")
    file = {"id": "own", "edition": "own"} | entries
    return (book or rule_book()).override(json.dumps(file, ensure_ascii=False).encode())
