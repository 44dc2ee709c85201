"""Cells of a return: which cases stand in each, found from the heads of the docket alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from accord.errors import InputError
from accord.returns._spec import Period, Spec
from accord.text import LANGUAGES

__all__ = ["Cell", "Entry", "Lookup", "entries_of", "members"]


@dataclass(frozen=True)
class Entry:
    """One case as the return counts it."""

    id: str
    number: str
    received: date | None
    closed: date | None
    closed_unknown: bool
    codes: Mapping[str, str]
    flags: Mapping[str, bool]


def entries_of(heads: Iterable[Any], spec: Spec) -> tuple[Entry, ...]:
    """Heads as entries: a case closed on an unknown day is closed on the day of receipt."""
    flags = {row["flag"] for row in spec.json["measures"] if "flag" in row}
    fields = {row["id"]: row["field"] for row in spec.json["dimensions"]}
    entries = []
    for head in heads:
        unknown = head.final and head.closed is None
        entries.append(
            Entry(
                id=head.id,
                number=head.number,
                received=head.filed,
                closed=head.filed if unknown else head.closed,
                closed_unknown=unknown,
                codes={name: getattr(head, field) or "unstated" for name, field in fields.items()},
                flags={flag: getattr(head, flag) for flag in flags},
            )
        )
    return tuple(entries)


def _stands(set_: str, entry: Entry, period: Period) -> bool:
    """Whether an entry belongs to one of the four sets that a quarter is made of."""
    if entry.received is None:
        return False
    if set_ == "opening":
        still_open = entry.closed is None or entry.closed >= period.first
        return entry.received < period.first and still_open
    if set_ == "received":
        return period.first <= entry.received <= period.last
    if set_ == "closed":
        return entry.closed is not None and period.first <= entry.closed <= period.last
    if set_ == "closing":
        still_open = entry.closed is None or entry.closed > period.last
        return entry.received <= period.last and still_open
    raise InputError("unknown_name", set_, "set")


def members(spec: Spec, entries: Iterable[Entry], period: Period) -> dict[str, tuple[Entry, ...]]:
    """The entries of each measure, in the order of the docket."""
    found = tuple(entries)
    out = {}
    for measure in spec.measures:
        row = spec.row(measure)
        flag = row.get("flag")
        out[measure] = tuple(
            entry
            for entry in found
            if _stands(row["set"], entry, period) and (flag is None or entry.flags[flag])
        )
    return out


@dataclass(frozen=True)
class Cell:
    """A number of a return with the cases behind it."""

    measure: str
    where: Mapping[str, str]
    cases: tuple[str, ...]
    numbers: tuple[str, ...]
    definition: str
    title: str

    __module__ = "accord.returns"

    @property
    def value(self) -> int:
        """How many cases the cell counts."""
        return len(self.cases)

    def __hash__(self) -> int:
        return hash((self.measure, self.cases))

    def __repr__(self) -> str:
        return f"Cell({self.title!r}, {self.value})"

    def _repr_html_(self) -> str:
        from html import escape

        listed = "".join(f"<li>{escape(number)}</li>" for number in self.numbers)
        head = f"<b>{escape(self.title)}</b> {self.value}"
        return f"<div>{head}<p>{escape(self.definition)}</p><ul>{listed}</ul></div>"


def _folded(text: str) -> str:
    return " ".join(text.replace("_", " ").replace("-", " ").casefold().split())


class Lookup:
    """Finds a code or measure by its code or by its words in any language."""

    def __init__(self, spec: Spec, known: Mapping[str, Iterable[str]]) -> None:
        self._spec = spec
        self._exact = {name: set(codes) for name, codes in known.items()}
        self._codes: dict[str, set[tuple[str, str]]] = {}
        for name, codes in self._exact.items():
            for code in codes | (spec.listed(name) or set()) | {"unstated"}:
                self._exact[name].add(code)
                for said in {code, *(spec.label(name, code, lang) for lang in LANGUAGES)}:
                    self._codes.setdefault(_folded(said), set()).add((name, code))
        self._measures: dict[str, str] = {}
        for measure in spec.measures:
            for said in {measure, *(spec.name(measure, lang) for lang in LANGUAGES)}:
                self._measures[_folded(said)] = measure
        self._totals = {_folded(spec.say("total", lang)) for lang in LANGUAGES}

    def measure(self, said: str) -> str:
        found = self._measures.get(_folded(_text(said)))
        if found is None:
            raise InputError("unknown_name", said, "measure")
        return found

    def code(self, dimension: str, said: str) -> str:
        """A code within one dimension; its exact spelling wins."""
        if dimension not in self._exact:
            raise InputError("unknown_dimension", dimension, "dimension")
        if _text(said) in self._exact[dimension]:
            return said
        codes = {code for name, code in self._codes.get(_folded(said), ()) if name == dimension}
        return self._only({(dimension, code) for code in codes}, said)[1]

    def row(self, said: str) -> dict[str, str]:
        """The dimension and code of a row's label; nothing for the total."""
        if _folded(_text(said)) in self._totals:
            return {}
        exact = {(name, said) for name, codes in self._exact.items() if said in codes}
        name, code = self._only(exact or self._codes.get(_folded(said), set()), said)
        return {name: code}

    @staticmethod
    def _only(found: set[tuple[str, str]], said: str) -> tuple[str, str]:
        if not found:
            raise InputError("unknown_name", said, "row")
        if len(found) > 1:
            listed = ", ".join(sorted(f"{name}={code}" for name, code in found))
            raise InputError("duplicate", f"{said} ({listed})", "row")
        return next(iter(found))


def _text(said: object) -> str:
    if not isinstance(said, str):
        raise TypeError(f"a label is a str, not {type(said).__name__!r}")
    return said
