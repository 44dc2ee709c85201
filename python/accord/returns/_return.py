"""A return: its rows and cells, the checks before it goes out, and the forms it is read in."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from accord.errors import InputError
from accord.returns._cells import Cell, Entry, Lookup, entries_of, members
from accord.returns._checks import Fault, ReturnError, faults
from accord.returns._spec import Period, Spec, load, period_of
from accord.text import sections

if TYPE_CHECKING:
    from accord.docket import Docket

__all__ = ["Return", "cn_quarterly"]

Row = dict[str, Cell]


class Return:
    """A table over the docket for one period. Its cells are counted from lists of cases."""

    __module__ = "accord.returns"

    def __init__(
        self, spec: Spec, heads: list[Any], period: Period, language: str = "zh-Hans"
    ) -> None:
        sections(language)  # refuses a language that nobody speaks
        prefix = spec.json["filter"]["procedure_prefix"]
        kept = [head for head in heads if head.procedure.startswith(prefix)]
        self.spec = spec
        self.quarter = period
        self.language = language
        self.left_out = len(heads) - len(kept)
        self.snapshot = max((head.last_seq for head in heads), default=0)
        self.entries: tuple[Entry, ...] = entries_of(kept, spec)
        self.members = members(spec, self.entries, period)
        self._faults: tuple[Fault, ...] | None = None
        self._rows: list[tuple[str, Row]] | None = None
        known = {name: {e.codes[name] for e in self.entries} for name in spec.dimensions}
        self._lookup = Lookup(spec, known)

    # --- what it says -----------------------------------------------------------------------------

    @property
    def period(self) -> str:
        """The quarter, such as "2026Q1"."""
        return self.quarter.name

    @property
    def due(self) -> date:
        """By when it is to be handed in: the institution's own target."""
        return self.spec.due(self.quarter)[0]

    def cell(
        self,
        row: str | None = None,
        measure: str | None = None,
        *,
        dimension: str | None = None,
        **where: str,
    ) -> Cell:
        """One cell: `cell("debit card", "received")`, or `cell(measure=…, business=…, branch=…)`.

        Rows and measures are named by code or by their words in any language; "total" is the whole.
        A label that two dimensions share needs `dimension=`.
        """
        for name, said in (("row", row), ("measure", measure), ("dimension", dimension)):
            if said is not None and not isinstance(said, str):
                raise TypeError(f"{name} is a str, not {type(said).__name__!r}")
        if measure is None:
            raise InputError("missing_argument", "measure", "cell")
        if row is not None and dimension is not None:
            wanted = {dimension: self._lookup.code(dimension, row)}
        else:
            wanted = {} if row is None else self._lookup.row(row)
        wanted |= {name: self._lookup.code(name, said) for name, said in where.items()}
        return self._cell(self._lookup.measure(measure), wanted)

    def rows(self) -> Iterator[tuple[str, Row]]:
        """The total, the rows of each dimension, and each combination that has a case."""
        if self._rows is None:
            self._rows = list(self._all_rows())
        yield from self._rows

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What the checks found, warnings among it."""
        if self._faults is None:
            self._faults = faults(self)
        return self._faults

    def validated(self) -> Return:
        """This return, if every check holds; otherwise ReturnError with rule, cell and cases."""
        errors = [fault for fault in self.faults if fault.severity == "error"]
        if errors:
            raise ReturnError(errors)
        return self

    # --- rows -------------------------------------------------------------------------------------

    def _all_rows(self) -> Iterator[tuple[str, Row]]:
        yield from self._grouped("total", ())
        for name in self.spec.dimensions:
            yield from self._grouped(name, (name,))
        yield from self._grouped("cross", self.spec.dimensions)

    def _grouped(self, group: str, names: tuple[str, ...]) -> Iterator[tuple[str, Row]]:
        """One row for each value that a case of the period has, in the order of the code lists."""
        found: dict[tuple[str, ...], dict[str, list[Entry]]] = {} if names else {(): {}}
        for measure, entries in self.members.items():
            for entry in entries:
                codes = tuple(entry.codes[name] for name in names)
                found.setdefault(codes, {}).setdefault(measure, []).append(entry)
        ranks = [self.spec.ranks(name) for name in names]

        def order(codes: tuple[str, ...]) -> list[tuple[int, str]]:
            pairs = zip(codes, ranks, strict=True)
            return [(rank.get(code, len(rank)), code) for code, rank in pairs]

        for codes in sorted(found, key=order):
            where = dict(zip(names, codes, strict=True))
            yield (
                group,
                {
                    measure: self._made(measure, where, found[codes].get(measure, []))
                    for measure in self.spec.measures
                },
            )

    def _cell(self, measure: str, where: dict[str, str]) -> Cell:
        found = [
            entry
            for entry in self.members[measure]
            if all(entry.codes[name] == code for name, code in where.items())
        ]
        return self._made(measure, where, found)

    def _made(self, measure: str, where: dict[str, str], found: list[Entry]) -> Cell:
        return Cell(
            measure=measure,
            where=dict(where),
            cases=tuple(entry.id for entry in found),
            numbers=tuple(entry.number or entry.id for entry in found),
            definition=self.spec.row(measure)["definition"][self.language],
            title=f"{self._label(where)} {self.spec.name(measure, self.language)}",
        )

    def _label(self, where: dict[str, str]) -> str:
        if not where:
            return self.spec.say("total", self.language)
        said = (self.spec.label(name, code, self.language) for name, code in where.items())
        return " × ".join(said)

    def labels(self, row: Row) -> list[str]:
        """The words of a row's codes, one for each dimension, empty where it spans all."""
        if not isinstance(row, dict):
            raise TypeError(f"a row is a dict of cells, not {type(row).__name__!r}")
        where = next(iter(row.values())).where
        return [
            self.spec.label(name, where[name], self.language) if name in where else ""
            for name in self.spec.dimensions
        ]

    def group(self, name: str) -> str:
        """The words of what rows are grouped by."""
        if not isinstance(name, str):
            raise TypeError(f"a group is named by a str, not {type(name).__name__!r}")
        own = name in ("total", "cross")
        return self.spec.say(name, self.language) if own else self.spec.name(name, self.language)

    # --- forms ------------------------------------------------------------------------------------

    def facts(self) -> list[tuple[str, str]]:
        """What stands above the table: period, unit, version, how far the data reach."""
        language, spec = self.language, self.spec
        span = f"{self.period} ({self.quarter.first} – {self.quarter.last})"
        pairs = [
            ("period", span),
            ("unit", spec.json["unit"][language]),
            ("due", f"{self.due} ({spec.json['due']['clause']})"),
            ("spec", f"{spec.id} {spec.version} {spec.hash[:16]}"),
            ("snapshot", str(self.snapshot)),
            ("left_out", str(self.left_out)),
        ]
        return [(spec.say(word, language), value) for word, value in pairs]

    def data(self) -> dict[str, Any]:
        """The whole return as plain values: rows with codes, counts and case ids."""
        rows = [
            {
                "group": group,
                "where": dict(next(iter(row.values())).where),
                "counts": {measure: cell.value for measure, cell in row.items()},
                "cases": {measure: list(cell.cases) for measure, cell in row.items()},
            }
            for group, row in self.rows()
        ]
        due, provisional = self.spec.due(self.quarter)
        return {
            "return": self.spec.id,
            "version": self.spec.version,
            "spec_sha256": self.spec.hash,
            "period": self.period,
            "first": self.quarter.first.isoformat(),
            "last": self.quarter.last.isoformat(),
            "due": due.isoformat(),
            "due_provisional": provisional,
            "snapshot": self.snapshot,
            "left_out": self.left_out,
            "rows": rows,
            "faults": [
                {"rule": f.rule, "severity": f.severity, "cell": f.cell, "cases": list(f.cases)}
                for f in self.faults
            ],
        }

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write `.csv` (UTF-8 with its mark) or `.xlsx` (with the cases of every cell)."""
        from accord.returns import _files

        _files.save(self, path)

    def __str__(self) -> str:
        spec, language = self.spec, self.language
        lines = [spec.json["title"][language]]
        lines += [f"{name}: {value}" for name, value in self.facts()]
        heads = ["", *(spec.name(measure, language) for measure in spec.measures)]
        table = [heads]
        for group, row in self.rows():
            if group == "cross":
                continue
            said = self._label(dict(next(iter(row.values())).where))
            mark = "" if group == "total" else f"{self.group(group)}: "
            table.append([mark + said, *(str(cell.value) for cell in row.values())])
        widths = [max(_width(row[i]) for row in table) for i in range(len(heads))]
        for row_ in table:
            first = row_[0] + " " * (widths[0] - _width(row_[0]))
            rest = (" " * (w - _width(c)) + c for c, w in zip(row_[1:], widths[1:], strict=True))
            lines.append("  ".join((first, *rest)).rstrip())
        lines += [f"{spec.say('finding', language)}: {f.words(language)}" for f in self.faults]
        return "\n".join(lines)

    def __repr__(self) -> str:
        count = {measure: len(found) for measure, found in self.members.items()}
        said = ", ".join(f"{name}={number}" for name, number in count.items())
        return f"Return({self.spec.id!r}, {self.period!r}, {said})"

    def _repr_html_(self) -> str:
        from accord.returns import _page

        return _page.html(self)


def _width(text: str) -> int:
    """Columns on a screen: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def cn_quarterly(docket: Docket, *, period: str, language: str = "zh-Hans") -> Return:
    """The institution's own quarter in China: stock, received, closed, on time, extended, repeat.

    By channel, business, cause and branch, and by each combination of the four.
    """
    from accord.docket import Docket

    if not isinstance(docket, Docket):
        raise TypeError(f"a return is read from a Docket, not {type(docket).__name__!r}")
    return Return(load("cn_quarterly"), docket.find(), period_of(period), language)
